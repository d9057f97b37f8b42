//! The contract as it stands: schemas are snapshots, and what was once written still parses.

use cart_contracts::{CartCompleted, CartExpired, EraseCarts};
use kernel_base::{CommandData, EventData, still_parses};
use schemars::schema_for;

#[test]
fn schemas_have_not_changed() {
    insta::assert_json_snapshot!(EraseCarts::TYPE, schema_for!(EraseCarts));
    insta::assert_json_snapshot!(EraseCarts::REPLY, schema_for!(<EraseCarts as CommandData>::Done));
    insta::assert_json_snapshot!(CartCompleted::TYPE, schema_for!(CartCompleted));
    insta::assert_json_snapshot!(CartExpired::TYPE, schema_for!(CartExpired));
}

#[test]
fn a_cart_completed_in_the_first_release_parses_and_keeps_its_trace_to_the_letter() {
    let sample = include_str!("samples/completed.v1.json");
    let event: CartCompleted = still_parses(sample).unwrap();
    assert_eq!(event.lines[0].trace.get(), r#"{"steps":[{"price":"2.950"}]}"#);
}
