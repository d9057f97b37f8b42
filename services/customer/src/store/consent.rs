//! Consents.

use customer_db::client::Params;
use customer_db::queries::consent::{
    ConsentRow, InsertConsentParams, count_consents, insert_consent, list_consents,
};
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::CustomerId;
use uuid::Uuid;

use crate::domain::consent::Consent;
use crate::store::parsed;

/// Newest first.
pub(crate) async fn list(
    client: &impl GenericClient,
    customer_id: CustomerId,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<Consent>, DbError> {
    let rows = list_consents().bind(client, &customer_id.uuid(), &after, &limit).all().await?;
    Ok(rows.into_iter().map(consent).collect())
}

pub(crate) async fn count(client: &impl GenericClient, customer_id: CustomerId) -> Result<i64, DbError> {
    Ok(count_consents().bind(client, &customer_id.uuid()).one().await?)
}

pub(crate) async fn insert(write: &Write, customer_id: CustomerId, consent: &Consent) -> Result<(), DbError> {
    let params = InsertConsentParams {
        consent_id: consent.consent_id,
        customer_id: customer_id.uuid(),
        kind: consent.kind.as_str(),
        given: consent.given,
        source: consent.source.as_str(),
        text_version: consent.text_version.as_str(),
        now: consent.recorded_at,
    };
    insert_consent().params(write, &params).await?;
    Ok(())
}

fn consent(row: ConsentRow) -> Consent {
    Consent {
        consent_id: row.consent_id,
        kind: parsed(&row.kind),
        given: row.given,
        source: parsed(&row.source),
        text_version: row.text_version,
        recorded_at: row.recorded_at,
    }
}
