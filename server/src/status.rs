//! `karum status`: what runs, and how the databases are.

use anyhow::Context;
use kernel_db::{session, tokio_postgres};
use serde::Serialize;

use crate::config::Config;
use crate::exit::{NotRunning, Reported};
use crate::instance::{self, Facts};
use crate::output::{self, Mark, Table, bytes, say};
use crate::registry::{Registered, SERVICES};
use crate::secrets::Missing;
use crate::sites::Sites;
use crate::{cluster, up};

#[derive(Serialize)]
struct Status {
    /// The process of `karum up`; absent when it does not run.
    #[serde(skip_serializing_if = "Option::is_none")]
    platform: Option<Facts>,
    databases: Vec<DatabaseStatus>,
}

#[derive(Serialize)]
struct DatabaseStatus {
    service: &'static str,
    database: String,
    #[serde(flatten)]
    health: Health,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Health {
    Reachable {
        bytes: u64,
        connections: u64,
        migrations: u64,
        /// Events written but not yet in the log.
        staged_events: u64,
        /// Events set aside because they could not be applied.
        parked_events: u64,
    },
    Unreachable {
        error: String,
    },
}

pub(crate) async fn run(config: &Config, json: bool) -> anyhow::Result<()> {
    let platform = instance::running(config)?;
    if config.private_cluster() && cluster::open_running(config).await.is_err() {
        if json {
            output::json(&Status { platform: None, databases: Vec::new() })?;
        }
        return Err(NotRunning("not running; karum up starts it".to_owned()).into());
    }
    let sites = Sites::open(config, Missing::Refuse).await?;
    let mut databases = Vec::new();
    for service in SERVICES {
        databases.push(look(&sites, service).await);
    }
    let status = Status { platform, databases };
    if json {
        output::json(&status)?;
    } else {
        print(config, &status);
    }
    let reachable = |database: &DatabaseStatus| matches!(database.health, Health::Reachable { .. });
    if !status.databases.iter().all(reachable) {
        return Err(Reported.into());
    }
    if config.private_cluster() && status.platform.is_none() {
        return Err(
            NotRunning("PostgreSQL runs, but Karum does not; karum up goes on with it".to_owned()).into()
        );
    }
    Ok(())
}

fn print(config: &Config, status: &Status) {
    match &status.platform {
        Some(facts) if facts.ready => say(format!(
            "{} Karum serves on http://{} (process {}, since {}), data in {}\n",
            Mark::Good,
            facts.listen,
            facts.pid,
            facts.started_at,
            up::relative(&config.data_dir)
        )),
        Some(facts) => say(format!("{} Karum is starting (process {})\n", Mark::Warning, facts.pid)),
        None => {}
    }
    let mut table =
        Table::new(["service", "database", "size", "connections", "migrations", "staged", "parked"]);
    let mut errors = Vec::new();
    for database in &status.databases {
        let cells = match &database.health {
            Health::Reachable { bytes: size, connections, migrations, staged_events, parked_events } => [
                bytes(*size),
                connections.to_string(),
                migrations.to_string(),
                staged_events.to_string(),
                parked_events.to_string(),
            ],
            Health::Unreachable { error } => {
                errors.push(format!("{} {}: {error}", Mark::Bad, database.database));
                std::array::from_fn(|_| "–".to_owned())
            }
        };
        table.row([database.service.to_owned(), database.database.clone()].into_iter().chain(cells));
    }
    table.print();
    errors.iter().for_each(say);
}

async fn look(sites: &Sites, service: Registered) -> DatabaseStatus {
    let health = match measure(sites, service).await {
        Ok(health) => health,
        Err(error) => Health::Unreachable { error: format!("{error:#}") },
    };
    DatabaseStatus { service: service.name, database: service.database(0).database(), health }
}

async fn measure(sites: &Sites, service: Registered) -> anyhow::Result<Health> {
    // As the migrator: it owns everything, also the history of migrations, which the service itself may not see.
    let login = sites.migrator_login(service)?;
    session(&login, async |client| {
        let row = client.query_one(MEASURE, &[]).await?;
        let number = |column: &str| u64::try_from(row.get::<_, i64>(column)).unwrap_or(0);
        Ok::<_, tokio_postgres::Error>(Health::Reachable {
            bytes: number("bytes"),
            connections: number("connections"),
            migrations: number("migrations"),
            staged_events: number("staged"),
            parked_events: number("parked"),
        })
    })
    .await
    .context("cannot be looked at")
}

const MEASURE: &str = "SELECT pg_database_size(current_database()) AS bytes, \
     (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()) AS connections, \
     (SELECT count(*) FROM kernel.kernel_migration) + (SELECT count(*) FROM kernel.service_migration) AS migrations, \
     (SELECT count(*) FROM kernel.outbox_staged) AS staged, \
     (SELECT count(*) FROM kernel.parked_event WHERE state IN ('parked', 'retry')) AS parked";
