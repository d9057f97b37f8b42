//! The state machine of all sagas, without I/O: state and message in, changed state and effects out.

use std::borrow::Cow;
use std::time::Duration;

use kernel_base::{Outcome, Refusal, Timestamp};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::definition::{Outgoing, Remote, SagaData, SagaDefinition, Work, command_id};

/// Where a saga stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Going forward.
    Running,
    /// Taking steps back after a refusal or a deadline.
    Compensating,
    /// Ended well.
    Completed,
    /// Ended with everything taken back.
    Compensated,
    /// Waits for a person.
    Parked,
}

/// One saga in memory.
#[derive(Debug, Clone)]
pub struct Instance<D> {
    /// Its id.
    pub saga_id: Uuid,
    /// Where it stands.
    pub state: State,
    /// The step being done or undone; empty at the end.
    pub step: Cow<'static, str>,
    /// What it remembers.
    pub data: D,
    /// Why it compensates.
    pub refusal: Option<Refusal>,
    /// Before the pivot: when it gives up.
    pub deadline_at: Option<Timestamp>,
    /// When the pending command is sent again.
    pub next_try_at: Option<Timestamp>,
    /// How often the pending command was sent.
    pub attempts: i32,
    /// Why it waits for a person.
    pub parked_reason: Option<String>,
}

/// What can happen to a saga.
#[derive(Debug)]
pub enum Message<'a> {
    /// It was just made.
    Start,
    /// A participant answered.
    Reply {
        /// The command that was answered.
        command_id: Uuid,
        /// What came of it.
        outcome: &'a Outcome<Box<RawValue>>,
    },
    /// Time has passed: a deadline, or a reply that is overdue.
    Tick,
    /// A person sends the pending command again.
    Retry,
    /// A person takes the pending step as done.
    Skip {
        /// Why.
        reason: String,
    },
    /// A person takes everything back; only before the pivot.
    Compensate {
        /// Why.
        reason: String,
    },
    /// A person has settled it by hand: it ends here.
    Resolve {
        /// Why.
        reason: String,
    },
}

/// What must be written along with the changed state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Send a command.
    Send(Outgoing),
    /// Make the local change of this step.
    Local(&'static str),
    /// Remember what a step came to.
    Record(Record),
    /// The saga has ended.
    Ended,
}

/// What a step came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The step.
    pub step: Cow<'static, str>,
    /// `do`, `undo` or `operator`.
    pub action: Cow<'static, str>,
    /// `done`, `refused`, `timed_out`, `skipped`, `retried`, `parked`, `compensated` or `resolved`.
    pub outcome: Cow<'static, str>,
    /// Reason or code.
    pub detail: Option<String>,
}

/// The message makes no sense for the saga's state.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The stored step is not in the definition.
    #[error("this binary does not know step {0} of the saga")]
    UnknownStep(String),
    /// A reply does not fit its type.
    #[error("the reply's payload does not fit: {0}")]
    Reply(String),
    /// The verb is not for this state; why.
    #[error("{0}")]
    NotNow(&'static str),
}

/// How long a reply may take before the command is sent again; doubles up to the limit.
const FIRST_RETRY: Duration = Duration::from_secs(30);
const LAST_RETRY: Duration = Duration::from_secs(900);
/// After so many sendings without a reply a person must look.
const MAX_ATTEMPTS: i32 = 12;

/// Decides what follows from a message. Messages that change nothing (a repeated or late reply) have no effects.
///
/// # Errors
/// When the message makes no sense; the instance is then to be thrown away.
pub fn advance<D: SagaData>(
    definition: &SagaDefinition<D>,
    instance: &mut Instance<D>,
    message: &Message<'_>,
    now: Timestamp,
) -> Result<Vec<Effect>, Refused> {
    let mut run = Run { definition, instance, now, effects: Vec::new() };
    match message {
        Message::Start => run.enter(0),
        Message::Reply { command_id, outcome } => run.reply(*command_id, outcome)?,
        Message::Tick => run.tick()?,
        Message::Retry => run.retry()?,
        Message::Skip { reason } => run.skip(reason)?,
        Message::Compensate { reason } => run.compensate_by_hand(reason)?,
        Message::Resolve { reason } => run.resolve(reason)?,
    }
    Ok(run.effects)
}

struct Run<'a, D> {
    definition: &'a SagaDefinition<D>,
    instance: &'a mut Instance<D>,
    now: Timestamp,
    effects: Vec<Effect>,
}

