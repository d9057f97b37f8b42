//! `karum serve`: runs services in this process, against databases that are already there.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, anyhow};
use axum::Router;
use kernel_base::Env;
use kernel_http::{BearerTokens, StaffToken};
use kernel_service::telemetry::{self, Export, Telemetry};
use kernel_service::{Platform, Running};
use kernel_token::Verifier;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::compose;
use crate::config::Config;
use crate::output::say;
use crate::registry::{self, Selection};
use crate::secrets::{Missing, STAFF_TOKEN, Secrets};
use crate::service_keys::ServiceKeys;
use crate::sites::Sites;
use crate::up::stop_signal;

/// How long requests in progress may take once the process was asked to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Serves what is named until Ctrl-C or SIGTERM.
pub(crate) async fn run(config: &Config, names: &[String]) -> anyhow::Result<()> {
    let selection = Selection::of(names)?;
    start_log(config)?;
    let stop = stop_signal()?;
    let listeners = listen(config).await?;
    let sites = if selection.services.is_empty() {
        Sites::none(config)
    } else {
        Sites::open(config, Missing::Refuse).await?
    };
    for service in &selection.services {
        kernel_db::require_schema(&sites.app_login(*service)?, &(service.migrations)()).await?;
    }
    let composition = compose(config, &sites, &selection).await?;
    say(format!("Serving {} on http://{}", selection.names().join(", "), config.http.listen));
    composition.serve(listeners, stop).await;
    Ok(())
}

/// Where requests come in.
pub(crate) struct Listeners {
    public: TcpListener,
    /// Only for the other processes of the platform.
    internal: Option<TcpListener>,
}

/// Takes the addresses, or says who may have them.
pub(crate) async fn listen(config: &Config) -> anyhow::Result<Listeners> {
    let internal = match config.http.internal_listen {
        Some(address) => Some(take(address).await?),
        None => None,
    };
    Ok(Listeners { public: take(config.http.listen).await?, internal })
}

async fn take(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => anyhow!(
            "the address {address} is taken by another program; stop it, or choose another one: \
             KARUM__HTTP__LISTEN=127.0.0.1:8081 karum up"
        ),
        _ => anyhow!("cannot listen on {address}: {error}"),
    })
}

/// Starts the log of this process, and the export of its traces.
pub(crate) fn start_log(config: &Config) -> anyhow::Result<()> {
    let (log, traces) = (&config.log, &config.telemetry);
    let telemetry = Telemetry {
        filter: log.filter.clone(),
        format: log.format,
        export: Export::to(traces.otlp_endpoint.as_deref(), traces.sample_ratio),
    };
    telemetry::init(&telemetry).map_err(|error| anyhow!("[log] or [telemetry]: {error}"))
}

/// Running services that are not yet reachable.
pub(crate) struct Composition {
    running: Running,
    /// What the public talks to.
    front: Router,
}

/// Starts services in this process; what they ask of others goes there by HTTP.
pub(crate) async fn compose(
    config: &Config,
    sites: &Sites,
    selection: &Selection,
) -> anyhow::Result<Composition> {
    let env = Env::system();
    let services = &selection.services;
    // Who only hands on has no cluster of its own that would tell whether the secrets are anybody else's.
    let own = config.private_cluster() && !services.is_empty();
    let missing = if own { Missing::Generate } else { Missing::Refuse };
    let tokens = Secrets::new(config.secrets_dir(), missing);
    let staff = tokens.get(STAFF_TOKEN).context("the token of staff")?;
    let keys = ServiceKeys::new(config, missing).open(&selection.names(), &env)?;
    let verifier = Arc::new(Verifier::new(config.http.origin()));
    let fixed = StaffToken::new(&staff);
    let tokens = Arc::new(BearerTokens::new(fixed, Arc::clone(&verifier), env.clone()));
    let gateway =
        keys.own.get(gateway::NAME).map(|key| compose::gateway(config, services, tokens.clone(), key, &env));
    let composed =
        compose::services(config, sites, services, &env, &keys, &verifier, gateway.as_ref()).await?;
    let mut documents = compose::documents(&composed.services);
    let remotes = compose::remotes(config, services);
    let mut platform = Platform::new(env, composed.services, remotes, keys).follows(registry::follows());
    for worker in composed.workers {
        platform = platform.worker(worker);
    }
    if let Some(gateway) = &gateway {
        documents.push(gateway.document());
        platform = platform.routes(gateway.routes());
    }
    let running = platform.start(tokens)?;
    let front = match gateway {
        Some(gateway) => gateway.front(running.router(), running.edge(), documents),
        None => running.router(),
    };
    Ok(Composition { running, front })
}

impl Composition {
    /// Answers requests until `stop`, lets those in progress finish, then stops the services.
    pub(crate) async fn serve(self, listeners: Listeners, stop: impl Future<Output = ()>) {
        let (stopping, stopped) = watch::channel(false);
        let stopped = || {
            let mut stopped = stopped.clone();
            async move { drop(stopped.wait_for(|stopped| *stopped).await) }
        };
        let Listeners { public, internal } = listeners;
        let serve_internal = async {
            if let Some(listener) = internal {
                kernel_http::serve(listener, self.running.router(), stopped()).await;
            }
        };
        let until = async {
            stop.await;
            stopping.send_replace(true);
        };
        tokio::select! {
            _ = async { tokio::join!(kernel_http::serve(public, self.front, until), serve_internal) } => {}
            () = async {
                stopped().await;
                tokio::time::sleep(GRACE).await;
            } => tracing::warn!("requests were cut off after {} s", GRACE.as_secs()),
        }
        self.running.stop().await;
        telemetry::stop().await;
    }
}
