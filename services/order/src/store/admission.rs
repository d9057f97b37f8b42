//! Which orders are new, and whose: read before a batch of them is written.

use std::collections::HashMap;

use kernel_base::{Secret, Timestamp};
use kernel_db::GenericClient;
use order_db::IterSql;
use order_db::client::Params;
use order_db::queries::order::{NewOrderNumbersParams, new_order_numbers};
use shared_contracts::{CartId, CustomerId, OrderId};

use crate::error::OrderError;

/// What distinguishes the orders of a batch, and whose they are.
pub(crate) struct OrderKey {
    pub(crate) order_id: OrderId,
    pub(crate) cart_id: Option<CartId>,
    pub(crate) attempt: i32,
    pub(crate) customer_id: Option<CustomerId>,
    /// With which address, when nobody knows the customer.
    pub(crate) guest_email: Option<Secret<String>>,
    pub(crate) placed_at: Timestamp,
}

/// What a new order gets.
pub(crate) struct Admitted {
    /// The next number.
    pub(crate) counter: i64,
    /// Who has shown since it was placed that the guest's address is theirs.
    pub(crate) claimed_by: Option<CustomerId>,
}

/// Those orders that do not exist yet; none of customers who were erased.
pub(crate) async fn admit(
    reader: &impl GenericClient,
    keys: &[OrderKey],
) -> Result<HashMap<OrderId, Admitted>, OrderError> {
    let params = NewOrderNumbersParams {
        order_ids: IterSql(|| keys.iter().map(|key| key.order_id.uuid())),
        cart_ids: IterSql(|| keys.iter().map(|key| key.cart_id.map(CartId::uuid))),
        attempts: IterSql(|| keys.iter().map(|key| key.attempt)),
        customer_ids: IterSql(|| keys.iter().map(|key| key.customer_id.map(CustomerId::uuid))),
        guest_emails: IterSql(|| {
            keys.iter().map(|key| key.guest_email.as_ref().map(|email| email.expose().as_str()))
        }),
        placed_ats: IterSql(|| keys.iter().map(|key| key.placed_at)),
    };
    let rows = new_order_numbers().params(reader, &params).all().await?;
    let admitted = rows.into_iter().map(|row| {
        let claimed_by = row.claimed_by.map(CustomerId::from_uuid);
        (OrderId::from_uuid(row.order_id), Admitted { counter: row.counter, claimed_by })
    });
    Ok(admitted.collect())
}
