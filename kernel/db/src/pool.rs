//! The pool of one service's database.

use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{
    Manager, ManagerConfig, Object, Pool, QueueMode, RecyclingMethod, Runtime, Timeouts,
};
use postgres_types::{BorrowToSql, ToSql};
use tokio::sync::Notify;
use tokio_postgres::{Config, Error, NoTls, Row, RowStream, Statement, ToStatement};

use crate::client::{GenericClient, read_at_once};
use crate::{DbError, PersonalKey, Write};

/// How the sessions of services plan. Every query has one plan, made once per connection, and it is the one that the
/// tests look at: left to itself PostgreSQL plans short lists (`= ANY`) anew at every execution, and a plan made while a
/// table was empty goes on reading the whole table until the next ANALYZE. Without `jit = off` the queries that have to
/// read a whole table would be compiled first, because `enable_seqscan = off` works by a high price.
pub const PLANNER: [(&str, &str); 3] =
    [("plan_cache_mode", "force_generic_plan"), ("enable_seqscan", "off"), ("jit", "off")];

/// Limits of a pool. The same limits stand in the role on the server; those are guard rails, these are enforced.
#[derive(Debug, Clone)]
pub struct PoolOptions {
    /// Most connections at once.
    pub size: usize,
    /// How long to wait for a free connection.
    pub wait: Duration,
    /// How long a commit may take.
    pub commit_timeout: Duration,
}

impl Default for PoolOptions {
    fn default() -> Self {
        Self { size: 8, wait: Duration::from_secs(5), commit_timeout: Duration::from_secs(30) }
    }
}

/// One service's database. Cheap to clone.
#[derive(Clone)]
pub struct Database(Arc<Inner>);

struct Inner {
    service: &'static str,
    pool: Pool,
    options: PoolOptions,
    staged: Arc<Notify>,
    personal: PersonalKey,
}

impl Database {
    /// A pool for the service; connects when first used. `personal` is what protects personal data in its messages.
    ///
    /// # Errors
    /// Only when the pool cannot be built from the options.
    pub fn open(
        service: &'static str,
        mut config: Config,
        options: PoolOptions,
        personal: PersonalKey,
    ) -> Result<Self, DbError> {
        let planner = PLANNER.map(|(name, value)| format!("-c {name}={value}")).join(" ");
        config.application_name(service).options(planner);
        let manager =
            Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        let timeouts =
            Timeouts { wait: Some(options.wait), create: Some(options.wait), recycle: Some(options.wait) };
        let pool = Pool::builder(manager)
            .max_size(options.size)
            .timeouts(timeouts)
            .queue_mode(QueueMode::Lifo)
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(|error| DbError::Unavailable(error.to_string()))?;
        Ok(Self(Arc::new(Inner { service, pool, options, staged: Arc::new(Notify::new()), personal })))
    }

    /// The service that owns it.
    #[must_use]
    pub fn service(&self) -> &'static str {
        self.0.service
    }

    /// A connection for reading; every statement stands alone.
    pub async fn read(&self) -> Result<Reader, DbError> {
        Ok(Reader(self.connection().await?))
    }

    /// A recorder for one transaction that is sent in one round trip.
    pub async fn write(&self) -> Result<Write, DbError> {
        let connection = self.connection().await?;
        let (staged, personal) = (Arc::clone(&self.0.staged), self.0.personal.clone());
        Ok(Write::new(self.0.service, connection, self.0.options.commit_timeout, staged, personal))
    }

    /// Woken whenever a transaction of this process staged events: the sequencer need not wait for its poll.
    #[must_use]
    pub fn staged(&self) -> &Notify {
        &self.0.staged
    }

    /// Opens what was encrypted when it was staged.
    #[must_use]
    pub fn personal(&self) -> &PersonalKey {
        &self.0.personal
    }

    /// Connections in use and open, for metrics.
    #[must_use]
    pub fn usage(&self) -> (usize, usize) {
        let status = self.0.pool.status();
        (status.size.saturating_sub(status.available), status.size)
    }

    /// Closes the pool; later calls fail.
    pub fn close(&self) {
        self.0.pool.close();
    }

    async fn connection(&self) -> Result<Object, DbError> {
        self.0.pool.get().await.map_err(|error| match error {
            deadpool_postgres::PoolError::Backend(error) => DbError::from(error),
            other => DbError::Unavailable(other.to_string()),
        })
    }
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Database").field("service", &self.0.service).finish_non_exhaustive()
    }
}

/// A pooled connection on which every statement runs at once and stands alone.
pub struct Reader(Object);

impl Reader {
    fn connection(&self) -> &Object {
        &self.0
    }
}

impl GenericClient for Reader {
    read_at_once!();

    async fn execute(&self, query: &str, params: &[&(dyn ToSql + Sync)]) -> Result<u64, Error> {
        let statement = self.0.prepare_cached(query).await?;
        self.0.execute(&statement, params).await
    }
}
