//! What follows for an order when pieces of it moved.

use kernel_base::Env;
use order_contracts::FulfillmentStatus;

use crate::domain::goods::Goods;
use crate::domain::order::Change;
use crate::domain::timeline::{Entry, Kind};
use crate::error::OrderError;
use crate::store::text;

/// Moves the fulfillment status on, and completes the order when it is delivered and paid now. `actor` told of the pieces.
pub(crate) fn follow(
    env: &Env,
    goods: &mut Goods,
    actor: &str,
    entries: &mut Vec<Entry>,
) -> Result<(), OrderError> {
    let (order_id, now) = (goods.order.order_id, env.now());
    if goods.progress() == Change::Applied {
        let body = match goods.order.fulfillment {
            FulfillmentStatus::None => "No goods are left to send".to_owned(),
            status @ (FulfillmentStatus::Requested
            | FulfillmentStatus::Partial
            | FulfillmentStatus::Shipped
            | FulfillmentStatus::Delivered) => format!("The goods are {} now", text::fulfillment(status)),
        };
        entries.push(Entry::new(order_id, env.id(), Kind::Fulfillment, body, actor, now));
    }
    if goods.changed() && goods.order.settle()? == Change::Applied {
        entries.push(Entry::completed(order_id, env.id(), now));
    }
    Ok(())
}
