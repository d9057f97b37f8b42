//! Accounts, as those who own the people behind them set them up and close them.

use auth_contracts::{Realm, RevocationReason, SecurityEventKind, SetPassword};
use kernel_base::Call;
use kernel_db::retry_conflicts;

use crate::app::App;
use crate::app::hasher::Verified;
use crate::domain::account::{Account, Address, Owner, Status};
use crate::domain::password;
use crate::error::AuthError;
use crate::store;

impl App {
    /// Repeated, it changes nothing.
    pub(crate) async fn set_password(&self, call: &Call, wanted: SetPassword) -> Result<(), AuthError> {
        let owner = Owner::try_new(wanted.realm, wanted.subject.clone())?;
        password::check(wanted.password.expose()).map_err(AuthError::Password)?;
        let attempt = || async {
            let found = {
                let reader = self.db.read().await?;
                store::account::find(&reader, &owner).await?
            };
            match found {
                None => self.open_account(&owner, &wanted).await,
                Some(account) => self.change_account(call, account, &wanted).await,
            }
        };
        retry_conflicts(attempt, AuthError::lost_race).await
    }

    async fn open_account(&self, owner: &Owner, wanted: &SetPassword) -> Result<(), AuthError> {
        let account = Account {
            account_id: self.env.uuid(),
            owner: owner.clone(),
            address: Address::new(wanted.email.expose()),
            email_verified_at: None,
            password_hash: self.hasher.hash(&wanted.password).await?,
            status: Status::Active,
            version: 1,
        };
        let write = self.db.write().await?;
        store::account::insert(&write, &account, self.env.now()).await?;
        match write.commit().await.map_err(AuthError::from) {
            Err(AuthError::EmailTaken) => {
                // Perhaps by this very request, sent twice: then the next attempt finds its own account.
                let reader = self.db.read().await?;
                let own = store::account::find(&reader, owner).await?.is_some();
                Err(if own { AuthError::LostRace } else { AuthError::EmailTaken })
            }
            result => result,
        }
    }

    async fn change_account(
        &self,
        call: &Call,
        account: Account,
        wanted: &SetPassword,
    ) -> Result<(), AuthError> {
        let address = Address::new(wanted.email.expose());
        let verified = self.hasher.verify(&wanted.password, Some(&account.password_hash)).await?;
        let same_password = matches!(verified, Verified::Right { .. });
        if same_password && account.address == address && account.status == Status::Active {
            return Ok(());
        }
        let password_hash = match verified {
            Verified::Right { .. } => account.password_hash.clone(),
            Verified::Wrong => self.hasher.hash(&wanted.password).await?,
        };
        let write = self.db.write().await?;
        let email_verified_at = account.email_verified_at.filter(|_| account.address == address);
        let changed =
            Account { address, email_verified_at, password_hash, status: Status::Active, ..account };
        store::account::update(&write, &changed, self.env.now()).await?;
        store::letter::void_all(&write, changed.account_id, self.env.now()).await?;
        if !same_password {
            self.revoke_all(&write, call, &changed, RevocationReason::PasswordChanged).await?;
            self.tell_security(&write, call, &changed.owner, SecurityEventKind::PasswordChanged)?;
        }
        Ok(write.commit().await?)
    }

    /// Ends all sessions; a customer's account stays closed. Whether staff may sign in, user says at every login.
    pub(crate) async fn close(&self, call: &Call, owner: &Owner) -> Result<(), AuthError> {
        let attempt = || async {
            let write = self.db.write().await?;
            let Some(account) = store::account::find(&write, owner).await? else { return Ok(()) };
            if owner.realm == Realm::Customer && account.status == Status::Active {
                let closed = Account { status: Status::Closed, ..account.clone() };
                store::account::update(&write, &closed, self.env.now()).await?;
            }
            self.revoke_all(&write, call, &account, RevocationReason::Closed).await?;
            Ok(write.commit().await?)
        };
        retry_conflicts(attempt, AuthError::lost_race).await
    }
}
