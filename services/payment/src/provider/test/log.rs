//! The test provider's append-only log: what double charges are checked against. One JSON object a line. Never shortened:
//! a key that was forgotten would be charged a second time.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use kernel_base::{Money, Timestamp};
use serde::{Deserialize, Serialize};
use shared_contracts::TenderId;

use crate::domain::step::StepKind;

/// One thing that happened at the provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// When.
    pub at: Timestamp,
    /// The idempotency key it was asked with.
    pub key: String,
    /// What was asked.
    pub kind: StepKind,
    /// For which tender.
    pub tender_id: TenderId,
    /// How much.
    pub amount: Money,
    /// The payment token; every later step of the tender behaves by it.
    pub token: String,
    /// The provider's name for the authorization.
    pub authorization: String,
    /// What came of it.
    pub outcome: LogOutcome,
}

/// What came of a step at the provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogOutcome {
    /// Money moved, or is held, or is let go.
    Done,
    /// No; with the code.
    Refused(String),
    /// Waits for the payer.
    ActionRequired,
    /// Called off before it was decided.
    CalledOff,
}

/// The entries, and the file they are appended to if there is one.
pub(super) struct Log {
    pub(super) entries: Vec<LogEntry>,
    file: Option<File>,
}

impl Log {
    pub(super) fn in_memory() -> Self {
        Self { entries: Vec::new(), file: None }
    }

    /// Reads what the file holds and appends from there. A last line that was cut off by a crash was never answered:
    /// it is overwritten by a line break and passed over.
    pub(super) fn open(path: &Path) -> std::io::Result<Self> {
        let mut entries = Vec::new();
        let mut whole = true;
        if path.exists() {
            for line in BufReader::new(File::open(path)?).split(b'\n') {
                let entry = serde_json::from_slice(&line?);
                whole = entry.is_ok();
                entries.extend(entry.ok());
            }
        }
        let mut file = OpenOptions::new().create(true).append(true).open(path)?;
        if !whole {
            file.write_all(b"\n")?;
        }
        Ok(Self { entries, file: Some(file) })
    }

    /// Writes first and remembers then: what is not in the file did not happen.
    pub(super) fn append(&mut self, entry: LogEntry) -> std::io::Result<()> {
        if let Some(file) = &mut self.file {
            let mut line = serde_json::to_vec(&entry)?;
            line.push(b'\n');
            file.write_all(&line)?;
        }
        self.entries.push(entry);
        Ok(())
    }
}
