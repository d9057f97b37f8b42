//! The private PostgreSQL cluster under the data directory.

use std::path::PathBuf;

use anyhow::Context;
use kernel_db::{Cluster, ClusterError, ClusterOptions, Listen, connection_budget};

use crate::config::Config;
use crate::exit::NotRunning;
use crate::registry::SERVICES;
use crate::secrets::{Missing, Secrets};
use crate::sites;

/// Opens the cluster, making it first when there is none.
pub(crate) async fn create(config: &Config) -> anyhow::Result<Cluster> {
    Ok(Cluster::create(&home(config), options(config)?).await?)
}

/// Opens the cluster when there is one.
pub(crate) async fn open(config: &Config) -> anyhow::Result<Option<Cluster>> {
    if !home(config).exists() {
        return Ok(None);
    }
    match Cluster::open(&home(config), options(config)?).await {
        Ok(cluster) => Ok(Some(cluster)),
        Err(ClusterError::NotMade(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Opens the cluster, which must be running.
pub(crate) async fn open_running(config: &Config) -> anyhow::Result<Cluster> {
    let cluster = open(config).await?.filter(|cluster| cluster.running().is_some());
    cluster.ok_or_else(|| {
        NotRunning("the private PostgreSQL cluster is not running; karum up starts it".to_owned()).into()
    })
}

pub(crate) fn home(config: &Config) -> PathBuf {
    config.data_dir.join("postgres")
}

fn options(config: &Config) -> anyhow::Result<ClusterOptions> {
    let secrets = Secrets::new(config.secrets_dir(), Missing::Generate);
    let superuser_password = secrets.get("postgres").context("the password of the PostgreSQL superuser")?;
    let max_connections = connection_budget(&sites::databases(config, &SERVICES));
    let settings = [
        ("max_connections", max_connections.to_string()),
        ("shared_buffers", config.postgres.shared_buffers.clone()),
    ];
    Ok(ClusterOptions {
        superuser_password,
        listen: Listen::Loopback,
        settings: settings.map(|(name, value)| (name.to_owned(), value)).into(),
        durable: true,
    })
}
