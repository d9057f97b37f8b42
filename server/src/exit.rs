//! How the program ends: the exit code tells scripts what kind of failure it was.

use std::process::ExitCode;

use crate::config::ConfigError;

/// Something failed.
const FAILED: u8 = 1;
/// The command line or the configuration is wrong.
const USAGE: u8 = 2;
/// Karum, or what the command needs of it, is not running.
const NOT_RUNNING: u8 = 3;

/// The exit codes, for `--help`.
pub(crate) const HELP: &str = "Exit codes: 0 done, 1 failed (an audit found a hole, a check failed), 2 wrong arguments or configuration, 3 not \
     running.";

/// What the command needs does not run.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct NotRunning(pub(crate) String);

/// The command has printed what it found, and it is not good.
#[derive(Debug, thiserror::Error)]
#[error("failed")]
pub(crate) struct Reported;

impl Reported {
    /// Says what happened, and is then nothing more to say.
    pub(crate) fn after(text: &str) -> anyhow::Error {
        crate::output::note(text);
        Self.into()
    }
}

/// Prints the error, unless the command has explained itself, and chooses the exit code.
pub(crate) fn code(result: anyhow::Result<()>) -> ExitCode {
    let Err(error) = result else { return ExitCode::SUCCESS };
    if !error.is::<Reported>() {
        crate::output::note(format!("karum: {}", explain(&error)));
    }
    ExitCode::from(match () {
        () if error.is::<ConfigError>() => USAGE,
        () if error.is::<NotRunning>() => NOT_RUNNING,
        () => FAILED,
    })
}

/// The error with its causes, each said once.
fn explain(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if !text.contains(&cause) {
            if !text.is_empty() {
                text.push_str(": ");
            }
            text.push_str(&cause);
        }
    }
    text
}
