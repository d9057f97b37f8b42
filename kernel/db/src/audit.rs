//! Proves the isolation between services by trying to break it: every role of every service against every database of
//! the cluster, and everything a role must not be able to do in its own.

mod privileges;

use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Config, Error};

use crate::provision::{Passwords, ProvisionError, ServiceDatabase, database};
use crate::session::session;

/// Can a role enter a database?
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// It can, and the database is its own.
    Own,
    /// It cannot: neither the access rules nor the privileges let it in.
    Closed,
    /// It must not, but can. Says what is open.
    Open(String),
    /// It should, but cannot; or the attempt told nothing.
    Unknown(String),
}

impl Entry {
    /// True when this is how it must be.
    #[must_use]
    pub const fn sound(&self) -> bool {
        matches!(self, Self::Own | Self::Closed)
    }
}

/// One cell of the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryAttempt {
    /// Who tried.
    pub role: String,
    /// To enter what.
    pub database: String,
    /// What came of it.
    pub entry: Entry,
}

/// Something a role must not be able to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForbiddenAttempt {
    /// Who tried.
    pub role: String,
    /// To do what.
    pub action: String,
    /// `None` when it was refused; else what went wrong.
    pub breach: Option<String>,
}

/// Everything that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    /// All databases of the cluster that take connections, by name.
    pub databases: Vec<String>,
    /// Every role of every service against every database.
    pub entries: Vec<EntryAttempt>,
    /// Everything forbidden inside a role's own database.
    pub forbidden: Vec<ForbiddenAttempt>,
}

impl Audit {
    /// True when nothing forbidden was possible and everything could be tried.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.entries.iter().all(|attempt| attempt.entry.sound())
            && self.forbidden.iter().all(|attempt| attempt.breach.is_none())
    }
}

/// Tries everything. `admin` connects as superuser; `doors` are the addresses services may use (socket, TCP): a
/// database is closed when it is closed at each of them.
pub async fn audit(
    admin: &Config,
    doors: &[Config],
    services: &[ServiceDatabase],
    passwords: &dyn Passwords,
) -> Result<Audit, ProvisionError> {
    session(&database(admin, "postgres"), async |client| {
        let rows =
            client.query("SELECT datname::text FROM pg_database WHERE datallowconn ORDER BY 1", &[]).await?;
        let databases: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
        let mut entries = Vec::new();
        let mut forbidden = Vec::new();
        for service in services {
            for role in [service.app_role(), service.migrator_role()] {
                let password = passwords
                    .password(&role)
                    .map_err(|source| ProvisionError::Password { role: role.clone(), source })?;
                let doors: Vec<Config> =
                    doors.iter().map(|door| service.login(door, &role, &password)).collect();
                for name in &databases {
                    let own = *name == service.database();
                    let entry = enter(client, &doors, &role, name, own).await?;
                    entries.push(EntryAttempt { role: role.clone(), database: name.clone(), entry });
                }
                forbidden.extend(privileges::attempt(client, &doors, service, services, &role).await?);
            }
        }
        Ok(Audit { databases, entries, forbidden })
    })
    .await
}

async fn enter(client: &Client, doors: &[Config], role: &str, name: &str, own: bool) -> Result<Entry, Error> {
    let mut opened = 0;
    for door in doors {
        match session(&database(door, name), async |_client| Ok::<_, Error>(())).await {
            Ok(()) => opened += 1,
            Err(error) if refused(&error) => {}
            Err(error) => return Ok(Entry::Unknown(explain(&error))),
        }
    }
    // pg_hba alone refuses first, so the privilege behind it is asked for: both walls must stand.
    let granted = client
        .query_one(
            "SELECT to_regrole($1::text) IS NOT NULL AND has_database_privilege($1::text::name, $2::text, 'CONNECT')",
            &[&role, &name],
        )
        .await?
        .get(0);
    Ok(match (own, opened, granted) {
        (true, opened, true) if opened == doors.len() => Entry::Own,
        (true, _, _) => Entry::Unknown("the role cannot enter its own database".to_owned()),
        (false, 0, false) => Entry::Closed,
        (false, 0, true) => {
            Entry::Open("only pg_hba.conf keeps it out: it holds the privilege CONNECT".to_owned())
        }
        (false, _, _) => Entry::Open("it connected".to_owned()),
    })
}

/// No line of `pg_hba.conf` (28000), or no privilege (42501). A wrong password proves nothing.
fn refused(error: &Error) -> bool {
    let codes = [&SqlState::INVALID_AUTHORIZATION_SPECIFICATION, &SqlState::INSUFFICIENT_PRIVILEGE];
    error.code().is_some_and(|code| codes.contains(&code))
}

fn explain(error: &Error) -> String {
    error.as_db_error().map_or_else(|| error.to_string(), |error| error.message().to_owned())
}
