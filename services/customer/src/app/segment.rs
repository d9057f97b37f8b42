//! Segments are brought to what their rules say: customers whose facts changed one by one, all of them after a rule did.

use kernel_db::Write;
use shared_contracts::CustomerId;

use crate::app::App;
use crate::domain::group::moves;
use crate::error::CustomerError;
use crate::{publish, store};

/// Customers of one transaction: each is held against all segments.
const BATCH: i64 = 100;

impl App {
    /// Goes on until nobody is due. What is lost to a race is due still, and comes with the next run.
    pub(crate) async fn refresh_segments(&self) -> Result<(), CustomerError> {
        loop {
            let swept = self.sweep().await?;
            let settled = self.settle_due().await?;
            if !swept && !settled {
                return Ok(());
            }
        }
    }

    /// Marks the next customers who have not been held against a new rule yet. False when there is no such rule.
    async fn sweep(&self) -> Result<bool, CustomerError> {
        let write = self.db.write().await?;
        let Some(sweep) = store::segment::sweep(&write).await? else { return Ok(false) };
        let customers = store::segment::swept(&write, &sweep, BATCH).await?;
        // Who came since the rule is marked anyway.
        store::segment::advance(&write, &sweep, customers.last().copied()).await?;
        if !customers.is_empty() {
            store::segment::mark(&write, &customers, self.env.uuid()).await?;
        }
        done(write.commit().await.map_err(Into::into))
    }

    /// Moves the next customers who are due. False when there is none.
    async fn settle_due(&self) -> Result<bool, CustomerError> {
        let write = self.db.write().await?;
        let due = store::segment::due(&write, BATCH).await?;
        if due.is_empty() {
            return Ok(false);
        }
        done(self.settle_segments(write, &due).await)
    }

    async fn settle_segments(&self, write: Write, due: &[store::segment::Due]) -> Result<(), CustomerError> {
        let customers: Vec<CustomerId> = due.iter().map(|due| due.customer_id).collect();
        // What guards the groups is read first: whatever changes from here on stops the transaction.
        let customers = store::customer::groups_versions(&write, &customers).await?;
        let ids: Vec<CustomerId> = customers.iter().map(|(customer_id, _)| *customer_id).collect();
        let memberships = store::group::memberships(&write, &ids).await?;
        let evaluations = store::segment::evaluate(&write, &ids, None).await?;
        let moved = moves(&customers, &memberships, &evaluations);
        store::segment::done(&write, due).await?;
        if !moved.is_empty() {
            store::customer::guard_groups(&write, &moved).await?;
            store::group::apply(&write, &moved, self.env.now()).await?;
        }
        for moved in &moved {
            publish::moved(&write, &self.env, moved, None)?;
        }
        Ok(write.commit().await?)
    }
}

/// A race that was lost is not a failure, and not the end either.
fn done(result: Result<(), CustomerError>) -> Result<bool, CustomerError> {
    match result {
        Ok(()) => Ok(true),
        Err(error) if error.lost_race() || matches!(error, CustomerError::GroupInUse) => Ok(true),
        Err(error) => Err(error),
    }
}
