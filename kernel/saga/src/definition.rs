//! What a saga is: steps with stored names, commands made from the saga's data, and one point of no return.

use kernel_base::{Command, CommandData};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use uuid::Uuid;

/// What a saga remembers between its steps.
pub trait SagaData: Serialize + DeserializeOwned + Clone + Send + Sync + 'static {}
impl<T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static> SagaData for T {}

/// A command ready for the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The command's type.
    pub kind: &'static str,
    /// The command with its envelope, JSON.
    pub data: String,
}

type Make<D> = Box<dyn Fn(&D, Uuid, &'static str) -> Option<Outgoing> + Send + Sync>;
type Learn<D> = Box<dyn Fn(&mut D, &RawValue) -> Result<(), serde_json::Error> + Send + Sync>;

pub(crate) struct Remote<D> {
    pub(crate) make: Make<D>,
    pub(crate) learn: Learn<D>,
    pub(crate) reply: &'static str,
}

pub(crate) enum Work<D> {
    /// A command to another service. `undo` takes it back.
    Remote { action: Remote<D>, undo: Option<Remote<D>> },
    /// The orchestrator's own change, made in the same transaction.
    Local,
}

pub(crate) struct Step<D> {
    pub(crate) name: &'static str,
    pub(crate) work: Work<D>,
    pub(crate) pivot: bool,
}

/// A saga: its stored name and version, and its steps in order.
pub struct SagaDefinition<D> {
    pub(crate) name: &'static str,
    pub(crate) version: i32,
    pub(crate) steps: Vec<Step<D>>,
}

/// The id of a step's command: the same for every repetition.
pub(crate) fn command_id(saga_id: Uuid, step: &str, undo: bool) -> Uuid {
    let action = if undo { "undo" } else { "do" };
    Uuid::new_v5(&saga_id, format!("{step}/{action}").as_bytes())
}

fn remote<D: SagaData, C: CommandData>(
    undo: bool,
    make: impl Fn(&D) -> Option<C> + Send + Sync + 'static,
    learn: impl Fn(&mut D, C::Done) + Send + Sync + 'static,
) -> Remote<D> {
    Remote {
        make: Box::new(move |data, saga_id, step| {
            let body = make(data)?;
            let command =
                Command { command_id: command_id(saga_id, step, undo), saga_id, step: step.into(), body };
            let data = serde_json::to_string(&command).expect("BUG: a command is plain data");
            Some(Outgoing { kind: C::TYPE, data })
        }),
        learn: Box::new(move |data, done| {
            learn(data, serde_json::from_str(done.get())?);
            Ok(())
        }),
        reply: C::REPLY,
    }
}

impl<D: SagaData> SagaDefinition<D> {
    /// A saga without steps. The name and every step's name are stored: never rename or reuse them. Raise the version when
    /// steps change their order or meaning; keep knowing old versions while sagas of them are open.
    #[must_use]
    pub const fn new(name: &'static str, version: i32) -> Self {
        Self { name, version, steps: Vec::new() }
    }

    /// A command to another service; `make` answers `None` when there is nothing to do. `learn` takes what came back.
    ///
    /// Before the pivot a refusal compensates; after it there must be no business reason left to refuse, and one parks the
    /// saga for a person.
    #[must_use]
    pub fn step<C: CommandData>(
        mut self,
        name: &'static str,
        make: impl Fn(&D) -> Option<C> + Send + Sync + 'static,
        learn: impl Fn(&mut D, C::Done) + Send + Sync + 'static,
    ) -> Self {
        let work = Work::Remote { action: remote(false, make, learn), undo: None };
        self.push(name, work, false);
        self
    }

    /// How the step before is taken back. It must never refuse.
    ///
    /// # Panics
    /// When the step before is local or behind the pivot: those are never taken back.
    #[must_use]
    pub fn compensate<C: CommandData>(mut self, make: impl Fn(&D) -> C + Send + Sync + 'static) -> Self {
        assert!(!self.behind_pivot(), "BUG: nothing behind the pivot is taken back");
        match self.steps.last_mut().map(|step| &mut step.work) {
            Some(Work::Remote { undo, .. }) => {
                *undo = Some(remote(true, move |data| Some(make(data)), |_, _: C::Done| {}));
            }
            Some(Work::Local) | None => panic!("BUG: only a command can be compensated"),
        }
        self
    }

    /// The point of no return: a change of the orchestrator itself. From here on the saga only goes forward.
    ///
    /// # Panics
    /// When there is one already.
    #[must_use]
    pub fn pivot(mut self, name: &'static str) -> Self {
        assert!(!self.behind_pivot(), "BUG: a saga has one pivot");
        self.push(name, Work::Local, true);
        self
    }

    /// The stored name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The types of all replies it waits for.
    #[must_use]
    pub fn reply_types(&self) -> Vec<&'static str> {
        let replies = |step: &Step<D>| match &step.work {
            Work::Remote { action, undo } => {
                [Some(action.reply), undo.as_ref().map(|undo| undo.reply)].into_iter().flatten().collect()
            }
            Work::Local => Vec::new(),
        };
        self.steps.iter().flat_map(replies).collect()
    }

    pub(crate) fn position(&self, step: &str) -> Option<usize> {
        self.steps.iter().position(|known| known.name == step)
    }

    pub(crate) fn pivot_position(&self) -> usize {
        self.steps.iter().position(|step| step.pivot).unwrap_or(self.steps.len())
    }

    fn behind_pivot(&self) -> bool {
        self.steps.iter().any(|step| step.pivot)
    }

    fn push(&mut self, name: &'static str, work: Work<D>, pivot: bool) {
        assert!(self.position(name).is_none(), "BUG: step {name} stands twice in {}", self.name);
        self.steps.push(Step { name, work, pivot });
    }
}
