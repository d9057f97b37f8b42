//! Wires services to each other: to the implementation when it runs in this process, to an HTTP client when it does not.

use kernel_base::Env;
use kernel_db::{Database, PoolOptions};
use kernel_service::{Context, Remote, Service};

use crate::config::Config;
use crate::registry::{Registered, SERVICES};
use crate::sites::Sites;

/// The services to run here, in the order of the registry.
pub(crate) fn services(
    config: &Config,
    sites: &Sites,
    services: &[Registered],
    env: &Env,
) -> anyhow::Result<Vec<Service>> {
    let built = Vec::new();
    for service in services {
        let _context = context(config, sites, *service, env)?;
    }
    Ok(built)
}

/// Where the services are that do not run here.
pub(crate) fn remotes(config: &Config, local: &[Registered]) -> Vec<Remote> {
    let elsewhere =
        SERVICES.into_iter().filter(|service| local.iter().all(|local| local.name != service.name));
    let remote = |service: Registered| {
        let origin = config.remote.get(service.name)?.clone();
        Some(Remote { service: service.name, origin })
    };
    elsewhere.filter_map(remote).collect()
}

/// What a service is given: a pool of its own database, and nobody else's.
fn context(config: &Config, sites: &Sites, service: Registered, env: &Env) -> anyhow::Result<Context> {
    let size = usize::try_from(config.pool_size(service))?;
    let options = PoolOptions { size, ..PoolOptions::default() };
    let db = Database::open(service.name, sites.app_login(service)?, options)?;
    Ok(Context { db, env: env.clone() })
}
