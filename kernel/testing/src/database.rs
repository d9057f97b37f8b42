//! A database per test.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use kernel_base::{Env, ManualClock, Secret, SeededEntropy, Timestamp};
use kernel_db::{Database, Migrations, PersonalKey, PoolOptions, migrate};
use tokio_postgres::{Client, Config, NoTls};

use crate::cluster::{exclusive, test_cluster};

/// A database of its own for one test; dropped with it.
pub struct TestDatabase {
    name: String,
    admin: Config,
    config: Config,
}

impl TestDatabase {
    /// Clones the template that these migrations make.
    pub async fn new(migrations: &Migrations) -> Self {
        let cluster = test_cluster().await;
        let admin = cluster.connection("postgres");
        let client = connect(&admin).await;
        let template = ensure_template(&client, migrations, |name| cluster.connection(name)).await;
        let name = format!("test_{}", Env::system().uuid().simple());
        run(&client, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        Self { config: cluster.connection(&name), name, admin }
    }

    /// How to connect, as superuser.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// A plain connection, for looking at tables.
    pub async fn connect(&self) -> Client {
        connect(&self.config).await
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let (admin, sql) =
            (self.admin.clone(), format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
        // Drop cannot wait on the test's runtime; a runtime of its own can.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(async { run(&connect(&admin).await, &sql).await });
        });
        dropped.join().ok();
    }
}

async fn ensure_template(
    client: &Client,
    migrations: &Migrations,
    config: impl Fn(&str) -> Config,
) -> String {
    let mut hasher = DefaultHasher::new();
    for file in kernel_db::kernel_migrations().iter().chain(&migrations.files) {
        (file.version(), file.checksum()).hash(&mut hasher);
    }
    let template = format!("template_{}_{:016x}", migrations.service, hasher.finish());
    let _exclusive = exclusive().await;
    let found = client
        .query_opt("SELECT FROM pg_database WHERE datname = $1", &[&template])
        .await
        .expect("databases can be listed");
    if found.is_none() {
        // Built under another name: a run that dies half-way must not leave a half-made template.
        let draft = format!("{template}_draft");
        run(client, &format!("DROP DATABASE IF EXISTS {draft} WITH (FORCE)")).await;
        run(client, &format!("CREATE DATABASE {draft}")).await;
        let config = config(&draft);
        {
            let client = connect(&config).await;
            run(&client, &format!("CREATE SCHEMA kernel; CREATE SCHEMA \"{}\"", migrations.service)).await;
        }
        migrate(&config, migrations)
            .await
            .unwrap_or_else(|error| panic!("{error}: {:?}", source_chain(&error)));
        run(client, &format!("ALTER DATABASE {draft} RENAME TO {template}")).await;
    }
    template
}

fn source_chain(error: &dyn std::error::Error) -> Vec<String> {
    std::iter::successors(error.source(), |error| error.source()).map(ToString::to_string).collect()
}

async fn connect(config: &Config) -> Client {
    let (client, connection) = config.connect(NoTls).await.expect("the test cluster can be reached");
    #[expect(clippy::disallowed_methods, reason = "the connection's driver ends with its client")]
    tokio::spawn(connection);
    client
}

async fn run(client: &Client, sql: &str) {
    client.batch_execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
}

/// What most tests of a service start with: its database, a clock that stands still, ids that repeat.
pub struct TestService {
    database: Database,
    env: Env,
    clock: Arc<ManualClock>,
    // Dropped last: the pool above must be closed first.
    raw: TestDatabase,
}

impl TestService {
    /// A migrated, empty database of the service. The clock stands at 2026-01-15T12:00:00Z.
    pub async fn new(migrations: Migrations) -> Self {
        show_logs();
        let raw = TestDatabase::new(&migrations).await;
        let options = PoolOptions { size: 24, ..PoolOptions::default() };
        let database = Database::open(migrations.service, raw.config().clone(), options, personal_key())
            .expect("BUG: the options are valid");
        let now: Timestamp = "2026-01-15T12:00:00Z".parse().expect("BUG: a valid time");
        let clock = Arc::new(ManualClock::new(now));
        let env = Env::new(clock.clone(), Arc::new(SeededEntropy::new(1)));
        Self { database, env, clock, raw }
    }

    /// The service's database.
    #[must_use]
    pub fn db(&self) -> &Database {
        &self.database
    }

    /// Time and randomness; the same in every run.
    #[must_use]
    pub fn env(&self) -> &Env {
        &self.env
    }

    /// Moves the time.
    #[must_use]
    pub fn clock(&self) -> &ManualClock {
        &self.clock
    }

    /// How to connect to it, as superuser.
    #[must_use]
    pub fn connection(&self) -> Config {
        self.raw.config().clone()
    }

    /// A plain connection, for looking at tables.
    pub async fn sql(&self) -> Client {
        self.raw.connect().await
    }
}

/// What protects personal data in the databases of tests.
#[must_use]
pub fn personal_key() -> PersonalKey {
    PersonalKey::new(&Secret::new("a platform's secret, in tests".to_owned()))
}

/// Warnings of the code under test, shown when the test fails; `RUST_LOG` asks for more.
fn show_logs() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_test_writer().try_init().ok();
}

impl Drop for TestService {
    fn drop(&mut self) {
        self.database.close();
    }
}
