//! Runs sagas: loads those that a batch of replies concerns, decides for each, writes all in one transaction.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use kernel_base::{Env, Event, Outcome, Refusal, Timestamp, TraceParent, erase_personal};
use kernel_db::{Database, DbError, StagedEvent, Write};
use kernel_messaging::HandlerError;
use kernel_trace::causes;
use serde::Deserialize;
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::definition::{SagaData, SagaDefinition};
use crate::machine::{self, Effect, Instance, Message, Record, Refused, State};
use crate::row::{self, SagaRow};
use crate::step_span::StepSpan;

/// What a saga changes in the orchestrator's own tables.
#[derive(Debug, Clone)]
pub struct LocalChange<D> {
    /// The saga.
    pub saga_id: Uuid,
    /// The aggregate it works for.
    pub subject: String,
    /// What it remembers at this point. At its end the personal data is gone.
    pub data: D,
    /// What to do.
    pub what: What,
    /// The trace that caused the saga.
    pub trace: Option<TraceParent>,
}

/// Which change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A local step of the definition.
    Step(&'static str),
    /// The saga ended well.
    Completed,
    /// The saga ended with everything taken back, because of this.
    Compensated(Refusal),
}

/// The orchestrator's own part of a saga.
#[async_trait::async_trait]
pub trait Host<D>: Send + Sync {
    /// Records the changes of many sagas, set-based, into the transaction that moves the sagas on.
    async fn record(&self, changes: &[LocalChange<D>], write: &Write) -> Result<(), HandlerError>;
}

/// A saga to be started.
#[derive(Debug, Clone)]
pub struct NewSaga<D> {
    /// Its id; the same when the same start is tried again.
    pub saga_id: Uuid,
    /// The aggregate it works for, as text id; also the subject of its commands.
    pub subject: String,
    /// What it starts with.
    pub data: D,
    /// When it gives up, if it is not past its pivot by then.
    pub deadline_at: Option<Timestamp>,
    /// The trace that caused it.
    pub trace: Option<TraceParent>,
}

/// A service cannot start because it does not understand its own sagas.
#[derive(Debug, thiserror::Error)]
pub enum SagaCheckError {
    /// Open sagas of a definition that this binary does not have.
    #[error(
        "there are open sagas {kind} of version {version}, which this binary does not know; run a binary that does"
    )]
    Unknown {
        /// The definition.
        kind: String,
        /// Its version.
        version: i32,
    },
    /// The database.
    #[error("open sagas cannot be listed")]
    Database(#[from] DbError),
}

/// All sagas that one service orchestrates.
#[derive(Clone)]
pub struct Sagas {
    pub(crate) database: Database,
    pub(crate) env: Env,
    /// By name and version: sagas end under the definition they began with.
    kinds: HashMap<&'static str, BTreeMap<i32, Arc<dyn Kind>>>,
}

/// A definition and its host, whatever the type of its data.
#[async_trait::async_trait]
trait Kind: Send + Sync {
    fn reply_types(&self) -> Vec<&'static str>;
    fn advance(
        &self,
        row: &mut SagaRow,
        message: &Message<'_>,
        now: Timestamp,
    ) -> Result<Vec<Effect>, HandlerError>;
    async fn record(&self, changes: Vec<RawChange>, write: &Write) -> Result<(), HandlerError>;
}

struct RawChange {
    saga_id: Uuid,
    subject: String,
    data: String,
    what: What,
    trace: Option<TraceParent>,
}

struct Hosted<D> {
    definition: SagaDefinition<D>,
    host: Arc<dyn Host<D>>,
}

#[async_trait::async_trait]
impl<D: SagaData> Kind for Hosted<D> {
    fn reply_types(&self) -> Vec<&'static str> {
        self.definition.reply_types()
    }

    fn advance(
        &self,
        row: &mut SagaRow,
        message: &Message<'_>,
        now: Timestamp,
    ) -> Result<Vec<Effect>, HandlerError> {
        let mut instance = Instance {
            saga_id: row.saga_id,
            state: row.state,
            step: row.step.clone(),
            data: serde_json::from_str::<D>(&row.data)?,
            refusal: row.refusal.clone(),
            deadline_at: row.deadline_at,
            next_try_at: row.next_try_at,
            attempts: row.attempts,
            parked_reason: row.parked_reason.clone(),
        };
        let effects = machine::advance(&self.definition, &mut instance, message, now)
            .map_err(|refused| HandlerError::Poison(refused.to_string()))?;
        if effects.is_empty() {
            return Ok(effects);
        }
        row.state = instance.state;
        row.step = instance.step;
        let mut data = serde_json::to_string(&instance.data)?;
        if matches!(instance.state, State::Completed | State::Compensated) {
            // Nobody needs it any more: the row is kept for late replies and for people who ask what happened.
            data = erase_personal(&data);
        }
        row.data_changed |= data != row.data;
        row.data = data;
        row.refusal = instance.refusal;
        row.deadline_at = instance.deadline_at;
        row.next_try_at = instance.next_try_at;
        row.attempts = instance.attempts;
        row.parked_reason = instance.parked_reason;
        Ok(effects)
    }

    async fn record(&self, changes: Vec<RawChange>, write: &Write) -> Result<(), HandlerError> {
        let typed = |change: RawChange| {
            Ok(LocalChange {
                saga_id: change.saga_id,
                subject: change.subject,
                data: serde_json::from_str(&change.data)?,
                what: change.what,
                trace: change.trace,
            })
        };
        let changes: Vec<LocalChange<D>> =
            changes.into_iter().map(typed).collect::<Result<_, HandlerError>>()?;
        self.host.record(&changes, write).await
    }
}

