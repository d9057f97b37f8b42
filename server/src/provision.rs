//! `karum provision`, `karum migrate`: databases, roles and schemas as this binary wants them.

use anyhow::Context;
use kernel_base::Env;
use kernel_db::{Change, migrate};
use serde::Serialize;

use crate::config::Config;
use crate::output::{self, Mark, Step, count, say};
use crate::registry::{self, Registered, SERVICES};
use crate::secrets::{Missing, TOKENS};
use crate::service_keys::ServiceKeys;
use crate::sites::Sites;

/// Creates and repairs databases, roles and privileges.
pub(crate) async fn provision(config: &Config, json: bool) -> anyhow::Result<()> {
    let sites = Sites::open(config, Missing::Generate).await?;
    let changes = provision_all(&sites).await?;
    // Who serves on another cluster refuses to make up secrets, so this is where they come from.
    for token in TOKENS {
        sites.secrets.get(token).with_context(|| format!("the secret {token}"))?;
    }
    ServiceKeys::new(config, Missing::Generate).ensure(&Env::system()).context("the keys of the services")?;
    if json {
        let changes: Vec<_> =
            changes.iter().map(|change| ChangeView { service: change.service, what: &change.what }).collect();
        return output::json(&changes);
    }
    for change in &changes {
        say(format!("{} {}", Mark::Good, change.what));
    }
    say(match changes.len() {
        0 => format!(
            "{} nothing to change: all {} are as they should be",
            Mark::Good,
            count(SERVICES.len(), "database")
        ),
        number => format!("{} in {}", count(number, "change"), count(SERVICES.len(), "database")),
    });
    Ok(())
}

#[derive(Serialize)]
struct ChangeView<'a> {
    service: Option<&'static str>,
    what: &'a str,
}

/// All clusters in turn.
pub(crate) async fn provision_all(sites: &Sites) -> anyhow::Result<Vec<Change>> {
    let mut changes = Vec::new();
    for site in &sites.sites {
        let done = kernel_db::provision(&site.admin, &site.databases, &sites.secrets).await;
        changes.extend(done.with_context(|| format!("cluster {}", site.name))?);
    }
    Ok(changes)
}

/// Brings the databases to the schema of this binary.
pub(crate) async fn migrate_databases(config: &Config, names: &[String], json: bool) -> anyhow::Result<()> {
    let sites = Sites::open(config, Missing::Refuse).await?;
    let services = registry::select(names)?;
    let mut applied = Vec::new();
    for service in services {
        let step = (!json).then(|| Step::start(&format!("migrating {}", service.database(0).database())));
        let number = migrate_one(&sites, service).await?;
        if let Some(step) = step {
            step.done(match number {
                0 => format!("{} is up to date", service.database(0).database()),
                number => {
                    format!("{}: {} applied", service.database(0).database(), count(number, "migration"))
                }
            });
        }
        applied.push(Applied { service: service.name, applied: number });
    }
    if json { output::json(&applied) } else { Ok(()) }
}

#[derive(Serialize)]
struct Applied {
    service: &'static str,
    applied: usize,
}

/// One service's database; answers how many migrations were applied.
pub(crate) async fn migrate_one(sites: &Sites, service: Registered) -> anyhow::Result<usize> {
    let login = sites.migrator_login(service)?;
    Ok(migrate(&login, &(service.migrations)()).await?)
}
