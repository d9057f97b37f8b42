//! Accounts of staff: invited, renamed, given roles, deactivated and reactivated.

use std::collections::BTreeSet;

use auth_contracts::Realm;
use kernel_base::{Call, Page, PageRequest, Secret};
use kernel_db::{GenericClient, retry_conflicts};
use kernel_http::{IdempotencyKey, Reply, store_response};
use shared_contracts::{Email, RoleId, UserId};
use user_contracts::UserStatus;

use super::invitation::Answer;
use super::{Acting, App};
use crate::domain::authority::Authority;
use crate::domain::role::{Role, together};
use crate::domain::user::User;
use crate::error::UserError;
use crate::store;

/// Somebody to be invited.
#[derive(Debug, Clone)]
pub(crate) struct NewUser {
    pub(crate) email: Secret<Email>,
    pub(crate) name: String,
    pub(crate) role_ids: BTreeSet<RoleId>,
}

async fn find(client: &impl GenericClient, user_id: UserId) -> Result<User, UserError> {
    store::user::find(client, user_id).await?.ok_or(UserError::UserNotFound(user_id))
}

/// All of these roles.
async fn roles(client: &impl GenericClient, role_ids: &BTreeSet<RoleId>) -> Result<Vec<Role>, UserError> {
    let roles = store::role::find_all(client, role_ids).await?;
    if roles.len() < role_ids.len() {
        let message = "role_ids names a role that does not exist";
        return Err(UserError::Invalid { pointer: "/role_ids".to_owned(), message });
    }
    Ok(roles)
}

pub(super) fn require(allowed: bool) -> Result<(), UserError> {
    if allowed { Ok(()) } else { Err(UserError::BeyondOwn) }
}

/// Nobody takes the last active administrator away.
async fn require_administrator_without(client: &impl GenericClient, user: &User) -> Result<(), UserError> {
    let remains = store::authority::administrator_remains(client, Some(user.user_id), None).await?;
    if remains { Ok(()) } else { Err(UserError::LastAdministrator) }
}

impl App {
    pub(crate) async fn users(
        &self,
        status: Option<UserStatus>,
        page: &PageRequest,
    ) -> Result<Page<User>, UserError> {
        let after: Option<UserId> = page.after_key()?;
        let reader = self.directory.db.read().await?;
        let users = store::user::list(&reader, status, after, page.limit.plus_one()).await?;
        Ok(Page::from_rows(users, page.limit, |user| user.user_id))
    }

    pub(crate) async fn user(&self, user_id: UserId) -> Result<User, UserError> {
        find(&self.directory.db.read().await?, user_id).await
    }

    /// The account behind a token; none when there is only the token.
    pub(crate) async fn own_account(&self, acting: &Acting) -> Result<(Option<User>, Authority), UserError> {
        let reader = self.directory.db.read().await?;
        let user = match acting.user_id {
            Some(user_id) => store::user::find(&reader, user_id).await?,
            None => None,
        };
        Ok((user, acting.authority(&reader).await?))
    }

    pub(crate) async fn invite(
        &self,
        acting: &Acting,
        new: &NewUser,
        key: &IdempotencyKey,
        answer: Answer,
    ) -> Result<Reply, UserError> {
        let _turn = self.directory.turn.lock().await;
        retry_conflicts(|| self.try_invite(acting, new, key, answer), UserError::lost_race).await
    }

    async fn try_invite(
        &self,
        acting: &Acting,
        new: &NewUser,
        key: &IdempotencyKey,
        answer: Answer,
    ) -> Result<Reply, UserError> {
        let directory = &self.directory;
        let write = directory.db.write().await?;
        let version = store::authority::version(&write).await?;
        let given = together(&roles(&write, &new.role_ids).await?);
        require(acting.authority(&write).await?.may_change(&Authority::none(), &given))?;
        let user = User {
            user_id: directory.env.id(),
            email: new.email.clone(),
            name: new.name.clone(),
            status: UserStatus::Invited,
            role_ids: new.role_ids.clone(),
            activated_at: None,
            created_at: directory.env.now(),
            version: 1,
        };
        store::user::insert(&write, &user).await?;
        let reply = self.give_token(&write, acting, &user, given, key, answer).await?;
        directory.tell_user(&write, &acting.by, "account_invited", None, &user).await?;
        store::authority::step(&write, version).await?;
        write.commit().await?;
        Ok(reply)
    }

