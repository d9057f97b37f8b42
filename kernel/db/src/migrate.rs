//! Brings a database to the schema of the running binary: first the kernel's own tables, then the service's.

use std::time::Duration;

use refinery::{Migration, Runner, Target};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Config, NoTls};

use crate::session;

mod kernel {
    refinery::embed_migrations!("migrations");
}

/// The migrations of the kernel's own tables, the same in every database.
#[must_use]
pub fn kernel_migrations() -> Vec<Migration> {
    kernel::migrations::runner().get_migrations().clone()
}

/// The migrations of one service, embedded in the binary.
#[derive(Debug, Clone)]
pub struct Migrations {
    /// The service.
    pub service: &'static str,
    /// Its files, from `embed_migrations!`.
    pub files: Vec<Migration>,
}

/// Why a database cannot be brought to the wanted schema.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// No connection.
    #[error("cannot connect to the database of {service}")]
    Connect {
        /// The service.
        service: &'static str,
        /// The cause.
        #[source]
        source: tokio_postgres::Error,
    },
    /// The binary is newer than the schema.
    #[error("the database of {0} does not have this binary's schema yet; run `karum migrate {0}`")]
    Behind(&'static str),
    /// Another process has been migrating for a minute.
    #[error("another process is migrating the database of {0}; waited 60 s")]
    Locked(&'static str),
    /// A file that was already applied has changed since.
    #[error(
        "{service}: migration {name} was applied with checksum {applied:016x}, but the file now has {file:016x}; \
         an applied migration must never change: restore the file and put the change into a new one"
    )]
    Changed {
        /// The service.
        service: &'static str,
        /// The file.
        name: String,
        /// Checksum in the database.
        applied: u64,
        /// Checksum of the file in this binary.
        file: u64,
    },
    /// The database knows a migration that this binary does not: it is newer than the binary.
    #[error(
        "{service}: the database has migration {name}, which this binary does not know; run a newer binary"
    )]
    Unknown {
        /// The service.
        service: &'static str,
        /// The migration.
        name: String,
    },
    /// Readers held the table for too long, at every attempt.
    #[error(
        "{service}: migration {name} could not get its lock in {attempts} attempts; try again at a quieter time"
    )]
    Busy {
        /// The service.
        service: &'static str,
        /// The migration.
        name: String,
        /// How often it was tried.
        attempts: u32,
    },
    /// The migration itself failed.
    #[error("{service}: migration {name} failed")]
    Failed {
        /// The service.
        service: &'static str,
        /// The migration, or what was done around it.
        name: String,
        /// The cause.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// Waiting longer than this for a table makes its readers queue behind us.
const LOCK_TIMEOUT: &str = "SET lock_timeout = '400ms'";
const ATTEMPTS: u32 = 30;
/// Any number, the same for ever: migrators of one database exclude each other with it.
const ADVISORY_LOCK: i64 = 0x6b61_7275_6d00;

/// Applies what is missing and returns how many migrations that were. Safe to run from many processes at once.
pub async fn migrate(config: &Config, migrations: &Migrations) -> Result<usize, MigrateError> {
    let service = migrations.service;
    let (mut client, connection) =
        config.connect(NoTls).await.map_err(|source| MigrateError::Connect { service, source })?;
    let work = async move {
        let result = migrate_on(&mut client, migrations).await;
        drop(client);
        result
    };
    // An error of the connection reaches the work as the error of its statement.
    let (result, _ended) = tokio::join!(work, connection);
    result
}

/// Refuses a database that lacks migrations of this binary. A newer schema is welcome: migrations keep the binary before
/// them working, so that processes can be replaced one by one. Connects as the service, which sees only the versions.
///
/// # Errors
/// [`MigrateError::Behind`], [`MigrateError::Connect`], [`MigrateError::Failed`].
pub async fn require_schema(config: &Config, migrations: &Migrations) -> Result<(), MigrateError> {
    let service = migrations.service;
    let asked = session(config, async |client| {
        client.query_one("SELECT kernel, service FROM kernel.schema_version()", &[]).await
    });
    let row = asked.await.map_err(|source: tokio_postgres::Error| match source.code() {
        // The kernel's own migrations are older than the function, or were never run.
        Some(&(SqlState::UNDEFINED_FUNCTION | SqlState::INVALID_SCHEMA_NAME)) => {
            MigrateError::Behind(service)
        }
        Some(_) => MigrateError::Failed { service, name: "version".to_owned(), source: source.into() },
        None => MigrateError::Connect { service, source },
    })?;
    let latest = |files: &[Migration]| files.iter().map(Migration::version).max().unwrap_or(0);
    let behind = |column: usize, files: &[Migration]| row.get::<_, i32>(column) < latest(files);
    if behind(0, &kernel_migrations()) || behind(1, &migrations.files) {
        return Err(MigrateError::Behind(service));
    }
    Ok(())
}

async fn migrate_on(client: &mut Client, migrations: &Migrations) -> Result<usize, MigrateError> {
    let service = migrations.service;
    lock(client, service).await?;
    client.batch_execute(LOCK_TIMEOUT).await.map_err(|source| MigrateError::Failed {
        service,
        name: LOCK_TIMEOUT.to_owned(),
        source: source.into(),
    })?;
    let applied = apply(client, service, &kernel_migrations(), "kernel.kernel_migration").await?;
    let applied = applied + apply(client, service, &migrations.files, "kernel.service_migration").await?;
    seal_history(client, service).await?;
    Ok(applied)
}

/// The service gets the rows of every new table, but which migrations were applied is the migrator's knowledge.
const SEAL_HISTORY: &str = "DO $$ DECLARE wrong record; BEGIN \
    FOR wrong IN SELECT c.oid::regclass AS history, \
        CASE acl.grantee WHEN 0 THEN 'PUBLIC' ELSE acl.grantee::regrole::text END AS grantee \
    FROM pg_class c, aclexplode(relacl) AS acl WHERE c.oid IN (to_regclass('kernel.kernel_migration'), \
        to_regclass('kernel.service_migration')) AND acl.grantee <> relowner \
    LOOP EXECUTE format('REVOKE ALL ON %s FROM %s', wrong.history, wrong.grantee); END LOOP; END $$";

async fn seal_history(client: &Client, service: &'static str) -> Result<(), MigrateError> {
    client.batch_execute(SEAL_HISTORY).await.map_err(|source| MigrateError::Failed {
        service,
        name: "history".to_owned(),
        source: source.into(),
    })
}

/// Polls instead of waiting: a migrator that waits for a lock inside the database holds a snapshot, and CREATE INDEX
/// CONCURRENTLY of the other one would wait for that for ever.
async fn lock(client: &Client, service: &'static str) -> Result<(), MigrateError> {
    for _ in 0..300 {
        let row = client.query_one("SELECT pg_try_advisory_lock($1)", &[&ADVISORY_LOCK]).await.map_err(
            |source| MigrateError::Failed { service, name: "lock".to_owned(), source: source.into() },
        )?;
        if row.get(0) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    Err(MigrateError::Locked(service))
}

async fn apply(
    client: &mut Client,
    service: &'static str,
    files: &[Migration],
    table: &'static str,
) -> Result<usize, MigrateError> {
    let failed = |name: &str, source: Box<dyn std::error::Error + Send + Sync>| MigrateError::Failed {
        service,
        name: name.to_owned(),
        source,
    };
    let mut runner = Runner::new(files);
    runner.set_migration_table_name(table);
    let applied = if history_exists(client, table).await.map_err(|error| failed(table, error.into()))? {
        runner.get_applied_migrations_async(client).await.map_err(|error| failed(table, error.into()))?
    } else {
        Vec::new()
    };
    for old in &applied {
        let name = old.to_string();
        let Some(file) = files.iter().find(|file| file.version() == old.version()) else {
            return Err(MigrateError::Unknown { service, name });
        };
        if file.checksum() != old.checksum() {
            return Err(MigrateError::Changed {
                service,
                name,
                applied: old.checksum(),
                file: file.checksum(),
            });
        }
    }
    let mut missing: Vec<&Migration> =
        files.iter().filter(|file| !applied.iter().any(|old| old.version() == file.version())).collect();
    missing.sort_by_key(|file| file.version());
    for file in &missing {
        apply_one(client, service, files, table, file).await?;
    }
    Ok(missing.len())
}

async fn history_exists(client: &Client, table: &str) -> Result<bool, tokio_postgres::Error> {
    Ok(client.query_one("SELECT to_regclass($1) IS NOT NULL", &[&table]).await?.get(0))
}

/// One migration in its own transaction, tried again while somebody else holds its table.
async fn apply_one(
    client: &mut Client,
    service: &'static str,
    files: &[Migration],
    table: &'static str,
    file: &Migration,
) -> Result<(), MigrateError> {
    for _ in 0..ATTEMPTS {
        let mut runner = Runner::new(files).set_target(Target::Version(file.version()));
        runner.set_migration_table_name(table);
        match runner.run_async(client).await {
            Ok(_) => return Ok(()),
            Err(error) if lock_timed_out(&error) => tokio::time::sleep(Duration::from_millis(400)).await,
            Err(error) => {
                return Err(MigrateError::Failed {
                    service,
                    name: file.to_string(),
                    source: Box::new(error),
                });
            }
        }
    }
    Err(MigrateError::Busy { service, name: file.to_string(), attempts: ATTEMPTS })
}

fn lock_timed_out(error: &refinery::Error) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<tokio_postgres::Error>() {
            return error.code() == Some(&SqlState::LOCK_NOT_AVAILABLE);
        }
        cause = error.source();
    }
    false
}
