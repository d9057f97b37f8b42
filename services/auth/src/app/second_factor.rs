//! Staff adds a second factor to its password, and shows it at every login from then on.

use auth_contracts::SecurityEventKind;
use kernel_base::{Call, Secret};

use crate::app::App;
use crate::domain::account::{Account, Owner};
use crate::domain::second_factor::{Proof, RECOVERY_CODES, SecondFactor, base32, recovery_code};
use crate::error::AuthError;
use crate::store;
use crate::vault::random;

/// What an authenticator app is told, once.
pub(crate) struct Enrollment {
    pub(crate) secret: Secret<String>,
    pub(crate) uri: Secret<String>,
}

impl App {
    /// A secret for an app. It counts once a first code has been shown; begun again, it is a new one.
    pub(crate) async fn enroll(
        &self,
        owner: &Owner,
        password: &Secret<String>,
        network: &str,
    ) -> Result<Enrollment, AuthError> {
        let (account, attempt) = self.reauthenticate(owner, password, network).await?;
        self.give_back(&attempt).await;
        let secret = Secret::new(random::<20>()?.to_vec());
        let sealed = self.vault.seal(&account.account_id.to_string(), &secret)?;
        let write = self.db.write().await?;
        store::second_factor::put(&write, account.account_id, &sealed, self.env.now()).await?;
        write.commit().await?;
        let text = base32(secret.expose());
        let encoded = |text: &str| {
            form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
        };
        let (label, issuer) = (encoded(account.address.expose()), encoded(&self.issuer));
        let uri = format!("otpauth://totp/{issuer}:{label}?secret={text}&issuer={issuer}");
        Ok(Enrollment { secret: Secret::new(text), uri: Secret::new(uri) })
    }

    /// The second factor counts from now on. Answers the recovery codes, which are shown this once.
    pub(crate) async fn confirm_enrollment(
        &self,
        call: &Call,
        owner: &Owner,
        shown: &Secret<String>,
    ) -> Result<Vec<Secret<String>>, AuthError> {
        let account = self.account(owner).await?;
        let factor = self.second_factor(&account).await?.ok_or(AuthError::NoSecondFactor)?;
        if factor.confirmed {
            return Err(AuthError::SecondFactorExists);
        }
        let now = self.env.now();
        let step = factor.step_of(shown.expose(), now).ok_or(AuthError::InvalidCode)?;
        let mut codes = Vec::with_capacity(RECOVERY_CODES);
        for _ in 0..RECOVERY_CODES {
            codes.push(base32(&random::<10>()?));
        }
        let digests: Vec<String> = codes.iter().map(|code| self.recovery_digest(&account, code)).collect();
        let write = self.db.write().await?;
        let confirmed = (factor.sealed.as_slice(), step);
        store::second_factor::confirm(&write, account.account_id, confirmed, &digests, now).await?;
        self.tell_security(&write, call, owner, SecurityEventKind::SecondFactorAdded)?;
        write.commit().await?;
        let grouped = |code: String| format!("{}-{}", &code[..8], &code[8..]);
        Ok(codes.into_iter().map(|code| Secret::new(grouped(code))).collect())
    }

    /// The password alone is enough again. Asks for both once more.
    pub(crate) async fn remove_second_factor(
        &self,
        call: &Call,
        owner: &Owner,
        (password, code): (&Secret<String>, Option<&Secret<String>>),
        network: &str,
    ) -> Result<(), AuthError> {
        let (account, attempt) = self.reauthenticate(owner, password, network).await?;
        let proof = self.prove(&account, code).await?;
        let write = self.db.write().await?;
        if let Some(proof) = proof {
            store::second_factor::use_up(&write, account.account_id, &proof, self.env.now()).await?;
            self.tell_security(&write, call, owner, SecurityEventKind::SecondFactorRemoved)?;
        }
        store::second_factor::delete(&write, account.account_id).await?;
        write.commit().await?;
        self.give_back(&attempt).await;
        Ok(())
    }

    /// What is shown besides the password, where that is asked for; nothing where it is not.
    pub(super) async fn prove(
        &self,
        account: &Account,
        shown: Option<&Secret<String>>,
    ) -> Result<Option<Proof>, AuthError> {
        let Some(factor) = self.second_factor(account).await?.filter(|factor| factor.confirmed) else {
            return Ok(None);
        };
        let shown = shown.ok_or(AuthError::CodeRequired)?.expose();
        if let Some(step) = factor.step_of(shown, self.env.now()) {
            return Ok(Some(Proof::Step(step)));
        }
        let digest = self.recovery_digest(account, &recovery_code(shown));
        let reader = self.db.read().await?;
        if store::second_factor::has_recovery_code(&reader, account.account_id, &digest).await? {
            Ok(Some(Proof::Recovery(digest)))
        } else {
            Err(AuthError::InvalidCode)
        }
    }

    pub(super) async fn has_second_factor(&self, owner: &Owner) -> Result<bool, AuthError> {
        let reader = self.db.read().await?;
        Ok(store::second_factor::confirmed(&reader, owner).await?)
    }

    async fn second_factor(&self, account: &Account) -> Result<Option<SecondFactor>, AuthError> {
        let found = {
            let reader = self.db.read().await?;
            store::second_factor::find(&reader, account.account_id).await?
        };
        let Some(stored) = found else { return Ok(None) };
        let secret = self.vault.open(&account.account_id.to_string(), &stored.sealed)?;
        let (confirmed, last_step) = (stored.confirmed, stored.last_step);
        Ok(Some(SecondFactor { secret, sealed: stored.sealed, confirmed, last_step }))
    }

    fn recovery_digest(&self, account: &Account, code: &str) -> String {
        self.vault.digest(&["recovery_code", &account.account_id.to_string(), code])
    }
}
