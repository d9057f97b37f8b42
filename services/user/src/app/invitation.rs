//! Invitations: a token is given out once, and whoever brings it back chooses a password.

use auth_contracts::{Realm, SetPassword};
use kernel_base::{Call, Secret, Timestamp};
use kernel_db::{GenericClient, Write, retry_conflicts};
use kernel_http::{IdempotencyKey, Reply, store_response};
use serde_json::json;
use shared_contracts::UserId;
use user_contracts::UserStatus;

use super::acting::By;
use super::user::require;
use super::{Acting, App, audit};
use crate::domain::authority::Authority;
use crate::domain::invitation::Invitation;
use crate::domain::role::together;
use crate::domain::user::User;
use crate::error::UserError;
use crate::store;
use crate::store::invitation::TokenHash;

/// Renders an invited user, with the token where it may be shown.
pub(crate) type Answer = fn(&User, Option<Secret<String>>, Timestamp) -> Reply;

/// What an invited person answers.
pub(crate) struct Accepted {
    pub(crate) token: Secret<String>,
    pub(crate) password: Secret<String>,
    /// In place of the name they were invited by.
    pub(crate) name: Option<String>,
}

/// The user whom the token makes its holder.
async fn invited(client: &impl GenericClient, hash: TokenHash, now: Timestamp) -> Result<User, UserError> {
    let invitation = store::invitation::find(client, hash).await?.ok_or(UserError::InvitationNotFound)?;
    let user_id = invitation.user_id;
    let user = store::user::find(client, user_id).await?.ok_or(UserError::InvitationNotFound)?;
    let authority = together(&store::role::of_user(client, user_id).await?);
    invitation.check(&authority, now)?;
    match user.status {
        UserStatus::Invited => Ok(user),
        // Accepted between the two reads.
        UserStatus::Active => Err(UserError::InvitationUsed),
        UserStatus::Deactivated => Err(UserError::InvitationNotFound),
    }
}

impl App {
    /// A new token for the user, in place of any before it. The stored answer has none: it is shown once.
    pub(super) async fn give_token(
        &self,
        write: &Write,
        acting: &Acting,
        user: &User,
        authority: Authority,
        key: &IdempotencyKey,
        answer: Answer,
    ) -> Result<Reply, UserError> {
        let now = self.directory.env.now();
        let token = Secret::new(self.directory.env.token());
        let invitation = Invitation {
            user_id: user.user_id,
            authority,
            expires_at: now.plus(self.invitation_lifetime),
            accepted: false,
            revoked: false,
        };
        store::invitation::revoke_open(write, user.user_id, now).await?;
        let hash = TokenHash::of(&token);
        store::invitation::insert(write, hash, &invitation, &acting.by.actor, now).await?;
        store_response(write, key, &answer(user, None, invitation.expires_at)).await?;
        Ok(answer(user, Some(token), invitation.expires_at))
    }

    pub(crate) async fn invite_again(
        &self,
        acting: &Acting,
        user_id: UserId,
        key: &IdempotencyKey,
        answer: Answer,
    ) -> Result<Reply, UserError> {
        let _turn = self.directory.turn.lock().await;
        let attempt = || self.try_invite_again(acting, user_id, key, answer);
        retry_conflicts(attempt, UserError::lost_race).await
    }

    async fn try_invite_again(
        &self,
        acting: &Acting,
        user_id: UserId,
        key: &IdempotencyKey,
        answer: Answer,
    ) -> Result<Reply, UserError> {
        let write = self.directory.db.write().await?;
        let version = store::authority::version(&write).await?;
        let user = store::user::find(&write, user_id).await?.ok_or(UserError::UserNotFound(user_id))?;
        if user.status != UserStatus::Invited {
            return Err(UserError::NotInvited(user_id));
        }
        // Who is shown the token can be the user.
        let given = together(&store::role::of_user(&write, user_id).await?);
        require(acting.authority(&write).await?.may_change(&Authority::none(), &given))?;
        let reply = self.give_token(&write, acting, &user, given, key, answer).await?;
        let expires_at = self.directory.env.now().plus(self.invitation_lifetime);
        let change = audit::Change {
            action: "invitation_renewed",
            object_id: user_id.to_string(),
            before: None,
            after: Some(json!({ "expires_at": expires_at })),
        };
        self.directory.note(&write, &acting.by, change).await?;
        store::authority::step(&write, version).await?;
        write.commit().await?;
        Ok(reply)
    }

    /// First the password, which may be set again, then the invitation: whoever is stopped in between tries again.
    pub(crate) async fn accept_invitation(
        &self,
        call: &Call,
        accepted: &Accepted,
        key: &IdempotencyKey,
        answer: fn(&User) -> Reply,
    ) -> Result<Reply, UserError> {
        let hash = TokenHash::of(&accepted.token);
        let user = {
            let reader = self.directory.db.read().await?;
            invited(&reader, hash, self.directory.env.now()).await?
        };
        let account = SetPassword {
            realm: Realm::Staff,
            subject: user.user_id.to_string(),
            email: user.email.clone(),
            password: accepted.password.clone(),
        };
        self.auth.set_password(call, account).await?;
        let _turn = self.directory.turn.lock().await;
        let name = accepted.name.as_deref();
        let attempt = || self.try_accept(call, hash, name, key, answer);
        retry_conflicts(attempt, UserError::lost_race).await
    }

    async fn try_accept(
        &self,
        call: &Call,
        hash: TokenHash,
        name: Option<&str>,
        key: &IdempotencyKey,
        answer: fn(&User) -> Reply,
    ) -> Result<Reply, UserError> {
        let write = self.directory.db.write().await?;
        let version = store::authority::version(&write).await?;
        let now = self.directory.env.now();
        let before = invited(&write, hash, now).await?;
        let mut user = before.activated(now);
        if let Some(name) = name {
            name.clone_into(&mut user.name);
        }
        let reply = answer(&user);
        store::user::update(&write, &user, now).await?;
        store::invitation::accept(&write, hash, now).await?;
        let by = By { actor: format!("staff:{}", user.user_id), trace: call.trace.clone() };
        self.directory.tell_user(&write, &by, "invitation_accepted", Some(&before), &user).await?;
        store::authority::step(&write, version).await?;
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }
}
