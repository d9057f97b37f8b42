//! The provider itself: decides, logs, repeats its answers, queues webhooks.

use std::collections::{HashMap, VecDeque};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use kernel_base::{Env, Secret};
use payment_contracts::refusal;
use serde::Serialize;
use shared_contracts::TenderId;
use tokio::sync::Notify;

use super::log::{Log, LogEntry, LogOutcome};
use super::{Behavior, TOKENS};
use crate::domain::step::{Answer, StepKind};
use crate::provider::{CallOff, StepRequest, Unanswered, refuse, signature};

/// A webhook on its way: raw body and signature, as they go over the wire.
#[derive(Debug, Clone)]
pub struct SentWebhook {
    /// The body.
    pub body: String,
    /// The header [`super::SIGNATURE_HEADER`].
    pub signature: String,
}

/// What the provider does with a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reaction {
    /// Its answer.
    pub answer: Answer,
    /// How long it takes.
    pub delay: Duration,
    /// The answer never arrives.
    pub lost: bool,
}

/// A provider that moves no money.
pub struct TestProvider {
    env: Env,
    secret: Secret<String>,
    /// Where payers are sent for actions.
    action_base: String,
    state: Mutex<State>,
    queued: Notify,
}

struct State {
    log: Log,
    /// The last word on each key.
    answers: HashMap<String, Answer>,
    /// What each authorization holds, by the provider's reference.
    authorizations: HashMap<String, Authorization>,
    webhooks: VecDeque<SentWebhook>,
}

#[derive(Debug, Clone)]
struct Authorization {
    token: String,
    held_minor: i64,
    captured_minor: i64,
}

#[derive(Serialize)]
struct WebhookBody<'a> {
    event_id: &'a str,
    kind: &'a str,
    step_key: &'a str,
    sequence: u32,
}

impl TestProvider {
    /// A provider whose log is in memory only.
    #[must_use]
    pub fn in_memory(env: Env, secret: Secret<String>) -> Self {
        Self::with_log(env, secret, Log::in_memory())
    }

    /// A provider with a log file; what the file holds, it remembers.
    pub fn open(env: Env, secret: Secret<String>, path: &Path) -> std::io::Result<Self> {
        Ok(Self::with_log(env, secret, Log::open(path)?))
    }

    fn with_log(env: Env, secret: Secret<String>, log: Log) -> Self {
        let mut state = State {
            log: Log::in_memory(),
            answers: HashMap::new(),
            authorizations: HashMap::new(),
            webhooks: VecDeque::new(),
        };
        let action_base = "https://test-provider.invalid/actions".to_owned();
        for entry in &log.entries {
            state.apply(entry, &action_base);
        }
        state.log = log;
        Self { env, secret, action_base, state: Mutex::new(state), queued: Notify::new() }
    }

    /// Everything that ever happened, oldest first.
    #[must_use]
    pub fn log(&self) -> Vec<LogEntry> {
        self.state().log.entries.clone()
    }

