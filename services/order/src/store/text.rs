//! Stored names of the states, and parsing of stored texts.

use std::str::FromStr;

use order_contracts::{BillKind, FulfillmentStatus, OrderStatus, PaymentStatus, TaxTreatment};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

use crate::error::OrderError;

pub(crate) const fn status(status: OrderStatus) -> &'static str {
    match status {
        OrderStatus::Draft => "draft",
        OrderStatus::Pending => "pending",
        OrderStatus::Confirmed => "confirmed",
        OrderStatus::Rejected => "rejected",
        OrderStatus::Cancelled => "cancelled",
        OrderStatus::Completed => "completed",
    }
}

pub(crate) const fn payment(status: PaymentStatus) -> &'static str {
    match status {
        PaymentStatus::None => "none",
        PaymentStatus::Authorized => "authorized",
        PaymentStatus::PartiallyPaid => "partially_paid",
        PaymentStatus::Paid => "paid",
        PaymentStatus::Voided => "voided",
        PaymentStatus::PartiallyRefunded => "partially_refunded",
        PaymentStatus::Refunded => "refunded",
    }
}

pub(crate) const fn fulfillment(status: FulfillmentStatus) -> &'static str {
    match status {
        FulfillmentStatus::None => "none",
        FulfillmentStatus::Requested => "requested",
        FulfillmentStatus::Partial => "partial",
        FulfillmentStatus::Shipped => "shipped",
        FulfillmentStatus::Delivered => "delivered",
    }
}

pub(crate) const fn bill_kind(kind: BillKind) -> &'static str {
    match kind {
        BillKind::Invoice => "invoice",
        BillKind::CreditNote => "credit_note",
    }
}

pub(crate) const fn tax_treatment(treatment: TaxTreatment) -> &'static str {
    match treatment {
        TaxTreatment::Market => "market",
        TaxTreatment::Exempt => "exempt",
    }
}

/// A state from its stored name; the names are those of the contract's JSON.
pub(crate) fn state<T: DeserializeOwned>(text: &str) -> Result<T, OrderError> {
    let name: StrDeserializer<'_, Error> = text.into_deserializer();
    T::deserialize(name).map_err(|error| OrderError::Corrupt(error.to_string()))
}

/// Anything else that was parsed before it was stored.
pub(crate) fn parse<T: FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, OrderError> {
    text.parse().map_err(|error: T::Err| OrderError::Corrupt(error.to_string()))
}

/// The same, of a value that may be absent.
pub(crate) fn parse_opt<T: FromStr<Err: std::fmt::Display>>(
    text: Option<&str>,
) -> Result<Option<T>, OrderError> {
    text.map(parse).transpose()
}

/// JSON that was serialized from the same type.
pub(crate) fn json<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, OrderError> {
    serde_json::from_str(text).map_err(|error| OrderError::Corrupt(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_names_are_those_of_the_contract() {
        use {FulfillmentStatus as F, OrderStatus as O, PaymentStatus as P};
        for value in [O::Draft, O::Pending, O::Confirmed, O::Rejected, O::Cancelled, O::Completed] {
            assert_eq!(state::<O>(status(value)).unwrap(), value);
        }
        let payments =
            [P::None, P::Authorized, P::PartiallyPaid, P::Paid, P::Voided, P::PartiallyRefunded, P::Refunded];
        for value in payments {
            assert_eq!(state::<P>(payment(value)).unwrap(), value);
        }
        for value in [F::None, F::Requested, F::Partial, F::Shipped, F::Delivered] {
            assert_eq!(state::<F>(fulfillment(value)).unwrap(), value);
        }
        for value in [TaxTreatment::Market, TaxTreatment::Exempt] {
            assert_eq!(state::<TaxTreatment>(tax_treatment(value)).unwrap(), value);
        }
        assert!(state::<O>("unheard_of").is_err());
    }
}
