//! `karum up --detach`: the same in the background, with a log file.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, SeekFrom};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::Context;

use crate::config::Config;
use crate::exit::Reported;
use crate::instance;
use crate::output::{note, say};
use crate::up::relative;

/// A log file larger than this, in bytes, is set aside at the next start; one is kept.
const LARGE_LOG: u64 = 64 << 20;
/// Tells the new process that nobody watches it.
const MARKER: &str = "KARUM_DETACHED";

/// True in the process that [`up`] started.
pub(crate) fn in_background() -> bool {
    std::env::var_os(MARKER).is_some()
}

/// Starts another process of this program and waits until it serves, showing what it says.
pub(crate) async fn up(config: &Config, config_file: Option<&Path>) -> anyhow::Result<()> {
    instance::wait_for_free(config).await?;
    let log_path = config.data_dir.join("log").join("karum.log");
    let mut log = Log::open(&log_path)?;
    let mut child = spawn(&log, config_file)?;
    loop {
        log.show_news();
        if let Some(status) = child.try_wait().context("cannot watch the new process")? {
            log.show_news();
            note(format!("karum: it did not start ({status}); all of its log is in {}", relative(&log_path)));
            return Err(Reported.into());
        }
        if instance::running(config)?.is_some_and(|facts| facts.ready && facts.pid == child.id()) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    log.show_news();
    say(format!("Running in the background; it logs to {}. karum down stops it.", relative(&log_path)));
    Ok(())
}

fn spawn(log: &Log, config_file: Option<&Path>) -> anyhow::Result<Child> {
    let program = std::env::current_exe().context("cannot tell where this program is")?;
    let mut command = Command::new(program);
    if let Some(file) = config_file {
        command.arg("--config").arg(file);
    }
    let (output, errors) = (log.file.try_clone()?, log.file.try_clone()?);
    // A process group of its own: Ctrl-C in this terminal is not meant for it.
    command.arg("up").env(MARKER, "1").stdin(Stdio::null()).stdout(output).stderr(errors).process_group(0);
    command.spawn().context("cannot start the background process")
}

/// The log file, and how much of it was shown.
struct Log {
    file: File,
    reader: File,
}

impl Log {
    fn open(path: &Path) -> anyhow::Result<Self> {
        let failed = || format!("cannot open the log file {}", path.display());
        if let Some(directory) = path.parent() {
            fs::create_dir_all(directory).with_context(failed)?;
        }
        if fs::metadata(path).is_ok_and(|metadata| metadata.len() > LARGE_LOG) {
            fs::rename(path, path.with_extension("log.old")).with_context(failed)?;
        }
        let file = OpenOptions::new().append(true).create(true).open(path).with_context(failed)?;
        let mut reader = File::open(path).with_context(failed)?;
        reader.seek(SeekFrom::End(0)).with_context(failed)?;
        Ok(Self { file, reader })
    }

    fn show_news(&mut self) {
        let mut text = String::new();
        if self.reader.read_to_string(&mut text).is_ok() {
            text.lines().for_each(say);
        }
    }
}
