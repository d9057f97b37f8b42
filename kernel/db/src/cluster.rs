//! A private PostgreSQL cluster: made, started, adopted and stopped by Karum itself, reachable from this machine only.
//! `karum up` keeps a shop in one; tests use throw-away ones.

mod account;
mod binaries;
mod error;
mod process;
mod settings;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};
use std::{fs, io};

use kernel_base::Secret;
use sha2::{Digest, Sha256};
use tokio::process::Command;

use crate::session::session;
pub use account::Account;
pub use binaries::{Binaries, MINIMUM_MAJOR};
pub use error::ClusterError;

/// The role `initdb` makes; it may come in by the local socket only.
pub const SUPERUSER: &str = "postgres";

/// A socket's whole path must fit into `sockaddr_un` (108 bytes on Linux, 104 elsewhere).
const LONGEST_SOCKET_DIRECTORY: usize = 80;

/// What PostgreSQL says while processes of a killed server still run.
const MEMORY_IN_USE: &str = "pre-existing shared memory block";
/// What it says when its port was taken.
const PORT_IN_USE: &str = "Address already in use";
/// How long those may take.
const LAST_BREATH: Duration = Duration::from_secs(20);

/// The first port tried on 127.0.0.1: not PostgreSQL's own, which a server of the system may want later.
const FIRST_PORT: u16 = 54320;

/// Where the server listens. The port also names the socket file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listen {
    /// Only a Unix socket: nothing else on the machine can be in the way.
    SocketOnly,
    /// A Unix socket, and 127.0.0.1 on the port used last time, or on a free one.
    Loopback,
}

/// How a cluster is made and run.
#[derive(Debug, Clone)]
pub struct ClusterOptions {
    /// The password of the role `postgres`, set when the cluster is made.
    pub superuser_password: Secret<String>,
    /// Where the server listens.
    pub listen: Listen,
    /// Settings beside the built-in ones, as in `postgresql.conf`: name and value, unquoted.
    pub settings: Vec<(String, String)>,
    /// False only for data that may be lost (tests): no fsync, and stopping does not wait for a checkpoint.
    pub durable: bool,
}

/// How a start went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Started {
    /// The server was started.
    Fresh,
    /// A server that outlived its last owner was still running and goes on.
    Adopted,
}

/// A server process that runs, as its pid file tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Running {
    /// The postmaster's process.
    pub pid: u32,
    /// The port it was started with.
    pub port: u16,
}

/// One private cluster. Its home holds `data/`, `run/` (the socket) and `postgres.log`.
#[derive(Debug, Clone)]
pub struct Cluster {
    home: PathBuf,
    binaries: Binaries,
    account: Option<Account>,
    options: ClusterOptions,
    port: u16,
}

impl Cluster {
    /// Opens the cluster under `home`, making it first when there is none. Does not start it.
    ///
    /// A home that the server's account cannot enter (Karum runs as root below `/root`) becomes a link to a directory
    /// under `/var/lib/karum`.
    pub async fn create(home: &Path, options: ClusterOptions) -> Result<Self, ClusterError> {
        let account = Account::for_server().await?;
        let home = account::place(home, account.as_ref())?;
        if is_made(&home)? {
            return Self::open(&home, options).await;
        }
        let binaries = Binaries::find(None).await?;
        let cluster = Self { home, binaries, account, options, port: 0 };
        cluster.initialize().await?;
        Self::open(&cluster.home, cluster.options).await
    }

    /// Opens the cluster under `home`; an error when there is none. Does not start it.
    pub async fn open(home: &Path, options: ClusterOptions) -> Result<Self, ClusterError> {
        let home = fs::canonicalize(home).map_err(|error| ClusterError::io("open", home, error))?;
        if !is_made(&home)? {
            return Err(ClusterError::NotMade(home));
        }
        let version = read(&home.join("data/PG_VERSION"))?;
        let major = version.trim().parse().map_err(|_| ClusterError::HalfMade(home.join("data")))?;
        let binaries = Binaries::find(Some(major)).await?;
        let account = Account::for_server().await?;
        let mut cluster = Self { home, binaries, account, options, port: FIRST_PORT };
        cluster.port = match cluster.running() {
            Some(running) => running.port,
            None => cluster.last_port().unwrap_or(FIRST_PORT),
        };
        Ok(cluster)
    }

