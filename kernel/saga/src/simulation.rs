//! Runs a definition without I/O: for the tests that every saga has.

use std::time::Duration;

use kernel_base::{CommandData, Outcome, Refusal, Timestamp};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::definition::{Outgoing, SagaData, SagaDefinition, command_id};
use crate::machine::{Effect, Instance, Message, Record, Refused, State, advance};

/// One saga in memory. Collects what it sends, changes and records.
pub struct Simulation<'d, D> {
    definition: &'d SagaDefinition<D>,
    /// Its present state.
    pub instance: Instance<D>,
    /// Commands sent, oldest first.
    pub sent: Vec<Outgoing>,
    /// Local steps made, oldest first.
    pub local: Vec<&'static str>,
    /// What steps came to, oldest first.
    pub records: Vec<Record>,
    /// How often it ended.
    pub ended: usize,
    now: Timestamp,
}

impl<'d, D: SagaData> Simulation<'d, D> {
    /// Starts a saga that gives up after a quarter of an hour.
    ///
    /// # Panics
    /// Never: a start makes sense.
    #[must_use]
    pub fn start(definition: &'d SagaDefinition<D>, data: D) -> Self {
        let now = Timestamp::EPOCH;
        let instance = Instance {
            saga_id: Uuid::from_u128(1),
            state: State::Running,
            step: "".into(),
            data,
            refusal: None,
            deadline_at: Some(now.plus(Duration::from_secs(900))),
            next_try_at: None,
            attempts: 0,
            parked_reason: None,
        };
        let mut simulation = Self {
            definition,
            instance,
            sent: Vec::new(),
            local: Vec::new(),
            records: Vec::new(),
            ended: 0,
            now,
        };
        simulation.message(&Message::Start).expect("BUG: a start makes sense");
        simulation
    }

    /// The participant of the pending command did it. Answering twice must change nothing.
    ///
    /// # Panics
    /// When the pending step does not wait for an answer to `C`.
    pub fn done<C: CommandData>(&mut self, done: &C::Done) {
        assert_eq!(
            self.sent.last().map(|sent| sent.kind),
            Some(C::TYPE),
            "the pending command is another one"
        );
        let json = serde_json::value::to_raw_value(done).expect("a reply is plain data");
        self.reply(&Outcome::Done(json));
    }

    /// The participant of the pending command refused.
    pub fn refuse(&mut self, code: &'static str) {
        self.reply(&Outcome::Refused(Refusal::new(code, "refused in a simulation")));
    }

    /// Time passes.
    ///
    /// # Panics
    /// When the saga's step is unknown.
    pub fn pass(&mut self, time: Duration) {
        self.now = self.now.plus(time);
        self.message(&Message::Tick).expect("a tick makes sense");
    }

    /// Any message.
    pub fn message(&mut self, message: &Message<'_>) -> Result<(), Refused> {
        for effect in advance(self.definition, &mut self.instance, message, self.now)? {
            match effect {
                Effect::Send(outgoing) => self.sent.push(outgoing),
                Effect::Local(step) => self.local.push(step),
                Effect::Record(record) => self.records.push(record),
                Effect::Ended => self.ended += 1,
            }
        }
        Ok(())
    }

    /// The types of all commands sent, oldest first.
    #[must_use]
    pub fn kinds(&self) -> Vec<&'static str> {
        self.sent.iter().map(|sent| sent.kind).collect()
    }

    /// Answers, and answers the same once more, as at-least-once participants do.
    fn reply(&mut self, outcome: &Outcome<Box<RawValue>>) {
        let undoing = self.instance.refusal.is_some();
        let command_id = command_id(self.instance.saga_id, &self.instance.step, undoing);
        let message = Message::Reply { command_id, outcome };
        self.message(&message).expect("the reply fits");
        let sent = self.sent.len();
        self.message(&message).expect("a repeated reply is passed over");
        assert_eq!(self.sent.len(), sent, "a repeated reply must change nothing");
    }
}
