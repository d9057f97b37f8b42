//! The contract as it stands: schemas are snapshots, and what was once written still parses.

use kernel_base::{Command, CommandData, EventData, Reply, still_parses};
use schemars::schema_for;
use warehouse_contracts::{
    Availability, AvailabilityQuery, BackInStock, HeldForCart, HoldForCart, LinesReleased, LowStock,
    ReleaseForCart, ReleaseLines, ReleaseStock, ReserveStock, StockChanged, StockReleased, StockReserved,
};

#[test]
fn schemas_have_not_changed() {
    insta::assert_json_snapshot!(StockChanged::TYPE, schema_for!(StockChanged));
    insta::assert_json_snapshot!(LowStock::TYPE, schema_for!(LowStock));
    insta::assert_json_snapshot!(BackInStock::TYPE, schema_for!(BackInStock));
    insta::assert_json_snapshot!(ReserveStock::TYPE, schema_for!(ReserveStock));
    insta::assert_json_snapshot!(ReserveStock::REPLY, schema_for!(StockReserved));
    insta::assert_json_snapshot!(ReleaseStock::TYPE, schema_for!(ReleaseStock));
    insta::assert_json_snapshot!(ReleaseStock::REPLY, schema_for!(StockReleased));
    insta::assert_json_snapshot!(ReleaseLines::TYPE, schema_for!(ReleaseLines));
    insta::assert_json_snapshot!(ReleaseLines::REPLY, schema_for!(LinesReleased));
    insta::assert_json_snapshot!("availability.query", schema_for!(AvailabilityQuery));
    insta::assert_json_snapshot!("availability.answer", schema_for!(Vec<Availability>));
    insta::assert_json_snapshot!("hold_for_cart.query", schema_for!(HoldForCart));
    insta::assert_json_snapshot!("hold_for_cart.answer", schema_for!(HeldForCart));
    insta::assert_json_snapshot!("release_for_cart.query", schema_for!(ReleaseForCart));
}

#[test]
fn what_the_first_release_wrote_parses() {
    let command: Command<ReserveStock> = still_parses(include_str!("samples/reserve_stock.v1.json")).unwrap();
    assert_eq!((command.body.lines[0].quantity.get(), command.body.lines[0].handed_out), (12, false));
    assert_eq!(command.body.cart_id, None);
    still_parses::<Command<ReleaseStock>>(include_str!("samples/release_stock.v1.json")).unwrap();
    still_parses::<Reply<StockReserved>>(include_str!("samples/reserve_stock_replied.v1.json")).unwrap();
    still_parses::<Reply<StockReserved>>(include_str!("samples/reserve_stock_refused.v1.json")).unwrap();
    still_parses::<StockChanged>(include_str!("samples/stock_changed.v1.json")).unwrap();
    still_parses::<LowStock>(include_str!("samples/low_stock.v1.json")).unwrap();
    still_parses::<BackInStock>(include_str!("samples/back_in_stock.v1.json")).unwrap();
}

#[test]
fn what_is_not_tracked_can_always_be_sold() {
    let sold_out: Availability = still_parses(include_str!("samples/availability.json")).unwrap();
    assert!(sold_out.allows(2) && !sold_out.allows(3));
    let service = Availability { tracked: false, ..sold_out };
    assert!(service.allows(i64::MAX));
}
