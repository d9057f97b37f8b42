//! Things a service does by the clock. What is due stands in the service's own tables; a job only looks.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use kernel_base::Timestamp;
use kernel_db::{DbError, GenericClient};
use tracing::Instrument;

use crate::Context;

/// Why a job's run failed; it runs again at its next time.
pub type JobError = Box<dyn std::error::Error + Send + Sync>;

type Run = Arc<dyn Fn() -> BoxFuture<'static, Result<(), JobError>> + Send + Sync>;

/// Something done again and again.
#[derive(Clone)]
pub struct Job {
    pub(crate) name: &'static str,
    every: Duration,
    once: bool,
    run: Run,
}

/// A run that takes longer has died; another replica may take over.
const LEASE: Duration = Duration::from_secs(300);

impl Job {
    /// Runs once per period in the whole platform: replicas share the work by a claim in the database.
    pub fn every<F, R>(name: &'static str, every: Duration, run: F) -> Self
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        Self { name, every, once: true, run: Arc::new(move || Box::pin(run())) }
    }

    /// Runs once per period in every replica, without a claim: for short periods and work that guards itself.
    pub fn poll<F, R>(name: &'static str, every: Duration, run: F) -> Self
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        Self { once: false, ..Self::every(name, every, run) }
    }

    /// Its name, unique in its service.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Runs it once, at once and without a claim; for tests and operators.
    ///
    /// # Errors
    /// Whatever the run failed with.
    pub async fn run_now(&self) -> Result<(), JobError> {
        (self.run)().await
    }

    /// Runs it by the clock until the future is dropped.
    pub(crate) async fn repeat(self, context: Context) {
        let service = context.db.service();
        loop {
            // A claimed job is looked at more often than it is due: another replica may have died with it.
            let pause = if self.once { self.every.min(Duration::from_secs(10)) } else { self.every };
            tokio::time::sleep(pause).await;
            if let Err(error) = self.run_if_due(&context).await {
                tracing::warn!(service, job = self.name, error = %kernel_trace::causes(&*error), "job failed; it runs again at its next time");
            }
        }
    }

    async fn run_if_due(&self, context: &Context) -> Result<(), JobError> {
        if !self.once {
            return (self.run)().await;
        }
        let now = context.env.now();
        if !self.claim(context, now).await? {
            return Ok(());
        }
        let span = tracing::debug_span!("job", service = context.db.service(), job = self.name);
        let result = (self.run)().instrument(span).await;
        self.release(context, now, result.as_ref().err().map(ToString::to_string)).await?;
        result
    }

    async fn claim(&self, context: &Context, now: Timestamp) -> Result<bool, DbError> {
        let reader = context.db.read().await?;
        reader
            .execute(
                "INSERT INTO kernel.job (job_name, due_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                &[&self.name, &now],
            )
            .await?;
        let claimed = reader
            .execute(
                "UPDATE kernel.job SET claimed_until = $3 \
                 WHERE job_name = $1 AND due_at <= $2 AND (claimed_until IS NULL OR claimed_until < $2)",
                &[&self.name, &now, &now.plus(LEASE)],
            )
            .await?;
        Ok(claimed == 1)
    }

    async fn release(
        &self,
        context: &Context,
        started: Timestamp,
        error: Option<String>,
    ) -> Result<(), DbError> {
        let reader = context.db.read().await?;
        reader
            .execute(
                "UPDATE kernel.job SET claimed_until = NULL, due_at = $2, last_run_at = $3, last_error = $4 \
                 WHERE job_name = $1",
                &[&self.name, &started.plus(self.every), &started, &error],
            )
            .await?;
        Ok(())
    }
}