/// A reply before its payload's type is known.
#[derive(Deserialize)]
struct RawReply {
    command_id: Uuid,
    saga_id: Uuid,
    outcome: Outcome<Box<RawValue>>,
}

/// Everything one transaction writes about sagas.
#[derive(Default)]
struct Plan {
    steps: Vec<(Uuid, i16, Record)>,
    commands: Vec<StagedEvent>,
    /// With the version of the definition.
    changes: Vec<(String, i32, RawChange)>,
}

impl Sagas {
    /// No sagas yet, in the database of the orchestrating service.
    #[must_use]
    pub fn new(database: Database, env: Env) -> Self {
        Self { database, env, kinds: HashMap::new() }
    }

    /// Adds a definition and what it changes in the service itself. New sagas follow the newest version of a name; older
    /// ones are there for the sagas that began with them.
    ///
    /// # Panics
    /// When that version of a definition is there already.
    #[must_use]
    pub fn with<D: SagaData>(mut self, definition: SagaDefinition<D>, host: Arc<dyn Host<D>>) -> Self {
        let (name, version) = (definition.name(), definition.version);
        let hosted = Arc::new(Hosted { definition, host });
        let previous = self.kinds.entry(name).or_default().insert(version, hosted);
        assert!(previous.is_none(), "BUG: two sagas are named {name} in version {version}");
        self
    }

