//! What providers told us unasked.

use kernel_base::Timestamp;
use kernel_db::{GenericClient, Write};
use payment_db::client::Params;
use payment_db::queries::webhook::{InsertWebhookParams, delete_webhooks, insert_webhook};
use shared_contracts::Code;

use crate::error::PaymentError;
use crate::provider::WebhookFact;

/// Records the event; once, however often it is sent.
pub(crate) async fn insert(
    write: &Write,
    provider: &Code,
    fact: &WebhookFact,
    now: Timestamp,
) -> Result<(), PaymentError> {
    let params = InsertWebhookParams {
        provider: provider.as_str(),
        event_id: fact.event_id.as_str(),
        step_key: fact.step_key.as_str(),
        kind: fact.kind.as_str(),
        payload: fact.payload.as_str(),
        now,
    };
    insert_webhook().params(write, &params).await?;
    Ok(())
}

/// Forgets what came before then, the oldest first and so many at most. Answers how many.
pub(crate) async fn delete_before(
    client: &impl GenericClient,
    before: Timestamp,
    limit: u64,
) -> Result<u64, PaymentError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    Ok(delete_webhooks().bind(client, &before, &limit).await?)
}
