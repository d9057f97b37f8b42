//! Stored names of statuses, and parsing of stored texts. What does not parse breaks a constraint of its table.

use std::str::FromStr;

use kernel_base::{Currency, Refusal, Secret};
use payment_contracts::{IntentStatus, TenderStatus};

const INTENT: [(IntentStatus, &str); 5] = [
    (IntentStatus::Authorizing, "authorizing"),
    (IntentStatus::Authorized, "authorized"),
    (IntentStatus::Voiding, "voiding"),
    (IntentStatus::Voided, "voided"),
    (IntentStatus::Failed, "failed"),
];

const TENDER: [(TenderStatus, &str); 5] = [
    (TenderStatus::Pending, "pending"),
    (TenderStatus::ActionRequired, "action_required"),
    (TenderStatus::Authorized, "authorized"),
    (TenderStatus::Declined, "declined"),
    (TenderStatus::Voided, "voided"),
];

pub(crate) fn intent_status(status: IntentStatus) -> &'static str {
    name(&INTENT, status)
}

pub(crate) fn parse_intent_status(text: &str) -> IntentStatus {
    parse(&INTENT, text).expect("BUG: intent_status_check")
}

pub(crate) fn tender_status(status: TenderStatus) -> &'static str {
    name(&TENDER, status)
}

pub(crate) fn parse_tender_status(text: &str) -> TenderStatus {
    parse(&TENDER, text).expect("BUG: tender_status_check")
}

pub(crate) fn currency(text: &str) -> Currency {
    stored(text)
}

/// A text that was valid when it was written.
pub(crate) fn stored<T: FromStr>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| panic!("BUG: stored from a valid {}", std::any::type_name::<T>()))
}

pub(crate) fn refusal(code: Option<String>, message: Option<String>) -> Option<Refusal> {
    Some(Refusal::new(code?, message.unwrap_or_default()))
}

pub(crate) fn exposed(secret: Option<&Secret<String>>) -> Option<&str> {
    secret.map(|secret| secret.expose().as_str())
}

/// The first characters of a text of foreign origin, as many as its column takes.
pub(crate) fn clipped(text: &str, longest: usize) -> &str {
    text.char_indices().nth(longest).map_or(text, |(end, _)| &text[..end])
}

fn name<T: PartialEq + Copy>(names: &[(T, &'static str)], value: T) -> &'static str {
    names
        .iter()
        .find(|(known, _)| *known == value)
        .map(|(_, name)| *name)
        .expect("BUG: every status has a name")
}

fn parse<T: Copy>(names: &[(T, &'static str)], text: &str) -> Option<T> {
    names.iter().find(|(_, name)| *name == text).map(|(value, _)| *value)
}
