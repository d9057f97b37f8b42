//! What other services may know of shipping: its API, types, events and commands.
#![warn(missing_docs)]

mod api;
mod client;
mod command;
mod event;
mod types;

pub use api::ShippingApi;
pub use client::ShippingClient;
pub use command::{
    CancelLine, CancelLines, CancelShipment, EraseShipments, LinesCancelled, RequestShipment,
    ShipmentAccepted, ShipmentsCancelled, refusal,
};
pub use event::{
    RatesChanged, ShipmentCancelled, ShipmentDelivered, ShipmentReduced, ShipmentRequested, ShipmentShipped,
    TrackingChanged,
};
pub use types::{DeliveryEstimate, OptionsQuery, RateQuery, ShipmentLine, ShippingOption, Tracking};
