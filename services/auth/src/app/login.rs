//! Signing in, and the account that a customer makes for it.

use std::net::IpAddr;

use auth_contracts::Realm;
use kernel_base::{Call, Secret};
use kernel_db::Write;
use shared_contracts::{CustomerId, Email};

use crate::app::App;
use crate::app::attempt::Attempt;
use crate::app::hasher::Verified;
use crate::app::token::{Rights, Tokens};
use crate::domain::account::{Account, Address, Owner, Status};
use crate::domain::password;
use crate::domain::session::{Session, TokenDigest};
use crate::error::AuthError;
use crate::store;

/// What somebody shows to sign in, and from where. Nothing of it is ever printed.
pub(crate) struct Credentials {
    pub(crate) email: Secret<Email>,
    pub(crate) password: Secret<String>,
    /// The second factor, for accounts that have one.
    pub(crate) code: Option<Secret<String>>,
    pub(crate) device: Device,
}

pub(crate) struct Device {
    pub(crate) address: Option<IpAddr>,
    pub(crate) user_agent: Option<String>,
}

impl App {
    /// A customer with this e-mail address and password, signed in. Without mail, an address that is taken cannot be kept
    /// secret: whoever asks is limited in how often.
    pub(crate) async fn register(&self, call: &Call, shown: Credentials) -> Result<Tokens, AuthError> {
        let network = self.network(shown.device.address);
        let address = Address::new(shown.email.expose());
        password::check(shown.password.expose()).map_err(AuthError::Password)?;
        self.admit_registration(&network).await?;
        let taken = {
            let reader = self.db.read().await?;
            store::account::find_for_login(&reader, Realm::Customer, &address, &network).await?.is_some()
        };
        if taken {
            return Err(AuthError::EmailTaken);
        }
        let password_hash = self.hasher.hash(&shown.password).await?;
        let customer_id: CustomerId = self.env.id();
        let account = Account {
            account_id: self.env.uuid(),
            owner: Owner { realm: Realm::Customer, subject: customer_id.to_string() },
            address,
            password_hash,
            status: Status::Active,
            version: 1,
        };
        let rights = self.rights(call, &account.owner).await?.ok_or(AuthError::InvalidCredentials)?;
        let write = self.db.write().await?;
        store::account::insert(&write, &account, self.env.now()).await?;
        self.open_session(write, &account, rights, (&network, shown.device.user_agent)).await
    }

    pub(crate) async fn login(
        &self,
        call: &Call,
        realm: Realm,
        shown: Credentials,
    ) -> Result<Tokens, AuthError> {
        let network = self.network(shown.device.address);
        let address = Address::new(shown.email.expose());
        let found = {
            let reader = self.db.read().await?;
            store::account::find_for_login(&reader, realm, &address, &network).await?
        };
        let (account, known) = found.map_or((None, false), |(account, known)| (Some(account), known));
        let attempt = self.admit_login((realm, &address), &network, known).await?;
        let signed_in = async {
            let (account, rights) = self.authenticate(call, account, &shown.password).await?;
            let proof = self.prove(&account, shown.code.as_ref()).await?;
            let write = self.db.write().await?;
            if let Some(proof) = proof {
                store::second_factor::use_up(&write, account.account_id, &proof, self.env.now()).await?;
            }
            store::attempt::give_back(&write, &attempt.buckets(), attempt.window_start()).await?;
            self.open_session(write, &account, rights, (&network, shown.device.user_agent)).await
        };
        let result = signed_in.await;
        self.settle(&attempt, result).await
    }

    /// Only a wrong password or code counts; what failed for another reason told nobody anything.
    async fn settle(
        &self,
        attempt: &Attempt,
        result: Result<Tokens, AuthError>,
    ) -> Result<Tokens, AuthError> {
        match result {
            Ok(_) | Err(AuthError::InvalidCredentials | AuthError::InvalidCode) => {}
            Err(_) => self.give_back(attempt).await,
        }
        result
    }

    /// The account as it shall be after the login, and what its owner may do.
    async fn authenticate(
        &self,
        call: &Call,
        account: Option<Account>,
        shown: &Secret<String>,
    ) -> Result<(Account, Rights), AuthError> {
        let account = account.filter(|account| account.status == Status::Active);
        let expected = account.as_ref().map(|account| &account.password_hash);
        let (Some(mut account), Verified::Right { rehashed }) =
            (account.clone(), self.hasher.verify(shown, expected).await?)
        else {
            return Err(AuthError::InvalidCredentials);
        };
        if let Some(hash) = rehashed {
            account.password_hash = hash;
        }
        let rights = self.rights(call, &account.owner).await?.ok_or(AuthError::InvalidCredentials)?;
        Ok((account, rights))
    }

    pub(super) async fn open_session(
        &self,
        write: Write,
        account: &Account,
        rights: Rights,
        (network, user_agent): (&str, Option<String>),
    ) -> Result<Tokens, AuthError> {
        let now = self.env.now();
        let lifetime = match account.owner.realm {
            Realm::Customer => self.config.customer_session(),
            Realm::Staff => self.config.staff_session(),
        };
        let session = Session {
            session_id: self.env.id(),
            user_agent,
            created_at: now,
            last_used_at: now,
            ends_at: now.plus(lifetime),
        };
        let refresh_token = self.refresh_token();
        let digest = TokenDigest::of(&refresh_token);
        // The account first: whoever closes it or changes its password does so, too, and one of the two finds the other.
        store::account::signed_in(&write, account, now).await?;
        store::session::insert(&write, account.account_id, &session, digest).await?;
        store::attempt::know(&write, account.account_id, network, now).await?;
        // Before the commit: a session whose token cannot be signed must not be.
        let tokens = self.tokens(&account.owner, rights, session.session_id, refresh_token).await?;
        write.commit().await?;
        Ok(tokens)
    }
}
