//! User's own news: whoever was deactivated has no session left, also when auth was away at that moment. And what staff did
//! in other services: it becomes part of the audit log.

mod audit_log;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use auth_contracts::Realm;
use kernel_base::{Call, Event, EventData};
use kernel_db::Write;
use kernel_messaging::{Handler, HandlerError, Subscription};
use user_contracts::{UserChanged, UserStatus};

use crate::app::App;
use crate::store;

const AUTH_ANSWERS_WITHIN: Duration = Duration::from_secs(5);

/// Everything user listens to.
pub(crate) fn subscriptions(app: &Arc<App>) -> Vec<Subscription> {
    let own = Subscription {
        producer: crate::NAME,
        types: &[UserChanged::TYPE],
        handler: Arc::new(OwnUsers(Arc::clone(app))),
    };
    audit_log::subscriptions().chain([own]).collect()
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
