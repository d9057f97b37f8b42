//! A postal address as typed by a person.

use kernel_base::Secret;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{CountryCode, InvalidText};

/// A postal address. Personal data: everything but country, region and postal code is hidden from logs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// Who receives, 1 to 200 characters.
    pub name: Secret<String>,
    /// Company, at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<Secret<String>>,
    /// Street lines, 1 to 4 of at most 200 characters.
    pub lines: Vec<Secret<String>>,
    /// City or town, at most 200 characters.
    pub city: Secret<String>,
    /// State, province or county, at most 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Postal code, at most 20 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// Country.
    pub country: CountryCode,
    /// Telephone, at most 40 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Secret<String>>,
}

impl Address {
    /// Checks the limits named at the fields; what a country demands beyond, the location service knows.
    pub fn validate(&self) -> Result<(), InvalidText> {
        let too_long = |text: &str, max: usize| text.chars().count() > max;
        let optional = |text: Option<&str>, max: usize| text.is_some_and(|text| too_long(text, max));
        if self.name.expose().trim().is_empty() || too_long(self.name.expose(), 200) {
            return Err(crate::text::rule("name must have 1 to 200 characters"));
        }
        if self.lines.is_empty()
            || self.lines.len() > 4
            || self.lines.iter().any(|line| too_long(line.expose(), 200))
        {
            return Err(crate::text::rule("lines must hold 1 to 4 lines of at most 200 characters"));
        }
        if too_long(self.city.expose(), 200)
            || optional(self.company.as_ref().map(|text| text.expose().as_str()), 200)
            || optional(self.region.as_deref(), 100)
            || optional(self.postal_code.as_deref(), 20)
            || optional(self.phone.as_ref().map(|text| text.expose().as_str()), 40)
        {
            return Err(crate::text::rule(
                "city and company may have 200 characters, region 100, phone 40, postal_code 20",
            ));
        }
        Ok(())
    }
}
