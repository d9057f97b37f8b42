//! The order service: owns orders, their lines, timelines and negotiated prices, and runs the sagas that place and
//! cancel them.

mod app;
mod config;
mod domain;
mod error;
mod events;
mod http;
mod publish;
mod sagas;
mod store;

use std::sync::Arc;
use std::time::Duration;

use kernel_db::Migrations;
use kernel_saga::Sagas;
use kernel_service::{Context, Job, Service};
use order_contracts::OrderApi;
use pricing_contracts::PricingApi;

use crate::app::App;
use crate::sagas::OrderSagas;

pub use config::{Config, ConfigError};

/// The service's name, and its database's.
pub const NAME: &str = "order";

mod embedded {
    kernel_db::embed_migrations!("migrations");
}

/// Everything that makes the service's tables.
#[must_use]
pub fn migrations() -> Migrations {
    Migrations { service: NAME, files: embedded::migrations::runner().get_migrations().clone() }
}

/// The service, ready to run.
pub struct Order {
    /// What the platform runs.
    pub service: Service,
    /// What other services in the same process call.
    pub api: Arc<dyn OrderApi>,
    /// For operators; the platform calls [`Sagas::check`] before it starts the service.
    pub sagas: Sagas,
}

/// Builds the service on its own database. `pricing` is asked while staff write an order: prices must be those of this
/// moment, and nobody waits longer than one call.
#[must_use]
pub fn service(context: Context, config: Config, pricing: Arc<dyn PricingApi>) -> Order {
    let sagas = OrderSagas::new(context.db.clone(), context.env.clone());
    let kernel = sagas.kernel().clone();
    let (db, env) = (context.db.clone(), context.env.clone());
    let app = Arc::new(App { db, env, config, pricing, sagas });
    let timers = kernel.clone();
    let job = Job::poll("saga_timers", Duration::from_secs(1), move || {
        let timers = timers.clone();
        async move { Ok(timers.tick().await?) }
    });
    let service = events::subscriptions(&app)
        .into_iter()
        .fold(Service::new(context, http::routes(Arc::clone(&app))), Service::subscription)
        .job(job);
    Order { service, api: app, sagas: kernel }
}
