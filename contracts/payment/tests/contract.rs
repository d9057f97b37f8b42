//! The contract as it stands: schemas are snapshots, and what was once written still parses.

use kernel_base::{CommandData, EventData, still_parses};
use payment_contracts::{
    AnswerAction, AuthorizePayment, CapturePayment, ErasePayments, FindIntent, IntentActionRequired,
    IntentAuthorized, IntentCaptured, IntentRefunded, IntentVoided, PaymentAuthorized, PaymentIntent,
    PaymentSession, PaymentVoided, PrepareSession, VoidPayment,
};
use schemars::schema_for;

#[test]
fn schemas_have_not_changed() {
    insta::assert_json_snapshot!(ErasePayments::TYPE, schema_for!(ErasePayments));
    insta::assert_json_snapshot!(ErasePayments::REPLY, schema_for!(<ErasePayments as CommandData>::Done));
    insta::assert_json_snapshot!(IntentAuthorized::TYPE, schema_for!(IntentAuthorized));
    insta::assert_json_snapshot!(IntentCaptured::TYPE, schema_for!(IntentCaptured));
    insta::assert_json_snapshot!(IntentRefunded::TYPE, schema_for!(IntentRefunded));
    insta::assert_json_snapshot!(IntentVoided::TYPE, schema_for!(IntentVoided));
    insta::assert_json_snapshot!(IntentActionRequired::TYPE, schema_for!(IntentActionRequired));
    insta::assert_json_snapshot!(AuthorizePayment::TYPE, schema_for!(AuthorizePayment));
    insta::assert_json_snapshot!(AuthorizePayment::REPLY, schema_for!(PaymentAuthorized));
    insta::assert_json_snapshot!(CapturePayment::TYPE, schema_for!(CapturePayment));
    insta::assert_json_snapshot!(CapturePayment::REPLY, schema_for!(<CapturePayment as CommandData>::Done));
    insta::assert_json_snapshot!(VoidPayment::TYPE, schema_for!(VoidPayment));
    insta::assert_json_snapshot!(VoidPayment::REPLY, schema_for!(PaymentVoided));
    insta::assert_json_snapshot!("intent.query", schema_for!(FindIntent));
    insta::assert_json_snapshot!("intent.answer", schema_for!(PaymentIntent));
    insta::assert_json_snapshot!("session.query", schema_for!(PrepareSession));
    insta::assert_json_snapshot!("session.answer", schema_for!(PaymentSession));
    insta::assert_json_snapshot!("answer_action.query", schema_for!(AnswerAction));
}

#[test]
fn what_the_first_release_wrote_parses() {
    still_parses::<IntentAuthorized>(include_str!("samples/authorized.v1.json")).unwrap();
    still_parses::<IntentCaptured>(include_str!("samples/captured.v1.json")).unwrap();
    still_parses::<IntentRefunded>(include_str!("samples/refunded.v1.json")).unwrap();
    still_parses::<AuthorizePayment>(include_str!("samples/authorize.v1.json")).unwrap();
    still_parses::<PaymentVoided>(include_str!("samples/void_replied.v1.json")).unwrap();
}
