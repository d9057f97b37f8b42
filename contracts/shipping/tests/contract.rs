//! The contract as it stands: schemas are snapshots, and what was once written still parses.

use kernel_base::{CommandData, EventData, still_parses};
use schemars::schema_for;
use shipping_contracts::{
    CancelLines, CancelShipment, EraseShipments, LinesCancelled, OptionsQuery, RateQuery, RatesChanged,
    RequestShipment, ShipmentAccepted, ShipmentCancelled, ShipmentDelivered, ShipmentReduced,
    ShipmentRequested, ShipmentShipped, ShipmentsCancelled, ShippingOption, TrackingChanged,
};

#[test]
fn schemas_have_not_changed() {
    insta::assert_json_snapshot!(EraseShipments::TYPE, schema_for!(EraseShipments));
    insta::assert_json_snapshot!(EraseShipments::REPLY, schema_for!(<EraseShipments as CommandData>::Done));
    insta::assert_json_snapshot!(ShipmentRequested::TYPE, schema_for!(ShipmentRequested));
    insta::assert_json_snapshot!(ShipmentShipped::TYPE, schema_for!(ShipmentShipped));
    insta::assert_json_snapshot!(TrackingChanged::TYPE, schema_for!(TrackingChanged));
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
    still_parses::<ShipmentRequested>(include_str!("samples/shipment_requested.v1.json")).unwrap();
    still_parses::<ShipmentShipped>(include_str!("samples/shipment_shipped.v1.json")).unwrap();
    still_parses::<RequestShipment>(include_str!("samples/request_shipment.v1.json")).unwrap();
}
