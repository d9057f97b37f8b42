//! A whole shop for tests: all services on databases of their own, in one process or in two that speak HTTP.

mod api;
mod client;
mod forge;
mod sample;
mod shop;
mod tables;
mod trail;

pub use api::{Access, Api, ChannelRule, Operation, Response};
pub use client::{Answer, Change, Client};
pub use forge::Forger;
pub use sample::{Sampler, leaves, replaced};
pub use shop::{Form, Goods, SERVICE, STAFF, Shop, eventually};
