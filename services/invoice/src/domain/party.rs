//! Who sells by law, as documents say it.

use kernel_base::FieldError;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{ChannelCode, CountryCode, LegalEntityId};

use super::numbering::Pattern;

/// A company with everything that its invoices say of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Party {
    /// As registered, 1 to 200 characters.
    #[schemars(length(min = 1, max = 200))]
    pub(crate) name: String,
    /// Street lines, 1 to 3 of at most 200 characters.
    #[schemars(length(min = 1, max = 3), inner(length(min = 1, max = 200)))]
    pub(crate) lines: Vec<String>,
    /// Town, 1 to 100 characters.
    #[schemars(length(min = 1, max = 100))]
    pub(crate) city: String,
    /// Postal code, 1 to 20 characters.
    #[schemars(length(min = 1, max = 20))]
    pub(crate) postal_code: String,
    /// Country.
    pub(crate) country: CountryCode,
    /// VAT identifier with its country, such as `DE123456789`; absent when not registered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 32))]
    pub(crate) vat_id: Option<String>,
    /// The tax office's own number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 32))]
    pub(crate) tax_number: Option<String>,
    /// Number in the register of companies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 64))]
    pub(crate) registration: Option<String>,
    /// Whom a buyer asks.
    pub(crate) contact: Contact,
    /// Where money may be sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) bank: Option<Bank>,
    /// Stands at the end of each document, at most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 500))]
    pub(crate) note: Option<String>,
}

/// Whom a buyer asks: a department rather than a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Contact {
    /// `Accounting`.
    #[schemars(length(min = 1, max = 100))]
    pub(crate) name: String,
    /// With the country's code.
    #[schemars(length(min = 3, max = 40))]
    pub(crate) phone: String,
    /// Where electronic documents may be sent, too.
    #[schemars(length(min = 3, max = 254))]
    pub(crate) email: String,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Bank {
    /// International number of the account, without blanks.
    #[schemars(length(min = 5, max = 34))]
    pub(crate) iban: String,
    /// The bank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 8, max = 11))]
    pub(crate) bic: Option<String>,
}

/// A legal entity with its channels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct LegalEntity {
    pub(crate) legal_entity_id: LegalEntityId,
    pub(crate) code: String,
    pub(crate) party: Party,
    pub(crate) invoice_pattern: Pattern,
    pub(crate) credit_note_pattern: Pattern,
    pub(crate) channels: Vec<ChannelCode>,
    pub(crate) version: i64,
}

impl Party {
    /// Every rule that a document depends on; pointers are below `/party`.
    pub(crate) fn problems(&self) -> Vec<FieldError> {
        let mut problems = Vec::new();
        let mut text = |field: &str, text: &str, min: usize, max: usize| {
            let length = text.chars().count();
            // What is invisible cannot be written into XML, and nobody can read it either.
            if text.trim().is_empty() || !(min..=max).contains(&length) || text.chars().any(char::is_control)
            {
                problems.push(FieldError {
                    pointer: format!("/party/{field}"),
                    code: "invalid".into(),
                    message: format!("must have {min} to {max} characters"),
                });
            }
        };
        text("name", &self.name, 1, 200);
        text("city", &self.city, 1, 100);
        text("postal_code", &self.postal_code, 1, 20);
        text("contact/name", &self.contact.name, 1, 100);
        text("contact/phone", &self.contact.phone, 3, 40);
        text("contact/email", &self.contact.email, 3, 254);
        for (place, line) in self.lines.iter().enumerate() {
            text(&format!("lines/{place}"), line, 1, 200);
        }
        for (field, value, max) in [
            ("vat_id", &self.vat_id, 32),
            ("tax_number", &self.tax_number, 32),
            ("registration", &self.registration, 64),
            ("note", &self.note, 500),
        ] {
            if let Some(value) = value {
                text(field, value, 1, max);
            }
        }
        if let Some(bank) = &self.bank {
            text("bank/iban", &bank.iban, 5, 34);
            if let Some(bic) = &bank.bic {
                text("bank/bic", bic, 8, 11);
            }
        }
        if self.lines.is_empty() || self.lines.len() > 3 {
            text("lines", "", 1, 3);
        }
        problems
    }
}
