//! What the tests share: a cluster of their own that goes away with them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use kernel_base::{Env, Secret};
use kernel_db::tokio_postgres::{Client, Config, Error};
use kernel_db::{Cluster, ClusterOptions, Listen, Passwords, ServiceDatabase, access_rules, session};

/// A directory below `/tmp` that goes away with the test.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new() -> Self {
        let directory = std::env::temp_dir().join(format!("karum-it-{}", Env::system().uuid()));
        fs::create_dir_all(&directory).unwrap();
        Self(directory)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.0.join("postgres")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // A test that failed has not stopped its server.
        if let Ok(text) = fs::read_to_string(self.home().join("data/postmaster.pid")) {
            let pid = text.lines().next().unwrap_or_default();
            std::process::Command::new("kill").args(["-QUIT", pid]).status().unwrap();
        }
        fs::remove_dir_all(&self.0).unwrap();
    }
}

/// The password of each role follows from its name.
pub(crate) struct TestPasswords;

impl Passwords for TestPasswords {
    fn password(&self, role: &str) -> io::Result<Secret<String>> {
        Ok(Secret::new(format!("password of {role}")))
    }
}

pub(crate) const SERVICES: [ServiceDatabase; 3] = [
    ServiceDatabase { service: "catalog", pool_size: 4 },
    ServiceDatabase { service: "order", pool_size: 4 },
    ServiceDatabase { service: "user", pool_size: 2 },
];

pub(crate) fn options(durable: bool, settings: &[(&str, &str)]) -> ClusterOptions {
    ClusterOptions {
        superuser_password: Secret::new("correct horse battery staple".to_owned()),
        listen: if durable { Listen::Loopback } else { Listen::SocketOnly },
        settings: settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        durable,
    }
}

/// Runs the test with a started cluster, closed by the access rules of [`SERVICES`].
pub(crate) async fn with_cluster(test: impl AsyncFnOnce(&Cluster)) {
    let scratch = Scratch::new();
    let mut cluster = Cluster::create(&scratch.home(), options(false, &[])).await.unwrap();
    cluster.set_access_rules(&access_rules(&SERVICES, &["127.0.0.1/32"])).await.unwrap();
    cluster.start().await.unwrap();
    test(&cluster).await;
    cluster.stop().await.unwrap();
}

/// Connects, runs the work, disconnects.
pub(crate) async fn connected<T>(config: &Config, work: impl AsyncFnOnce(&Client) -> T) -> Result<T, Error> {
    session(config, async |client| Ok(work(client).await)).await
}

/// Runs statements as superuser in a database.
pub(crate) async fn administer(cluster: &Cluster, database: &str, statements: &str) {
    connected(&cluster.connection(database), async |client| client.batch_execute(statements).await)
        .await
        .unwrap()
        .unwrap();
}

/// The login of a role of a service to the service's database.
pub(crate) fn login(cluster: &Cluster, service: &ServiceDatabase, role: &str) -> Config {
    service.login(&cluster.socket_address(), role, &TestPasswords.password(role).unwrap())
}
