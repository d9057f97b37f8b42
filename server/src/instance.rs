//! The one running `karum up` of a data directory: a lock that ends with its process, and what it says about itself.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};

use crate::config::Config;

/// What a running instance says about itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Facts {
    pub(crate) pid: u32,
    pub(crate) listen: SocketAddr,
    /// RFC 3339.
    pub(crate) started_at: String,
    /// False until everything serves.
    pub(crate) ready: bool,
}

/// Held by the running instance. The operating system releases it however the process ends.
pub(crate) struct Instance {
    file: File,
    facts: Facts,
}

impl Instance {
    /// Becomes the running instance, or says who is.
    pub(crate) async fn claim(config: &Config, facts: Facts) -> anyhow::Result<Self> {
        let directory = &config.data_dir;
        fs::create_dir_all(directory).with_context(|| format!("cannot make {}", directory.display()))?;
        wait_for_free(config).await?;
        let mut instance = Self { file: open(config)?, facts };
        match instance.file.try_lock() {
            Ok(()) => {
                instance.write()?;
                Ok(instance)
            }
            Err(TryLockError::WouldBlock) => bail!("already being started here by another process"),
            Err(TryLockError::Error(error)) => Err(error).context("cannot lock the data directory"),
        }
    }

    /// From now on requests are answered.
    pub(crate) fn ready(&mut self) -> anyhow::Result<()> {
        self.facts.ready = true;
        self.write()
    }

    fn write(&mut self) -> anyhow::Result<()> {
        let text = serde_json::to_string(&self.facts)?;
        let written = self
            .file
            .set_len(0)
            .and_then(|()| self.file.rewind())
            .and_then(|()| writeln!(self.file, "{text}"));
        written.context("cannot write the lock file")
    }
}

/// The running instance, if there is one.
pub(crate) fn running(config: &Config) -> anyhow::Result<Option<Facts>> {
    if !config.data_dir.join(LOCK).exists() {
        return Ok(None);
    }
    let mut file = open(config)?;
    match file.try_lock() {
        Ok(()) => Ok(None),
        Err(TryLockError::WouldBlock) => Ok(read(&mut file)),
        Err(TryLockError::Error(error)) => Err(error).context("cannot look at the lock file"),
    }
}

/// An error that says who runs here. A killed process needs a moment to be gone, so that is waited for.
pub(crate) async fn wait_for_free(config: &Config) -> anyhow::Result<()> {
    let mut found = running(config)?;
    for _ in 0..20 {
        if found.is_none() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        found = running(config)?;
    }
    let Some(Facts { pid, listen, started_at, .. }) = found else { return Ok(()) };
    bail!("already running here: process {pid}, http://{listen}, since {started_at}; karum down stops it")
}

/// Asks the instance to stop and waits until it has.
pub(crate) async fn stop(config: &Config, facts: &Facts) -> anyhow::Result<()> {
    // Killing is a builtin of every shell; the program of that name is not installed everywhere.
    let command = format!("kill -TERM {}", facts.pid);
    let status =
        Command::new("sh").args(["-c", &command]).stderr(Stdio::null()).status().context("cannot run sh")?;
    if !status.success() && running(config)?.is_some() {
        bail!("process {} belongs to another user; stop it as that user", facts.pid);
    }
    for _ in 0..1200 {
        match running(config)? {
            Some(now) if now.pid == facts.pid => tokio::time::sleep(Duration::from_millis(50)).await,
            Some(_) | None => return Ok(()),
        }
    }
    bail!("process {} has not stopped within a minute; see its log", facts.pid)
}

const LOCK: &str = "karum.lock";

fn open(config: &Config) -> anyhow::Result<File> {
    let path = config.data_dir.join(LOCK);
    let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
    file.with_context(|| format!("cannot open {}", path.display()))
}

fn read(file: &mut File) -> Option<Facts> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.read_to_string(&mut text).ok()?;
    serde_json::from_str(&text).ok()
}
