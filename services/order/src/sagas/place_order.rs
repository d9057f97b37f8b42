//! `order.place`: reserve stock, authorize payment, confirm (pivot), request the shipment.

use std::time::Duration;

use kernel_base::{Env, Money, Personal, Refusal, Timestamp};
use kernel_db::Write;
use kernel_messaging::{Emit, HandlerError};
use kernel_saga::{Host, LocalChange, SagaDefinition, What};
use order_contracts::{OrderNumber, Rejection};
use payment_contracts::{AuthorizePayment, TenderRequest, VoidPayment};
use serde::{Deserialize, Serialize};
use shared_contracts::{
    Address, CaptureId, CartId, ChannelCode, CustomerId, LineId, OrderId, Quantity, ShippingMethodId, Sku,
    VariantId,
};
use shipping_contracts::{RequestShipment, ShipmentLine};
use warehouse_contracts::{ReleaseStock, ReserveLine, ReserveStock};

use super::{intent_of, reservation_of};
use crate::app::bill;
use crate::config::{CapturePolicy, Config};
use crate::domain::order::Change;
use crate::domain::timeline::{Entry, Kind, SYSTEM};
use crate::error::OrderError;
use crate::{publish, store};

/// Payment gives back money without an order by itself, but only after the saga had its chance to decide: otherwise it
/// could take away the money of an order confirmed in the last moment.
const PAYMENT_GRACE: Duration = Duration::from_secs(120);

/// What the saga knows from its start; nothing in it changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PlaceOrder {
    pub(crate) order_id: OrderId,
    pub(crate) order_number: OrderNumber,
    pub(crate) channel: ChannelCode,
    pub(crate) total: Money,
    pub(crate) tenders: Vec<TenderRequest>,
    /// Not confirmed by then, the order is rejected.
    pub(crate) deadline: Timestamp,
    pub(crate) shipping_method: Option<ShippingMethodId>,
    pub(crate) address: Option<Personal<Address>>,
    pub(crate) lines: Vec<PlacedLine>,
    /// Whose store credit may be spent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) customer_id: Option<CustomerId>,
    /// The cart whose hold the order takes over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) held_for: Option<CartId>,
}

/// What the services need to know of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PlacedLine {
    pub(crate) line_id: LineId,
    pub(crate) variant_id: VariantId,
    pub(crate) sku: Sku,
    pub(crate) quantity: Quantity,
    pub(crate) weight_g: i64,
    pub(crate) stock: bool,
    pub(crate) ship: bool,
}

/// The stored name.
pub(crate) const NAME: &str = "order.place";

/// The saga. Names of steps are stored: never rename or reuse them.
pub(crate) fn definition() -> SagaDefinition<PlaceOrder> {
    SagaDefinition::new(NAME, 1)
        .step("reserve_stock", reserve_stock, |_, _| ())
        .compensate(release_stock)
        .step("authorize_payment", authorize_payment, |_, _| ())
        .compensate(void_payment)
        .pivot("confirm")
        .step("request_shipment", request_shipment, |_, _| ())
}

impl PlaceOrder {
    /// True when anything is to be sent.
    fn ships(&self) -> bool {
        self.lines.iter().any(|line| line.ship)
    }
}

/// Holds stock for the lines that have any; nothing to do for services alone.
pub(crate) fn reserve_stock(order: &PlaceOrder) -> Option<ReserveStock> {
    let stocked = order.lines.iter().filter(|line| line.stock);
    let lines: Vec<ReserveLine> = stocked
        .map(|line| ReserveLine {
            line_id: line.line_id,
            variant_id: line.variant_id,
            quantity: line.quantity,
            handed_out: !line.ship,
        })
        .collect();
    (!lines.is_empty()).then(|| ReserveStock {
        reservation_id: reservation_of(order.order_id),
        owner: order.order_id.to_string(),
        channel: order.channel.clone(),
        lines,
        // The saga releases it; a hold that ended by itself could leave a confirmed order without goods.
        deadline: None,
        cart_id: order.held_for,
    })
}

/// Undoes [`reserve_stock`].
pub(crate) fn release_stock(order: &PlaceOrder) -> ReleaseStock {
    ReleaseStock {
        reservation_id: reservation_of(order.order_id),
        reason: format!("order {} was not placed", order.order_number),
    }
}

/// Secures the money; nothing to do for goods given away. Services given away still ask, for nothing: the saga then has
/// an answer to wait for, and confirms an order that is committed, not one that is just being written.
pub(crate) fn authorize_payment(order: &PlaceOrder) -> Option<AuthorizePayment> {
    let given_away = order.total.minor() == 0 && order.lines.iter().any(|line| line.stock);
    (!given_away).then(|| AuthorizePayment {
        intent_id: intent_of(order.order_id),
        order_id: order.order_id,
        amount: order.total,
        tenders: order.tenders.clone(),
        deadline: order.deadline.plus(PAYMENT_GRACE),
        customer_id: order.customer_id,
    })
}

