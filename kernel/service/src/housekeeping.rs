//! What every service's database needs by the clock, whatever the service: old answers and old parts of the log go.

use std::time::Duration;

use kernel_db::GenericClient;
use kernel_messaging::LocalFeed;

use crate::{Context, Job};

/// Answers to idempotency keys are kept so long: longer than a client retries over a weekend.
const KEEP_ANSWERS: Duration = Duration::from_secs(7 * 24 * 3600);
/// The log is kept so long: longer than a consumer may be away or a restored database may go back.
const KEEP_LOG: Duration = Duration::from_secs(30 * 24 * 3600);
const EVERY: Duration = Duration::from_secs(3600);

pub(crate) fn jobs(context: &Context, feed: &LocalFeed) -> [Job; 2] {
    let (answers, log, feed) = (context.clone(), context.clone(), feed.clone());
    [
        Job::every("purge_idempotency_keys", EVERY, move || purge_answers(answers.clone())),
        Job::every("retain_log", EVERY, move || {
            let (feed, keep_after) = (feed.clone(), log.env.now().minus(KEEP_LOG));
            async move {
                let dropped = feed.retain(keep_after).await?;
                if dropped > 0 {
                    tracing::info!(dropped, "old parts of the log dropped");
                }
                Ok(())
            }
        }),
    ]
}

/// Deletes in small steps, so that no transaction is long.
async fn purge_answers(context: Context) -> Result<(), crate::JobError> {
    let before = context.env.now().minus(KEEP_ANSWERS);
    loop {
        let reader = context.db.read().await?;
        let deleted = reader
            .execute(
                "DELETE FROM kernel.idempotency_key WHERE key_hash IN \
                 (SELECT key_hash FROM kernel.idempotency_key WHERE created_at < $1 ORDER BY created_at LIMIT 2000)",
                &[&before],
            )
            .await?;
        if deleted == 0 {
            return Ok(());
        }
    }
}
