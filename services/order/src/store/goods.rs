//! Orders with their lines and shipments: read for many orders at once, written where they changed.

use std::collections::{HashMap, HashSet};

use kernel_db::{GenericClient, Write};
use shared_contracts::OrderId;

use super::{line, order, shipment};
use crate::domain::goods::Goods;
use crate::domain::line::LineProgress;
use crate::domain::order::OrderState;
use crate::domain::shipment::Shipment;
use crate::error::OrderError;

/// The goods of these orders; unknown ones are left out.
pub(crate) async fn find(
    reader: &impl GenericClient,
    order_ids: impl IntoIterator<Item = OrderId>,
) -> Result<HashMap<OrderId, Goods>, OrderError> {
    let order_ids: Vec<OrderId> = order_ids.into_iter().collect::<HashSet<_>>().into_iter().collect();
    let orders = order::find_states(reader, &order_ids).await?;
    let mut lines = line::find_progress(reader, &orders).await?;
    let mut shipments = shipment::find(reader, &order_ids).await?;
    let goods = |(order_id, order)| {
        let lines = lines.remove(&order_id).unwrap_or_default();
        (order_id, Goods::new(order, lines, shipments.remove(&order_id).unwrap_or_default()))
    };
    Ok(orders.into_iter().map(goods).collect())
}

/// Records what changed. The transaction fails when one of the orders changed since it was read.
pub(crate) async fn save(write: &Write, goods: &HashMap<OrderId, Goods>) -> Result<(), OrderError> {
    let orders: Vec<OrderState> =
        goods.values().filter(|goods| goods.changed()).map(|goods| goods.order.clone()).collect();
    let lines: Vec<(OrderId, LineProgress)> = goods
        .iter()
        .flat_map(|(order_id, goods)| goods.moved_lines().map(|line| (*order_id, line)))
        .collect();
    let shipments: Vec<(OrderId, &Shipment)> = goods
        .iter()
        .flat_map(|(order_id, goods)| goods.told_shipments().map(|shipment| (*order_id, shipment)))
        .collect();
    order::save_states(write, &orders).await?;
    line::save_progress(write, &lines).await?;
    shipment::save(write, &shipments).await
}
