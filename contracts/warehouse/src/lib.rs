//! What other services may know of warehouse: its API, types, events and commands.
#![warn(missing_docs)]

mod api;
mod client;
mod command;
mod event;
mod types;

pub use api::WarehouseApi;
pub use client::WarehouseClient;
pub use command::{
    Allocation, LinesReleased, MAX_LINES, ReleaseLine, ReleaseLines, ReleaseStock, ReserveLine, ReserveStock,
    StockReleased, StockReserved, refusal,
};
pub use event::{BackInStock, LowStock, StockChanged};
pub use types::{Availability, AvailabilityQuery, HeldForCart, HoldForCart, ReleaseForCart};
