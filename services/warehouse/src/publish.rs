//! Changes of stock as public events.

use kernel_base::{Env, Timestamp, TraceParent};
use kernel_db::{DbError, Write};
use kernel_messaging::Emit;
use warehouse_contracts::{BackInStock, LowStock, StockChanged};

use crate::domain::stock::{Signals, StockItem};

/// Stages what others are to be told of a changed item. The item's version moves on by one in the same transaction.
pub(crate) fn stock(
    write: &Write,
    env: &Env,
    item: &StockItem,
    signals: Signals,
    occurred_at: Timestamp,
    trace: Option<&TraceParent>,
) -> Result<(), DbError> {
    let (variant_id, sku) = (item.variant_id, &item.sku);
    let (subject, version) = (variant_id.to_string(), item.version + 1);
    let figures = item.figures();
    let available = figures.available;
    if signals.changed {
        let (on_hand, reserved) = (figures.on_hand, figures.reserved);
        let event = StockChanged { variant_id, sku: sku.clone(), on_hand, reserved, available, occurred_at };
        write.emit(env, &subject, version, trace, &event)?;
    }
    if signals.low_stock {
        let threshold = item.low_stock_threshold;
        let event = LowStock { variant_id, sku: sku.clone(), available, threshold, occurred_at };
        write.emit(env, &subject, version, trace, &event)?;
    }
    if signals.back_in_stock {
        let event = BackInStock { variant_id, sku: sku.clone(), available, occurred_at };
        write.emit(env, &subject, version, trace, &event)?;
    }
    Ok(())
}
