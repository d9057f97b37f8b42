//! The owner of an account shows the password once more, or changes it.

use auth_contracts::{RevocationReason, SecurityEventKind};
use kernel_base::{Call, Secret};

use crate::app::App;
use crate::app::attempt::Attempt;
use crate::app::hasher::Verified;
use crate::app::login::Device;
use crate::app::token::Tokens;
use crate::domain::account::{Account, Owner, Status};
use crate::domain::password;
use crate::error::AuthError;
use crate::store;

impl App {
    /// Ends all sessions, and opens one for who changed the password.
    pub(crate) async fn change_password(
        &self,
        call: &Call,
        owner: &Owner,
        (current, new): (&Secret<String>, &Secret<String>),
        device: Device,
    ) -> Result<Tokens, AuthError> {
        password::check(new.expose()).map_err(AuthError::Password)?;
        let network = self.network(device.address);
        let (account, attempt) = self.reauthenticate(owner, current, &network).await?;
        self.give_back(&attempt).await;
        let rights = self.rights(call, owner).await?.ok_or(AuthError::InvalidCredentials)?;
        let changed = Account { password_hash: self.hasher.hash(new).await?, ..account };
        let write = self.db.write().await?;
        store::account::update(&write, &changed, self.env.now()).await?;
        self.revoke_all(&write, call, &changed, RevocationReason::PasswordChanged).await?;
        self.tell_security(&write, call, owner, SecurityEventKind::PasswordChanged)?;
        store::letter::void_all(&write, changed.account_id, self.env.now()).await?;
        let now_at = Account { version: changed.version + 1, ..changed };
        self.open_session(write, &now_at, rights, self.opening(network, device.user_agent)).await
    }

    /// The caller's account, if this is its password. Guessing is limited as at a login from an address that is known: a
    /// token was shown already. The attempt is to be given back when all that is asked for was right.
    pub(super) async fn reauthenticate(
        &self,
        owner: &Owner,
        shown: &Secret<String>,
        network: &str,
    ) -> Result<(Account, Attempt), AuthError> {
        let account = self.account(owner).await?;
        let attempt = self.admit_login((owner.realm, &account.address), network, true).await?;
        match self.hasher.verify(shown, Some(&account.password_hash)).await {
            Ok(Verified::Right { .. }) => Ok((account, attempt)),
            Ok(Verified::Wrong) => Err(AuthError::InvalidCredentials),
            Err(error) => {
                self.give_back(&attempt).await;
                Err(error)
            }
        }
    }

    /// The caller's account.
    pub(super) async fn account(&self, owner: &Owner) -> Result<Account, AuthError> {
        let reader = self.db.read().await?;
        let found = store::account::find(&reader, owner).await?;
        found.filter(|account| account.status == Status::Active).ok_or(AuthError::InvalidCredentials)
    }
}
