//! Looking at payments, the payer's part in them, and what waits too long.

use async_trait::async_trait;
use kernel_base::{ApiError, Call, Money, Page, PageRequest, Secret};
use kernel_db::retry_conflicts;
use kernel_http::{IdempotencyKey, Reply};
use payment_contracts::{FindIntent, PaymentApi, PaymentIntent};
use shared_contracts::{Code, PaymentIntentId, TenderId};

use super::App;
use super::unit::Unit;
use crate::domain::intent::Intent;
use crate::domain::step::Step;
use crate::error::PaymentError;
use crate::provider::Session;
use crate::publish;
use crate::store;
use crate::store::intent::{Filter, Known};

/// How many overdue intents one transaction gives back.
const OVERDUE_BATCH: i64 = 100;

impl App {
    pub(crate) async fn get_intent(&self, id: PaymentIntentId) -> Result<Intent, PaymentError> {
        let reader = self.db.read().await?;
        match store::intent::load(&reader, &[id]).await?.remove(&id) {
            Some(Known::Intent(intent)) => Ok(*intent),
            Some(Known::Tombstone(_)) | None => Err(PaymentError::IntentNotFound(id)),
        }
    }

    /// An intent with the parts of all its captures and refunds.
    pub(crate) async fn get_intent_with_operations(
        &self,
        id: PaymentIntentId,
    ) -> Result<(Intent, Vec<Step>), PaymentError> {
        let intent = self.get_intent(id).await?;
        let reader = self.db.read().await?;
        let steps = store::step::of_operations(&reader, id, intent.currency()).await?;
        Ok((intent, steps))
    }

    /// Newest first.
    pub(crate) async fn list_intents(
        &self,
        filter: &Filter,
        page: &PageRequest,
    ) -> Result<Page<PaymentIntent>, PaymentError> {
        let after = page.after_key::<PaymentIntentId>().map_err(PaymentError::Request)?;
        let reader = self.db.read().await?;
        let ids = store::intent::list(&reader, filter, after, page.limit).await?;
        let mut known = store::intent::load(&reader, &ids).await?;
        let view = |id: PaymentIntentId| match known.remove(&id)? {
            Known::Intent(intent) => Some(publish::view(&intent)),
            Known::Tombstone(_) => None,
        };
        let views = ids.into_iter().filter_map(view).collect();
        Ok(Page::from_rows(views, page.limit, |intent: &PaymentIntent| intent.intent_id))
    }

    /// What the shopper's browser needs to make a token.
    pub(crate) async fn create_session(&self, code: &Code, amount: Money) -> Result<Session, PaymentError> {
        let provider = self.providers.get(code).ok_or_else(|| PaymentError::UnknownProvider(code.clone()))?;
        let session = tokio::time::timeout(self.config.provider_timeout(), provider.session(amount));
        session.await.ok().and_then(Result::ok).ok_or(PaymentError::ProviderUnanswered)
    }

    /// The payer is back from the required action: its provider is asked what came of it.
    pub(crate) async fn payer_returned(
        &self,
        key: &IdempotencyKey,
        id: PaymentIntentId,
        tender_id: Option<TenderId>,
        result: Option<Secret<String>>,
        render: impl Fn(&Intent) -> Reply,
    ) -> Result<Reply, PaymentError> {
        if result.as_ref().is_some_and(|result| result.expose().chars().count() > 4000) {
            return Err(PaymentError::Field("/result", "too_long", "has at most 4000 characters"));
        }
        self.change(key, id, render, |intent, now, _| intent.payer_returned(tender_id, result.clone(), now))
            .await
    }

    /// Gives back the money that waits too long, batch by batch, and leaves the rest of very many to the next run.
    pub(crate) async fn expire_all_due(&self) -> Result<(), PaymentError> {
        for _ in 0..100 {
            if self.expire_due().await? == 0 {
                break;
            }
        }
        Ok(())
    }

    /// Gives back the money that waits too long for an answer or an order. Answers how many payments it found.
    pub(crate) async fn expire_due(&self) -> Result<usize, PaymentError> {
        let grace = self.config.unconfirmed_grace();
        let attempt = || async {
            let write = self.db.write().await?;
            let now = self.env.now();
            let ids = store::intent::overdue(&write, now, now.minus(grace), OVERDUE_BATCH).await?;
            if ids.is_empty() {
                return Ok(0);
            }
            let mut unit = Unit::load(&write, now, &ids, &[]).await?;
            for id in &ids {
                unit.change(*id, |intent, now, effects| intent.expire(grace, now, effects));
            }
            unit.decide_at_once(self);
            unit.record(self, &write).await?;
            write.commit().await?;
            Ok(ids.len())
        };
        retry_conflicts(attempt, PaymentError::raced).await
    }
}

#[async_trait]
impl PaymentApi for App {
    async fn intent(&self, _: &Call, request: FindIntent) -> Result<PaymentIntent, ApiError> {
        let find = async {
            let reader = self.db.read().await?;
            let id = store::intent::newest_of_order(&reader, request.order_id).await?;
            drop(reader);
            self.get_intent(id.ok_or(PaymentError::OrderWithoutIntent)?).await
        };
        Ok(publish::view(&find.await.map_err(ApiError::from)?))
    }
}