    pub(crate) async fn rename(
        &self,
        acting: &Acting,
        user_id: UserId,
        version: i64,
        name: &str,
    ) -> Result<User, UserError> {
        let write = self.directory.db.write().await?;
        let before = find(&write, user_id).await?;
        if before.version != version {
            return Err(UserError::VersionMismatch);
        }
        let user = User { name: name.to_owned(), ..before.next() };
        store::user::update(&write, &user, self.directory.env.now()).await?;
        self.directory.tell_user(&write, &acting.by, "account_renamed", Some(&before), &user).await?;
        write.commit().await?;
        Ok(user)
    }

    pub(crate) async fn assign_roles(
        &self,
        acting: &Acting,
        user_id: UserId,
        version: i64,
        role_ids: &BTreeSet<RoleId>,
    ) -> Result<User, UserError> {
        if acting.user_id == Some(user_id) {
            return Err(UserError::OwnRoles);
        }
        let _turn = self.directory.turn.lock().await;
        let attempt = || self.try_assign_roles(acting, user_id, version, role_ids);
        retry_conflicts(attempt, UserError::lost_race).await
    }

    async fn try_assign_roles(
        &self,
        acting: &Acting,
        user_id: UserId,
        version: i64,
        role_ids: &BTreeSet<RoleId>,
    ) -> Result<User, UserError> {
        let directory = &self.directory;
        let write = directory.db.write().await?;
        let authority_version = store::authority::version(&write).await?;
        let before = find(&write, user_id).await?;
        if before.version != version {
            return Err(UserError::VersionMismatch);
        }
        let had = together(&store::role::of_user(&write, user_id).await?);
        let gets = together(&roles(&write, role_ids).await?);
        require(acting.authority(&write).await?.may_change(&had, &gets))?;
        if before.status == UserStatus::Active && had.is_everything() && !gets.is_everything() {
            require_administrator_without(&write, &before).await?;
        }
        let now = directory.env.now();
        let user = User { role_ids: role_ids.clone(), ..before.next() };
        store::user::update(&write, &user, now).await?;
        directory.tell_user(&write, &acting.by, "roles_assigned", Some(&before), &user).await?;
        store::authority::step(&write, authority_version).await?;
        write.commit().await?;
        Ok(user)
    }

    /// Ends the sessions, too: at once if auth answers, and else when it hears this service's own event.
    pub(crate) async fn deactivate(
        &self,
        (acting, call): (&Acting, &Call),
        user_id: UserId,
        key: &IdempotencyKey,
        answer: fn(&User) -> Reply,
    ) -> Result<Reply, UserError> {
        let reply = {
            let _turn = self.directory.turn.lock().await;
            let attempt = || self.try_switch(acting, user_id, User::deactivated, key, answer);
            retry_conflicts(attempt, UserError::lost_race).await?
        };
        if let Err(error) = self.auth.close(call, Realm::Staff, user_id.to_string()).await {
            tracing::warn!(code = %error.code, %user_id, "the sessions of a deactivated user are ended later");
        }
        Ok(reply)
    }

    pub(crate) async fn reactivate(
        &self,
        acting: &Acting,
        user_id: UserId,
        key: &IdempotencyKey,
        answer: fn(&User) -> Reply,
    ) -> Result<Reply, UserError> {
        let _turn = self.directory.turn.lock().await;
        let attempt = || self.try_switch(acting, user_id, User::reactivated, key, answer);
        retry_conflicts(attempt, UserError::lost_race).await
    }

    /// Deactivates or reactivates; who is so already stays so.
    async fn try_switch(
        &self,
        acting: &Acting,
        user_id: UserId,
        switch: fn(&User) -> Option<User>,
        key: &IdempotencyKey,
        answer: fn(&User) -> Reply,
    ) -> Result<Reply, UserError> {
        let directory = &self.directory;
        let write = directory.db.write().await?;
        let version = store::authority::version(&write).await?;
        let before = find(&write, user_id).await?;
        let user = switch(&before);
        let reply = answer(user.as_ref().unwrap_or(&before));
        if let Some(user) = user {
            let roles = together(&store::role::of_user(&write, user_id).await?);
            require(acting.authority(&write).await?.may_change(&Authority::none(), &roles))?;
            if before.status == UserStatus::Active && roles.is_everything() {
                require_administrator_without(&write, &before).await?;
            }
            let now = directory.env.now();
            store::user::update(&write, &user, now).await?;
            store::invitation::revoke_open(&write, user_id, now).await?;
            let deactivated = user.status == UserStatus::Deactivated;
            let action = if deactivated { "account_deactivated" } else { "account_reactivated" };
            directory.tell_user(&write, &acting.by, action, Some(&before), &user).await?;
            store::authority::step(&write, version).await?;
        }
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }
}
