//! Gives each service its own database with its own roles, from one list of services. Running it again repairs what
//! somebody changed by hand, and otherwise changes nothing.

mod rules;

use std::io;

use kernel_base::Secret;
use postgres_protocol::password::scram_sha_256;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Config};

use crate::session::session;
use crate::sql::{ident, literal};
use rules::Rule;

/// Connections beside a service's pool: a restart that overlaps with the old process, a person looking.
const SPARE_CONNECTIONS: u32 = 4;
/// Two processes may migrate at once: one works, one waits.
const MIGRATOR_CONNECTIONS: u32 = 2;
/// For the superuser, backups and monitoring.
const RESERVED_CONNECTIONS: u32 = 10;
/// Any number, the same for ever: two provisioning processes wait for each other.
const ADVISORY_LOCK: i64 = 0x6b61_7275_6d01;

/// One line of the list of services: which database it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceDatabase {
    /// The service's name: lower case letters, digits, underscores.
    pub service: &'static str,
    /// Most connections of its pools, over all its processes.
    pub pool_size: u32,
}

impl ServiceDatabase {
    /// `order_db`.
    #[must_use]
    pub fn database(&self) -> String {
        format!("{}_db", self.service)
    }

    /// `order_owner`: owns database, schemas and tables; nobody logs in as it.
    #[must_use]
    pub fn owner_role(&self) -> String {
        format!("{}_owner", self.service)
    }

    /// `order_mig`: logs in to migrate, and acts as the owner.
    #[must_use]
    pub fn migrator_role(&self) -> String {
        format!("{}_mig", self.service)
    }

    /// `order_app`: the running service; reads and writes rows, changes no table.
    #[must_use]
    pub fn app_role(&self) -> String {
        format!("{}_app", self.service)
    }

    /// How a role of this service connects to its database.
    #[must_use]
    pub fn login(&self, server: &Config, role: &str, password: &Secret<String>) -> Config {
        let mut config = server.clone();
        config.user(role).password(password.expose()).dbname(self.database());
        config
    }

    const fn connection_limit(&self) -> u32 {
        self.pool_size + SPARE_CONNECTIONS
    }
}

/// Where the passwords of roles come from.
pub trait Passwords: Send + Sync {
    /// The password of a role; the same at every call.
    fn password(&self, role: &str) -> io::Result<Secret<String>>;
}

/// Something that was not as it should be and now is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The service, or `None` for the cluster as a whole.
    pub service: Option<&'static str>,
    /// What now holds.
    pub what: String,
}

/// Why provisioning stopped. It can be run again.
#[derive(Debug, thiserror::Error)]
pub enum ProvisionError {
    /// The pools do not fit into the cluster.
    #[error(
        "the services may open {needed} connections, but the PostgreSQL cluster takes {max_connections}; raise \
         max_connections or lower the pool sizes"
    )]
    OverBudget {
        /// Pools, migrators and the reserve.
        needed: u32,
        /// The server's setting.
        max_connections: u32,
    },
    /// A password cannot be read or made.
    #[error("cannot get the password of {role}")]
    Password {
        /// The role.
        role: String,
        /// The cause.
        #[source]
        source: io::Error,
    },
    /// A rule cannot be checked or made to hold.
    #[error("cannot ensure that {what}")]
    Rule {
        /// The rule.
        what: String,
        /// The cause.
        #[source]
        source: tokio_postgres::Error,
    },
    /// The cluster cannot be reached as administrator.
    #[error("cannot administer the PostgreSQL cluster")]
    Connection(#[from] tokio_postgres::Error),
}

/// All connections the services may open at once, with a reserve: the least `max_connections` of their cluster.
#[must_use]
pub fn connection_budget(services: &[ServiceDatabase]) -> u32 {
    let services =
        services.iter().map(|service| service.connection_limit() + MIGRATOR_CONNECTIONS).sum::<u32>();
    services + RESERVED_CONNECTIONS
}

