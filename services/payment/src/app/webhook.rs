//! Webhooks: verified, recorded once, and then only a reason to ask.

use std::sync::Arc;

use axum::http::HeaderMap;
use shared_contracts::Code;

use super::App;
use crate::error::PaymentError;
use crate::provider::WebhookError;
use crate::store;

/// How many old webhooks one transaction deletes.
const PURGE_BATCH: u64 = 1_000;
/// Larger bodies are not what a provider sends.
const LARGEST_PAYLOAD: usize = 65_536;

impl App {
    /// Takes a provider's webhook. The same one may come any number of times and in any order.
    pub(crate) async fn receive_webhook(
        &self,
        code: &Code,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<(), PaymentError> {
        let provider = self.providers.get(code).ok_or_else(|| PaymentError::UnknownProvider(code.clone()))?;
        let now = self.env.now();
        let fact = provider.webhook(headers, body, now).map_err(|error| match error {
            WebhookError::Unverified => PaymentError::WebhookUnverified,
            WebhookError::Malformed => PaymentError::WebhookMalformed,
        })?;
        let lengths = (fact.event_id.len(), fact.step_key.len(), fact.kind.len());
        if fact.payload.len() > LARGEST_PAYLOAD
            || !matches!(lengths, (1..=200, 0..=200, 0..=100))
            || fact.payload.contains('\0')
        {
            return Err(PaymentError::WebhookMalformed);
        }
        let write = self.db.write().await?;
        store::webhook::insert(&write, code, &fact, now).await?;
        store::step::wake(&write, &fact.step_key, now).await?;
        let due = Arc::clone(&self.due);
        write.after_commit(move || due.notify_one());
        write.commit().await?;
        Ok(())
    }

    /// Deletes the webhooks of long ago in small steps, so that no transaction is long. One that came again all the same
    /// would be recorded anew and do no harm: it only makes us ask, and a decided step is not asked about.
    pub(crate) async fn purge_webhooks(&self) -> Result<(), PaymentError> {
        let before = self.env.now().minus(self.config.webhooks_kept());
        let mut deleted = 0;
        loop {
            let reader = self.db.read().await?;
            let batch = store::webhook::delete_before(&reader, before, PURGE_BATCH).await?;
            deleted += batch;
            if batch < PURGE_BATCH {
                break;
            }
        }
        if deleted > 0 {
            tracing::info!(deleted, "webhooks of long ago deleted");
        }
        Ok(())
    }
}
