//! The rules of pricing: pure, without clock, database or network.

pub(crate) mod amounts;
pub(crate) mod history;
pub(crate) mod market;
pub(crate) mod postcode;
pub(crate) mod price;
pub(crate) mod price_file;
pub(crate) mod price_list;
pub(crate) mod prices;
pub(crate) mod provided_tax;
pub(crate) mod quote;
pub(crate) mod retailer;
pub(crate) mod tax;
pub(crate) mod tax_file;

/// How long before a price's start its lowest predecessor is looked for: directive 98/6/EC, article 6a.
pub(crate) const LOWEST_PRICE_WINDOW: std::time::Duration = std::time::Duration::from_secs(30 * 24 * 60 * 60);
