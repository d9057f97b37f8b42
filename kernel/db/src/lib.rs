//! One service's PostgreSQL database: its pool, writes of one round trip, migrations, provisioning, and errors that
//! name the violated constraint.
#![warn(missing_docs)]

mod acting;
mod audit;
mod client;
mod cluster;
mod error;
mod hba;
mod migrate;
mod personal;
mod pool;
mod provision;
mod session;
mod sql;
mod write;

pub use acting::{Act, acting};
pub use audit::{Audit, Entry, EntryAttempt, ForbiddenAttempt, audit};
pub use client::GenericClient;
pub use cluster::{
    Account, Binaries, Cluster, ClusterError, ClusterOptions, Listen, MINIMUM_MAJOR, Running, SUPERUSER,
    Started,
};
pub use error::{DbError, retry_conflicts};
pub use hba::access_rules;
pub use migrate::{MigrateError, Migrations, kernel_migrations, migrate, require_schema};
pub use personal::PersonalKey;
pub use pool::{Database, PLANNER, PoolOptions, Reader};
pub use provision::{Change, Passwords, ProvisionError, ServiceDatabase, connection_budget, provision};
pub use session::session;
pub use write::{Guarded, StagedEvent, Write};

pub use refinery::embed_migrations;
pub use tokio_postgres;
