//! Secrets are files, one per database role, readable by their owner only.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use kernel_base::{Env, Secret};
use kernel_db::Passwords;

/// What staff identify themselves with.
pub(crate) const STAFF_TOKEN: &str = "staff_token";
/// What encrypts the keys that sign tokens. Lost, everybody has to sign in again; changed, auth does not start.
pub(crate) const AUTH_KEY: &str = "auth_key";
/// What encrypts personal data in the logs of events. Lost or changed, messages not yet applied cannot be read.
pub(crate) const PERSONAL_KEY: &str = "personal_key";
/// The secrets that are no passwords of database roles.
pub(crate) const TOKENS: [&str; 3] = [STAFF_TOKEN, AUTH_KEY, PERSONAL_KEY];
/// The mode of what only its owner may read.
pub(crate) const PRIVATE: u32 = 0o600;
/// The mode of what is no secret.
pub(crate) const PUBLIC: u32 = 0o644;

/// What happens when a secret has no file yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    /// It is made up and written.
    Generate,
    /// It is an error: somebody else knows it.
    Refuse,
}

/// A directory of secrets.
#[derive(Debug, Clone)]
pub(crate) struct Secrets {
    directory: PathBuf,
    missing: Missing,
}

impl Secrets {
    pub(crate) fn new(directory: PathBuf, missing: Missing) -> Self {
        Self { directory, missing }
    }

    /// The secret of that name.
    pub(crate) fn get(&self, name: &str) -> io::Result<Secret<String>> {
        let file = self.directory.join(name);
        match read(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && self.missing == Missing::Generate => {
                self.generate(&file)
            }
            other => other,
        }
    }

    fn generate(&self, file: &Path) -> io::Result<Secret<String>> {
        make_directory(&self.directory)?;
        let secret = Env::system().token();
        write(file, &secret, PRIVATE)?;
        Ok(Secret::new(secret))
    }
}

/// A directory that only its owner may enter.
pub(crate) fn make_directory(directory: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(directory)
}

/// Replaces a file. Written aside and renamed: a crash never leaves an empty one behind, and nobody reads half of it.
pub(crate) fn write(file: &Path, text: &str, mode: u32) -> io::Result<()> {
    let fresh = file.with_extension("new");
    let mut open = OpenOptions::new().write(true).create(true).truncate(true).mode(mode).open(&fresh)?;
    writeln!(open, "{text}")?;
    open.sync_all()?;
    fs::rename(&fresh, file)
}

impl Passwords for Secrets {
    fn password(&self, role: &str) -> io::Result<Secret<String>> {
        self.get(role)
    }
}

/// Reads a secret from its file; the line end is no part of it.
pub(crate) fn read(file: &Path) -> io::Result<Secret<String>> {
    let text = fs::read_to_string(file)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", file.display())))?;
    let secret = text.trim_end_matches(['\r', '\n']);
    if secret.is_empty() {
        let text = format!("{}: the file is empty", file.display());
        return Err(io::Error::new(io::ErrorKind::InvalidData, text));
    }
    Ok(Secret::new(secret.to_owned()))
}
