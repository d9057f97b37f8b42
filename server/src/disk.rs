//! Free space: a database on a full disk stops in the middle of things, so it is looked at before.

use std::path::Path;
use std::process::Command;

use anyhow::bail;

use crate::output::bytes;

/// Less than this is not worth starting with.
const LEAST_FREE: u64 = 300_000_000;

/// An error when the disk is nearly full.
pub(crate) async fn check(directory: &Path) -> anyhow::Result<()> {
    match free(directory) {
        Some(free) if free < LEAST_FREE => bail!(
            "the disk of {} is full: {} are free, and Karum needs at least {} to start",
            directory.display(),
            bytes(free),
            bytes(LEAST_FREE)
        ),
        Some(_) | None => Ok(()),
    }
}

/// Free bytes on the disk of an existing directory, as `df` tells them; `None` where it does not.
pub(crate) fn free(directory: &Path) -> Option<u64> {
    let output = Command::new("df").args(["-P", "-k"]).arg(directory).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let available: u64 = text.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()?;
    Some(available.saturating_mul(1024))
}
