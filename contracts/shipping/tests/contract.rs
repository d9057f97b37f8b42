//! The contract as it stands: schemas are snapshots, and what was once written still parses.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on panics where it stands")]

use std::fmt::Debug;

use kernel_base::{CommandData, EventData};
use schemars::schema_for;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shipping_contracts::{
    CancelLines, CancelShipment, LinesCancelled, OptionsQuery, RateQuery, RatesChanged, RequestShipment,
    ShipmentAccepted, ShipmentCancelled, ShipmentDelivered, ShipmentReduced, ShipmentRequested,
    ShipmentShipped, ShipmentsCancelled, ShippingOption,
};

/// What the first release wrote parses, and is written the same again.
fn still_parses<T: Serialize + DeserializeOwned + Debug>(sample: &str) {
    let parsed: T = serde_json::from_str(sample).unwrap();
    let before: serde_json::Value = serde_json::from_str(sample).unwrap();
    assert_eq!(serde_json::to_value(&parsed).unwrap(), before);
}

#[test]
fn schemas_have_not_changed() {
    insta::assert_json_snapshot!(ShipmentRequested::TYPE, schema_for!(ShipmentRequested));
    insta::assert_json_snapshot!(ShipmentShipped::TYPE, schema_for!(ShipmentShipped));
    insta::assert_json_snapshot!(ShipmentDelivered::TYPE, schema_for!(ShipmentDelivered));
    insta::assert_json_snapshot!(ShipmentCancelled::TYPE, schema_for!(ShipmentCancelled));
    insta::assert_json_snapshot!(ShipmentReduced::TYPE, schema_for!(ShipmentReduced));
    insta::assert_json_snapshot!(RatesChanged::TYPE, schema_for!(RatesChanged));
    insta::assert_json_snapshot!(RequestShipment::TYPE, schema_for!(RequestShipment));
    insta::assert_json_snapshot!(RequestShipment::REPLY, schema_for!(ShipmentAccepted));
    insta::assert_json_snapshot!(CancelShipment::TYPE, schema_for!(CancelShipment));
    insta::assert_json_snapshot!(CancelShipment::REPLY, schema_for!(ShipmentsCancelled));
    insta::assert_json_snapshot!(CancelLines::TYPE, schema_for!(CancelLines));
    insta::assert_json_snapshot!(CancelLines::REPLY, schema_for!(LinesCancelled));
    insta::assert_json_snapshot!("options.query", schema_for!(OptionsQuery));
    insta::assert_json_snapshot!("rate.query", schema_for!(RateQuery));
    insta::assert_json_snapshot!("rate.answer", schema_for!(ShippingOption));
}

#[test]
fn what_the_first_release_wrote_parses() {
    still_parses::<ShipmentRequested>(include_str!("samples/shipment_requested.v1.json"));
    still_parses::<ShipmentShipped>(include_str!("samples/shipment_shipped.v1.json"));
    still_parses::<RequestShipment>(include_str!("samples/request_shipment.v1.json"));
}
