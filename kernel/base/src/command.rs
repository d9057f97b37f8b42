//! Saga commands and their replies: events addressed to one service, answered through the answering service's own log.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A command that a contract declares: what one service may ask of another in a saga step.
///
/// The participant answers every command exactly once with a [`Reply`] of type [`CommandData::REPLY`], and gives the
/// same answer when the command comes again, refusals included.
pub trait CommandData: Serialize + DeserializeOwned + JsonSchema + Send + Sync + 'static {
    /// `<participant>.<verb_noun>.v<n>`: `warehouse.reserve_stock.v1`.
    const TYPE: &'static str;
    /// The reply's type: `warehouse.reserve_stock_replied.v1`.
    const REPLY: &'static str;
    /// What the participant tells when it did it.
    type Done: Serialize + DeserializeOwned + JsonSchema + Send + Sync + 'static;
}

/// A command on its way: the payload of an event whose type is [`CommandData::TYPE`].
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Command_{C}")]
pub struct Command<C> {
    /// The same for every repetition: derived from saga and step.
    pub command_id: Uuid,
    /// The saga that asks.
    pub saga_id: Uuid,
    /// The step of the saga.
    pub step: Cow<'static, str>,
    /// What is asked.
    pub body: C,
}

/// The participant's answer: the payload of an event whose type is [`CommandData::REPLY`].
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Reply_{D}")]
pub struct Reply<D> {
    /// The command this answers.
    pub command_id: Uuid,
    /// The saga that asked.
    pub saga_id: Uuid,
    /// The step of the saga.
    pub step: Cow<'static, str>,
    /// What came of it.
    pub outcome: Outcome<D>,
}

/// What came of a command. There is no technical failure here: a participant retries those itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Outcome_{D}")]
#[serde(rename_all = "snake_case")]
pub enum Outcome<D> {
    /// Done, and undone only by the step's compensation.
    Done(D),
    /// A business reason not to do it; nothing was changed.
    Refused(Refusal),
}

/// Why a participant said no.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Refusal {
    /// Stable code, such as `warehouse.insufficient_stock`.
    pub code: Cow<'static, str>,
    /// For people.
    pub message: String,
}

impl Refusal {
    /// A refusal with a stable code.
    pub fn new(code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into() }
    }
}

impl<C: CommandData> Command<C> {
    /// The answer to this command.
    pub fn reply(&self, outcome: Outcome<C::Done>) -> Reply<C::Done> {
        Reply { command_id: self.command_id, saga_id: self.saga_id, step: self.step.clone(), outcome }
    }
}