/// Undoes [`authorize_payment`].
pub(crate) fn void_payment(order: &PlaceOrder) -> VoidPayment {
    VoidPayment {
        intent_id: intent_of(order.order_id),
        order_id: order.order_id,
        reason: format!("order {} was not placed", order.order_number),
    }
}

/// Has the goods sent; nothing to do for services alone.
pub(crate) fn request_shipment(order: &PlaceOrder) -> Option<RequestShipment> {
    let shipped = order.lines.iter().filter(|line| line.ship);
    let lines: Vec<ShipmentLine> = shipped
        .map(|line| ShipmentLine {
            line_id: line.line_id,
            variant_id: line.variant_id,
            sku: line.sku.clone(),
            quantity: line.quantity,
            weight_g: line.weight_g,
        })
        .collect();
    (!lines.is_empty()).then(|| RequestShipment {
        order_id: order.order_id,
        order_number: order.order_number.to_string(),
        channel: Some(order.channel.clone()),
        reservation_id: order.lines.iter().any(|line| line.stock).then(|| reservation_of(order.order_id)),
        method_id: order.shipping_method,
        address: order.address.clone(),
        lines,
    })
}

/// Confirms and rejects the orders themselves.
pub(crate) struct PlaceHost {
    pub(crate) env: Env,
    pub(crate) config: Config,
}

impl PlaceHost {
    /// The money is collected at once where the channel says so, and where nothing will leave that it could wait for.
    fn capture(&self, change: &LocalChange<PlaceOrder>, write: &Write) -> Result<(), HandlerError> {
        let order = &change.data;
        let now = match self.config.capture_policy(&order.channel) {
            CapturePolicy::OnConfirmation => true,
            CapturePolicy::OnShipment => !order.ships(),
            CapturePolicy::Manual => false,
        };
        if now && order.total.minor() > 0 {
            let capture_id = CaptureId::from_uuid(order.order_id.uuid());
            let command = bill::capture(order.order_id, capture_id, None);
            write.command(&self.env, change.subject.as_str(), change.trace.as_ref(), &command)?;
        }
        Ok(())
    }
}

#[async_trait::async_trait]
impl Host<PlaceOrder> for PlaceHost {
    async fn record(&self, changes: &[LocalChange<PlaceOrder>], write: &Write) -> Result<(), HandlerError> {
        let order_ids: Vec<OrderId> = changes.iter().map(|change| change.data.order_id).collect();
        let mut orders = store::order::find_states(write, &order_ids).await?;
        let now = self.env.now();
        let mut changed = Vec::with_capacity(changes.len());
        let mut entries = Vec::with_capacity(changes.len());
        for change in changes {
            let order_id = change.data.order_id;
            let order = orders.get_mut(&order_id).ok_or(OrderError::NotFound)?;
            let (subject, version, trace) =
                (change.subject.as_str(), order.version + 1, change.trace.as_ref());
            let (kind, text) = match &change.what {
                What::Step(_) => {
                    if order.confirm(change.data.ships()).map_err(OrderError::from)? == Change::AlreadyApplied
                    {
                        continue;
                    }
                    write.emit(&self.env, subject, version, trace, &publish::confirmed(order, now))?;
                    self.capture(change, write)?;
                    (Kind::Confirmed, format!("Order {} was confirmed", order.order_number))
                }
                What::Compensated(refusal) => {
                    let rejection = rejection(refusal);
                    if order.reject(rejection.clone()).map_err(OrderError::from)? == Change::AlreadyApplied {
                        continue;
                    }
                    write.emit(
                        &self.env,
                        subject,
                        version,
                        trace,
                        &publish::rejected(order, &rejection, now),
                    )?;
                    (Kind::Rejected, format!("{} ({})", rejection.message, rejection.code))
                }
                What::Completed => continue,
            };
            entries.push(Entry::new(order_id, self.env.id(), kind, text, SYSTEM, now));
            changed.push(order.clone());
        }
        store::order::save_states(write, &changed).await?;
        store::timeline::insert(write, &entries).await?;
        Ok(())
    }
}

/// What the customer is told. That a deadline passed is order's own word, whatever the saga calls it.
fn rejection(refusal: &Refusal) -> Rejection {
    if refusal.code == "saga.deadline" {
        let message = "the order could not be confirmed in time".to_owned();
        return Rejection { code: "order.timed_out".to_owned(), message };
    }
    let message = refusal.message.chars().take(1000).collect();
    Rejection { code: refusal.code.chars().take(100).collect(), message }
}

#[cfg(test)]
mod tests;
