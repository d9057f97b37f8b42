//! Integration tests of the order service against a real PostgreSQL.

mod cancel;
mod cart_order;
mod draft;
mod http_order;
mod plans;
mod progress;
mod support;
