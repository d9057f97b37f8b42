//! What other services may know of order: its API, its types, its events, and the one command it takes: all others it
//! sends.
#![warn(missing_docs)]

mod api;
mod bill;
mod client;
mod command;
mod event;
mod types;

pub use api::OrderApi;
pub use bill::{BillKind, BilledKind, BilledLine, BilledTax, BilledTo, OrderBilled};
pub use client::OrderClient;
pub use command::{EraseOrders, OrdersErased, refusal};
pub use event::{
    CancelledLine, OrderCancelled, OrderClaimed, OrderConfirmed, OrderLineCancelled, OrderPlaced,
    OrderRejected,
};
pub use types::{
    FulfillmentStatus, InvalidOrderNumber, Order, OrderCustomer, OrderLine, OrderNumber, OrderPayments,
    OrderShipment, OrderShipmentStatus, OrderShippingMethod, OrderStatus, OrderTotals, OrderTracking,
    PaymentStatus, Rejection, TaxTreatment,
};