    /// The tokens it knows.
    pub fn tokens() -> impl Iterator<Item = &'static str> {
        TOKENS.iter().map(|(token, _)| *token)
    }

    /// How the step would behave, without doing it.
    pub(crate) fn behavior(&self, kind: StepKind, request: &StepRequest) -> Option<Behavior> {
        if kind == StepKind::Authorize {
            return Behavior::of(request.token.as_ref()?.expose());
        }
        let state = self.state();
        Behavior::of(&state.authorizations.get(request.authorization.as_ref()?)?.token)
    }

    /// Does a step, or repeats its answer.
    pub fn execute(&self, kind: StepKind, request: &StepRequest) -> Result<Reaction, Unanswered> {
        let behavior = self.behavior(kind, request);
        let mut state = self.state();
        if let Some(answer) = state.answers.get(&request.key) {
            return Ok(Reaction { answer: answer.clone(), delay: Duration::ZERO, lost: false });
        }
        let outcome = state.decide(kind, request, behavior);
        let entry = LogEntry {
            at: self.env.now(),
            key: request.key.clone(),
            kind,
            tender_id: request.tender_id,
            amount: request.amount,
            token: state.token_of(kind, request),
            authorization: request
                .authorization
                .clone()
                .unwrap_or_else(|| format!("auth_{}", self.env.uuid().simple())),
            outcome,
        };
        let answer = self.write(&mut state, entry)?;
        let announced = self.announce(&mut state, kind, request, behavior);
        Ok(Reaction {
            answer: if announced { Answer::Processing } else { answer },
            delay: if behavior == Some(Behavior::Slow) { Duration::from_secs(2) } else { Duration::ZERO },
            lost: behavior == Some(Behavior::TimeoutAfterSuccess),
        })
    }

    /// What became of a key.
    pub fn find(&self, key: &str) -> Option<Answer> {
        self.state().answers.get(key).cloned()
    }

    /// The payer acts: `approve`, or anything else to decline.
    pub fn complete_action(&self, key: &str, result: &str) -> Result<Answer, Unanswered> {
        let mut state = self.state();
        let waiting = matches!(state.answers.get(key), Some(Answer::ActionRequired { .. }));
        let last = state.log.entries.iter().rfind(|entry| entry.key == key).cloned();
        match (last, state.answers.get(key)) {
            (Some(entry), _) if waiting => {
                let refused = LogOutcome::Refused(refusal::DECLINED.to_owned());
                let outcome = if result == "approve" { LogOutcome::Done } else { refused };
                let answer = self.write(&mut state, LogEntry { at: self.env.now(), outcome, ..entry })?;
                self.queue(&mut state, key, "authorization.decided", 1);
                Ok(answer)
            }
            (_, Some(answer)) => Ok(answer.clone()),
            (_, None) => Err(Unanswered("there is no such authorization".to_owned())),
        }
    }

    /// Ends an undecided or unheard-of authorization.
    pub fn call_off(&self, key: &str) -> Result<CallOff, Unanswered> {
        let mut state = self.state();
        let last = state.log.entries.iter().rfind(|entry| entry.key == key).cloned();
        match (last, state.answers.get(key)) {
            (Some(entry), Some(Answer::ActionRequired { .. })) => {
                self.write(
                    &mut state,
                    LogEntry { at: self.env.now(), outcome: LogOutcome::CalledOff, ..entry },
                )?;
                Ok(CallOff::CalledOff)
            }
            (Some(LogEntry { outcome: LogOutcome::CalledOff, .. }), _) => Ok(CallOff::CalledOff),
            (_, Some(answer)) => Ok(CallOff::Decided(answer.clone())),
            (_, None) => {
                let tender_id: TenderId = key
                    .split_once(':')
                    .and_then(|(tender, _)| tender.parse().ok())
                    .ok_or_else(|| Unanswered("a key starts with the id of its tender".to_owned()))?;
                let entry = LogEntry {
                    at: self.env.now(),
                    key: key.to_owned(),
                    kind: StepKind::Authorize,
                    tender_id,
                    amount: kernel_base::Money::zero(kernel_base::Currency::EUR),
                    token: String::new(),
                    authorization: String::new(),
                    outcome: LogOutcome::CalledOff,
                };
                self.write(&mut state, entry)?;
                Ok(CallOff::CalledOff)
            }
        }
    }

    /// Takes the webhooks that are to be sent now.
    pub fn take_webhooks(&self) -> Vec<SentWebhook> {
        self.state().webhooks.drain(..).collect()
    }

    /// Waits until there are webhooks to send.
    pub async fn webhooks_queued(&self) {
        self.queued.notified().await;
    }

    fn write(&self, state: &mut State, entry: LogEntry) -> Result<Answer, Unanswered> {
        state
            .log
            .append(entry.clone())
            .map_err(|error| Unanswered(format!("the log cannot be written: {error}")))?;
        Ok(state.apply(&entry, &self.action_base))
    }

    /// True when the answer comes by webhook.
    fn announce(
        &self,
        state: &mut State,
        kind: StepKind,
        request: &StepRequest,
        behavior: Option<Behavior>,
    ) -> bool {
        if kind != StepKind::Authorize {
            return false;
        }
        match behavior {
            Some(Behavior::DuplicateWebhook) => {
                self.queue(state, &request.key, "authorization.decided", 1);
                let again = state.webhooks.back().cloned();
                state.webhooks.extend(again);
                true
            }
            Some(Behavior::OutOfOrder) => {
                self.queue(state, &request.key, "authorization.decided", 2);
                self.queue(state, &request.key, "authorization.received", 1);
                true
            }
            _ => false,
        }
    }

    fn queue(&self, state: &mut State, step_key: &str, kind: &str, sequence: u32) {
        let event_id = format!("evt_{}", self.env.uuid().simple());
        let body = serde_json::to_string(&WebhookBody { event_id: &event_id, kind, step_key, sequence })
            .expect("BUG: plain data is JSON");
        let signature = signature::sign(&self.secret, body.as_bytes(), self.env.now());
        state.webhooks.push_back(SentWebhook { body, signature });
        self.queued.notify_one();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) const fn secret(&self) -> &Secret<String> {
        &self.secret
    }
}

