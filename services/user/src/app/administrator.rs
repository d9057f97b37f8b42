//! The first administrator, and the way back in when there is none.

use std::collections::BTreeSet;

use kernel_base::{Call, Secret};
use kernel_db::retry_conflicts;
use shared_contracts::UserId;
use user_contracts::{EnsureAdministrator, UserStatus};

use super::acting::By;
use super::directory::Directory;
use crate::domain::role::ADMINISTRATOR;
use crate::domain::user::{User, normal_email};
use crate::error::UserError;
use crate::store;

impl Directory {
    pub(super) async fn make_administrator(
        &self,
        call: &Call,
        wanted: &EnsureAdministrator,
    ) -> Result<UserId, UserError> {
        if wanted.name.trim().is_empty() || wanted.name.chars().count() > 200 {
            let message = "name must have 1 to 200 characters";
            return Err(UserError::Invalid { pointer: "/name".to_owned(), message });
        }
        let by = By { actor: "operator".to_owned(), trace: call.trace.clone() };
        let _turn = self.turn.lock().await;
        retry_conflicts(|| self.try_make_administrator(&by, wanted), UserError::lost_race).await
    }

    async fn try_make_administrator(
        &self,
        by: &By,
        wanted: &EnsureAdministrator,
    ) -> Result<UserId, UserError> {
        let write = self.db.write().await?;
        let version = store::authority::version(&write).await?;
        let email = Secret::new(
            normal_email(wanted.email.expose().as_str()).expect("BUG: lower case keeps an address one"),
        );
        let before = store::user::find_by_email(&write, &email).await?;
        let now = self.env.now();
        let user = match &before {
            Some(user) if user.status == UserStatus::Active && user.role_ids.contains(&ADMINISTRATOR) => {
                return Ok(user.user_id);
            }
            Some(user) => {
                let mut user = user.activated(now);
                user.role_ids.insert(ADMINISTRATOR);
                store::user::update(&write, &user, now).await?;
                store::invitation::revoke_open(&write, user.user_id, now).await?;
                user
            }
            None => {
                let user = User {
                    user_id: self.env.id(),
                    email,
                    name: wanted.name.clone(),
                    status: UserStatus::Active,
                    role_ids: BTreeSet::from([ADMINISTRATOR]),
                    activated_at: Some(now),
                    created_at: now,
                    version: 1,
                };
                store::user::insert(&write, &user).await?;
                user
            }
        };
        self.tell_user(&write, by, "administrator_ensured", before.as_ref(), &user).await?;
        store::authority::step(&write, version).await?;
        write.commit().await?;
        Ok(user.user_id)
    }
}