impl<D: SagaData> Run<'_, D> {
    /// Goes forward from the step at `position`, through everything that needs no reply.
    fn enter(&mut self, position: usize) {
        let definition = self.definition;
        for step in &definition.steps[position..] {
            self.instance.step = step.name.into();
            match &step.work {
                Work::Local => {
                    self.instance.deadline_at = None; // no way back: nothing to give up any more
                    self.effects.push(Effect::Local(step.name));
                    self.record(step.name, "do", "done", None);
                }
                Work::Remote { action, .. } => {
                    if self.send(action, step.name) {
                        return;
                    }
                    self.record(step.name, "do", "skipped", None);
                }
            }
        }
        self.end(State::Completed);
    }

    /// Takes back the steps before `position`, newest first, through everything that needs no reply.
    fn undo_before(&mut self, position: usize) {
        self.instance.state = State::Compensating;
        self.instance.deadline_at = None; // it was given up: the deadline has nothing more to say
        let definition = self.definition;
        for step in definition.steps[..position].iter().rev() {
            self.instance.step = step.name.into();
            if let Work::Remote { action, undo: Some(undo) } = &step.work {
                // A step that had nothing to do has nothing to take back.
                let was_done = (action.make)(&self.instance.data, self.instance.saga_id, step.name).is_some();
                if was_done && self.send(undo, step.name) {
                    return;
                }
            }
        }
        self.end(State::Compensated);
    }

    fn reply(&mut self, command: Uuid, outcome: &Outcome<Box<RawValue>>) -> Result<(), Refused> {
        let undoing = match self.instance.state {
            State::Running => false,
            State::Compensating => true,
            // A parked saga still hears the answer it was waiting for: that may be all it needed.
            State::Parked => self.instance.refusal.is_some(),
            State::Completed | State::Compensated => return Ok(()),
        };
        if command != command_id(self.instance.saga_id, &self.instance.step, undoing) {
            return Ok(()); // a repetition, or the late answer to a step that is being taken back
        }
        let position = self.position()?;
        let definition = self.definition;
        let step = &definition.steps[position];
        let action = if undoing { "undo" } else { "do" };
        match outcome {
            Outcome::Done(done) => {
                if let (Work::Remote { action, .. }, false) = (&step.work, undoing) {
                    (action.learn)(&mut self.instance.data, done)
                        .map_err(|error| Refused::Reply(error.to_string()))?;
                }
                self.unpark(undoing);
                self.record(step.name, action, "done", None);
                if undoing { self.undo_before(position) } else { self.enter(position + 1) }
            }
            Outcome::Refused(refusal) => {
                self.record(step.name, action, "refused", Some(refusal.code.to_string()));
                if undoing || position > definition.pivot_position() {
                    self.park(format!("{} refused {}: {}", step.name, refusal.code, refusal.message));
                } else {
                    self.instance.refusal = Some(refusal.clone());
                    self.undo_before(position);
                }
            }
        }
        Ok(())
    }

    fn tick(&mut self) -> Result<(), Refused> {
        let due = |time: Option<Timestamp>| time.is_some_and(|time| time <= self.now);
        let (give_up, resend) = (due(self.instance.deadline_at), due(self.instance.next_try_at));
        if self.instance.state == State::Running && give_up {
            let position = self.position()?;
            let name = self.definition.steps[position].name;
            self.record(name, "do", "timed_out", None);
            self.instance.refusal =
                Some(Refusal::new("saga.deadline", format!("no answer to {name} in time")));
            // Unknown is not "no": the step in flight is taken back too, and its participant keeps a tombstone.
            self.undo_before(position + 1);
        } else if matches!(self.instance.state, State::Running | State::Compensating) && resend {
            if self.instance.attempts >= MAX_ATTEMPTS {
                self.park(format!("no reply after {MAX_ATTEMPTS} attempts"));
            } else {
                self.resend()?;
            }
        }
        Ok(())
    }

    fn retry(&mut self) -> Result<(), Refused> {
        self.open()?;
        let undoing = self.instance.refusal.is_some();
        self.unpark(undoing);
        self.instance.attempts = 0;
        self.record_operator("retried", None);
        self.resend()
    }

    fn skip(&mut self, reason: &str) -> Result<(), Refused> {
        self.open()?;
        let position = self.position()?;
        let undoing = self.instance.refusal.is_some();
        self.unpark(undoing);
        self.record_operator("skipped", Some(reason.to_owned()));
        if undoing {
            self.undo_before(position)
        } else {
            self.enter(position + 1)
        }
        Ok(())
    }

    fn compensate_by_hand(&mut self, reason: &str) -> Result<(), Refused> {
        self.open()?;
        let position = self.position()?;
        if self.instance.refusal.is_some() {
            return Err(Refused::NotNow(
                "it is being compensated already: retry or skip the step, or resolve it",
            ));
        }
        if position > self.definition.pivot_position() {
            return Err(Refused::NotNow(
                "it is behind its point of no return: retry or skip the step, or resolve it",
            ));
        }
        self.instance.refusal = Some(Refusal::new("saga.compensated_by_operator", reason.to_owned()));
        self.unpark(true);
        self.record_operator("compensated", Some(reason.to_owned()));
        self.undo_before(position + 1);
        Ok(())
    }

    /// Completed before the pivot, its subject would stay half done for ever: nobody told it how the saga ended.
    fn resolve(&mut self, reason: &str) -> Result<(), Refused> {
        self.open()?;
        if self.instance.refusal.is_none() && self.before_pivot(self.position()?) {
            return Err(Refused::NotNow(
                "it is before its point of no return: retry or skip the step, or compensate it",
            ));
        }
        self.record_operator("resolved", Some(reason.to_owned()));
        let state = if self.instance.refusal.is_some() { State::Compensated } else { State::Completed };
        self.end(state);
        Ok(())
    }

    fn open(&self) -> Result<(), Refused> {
        match self.instance.state {
            State::Running | State::Compensating | State::Parked => Ok(()),
            State::Completed | State::Compensated => Err(Refused::NotNow("it has ended")),
        }
    }

    fn before_pivot(&self, position: usize) -> bool {
        let pivot = self.definition.pivot_position();
        pivot < self.definition.steps.len() && position <= pivot
    }

    fn position(&self) -> Result<usize, Refused> {
        let step = &self.instance.step;
        self.definition.position(step).ok_or_else(|| Refused::UnknownStep(step.to_string()))
    }

    fn send(&mut self, remote: &Remote<D>, step: &'static str) -> bool {
        let Some(outgoing) = (remote.make)(&self.instance.data, self.instance.saga_id, step) else {
            return false;
        };
        self.instance.attempts = 1;
        self.instance.next_try_at = Some(self.now.plus(FIRST_RETRY));
        self.effects.push(Effect::Send(outgoing));
        true
    }

    /// The pending command once more, with the same id.
    fn resend(&mut self) -> Result<(), Refused> {
        let position = self.position()?;
        let definition = self.definition;
        let step = &definition.steps[position];
        let attempts = self.instance.attempts;
        if let Work::Remote { action, undo } = &step.work {
            let remote = if self.instance.refusal.is_some() { undo.as_ref() } else { Some(action) };
            if let Some(remote) = remote {
                self.send(remote, step.name);
            }
        }
        let doublings = u32::try_from(attempts.clamp(0, 10)).unwrap_or(10);
        self.instance.next_try_at = Some(self.now.plus((FIRST_RETRY * 2_u32.pow(doublings)).min(LAST_RETRY)));
        self.instance.attempts = attempts + 1;
        Ok(())
    }

    fn park(&mut self, reason: String) {
        let step = self.instance.step.clone();
        let action = if self.instance.refusal.is_some() { "undo" } else { "do" };
        self.effects.push(Effect::Record(Record {
            step,
            action: action.into(),
            outcome: "parked".into(),
            detail: Some(reason.clone()),
        }));
        self.instance.state = State::Parked;
        self.instance.parked_reason = Some(reason);
        self.instance.next_try_at = None;
    }

    fn unpark(&mut self, undoing: bool) {
        self.instance.state = if undoing { State::Compensating } else { State::Running };
        self.instance.parked_reason = None;
    }

    fn end(&mut self, state: State) {
        self.instance.state = state;
        self.instance.step = "".into();
        self.instance.deadline_at = None;
        self.instance.next_try_at = None;
        self.instance.parked_reason = None;
        self.effects.push(Effect::Ended);
    }

    fn record(
        &mut self,
        step: &'static str,
        action: &'static str,
        outcome: &'static str,
        detail: Option<String>,
    ) {
        self.effects.push(Effect::Record(Record {
            step: step.into(),
            action: action.into(),
            outcome: outcome.into(),
            detail,
        }));
    }

    fn record_operator(&mut self, outcome: &'static str, detail: Option<String>) {
        let step = self.instance.step.clone();
        self.effects.push(Effect::Record(Record {
            step,
            action: "operator".into(),
            outcome: outcome.into(),
            detail,
        }));
    }
}
