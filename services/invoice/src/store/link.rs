//! Links to files, known by the hashes of their tokens.

use invoice_db::queries::link::{find_link, insert_link, remove_expired_links};
use kernel_base::Timestamp;
use kernel_db::{GenericClient, Write};
use shared_contracts::BillId;

use crate::app::link::Format;
use crate::error::InvoiceError;

pub(crate) async fn insert(
    write: &Write,
    token_hash: &[u8],
    (document, format): (BillId, Format),
    expires_at: Timestamp,
) -> Result<(), InvoiceError> {
    insert_link().bind(write, &token_hash, &document.uuid(), &format.as_str(), &expires_at).await?;
    Ok(())
}

/// What the link leads to, while it lasts.
pub(crate) async fn find(
    reader: &impl GenericClient,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<Option<(BillId, Format)>, InvoiceError> {
    let row = find_link().bind(reader, &token_hash, &now).opt().await?;
    row.map(|row| Ok((BillId::from_uuid(row.document_id), Format::parse(&row.format)?))).transpose()
}

pub(crate) async fn remove_expired(write: &Write, now: Timestamp) -> Result<(), InvoiceError> {
    remove_expired_links().bind(write, &now).await?;
    Ok(())
}
