//! Hashes passwords on threads of their own: so many at once, so many waiting, and no more. A storm of logins neither
//! takes the memory nor stops what else the process does.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use argon2::password_hash::{Output, ParamsString, PasswordHash, SaltString};
use argon2::{ARGON2ID_IDENT, Algorithm, Argon2, Block, Params, Version};
use kernel_base::Secret;
use tokio::sync::oneshot;

use crate::config::Config;
use crate::error::AuthError;
use crate::vault::random;

pub(crate) struct Hasher {
    params: Params,
    /// What the password of nobody is compared with.
    nobody: Secret<String>,
    /// Those that wait for a thread. The threads end with it.
    waiting: SyncSender<Job>,
}

/// A third of the processor time that others get who want it, too.
#[cfg(target_os = "linux")]
const NICE: i32 = 5;

/// Something to do on a thread with the memory for hashes.
type Job = Box<dyn FnOnce(&mut Memory) + Send>;

/// Belongs to a thread, which hashes in it again and again: what is given back and taken anew for every hash costs a page
/// fault for every page, and a heap keeps more of it than is ever in use.
type Memory = Vec<Block>;

/// Whether a password is the right one.
#[derive(Debug)]
pub(crate) enum Verified {
    Wrong,
    /// With a new hash when the old one was made with other parameters than are now configured.
    Right {
        rehashed: Option<Secret<String>>,
    },
}

impl Hasher {
    pub(crate) fn new(config: &Config) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let at_once = if config.hashes_at_once == 0 { processors } else { config.hashes_at_once.min(1024) };
        let (memory, passes, lanes) = (config.hash_memory_kib, config.hash_passes, config.hash_lanes);
        let params = Params::new(memory, passes, lanes, None).unwrap_or_else(|error| {
            tracing::warn!(%error, "the configured parameters of password hashes cannot be used; the defaults are");
            Params::default()
        });
        // No password has this hash, and verifying one against it takes as long as against any other.
        let costs = format!("m={},t={},p={}", params.m_cost(), params.t_cost(), params.p_cost());
        let nobody = format!("$argon2id$v=19${costs}${}${}", "A".repeat(22), "A".repeat(43));
        let (waiting, jobs) = sync_channel(config.hash_queue.min(10_000));
        start_threads(at_once, jobs);
        Self { params, nobody: Secret::new(nobody), waiting }
    }

    pub(crate) async fn hash(&self, password: &Secret<String>) -> Result<Secret<String>, AuthError> {
        let (params, password) = (self.params.clone(), password.clone());
        self.run(move |memory| hash(params, &password, memory)).await
    }

    /// Without a hash the answer is no, after the same time.
    pub(crate) async fn verify(
        &self,
        password: &Secret<String>,
        expected: Option<&Secret<String>>,
    ) -> Result<Verified, AuthError> {
        let (params, password) = (self.params.clone(), password.clone());
        let expected = expected.unwrap_or(&self.nobody).clone();
        self.run(move |memory| {
            let expected = PasswordHash::new(expected.expose()).map_err(failed)?;
            if !is_of(&expected, &password, memory)? {
                return Ok(Verified::Wrong);
            }
            let made_with = Params::try_from(&expected).map_err(failed)?;
            let costs = |params: &Params| (params.m_cost(), params.t_cost(), params.p_cost());
            let outdated = costs(&made_with) != costs(&params);
            let rehashed = if outdated { Some(hash(params, &password, memory)?) } else { None };
            Ok(Verified::Right { rehashed })
        })
        .await
    }

    /// Does it on the next thread that is free; refuses it when too many wait already.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Memory) -> Result<T, AuthError> + Send + 'static,
    ) -> Result<T, AuthError> {
        let (answer, answered) = oneshot::channel();
        let job = move |memory: &mut Memory| {
            // Whoever asked may have gone while it waited.
            if !answer.is_closed() {
                answer.send(work(memory)).ok();
            }
        };
        self.waiting.try_send(Box::new(job)).map_err(|error| match error {
            TrySendError::Full(_) => AuthError::Busy,
            TrySendError::Disconnected(_) => failed("there is no thread for it"),
        })?;
        answered.await.map_err(|_| failed("its thread gave up"))?
    }
}

fn start_threads(count: usize, jobs: Receiver<Job>) {
    let jobs = Arc::new(Mutex::new(jobs));
    for _ in 0..count {
        let jobs = Arc::clone(&jobs);
        let work = move || {
            give_way();
            let mut memory = Memory::new();
            while let Some(job) = next(&jobs) {
                // What went wrong is told by the hook for panics; the thread is needed for the next.
                catch_unwind(AssertUnwindSafe(|| job(&mut memory))).ok();
            }
        };
        if let Err(error) = std::thread::Builder::new().name("password-hash".to_owned()).spawn(work) {
            tracing::error!(%error, "no thread could be started that hashes passwords");
        }
    }
}

/// Lets everything else go first where processors are short: a login may wait longer than a checkout. Elsewhere than on Linux
/// priorities belong to processes.
fn give_way() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, NICE) {
        tracing::debug!(%error, "passwords are hashed with the same priority as everything else");
    }
}

/// The next job, once there is one; nothing when there will be none. One thread waits for it, the others wait for this one.
fn next(jobs: &Mutex<Receiver<Job>>) -> Option<Job> {
    jobs.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

fn hash(params: Params, password: &Secret<String>, memory: &mut Memory) -> Result<Secret<String>, AuthError> {
    let salt = SaltString::encode_b64(&random::<16>()?).map_err(failed)?;
    let hash = PasswordHash {
        algorithm: ARGON2ID_IDENT,
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&params).map_err(failed)?,
        salt: Some(salt.as_salt()),
        hash: None,
    };
    let output = output(&hash, Params::DEFAULT_OUTPUT_LEN, password, memory)?;
    Ok(Secret::new(PasswordHash { hash: Some(output), ..hash }.to_string()))
}

