//! A platform of its own for the benchmark: in a directory of its own, without demo data, started and stopped by the same
//! commands a person uses.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use serde::Deserialize;

use crate::postgres::Postgres;
use crate::proc::Processes;

/// The platform under test. Stopped and removed when dropped.
pub(crate) struct Instance {
    program: PathBuf,
    home: PathBuf,
    pub(crate) address: SocketAddr,
    keep: bool,
}

/// What a running instance says about itself in its lock file.
#[derive(Deserialize)]
struct Facts {
    pid: u32,
}

impl Instance {
    /// Makes an empty platform in `home`, which must not exist, and starts it.
    pub(crate) fn create(program: &Path, home: &Path, keep: bool) -> anyhow::Result<Self> {
        let program = fs::canonicalize(program)
            .with_context(|| format!("{} is not there; ./karum bench builds it", program.display()))?;
        if home.exists() {
            bail!("{} is there already; is another benchmark running? Remove it if not", home.display());
        }
        fs::create_dir_all(home).with_context(|| format!("cannot make {}", home.display()))?;
        let instance = Self { program, home: fs::canonicalize(home)?, address: free_address()?, keep };
        instance.up()?;
        // So that the rows themselves tell when they were committed; in force from the next start on.
        instance.postgres()?.run("postgres", "ALTER SYSTEM SET track_commit_timestamp = on")?;
        Ok(instance)
    }

    /// Starts the platform and returns once it is ready.
    pub(crate) fn up(&self) -> anyhow::Result<()> {
        self.karum(&["up", "--detach"])
    }

    pub(crate) fn down(&self) -> anyhow::Result<()> {
        self.karum(&["down"])
    }

    /// Stops the platform and measures how long the next start takes until it is ready.
    pub(crate) fn restart(&self) -> anyhow::Result<Duration> {
        self.down()?;
        let start = Instant::now();
        self.up()?;
        Ok(start.elapsed())
    }

    pub(crate) fn processes(&self) -> anyhow::Result<Processes> {
        let facts: Facts = serde_json::from_str(&read(&self.data().join("karum.lock"))?)?;
        Ok(Processes { karum: facts.pid, postmaster: self.postgres()?.postmaster })
    }

    pub(crate) fn staff_token(&self) -> anyhow::Result<String> {
        Ok(read(&self.data().join("secrets/staff_token"))?.trim_end().to_owned())
    }

    pub(crate) fn postgres(&self) -> anyhow::Result<Postgres> {
        let password = read(&self.data().join("secrets/postgres"))?.trim_end().to_owned();
        Postgres::of(&self.data().join("postgres/data"), password)
    }

    fn data(&self) -> PathBuf {
        self.home.join("data")
    }

    fn karum(&self, arguments: &[&str]) -> anyhow::Result<()> {
        let mut command = Command::new(&self.program);
        for (name, _value) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("KARUM_") {
                command.env_remove(name);
            }
        }
        // A detached platform keeps what it inherits open, so its output goes to a file, not to a pipe.
        let log = fs::File::create(self.home.join("command.log"))?;
        let status = command
            .args(arguments)
            .current_dir(&self.home)
            .env("KARUM_HOME", &self.home)
            .env("KARUM__HTTP__LISTEN", self.address.to_string())
            .env("KARUM__LOG__FILTER", "warn")
            .env("KARUM__DEMO__CATALOG", "false")
            // All customers have one address.
            .env("KARUM__AUTH__REGISTRATIONS_PER_ADDRESS", "100000")
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .status()
            .with_context(|| format!("cannot run {}", self.program.display()))?;
        if !status.success() {
            let said = fs::read_to_string(self.home.join("command.log")).unwrap_or_default();
            bail!("karum {} failed: {said}", arguments.join(" "));
        }
        Ok(())
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        if self.keep {
            return;
        }
        // Nobody is left to tell; what could not be removed stands in the way of the next run, which says so.
        if self.down().is_ok() {
            fs::remove_dir_all(&self.home).ok();
        }
    }
}

pub(crate) fn read(file: &Path) -> anyhow::Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

/// A port that is free now. Somebody could take it before the platform does; then its start says so.
fn free_address() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}
