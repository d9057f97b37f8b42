//! Counts attempts before they are made, so that many at once find the same limit as many in a row; those that succeed
//! are given back.

use std::net::IpAddr;

use kernel_base::Timestamp;

use crate::app::App;
use crate::domain::account::Address;
use crate::domain::attempt::{Scope, network};
use crate::error::AuthError;
use crate::store;
use auth_contracts::Realm;

/// An attempt that was counted.
pub(crate) struct Attempt {
    buckets: Vec<(Scope, String)>,
    window_start: Timestamp,
}

impl Attempt {
    pub(crate) fn buckets(&self) -> Vec<&str> {
        self.buckets.iter().map(|(_, bucket)| bucket.as_str()).collect()
    }

    pub(crate) fn window_start(&self) -> Timestamp {
        self.window_start
    }
}

impl App {
    /// The name under which a client's network is known to this service alone.
    pub(crate) fn network(&self, client: Option<IpAddr>) -> String {
        self.vault.digest(&["network", &network(client)])
    }

    /// Counts an attempt to sign in, and refuses it over a limit.
    pub(crate) async fn admit_login(
        &self,
        (realm, address): (Realm, &Address),
        network: &str,
        known: bool,
    ) -> Result<Attempt, AuthError> {
        let (realm, address) = (store::realm(realm), address.expose());
        let bucket = |scope: Scope| {
            let parts: &[&str] = match scope {
                Scope::AccountAndAddress => &[scope.name(), realm, address, network],
                Scope::Strangers => &[scope.name(), realm, address],
                Scope::Address | Scope::Registrations | Scope::LettersFrom | Scope::LettersTo => {
                    &[scope.name(), network]
                }
            };
            (scope, self.vault.digest(parts))
        };
        self.admit(Scope::of_login(known).iter().map(|scope| bucket(*scope)).collect()).await
    }

    /// Counts an attempt to register, and refuses it over the limit.
    pub(crate) async fn admit_registration(&self, network: &str) -> Result<(), AuthError> {
        let scope = Scope::Registrations;
        self.admit(vec![(scope, self.vault.digest(&[scope.name(), network]))]).await?;
        Ok(())
    }

    /// Counts a letter that somebody asks for, and refuses it over a limit: nobody fills the mailbox of others, or sends more
    /// letters than people do.
    pub(crate) async fn admit_letter(
        &self,
        (realm, address): (Realm, &Address),
        network: &str,
    ) -> Result<(), AuthError> {
        let from = Scope::LettersFrom;
        self.admit(vec![(from, self.vault.digest(&[from.name(), network]))]).await?;
        let to = Scope::LettersTo;
        let bucket = self.vault.digest(&[to.name(), store::realm(realm), address.expose()]);
        match self.admit(vec![(to, bucket)]).await {
            Err(AuthError::TooManyAttempts { retry_after }) => Err(AuthError::TooManyLetters { retry_after }),
            result => result.map(drop),
        }
    }

    async fn admit(&self, buckets: Vec<(Scope, String)>) -> Result<Attempt, AuthError> {
        let (limits, now) = (self.config.limits(), self.env.now());
        let attempt = Attempt { buckets, window_start: limits.window_start(now) };
        let reader = self.db.read().await?;
        let counts = store::attempt::count(&reader, &attempt.buckets(), attempt.window_start).await?;
        let count =
            |wanted: &str| counts.iter().find(|(bucket, _)| bucket == wanted).map(|(_, count)| *count);
        let counted =
            attempt.buckets.iter().map(|(scope, bucket)| (*scope, count(bucket).unwrap_or(i32::MAX)));
        if limits.admit(counted) {
            Ok(attempt)
        } else {
            Err(AuthError::TooManyAttempts { retry_after: limits.remaining(now) })
        }
    }

    /// Gives back an attempt that told nobody anything. That it could not be is no reason to fail.
    pub(crate) async fn give_back(&self, attempt: &Attempt) {
        let given_back = async {
            let reader = self.db.read().await?;
            store::attempt::give_back(&reader, &attempt.buckets(), attempt.window_start).await
        };
        if let Err(error) = given_back.await {
            tracing::debug!(%error, "an attempt to sign in stays counted");
        }
    }
}
