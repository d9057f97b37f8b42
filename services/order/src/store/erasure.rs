//! A person's orders without the person.

use kernel_base::Timestamp;
use kernel_db::{GenericClient, Write};
use order_contracts::OrderStatus;
use order_db::queries::erasure::{
    count_reduced, end_claim, list_entry_ids, list_orders_of, reduce_orders, reduce_timelines,
    reduce_tracking, remember_erased_customer,
};
use shared_contracts::{CartId, CustomerId, ErasureSubject, NoteId, OrderId};
use uuid::Uuid;

use crate::error::OrderError;
use crate::store::order::VERSION_GUARD;
use crate::store::text;

/// One of a person's orders.
pub(crate) struct PersonalOrder {
    pub(crate) order_id: OrderId,
    pub(crate) cart_id: Option<CartId>,
    pub(crate) status: OrderStatus,
}

/// What else is kept of orders.
pub(crate) struct Counts {
    pub(crate) entries: i64,
    pub(crate) shipments: i64,
    pub(crate) lines: i64,
}

pub(crate) async fn orders_of(
    reader: &impl GenericClient,
    subject: &ErasureSubject,
) -> Result<Vec<PersonalOrder>, OrderError> {
    let customer_id = subject.customer_id.map(CustomerId::uuid);
    let email = subject.matched_email();
    let email = email.as_ref().map(|email| email.expose().as_str());
    let rows = list_orders_of().bind(reader, &uuids(&subject.orders), &customer_id, &email).all().await?;
    let order = |row: order_db::queries::erasure::ListOrdersOf| {
        Ok(PersonalOrder {
            order_id: OrderId::from_uuid(row.order_id),
            cart_id: row.cart_id.map(CartId::from_uuid),
            status: text::state(&row.status)?,
        })
    };
    rows.into_iter().map(order).collect()
}

pub(crate) async fn counts(reader: &impl GenericClient, orders: &[OrderId]) -> Result<Counts, OrderError> {
    let row = count_reduced().bind(reader, &uuids(orders)).one().await?;
    Ok(Counts { entries: row.entries, shipments: row.shipments, lines: row.lines })
}

/// The timelines' entries, as text.
pub(crate) async fn entry_ids(
    reader: &impl GenericClient,
    orders: &[OrderId],
) -> Result<Vec<String>, OrderError> {
    let ids = list_entry_ids().bind(reader, &uuids(orders)).all().await?;
    Ok(ids.into_iter().map(|id| NoteId::from_uuid(id).to_string()).collect())
}

/// The customer's orders are these and no others, or the transaction fails.
pub(crate) async fn reduce(
    write: &Write,
    customer_id: Option<CustomerId>,
    orders: &[OrderId],
) -> Result<(), OrderError> {
    let (guarded, orders) = (write.expect(orders.len(), VERSION_GUARD), uuids(orders));
    reduce_orders().bind(&guarded, &orders, &customer_id.map(CustomerId::uuid)).await?;
    reduce_timelines().bind(write, &orders).await?;
    reduce_tracking().bind(write, &orders).await?;
    Ok(())
}

/// Whatever comes late, the customer gets no order any more.
pub(crate) async fn remember(
    write: &Write,
    customer_id: CustomerId,
    now: Timestamp,
) -> Result<(), OrderError> {
    remember_erased_customer().bind(write, &customer_id.uuid(), &now).await?;
    end_claim().bind(write, &customer_id.uuid(), &now).await?;
    Ok(())
}

fn uuids(orders: &[OrderId]) -> Vec<Uuid> {
    orders.iter().map(|order_id| order_id.uuid()).collect()
}
