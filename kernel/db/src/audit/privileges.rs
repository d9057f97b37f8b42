//! What a service's role must not be able to do once it is inside its own database.

use tokio_postgres::{Client, Config, Error};

use super::{ForbiddenAttempt, explain, refused};
use crate::provision::{ServiceDatabase, database};
use crate::session::session;
use crate::sql::{ident, literal};

/// A statement that must be refused.
struct Attempt {
    action: String,
    statement: String,
}

impl Attempt {
    fn new(action: impl Into<String>, statement: impl Into<String>) -> Self {
        Self { action: action.into(), statement: statement.into() }
    }
}

/// Tries, as `role`, everything it must not do. Each attempt is rolled back.
pub(super) async fn attempt(
    admin: &Client,
    doors: &[Config],
    service: &ServiceDatabase,
    services: &[ServiceDatabase],
    role: &str,
) -> Result<Vec<ForbiddenAttempt>, Error> {
    let Some(door) = doors.first() else { return Ok(Vec::new()) };
    let app = role == service.app_role();
    let administrator: String = admin.query_one("SELECT current_user::text", &[]).await?.get(0);
    let mut attempts = for_every_role(service, services, &administrator, app);
    let tried = session(&database(door, &service.database()), async |client| {
        if app {
            attempts.extend(for_the_app(client, service).await?);
        }
        let mut tried = Vec::new();
        for attempt in attempts {
            let breach = breach(client, &attempt.statement).await?;
            tried.push(ForbiddenAttempt { role: role.to_owned(), action: attempt.action, breach });
        }
        Ok::<_, Error>(tried)
    })
    .await;
    let mut tried = match tried {
        Ok(tried) => tried,
        // The matrix says that the role could not come in; here it is one more thing that was not proved.
        Err(error) => vec![ForbiddenAttempt {
            role: role.to_owned(),
            action: "work in its own database".to_owned(),
            breach: Some(explain(&error)),
        }],
    };
    tried.push(attributes(admin, role).await?);
    Ok(tried)
}

fn for_every_role(
    service: &ServiceDatabase,
    services: &[ServiceDatabase],
    administrator: &str,
    app: bool,
) -> Vec<Attempt> {
    let mut attempts = vec![
        Attempt::new("create a role", "CREATE ROLE karum_audit"),
        Attempt::new("read passwords", "SELECT rolpassword FROM pg_authid"),
        Attempt::new("read files of the server", "SELECT pg_read_file('PG_VERSION')"),
        Attempt::new("run programs on the server", "COPY (SELECT 1) TO PROGRAM 'true'"),
        Attempt::new("become the administrator", format!("SET ROLE {}", ident(administrator))),
    ];
    let others = services.iter().filter(|other| other.service != service.service);
    for other in others {
        for role in [other.owner_role(), other.migrator_role(), other.app_role()] {
            attempts.push(Attempt::new(format!("become {role}"), format!("SET ROLE {}", ident(&role))));
        }
    }
    if app {
        for role in [service.owner_role(), service.migrator_role()] {
            attempts.push(Attempt::new(format!("become {role}"), format!("SET ROLE {}", ident(&role))));
        }
    }
    attempts
}

async fn for_the_app(client: &Client, service: &ServiceDatabase) -> Result<Vec<Attempt>, Error> {
    let mut attempts = vec![
        Attempt::new("create a schema", "CREATE SCHEMA karum_audit"),
        Attempt::new("create a temporary table", "CREATE TEMPORARY TABLE karum_audit ()"),
    ];
    for schema in ["kernel", "public", service.service] {
        let statement = format!("CREATE TABLE {}.karum_audit ()", ident(schema));
        attempts.push(Attempt::new(format!("create a table in {schema}"), statement));
    }
    let tables = client
        .query(
            "SELECT c.oid::regclass::text, relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace \
             WHERE nspname IN ('kernel', $1) AND relkind IN ('r', 'p') ORDER BY 1",
            &[&service.service],
        )
        .await?;
    for row in tables {
        let (table, name): (String, String) = (row.get(0), row.get(1));
        attempts.push(Attempt::new(format!("empty {table}"), format!("TRUNCATE {table}")));
        attempts.push(Attempt::new(format!("drop {table}"), format!("DROP TABLE {table}")));
        attempts.push(Attempt::new(
            format!("alter {table}"),
            format!("ALTER TABLE {table} ADD COLUMN karum_audit int"),
        ));
        if MIGRATION_HISTORY.contains(&name.as_str()) {
            let statement = format!("DELETE FROM {table} WHERE false");
            attempts.push(Attempt::new(format!("rewrite the history in {table}"), statement));
        }
    }
    Ok(attempts)
}

/// Which migrations were applied is the migrator's knowledge.
const MIGRATION_HISTORY: [&str; 2] = ["kernel_migration", "service_migration"];

/// `None` when the statement was refused for lack of privilege.
async fn breach(client: &Client, statement: &str) -> Result<Option<String>, Error> {
    client.batch_execute("BEGIN").await?;
    let result = client.batch_execute(statement).await;
    client.batch_execute("ROLLBACK").await?;
    Ok(match result {
        Ok(()) => Some("it was possible".to_owned()),
        Err(error) if refused(&error) => None,
        Err(error) => Some(explain(&error)),
    })
}

/// A superuser is refused nothing, whatever the grants say, so the role's own attributes are looked at as well.
async fn attributes(admin: &Client, role: &str) -> Result<ForbiddenAttempt, Error> {
    let statement = format!(
        "SELECT concat_ws(', ', CASE WHEN rolsuper THEN 'superuser' END, CASE WHEN rolcreatedb THEN 'createdb' END, \
         CASE WHEN rolcreaterole THEN 'createrole' END, CASE WHEN rolreplication THEN 'replication' END, \
         CASE WHEN rolbypassrls THEN 'bypassrls' END) FROM pg_roles WHERE rolname = {}",
        literal(role)
    );
    let found = admin.query_opt(&statement, &[]).await?.map(|row| row.get::<_, String>(0));
    Ok(ForbiddenAttempt {
        role: role.to_owned(),
        action: "hold attributes of an administrator".to_owned(),
        breach: match found {
            Some(list) if list.is_empty() => None,
            Some(list) => Some(list),
            None => Some("the role does not exist".to_owned()),
        },
    })
}
