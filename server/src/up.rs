//! `karum up` and `karum down`: everything on this machine, with one command each.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use kernel_base::Env;
use kernel_db::{Cluster, Started, access_rules};
use tokio::signal::unix::{SignalKind, signal};

use crate::config::{Config, ConfigError};
use crate::exit::Reported;
use crate::instance::{Facts, Instance};
use crate::output::{Mark, Step, count, note, say};
use crate::registry::{SERVICES, Selection};
use crate::serve::{self, Composition};
use crate::sites::{self, Sites};
use crate::{cluster, detach, disk, import, instance, provision};

/// How soon it is noticed that PostgreSQL has died.
const LOOK_AFTER_POSTGRES: Duration = Duration::from_secs(1);

/// Starts everything, serves until Ctrl-C or SIGTERM, stops everything.
pub(crate) async fn up(config: Config) -> anyhow::Result<()> {
    if !config.private_cluster() {
        let text = "up runs a PostgreSQL of its own, but [clusters] names others: use karum provision, migrate and serve";
        return Err(ConfigError::new(text).into());
    }
    let facts = Facts {
        pid: std::process::id(),
        listen: config.http.listen,
        started_at: up_to_seconds(&Env::system().now().to_string()),
        ready: false,
    };
    let mut instance = Instance::claim(&config, facts).await?;
    serve::start_log(&config)?;
    let mut stop = std::pin::pin!(stop_signal()?);
    // Before anything is made: a taken port should cost no time. Until all is ready, clients wait in its queue.
    let listeners = serve::listen(&config).await?;
    disk::check(&config.data_dir).await?;

    let started = tokio::select! {
        started = start(&config) => started,
        () = &mut stop => Err(Reported::after("Stopped before everything had started.")),
    };
    let StartedAll { mut cluster, composition } = match started {
        Ok(started) => started,
        Err(error) => {
            stop_left_over(&config).await?;
            return Err(error);
        }
    };
    let serve = async {
        let mut served = std::pin::pin!(composition.serve(listeners, &mut stop));
        tokio::select! {
            () = &mut served => {}
            () = fill(&config) => {
                instance.ready()?;
                say_addresses(&config);
                served.await;
            }
        }
        Ok::<_, anyhow::Error>(())
    };
    tokio::select! {
        served = serve => served?,
        () = keep_running(&mut cluster) => {}
    }
    say("");
    let step = Step::start("stopping PostgreSQL");
    cluster.stop().await?;
    step.done("stopped; the data is kept");
    Ok(())
}

/// Stops the running instance; and PostgreSQL, if an instance was killed and left it running.
pub(crate) async fn down(config: &Config) -> anyhow::Result<()> {
    match instance::running(config)? {
        Some(facts) => {
            let step = Step::start("stopping");
            instance::stop(config, &facts).await?;
            step.done("stopped; the data is kept");
        }
        None if stop_left_over(config).await? => {
            say(format!("{} stopped PostgreSQL, which was still running", Mark::Good))
        }
        None => say("Karum is not running here."),
    }
    Ok(())
}

/// Starts PostgreSQL again when it died: memory ran out, or a person killed it. Never ends.
async fn keep_running(cluster: &mut Cluster) {
    loop {
        tokio::time::sleep(LOOK_AFTER_POSTGRES).await;
        if cluster.running().is_some() {
            continue;
        }
        tracing::error!(log = %cluster.log_file().display(), "PostgreSQL has died; it is started again");
        match cluster.start().await {
            Ok(_) => tracing::warn!("PostgreSQL runs again"),
            Err(error) => tracing::error!(%error, "PostgreSQL cannot be started; it is tried again"),
        }
    }
}

/// Loads the demo catalog on the first start. The shop works without it, and a person may want to see why it is missing.
async fn fill(config: &Config) {
    if let Err(error) = import::first_start(config).await {
        note(format!("{} the demo catalog is not complete: {error:#}; karum import goes on", Mark::Warning));
    }
}

