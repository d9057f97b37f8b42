//! Whom staff blocked, nothing is sold to; and erasures that customer asks for.

use std::collections::BTreeMap;
use std::sync::Arc;

use customer_contracts::{CustomerChanged, CustomerStatus};
use kernel_base::{CommandData, Event, EventData};
use kernel_db::Write;
use kernel_messaging::{Handler, HandlerError, Subscription, answering};
use order_contracts::EraseOrders;
use shared_contracts::CustomerId;

use crate::app::App;
use crate::store;

/// Customer's log is read once, for both.
pub(crate) fn subscription(app: &Arc<App>) -> Subscription {
    let erasures = answering::<EraseOrders, _>("customer", &app.env, app).handler;
    Subscription {
        producer: "customer",
        types: &[CustomerChanged::TYPE, EraseOrders::TYPE],
        handler: Arc::new(Customers { erasures }),
    }
}

struct Customers {
    erasures: Arc<dyn Handler>,
}

#[async_trait::async_trait]
impl Handler for Customers {
    async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        let (commands, facts): (Vec<_>, Vec<_>) =
            events.iter().cloned().partition(|event| event.kind == EraseOrders::TYPE);
        let mut latest: BTreeMap<CustomerId, (i64, bool)> = BTreeMap::new();
        for event in &facts {
            let told: CustomerChanged = event.parse()?;
            // The first release did not tell the status.
            let Some(status) = told.status else { continue };
            let blocked = (told.version, status == CustomerStatus::Blocked);
            let known = latest.entry(told.customer_id).or_insert(blocked);
            *known = (*known).max(blocked);
        }
        store::customer::learn(write, &latest.into_iter().collect::<Vec<_>>()).await?;
        if commands.is_empty() { Ok(()) } else { self.erasures.apply(&commands, write).await }
    }
}
