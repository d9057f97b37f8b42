//! The contract as it stands: schemas are snapshots, and what was once written still parses.

use catalog_contracts::{ChannelChanged, ProductChanged, ProductRemoved, VariantSnapshot, VariantsQuery};
use kernel_base::{EventData, still_parses};
use schemars::schema_for;

#[test]
fn schemas_have_not_changed() {
    insta::assert_json_snapshot!(ProductChanged::TYPE, schema_for!(ProductChanged));
    insta::assert_json_snapshot!(ProductRemoved::TYPE, schema_for!(ProductRemoved));
    insta::assert_json_snapshot!(ChannelChanged::TYPE, schema_for!(ChannelChanged));
    insta::assert_json_snapshot!("variants.query", schema_for!(VariantsQuery));
    insta::assert_json_snapshot!("variants.answer", schema_for!(Vec<VariantSnapshot>));
}

#[test]
fn a_product_changed_event_of_the_first_release_parses() {
    let event: ProductChanged = still_parses(include_str!("samples/product_changed.v1.json")).unwrap();
    let web = "web".parse().unwrap();
    assert!(event.variants[0].sellable(event.status, &event.channels, &web));
    assert!(
        !event.variants[1].sellable(event.status, &event.channels, &web),
        "an archived variant is not sold"
    );
    let outlet = "outlet".parse().unwrap();
    assert!(!event.variants[0].sellable(event.status, &event.channels, &outlet), "not published there");
}

#[test]
fn the_other_events_of_the_first_release_parse() {
    still_parses::<ProductRemoved>(include_str!("samples/product_removed.v1.json")).unwrap();
    still_parses::<ChannelChanged>(include_str!("samples/channel_changed.v1.json")).unwrap();
}

#[test]
fn a_call_names_at_most_a_thousand_variants() {
    let sku = "85123A".parse::<shared_contracts::Sku>().unwrap();
    let query = |count| VariantsQuery { skus: vec![sku.clone(); count], ..VariantsQuery::default() };
    assert!(query(1000).validate().is_ok());
    assert!(query(1001).validate().is_err());
}
