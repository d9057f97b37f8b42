//! In which channels documents are: staff may be limited to some.

use kernel_base::ApiError;
use kernel_http::{Channels, InChannels};
use shared_contracts::BillId;

use super::App;
use crate::error::InvoiceError;
use crate::store;

/// What is another channel's is answered as if it did not exist.
impl InChannels<BillId> for App {
    async fn within(&self, invoice_id: &BillId, channels: &Channels) -> Result<(), ApiError> {
        let reader = self.db.read().await.map_err(InvoiceError::from)?;
        match store::document::channel(&reader, *invoice_id).await? {
            Some(channel) if channels.contain(&channel) => Ok(()),
            Some(_) | None => Err(InvoiceError::NotFound.into()),
        }
    }
}
