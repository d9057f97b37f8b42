//! A whole shop for tests: all seven services on databases of their own, in one process or in two that speak HTTP.

mod api;
mod client;
mod sample;
mod shop;

pub use api::{Access, Api, Operation, Response};
pub use client::{Answer, Client};
pub use sample::{Sampler, leaves, replaced};
pub use shop::{Form, Goods, SERVICE, STAFF, Shop, eventually};
