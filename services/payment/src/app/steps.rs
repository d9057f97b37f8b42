//! Asking providers: everything due, outside of any transaction, and recording what they said in batches.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use futures::stream::FuturesUnordered;
use futures::{FutureExt, StreamExt};
use kernel_base::Secret;
use kernel_db::retry_conflicts;
use payment_contracts::IntentStatus;
use shared_contracts::PaymentIntentId;

use super::App;
use super::unit::Unit;
use crate::domain::intent::Intent;
use crate::domain::step::{Answer, Attempt, Step, StepKind};
use crate::error::PaymentError;
use crate::provider::{CallOff, Provider, StepRequest, Unanswered};
use crate::store;

/// How many questions may be open at once.
const OPEN_CALLS: usize = 64;
/// How often due steps are looked for when no bell rings.
const POLL: Duration = Duration::from_millis(500);
const PAUSE_AFTER_ERROR: Duration = Duration::from_secs(1);

/// One step to be asked, with all its provider needs to know.
pub(crate) struct Call {
    /// `None` when it is no longer configured.
    provider: Option<Arc<dyn Provider>>,
    request: StepRequest,
    intent_id: PaymentIntentId,
    kind: StepKind,
    question: Question,
    /// The webhooks counted before asking.
    news: i32,
}

/// How a provider is asked about a step.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Question {
    Do(StepKind),
    /// Asked before, outcome unknown: look first, and do it with the same key if nothing is found.
    FindOrDo(StepKind),
    CompleteAction(Secret<String>),
    CallOff,
}

/// A call and what came of it.
pub(crate) struct Called {
    key: String,
    intent_id: PaymentIntentId,
    kind: StepKind,
    attempt: Attempt,
    news: i32,
}

impl Question {
    fn of(intent: &Intent, step: &Step) -> Self {
        match (step.kind, &step.action_result) {
            (StepKind::Authorize, _) if intent.status != IntentStatus::Authorizing => Self::CallOff,
            (StepKind::Authorize, Some(result)) => Self::CompleteAction(result.clone()),
            (kind, _) if step.tries == 0 => Self::Do(kind),
            (kind, _) => Self::FindOrDo(kind),
        }
    }
}

impl App {
    /// Asks for ever. Waits for the bell, the clock, or an answer.
    pub(crate) async fn ask_providers(self: Arc<Self>) {
        let mut open = FuturesUnordered::new();
        let mut busy: HashSet<String> = HashSet::new();
        loop {
            match self.due_calls(OPEN_CALLS.saturating_sub(busy.len()), &busy).await {
                Ok(calls) => {
                    for call in calls {
                        busy.insert(call.request.key.clone());
                        open.push(self.ask(call));
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, "cannot look for due payment steps; will try again");
                    tokio::time::sleep(PAUSE_AFTER_ERROR).await;
                }
            }
            let first = tokio::select! {
                Some(called) = open.next(), if !open.is_empty() => called,
                () = self.due.notified() => continue,
                () = tokio::time::sleep(POLL) => continue,
            };
            let mut answered = vec![first];
            while let Some(Some(called)) = open.next().now_or_never() {
                answered.push(called);
            }
            if !self.record_answers(&answered).await {
                tokio::time::sleep(PAUSE_AFTER_ERROR).await;
            }
            for called in &answered {
                busy.remove(&called.key);
            }
        }
    }

    /// Asks for everything due, once. Answers how many steps were asked.
    pub(crate) async fn ask_due(&self) -> Result<usize, PaymentError> {
        let calls = self.due_calls(OPEN_CALLS, &HashSet::new()).await?;
        let called: Vec<Called> = futures::stream::iter(calls.into_iter().map(|call| self.ask(call)))
            .buffer_unordered(OPEN_CALLS)
            .collect()
            .await;
        self.record_batch(&called).await?;
        Ok(called.len())
    }

