//! Reactions to order's log: the saga commands for payment, and the news that an order is confirmed or owes less.

use std::sync::Arc;

use async_trait::async_trait;
use kernel_base::{CommandData, Event, EventData};
use kernel_db::Write;
use kernel_messaging::{Handler, HandlerError, Subscription, answering};
use order_contracts::{OrderConfirmed, OrderLineCancelled};
use payment_contracts::{AuthorizePayment, CapturePayment, ErasePayments, VoidPayment};

use crate::app::{App, Message};
use crate::error::PaymentError;

/// What payment wants of order's log.
pub(crate) fn subscription(app: Arc<App>) -> Subscription {
    Subscription {
        producer: "order",
        types: &[
            AuthorizePayment::TYPE,
            CapturePayment::TYPE,
            VoidPayment::TYPE,
            OrderConfirmed::TYPE,
            OrderLineCancelled::TYPE,
        ],
        handler: Arc::new(OrderLog(app)),
    }
}

/// What customer asks of payment.
pub(crate) fn erasure(app: &Arc<App>) -> Subscription {
    answering::<ErasePayments, _>("customer", &app.env, app)
}

struct OrderLog(Arc<App>);

#[async_trait]
impl Handler for OrderLog {
    async fn apply(&self, events: &[Arc<Event>], write: &Write) -> Result<(), HandlerError> {
        let messages: Vec<Message> =
            events.iter().map(|event| message(event)).collect::<Result<_, serde_json::Error>>()?;
        self.0.apply(&messages, write).await.map_err(|error| match error {
            PaymentError::Database(error) => HandlerError::Db(error),
            PaymentError::Raced => HandlerError::Transient(error.to_string()),
            other => HandlerError::Poison(other.to_string()),
        })
    }
}

fn message(event: &Event) -> Result<Message, serde_json::Error> {
    let (subject, trace) = (event.subject.clone(), event.trace.clone());
    if let Some(command) = event.command::<AuthorizePayment>() {
        return Ok(Message::Authorize { command: command?, subject, trace });
    }
    if let Some(command) = event.command::<VoidPayment>() {
        return Ok(Message::Void { command: command?, subject, trace });
    }
    if let Some(command) = event.command::<CapturePayment>() {
        return Ok(Message::Capture { command: command?, subject, trace });
    }
    if event.is::<OrderLineCancelled>() {
        let OrderLineCancelled { order_id, total, .. } = event.parse()?;
        return Ok(Message::OwesLess { order_id, due: total, event_id: event.id });
    }
    Ok(Message::Confirmed(event.parse::<OrderConfirmed>()?.order_id))
}
