//! Counted attempts, and addresses that are known.

use auth_db::queries::attempt::{
    count_attempts, delete_attempts, delete_known_addresses, give_back_attempt, insert_known_address,
};
use kernel_base::Timestamp;
use kernel_db::{DbError, GenericClient, Reader, Write};
use uuid::Uuid;

/// Counts one more in each bucket, at once, and answers how many these are.
pub(crate) async fn count(
    reader: &Reader,
    buckets: &[&str],
    window_start: Timestamp,
) -> Result<Vec<(String, i32)>, DbError> {
    let rows = count_attempts().bind(reader, &window_start, &buckets).all().await?;
    Ok(rows.into_iter().map(|row| (row.bucket, row.attempts)).collect())
}

/// One less in each bucket; in their order, as they are counted.
pub(crate) async fn give_back(
    client: &impl GenericClient,
    buckets: &[&str],
    window_start: Timestamp,
) -> Result<(), DbError> {
    let mut buckets = buckets.to_vec();
    buckets.sort_unstable();
    for bucket in buckets {
        give_back_attempt().bind(client, &bucket, &window_start).await?;
    }
    Ok(())
}

pub(crate) async fn know(
    write: &Write,
    account_id: Uuid,
    network: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    insert_known_address().bind(write, &account_id, &network, &now).await?;
    Ok(())
}

/// Forgets what no window counts any more, and from where nobody has signed in for long.
pub(crate) async fn forget(write: &Write, attempts: Timestamp, addresses: Timestamp) -> Result<(), DbError> {
    delete_attempts().bind(write, &attempts).await?;
    delete_known_addresses().bind(write, &addresses).await?;
    Ok(())
}
