//! Lines of carts.

use cart_contracts::Amounts;
use cart_db::client::Params;
use cart_db::queries::line::{
    LineRow, UpsertLinesParams, delete_lines, list_lines, list_lines_of_variants, upsert_lines,
};
use kernel_base::{Currency, Money, UnitPrice};
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::{CartId, LineId, Quantity, VariantId};
use uuid::Uuid;

use crate::domain::line::{Line, LinePrice};
use crate::store::{from_json, to_json};

/// A line before the cart's currency is known: both are read in one round trip.
pub(crate) struct StoredLine(LineRow);

impl StoredLine {
    pub(crate) fn in_currency(self, currency: Currency) -> Line {
        let row = self.0;
        let money = |minor| Money::new(minor, currency);
        Line {
            line_id: LineId::from_uuid(row.line_id),
            variant_id: VariantId::from_uuid(row.variant_id),
            quantity: Quantity::try_new(i64::from(row.quantity)).expect("BUG: line_quantity_check"),
            price: row.unit_price_micros.map(|micros| LinePrice {
                unit_price: UnitPrice::from_micros(micros),
                amounts: Amounts {
                    net: money(row.net_minor),
                    tax: money(row.tax_minor),
                    gross: money(row.gross_minor),
                },
            }),
            warnings: from_json(&row.warnings),
        }
    }
}

/// All lines, in the order in which they were added.
pub(crate) async fn list(client: &impl GenericClient, cart_id: CartId) -> Result<Vec<StoredLine>, DbError> {
    Ok(list_lines().bind(client, &cart_id.uuid()).all().await?.into_iter().map(StoredLine).collect())
}

/// The lines of these variants.
pub(crate) async fn of_variants(
    client: &impl GenericClient,
    cart_id: CartId,
    variant_ids: &[VariantId],
) -> Result<Vec<StoredLine>, DbError> {
    let variant_ids: Vec<Uuid> = variant_ids.iter().map(|id| id.uuid()).collect();
    let rows = list_lines_of_variants().bind(client, &cart_id.uuid(), &variant_ids).all().await?;
    Ok(rows.into_iter().map(StoredLine).collect())
}

/// Inserts lines, or writes over those that exist.
pub(crate) async fn upsert(write: &Write, cart_id: CartId, lines: &[&Line]) -> Result<(), DbError> {
    if lines.is_empty() {
        return Ok(());
    }
    let minor = |part: fn(&Amounts) -> Money| {
        let amount = |line: &&Line| line.price.map_or(0, |price| part(&price.amounts).minor());
        lines.iter().map(amount).collect::<Vec<_>>()
    };
    let params = UpsertLinesParams {
        cart_id: cart_id.uuid(),
        line_ids: lines.iter().map(|line| line.line_id.uuid()).collect::<Vec<Uuid>>(),
        variant_ids: lines.iter().map(|line| line.variant_id.uuid()).collect::<Vec<Uuid>>(),
        quantities: lines.iter().map(|line| line.quantity.get()).collect::<Vec<_>>(),
        unit_prices: lines
            .iter()
            .map(|line| line.price.map(|price| price.unit_price.micros()))
            .collect::<Vec<_>>(),
        nets: minor(|amounts| amounts.net),
        taxes: minor(|amounts| amounts.tax),
        grosses: minor(|amounts| amounts.gross),
        warnings: lines.iter().map(|line| to_json(&line.warnings)).collect::<Vec<_>>(),
    };
    upsert_lines().params(write, &params).await?;
    Ok(())
}

pub(crate) async fn delete(write: &Write, cart_id: CartId, line_ids: &[LineId]) -> Result<(), DbError> {
    if line_ids.is_empty() {
        return Ok(());
    }
    let line_ids: Vec<Uuid> = line_ids.iter().map(|id| id.uuid()).collect();
    delete_lines().bind(write, &cart_id.uuid(), &line_ids).await?;
    Ok(())
}