    async fn due_calls(&self, most: usize, busy: &HashSet<String>) -> Result<Vec<Call>, PaymentError> {
        if most == 0 {
            return Ok(Vec::new());
        }
        let reader = self.db.read().await?;
        let limit = i64::try_from(most + busy.len()).expect("BUG: at most 64 calls are open");
        let mut due = store::step::due(&reader, self.env.now(), limit).await?;
        due.retain(|(key, _)| !busy.contains(key));
        let ids: Vec<PaymentIntentId> = due.iter().map(|(_, id)| *id).collect();
        let known = store::intent::load(&reader, &ids).await?;
        let call = |(key, id): &(String, PaymentIntentId)| {
            let store::intent::Known::Intent(intent) = known.get(id)? else { return None };
            let step = intent.steps.iter().find(|step| step.key == *key)?;
            let tender = intent.tender(step.tender_id)?;
            Some(Call {
                provider: self.providers.get(&tender.provider).cloned(),
                request: super::request(intent, step),
                intent_id: *id,
                kind: step.kind,
                question: Question::of(intent, step),
                news: step.news,
            })
        };
        Ok(due.iter().take(most).filter_map(call).collect())
    }

    async fn ask(&self, call: Call) -> Called {
        let Call { provider, request, intent_id, kind, question, news } = call;
        let asking = async {
            let provider = provider.ok_or_else(|| Unanswered("the provider is not configured".to_owned()))?;
            ask(provider.as_ref(), &request, question).await
        };
        let attempt = match tokio::time::timeout(self.config.provider_timeout(), asking).await {
            Ok(Ok(attempt)) => attempt,
            Ok(Err(Unanswered(reason))) => {
                tracing::warn!(step = request.key, reason, "payment provider did not answer; will ask again");
                Attempt::Unanswered
            }
            Err(_) => {
                tracing::warn!(step = request.key, "payment provider took too long; will ask again");
                Attempt::Unanswered
            }
        };
        Called { key: request.key, intent_id, kind, attempt, news }
    }

    /// All answers in one transaction; one by one when that fails, so that one bad answer does not hold up the others.
    async fn record_answers(&self, answered: &[Called]) -> bool {
        let Err(error) = self.record_batch(answered).await else { return true };
        tracing::warn!(%error, answers = answered.len(), "answers of payment providers could not be recorded together");
        let mut recorded = true;
        for called in answered {
            if let Err(error) = self.record_batch(std::slice::from_ref(called)).await {
                // The step stays due: the provider is asked again and says the same.
                tracing::error!(%error, step = called.key, "an answer of a payment provider could not be recorded");
                recorded = false;
            }
        }
        recorded
    }

    async fn record_batch(&self, answered: &[Called]) -> Result<(), PaymentError> {
        if answered.is_empty() {
            return Ok(());
        }
        let mut ids: Vec<PaymentIntentId> = answered.iter().map(|called| called.intent_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let attempt = || async {
            let write = self.db.write().await?;
            let mut unit = Unit::load(&write, self.env.now(), &ids, &[]).await?;
            for called in answered {
                warn_of_refused_return(called);
                unit.change(called.intent_id, |intent, now, effects| {
                    intent.record(&called.key, called.attempt.clone(), now, effects);
                    intent.consider_news(&called.key, called.news, now);
                });
            }
            unit.decide_at_once(self);
            unit.record(self, &write).await?;
            write.commit().await?;
            Ok(())
        };
        retry_conflicts(attempt, PaymentError::raced).await
    }
}

/// Money that is to go back and does not is somebody's work, not a state of the domain.
fn warn_of_refused_return(called: &Called) {
    if let Attempt::Answered(Answer::Refused(refusal)) = &called.attempt
        && matches!(called.kind, StepKind::Void | StepKind::Refund)
    {
        tracing::error!(step = called.key, code = %refusal.code, "a payment provider refuses to give money back");
    }
}

async fn ask(
    provider: &dyn Provider,
    request: &StepRequest,
    question: Question,
) -> Result<Attempt, Unanswered> {
    let answer = match question {
        Question::Do(kind) => carry_out(provider, kind, request).await?,
        Question::FindOrDo(kind) => match provider.find(kind, request).await? {
            Some(answer) => answer,
            None => carry_out(provider, kind, request).await?,
        },
        Question::CompleteAction(result) => provider.complete_action(request, &result).await?,
        Question::CallOff => match provider.call_off(request).await? {
            CallOff::CalledOff => return Ok(Attempt::CalledOff),
            CallOff::Decided(answer) => answer,
        },
    };
    Ok(Attempt::Answered(answer))
}

async fn carry_out(
    provider: &dyn Provider,
    kind: StepKind,
    request: &StepRequest,
) -> Result<Answer, Unanswered> {
    match kind {
        StepKind::Authorize => provider.authorize(request).await,
        StepKind::Capture => provider.capture(request).await,
        StepKind::Void => provider.void(request).await,
        StepKind::Refund => provider.refund(request).await,
    }
}
