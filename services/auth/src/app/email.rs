//! What somebody shows who reads the letters to an address: that it is theirs, that they may choose a new password, or that
//! their account shall have it.

use auth_contracts::{Realm, RevocationReason, SecurityEventKind};
use kernel_base::{Call, Secret};
use kernel_db::retry_conflicts;
use shared_contracts::Email;

use crate::app::App;
use crate::domain::account::{Account, Address, Owner};
use crate::domain::letter::{EmailToken, Kind, Letter};
use crate::domain::password;
use crate::domain::session::TokenDigest;
use crate::error::AuthError;
use crate::store;

impl App {
    /// A letter to the caller's own address. One that is verified already needs none.
    pub(crate) async fn request_verification(&self, owner: &Owner, network: &str) -> Result<(), AuthError> {
        let account = self.account(owner).await?;
        if account.email_verified_at.is_some() {
            return Ok(());
        }
        self.admit_letter((owner.realm, &account.address), network).await?;
        let letter = self.letter_to(&account, Kind::VerifyEmail);
        self.queue(&letter).await
    }

    pub(crate) async fn confirm_verification(
        &self,
        call: &Call,
        realm: Realm,
        shown: &Secret<String>,
    ) -> Result<(), AuthError> {
        let digest = TokenDigest::of(shown);
        let attempt = || async {
            let EmailToken { account, .. } = self.good_token(digest, (realm, Kind::VerifyEmail)).await?;
            let now = self.env.now();
            let write = self.db.write().await?;
            store::letter::use_token(&write, digest, now).await?;
            if account.email_verified_at.is_none() {
                store::account::verify(&write, &account, now).await?;
                self.tell_verified(&write, call, &account)?;
            }
            Ok(write.commit().await?)
        };
        retry_conflicts(attempt, AuthError::lost_race).await
    }

    /// A letter to this address, if anybody signs in with it. Who asks is not told, neither by the answer nor by the time it
    /// takes: whose address it is, is looked up when the letter is sent.
    pub(crate) async fn request_reset(
        &self,
        realm: Realm,
        email: &Secret<Email>,
        network: &str,
    ) -> Result<(), AuthError> {
        let address = Address::new(email.expose());
        match self.admit_letter((realm, &address), network).await {
            Ok(()) => {}
            // Its owner has letters enough, whoever asked for them, and each of them does what is wanted.
            Err(AuthError::TooManyLetters { .. }) => return Ok(()),
            Err(error) => return Err(error),
        }
        let letter = Letter {
            letter_id: self.env.uuid(),
            kind: Kind::ResetPassword,
            realm,
            account_id: None,
            address,
            created_at: self.env.now(),
        };
        self.queue(&letter).await
    }

    /// A new password. Ends all sessions, and what other letters said. The second factor stays.
    pub(crate) async fn confirm_reset(
        &self,
        call: &Call,
        realm: Realm,
        (shown, new): (&Secret<String>, &Secret<String>),
    ) -> Result<(), AuthError> {
        password::check(new.expose()).map_err(AuthError::Password)?;
        let digest = TokenDigest::of(shown);
        // A hash is only made for who has a token.
        self.good_token(digest, (realm, Kind::ResetPassword)).await?;
        let password_hash = self.hasher.hash(new).await?;
        let attempt = || async {
            let EmailToken { account, .. } = self.good_token(digest, (realm, Kind::ResetPassword)).await?;
            let now = self.env.now();
            let unverified = account.email_verified_at.is_none();
            let changed = Account {
                password_hash: password_hash.clone(),
                email_verified_at: account.email_verified_at.or(Some(now)),
                ..account
            };
            let write = self.db.write().await?;
            store::letter::use_token(&write, digest, now).await?;
            store::letter::void_all(&write, changed.account_id, now).await?;
            store::account::update(&write, &changed, now).await?;
            self.revoke_all(&write, call, &changed, RevocationReason::PasswordChanged).await?;
            self.tell_security(&write, call, &changed.owner, SecurityEventKind::PasswordReset)?;
            if unverified {
                self.tell_verified(&write, call, &changed)?;
            }
            Ok(write.commit().await?)
        };
        retry_conflicts(attempt, AuthError::lost_race).await
    }

    /// A letter to the address that the caller's account shall have. Whether another account has it, only who reads that
    /// letter learns.
    pub(crate) async fn request_change(
        &self,
        owner: &Owner,
        (password, email): (&Secret<String>, &Secret<Email>),
        network: &str,
    ) -> Result<(), AuthError> {
        let (account, attempt) = self.reauthenticate(owner, password, network).await?;
        self.give_back(&attempt).await;
        let address = Address::new(email.expose());
        self.admit_letter((owner.realm, &address), network).await?;
        let letter = Letter { address, ..self.letter_to(&account, Kind::ChangeEmail) };
        self.queue(&letter).await
    }

    /// The account has the address from now on, and what letters to the old one said is worth nothing. The old one is told.
    pub(crate) async fn confirm_change(
        &self,
        call: &Call,
        realm: Realm,
        shown: &Secret<String>,
    ) -> Result<(), AuthError> {
        let digest = TokenDigest::of(shown);
        let attempt = || async {
            let EmailToken { account, address, .. } =
                self.good_token(digest, (realm, Kind::ChangeEmail)).await?;
            let now = self.env.now();
            let notice = self.letter_to(&account, Kind::EmailChanged);
            let changed = Account { address, email_verified_at: Some(now), ..account };
            let write = self.db.write().await?;
            store::letter::use_token(&write, digest, now).await?;
            store::letter::void_all(&write, changed.account_id, now).await?;
            store::account::update(&write, &changed, now).await?;
            store::letter::insert(&write, &notice).await?;
            self.tell_security(&write, call, &changed.owner, SecurityEventKind::EmailChanged)?;
            self.tell_verified(&write, call, &changed)?;
            Ok(write.commit().await?)
        };
        retry_conflicts(attempt, AuthError::lost_race).await
    }

    async fn good_token(&self, digest: TokenDigest, wanted: (Realm, Kind)) -> Result<EmailToken, AuthError> {
        let found = {
            let reader = self.db.read().await?;
            store::letter::find_token(&reader, digest).await?
        };
        found.filter(|token| token.is_good(wanted, self.env.now())).ok_or(AuthError::InvalidEmailToken)
    }

    /// A letter to the address an account has.
    pub(super) fn letter_to(&self, account: &Account, kind: Kind) -> Letter {
        Letter {
            letter_id: self.env.uuid(),
            kind,
            realm: account.owner.realm,
            account_id: Some(account.account_id),
            address: account.address.clone(),
            created_at: self.env.now(),
        }
    }

    async fn queue(&self, letter: &Letter) -> Result<(), AuthError> {
        let write = self.db.write().await?;
        store::letter::insert(&write, letter).await?;
        Ok(write.commit().await?)
    }
}
