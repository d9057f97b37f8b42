//! The lines of orders.

use std::collections::HashMap;

use kernel_base::{Money, UnitPrice};
use kernel_db::{GenericClient, Write};
use order_contracts::{Order, OrderLine};
use order_db::queries::line::{
    InsertLinesParams, LineRow, SaveLineProgressParams, any_stock_line, delete_lines, find_line_progress,
    find_lines, find_trace, insert_lines, save_line_progress,
};
use order_db::{IterSql, client::Params};
use shared_contracts::{LineId, OrderId, Quantity, VariantId};

use super::text;
use crate::domain::line::{LineProgress, NewLine};
use crate::domain::order::OrderState;
use crate::error::OrderError;

/// Also a CHECK, in characters.
const MAX_TRACE_BYTES: usize = 20_000;

/// Records the lines of new orders, each with its place in its order.
pub(crate) async fn insert(write: &Write, orders: &[(OrderId, &[NewLine])]) -> Result<(), OrderError> {
    let lines: Vec<(OrderId, i32, &NewLine)> = orders
        .iter()
        .flat_map(|(order_id, lines)| (1..).zip(*lines).map(|(place, line)| (*order_id, place, line)))
        .collect();
    let params = InsertLinesParams {
        order_ids: IterSql(|| lines.iter().map(|line| line.0.uuid())),
        positions: IterSql(|| lines.iter().map(|line| line.1)),
        line_ids: IterSql(|| lines.iter().map(|line| line.2.line_id.uuid())),
        variant_ids: IterSql(|| lines.iter().map(|line| line.2.variant_id.uuid())),
        skus: IterSql(|| lines.iter().map(|line| line.2.sku.as_str())),
        titles: IterSql(|| lines.iter().map(|line| line.2.title.as_str())),
        quantities: IterSql(|| lines.iter().map(|line| line.2.quantity.get())),
        unit_prices: IterSql(|| lines.iter().map(|line| line.2.unit_price.micros())),
        list_prices: IterSql(|| lines.iter().map(|line| line.2.list_price.map(UnitPrice::micros))),
        nets: IterSql(|| lines.iter().map(|line| line.2.net.minor())),
        taxes: IterSql(|| lines.iter().map(|line| line.2.tax.minor())),
        requires_stocks: IterSql(|| lines.iter().map(|line| line.2.requires_stock)),
        requires_shippings: IterSql(|| lines.iter().map(|line| line.2.requires_shipping)),
        weights_g: IterSql(|| lines.iter().map(|line| line.2.weight_g)),
        traces: IterSql(|| lines.iter().map(|line| trace_of(line.2))),
        tax_rates: IterSql(|| lines.iter().map(|line| line.2.tax_rate)),
    };
    insert_lines().params(write, &params).await?;
    Ok(())
}

/// A trace is told for people: one beyond all measure is left out rather than the order refused.
fn trace_of(line: &NewLine) -> Option<&str> {
    line.trace.as_deref().filter(|trace| trace.len() <= MAX_TRACE_BYTES)
}

/// Records that a draft loses its lines, because new ones follow.
pub(crate) async fn delete(write: &Write, order_id: OrderId) -> Result<(), OrderError> {
    delete_lines().bind(write, &order_id.uuid()).await?;
    Ok(())
}

/// A stored line, with what only order's own sagas need of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredLine {
    pub(crate) line: OrderLine,
    pub(crate) requires_shipping: bool,
    pub(crate) weight_g: i64,
}

/// The lines of one order, in its currency, in their order.
pub(crate) async fn find(reader: &impl GenericClient, order: &Order) -> Result<Vec<StoredLine>, OrderError> {
    let ids = [order.order_id.uuid()];
    let rows = find_lines().bind(reader, &ids.as_slice()).all().await?;
    rows.into_iter().map(|row| stored(row, order)).collect()
}

/// Puts the lines of all these orders into them, with one query.
pub(crate) async fn attach(reader: &impl GenericClient, orders: &mut [Order]) -> Result<(), OrderError> {
    let ids: Vec<uuid::Uuid> = orders.iter().map(|order| order.order_id.uuid()).collect();
    let rows = find_lines().bind(reader, &ids).all().await?;
    let mut places: HashMap<OrderId, usize> = HashMap::with_capacity(orders.len());
    for (place, order) in orders.iter_mut().enumerate() {
        places.insert(order.order_id, place);
        order.lines = Some(Vec::with_capacity(usize::try_from(order.line_count).unwrap_or_default()));
    }
    for row in rows {
        let Some(order) =
            places.get(&OrderId::from_uuid(row.order_id)).and_then(|place| orders.get_mut(*place))
        else {
            continue;
        };
        let line = stored(row, order)?.line;
        order.lines.get_or_insert_default().push(line);
    }
    Ok(())
}

