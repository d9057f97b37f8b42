//! The keys by which services know each other: a private one in a file of each holder, the public halves of all in one more. A
//! machine needs the private keys of what it runs, and the file of public ones.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use std::{fs, io};

use anyhow::{Context, bail};
use kernel_base::{Env, Secret, Timestamp};
use kernel_service::Keys;
use kernel_token::{HeldKey, HeldKeys, KeyPair, KeyRing, ServiceKey};

use crate::config::{Config, ConfigError};
use crate::registry::SERVICES;
use crate::secrets::{self, Missing};
use crate::up::relative;

/// What the command line is called among those who call services.
pub(crate) const OPERATOR: &str = "operator";
/// The directory of the keys, in the directory of secrets.
pub(crate) const DIRECTORY: &str = "service_keys";
/// The file of the public halves.
pub(crate) const PUBLIC: &str = "public.json";
/// Releases before this one had one secret for all services. It opens nothing any more.
const FORMER_TOKEN: &str = "service_token";
/// How long a holder's former key is listed at least: until every process signs with the new one, and what the former one
/// signed has run out.
pub(crate) const OVERLAP: Duration = Duration::from_secs(120);

/// The directory of the keys.
#[derive(Debug, Clone)]
pub(crate) struct ServiceKeys {
    secrets: PathBuf,
    missing: Missing,
}

/// Everybody who has a key.
pub(crate) fn holders() -> impl Iterator<Item = &'static str> {
    SERVICES.into_iter().map(|service| service.name).chain([gateway::NAME, OPERATOR])
}

/// The holder of that name.
pub(crate) fn holder(name: &str) -> anyhow::Result<&'static str> {
    holders().find(|holder| *holder == name).ok_or_else(|| {
        let names: Vec<&str> = holders().collect();
        ConfigError::new(format!("{name} has no key; keys have {}", names.join(", "))).into()
    })
}

impl ServiceKeys {
    pub(crate) fn new(config: &Config, missing: Missing) -> Self {
        Self { secrets: config.secrets_dir(), missing }
    }

    pub(crate) fn public_file(&self) -> PathBuf {
        self.secrets.join(DIRECTORY).join(PUBLIC)
    }

    pub(crate) fn private_file(&self, holder: &str) -> PathBuf {
        self.secrets.join(DIRECTORY).join(holder)
    }

