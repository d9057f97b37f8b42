//! Supervised tasks: named, restarted when they end or panic, stopped together.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures::FutureExt;
use tokio::task::JoinSet;

/// The tasks of one process.
#[derive(Debug, Default)]
pub struct Tasks(JoinSet<()>);

/// How long a task that ended waits for its restart.
const RESTART: Duration = Duration::from_secs(1);

impl Tasks {
    /// Runs `task` again and again until [`Tasks::stop`].
    pub fn supervise<F, R>(&mut self, name: String, mut task: F)
    where
        F: FnMut() -> R + Send + 'static,
        R: Future<Output = ()> + Send + 'static,
    {
        self.0.spawn(async move {
            loop {
                match AssertUnwindSafe(task()).catch_unwind().await {
                    Ok(()) => tracing::warn!(task = name, "task ended; starting it again"),
                    Err(_) => tracing::error!(task = name, "task panicked; starting it again"),
                }
                tokio::time::sleep(RESTART).await;
            }
        });
    }

    /// Stops all tasks. Everything they do is safe to be cut off at any point: that is what the kernel is about.
    pub async fn stop(&mut self) {
        self.0.shutdown().await;
    }
}
