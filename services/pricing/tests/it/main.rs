//! Integration tests of the pricing service against a real PostgreSQL, through its API, its routes and its events.
#![expect(clippy::unwrap_used, reason = "helpers of tests panic like tests")]

mod audit;
mod defaults;
mod events;
mod http_market;
mod http_price;
mod http_price_list;
mod http_store;
mod http_tax;
mod plans;
mod price_file;
mod quote;
mod support;
mod tax_office;
mod tax_provider;
