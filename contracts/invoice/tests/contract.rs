//! The contract as it stands: schemas are snapshots, and what was once written still parses.

use invoice_contracts::{EraseInvoices, InvoiceIssued};
use kernel_base::{CommandData, EventData, still_parses};
use schemars::schema_for;

#[test]
fn schemas_have_not_changed() {
    insta::assert_json_snapshot!(EraseInvoices::TYPE, schema_for!(EraseInvoices));
    insta::assert_json_snapshot!(EraseInvoices::REPLY, schema_for!(<EraseInvoices as CommandData>::Done));
    insta::assert_json_snapshot!(InvoiceIssued::TYPE, schema_for!(InvoiceIssued));
}

#[test]
fn what_the_first_release_wrote_parses() {
    still_parses::<InvoiceIssued>(include_str!("samples/issued.v1.json")).unwrap();
}
