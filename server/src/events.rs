//! `karum events`: events that a service could not apply, and logs that lost their end, and what to do with them.

use anyhow::bail;
use kernel_db::Database;
use kernel_messaging::{ParkedEvent, ParkedEvents, Resumed, begin_epoch, resume};
use serde::Serialize;
use uuid::Uuid;

use crate::compose;
use crate::config::Config;
use crate::output::{self, Mark, Table, count, say};
use crate::registry::{self, SERVICES};
use crate::secrets::Missing;
use crate::sites::Sites;

#[derive(Serialize)]
struct Parked {
    /// The service that could not apply it.
    consumer: &'static str,
    #[serde(flatten)]
    event: ParkedEvent,
}

/// Lists what every service has set aside.
pub(crate) async fn parked(config: &Config, json: bool) -> anyhow::Result<()> {
    let mut all = Vec::new();
    for database in databases(config).await? {
        let consumer = database.service();
        let events = ParkedEvents::new(database).list().await?;
        all.extend(events.into_iter().map(|event| Parked { consumer, event }));
    }
    if json {
        return output::json(&all);
    }
    if all.is_empty() {
        say(format!("{} no event is parked", Mark::Good));
        return Ok(());
    }
    let mut table =
        Table::new(["event", "kind", "subject", "consumer", "state", "tries", "parked at", "error"]);
    for Parked { consumer, event } in &all {
        table.row([
            event.event_id.to_string(),
            event.kind.clone(),
            event.subject.clone(),
            (*consumer).to_owned(),
            event.state.clone(),
            event.attempts.to_string(),
            event.parked_at.to_string(),
            event.error.clone(),
        ]);
    }
    table.print();
    say(
        "\nLater events of the same subject wait behind the first. karum events retry|skip <event> releases them.",
    );
    Ok(())
}

/// Releases an event, and those waiting behind it, for another try.
pub(crate) async fn retry(config: &Config, event: Uuid, json: bool) -> anyhow::Result<()> {
    let mut released = 0;
    for database in databases(config).await? {
        released += ParkedEvents::new(database).retry(event).await?;
    }
    report(event, released, "released for another try", json)
}

/// Gives an event up for good, in every service that has set it aside; those behind it are tried.
pub(crate) async fn skip(config: &Config, event: Uuid, reason: &str, json: bool) -> anyhow::Result<()> {
    let mut skipped = 0;
    for database in databases(config).await? {
        skipped += ParkedEvents::new(database).skip(event, reason).await?;
    }
    report(event, skipped, "skipped; the reason is kept", json)
}

#[derive(Serialize)]
struct Follower {
    consumer: &'static str,
    /// Events it had applied that the restored log does not hold.
    forgotten: i64,
}

/// Begins a new epoch of a restored service's log, and takes every service that follows it over into that epoch.
pub(crate) async fn restored(config: &Config, name: &str, json: bool) -> anyhow::Result<()> {
    let service = registry::select(&[name.to_owned()])?.remove(0);
    let sites = Sites::open(config, Missing::Refuse).await?;
    let producer = compose::database(&sites, service, 1)?;
    let others = SERVICES.into_iter().map(|service| compose::database(&sites, service, 1));
    let others = others.collect::<anyhow::Result<Vec<_>>>()?;
    let epoch = begin_epoch(&producer, &others).await?;
    let mut followers = Vec::new();
    for database in &others {
        if let Some(Resumed { forgotten }) = resume(&producer, database).await? {
            followers.push(Follower { consumer: database.service(), forgotten });
        }
    }
    if json {
        return output::json(&serde_json::json!({ "epoch": epoch, "followers": followers }));
    }
    let mut table = Table::new(["consumer", "applied, but forgotten"]);
    for Follower { consumer, forgotten } in &followers {
        table.row([(*consumer).to_owned(), count(usize::try_from(*forgotten)?, "event")]);
    }
    table.print();
    say(format!("\n{} {name} is in epoch {epoch}; whoever follows it goes on there.", Mark::Good));
    if followers.iter().any(|follower| follower.forgotten > 0) {
        say(
            "What forgotten events did in other services stays done: compare them with the restored database.",
        );
    }
    Ok(())
}

fn report(event: Uuid, number: u64, what: &str, json: bool) -> anyhow::Result<()> {
    if number == 0 {
        bail!("no service has parked the event {event}; karum events parked lists them");
    }
    if json {
        return output::json(&serde_json::json!({ "event_id": event, "events": number }));
    }
    say(format!("{} {} {what}", Mark::Good, count(usize::try_from(number)?, "event")));
    Ok(())
}

async fn databases(config: &Config) -> anyhow::Result<Vec<Database>> {
    let sites = Sites::open(config, Missing::Refuse).await?;
    SERVICES.into_iter().map(|service| compose::database(&sites, service, 1)).collect()
}
