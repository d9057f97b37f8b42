//! What a person sees of sagas and may do to them.

use kernel_base::Timestamp;
use kernel_db::{DbError, Write};
use kernel_messaging::HandlerError;
use serde::Serialize;
use uuid::Uuid;

use crate::machine::{Message, State};
use crate::row::{self, SagaRow, state_name};
use crate::runner::Sagas;

/// A saga at a glance.
#[derive(Debug, Clone, Serialize)]
pub struct SagaView {
    /// Its id.
    pub saga_id: Uuid,
    /// Its definition.
    pub kind: String,
    /// The aggregate it works for.
    pub subject: String,
    /// `running`, `compensating`, `completed`, `compensated` or `parked`.
    pub state: &'static str,
    /// The pending step; empty at the end.
    pub step: String,
    /// How often the pending command was sent.
    pub attempts: i32,
    /// Code and text of the first refusal: why it compensates.
    pub refusal: Option<String>,
    /// Why it waits for a person.
    pub parked_reason: Option<String>,
    /// When it gives up.
    pub deadline_at: Option<Timestamp>,
    /// When the pending command is sent again.
    pub next_try_at: Option<Timestamp>,
    /// When it started.
    pub created_at: Timestamp,
}

/// What a step came to.
#[derive(Debug, Clone, Serialize)]
pub struct SagaStepView {
    /// The step.
    pub step: String,
    /// `do`, `undo` or `operator`.
    pub action: String,
    /// What came of it.
    pub outcome: String,
    /// Reason or code.
    pub detail: Option<String>,
    /// When.
    pub ended_at: Timestamp,
}

/// A saga and all its steps so far.
#[derive(Debug, Clone, Serialize)]
pub struct SagaDetail {
    /// The saga.
    pub saga: SagaView,
    /// Its steps, oldest first.
    pub steps: Vec<SagaStepView>,
}

/// What a person may do to an open saga.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verb {
    /// Send the pending command again.
    Retry,
    /// Take the pending step as done; somebody did it by hand.
    Skip,
    /// Take everything back; only before the point of no return.
    Compensate,
    /// End it here; somebody settled the rest by hand. Not before the point of no return, where its subject would never
    /// learn how it ended.
    Resolve,
}

/// Why a verb was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum VerbError {
    /// No such saga.
    #[error("there is no saga {0}")]
    NotFound(Uuid),
    /// It has ended, or is behind its point of no return.
    #[error("not possible: {0}")]
    NotNow(String),
    /// The database.
    #[error("the saga cannot be changed now")]
    Database(#[from] DbError),
}

impl Sagas {
    /// Open sagas, oldest first; only those that wait for a person when asked so.
    pub async fn list(&self, parked_only: bool, limit: i64) -> Result<Vec<SagaView>, DbError> {
        let rows = row::open(&self.database, parked_only, limit).await?;
        Ok(rows.into_iter().map(view).collect())
    }

    /// How many sagas have not ended.
    pub async fn count_open(&self) -> Result<i64, DbError> {
        row::count_open(&self.database).await
    }

    /// One saga with its steps.
    pub async fn show(&self, saga_id: Uuid) -> Result<Option<SagaDetail>, DbError> {
        let reader = self.database.read().await?;
        let Some(saga) = row::load(&reader, &[saga_id]).await?.pop() else { return Ok(None) };
        Ok(Some(self.detail(saga).await?))
    }

    /// All sagas of an aggregate with their steps: why is this order stuck?
    pub async fn of_subject(&self, subject: &str) -> Result<Vec<SagaDetail>, DbError> {
        let rows = row::of_subject(&self.database, subject).await?;
        let mut details = Vec::with_capacity(rows.len());
        for saga in rows {
            details.push(self.detail(saga).await?);
        }
        Ok(details)
    }

    /// Carries out a verb; the reason is kept with the saga. `also` records into the same transaction, such as the answer
    /// to whoever asked; it gets the saga as the verb leaves it.
    pub async fn operate(
        &self,
        saga_id: Uuid,
        verb: &Verb,
        reason: &str,
        also: impl AsyncFnOnce(&Write, SagaView) -> Result<(), DbError>,
    ) -> Result<(), VerbError> {
        let reason = reason.to_owned();
        let message = match verb {
            Verb::Retry => Message::Retry,
            Verb::Skip => Message::Skip { reason },
            Verb::Compensate => Message::Compensate { reason },
            Verb::Resolve => Message::Resolve { reason },
        };
        let also = async |write: &Write, row: &SagaRow| also(write, view(row.clone())).await;
        match self.advance_one(saga_id, &message, also).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(VerbError::NotFound(saga_id)),
            Err(HandlerError::Db(error)) => Err(error.into()),
            Err(error) => Err(VerbError::NotNow(error.to_string())),
        }
    }

    async fn detail(&self, saga: SagaRow) -> Result<SagaDetail, DbError> {
        let reader = self.database.read().await?;
        let steps = row::steps(&reader, saga.saga_id).await?;
        let steps = steps
            .into_iter()
            .map(|(record, ended_at)| SagaStepView {
                step: record.step.into_owned(),
                action: record.action.into_owned(),
                outcome: record.outcome.into_owned(),
                detail: record.detail,
                ended_at,
            })
            .collect();
        Ok(SagaDetail { saga: view(saga), steps })
    }
}

fn view(row: SagaRow) -> SagaView {
    debug_assert!(row.state != State::Parked || row.parked_reason.is_some(), "BUG: parked without a reason");
    SagaView {
        saga_id: row.saga_id,
        kind: row.kind.into_owned(),
        subject: row.subject,
        state: state_name(row.state),
        step: row.step.into_owned(),
        attempts: row.attempts,
        refusal: row.refusal.map(|refusal| format!("{}: {}", refusal.code, refusal.message)),
        parked_reason: row.parked_reason,
        deadline_at: row.deadline_at,
        next_try_at: row.next_try_at,
        created_at: row.created_at,
    }
}