struct StartedAll {
    cluster: Cluster,
    composition: Composition,
}

async fn start(config: &Config) -> anyhow::Result<StartedAll> {
    let cluster = start_cluster(config).await?;
    let sites = Sites::private(config, &cluster);
    provision_step(&sites).await?;
    migrate_step(&sites).await?;
    let composition = serve::compose(config, &sites, &Selection::all()).await?;
    Ok(StartedAll { cluster, composition })
}

async fn start_cluster(config: &Config) -> anyhow::Result<Cluster> {
    let first = !cluster::home(config).join("data").exists();
    let step = Step::start(if first { "making a private PostgreSQL cluster" } else { "starting PostgreSQL" });
    let mut cluster = cluster::create(config).await?;
    let rules = access_rules(&sites::databases(config, &SERVICES), &["127.0.0.1/32"]);
    let running = cluster.running().is_some();
    if !running {
        cluster.set_access_rules(&rules).await?;
    }
    let started = cluster.start().await?;
    if running {
        cluster.set_access_rules(&rules).await?;
    }
    let how = match started {
        Started::Fresh => "",
        Started::Adopted => ", found running",
    };
    let account = cluster.account().map(|account| format!(" as user {}", account.name)).unwrap_or_default();
    let place = relative(cluster.home());
    step.done(format!("PostgreSQL {}{account} in {place}{how}", cluster.binaries().major));
    Ok(cluster)
}

async fn provision_step(sites: &Sites) -> anyhow::Result<()> {
    let step = Step::start("preparing databases and roles");
    let changes = provision::provision_all(sites).await?;
    let databases = format!("{} with their roles", count(SERVICES.len(), "database"));
    step.done(match changes.len() {
        0 => databases,
        number => format!("{databases}, {}", count(number, "change")),
    });
    Ok(())
}

async fn migrate_step(sites: &Sites) -> anyhow::Result<()> {
    let step = Step::start("migrating");
    let mut applied = 0;
    for service in SERVICES {
        step.now(format!("migrating {}", service.database(0).database()));
        applied += provision::migrate_one(sites, service).await?;
    }
    step.done(match applied {
        0 => "schemas are up to date".to_owned(),
        number => format!("{} applied", count(number, "migration")),
    });
    Ok(())
}

fn say_addresses(config: &Config) {
    let secrets = relative(&config.secrets_dir());
    let address = config.http.listen;
    say(format!(
        "\nKarum serves on http://{address}\n\n  Products     http://{address}/store/v1/products?channel=web\n  API          \
         http://{address}/openapi/catalog.json, and so on for every service\n  Health       \
         http://{address}/readyz\n  Metrics      http://{address}/metrics\n  Staff token  {secrets}/staff_token\n"
    ));
    if !detach::in_background() {
        say("Ctrl-C stops everything; the next up goes on with the same data.");
    }
}

/// True when a server was running.
async fn stop_left_over(config: &Config) -> anyhow::Result<bool> {
    let Some(cluster) = cluster::open(config).await?.filter(|cluster| cluster.running().is_some()) else {
        return Ok(false);
    };
    cluster.stop().await?;
    Ok(true)
}

/// `2026-11-23T08:59:49.412145Z` → `2026-11-23T08:59:49Z`.
fn up_to_seconds(time: &str) -> String {
    time.split_once('.').map_or_else(|| time.to_owned(), |(seconds, _)| format!("{seconds}Z"))
}

/// Ends at Ctrl-C or SIGTERM.
pub(crate) fn stop_signal() -> anyhow::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt()).context("cannot listen to signals")?;
    let mut terminate = signal(SignalKind::terminate()).context("cannot listen to signals")?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// The path as a person would type it.
pub(crate) fn relative(path: &Path) -> String {
    let here = std::env::current_dir().and_then(fs::canonicalize);
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match here.ok().and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned)) {
        Some(inside) => format!("./{}", inside.display()),
        None => path.display().to_string(),
    }
}