/// Creates and repairs databases, roles and privileges. `admin` connects as superuser (its database name is not used).
pub async fn provision(
    admin: &Config,
    services: &[ServiceDatabase],
    passwords: &dyn Passwords,
) -> Result<Vec<Change>, ProvisionError> {
    let mut changes = Vec::new();
    session(&database(admin, "postgres"), async |client| {
        client.execute("SELECT pg_advisory_lock($1)", &[&ADVISORY_LOCK]).await?;
        check_budget(client, services).await?;
        ensure(client, None, rules::cluster(), &mut changes).await?;
        for service in services {
            ensure(client, Some(service.service), rules::service(service), &mut changes).await?;
            for role in [service.app_role(), service.migrator_role()] {
                ensure_password(admin, client, service, &role, passwords, &mut changes).await?;
            }
            session(&database(admin, &service.database()), async |client| {
                ensure(client, Some(service.service), rules::inside(service), &mut changes).await
            })
            .await?;
        }
        Ok(())
    })
    .await
    .map(|()| changes)
}

pub(crate) fn database(admin: &Config, name: &str) -> Config {
    let mut config = admin.clone();
    config.dbname(name);
    config
}

async fn check_budget(client: &Client, services: &[ServiceDatabase]) -> Result<(), ProvisionError> {
    let row = client.query_one("SELECT current_setting('max_connections')::int8", &[]).await?;
    let max_connections = u32::try_from(row.get::<_, i64>(0)).unwrap_or(u32::MAX);
    let needed = connection_budget(services);
    if needed > max_connections {
        return Err(ProvisionError::OverBudget { needed, max_connections });
    }
    Ok(())
}

/// Makes the rules hold that do not, in order. Nearly always all do, so that is asked first, in one round trip.
async fn ensure(
    client: &Client,
    service: Option<&'static str>,
    rules: Vec<Rule>,
    changes: &mut Vec<Change>,
) -> Result<(), ProvisionError> {
    let all: Vec<String> = rules.iter().map(Rule::condition).collect();
    if client.query_one(&format!("SELECT {}", all.join(" AND ")), &[]).await?.get(0) {
        return Ok(());
    }
    for rule in rules {
        let failed = |source| ProvisionError::Rule { what: rule.what.clone(), source };
        if client.query_one(&format!("SELECT {}", rule.condition()), &[]).await.map_err(failed)?.get(0) {
            continue;
        }
        // One by one: CREATE DATABASE cannot be part of a transaction, and several statements at once are one.
        for statement in &rule.make {
            client.batch_execute(statement).await.map_err(failed)?;
        }
        changes.push(Change { service, what: rule.what });
    }
    Ok(())
}

/// A password cannot be read back, so it is tried: only a refused one is set anew.
async fn ensure_password(
    admin: &Config,
    client: &Client,
    service: &ServiceDatabase,
    role: &str,
    passwords: &dyn Passwords,
    changes: &mut Vec<Change>,
) -> Result<(), ProvisionError> {
    let what = format!("{role} logs in with its password");
    let failed = |source| ProvisionError::Rule { what: what.clone(), source };
    let password = passwords
        .password(role)
        .map_err(|source| ProvisionError::Password { role: role.to_owned(), source })?;
    let login = service.login(admin, role, &password);
    match session(&login, async |_client| Ok::<_, tokio_postgres::Error>(())).await {
        Ok(()) => return Ok(()),
        Err(error) if error.code() == Some(&SqlState::INVALID_PASSWORD) => {}
        Err(error) => return Err(failed(error)),
    }
    // The verifier, not the password: statements may be logged.
    let verifier = scram_sha_256(password.expose().as_bytes());
    let statement = format!("ALTER ROLE {} PASSWORD {}", ident(role), literal(&verifier));
    client.batch_execute(&statement).await.map_err(failed)?;
    changes.push(Change { service: Some(service.service), what });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_counts_pools_migrators_spares_and_the_reserve() {
        let services = [
            ServiceDatabase { service: "cart", pool_size: 8 },
            ServiceDatabase { service: "order", pool_size: 12 },
        ];
        assert_eq!(connection_budget(&services), (8 + 4 + 2) + (12 + 4 + 2) + 10);
        assert_eq!(connection_budget(&[]), 10);
    }
}
