//! Signing in, and the account that a customer makes for it.

use std::net::IpAddr;

use auth_contracts::{Realm, SecurityEventKind};
use kernel_base::{Call, Secret};
use kernel_db::Write;
use shared_contracts::{CustomerId, Email, OauthClientId, SessionId};

use crate::app::App;
use crate::app::attempt::Attempt;
use crate::app::hasher::Verified;
use crate::app::token::{Rights, Tokens};
use crate::domain::account::{Account, Address, Found, Owner, Status};
use crate::domain::letter::Kind;
use crate::domain::password;
use crate::domain::second_factor::Proof;
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

/// An attempt to sign in that was counted: at which account, if there is one, and from where.
pub(crate) struct Door {
    found: Option<Found>,
    pub(crate) network: String,
    pub(crate) attempt: Attempt,
}

/// How a session is opened.
pub(crate) struct Opening {
    pub(crate) session_id: SessionId,
    /// Where its owner is, when that is known: a place for later logins.
    pub(crate) network: Option<String>,
    pub(crate) user_agent: Option<String>,
    /// The application in whose hands alone it goes on.
    pub(crate) client: Option<OauthClientId>,
    /// The authorization code that it uses up.
    pub(crate) code: Option<TokenDigest>,
}

impl App {
    /// A customer with this e-mail address and password, signed in. The answer holds tokens, so it cannot keep secret that an
    /// address is taken: whoever asks is limited in how often.
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
            email_verified_at: None,
            password_hash,
            status: Status::Active,
            version: 1,
        };
        let rights = self.rights(call, &account.owner).await?.ok_or(AuthError::InvalidCredentials)?;
        let write = self.db.write().await?;
        store::account::insert(&write, &account, self.env.now()).await?;
        store::letter::insert(&write, &self.letter_to(&account, Kind::VerifyEmail)).await?;
        self.open_session(write, &account, rights, self.opening(network, shown.device.user_agent)).await
    }

    pub(crate) async fn login(
        &self,
        call: &Call,
        realm: Realm,
        shown: Credentials,
    ) -> Result<Tokens, AuthError> {
        let door = self.knock(realm, &shown).await?;
        let opening = self.opening(door.network.clone(), shown.device.user_agent.clone());
        let signed_in = async {
            let (write, account, rights) = self.enter(call, &door, shown).await?;
            self.open_session(write, &account, rights, opening).await
        };
        let result = signed_in.await;
        self.settle(&door.attempt, result).await
    }

    /// Counts an attempt to sign in, and refuses it over a limit.
    pub(super) async fn knock(&self, realm: Realm, shown: &Credentials) -> Result<Door, AuthError> {
        let network = self.network(shown.device.address);
        let address = Address::new(shown.email.expose());
        let found = {
            let reader = self.db.read().await?;
            store::account::find_for_login(&reader, realm, &address, &network).await?
        };
        let known = found.as_ref().is_some_and(|found| found.known);
        let attempt = self.admit_login((realm, &address), &network, known).await?;
        Ok(Door { found, network, attempt })
    }

    /// The account as it shall be after the login, and what its owner may do; in the write to come, what the login uses up.
    pub(super) async fn enter(
        &self,
        call: &Call,
        door: &Door,
        shown: Credentials,
    ) -> Result<(Write, Account, Rights), AuthError> {
        let account = door.found.as_ref().map(|found| found.account.clone());
        let (account, rights) = self.authenticate(call, account, &shown.password).await?;
        let proof = self.prove(&account, shown.code.as_ref()).await?;
        let write = self.db.write().await?;
        if let Some(proof) = &proof {
            store::second_factor::use_up(&write, account.account_id, proof, self.env.now()).await?;
        }
        store::attempt::give_back(&write, &door.attempt.buckets(), door.attempt.window_start()).await?;
        if matches!(proof, Some(Proof::Recovery(_))) {
            self.tell_security(&write, call, &account.owner, SecurityEventKind::RecoveryCodeUsed)?;
        }
        if door.found.as_ref().is_some_and(|found| found.seen && !found.known) {
            self.tell_security(&write, call, &account.owner, SecurityEventKind::NewNetwork)?;
        }
        Ok((write, account, rights))
    }

    /// Only a wrong password or code counts; what failed for another reason told nobody anything.
    pub(super) async fn settle<T>(
        &self,
        attempt: &Attempt,
        result: Result<T, AuthError>,
    ) -> Result<T, AuthError> {
        match result {
            Ok(_) | Err(AuthError::InvalidCredentials | AuthError::InvalidCode) => {}
            Err(_) => self.give_back(attempt).await,
        }
        result
    }

    /// The account with a fresh hash, if this is its password, and what its owner may do.
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

    /// A session that goes on in the hands of whoever signs in.
    pub(super) fn opening(&self, network: String, user_agent: Option<String>) -> Opening {
        let session_id = self.env.id();
        Opening { session_id, network: Some(network), user_agent, client: None, code: None }
    }

    pub(super) async fn open_session(
        &self,
        write: Write,
        account: &Account,
        rights: Rights,
        opening: Opening,
    ) -> Result<Tokens, AuthError> {
        let now = self.env.now();
        let lifetime = match account.owner.realm {
            Realm::Customer => self.config.customer_session(),
            Realm::Staff => self.config.staff_session(),
        };
        let session = Session {
            session_id: opening.session_id,
            user_agent: opening.user_agent,
            created_at: now,
            last_used_at: now,
            ends_at: now.plus(lifetime),
        };
        let refresh_token = self.refresh_token();
        let digest = TokenDigest::of(&refresh_token);
        // The account first: whoever closes it or changes its password does so, too, and one of the two finds the other.
        store::account::signed_in(&write, account, now).await?;
        store::session::insert(&write, account.account_id, (&session, opening.client), digest).await?;
        if let Some(network) = &opening.network {
            store::attempt::know(&write, account.account_id, network, now).await?;
        }
        if let Some(code) = opening.code {
            store::authorization_code::use_up(&write, code, session.session_id).await?;
        }
        // Before the commit: a session whose token cannot be signed must not be.
        let tokens = self.tokens(&account.owner, rights, session.session_id, refresh_token).await?;
        write.commit().await?;
        Ok(tokens)
    }
}
