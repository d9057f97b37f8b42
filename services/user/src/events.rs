//! User's own news: whoever was deactivated has no session left, also when auth was away at that moment. And what auth says
//! happened to accounts of staff: it becomes part of the audit log.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use auth_contracts::{Realm, SecurityEvent, SecurityEventKind};
use kernel_base::{Call, Event, EventData};
use kernel_db::Write;
use kernel_messaging::{Handler, HandlerError, Subscription};
use shared_contracts::AuditEntryId;
use user_contracts::{UserChanged, UserStatus};

use crate::app::App;
use crate::store;
use crate::store::audit_entry::AuditEntry;

const AUTH_ANSWERS_WITHIN: Duration = Duration::from_secs(5);

/// Everything user listens to.
pub(crate) fn subscriptions(app: &Arc<App>) -> Vec<Subscription> {
    vec![
        Subscription {
            producer: crate::NAME,
            types: &[UserChanged::TYPE],
            handler: Arc::new(OwnUsers(Arc::clone(app))),
        },
        Subscription { producer: "auth", types: &[SecurityEvent::TYPE], handler: Arc::new(Accounts) },
    ]
}

struct OwnUsers(Arc<App>);

#[async_trait::async_trait]
impl Handler for OwnUsers {
    /// Ending sessions that are ended already is nothing new to auth, so it may be told twice.
    async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        let mut left = BTreeSet::new();
        for event in events {
            let change: UserChanged = event.parse()?;
            if change.status == UserStatus::Deactivated {
                left.insert(change.user_id);
            }
        }
        if left.is_empty() {
            return Ok(());
        }
        // Who was reactivated meanwhile may have signed in again.
        let env = &self.0.directory.env;
        for user_id in store::user::deactivated(write, left).await? {
            let call = Call { deadline: env.now().plus(AUTH_ANSWERS_WITHIN), trace: None };
            let closed = self.0.auth.close(&call, Realm::Staff, user_id.to_string()).await;
            closed.map_err(|error| HandlerError::Transient(error.to_string()))?;
        }
        Ok(())
    }
}

struct Accounts;

#[async_trait::async_trait]
impl Handler for Accounts {
    /// An entry has its event's id, so it is written once. Who did it is not known: that is why it is told.
    async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        let mut entries = Vec::new();
        for event in events {
            let told: SecurityEvent = event.parse()?;
            if told.realm == Realm::Staff {
                entries.push(AuditEntry {
                    audit_entry_id: AuditEntryId::from_uuid(event.id),
                    occurred_at: told.occurred_at,
                    actor: "service:auth".to_owned(),
                    service: event.source.to_string(),
                    action: action(told.kind).to_owned(),
                    object_id: told.subject,
                    before: None,
                    after: None,
                    trace: event.trace.as_ref().map(|trace| trace.0.clone()),
                });
            }
        }
        if entries.is_empty() {
            return Ok(());
        }
        Ok(store::audit_entry::insert(write, &entries).await?)
    }
}

/// Stored for ever: never renamed.
fn action(kind: SecurityEventKind) -> &'static str {
    match kind {
        SecurityEventKind::PasswordChanged => "password_changed",
        SecurityEventKind::PasswordReset => "password_reset",
        SecurityEventKind::EmailChanged => "email_changed",
        SecurityEventKind::SecondFactorAdded => "second_factor_added",
        SecurityEventKind::SecondFactorRemoved => "second_factor_removed",
        SecurityEventKind::RecoveryCodeUsed => "recovery_code_used",
        SecurityEventKind::TokenReused => "token_reused",
        SecurityEventKind::NewNetwork => "signed_in_from_new_network",
    }
}
