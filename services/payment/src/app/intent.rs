//! Looking at payments, the payer's part in them, and what waits too long.

use async_trait::async_trait;
use kernel_base::{ApiError, Call, Page, PageRequest};
use kernel_db::retry_conflicts;
use payment_contracts::{
    AnswerAction, FindIntent, PaymentApi, PaymentIntent, PaymentSession, PrepareSession,
};
use shared_contracts::{OrderId, PaymentIntentId};

use super::App;
use super::unit::Unit;
use crate::domain::intent::Intent;
use crate::domain::step::Step;
use crate::error::PaymentError;
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

    async fn create_session(&self, request: &PrepareSession) -> Result<PaymentSession, PaymentError> {
        if request.amount.minor() <= 0 {
            return Err(PaymentError::Field("/amount/amount", "invalid", "must be more than zero"));
        }
        let code = &request.provider;
        let provider = self.providers.get(code).ok_or_else(|| PaymentError::UnknownProvider(code.clone()))?;
        let session = tokio::time::timeout(self.config.provider_timeout(), provider.session(request.amount));
        session.await.ok().and_then(Result::ok).ok_or(PaymentError::ProviderUnanswered)
    }

    async fn intent_of_order(&self, order_id: OrderId) -> Result<PaymentIntentId, PaymentError> {
        let reader = self.db.read().await?;
        let id = store::intent::newest_of_order(&reader, order_id).await?;
        id.ok_or(PaymentError::OrderWithoutIntent)
    }

    async fn payer_returned(&self, answer: &AnswerAction) -> Result<PaymentIntent, PaymentError> {
        let length = answer.result.as_ref().map_or(0, |result| result.expose().chars().count());
        if length > AnswerAction::LONGEST_RESULT {
            return Err(PaymentError::Field("/result", "too_long", "has at most 4000 characters"));
        }
        let id = self.intent_of_order(answer.order_id).await?;
        let attempt = || async {
            let write = self.db.write().await?;
            let mut unit = Unit::load(&write, self.env.now(), &[id], &[]).await?;
            unit.change(id, |intent, now, _| {
                intent.payer_returned(answer.tender_id, answer.result.clone(), now)
            })
            .ok_or(PaymentError::IntentNotFound(id))??;
            let view = unit.intent(id).map(publish::view).ok_or(PaymentError::IntentNotFound(id))?;
            unit.record(self, &write).await?;
            write.commit().await?;
            Ok(view)
        };
        retry_conflicts(attempt, PaymentError::raced).await
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
        let find = async { self.get_intent(self.intent_of_order(request.order_id).await?).await };
        Ok(publish::view(&find.await.map_err(ApiError::from)?))
    }

    async fn session(&self, _: &Call, request: PrepareSession) -> Result<PaymentSession, ApiError> {
        Ok(self.create_session(&request).await?)
    }

    async fn answer_action(&self, _: &Call, request: AnswerAction) -> Result<PaymentIntent, ApiError> {
        Ok(self.payer_returned(&request).await?)
    }
}