/// How pricing came to a line's amounts, as JSON; `None` when there is no such line or nothing was told.
pub(crate) async fn trace(
    reader: &impl GenericClient,
    order_id: OrderId,
    line_id: LineId,
) -> Result<Option<String>, OrderError> {
    Ok(find_trace().bind(reader, &order_id.uuid(), &line_id.uuid()).opt().await?.flatten())
}

/// Whether anything of the order is held in stock.
pub(crate) async fn any_stock(reader: &impl GenericClient, order_id: OrderId) -> Result<bool, OrderError> {
    Ok(any_stock_line().bind(reader, &order_id.uuid()).one().await?)
}

/// The lines of these orders with what became of their pieces, each in the currency of its order.
pub(crate) async fn find_progress(
    reader: &impl GenericClient,
    orders: &HashMap<OrderId, OrderState>,
) -> Result<HashMap<OrderId, Vec<LineProgress>>, OrderError> {
    let ids = IterSql(|| orders.keys().map(|id| id.uuid()));
    let mut lines: HashMap<OrderId, Vec<LineProgress>> = HashMap::with_capacity(orders.len());
    for row in find_line_progress().bind(reader, &ids).all().await? {
        let order_id = OrderId::from_uuid(row.order_id);
        let Some(order) = orders.get(&order_id) else { continue };
        lines.entry(order_id).or_default().push(LineProgress {
            position: row.position,
            line_id: LineId::from_uuid(row.line_id),
            variant_id: VariantId::from_uuid(row.variant_id),
            quantity: row.quantity,
            shipped: row.shipped_quantity,
            cancelled_quantity: row.cancelled_quantity,
            ships: row.requires_shipping,
            stock: row.requires_stock,
            gross: Money::new(row.gross_minor, order.currency),
            cancelled: Money::new(row.cancelled_minor, order.currency),
        });
    }
    Ok(lines)
}

/// Records what became of lines. Their orders must be saved along with them: that is where the guard is.
pub(crate) async fn save_progress(
    write: &Write,
    lines: &[(OrderId, LineProgress)],
) -> Result<(), OrderError> {
    if lines.is_empty() {
        return Ok(());
    }
    let params = SaveLineProgressParams {
        order_ids: IterSql(|| lines.iter().map(|(order, _)| order.uuid())),
        positions: IterSql(|| lines.iter().map(|(_, line)| line.position)),
        shipped: IterSql(|| lines.iter().map(|(_, line)| line.shipped)),
        cancelled: IterSql(|| lines.iter().map(|(_, line)| line.cancelled_quantity)),
        cancelled_minors: IterSql(|| lines.iter().map(|(_, line)| line.cancelled.minor())),
    };
    save_line_progress().params(write, &params).await?;
    Ok(())
}

fn stored(row: LineRow, order: &Order) -> Result<StoredLine, OrderError> {
    let money = |minor| Money::new(minor, order.currency);
    let quantity = Quantity::try_new(row.quantity.into());
    let line = OrderLine {
        line_id: LineId::from_uuid(row.line_id),
        position: row.position,
        variant_id: VariantId::from_uuid(row.variant_id),
        sku: text::parse(&row.sku)?,
        title: row.title,
        quantity: quantity.map_err(|error| OrderError::Corrupt(error.to_string()))?,
        shipped_quantity: row.shipped_quantity,
        cancelled_quantity: row.cancelled_quantity,
        unit_price: UnitPrice::from_micros(row.unit_price_micros),
        list_price: row.list_price_micros.map(UnitPrice::from_micros),
        net: money(row.net_minor),
        tax: money(row.tax_minor),
        gross: money(row.gross_minor),
        cancelled: money(row.cancelled_minor),
        requires_stock: row.requires_stock,
    };
    Ok(StoredLine { line, requires_shipping: row.requires_shipping, weight_g: row.weight_g })
}
