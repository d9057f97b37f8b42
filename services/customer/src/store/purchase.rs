//! What order told of orders.

use customer_db::client::Params;
use customer_db::queries::purchase::{
    UpsertPurchasesParams, list_purchases, sum_purchases, upsert_purchases,
};
use kernel_base::Money;
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::{CustomerId, OrderId};

use crate::domain::purchase::{Purchase, Spent};
use crate::store::{parsed, uuids};

/// Adds what was told to what is known.
pub(crate) async fn learn(write: &Write, purchases: &[Purchase]) -> Result<(), DbError> {
    let currencies: Vec<_> = purchases.iter().map(|purchase| purchase.total.currency()).collect();
    let params = UpsertPurchasesParams {
        order_ids: uuids(purchases.iter().map(|purchase| purchase.order_id)),
        customer_ids: purchases
            .iter()
            .map(|purchase| purchase.customer_id.map(CustomerId::uuid))
            .collect::<Vec<_>>(),
        currencies: currencies.iter().map(|currency| currency.code()).collect::<Vec<_>>(),
        total_minors: purchases.iter().map(|purchase| purchase.total.minor()).collect::<Vec<_>>(),
        confirmed_ats: purchases.iter().map(|purchase| purchase.confirmed_at).collect::<Vec<_>>(),
        cancelled_ats: purchases.iter().map(|purchase| purchase.cancelled_at).collect::<Vec<_>>(),
    };
    upsert_purchases().params(write, &params).await?;
    Ok(())
}

/// All orders of a customer, newest first.
pub(crate) async fn list(
    client: &impl GenericClient,
    customer_id: CustomerId,
) -> Result<Vec<Purchase>, DbError> {
    let rows = list_purchases().bind(client, &customer_id.uuid()).all().await?;
    let purchases = rows.into_iter().map(|row| Purchase {
        order_id: OrderId::from_uuid(row.order_id),
        customer_id: Some(customer_id),
        total: Money::new(row.total_minor, parsed(&row.currency)),
        confirmed_at: row.confirmed_at,
        cancelled_at: row.cancelled_at,
    });
    Ok(purchases.collect())
}

/// What counts, by currency.
pub(crate) async fn spent(
    client: &impl GenericClient,
    customer_id: CustomerId,
) -> Result<Vec<Spent>, DbError> {
    let rows = sum_purchases().bind(client, &customer_id.uuid()).all().await?;
    let spent = rows.into_iter().map(|row| Spent {
        total: Money::new(row.spent_minor, parsed(&row.currency)),
        orders: row.orders,
        first_order_at: row.first_order_at,
        last_order_at: row.last_order_at,
    });
    Ok(spent.collect())
}
