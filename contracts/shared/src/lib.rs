//! Plain data that several contracts use: id kinds, SKU, channel, country, address. Append-only: what stands here is
//! stored and sent by every service.
#![warn(missing_docs)]

mod address;
mod erasure;
mod ids;
mod text;

pub use address::Address;
pub use erasure::{ErasedTable, ErasureProof, ErasureSubject};
pub use ids::*;
pub use text::{ChannelCode, Code, CountryCode, Email, InvalidText, Locale, Quantity, Sku};
