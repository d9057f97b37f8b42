//! Commands that are answered once and always the same, without a table of the service's own.

use std::collections::HashMap;
use std::marker::PhantomData;
use std::sync::Arc;

use kernel_base::{Command, CommandData, Env, Event, Outcome, TraceParent};
use kernel_db::{DbError, GenericClient, StagedEvent, Write};
use uuid::Uuid;

use crate::{Handler, HandlerError, Subscription};

/// What a service does when it gets a command of type `C`.
#[async_trait::async_trait]
pub trait CarryOut<C: CommandData>: Send + Sync + 'static {
    /// Records what the command asks for into `write`, or nothing and why not. The kernel records the answer.
    async fn carry_out(&self, command: &C, write: &Write) -> Result<Outcome<C::Done>, HandlerError>;
}

/// Commands of type `C` from `producer`. For rare ones: each is carried out with reads of its own.
#[must_use]
pub fn answering<C: CommandData, S: CarryOut<C>>(
    producer: &'static str,
    env: &Env,
    service: &Arc<S>,
) -> Subscription {
    let handler = Answering { env: env.clone(), service: service.clone(), command: PhantomData };
    Subscription { producer, types: Types::<C>::LIST, handler: Arc::new(handler) }
}

struct Types<C>(PhantomData<C>);

impl<C: CommandData> Types<C> {
    const LIST: &'static [&'static str] = &[C::TYPE];
}

struct Answering<C> {
    env: Env,
    service: Arc<dyn CarryOut<C>>,
    command: PhantomData<fn(C)>,
}

#[async_trait::async_trait]
impl<C: CommandData> Handler for Answering<C> {
    async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        let mut commands: Vec<(&Arc<Event>, Command<C>)> = Vec::with_capacity(events.len());
        for event in events {
            if let Some(command) = event.command::<C>() {
                commands.push((event, command?));
            }
        }
        let ids: Vec<Uuid> = commands.iter().map(|(_, command)| command.command_id).collect();
        let mut answers = Answers::find(write, &ids).await?;
        for (event, command) in commands {
            let origin = (event.subject.as_str(), event.trace.as_ref());
            if !answers.repeat::<C>(write, &self.env, command.command_id, origin) {
                let outcome = self.service.carry_out(&command.body, write).await?;
                answers.give(write, &self.env, &command, origin, outcome).await?;
            }
        }
        Ok(())
    }
}

/// What was answered to commands that are handled as a batch: each is answered once, and the same when it comes again.
#[derive(Debug, Default)]
pub struct Answers(HashMap<Uuid, String>);

impl Answers {
    /// What is known of these commands.
    pub async fn find(write: &Write, ids: &[Uuid]) -> Result<Self, DbError> {
        if ids.is_empty() {
            return Ok(Self::default());
        }
        let statement = write
            .prepare("SELECT command_id, reply FROM kernel.command_answer WHERE command_id = ANY($1)")
            .await?;
        let rows = write.query_rows(&statement, &[&ids]).await?;
        let answers = rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?)));
        Ok(Self(answers.collect::<Result<_, DbError>>()?))
    }

    /// Says again what was said to this command, on its own subject; false when nothing was.
    pub fn repeat<C: CommandData>(
        &self,
        write: &Write,
        env: &Env,
        command_id: Uuid,
        (subject, trace): (&str, Option<&TraceParent>),
    ) -> bool {
        let Some(reply) = self.0.get(&command_id) else { return false };
        write.stage(StagedEvent {
            event_id: env.uuid(),
            kind: C::REPLY.into(),
            subject: subject.to_owned(),
            version: 0,
            occurred_at: env.now(),
            trace: trace.map(|trace| trace.0.clone()),
            data: reply.clone(),
        });
        true
    }

    /// Records the answer to a new command, and gives it.
    pub async fn give<C: CommandData>(
        &mut self,
        write: &Write,
        env: &Env,
        command: &Command<C>,
        origin: (&str, Option<&TraceParent>),
        outcome: Outcome<C::Done>,
    ) -> Result<(), HandlerError> {
        let reply = serde_json::to_string(&command.reply(outcome))?;
        write
            .execute(
                "INSERT INTO kernel.command_answer (command_id, reply) VALUES ($1, $2)",
                &[&command.command_id, &reply],
            )
            .await
            .map_err(DbError::from)?;
        self.0.insert(command.command_id, reply);
        self.repeat::<C>(write, env, command.command_id, origin);
        Ok(())
    }
}
