//! The warehouse: where stock lies, how much of it, for whom it is held, and the ledger of every piece that came or left.
//!
//! It owns locations, stock levels, reservations, transfers and the stock ledger. Nobody sells what it has not reserved.

mod app;
mod config;
mod domain;
mod error;
mod events;
mod http;
mod jobs;
mod publish;
mod store;

use std::sync::Arc;

pub use config::Config;
use kernel_db::{DbError, Migrations};
use kernel_service::{Context, Service};
use warehouse_contracts::WarehouseApi;

use crate::app::App;

/// The service's name, and that of its database.
pub const NAME: &str = "warehouse";

/// Whose events it takes: it may read no other service's log.
pub const FOLLOWS: &[&str] = &["catalog", "order", "shipping"];

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// The schema.
#[must_use]
pub fn migrations() -> Migrations {
    Migrations { service: NAME, files: embedded::migrations::runner().get_migrations().clone() }
}

/// The service, and its API for others in the same process.
#[must_use]
pub fn service(context: Context, config: &Config) -> (Service, Arc<dyn WarehouseApi>) {
    let app = Arc::new(App::new(context.db.clone(), context.env.clone()));
    let mut service = Service::new(context.clone(), http::routes(Arc::clone(&app)));
    for subscription in events::subscriptions(&context.env) {
        service = service.subscription(subscription);
    }
    for job in jobs::jobs(&app, config) {
        service = service.job(job);
    }
    (service, app)
}

/// Makes what every shop starts with: the location `main`. Does nothing when it is there.
pub async fn ensure_defaults(context: &Context) -> Result<(), DbError> {
    App::new(context.db.clone(), context.env.clone()).ensure_defaults().await
}
