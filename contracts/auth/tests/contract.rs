//! The contract as it stands: schemas are snapshots, and what was once written still parses.

use auth_contracts::{
    Close, EmailVerified, EraseAccount, Jwks, JwksQuery, PublishableKey, PublishableKeysQuery,
    RevocationReason, SecurityEvent, SecurityEventKind, SessionRevoked, SetPassword, VerifiedEmailQuery,
};
use kernel_base::{CommandData, EventData, still_parses};
use schemars::schema_for;

#[test]
fn schemas_have_not_changed() {
    insta::assert_json_snapshot!(EraseAccount::TYPE, schema_for!(EraseAccount));
    insta::assert_json_snapshot!(EraseAccount::REPLY, schema_for!(<EraseAccount as CommandData>::Done));
    insta::assert_json_snapshot!(SessionRevoked::TYPE, schema_for!(SessionRevoked));
    insta::assert_json_snapshot!(EmailVerified::TYPE, schema_for!(EmailVerified));
    insta::assert_json_snapshot!(SecurityEvent::TYPE, schema_for!(SecurityEvent));
    insta::assert_json_snapshot!("verified_email.query", schema_for!(VerifiedEmailQuery));
    insta::assert_json_snapshot!("jwks.query", schema_for!(JwksQuery));
    insta::assert_json_snapshot!("jwks.answer", schema_for!(Jwks));
    insta::assert_json_snapshot!("publishable_keys.query", schema_for!(PublishableKeysQuery));
    insta::assert_json_snapshot!("publishable_keys.answer", schema_for!(Vec<PublishableKey>));
    insta::assert_json_snapshot!("set_password.query", schema_for!(SetPassword));
    insta::assert_json_snapshot!("close.query", schema_for!(Close));
}

#[test]
fn what_the_first_release_wrote_parses() {
    let event: SessionRevoked = still_parses(include_str!("samples/session_revoked.v1.json")).unwrap();
    assert_eq!(event.reason, RevocationReason::Reuse);
    still_parses::<EmailVerified>(include_str!("samples/email_verified.v1.json")).unwrap();
    let event: SecurityEvent = still_parses(include_str!("samples/security_event.v1.json")).unwrap();
    assert_eq!(event.kind, SecurityEventKind::NewNetwork);
    let keys: Jwks = still_parses(include_str!("samples/jwks.json")).unwrap();
    assert_eq!(keys.keys[0].alg, "EdDSA");
    still_parses::<Vec<PublishableKey>>(include_str!("samples/publishable_keys.json")).unwrap();
}

#[test]
fn an_account_is_not_printed() {
    let text = r#"{"realm":"staff","subject":"usr_1","email":"ada@example.com","password":"correct horse"}"#;
    let account: SetPassword = serde_json::from_str(text).unwrap();
    let printed = format!("{account:?}");
    assert!(!printed.contains("ada") && !printed.contains("horse"), "{printed}");
}
