//! `karum sagas`: orders in the making, people being erased, and what a person can do about one that is stuck.

use anyhow::{Context, bail};
use kernel_base::Env;
use kernel_saga::{SagaDetail, Sagas, Verb};
use uuid::Uuid;

use crate::cli::SagaVerb;
use crate::compose;
use crate::config::Config;
use crate::output::{self, Mark, Table, count, say};
use crate::secrets::Missing;
use crate::sites::Sites;

/// Most sagas that a list shows.
const LISTED: i64 = 1000;

/// Lists open sagas, oldest first.
pub(crate) async fn list(config: &Config, parked_only: bool, json: bool) -> anyhow::Result<()> {
    let (mut found, mut open_in_all) = (Vec::new(), 0);
    for sagas in open(config).await? {
        found.extend(sagas.list(parked_only, LISTED).await?);
        open_in_all += sagas.count_open().await?;
    }
    if json {
        return output::json(&found);
    }
    if found.is_empty() {
        say(format!("{} no saga {}", Mark::Good, if parked_only { "waits for a person" } else { "is open" }));
        return Ok(());
    }
    let mut table = Table::new(["saga", "kind", "subject", "state", "step", "tries", "started at", "why"]);
    for saga in &found {
        let why = saga.parked_reason.as_ref().or(saga.refusal.as_ref());
        table.row([
            saga.saga_id.to_string(),
            saga.kind.clone(),
            saga.subject.clone(),
            saga.state.to_owned(),
            saga.step.clone(),
            saga.attempts.to_string(),
            saga.created_at.to_string(),
            why.cloned().unwrap_or_default(),
        ]);
    }
    table.print();
    say(format!("\n{} open in all.", count(usize::try_from(open_in_all)?, "saga")));
    Ok(())
}

/// Shows a saga, or all sagas of an order or an erasure, step by step.
pub(crate) async fn show(config: &Config, wanted: &str, json: bool) -> anyhow::Result<()> {
    let mut found = Vec::new();
    for sagas in open(config).await? {
        match Uuid::parse_str(wanted) {
            Ok(saga_id) => found.extend(sagas.show(saga_id).await?),
            Err(_) => found.extend(sagas.of_subject(wanted).await?),
        }
    }
    if found.is_empty() {
        bail!("{wanted} is neither a saga nor something sagas were run for");
    }
    if json {
        return output::json(&found);
    }
    found.iter().for_each(print);
    Ok(())
}

fn print(detail: &SagaDetail) {
    let saga = &detail.saga;
    say(format!("{} {} for {}: {} {}", saga.kind, saga.saga_id, saga.subject, saga.state, saga.step));
    for (label, value) in [("refused", &saga.refusal), ("waits for a person", &saga.parked_reason)] {
        if let Some(value) = value {
            say(format!("  {label}: {value}"));
        }
    }
    for (label, value) in [("gives up at", saga.deadline_at), ("next try at", saga.next_try_at)] {
        if let Some(value) = value {
            say(format!("  {label} {value}"));
        }
    }
    say("");
    let mut table = Table::new(["ended at", "step", "action", "outcome", "detail"]);
    for step in &detail.steps {
        table.row([
            step.ended_at.to_string(),
            step.step.clone(),
            step.action.clone(),
            step.outcome.clone(),
            step.detail.clone().unwrap_or_default(),
        ]);
    }
    table.print();
    say("");
}

/// Carries out an operator's verb.
pub(crate) async fn operate(config: &Config, verb: Verb, target: &SagaVerb) -> anyhow::Result<()> {
    let saga_id = target.saga;
    let sagas = of(config, saga_id).await?.with_context(|| format!("there is no saga {saga_id}"))?;
    sagas.operate(saga_id, &verb, &target.reason, async |_, _| Ok(())).await?;
    let detail = sagas.show(saga_id).await?.with_context(|| format!("there is no saga {saga_id}"))?;
    if target.output.json {
        return output::json(&detail);
    }
    say(format!("{} {} is now {} {}", Mark::Good, detail.saga.kind, detail.saga.state, detail.saga.step));
    Ok(())
}

/// The sagas of the service that runs this one.
async fn of(config: &Config, saga_id: Uuid) -> anyhow::Result<Option<Sagas>> {
    for sagas in open(config).await? {
        if sagas.show(saga_id).await?.is_some() {
            return Ok(Some(sagas));
        }
    }
    Ok(None)
}

async fn open(config: &Config) -> anyhow::Result<[Sagas; 2]> {
    let sites = Sites::open(config, Missing::Refuse).await?;
    compose::sagas(config, &sites, &Env::system())
}
