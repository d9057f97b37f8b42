//! `karum audit`: proves that no service can reach another's database, by trying.

use kernel_db::{Audit, Entry, audit};
use serde::Serialize;

use crate::config::Config;
use crate::exit::Reported;
use crate::output::{self, Mark, Table, count, say};
use crate::secrets::Missing;
use crate::sites::Sites;

pub(crate) async fn run(config: &Config, json: bool) -> anyhow::Result<()> {
    let sites = Sites::open(config, Missing::Refuse).await?;
    let mut audits = Vec::new();
    for site in &sites.sites {
        let audit = audit(&site.admin, &site.doors, &site.databases, &sites.secrets).await?;
        audits.push((site.name.as_str(), audit));
    }
    if json {
        output::json(&audits.iter().map(|(name, audit)| View::new(name, audit)).collect::<Vec<_>>())?;
    } else {
        for (name, audit) in &audits {
            print(name, audit);
        }
    }
    if audits.iter().all(|(_, audit)| audit.passed()) { Ok(()) } else { Err(Reported.into()) }
}

fn print(name: &str, audit: &Audit) {
    say(format!(
        "Who can enter which database of the cluster {name}: ● its own, · closed, ✗ OPEN, ? not proved\n"
    ));
    let mut head = vec!["role".to_owned()];
    head.extend(audit.databases.iter().cloned());
    let mut table = Table::with_columns(head);
    let mut roles: Vec<&str> = audit.entries.iter().map(|attempt| attempt.role.as_str()).collect();
    roles.dedup();
    for role in roles {
        let cells =
            audit.entries.iter().filter(|attempt| attempt.role == role).map(|attempt| match attempt.entry {
                Entry::Own => "●",
                Entry::Closed => "·",
                Entry::Open(_) => "✗ OPEN",
                Entry::Unknown(_) => "?",
            });
        table.row(std::iter::once(role).chain(cells).map(str::to_owned));
    }
    table.print();
    say("");
    for attempt in audit.entries.iter().filter(|attempt| !attempt.entry.sound()) {
        if let Entry::Open(reason) | Entry::Unknown(reason) = &attempt.entry {
            say(format!("{} {} → {}: {reason}", Mark::Bad, attempt.role, attempt.database));
        }
    }
    for attempt in &audit.forbidden {
        if let Some(breach) = &attempt.breach {
            say(format!("{} {} could {}: {breach}", Mark::Bad, attempt.role, attempt.action));
        }
    }
    let pairs = count(audit.entries.len(), "pair");
    let actions =
        format!("{} forbidden inside a service's own database", count(audit.forbidden.len(), "action"));
    if audit.passed() {
        say(format!(
            "{} {pairs} of role and database, {actions}: all tried, all refused that must be",
            Mark::Good
        ));
    } else {
        say(format!(
            "{} {pairs} of role and database, {actions}: holes found; karum provision closes most",
            Mark::Bad
        ));
    }
}

#[derive(Serialize)]
struct View<'a> {
    cluster: &'a str,
    passed: bool,
    databases: &'a [String],
    entries: Vec<EntryView<'a>>,
    forbidden: Vec<ForbiddenView<'a>>,
}

#[derive(Serialize)]
struct EntryView<'a> {
    role: &'a str,
    database: &'a str,
    entry: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct ForbiddenView<'a> {
    role: &'a str,
    action: &'a str,
    refused: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    breach: Option<&'a str>,
}

impl<'a> View<'a> {
    fn new(cluster: &'a str, audit: &'a Audit) -> Self {
        let entries = audit.entries.iter().map(|attempt| {
            let (entry, reason) = match &attempt.entry {
                Entry::Own => ("own", None),
                Entry::Closed => ("closed", None),
                Entry::Open(reason) => ("open", Some(reason.as_str())),
                Entry::Unknown(reason) => ("unknown", Some(reason.as_str())),
            };
            EntryView { role: &attempt.role, database: &attempt.database, entry, reason }
        });
        let forbidden = audit.forbidden.iter().map(|attempt| ForbiddenView {
            role: &attempt.role,
            action: &attempt.action,
            refused: attempt.breach.is_none(),
            breach: attempt.breach.as_deref(),
        });
        Self {
            cluster,
            passed: audit.passed(),
            databases: &audit.databases,
            entries: entries.collect(),
            forbidden: forbidden.collect(),
        }
    }
}