    /// The keys of who runs in this process, and the public ones of all. Both files are followed from now on.
    pub(crate) fn open(&self, running: &[&'static str], env: &Env) -> anyhow::Result<Keys> {
        if self.missing == Missing::Generate {
            self.ensure(env).context("the keys of the services")?;
        }
        self.check_present(running)?;
        let listed = self.listed()?;
        let mut own = BTreeMap::new();
        for holder in running {
            let key = ServiceKey::open(*holder, self.private_file(holder), env.now())?;
            if !listed.lists(holder, &key.kid()) {
                let (public, private) = (self.public_file(), self.private_file(holder));
                let text = format!(
                    "{} does not list the key in {}: copy the {PUBLIC} that was made with it",
                    relative(&public),
                    relative(&private)
                );
                return Err(ConfigError::new(text).into());
            }
            own.insert(*holder, Arc::new(key));
        }
        let ring = KeyRing::open(self.public_file(), env.now())?;
        Ok(Keys { ring: Arc::new(ring), own })
    }

    fn check_present(&self, running: &[&'static str]) -> anyhow::Result<()> {
        let files = running.iter().map(|holder| self.private_file(holder)).chain([self.public_file()]);
        let missing: Vec<String> = files.filter(|file| !file.exists()).map(|file| relative(&file)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let text = format!(
            "missing: {}. Copy from where karum up or karum provision has made the keys; it is all that a process with {} \
             needs of them",
            missing.join(", "),
            running.join(", ")
        );
        Err(ConfigError::new(text).into())
    }

    /// Makes the keys that nobody has, and lists those that are not listed.
    pub(crate) fn ensure(&self, env: &Env) -> io::Result<()> {
        secrets::make_directory(&self.secrets.join(DIRECTORY))?;
        let mut listed = self.listed()?;
        let before = listed.clone();
        for holder in holders() {
            let file = self.private_file(holder);
            if file.exists() {
                // It was made just before the process died, or the public file is gone.
                list(&mut listed, public_half(holder, &secrets::read(&file)?, &file, env.now())?);
            } else if !listed.keys.iter().any(|held| held.holder == holder) {
                list(&mut listed, self.make(holder, env.now())?);
            }
            // Else another machine has it.
        }
        if listed != before {
            self.publish(&listed)?;
        }
        match fs::remove_file(self.secrets.join(FORMER_TOKEN)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Gives the holder a new key. The public half is listed first: who sees a signature of the new key can learn whose it is.
    pub(crate) fn rotate(&self, holder: &'static str, env: &Env) -> anyhow::Result<String> {
        secrets::make_directory(&self.secrets.join(DIRECTORY))?;
        let mut listed = self.listed()?;
        let (private, file) = (generate()?, self.private_file(holder));
        let half = public_half(holder, &private, &file, env.now())?;
        let kid = half.key.kid.clone();
        list(&mut listed, half);
        self.publish(&listed)?;
        secrets::write(&file, private.expose(), secrets::PRIVATE)?;
        Ok(kid)
    }

    /// Takes out of the list what no longer signs. Answers the ids; refuses while the new keys are young, unless it must be now.
    pub(crate) fn retire(&self, now: bool, env: &Env) -> anyhow::Result<Vec<HeldKey>> {
        let mut listed = self.listed()?;
        let mut former = Vec::new();
        for holder in holders() {
            let (mine, file): (Vec<&HeldKey>, _) = (
                listed.keys.iter().filter(|held| held.holder == holder).collect(),
                self.private_file(holder),
            );
            if mine.len() < 2 {
                continue;
            }
            if !file.exists() {
                bail!(
                    "{} is not here, so nobody can tell which of its keys signs: run this where the private keys are",
                    relative(&file)
                );
            }
            let signs = public_half(holder, &secrets::read(&file)?, &file, env.now())?.key.kid;
            let Some(current) = mine.iter().find(|held| held.key.kid == signs) else {
                bail!("{} is not listed in {PUBLIC}: run karum keys rotate {holder}", relative(&file));
            };
            if !now && env.now().since(current.made_at) < OVERLAP {
                bail!(
                    "the new key of {holder} is younger than {} s: some process may still sign with the former one; wait, or \
                     say --now if it is in wrong hands",
                    OVERLAP.as_secs()
                );
            }
            former.extend(mine.into_iter().filter(|held| held.key.kid != signs).cloned());
        }
        if !former.is_empty() {
            listed.keys.retain(|held| !former.contains(held));
            self.publish(&listed)?;
        }
        Ok(former)
    }

    /// What is listed; nothing while there is no file.
    pub(crate) fn listed(&self) -> io::Result<HeldKeys> {
        match HeldKeys::read(&self.public_file()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(HeldKeys::default()),
            read => read,
        }
    }

    /// The id of the key that signs for this holder, if its private half is here.
    pub(crate) fn signs(&self, holder: &str) -> io::Result<Option<String>> {
        let file = self.private_file(holder);
        if !file.exists() {
            return Ok(None);
        }
        Ok(Some(pair(&secrets::read(&file)?, &file)?.kid().to_owned()))
    }

    fn make(&self, holder: &str, now: Timestamp) -> io::Result<HeldKey> {
        let (private, file) = (generate()?, self.private_file(holder));
        secrets::write(&file, private.expose(), secrets::PRIVATE)?;
        public_half(holder, &private, &file, now)
    }

    fn publish(&self, listed: &HeldKeys) -> io::Result<()> {
        let text = serde_json::to_string_pretty(listed)?;
        secrets::write(&self.public_file(), &text, secrets::PUBLIC)
    }
}

/// Lists a key, once.
fn list(listed: &mut HeldKeys, half: HeldKey) {
    if !listed.lists(&half.holder, &half.key.kid) {
        listed.keys.push(half);
    }
}

fn generate() -> io::Result<Secret<String>> {
    KeyPair::generate_text().map_err(io::Error::other)
}

fn pair(private: &Secret<String>, file: &Path) -> io::Result<KeyPair> {
    KeyPair::from_text(private)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, format!("{}: {error}", file.display())))
}

fn public_half(
    holder: &str,
    private: &Secret<String>,
    file: &Path,
    made_at: Timestamp,
) -> io::Result<HeldKey> {
    Ok(HeldKey { holder: holder.to_owned(), made_at, key: pair(private, file)?.public() })
}
