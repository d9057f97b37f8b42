//! The contract as it stands: schemas are snapshots, and what was once written still parses.

use customer_contracts::{
    ConsentChanged, CustomerChanged, CustomerErased, CustomerProfile, CustomerQuery, GroupMembershipChanged,
};
use kernel_base::{EventData, still_parses};
use schemars::schema_for;

#[test]
fn schemas_have_not_changed() {
    insta::assert_json_snapshot!(CustomerErased::TYPE, schema_for!(CustomerErased));
    insta::assert_json_snapshot!(CustomerChanged::TYPE, schema_for!(CustomerChanged));
    insta::assert_json_snapshot!(GroupMembershipChanged::TYPE, schema_for!(GroupMembershipChanged));
    insta::assert_json_snapshot!(ConsentChanged::TYPE, schema_for!(ConsentChanged));
    insta::assert_json_snapshot!("customer.query", schema_for!(CustomerQuery));
    insta::assert_json_snapshot!("profile.answer", schema_for!(CustomerProfile));
}

#[test]
fn what_the_first_release_wrote_parses() {
    still_parses::<CustomerChanged>(include_str!("samples/customer_changed.v1.json")).unwrap();
    still_parses::<GroupMembershipChanged>(include_str!("samples/group_membership_changed.v1.json")).unwrap();
    still_parses::<ConsentChanged>(include_str!("samples/consent_changed.v1.json")).unwrap();
}
