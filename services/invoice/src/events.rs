//! Reactions to other services' events: what order billed becomes documents, and a guest's become a customer's.

use std::sync::Arc;

use invoice_contracts::EraseInvoices;
use kernel_base::{Event, EventData};
use kernel_db::Write;
use kernel_messaging::{Handler, HandlerError, Subscription, answering};
use order_contracts::{OrderBilled, OrderClaimed};

use crate::app::App;
use crate::store;

/// Everything invoice listens to.
pub(crate) fn subscriptions(app: &Arc<App>) -> [Subscription; 2] {
    [
        Subscription {
            producer: "order",
            types: &[OrderBilled::TYPE, OrderClaimed::TYPE],
            handler: Arc::new(OrderLog(Arc::clone(app))),
        },
        answering::<EraseInvoices, _>("customer", &app.env, app),
    ]
}

struct OrderLog(Arc<App>);

#[async_trait::async_trait]
impl Handler for OrderLog {
    async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        let (mut bills, mut claims) = (Vec::new(), Vec::new());
        for event in events {
            if event.is::<OrderBilled>() {
                bills.push((event.parse::<OrderBilled>()?, event.trace.clone()));
            } else {
                let claimed: OrderClaimed = event.parse()?;
                claims.push((claimed.order_id, claimed.customer_id));
            }
        }
        self.0.take_bills(write, bills).await?;
        if !claims.is_empty() {
            store::document::claim(write, &claims).await?;
            store::waiting::claim(write, &claims).await?;
        }
        Ok(())
    }
}
