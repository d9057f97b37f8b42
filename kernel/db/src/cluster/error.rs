//! What can go wrong with a private cluster, each as a sentence that tells a person what to do.

use std::io;
use std::path::{Path, PathBuf};

use super::MINIMUM_MAJOR;

/// Why a private cluster could not be made, started or stopped.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// No PostgreSQL on this machine.
    #[error(
        "PostgreSQL is not installed; install the server, version {MINIMUM_MAJOR} or newer (Debian and Ubuntu: apt-get \
         install postgresql)"
    )]
    NotInstalled,
    /// Only an old PostgreSQL on this machine.
    #[error(
        "PostgreSQL {found} in {} is too old; install version {MINIMUM_MAJOR} or newer beside it", directory.display()
    )]
    TooOld {
        /// The newest version found.
        found: u32,
        /// Where it is.
        directory: PathBuf,
    },
    /// The data was made by a version that is not installed.
    #[error(
        "the data was made by PostgreSQL {data}, but only version {installed} is installed; install version {data} \
         again, or upgrade the data with pg_upgrade"
    )]
    OtherMajor {
        /// The version that made the data.
        data: u32,
        /// The newest installed version.
        installed: u32,
    },
    /// There is no cluster yet.
    #[error("there is no PostgreSQL cluster in {} yet; karum up makes one", .0.display())]
    NotMade(PathBuf),
    /// Something is there that is not a whole cluster.
    #[error(
        "{} is not a complete PostgreSQL data directory; nothing was changed: restore it from a backup, or, when it \
         holds nothing of value, remove it (rm -r {}) and start again", .0.display(), .0.display()
    )]
    HalfMade(PathBuf),
    /// A directory belongs to another user.
    #[error("{} belongs to another user (uid {uid}); give it back or remove it", path.display())]
    NotOurs {
        /// The directory.
        path: PathBuf,
        /// Its owner.
        uid: u32,
    },
    /// Karum is root and there is nobody to run the server as.
    #[error(
        "PostgreSQL does not run as root, and this machine has neither a user postgres nor a user nobody"
    )]
    NoAccount,
    /// The disk is full.
    #[error("no space left on the disk while trying to {0}; free some and start again")]
    DiskFull(String),
    /// A PostgreSQL program failed; what it said last is part of the message.
    #[error("could not {action}: {said}")]
    Program {
        /// What was tried.
        action: String,
        /// The last lines the program wrote.
        said: String,
    },
    /// The running server was told to read its files again and did not.
    #[error("PostgreSQL did not take over the new access rules within 5 s; see its log")]
    NotReloaded,
    /// The running server does not let the superuser in.
    #[error("cannot connect to the PostgreSQL cluster as superuser")]
    Connection(#[source] tokio_postgres::Error),
    /// The operating system refused something.
    #[error("could not {action} {}", path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// With what.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
}

impl ClusterError {
    pub(super) fn io(action: &'static str, path: &Path, source: io::Error) -> Self {
        if source.kind() == io::ErrorKind::StorageFull {
            return Self::DiskFull(format!("{action} {}", path.display()));
        }
        Self::Io { action, path: path.to_owned(), source }
    }

    /// Reads the reason out of what a program wrote.
    pub(super) fn from_output(action: &str, output: &str) -> Self {
        if output.contains("No space left on device") {
            return Self::DiskFull(action.to_owned());
        }
        let lines: Vec<&str> = output.lines().filter(|line| !line.trim().is_empty()).collect();
        let last = lines.len().saturating_sub(5);
        Self::Program { action: action.to_owned(), said: lines.get(last..).unwrap_or_default().join("\n") }
    }
}