    /// The reply types to subscribe to, sorted.
    #[must_use]
    pub fn reply_types(&self) -> Vec<&'static str> {
        let mut types: Vec<_> =
            self.kinds.values().flat_map(BTreeMap::values).flat_map(|kind| kind.reply_types()).collect();
        types.sort_unstable();
        types.dedup();
        types
    }

    /// Refuses to start when open sagas are of a definition or version that this binary does not know.
    pub async fn check(&self) -> Result<(), SagaCheckError> {
        for (kind, version) in row::open_definitions(&self.database).await? {
            if self.kind(&kind, version).is_err() {
                return Err(SagaCheckError::Unknown { kind, version });
            }
        }
        Ok(())
    }

    /// Records new sagas of one kind, their first commands and local changes.
    pub async fn start<D: SagaData>(
        &self,
        write: &Write,
        definition: &'static str,
        sagas: Vec<NewSaga<D>>,
    ) -> Result<(), HandlerError> {
        if sagas.is_empty() {
            return Ok(());
        }
        let newest = self.kinds.get(definition).and_then(BTreeMap::last_key_value);
        let (version, kind) = newest.ok_or_else(|| unknown(definition))?;
        let now = self.env.now();
        let mut plan = Plan::default();
        let mut rows = Vec::with_capacity(sagas.len());
        for saga in sagas {
            let mut row = SagaRow {
                saga_id: saga.saga_id,
                kind: definition.into(),
                def_version: *version,
                subject: saga.subject,
                state: State::Running,
                step: "".into(),
                data: serde_json::to_string(&saga.data)?,
                data_changed: true,
                refusal: None,
                deadline_at: saga.deadline_at,
                next_try_at: None,
                attempts: 0,
                parked_reason: None,
                trace: saga.trace,
                version: 1,
                created_at: now,
                recorded: 0,
            };
            let step = StepSpan::open(&row, row.trace.as_ref());
            let effects = step.span.in_scope(|| kind.advance(&mut row, &Message::Start, now))?;
            self.collect(&mut plan, &mut row, effects, &step);
            rows.push(row);
        }
        row::insert(write, &rows).await?;
        self.record(plan, write, now).await
    }

    /// Records what a batch of replies leads to. Events that are no replies to these sagas are passed over.
    pub async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        let types = self.reply_types();
        let mut replies = Vec::new();
        for event in events.iter().filter(|event| types.contains(&&*event.kind)) {
            replies.push((serde_json::from_str::<RawReply>(event.data.get())?, event.trace.as_ref()));
        }
        if replies.is_empty() {
            return Ok(());
        }
        let ids: Vec<Uuid> = replies.iter().map(|(reply, _)| reply.saga_id).collect();
        let mut rows: HashMap<Uuid, SagaRow> =
            row::load(write, &ids).await?.into_iter().map(|row| (row.saga_id, row)).collect();
        let now = self.env.now();
        let mut plan = Plan::default();
        let mut changed = Vec::new();
        for (reply, cause) in &replies {
            let Some(row) = rows.get_mut(&reply.saga_id) else {
                // The saga commits before its command leaves, so this reply answers somebody else's command.
                tracing::warn!(saga.id = %reply.saga_id, "reply to an unknown saga");
                continue;
            };
            let message = Message::Reply { command_id: reply.command_id, outcome: &reply.outcome };
            let step = StepSpan::open(row, *cause);
            let effects =
                step.span.in_scope(|| self.kind(&row.kind, row.def_version)?.advance(row, &message, now))?;
            if !effects.is_empty() {
                self.collect(&mut plan, row, effects, &step);
                changed.push(reply.saga_id);
            }
        }
        changed.sort_unstable();
        changed.dedup();
        let changed: Vec<SagaRow> = changed.iter().filter_map(|id| rows.remove(id)).collect();
        if changed.is_empty() {
            return Ok(());
        }
        row::update(write, &changed, now).await?;
        self.record(plan, write, now).await
    }

    /// Gives up sagas whose deadline has come and sends overdue commands again, one transaction per saga, so that one
    /// that fails never holds up the others.
    pub async fn tick(&self) -> Result<(), DbError> {
        let now = self.env.now();
        let due = row::due(&self.database, now).await?;
        for saga_id in due {
            if let Err(error) = self.advance_one(saga_id, &Message::Tick, async |_, _| Ok(())).await {
                tracing::warn!(saga.id = %saga_id, error = %causes(&error), "saga timer failed; it comes again");
            }
        }
        Ok(())
    }

    /// One message to one saga in a transaction of its own, in which `also` records something. `Ok(false)`: no such saga.
    pub(crate) async fn advance_one(
        &self,
        saga_id: Uuid,
        message: &Message<'_>,
        also: impl AsyncFnOnce(&Write, &SagaRow) -> Result<(), DbError>,
    ) -> Result<bool, HandlerError> {
        let write = self.database.write().await?;
        let Some(mut row) = row::load(&write, &[saga_id]).await?.pop() else { return Ok(false) };
        let now = self.env.now();
        let step = StepSpan::open(&row, None);
        let effects =
            step.span.in_scope(|| self.kind(&row.kind, row.def_version)?.advance(&mut row, message, now))?;
        if !effects.is_empty() {
            let mut plan = Plan::default();
            self.collect(&mut plan, &mut row, effects, &step);
            row::update(&write, std::slice::from_ref(&row), now).await?;
            self.record(plan, &write, now).await?;
        }
        also(&write, &row).await?;
        write.commit().await?;
        Ok(true)
    }

    fn kind(&self, name: &str, version: i32) -> Result<&Arc<dyn Kind>, HandlerError> {
        self.kinds.get(name).and_then(|versions| versions.get(&version)).ok_or_else(|| unknown(name))
    }

    fn collect(&self, plan: &mut Plan, row: &mut SagaRow, effects: Vec<Effect>, step: &StepSpan) {
        let _entered = step.span.enter();
        for effect in effects {
            match effect {
                Effect::Send(outgoing) => plan.commands.push(StagedEvent {
                    event_id: self.env.uuid(),
                    kind: outgoing.kind.into(),
                    subject: row.subject.clone(),
                    version: 0,
                    occurred_at: self.env.now(),
                    trace: step.trace.as_ref().map(|trace| trace.0.clone()),
                    data: outgoing.data,
                }),
                Effect::Record(record) => {
                    if &*record.outcome == "parked" {
                        tracing::error!(
                            saga.id = %row.saga_id, saga.kind = %row.kind, saga.subject = row.subject, step = %record.step,
                            reason = record.detail, "saga parked; see `karum sagas show`"
                        );
                    }
                    plan.steps.push((row.saga_id, row.recorded, record));
                    row.recorded += 1;
                }
                Effect::Local(name) => plan.changes.push((
                    row.kind.to_string(),
                    row.def_version,
                    change(row, What::Step(name), step),
                )),
                Effect::Ended => {
                    let what = match &row.refusal {
                        Some(refusal) => What::Compensated(refusal.clone()),
                        None => What::Completed,
                    };
                    plan.changes.push((row.kind.to_string(), row.def_version, change(row, what, step)));
                }
            }
        }
    }

    async fn record(&self, plan: Plan, write: &Write, now: Timestamp) -> Result<(), HandlerError> {
        row::insert_steps(write, &plan.steps, now).await?;
        let mut by_kind: HashMap<(String, i32), Vec<RawChange>> = HashMap::new();
        for (kind, version, change) in plan.changes {
            by_kind.entry((kind, version)).or_default().push(change);
        }
        for ((kind, version), changes) in by_kind {
            self.kind(&kind, version)?.record(changes, write).await?;
        }
        for command in plan.commands {
            write.stage(command);
        }
        Ok(())
    }
}

fn unknown(definition: &str) -> HandlerError {
    HandlerError::Poison(Refused::UnknownStep(definition.to_owned()).to_string())
}

fn change(row: &SagaRow, what: What, step: &StepSpan) -> RawChange {
    RawChange {
        saga_id: row.saga_id,
        subject: row.subject.clone(),
        data: row.data.clone(),
        what,
        trace: step.trace.clone(),
    }
}
