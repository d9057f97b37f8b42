//! Finds PostgreSQL's programs on this machine.

use std::fs;
use std::path::{Path, PathBuf};

use tokio::process::Command;

use super::ClusterError;

/// The oldest PostgreSQL that Karum runs on.
pub const MINIMUM_MAJOR: u32 = 15;

/// Where distributions put the programs when `pg_config` does not tell; `*` stands for one directory.
const PLACES: [&str; 6] = [
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/usr/local/pgsql/bin",
    "/usr/bin",
];

/// One installed PostgreSQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binaries {
    /// Its major version: 15, 16, …
    pub major: u32,
    /// The directory with `initdb`, `pg_ctl` and `postgres`.
    pub directory: PathBuf,
}

impl Binaries {
    /// The newest installed PostgreSQL, or the one of the wanted major version: data made by one cannot be read by
    /// another.
    pub async fn find(wanted: Option<u32>) -> Result<Self, ClusterError> {
        let mut found = Vec::new();
        for directory in candidates().await {
            if let Some(major) = major_of(&directory).await {
                found.push(Self { major, directory });
            }
        }
        found.sort_by_key(|binaries| binaries.major);
        let Some(newest) = found.last().cloned() else { return Err(ClusterError::NotInstalled) };
        match wanted {
            Some(major) => {
                let same = found.into_iter().find(|binaries| binaries.major == major);
                same.ok_or(ClusterError::OtherMajor { data: major, installed: newest.major })
            }
            None if newest.major < MINIMUM_MAJOR => {
                Err(ClusterError::TooOld { found: newest.major, directory: newest.directory })
            }
            None => Ok(newest),
        }
    }

    /// The path of one program.
    #[must_use]
    pub fn program(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }
}

async fn candidates() -> Vec<PathBuf> {
    let mut directories = Vec::new();
    if let Ok(output) = Command::new("pg_config").arg("--bindir").output().await {
        directories.push(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()));
    }
    directories.extend(PLACES.iter().flat_map(|pattern| expand(pattern)));
    directories.sort();
    directories.dedup();
    directories.retain(|directory| {
        ["initdb", "pg_ctl", "postgres"].iter().all(|name| directory.join(name).exists())
    });
    directories
}

/// The directories a pattern with at most one `*` stands for.
fn expand(pattern: &str) -> Vec<PathBuf> {
    let Some((before, after)) = pattern.split_once('*') else { return vec![pattern.into()] };
    let (parent, prefix) = before.rsplit_once('/').unwrap_or(("/", before));
    let Ok(entries) = fs::read_dir(Path::new(parent)) else { return Vec::new() };
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    names
        .filter(|name| name.starts_with(prefix))
        .map(|name| format!("{parent}/{name}{after}").into())
        .collect()
}

async fn major_of(directory: &Path) -> Option<u32> {
    let output = Command::new(directory.join("postgres")).arg("--version").output().await.ok()?;
    parse_major(&String::from_utf8_lossy(&output.stdout))
}

/// `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)` → 15; betas read `17beta1`.
fn parse_major(version: &str) -> Option<u32> {
    let number = version.split_once(") ")?.1;
    let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_major_version() {
        assert_eq!(parse_major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"), Some(15));
        assert_eq!(parse_major("postgres (PostgreSQL) 17beta1\n"), Some(17));
        assert_eq!(parse_major("something else"), None);
    }

    #[test]
    fn a_pattern_names_only_directories_that_exist() {
        assert!(expand("/proc/sel*/status").contains(&PathBuf::from("/proc/self/status")));
        assert!(expand("/nowhere/*/bin").is_empty());
    }
}
