//! Where the databases live: in the private cluster, or in clusters that somebody else runs.

use std::path::Path;

use anyhow::Context;
use kernel_base::Secret;
use kernel_db::tokio_postgres::Config as Server;
use kernel_db::{Cluster, ServiceDatabase};

use crate::cluster;
use crate::config::{ClusterConfig, Config};
use crate::registry::{Registered, SERVICES};
use crate::secrets::{self, Missing, Secrets};

/// One PostgreSQL cluster and the services whose databases it holds.
pub(crate) struct Site {
    /// `private`, or its name in the configuration.
    pub(crate) name: String,
    /// The superuser's connection.
    pub(crate) admin: Server,
    /// The ways a service may come in; the first is the one it uses.
    pub(crate) doors: Vec<Server>,
    pub(crate) services: Vec<Registered>,
    pub(crate) databases: Vec<ServiceDatabase>,
}

/// All clusters, with the secrets to enter them.
pub(crate) struct Sites {
    pub(crate) sites: Vec<Site>,
    pub(crate) secrets: Secrets,
}

impl Sites {
    /// As the configuration says. The private cluster must run.
    pub(crate) async fn open(config: &Config, missing: Missing) -> anyhow::Result<Self> {
        if config.private_cluster() {
            let cluster = cluster::open_running(config).await?;
            return Ok(Self::private(config, &cluster));
        }
        let secrets = Secrets::new(config.secrets_dir(), missing);
        let mut sites = Vec::new();
        for (name, cluster) in &config.clusters {
            sites.push(site(config, name, cluster)?);
        }
        Ok(Self { sites, secrets })
    }

    /// No databases, for a process that runs no service.
    pub(crate) fn none(config: &Config) -> Self {
        Self { sites: Vec::new(), secrets: Secrets::new(config.secrets_dir(), Missing::Refuse) }
    }

    /// Everything in the one private cluster.
    pub(crate) fn private(config: &Config, cluster: &Cluster) -> Self {
        let doors = [Some(cluster.socket_address()), cluster.loopback_address()];
        let site = Site {
            name: "private".to_owned(),
            admin: cluster.connection("postgres"),
            doors: doors.into_iter().flatten().collect(),
            services: SERVICES.into(),
            databases: databases(config, &SERVICES),
        };
        Self { sites: vec![site], secrets: Secrets::new(config.secrets_dir(), Missing::Generate) }
    }

    /// How the running service connects.
    pub(crate) fn app_login(&self, service: Registered) -> anyhow::Result<Server> {
        self.login(service, &service.database(0).app_role())
    }

    /// How migrations connect.
    pub(crate) fn migrator_login(&self, service: Registered) -> anyhow::Result<Server> {
        self.login(service, &service.database(0).migrator_role())
    }

    fn login(&self, service: Registered, role: &str) -> anyhow::Result<Server> {
        let site = self.sites.iter().find(|site| site.services.iter().any(|held| held.name == service.name));
        let door = site.and_then(|site| site.doors.first());
        let door = door.with_context(|| format!("BUG: no cluster holds the database of {}", service.name))?;
        let password =
            self.secrets.get(role).with_context(|| format!("the password of the database role {role}"))?;
        Ok(service.database(0).login(door, role, &password))
    }
}

/// The databases of these services with the configured pools.
pub(crate) fn databases(config: &Config, services: &[Registered]) -> Vec<ServiceDatabase> {
    services.iter().map(|service| service.database(config.pool_size(*service))).collect()
}

fn site(config: &Config, name: &str, cluster: &ClusterConfig) -> anyhow::Result<Site> {
    let held = |service: &Registered| config.cluster_of(*service).is_ok_and(|held| held == Some(name));
    let services: Vec<Registered> = SERVICES.into_iter().filter(held).collect();
    let mut door = Server::new();
    // A path is the directory of a Unix socket.
    door.host(&cluster.host).port(cluster.port).connect_timeout(std::time::Duration::from_secs(10));
    let mut admin = door.clone();
    admin.user(&cluster.superuser).dbname("postgres");
    if let Some(password) = superuser_password(cluster)? {
        admin.password(password.expose());
    }
    let databases = databases(config, &services);
    Ok(Site { name: name.to_owned(), admin, doors: vec![door], services, databases })
}

fn superuser_password(cluster: &ClusterConfig) -> anyhow::Result<Option<Secret<String>>> {
    let Some(file) = &cluster.superuser_password_file else { return Ok(None) };
    let password = secrets::read(Path::new(file)).context("the superuser's password")?;
    Ok(Some(password))
}
