//! A whole shop for tests: all seven services on databases of their own, in one process or in two that speak HTTP.

mod client;
mod shop;

pub use client::{Answer, Client};
pub use shop::{Form, Goods, Shop, eventually};