impl State {
    fn decide(&self, kind: StepKind, request: &StepRequest, behavior: Option<Behavior>) -> LogOutcome {
        let refused = |code: &str| LogOutcome::Refused(code.to_owned());
        let authorization = request.authorization.as_ref().and_then(|name| self.authorizations.get(name));
        let minor = request.amount.minor();
        match (kind, behavior, authorization) {
            (StepKind::Authorize, None | Some(Behavior::Decline), _) => refused(refusal::DECLINED),
            (StepKind::Authorize, Some(Behavior::InsufficientFunds), _) => {
                refused(refusal::INSUFFICIENT_FUNDS)
            }
            (StepKind::Authorize, Some(Behavior::ActionRequired), _) => LogOutcome::ActionRequired,
            (StepKind::Authorize, Some(_), _) => LogOutcome::Done,
            (StepKind::Capture | StepKind::Void, _, Some(authorization))
                if minor <= authorization.held_minor =>
            {
                LogOutcome::Done
            }
            (StepKind::Refund, _, Some(authorization)) if minor <= authorization.captured_minor => {
                LogOutcome::Done
            }
            (StepKind::Capture | StepKind::Void | StepKind::Refund, _, _) => refused("exceeds_authorization"),
        }
    }

    fn token_of(&self, kind: StepKind, request: &StepRequest) -> String {
        match kind {
            StepKind::Authorize => {
                request.token.as_ref().map(|token| token.expose().clone()).unwrap_or_default()
            }
            StepKind::Capture | StepKind::Void | StepKind::Refund => request
                .authorization
                .as_ref()
                .and_then(|name| self.authorizations.get(name))
                .map(|authorization| authorization.token.clone())
                .unwrap_or_default(),
        }
    }

    /// What an entry of the log means; the same when it is written and when it is read again.
    fn apply(&mut self, entry: &LogEntry, action_base: &str) -> Answer {
        let minor = entry.amount.minor();
        if entry.outcome == LogOutcome::Done {
            let authorization = self.authorizations.entry(entry.authorization.clone()).or_insert_with(|| {
                Authorization { token: entry.token.clone(), held_minor: 0, captured_minor: 0 }
            });
            match entry.kind {
                StepKind::Authorize => authorization.held_minor += minor,
                StepKind::Void => authorization.held_minor -= minor,
                StepKind::Refund => authorization.captured_minor -= minor,
                StepKind::Capture => {
                    authorization.held_minor -= minor;
                    authorization.captured_minor += minor;
                }
            }
        }
        let answer = match &entry.outcome {
            LogOutcome::Done if entry.kind == StepKind::Authorize => {
                Answer::Done { reference: entry.authorization.clone() }
            }
            LogOutcome::Done => Answer::Done { reference: entry.key.clone() },
            LogOutcome::Refused(code) => {
                Answer::Refused(kernel_base::Refusal::new(code.clone(), "refused by the test provider"))
            }
            LogOutcome::ActionRequired => {
                Answer::ActionRequired { url: format!("{action_base}/{}", entry.key) }
            }
            LogOutcome::CalledOff => refuse(refusal::VOIDED, "called off"),
        };
        self.answers.insert(entry.key.clone(), answer.clone());
        answer
    }
}
