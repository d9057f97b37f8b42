//! How a service writes events, commands and replies: into the transaction of their cause, nowhere else.

use kernel_base::{Command, CommandData, Env, EventData, Outcome, TraceParent};
use kernel_db::{DbError, StagedEvent, Write};
use serde::Serialize;

/// Stages messages in a [`Write`].
pub trait Emit {
    /// Stages a fact about `subject`, which has `version` after the change.
    fn emit<E: EventData>(
        &self,
        env: &Env,
        subject: impl Into<String>,
        version: i64,
        trace: Option<&TraceParent>,
        event: &E,
    ) -> Result<(), DbError>;

    /// Stages a saga command on the subject of its saga, so that the commands of one saga stay in order.
    fn command<C: CommandData>(
        &self,
        env: &Env,
        subject: impl Into<String>,
        trace: Option<&TraceParent>,
        command: &Command<C>,
    ) -> Result<(), DbError>;

    /// Stages the reply to a command, on the command's own subject.
    fn reply<C: CommandData>(
        &self,
        env: &Env,
        subject: impl Into<String>,
        trace: Option<&TraceParent>,
        command: &Command<C>,
        outcome: Outcome<C::Done>,
    ) -> Result<(), DbError>;
}

impl Emit for Write {
    fn emit<E: EventData>(
        &self,
        env: &Env,
        subject: impl Into<String>,
        version: i64,
        trace: Option<&TraceParent>,
        event: &E,
    ) -> Result<(), DbError> {
        self.stage(staged(env, E::TYPE, subject.into(), version, trace, event)?);
        Ok(())
    }

    fn command<C: CommandData>(
        &self,
        env: &Env,
        subject: impl Into<String>,
        trace: Option<&TraceParent>,
        command: &Command<C>,
    ) -> Result<(), DbError> {
        self.stage(staged(env, C::TYPE, subject.into(), 0, trace, command)?);
        Ok(())
    }

    fn reply<C: CommandData>(
        &self,
        env: &Env,
        subject: impl Into<String>,
        trace: Option<&TraceParent>,
        command: &Command<C>,
        outcome: Outcome<C::Done>,
    ) -> Result<(), DbError> {
        self.stage(staged(env, C::REPLY, subject.into(), 0, trace, &command.reply(outcome))?);
        Ok(())
    }
}

fn staged(
    env: &Env,
    kind: &'static str,
    subject: String,
    version: i64,
    trace: Option<&TraceParent>,
    data: &impl Serialize,
) -> Result<StagedEvent, DbError> {
    Ok(StagedEvent {
        event_id: env.uuid(),
        kind: kind.into(),
        subject,
        version,
        occurred_at: env.now(),
        trace: trace.map(|trace| trace.0.clone()),
        data: serde_json::to_string(data).map_err(|error| DbError::Encode(error.to_string()))?,
    })
}
