//! The benchmark's own way into the platform's PostgreSQL, as its superuser: to read statistics, and to run the programs
//! that come with the server.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};
use tokio_postgres::{Client, NoTls};

use crate::instance::read;

const SUPERUSER: &str = "postgres";

/// A running server.
#[derive(Clone)]
pub(crate) struct Postgres {
    pub(crate) postmaster: u32,
    port: String,
    socket_directory: String,
    password: String,
    programs: PathBuf,
}

impl Postgres {
    /// The server that runs on a data directory, as its pid file describes it.
    pub(crate) fn of(data: &Path, password: String) -> anyhow::Result<Self> {
        let text = read(&data.join("postmaster.pid"))?;
        let line = |number: usize| text.lines().nth(number).context("postmaster.pid is incomplete");
        let postmaster = line(0)?.trim().parse()?;
        let server = fs::read_link(format!("/proc/{postmaster}/exe")).context("the server's program")?;
        Ok(Self {
            postmaster,
            port: line(3)?.trim().to_owned(),
            socket_directory: line(4)?.trim().to_owned(),
            password,
            programs: server.parent().context("the server's program has no directory")?.to_owned(),
        })
    }

    /// A session; it ends when the client is dropped.
    pub(crate) async fn connect(&self, database: &str) -> anyhow::Result<Client> {
        let mut config = tokio_postgres::Config::new();
        config.host_path(&self.socket_directory).port(self.port.parse()?);
        config.user(SUPERUSER).password(&self.password).dbname(database);
        let (client, connection) =
            config.connect(NoTls).await.with_context(|| format!("database {database}"))?;
        tokio::task::spawn_local(connection);
        Ok(client)
    }

    /// A program that comes with the server, such as `pgbench`, told how to connect.
    pub(crate) fn program(&self, name: &str) -> anyhow::Result<Command> {
        let program = self.programs.join(name);
        if !program.exists() {
            bail!("{} is missing; it comes with the PostgreSQL server", program.display());
        }
        let mut command = Command::new(program);
        command
            .env("PGHOST", &self.socket_directory)
            .env("PGPORT", &self.port)
            .env("PGUSER", SUPERUSER)
            .env("PGPASSWORD", &self.password)
            .stdin(Stdio::null());
        Ok(command)
    }

    /// Runs statements through `psql`, each in a transaction of its own.
    pub(crate) fn run(&self, database: &str, statements: &str) -> anyhow::Result<()> {
        let mut command = self.program("psql")?;
        command.args(["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--dbname", database]);
        output_of(command.args(["--command", statements])).map(drop)
    }
}

/// Runs a command to its end and returns what it printed, or fails with what it complained about.
pub(crate) fn output_of(command: &mut Command) -> anyhow::Result<String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("cannot run {program}"))?;
    if !output.status.success() {
        bail!("{program} failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
