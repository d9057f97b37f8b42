//! What we read of Stripe's objects: a small part of each. What is missing or new there does not disturb us.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A payment intent.
#[derive(Debug, Deserialize)]
pub(super) struct PaymentIntent {
    pub(super) id: String,
    pub(super) status: String,
    #[serde(default)]
    pub(super) amount_received: Option<i64>,
    #[serde(default)]
    pub(super) amount_capturable: Option<i64>,
    #[serde(default)]
    pub(super) latest_charge: Option<Reference>,
    #[serde(default)]
    pub(super) next_action: Option<NextAction>,
    #[serde(default)]
    pub(super) last_payment_error: Option<Problem>,
}

/// An object, or only its name, as the caller expanded it.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Reference {
    Id(String),
    Charge(Box<Charge>),
}

#[derive(Debug, Deserialize)]
pub(super) struct Charge {
    pub(super) id: String,
    #[serde(default)]
    payment_method_details: Option<PaymentMethodDetails>,
}

#[derive(Debug, Deserialize)]
struct PaymentMethodDetails {
    #[serde(default)]
    card: Option<Card>,
}

#[derive(Debug, Deserialize)]
struct Card {
    #[serde(default)]
    multicapture: Option<Multicapture>,
}

#[derive(Debug, Deserialize)]
struct Multicapture {
    status: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct NextAction {
    #[serde(default)]
    pub(super) redirect_to_url: Option<Redirect>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Redirect {
    #[serde(default)]
    pub(super) url: Option<String>,
}

/// Why something was refused.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Problem {
    #[serde(default, rename = "type")]
    pub(super) kind: Option<String>,
    #[serde(default)]
    pub(super) code: Option<String>,
    #[serde(default)]
    pub(super) decline_code: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ErrorBody {
    pub(super) error: Problem,
}

#[derive(Debug, Deserialize)]
pub(super) struct Refund {
    pub(super) id: String,
    #[serde(default)]
    pub(super) status: Option<String>,
    #[serde(default)]
    pub(super) metadata: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct List<T> {
    pub(super) data: Vec<T>,
    #[serde(default)]
    pub(super) has_more: bool,
}

/// A webhook's body.
#[derive(Debug, Deserialize)]
pub(super) struct Event {
    pub(super) id: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) data: EventData,
}

#[derive(Debug, Deserialize)]
pub(super) struct EventData {
    pub(super) object: EventObject,
}

#[derive(Debug, Deserialize)]
pub(super) struct EventObject {
    #[serde(default)]
    pub(super) id: Option<String>,
    #[serde(default)]
    pub(super) object: Option<String>,
    #[serde(default)]
    pub(super) status: Option<String>,
    #[serde(default)]
    pub(super) metadata: Option<BTreeMap<String, String>>,
}

impl PaymentIntent {
    /// The charge, or the intent while there is none.
    pub(super) fn reference(&self) -> String {
        match &self.latest_charge {
            Some(Reference::Id(id)) => id.clone(),
            Some(Reference::Charge(charge)) => charge.id.clone(),
            None => self.id.clone(),
        }
    }

    /// True when a capture may leave a rest that can be captured later.
    pub(super) fn multicapture(&self) -> bool {
        let Some(Reference::Charge(charge)) = &self.latest_charge else { return false };
        let card = charge.payment_method_details.as_ref().and_then(|details| details.card.as_ref());
        card.and_then(|card| card.multicapture.as_ref()).is_some_and(|it| it.status == "available")
    }

    /// Where the payer has to go.
    pub(super) fn redirect(&self) -> Option<&str> {
        self.next_action.as_ref()?.redirect_to_url.as_ref()?.url.as_deref()
    }
}

impl Problem {
    /// The most telling word, for staff.
    pub(super) fn word(&self) -> &str {
        let words = [&self.decline_code, &self.code, &self.kind];
        words.into_iter().flatten().next().map_or("unknown", String::as_str)
    }
}
