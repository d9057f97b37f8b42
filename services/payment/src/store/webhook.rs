//! What providers told us unasked.

use kernel_base::Timestamp;
use kernel_db::Write;
use payment_db::client::Params;
use payment_db::queries::webhook::{InsertWebhookParams, insert_webhook};
use shared_contracts::Code;

use crate::error::PaymentError;
use crate::provider::WebhookFact;

/// Records the event; once, however often it is sent.
pub(crate) async fn insert(
    write: &Write,
    provider: &Code,
    fact: &WebhookFact,
    payload: &str,
    now: Timestamp,
) -> Result<(), PaymentError> {
    let params = InsertWebhookParams {
        provider: provider.as_str(),
        event_id: fact.event_id.as_str(),
        step_key: fact.step_key.as_str(),
        kind: fact.kind.as_str(),
        payload,
        now,
    };
    insert_webhook().params(write, &params).await?;
    Ok(())
}
