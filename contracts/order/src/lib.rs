//! What other services may know of order: its API, its types and its events. Order takes commands from nobody: it is
//! the one that sends them.
#![warn(missing_docs)]

mod api;
mod client;
mod event;
mod types;

pub use api::OrderApi;
pub use client::OrderClient;
pub use event::{
    CancelledLine, OrderCancelled, OrderConfirmed, OrderLineCancelled, OrderPlaced, OrderRejected,
};
pub use types::{
    FulfillmentStatus, InvalidOrderNumber, Order, OrderCustomer, OrderLine, OrderNumber, OrderPayments,
    OrderShipment, OrderShipmentStatus, OrderShippingMethod, OrderStatus, OrderTotals, OrderTracking,
    PaymentStatus, Rejection, TaxTreatment,
};
