//! A connection outside any pool, for administration: it lives as long as the work done on it.

use tokio_postgres::{Client, Config, Error, NoTls};

/// Connects, does the work, disconnects. The connection is driven by the caller's task: nothing is left running.
///
/// # Errors
/// When it cannot connect; and those of the work.
pub async fn session<T, E: From<Error>>(
    config: &Config,
    work: impl AsyncFnOnce(&Client) -> Result<T, E>,
) -> Result<T, E> {
    let (client, connection) = config.connect(NoTls).await?;
    let work = async move {
        let result = work(&client).await;
        drop(client);
        result
    };
    // An error of the connection reaches the work as the error of its query.
    let (result, _ended) = tokio::join!(work, connection);
    result
}
