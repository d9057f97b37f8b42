//! The gateway is the one public origin: it finds the service that answers by the services' own documents, verifies
//! credentials once, limits how often clients may call, and composes pages of what several services answer. It owns no data.

mod client;
mod config;
mod cors;
mod documents;
mod gateway;
mod keys;
mod limits;
mod network;
mod pages;
mod passage;
mod security;
mod table;
mod upstream;

pub use config::{Config, CorsConfig, InvalidConfig, LimitsConfig, Origins, PerMinute};
pub use gateway::{Gateway, Surroundings};
pub use network::{InvalidNetwork, Network};

/// Its name among the services.
pub const NAME: &str = kernel_http::GATEWAY;
