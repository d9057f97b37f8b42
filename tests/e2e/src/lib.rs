//! A whole shop for tests: all services on databases of their own, in one process or in two that speak HTTP.

mod api;
mod client;
mod forge;
mod holders;
mod sample;
mod shop;
mod tables;
mod trail;

pub use api::{Access, Api, ChannelRule, Operation, Response, callee};
pub use client::{Answer, Change, Client};
pub use forge::Forger;
pub use holders::Holders;
pub use sample::{Sampler, leaves, replaced};
pub use shop::{FOLLOWS, Form, Goods, STAFF, Shop, eventually};
