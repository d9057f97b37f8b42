//! `karum serve`: runs services in this process, against databases that are already there.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, anyhow};
use kernel_base::Env;
use kernel_http::{BearerTokens, StaticTokens};
use kernel_service::telemetry::{self, Export, Telemetry};
use kernel_service::{Platform, Running};
use kernel_token::Verifier;
use tokio::net::TcpListener;

use crate::compose;
use crate::config::Config;
use crate::output::say;
use crate::registry::{self, Registered};
use crate::secrets::{Missing, SERVICE_TOKEN, STAFF_TOKEN, Secrets};
use crate::sites::Sites;
use crate::up::stop_signal;

/// How long requests in progress may take once the process was asked to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Serves the named services until Ctrl-C or SIGTERM.
pub(crate) async fn run(config: &Config, names: &[String]) -> anyhow::Result<()> {
    let services = registry::select(names)?;
    start_log(config)?;
    let stop = stop_signal()?;
    let listener = listen(config).await?;
    let sites = Sites::open(config, Missing::Refuse).await?;
    for service in &services {
        kernel_db::require_schema(&sites.app_login(*service)?, &(service.migrations)()).await?;
    }
    let composition = compose(config, &sites, &services).await?;
    let names: Vec<&str> = services.iter().map(|service| service.name).collect();
    say(format!("Serving {} on http://{}", names.join(", "), config.http.listen));
    composition.serve(listener, stop).await;
    Ok(())
}

/// Takes the address, or says who may have it.
pub(crate) async fn listen(config: &Config) -> anyhow::Result<TcpListener> {
    let address = config.http.listen;
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
pub(crate) struct Composition(Running);

/// Starts services in this process; what they ask of others goes there by HTTP.
pub(crate) async fn compose(
    config: &Config,
    sites: &Sites,
    services: &[Registered],
) -> anyhow::Result<Composition> {
    let env = Env::system();
    let tokens = Secrets::new(
        config.secrets_dir(),
        if config.private_cluster() { Missing::Generate } else { Missing::Refuse },
    );
    let staff = tokens.get(STAFF_TOKEN).context("the token of staff")?;
    let service = tokens.get(SERVICE_TOKEN).context("the token services know each other by")?;
    let verifier = Arc::new(Verifier::new(config.http.origin()));
    let platform = Platform::new(
        env.clone(),
        compose::services(config, sites, services, &env, &service, &verifier).await?,
        compose::remotes(config, services),
        service.clone(),
    );
    let tokens = BearerTokens::new(StaticTokens::new(&staff, &service), verifier, env);
    Ok(Composition(platform.start(Arc::new(tokens))?))
}

impl Composition {
    /// Answers requests until `stop`, lets those in progress finish, then stops the services.
    pub(crate) async fn serve(self, listener: TcpListener, stop: impl Future<Output = ()>) {
        let (stopping, stopped) = tokio::sync::oneshot::channel();
        let until = async {
            stop.await;
            stopping.send(()).ok();
        };
        tokio::select! {
            () = kernel_http::serve(listener, self.0.router(), until) => {}
            () = async {
                stopped.await.ok();
                tokio::time::sleep(GRACE).await;
            } => tracing::warn!("requests were cut off after {} s", GRACE.as_secs()),
        }
        self.0.stop().await;
        telemetry::stop().await;
    }
}
