//! What other services may know of catalog: its API, types and events.
#![warn(missing_docs)]

mod api;
mod client;
mod event;
mod types;

pub use api::CatalogApi;
pub use client::CatalogClient;
pub use event::{ChannelChanged, ProductChanged, ProductRemoved};
pub use types::{
    InvalidQuery, OptionValue, ProductStatus, ProductVariant, Publication, VariantSnapshot, VariantStatus,
    VariantsQuery,
};
