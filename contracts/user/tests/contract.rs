//! The contract as it stands: schemas are snapshots, and what was once written still parses.

use kernel_base::{EventData, Secret, still_parses};
use schemars::schema_for;
use user_contracts::{EnsureAdministrator, Grants, GrantsQuery, RoleChanged, UserChanged};

#[test]
fn schemas_have_not_changed() {
    insta::assert_json_snapshot!(UserChanged::TYPE, schema_for!(UserChanged));
    insta::assert_json_snapshot!(RoleChanged::TYPE, schema_for!(RoleChanged));
    insta::assert_json_snapshot!("grants.query", schema_for!(GrantsQuery));
    insta::assert_json_snapshot!("grants.answer", schema_for!(Grants));
    insta::assert_json_snapshot!("ensure_administrator.query", schema_for!(EnsureAdministrator));
}

#[test]
fn what_the_first_release_wrote_parses() {
    still_parses::<UserChanged>(include_str!("samples/user_changed.v1.json")).unwrap();
    still_parses::<RoleChanged>(include_str!("samples/role_changed.v1.json")).unwrap();
}

#[test]
fn an_address_is_not_printed_by_accident() {
    let email = Secret::new("ada@example.com".parse().unwrap());
    let shown = format!("{:?}", EnsureAdministrator { email, name: "Ada".to_owned() });
    assert!(!shown.contains("example.com"), "{shown}");
}
