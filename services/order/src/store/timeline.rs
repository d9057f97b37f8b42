//! Timelines and the record of negotiated prices.

use std::collections::HashSet;

use kernel_base::{Currency, Limit, Timestamp, UnitPrice};
use kernel_db::{GenericClient, Write};
use order_db::queries::timeline::{
    InsertEntriesParams, InsertNegotiationsParams, ListEntriesParams, ListNegotiationsParams,
    find_negotiated_lines, insert_entries, insert_negotiations, list_entries, list_negotiations,
};
use order_db::{IterSql, client::Params};
use shared_contracts::{LineId, NoteId, OrderId, Quantity, VariantId};

use super::text;
use crate::domain::draft::Negotiation;
use crate::domain::timeline::Entry;
use crate::error::OrderError;

/// Records new entries.
pub(crate) async fn insert(write: &Write, entries: &[Entry]) -> Result<(), OrderError> {
    if entries.is_empty() {
        return Ok(());
    }
    let params = InsertEntriesParams {
        order_ids: IterSql(|| entries.iter().map(|entry| entry.order_id.uuid())),
        entry_ids: IterSql(|| entries.iter().map(|entry| entry.entry_id.uuid())),
        kinds: IterSql(|| entries.iter().map(|entry| entry.kind.as_str())),
        publics: IterSql(|| entries.iter().map(|entry| entry.public)),
        bodies: IterSql(|| entries.iter().map(|entry| entry.body.as_str())),
        actors: IterSql(|| entries.iter().map(|entry| entry.actor.as_str())),
        occurred_ats: IterSql(|| entries.iter().map(|entry| entry.occurred_at)),
    };
    insert_entries().params(write, &params).await?;
    Ok(())
}

/// An entry as it was stored; its kind may be one that this version no longer writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredEntry {
    /// Its place in the order of writing.
    pub(crate) entry_number: i64,
    pub(crate) entry_id: NoteId,
    pub(crate) kind: String,
    pub(crate) public: bool,
    pub(crate) body: String,
    pub(crate) actor: String,
    pub(crate) occurred_at: Timestamp,
}

/// Up to `limit` + 1 entries, oldest first; without private ones for customers.
pub(crate) async fn list(
    reader: &impl GenericClient,
    order_id: OrderId,
    with_private: bool,
    after: Option<i64>,
    limit: Limit,
) -> Result<Vec<StoredEntry>, OrderError> {
    let params =
        ListEntriesParams { order_id: order_id.uuid(), after, with_private, row_limit: limit.plus_one() };
    let rows = list_entries().params(reader, &params).all().await?;
    Ok(rows
        .into_iter()
        .map(|row| StoredEntry {
            entry_number: row.entry_number,
            entry_id: NoteId::from_uuid(row.entry_id),
            kind: row.kind,
            public: row.public,
            body: row.body,
            actor: row.actor,
            occurred_at: row.occurred_at,
        })
        .collect())
}

/// Records who agreed to which prices of one order.
pub(crate) async fn insert_agreed(
    write: &Write,
    order_id: OrderId,
    currency: Currency,
    agreed: &[Negotiation],
) -> Result<(), OrderError> {
    let Some(first) = agreed.first() else { return Ok(()) };
    let params = InsertNegotiationsParams {
        order_id: order_id.uuid(),
        currency: currency.code(),
        actor: first.actor.as_str(),
        occurred_at: first.occurred_at,
        line_ids: IterSql(|| agreed.iter().map(|line| line.line_id.uuid())),
        variant_ids: IterSql(|| agreed.iter().map(|line| line.variant_id.uuid())),
        skus: IterSql(|| agreed.iter().map(|line| line.sku.as_str())),
        quantities: IterSql(|| agreed.iter().map(|line| line.quantity.get())),
        list_prices: IterSql(|| agreed.iter().map(|line| line.list_price.map(UnitPrice::micros))),
        agreed_prices: IterSql(|| agreed.iter().map(|line| line.agreed.micros())),
    };
    insert_negotiations().params(write, &params).await?;
    Ok(())
}

/// Which lines of an order have a price that was agreed to; also lines that a draft has no more.
pub(crate) async fn negotiated_lines(
    reader: &impl GenericClient,
    order_id: OrderId,
) -> Result<HashSet<LineId>, OrderError> {
    let rows = find_negotiated_lines().bind(reader, &order_id.uuid()).all().await?;
    Ok(rows.into_iter().map(LineId::from_uuid).collect())
}

/// Up to `limit` + 1 negotiated prices, oldest first.
pub(crate) async fn list_agreed(
    reader: &impl GenericClient,
    order_id: OrderId,
    after: Option<LineId>,
    limit: Limit,
) -> Result<Vec<Negotiation>, OrderError> {
    let params = ListNegotiationsParams {
        order_id: order_id.uuid(),
        after: after.map(LineId::uuid),
        row_limit: limit.plus_one(),
    };
    let rows = list_negotiations().params(reader, &params).all().await?;
    rows.into_iter()
        .map(|row| {
            Ok(Negotiation {
                line_id: LineId::from_uuid(row.line_id),
                variant_id: VariantId::from_uuid(row.variant_id),
                sku: text::parse(&row.sku)?,
                quantity: Quantity::try_new(row.quantity.into())
                    .map_err(|error| OrderError::Corrupt(error.to_string()))?,
                list_price: row.list_price_micros.map(UnitPrice::from_micros),
                agreed: UnitPrice::from_micros(row.agreed_price_micros),
                actor: row.actor,
                occurred_at: row.occurred_at,
            })
        })
        .collect()
}
