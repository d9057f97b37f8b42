//! Shipping owns zones, methods, rates, shipments with their packages, and what the order sagas asked of it.

mod app;
mod domain;
mod error;
mod events;
mod http;
mod store;

use std::sync::Arc;

use kernel_db::Migrations;
use kernel_service::{Context, Service};
use serde::{Deserialize, Serialize};
use shipping_contracts::ShippingApi;

pub use error::ShippingError;

/// The service's name, and its schema's.
pub const NAME: &str = "shipping";

/// Whose events it takes: it may read no other service's log.
pub const FOLLOWS: &[&str] = &["customer", "order"];

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// The migrations of the service's database.
#[must_use]
pub fn migrations() -> Migrations {
    Migrations { service: NAME, files: embedded::migrations::runner().get_migrations().clone() }
}

/// Shipping has nothing to configure: what differs between shops is data.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {}

/// The service on its database, and what other services may call of it.
#[must_use]
pub fn service(context: Context, Config {}: Config) -> (Service, Arc<dyn ShippingApi>) {
    let app = Arc::new(app::App::new(context.db.clone(), context.env.clone()));
    let service = Service::new(context, http::routes(&app));
    let service = events::subscriptions(&app).into_iter().fold(service, Service::subscription);
    (service, app)
}

/// Gives a new shop its methods: a flat rate, pick-up, and the price lists of DHL Germany. Does nothing where there is a
/// method already; call it before the first start.
///
/// # Errors
/// When the database fails.
pub async fn ensure_defaults(context: &Context) -> Result<(), ShippingError> {
    Arc::new(app::App::new(context.db.clone(), context.env.clone())).ensure_defaults().await
}
