//! Payments without the payer.

use kernel_db::{DbError, GenericClient, Write};
use payment_db::queries::erasure::{
    list_intents_of, reduce_intents, reduce_steps, reduce_store_credits, reduce_tenders, reduce_webhooks,
};
use shared_contracts::{CustomerId, OrderId, PaymentIntentId};
use uuid::Uuid;

/// The payments of some orders, and how much is kept of them.
#[derive(Default)]
pub(crate) struct Payments {
    pub(crate) intents: Vec<PaymentIntentId>,
    pub(crate) tenders: i64,
    pub(crate) steps: i64,
    pub(crate) transfers: i64,
}

pub(crate) async fn payments_of(
    reader: &impl GenericClient,
    orders: &[OrderId],
) -> Result<Payments, DbError> {
    let orders: Vec<Uuid> = orders.iter().map(|order_id| order_id.uuid()).collect();
    let mut payments = Payments::default();
    for row in list_intents_of().bind(reader, &orders).all().await? {
        payments.intents.push(PaymentIntentId::from_uuid(row.intent_id));
        payments.tenders += row.tenders;
        payments.steps += row.steps;
        payments.transfers += row.transfers;
    }
    Ok(payments)
}

pub(crate) async fn reduce(write: &Write, intents: &[PaymentIntentId]) -> Result<(), DbError> {
    let intents: Vec<Uuid> = intents.iter().map(|intent_id| intent_id.uuid()).collect();
    reduce_intents().bind(write, &intents).await?;
    reduce_tenders().bind(write, &intents).await?;
    reduce_steps().bind(write, &intents).await?;
    reduce_webhooks().bind(write, &intents).await?;
    Ok(())
}

/// Store credit of nobody any more.
pub(crate) async fn reduce_credit(write: &Write, customer_id: CustomerId) -> Result<(), DbError> {
    reduce_store_credits().bind(write, &customer_id.uuid()).await?;
    Ok(())
}
