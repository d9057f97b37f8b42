//! The account PostgreSQL runs as, and files that belong to it: the server refuses to run as root.

use std::fs::{self, DirBuilder, OpenOptions, Permissions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, chown, symlink};
use std::path::{Path, PathBuf};

use kernel_base::Env;
use tokio::process::Command;

use super::ClusterError;

/// Accounts to run the server as when Karum is root, best first.
const CANDIDATES: [&str; 2] = ["postgres", "nobody"];

/// Where clusters go that root cannot share from its own directory.
const SHARED_HOME: &str = "/var/lib/karum";

/// An account of the operating system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its name.
    pub name: String,
    /// Its number.
    pub uid: u32,
    /// Its group.
    pub gid: u32,
}

impl Account {
    /// The account to switch to: `None` when this process is not root and the server simply runs as the same user.
    pub(super) async fn for_server() -> Result<Option<Self>, ClusterError> {
        let output = Command::new("id").arg("-u").output().await;
        let output = output.map_err(|error| ClusterError::io("run", Path::new("id"), error))?;
        if output.stdout.trim_ascii() != b"0" {
            return Ok(None);
        }
        let file = Path::new("/etc/passwd");
        let accounts = fs::read_to_string(file).map_err(|error| ClusterError::io("read", file, error))?;
        let found = CANDIDATES.iter().find_map(|name| Self::parse(&accounts, name));
        found.map(Some).ok_or(ClusterError::NoAccount)
    }

    fn parse(accounts: &str, wanted: &str) -> Option<Self> {
        accounts.lines().find_map(|line| {
            let fields: Vec<&str> = line.split(':').collect();
            let [name, _password, uid, gid, ..] = fields.as_slice() else { return None };
            let (uid, gid) = (uid.parse().ok()?, gid.parse().ok()?);
            (*name == wanted).then(|| Self { name: (*name).to_owned(), uid, gid })
        })
    }

    fn may_enter(&self, directory: &Path) -> bool {
        let Ok(metadata) = fs::metadata(directory) else { return false };
        let search_bit = match (metadata.uid() == self.uid, metadata.gid() == self.gid) {
            (true, _) => 0o100,
            (false, true) => 0o010,
            (false, false) => 0o001,
        };
        metadata.mode() & search_bit != 0
    }
}

/// Makes the home of a cluster, and answers its path with links resolved.
pub(super) fn place(home: &Path, account: Option<&Account>) -> Result<PathBuf, ClusterError> {
    let parent = match home.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).map_err(|error| ClusterError::io("make", parent, error))?;
    let parent = fs::canonicalize(parent).map_err(|error| ClusterError::io("open", parent, error))?;
    let hidden =
        account.is_some_and(|account| !parent.ancestors().all(|directory| account.may_enter(directory)));
    if hidden && !home.exists() {
        let elsewhere = Path::new(SHARED_HOME).join(Env::system().uuid().to_string());
        fs::create_dir_all(SHARED_HOME)
            .map_err(|error| ClusterError::io("make", Path::new(SHARED_HOME), error))?;
        private_directory(&elsewhere, account)?;
        // A link that leads nowhere: its cluster was deleted by hand.
        if home.is_symlink() {
            fs::remove_file(home).map_err(|error| ClusterError::io("remove", home, error))?;
        }
        symlink(&elsewhere, home).map_err(|error| ClusterError::io("make the link", home, error))?;
    } else {
        private_directory(home, account)?;
    }
    fs::canonicalize(home).map_err(|error| ClusterError::io("open", home, error))
}

/// Makes a directory that only the server's account may enter. One that belongs to a stranger is an error.
pub(super) fn private_directory(directory: &Path, account: Option<&Account>) -> Result<(), ClusterError> {
    let failed = |error| ClusterError::io("make", directory, error);
    match DirBuilder::new().mode(0o700).create(directory) {
        Ok(()) => give(directory, account),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let metadata = fs::metadata(directory).map_err(failed)?;
            match account {
                Some(account) if metadata.uid() == 0 => give(directory, Some(account)),
                Some(account) if metadata.uid() != account.uid => {
                    Err(ClusterError::NotOurs { path: directory.to_owned(), uid: metadata.uid() })
                }
                Some(_) | None => fs::set_permissions(directory, Permissions::from_mode(0o700))
                    .map_err(|_| ClusterError::NotOurs { path: directory.to_owned(), uid: metadata.uid() }),
            }
        }
        Err(error) => Err(failed(error)),
    }
}

/// Writes a file for the server's account only, replacing it in one step.
pub(super) fn write_private(file: &Path, text: &str, account: Option<&Account>) -> Result<(), ClusterError> {
    let failed = |error| ClusterError::io("write", file, error);
    let fresh = file.with_extension("new");
    let mut options = OpenOptions::new();
    let mut open =
        options.write(true).create(true).truncate(true).mode(0o600).open(&fresh).map_err(failed)?;
    open.write_all(text.as_bytes()).and_then(|()| open.sync_all()).map_err(failed)?;
    give(&fresh, account)?;
    fs::rename(&fresh, file).map_err(failed)
}

fn give(path: &Path, account: Option<&Account>) -> Result<(), ClusterError> {
    let Some(account) = account else { return Ok(()) };
    chown(path, Some(account.uid), Some(account.gid))
        .map_err(|error| ClusterError::io("give away", path, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_an_account_by_its_exact_name() {
        let accounts =
            "root:x:0:0:root:/root:/bin/bash\npostgres2:x:7:7::/:/bin/sh\npostgres:x:101:104::/:/bin/sh\n";
        let account = Account::parse(accounts, "postgres").unwrap();
        assert_eq!((account.uid, account.gid), (101, 104));
        assert_eq!(Account::parse(accounts, "nobody"), None);
    }
}
