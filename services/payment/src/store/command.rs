//! Saga commands and their answers.

use kernel_base::{Command, Timestamp, TraceParent};
use kernel_db::{GenericClient, Write};
use payment_db::queries::command::{
    CommandRow, UpsertCommandsParams, find_commands, upsert_commands, waiting_commands,
};
use payment_db::{IterSql, client::Params};
use shared_contracts::PaymentIntentId;
use uuid::Uuid;

use crate::error::PaymentError;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CommandKind {
    Authorize,
    Void,
}

/// A command as it was received, without its body.
#[derive(Debug, Clone)]
pub(crate) struct ReceivedCommand {
    pub(crate) command_id: Uuid,
    pub(crate) intent_id: PaymentIntentId,
    pub(crate) kind: CommandKind,
    pub(crate) saga_id: Uuid,
    pub(crate) step: String,
    /// The reply goes to the command's own subject.
    pub(crate) subject: String,
    pub(crate) trace: Option<TraceParent>,
    /// The answer as JSON; `None` while it is not known.
    pub(crate) outcome: Option<String>,
}

impl ReceivedCommand {
    /// A command that came now on this subject and in this trace.
    pub(crate) fn new<C>(
        command: &Command<C>,
        (kind, intent_id): (CommandKind, PaymentIntentId),
        (subject, trace): (&str, Option<&TraceParent>),
    ) -> Self {
        Self {
            command_id: command.command_id,
            intent_id,
            kind,
            saga_id: command.saga_id,
            step: command.step.to_string(),
            subject: subject.to_owned(),
            trace: trace.cloned(),
            outcome: None,
        }
    }
}

impl CommandKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Authorize => "authorize",
            Self::Void => "void",
        }
    }
}

fn received(row: CommandRow) -> ReceivedCommand {
    ReceivedCommand {
        command_id: row.command_id,
        intent_id: PaymentIntentId::from_uuid(row.intent_id),
        kind: if row.kind == "void" { CommandKind::Void } else { CommandKind::Authorize },
        saga_id: row.saga_id,
        step: row.step,
        subject: row.subject,
        trace: None,
        outcome: row.outcome,
    }
}

/// Those of these commands that came before.
pub(crate) async fn find(
    client: &impl GenericClient,
    ids: &[Uuid],
) -> Result<Vec<ReceivedCommand>, PaymentError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = find_commands().bind(client, &ids).all().await?;
    Ok(rows.into_iter().map(received).collect())
}

/// The commands about these intents that were not answered yet.
pub(crate) async fn waiting(
    client: &impl GenericClient,
    intents: &[PaymentIntentId],
) -> Result<Vec<ReceivedCommand>, PaymentError> {
    if intents.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = intents.iter().map(|id| id.uuid()).collect();
    let rows = waiting_commands().bind(client, &ids).all().await?;
    Ok(rows.into_iter().map(received).collect())
}

/// Records commands, new or now answered.
pub(crate) async fn save(
    write: &Write,
    commands: &[&ReceivedCommand],
    now: Timestamp,
) -> Result<(), PaymentError> {
    if commands.is_empty() {
        return Ok(());
    }
    let params = UpsertCommandsParams {
        command_ids: IterSql(|| commands.iter().map(|command| command.command_id)),
        intent_ids: IterSql(|| commands.iter().map(|command| command.intent_id.uuid())),
        kinds: IterSql(|| commands.iter().map(|command| command.kind.as_str())),
        saga_ids: IterSql(|| commands.iter().map(|command| command.saga_id)),
        steps: IterSql(|| commands.iter().map(|command| command.step.as_str())),
        subjects: IterSql(|| commands.iter().map(|command| command.subject.as_str())),
        outcomes: IterSql(|| commands.iter().map(|command| command.outcome.as_deref())),
        now,
    };
    upsert_commands().params(write, &params).await?;
    Ok(())
}