/// Compared in constant time.
fn is_of(
    expected: &PasswordHash<'_>,
    password: &Secret<String>,
    memory: &mut Memory,
) -> Result<bool, AuthError> {
    let wanted = expected.hash.ok_or_else(|| failed("a hash lacks its end"))?;
    Ok(output(expected, wanted.len(), password, memory)? == wanted)
}

/// What this password gives with the parameters and the salt of `hash`.
fn output(
    hash: &PasswordHash<'_>,
    length: usize,
    password: &Secret<String>,
    memory: &mut Memory,
) -> Result<Output, AuthError> {
    let algorithm = Algorithm::try_from(hash.algorithm).map_err(failed)?;
    let version = hash.version.unwrap_or_default().try_into().map_err(failed)?;
    let params = Params::try_from(hash).map_err(failed)?;
    let mut buffer = [0; 64];
    let salt = hash.salt.ok_or_else(|| failed("a hash lacks its salt"))?;
    let salt = salt.decode_b64(&mut buffer).map_err(failed)?;
    if memory.len() < params.block_count() {
        memory.resize(params.block_count(), Block::default());
    }
    let argon2 = Argon2::new(algorithm, version, params);
    let filled = |out: &mut [u8]| {
        let password = password.expose().as_bytes();
        Ok(argon2.hash_password_into_with_memory(password, salt, out, memory.as_mut_slice())?)
    };
    Output::init_with(length, filled).map_err(failed)
}

fn failed(error: impl std::fmt::Display) -> AuthError {
    AuthError::Hash(error.to_string())
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    fn config() -> Config {
        Config { hash_memory_kib: 64, hash_passes: 1, hashes_at_once: 2, hash_queue: 3, ..Config::default() }
    }

    fn secret(text: &str) -> Secret<String> {
        Secret::new(text.to_owned())
    }

    #[tokio::test]
    async fn a_hash_knows_its_password_and_is_renewed_when_the_parameters_changed() {
        let hasher = Hasher::new(&config());
        let hash = hasher.hash(&secret("correct horse")).await.unwrap();
        assert!(hash.expose().starts_with("$argon2id$v=19$m=64,t=1,p=1$"));
        let right = hasher.verify(&secret("correct horse"), Some(&hash)).await.unwrap();
        assert!(matches!(right, Verified::Right { rehashed: None }));
        let wrong = hasher.verify(&secret("correct Horse"), Some(&hash)).await.unwrap();
        assert!(matches!(wrong, Verified::Wrong));
        let stronger = Hasher::new(&Config { hash_memory_kib: 128, ..config() });
        let Verified::Right { rehashed: Some(renewed) } =
            stronger.verify(&secret("correct horse"), Some(&hash)).await.unwrap()
        else {
            panic!("it was made with less memory");
        };
        assert!(renewed.expose().starts_with("$argon2id$v=19$m=128,t=1,p=1$"));
    }

    #[tokio::test]
    async fn nobody_has_no_password() {
        let hasher = Hasher::new(&config());
        for password in ["", "A", "correct horse"] {
            assert!(matches!(hasher.verify(&secret(password), None).await.unwrap(), Verified::Wrong));
        }
    }

    #[tokio::test]
    async fn the_defaults_are_what_owasp_asks_for() {
        let hash = Hasher::new(&Config::default()).hash(&secret("correct horse")).await.unwrap();
        assert!(hash.expose().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    }

    #[tokio::test]
    async fn who_finds_no_place_is_told_to_come_again() {
        let hasher = Hasher::new(&config());
        let (begun, begins) = channel::<()>();
        let (end, ends) = channel::<()>();
        let ends = Arc::new(Mutex::new(ends));
        let mut working = Vec::new();
        for number in 0..5 {
            let (begun, ends) = (begun.clone(), Arc::clone(&ends));
            let mut job = Box::pin(hasher.run(move |_| {
                begun.send(()).unwrap();
                Ok(ends.lock().unwrap().recv().is_err())
            }));
            assert!(futures::poll!(&mut job).is_pending());
            working.push(job);
            if number < 2 {
                begins.recv().unwrap();
            }
        }
        assert!(matches!(hasher.hash(&secret("correct horse")).await, Err(AuthError::Busy)));
        drop(end);
        for job in working {
            assert!(job.await.unwrap());
        }
        hasher.hash(&secret("correct horse")).await.unwrap();
    }

    #[tokio::test]
    async fn a_thread_outlives_what_goes_wrong_on_it() {
        let hasher = Hasher::new(&Config { hashes_at_once: 1, ..config() });
        let failed = hasher.run(|_| -> Result<(), AuthError> { panic!("on purpose") }).await;
        assert!(matches!(failed, Err(AuthError::Hash(_))), "{failed:?}");
        hasher.hash(&secret("correct horse")).await.unwrap();
    }

    #[tokio::test]
    async fn what_nobody_waits_for_is_not_done() {
        let hasher = Hasher::new(&Config { hashes_at_once: 1, ..config() });
        let (end, ends) = channel::<()>();
        let (done, is_done) = channel::<()>();
        let mut first = Box::pin(hasher.run(move |_| Ok(ends.recv().is_err())));
        assert!(futures::poll!(&mut first).is_pending());
        let mut given_up = Box::pin(hasher.run(move |_| Ok(done.send(()).is_ok())));
        assert!(futures::poll!(&mut given_up).is_pending());
        drop(given_up);
        drop(end);
        assert!(first.await.unwrap());
        hasher.hash(&secret("correct horse")).await.unwrap();
        assert!(is_done.try_recv().is_err());
    }
}
