//! The contract as it stands: schemas are snapshots, and what was once written still parses.

use kernel_base::{CommandData, EventData, still_parses};
use order_contracts::{
    EraseOrders, Order, OrderBilled, OrderCancelled, OrderClaimed, OrderConfirmed, OrderLineCancelled,
    OrderNumber, OrderPlaced, OrderRejected,
};
use schemars::schema_for;

#[test]
fn schemas_have_not_changed() {
    insta::assert_json_snapshot!(EraseOrders::TYPE, schema_for!(EraseOrders));
    insta::assert_json_snapshot!(EraseOrders::REPLY, schema_for!(<EraseOrders as CommandData>::Done));
    insta::assert_json_snapshot!(OrderPlaced::TYPE, schema_for!(OrderPlaced));
    insta::assert_json_snapshot!(OrderConfirmed::TYPE, schema_for!(OrderConfirmed));
    insta::assert_json_snapshot!(OrderRejected::TYPE, schema_for!(OrderRejected));
    insta::assert_json_snapshot!(OrderCancelled::TYPE, schema_for!(OrderCancelled));
    insta::assert_json_snapshot!(OrderClaimed::TYPE, schema_for!(OrderClaimed));
    insta::assert_json_snapshot!(OrderLineCancelled::TYPE, schema_for!(OrderLineCancelled));
    insta::assert_json_snapshot!(OrderBilled::TYPE, schema_for!(OrderBilled));
    insta::assert_json_snapshot!("order.answer", schema_for!(Order));
}

#[test]
fn what_the_first_release_wrote_parses() {
    still_parses::<OrderPlaced>(include_str!("samples/placed.v1.json")).unwrap();
    still_parses::<OrderConfirmed>(include_str!("samples/confirmed.v1.json")).unwrap();
    still_parses::<OrderRejected>(include_str!("samples/rejected.v1.json")).unwrap();
    still_parses::<OrderClaimed>(include_str!("samples/claimed.v1.json")).unwrap();
    still_parses::<OrderCancelled>(include_str!("samples/cancelled.v1.json")).unwrap();
    still_parses::<OrderLineCancelled>(include_str!("samples/line_cancelled.v1.json")).unwrap();
    still_parses::<OrderBilled>(include_str!("samples/billed.v1.json")).unwrap();
    still_parses::<Order>(include_str!("samples/order.json")).unwrap();
}

#[test]
fn an_order_number_has_capital_letters_digits_and_hyphens() {
    assert!("W-100008".parse::<OrderNumber>().is_ok());
    for wrong in ["", "w-100008", "W 100008", "W_1", &"1".repeat(33)] {
        assert!(wrong.parse::<OrderNumber>().is_err(), "{wrong:?}");
    }
}
