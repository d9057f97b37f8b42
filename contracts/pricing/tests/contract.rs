//! The contract as it stands: schemas are snapshots, and what was once written still parses.

use kernel_base::{EventData, still_parses};
use pricing_contracts::{
    MarketChanged, PriceChanged, PriceListChanged, Prices, PricesQuery, Quote, QuoteRequest, TaxChanged,
    TaxProviderOutcome, TaxProviderTrace,
};
use schemars::schema_for;

#[test]
fn schemas_have_not_changed() {
    insta::assert_json_snapshot!(PriceChanged::TYPE, schema_for!(PriceChanged));
    insta::assert_json_snapshot!(PriceListChanged::TYPE, schema_for!(PriceListChanged));
    insta::assert_json_snapshot!(MarketChanged::TYPE, schema_for!(MarketChanged));
    insta::assert_json_snapshot!(TaxChanged::TYPE, schema_for!(TaxChanged));
    insta::assert_json_snapshot!("quote.query", schema_for!(QuoteRequest));
    insta::assert_json_snapshot!("quote.answer", schema_for!(Quote));
    insta::assert_json_snapshot!("prices.query", schema_for!(PricesQuery));
    insta::assert_json_snapshot!("prices.answer", schema_for!(Prices));
}

#[test]
fn what_the_first_release_wrote_parses() {
    still_parses::<PriceChanged>(include_str!("samples/price_changed.v1.json")).unwrap();
    still_parses::<PriceListChanged>(include_str!("samples/price_list_changed.v1.json")).unwrap();
    still_parses::<MarketChanged>(include_str!("samples/market_changed.v1.json")).unwrap();
    still_parses::<TaxChanged>(include_str!("samples/tax_changed.v1.json")).unwrap();
    still_parses::<QuoteRequest>(include_str!("samples/quote_request.json")).unwrap();
    still_parses::<Quote>(include_str!("samples/quote.json")).unwrap();
}

#[test]
fn a_quote_whose_tax_comes_from_a_provider_parses() {
    let quote = still_parses::<Quote>(include_str!("samples/quote_by_provider.json")).unwrap();
    let TaxProviderOutcome::Calculated { reference } = quote.tax_provider.unwrap().outcome else { panic!() };
    assert_eq!(reference.as_deref(), Some("calc-8431"));
    let failed = r#"{ "provider": "avalara", "outcome": { "kind": "failed" } }"#;
    still_parses::<TaxProviderTrace>(failed).unwrap();
}

#[test]
fn a_misspelled_field_of_a_request_is_refused() {
    let request = include_str!("samples/quote_request.json").replace("negotiated", "negotiatet");
    assert!(serde_json::from_str::<QuoteRequest>(&request).is_err());
}