    /// Starts the server and waits until it takes connections. A server that still runs with the same settings is
    /// adopted; with other settings it is restarted.
    pub async fn start(&mut self) -> Result<Started, ClusterError> {
        if let Some(running) = self.running() {
            self.port = running.port;
            if read(&self.settings_file())? == self.settings_text() {
                return Ok(Started::Adopted);
            }
            self.stop().await?;
        }
        self.make_socket_directory()?;
        self.remove_stale_lock_files()?;
        let started = Instant::now();
        loop {
            if self.options.listen == Listen::Loopback {
                self.port = process::free_port(self.port)?;
            }
            self.write(&self.settings_file(), &self.settings_text())?;
            match self.start_server().await {
                // The postmaster was killed and its other processes have not yet noticed; they do within moments.
                Err(ClusterError::Program { said, .. })
                    if said.contains(MEMORY_IN_USE) && started.elapsed() < LAST_BREATH =>
                {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
                // Between looking and starting somebody else took the port, such as another Karum that starts just now.
                Err(ClusterError::Program { said, .. })
                    if said.contains(PORT_IN_USE) && started.elapsed() < LAST_BREATH => {}
                Err(error) => return Err(error),
                Ok(()) => return Ok(Started::Fresh),
            }
        }
    }

    async fn start_server(&self) -> Result<(), ClusterError> {
        let log = self.log_file();
        let log_start = fs::metadata(&log).map_or(0, |file| file.len());
        let output = self
            .command("pg_ctl")
            .args(["start", "--wait", "--silent", "--timeout=300", "--pgdata"])
            .arg(self.data())
            .arg("--log")
            .arg(&log)
            .output()
            .await
            .map_err(|error| ClusterError::io("run pg_ctl in", &self.home, error))?;
        if output.status.success() {
            return Ok(());
        }
        let said = read(&log).unwrap_or_default();
        let from = usize::try_from(log_start).unwrap_or(0);
        Err(ClusterError::from_output("start PostgreSQL", said.get(from..).unwrap_or(&said)))
    }

    /// Stops the server and waits until it is gone. Fine when it does not run.
    pub async fn stop(&self) -> Result<(), ClusterError> {
        if self.running().is_none() {
            return Ok(());
        }
        let mode = if self.options.durable { "fast" } else { "immediate" };
        let output = self
            .command("pg_ctl")
            .args(["stop", "--wait", "--silent", "--timeout=120", "--mode", mode, "--pgdata"])
            .arg(self.data())
            .output()
            .await
            .map_err(|error| ClusterError::io("run pg_ctl in", &self.home, error))?;
        if output.status.success() || self.running().is_none() {
            return Ok(());
        }
        Err(ClusterError::from_output("stop PostgreSQL", &String::from_utf8_lossy(&output.stderr)))
    }

    /// The server process, when one runs on this data.
    #[must_use]
    pub fn running(&self) -> Option<Running> {
        let text = fs::read_to_string(self.data().join("postmaster.pid")).ok()?;
        let mut lines = text.lines();
        let pid = lines.next()?.trim().parse().ok()?;
        let port = lines.nth(2)?.trim().parse().ok()?;
        process::is_server_of(pid, &self.data()).then_some(Running { pid, port })
    }

    /// How the superuser connects to a database of this cluster: by the socket.
    #[must_use]
    pub fn connection(&self, database: &str) -> tokio_postgres::Config {
        let mut config = self.socket_address();
        config.user(SUPERUSER).password(self.options.superuser_password.expose()).dbname(database);
        config
    }

    /// The socket, without user and database.
    #[must_use]
    pub fn socket_address(&self) -> tokio_postgres::Config {
        let mut config = tokio_postgres::Config::new();
        config.host_path(self.socket_directory()).port(self.port);
        config
    }

    /// 127.0.0.1 and the port, without user and database; `None` when the cluster listens on its socket only.
    #[must_use]
    pub fn loopback_address(&self) -> Option<tokio_postgres::Config> {
        let mut config = tokio_postgres::Config::new();
        config.host("127.0.0.1").port(self.port);
        (self.options.listen == Listen::Loopback).then_some(config)
    }

    /// Replaces `pg_hba.conf`, the list of who may come in from where. When the server runs, waits until it goes by it.
    pub async fn set_access_rules(&self, text: &str) -> Result<(), ClusterError> {
        let file = self.data().join("pg_hba.conf");
        if read(&file).is_ok_and(|current| current == text) {
            return Ok(());
        }
        let before = match self.running() {
            Some(_) => Some(self.ask("SELECT pg_conf_load_time()::text").await?),
            None => None,
        };
        self.write(&file, text)?;
        let Some(before) = before else { return Ok(()) };
        // The server reads its files some time after it was told to; a new session sees when it last did.
        self.ask("SELECT pg_reload_conf()::text").await?;
        for _ in 0..500 {
            if self.ask("SELECT pg_conf_load_time()::text").await? != before {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Err(ClusterError::NotReloaded)
    }

    async fn ask(&self, query: &str) -> Result<String, ClusterError> {
        session(&self.connection("postgres"), async |client| Ok(client.query_one(query, &[]).await?.get(0)))
            .await
            .map_err(ClusterError::Connection)
    }

    /// Where the cluster lives, links resolved.
    #[must_use]
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// The server's log.
    #[must_use]
    pub fn log_file(&self) -> PathBuf {
        self.home.join("postgres.log")
    }

    /// The programs that run this cluster.
    #[must_use]
    pub const fn binaries(&self) -> &Binaries {
        &self.binaries
    }

    /// The account the server runs as, when Karum is root.
    #[must_use]
    pub const fn account(&self) -> Option<&Account> {
        self.account.as_ref()
    }

    /// The port of the socket and of 127.0.0.1.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    fn data(&self) -> PathBuf {
        self.home.join("data")
    }

    fn settings_file(&self) -> PathBuf {
        self.data().join("karum.conf")
    }

    /// `run/` in the home, or a directory of its own under `/tmp` when that path is too long for a socket.
    fn socket_directory(&self) -> PathBuf {
        let run = self.home.join("run");
        if run.as_os_str().len() <= LONGEST_SOCKET_DIRECTORY {
            return run;
        }
        let mut name = "/tmp/karum-".to_owned();
        for byte in Sha256::digest(run.as_os_str().as_encoded_bytes()).iter().take(8) {
            let _written = write!(name, "{byte:02x}");
        }
        name.into()
    }

    fn make_socket_directory(&self) -> Result<(), ClusterError> {
        account::private_directory(&self.socket_directory(), self.account.as_ref())
    }

    /// Runs `initdb` into `data.new` and renames at the end: `data/` is either complete or not there.
    async fn initialize(&self) -> Result<(), ClusterError> {
        let fresh = self.home.join("data.new");
        if fresh.exists() {
            fs::remove_dir_all(&fresh).map_err(|error| ClusterError::io("remove", &fresh, error))?;
        }
        let password_file = self.home.join("superuser-password");
        self.write(&password_file, self.options.superuser_password.expose())?;
        // Collation C: indexes stay valid whatever the operating system does to its locales.
        let output = self
            .command("initdb")
            .args(["--username", SUPERUSER, "--auth=scram-sha-256", "--encoding=UTF8", "--no-instructions"])
            .args(["--lc-collate=C", "--lc-ctype=C.UTF-8", "--data-checksums"])
            .args(if self.options.durable { &[][..] } else { &["--no-sync"][..] })
            .arg("--pwfile")
            .arg(&password_file)
            .arg("--pgdata")
            .arg(&fresh)
            .output()
            .await;
        fs::remove_file(&password_file).map_err(|error| ClusterError::io("remove", &password_file, error))?;
        let output = output.map_err(|error| ClusterError::io("run initdb in", &self.home, error))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            fs::remove_dir_all(&fresh)
                .or_else(ignore_missing)
                .map_err(|error| ClusterError::io("remove", &fresh, error))?;
            return Err(ClusterError::from_output("make the PostgreSQL cluster", &said));
        }
        let main_settings = fresh.join("postgresql.conf");
        let text = format!("{}\ninclude_if_exists 'karum.conf'\n", read(&main_settings)?);
        self.write(&main_settings, &text)?;
        fs::rename(&fresh, self.data()).map_err(|error| ClusterError::io("rename", &fresh, error))
    }

    fn settings_text(&self) -> String {
        settings::text(&self.options, self.port, &self.socket_directory())
    }

    fn last_port(&self) -> Option<u16> {
        let text = read(&self.settings_file()).ok()?;
        let value = text.lines().find_map(|line| line.strip_prefix("port = '"))?;
        value.trim_end_matches('\'').parse().ok()
    }

    /// Lock files that a crash left behind stop PostgreSQL from starting once their number belongs to another process, or
    /// to the dead one while nobody has asked how it ended.
    fn remove_stale_lock_files(&self) -> Result<(), ClusterError> {
        let socket_lock = format!(".s.PGSQL.{}.lock", self.port);
        for file in [self.data().join("postmaster.pid"), self.socket_directory().join(socket_lock)] {
            fs::remove_file(&file)
                .or_else(ignore_missing)
                .map_err(|error| ClusterError::io("remove", &file, error))?;
        }
        Ok(())
    }

    /// Writes a file the server's account can read, and nobody else.
    fn write(&self, file: &Path, text: &str) -> Result<(), ClusterError> {
        account::write_private(file, text, self.account.as_ref())
    }

    /// A PostgreSQL program, run as the server's account, untouched by the caller's `PG…` environment.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.binaries.program(program));
        command.current_dir(&self.home).stdin(Stdio::null()).kill_on_drop(true).env("LC_ALL", "C");
        for (name, _value) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("PG") {
                command.env_remove(name);
            }
        }
        if let Some(account) = &self.account {
            command.uid(account.uid).gid(account.gid);
        }
        command
    }
}

/// True when `home` holds a complete cluster; an error when it holds something else.
fn is_made(home: &Path) -> Result<bool, ClusterError> {
    let data = home.join("data");
    if !data.exists() {
        return Ok(false);
    }
    let complete =
        ["PG_VERSION", "global/pg_control", "postgresql.conf"].iter().all(|name| data.join(name).exists());
    if complete { Ok(true) } else { Err(ClusterError::HalfMade(data)) }
}

fn read(file: &Path) -> Result<String, ClusterError> {
    fs::read_to_string(file).map_err(|error| ClusterError::io("read", file, error))
}

fn ignore_missing(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}
