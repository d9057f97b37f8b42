//! Customers who have shown that an e-mail address is theirs claim what they ordered with it as guests.

use std::collections::BTreeMap;
use std::sync::Arc;

use auth_contracts::{EmailVerified, Realm};
use kernel_base::{Event, Timestamp};
use kernel_db::Write;
use kernel_messaging::HandlerError;
use shared_contracts::CustomerId;

use crate::app::App;
use crate::store;

/// Notes who it was; the job `claim_guest_orders` does the rest, because auth has to be asked for the address.
pub(crate) async fn apply(app: &App, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
    let mut verified: BTreeMap<CustomerId, Timestamp> = BTreeMap::new();
    for event in events {
        let told: EmailVerified = event.parse()?;
        if told.realm != Realm::Customer {
            continue;
        }
        let customer_id: CustomerId = told
            .subject
            .parse()
            .map_err(|_| HandlerError::Poison("the subject is no customer".to_owned()))?;
        let latest = verified.entry(customer_id).or_insert(told.occurred_at);
        *latest = (*latest).max(told.occurred_at);
    }
    if verified.is_empty() {
        return Ok(());
    }
    Ok(store::claim::note(write, verified, app.env.now()).await?)
}
