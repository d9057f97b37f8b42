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

use auth_contracts::AuthApi;
use kernel_db::Migrations;
use kernel_saga::Sagas;
use kernel_service::{Context, Job, Service};
use order_contracts::OrderApi;
use pricing_contracts::PricingApi;

use crate::app::App;
use crate::sagas::OrderSagas;

pub use config::{CapturePolicy, Config, ConfigError};

/// The service's name, and its database's.
pub const NAME: &str = "order";

/// Whose events it takes: it may read no other service's log.
pub const FOLLOWS: &[&str] = &["auth", "cart", "catalog", "customer", "payment", "shipping", "warehouse"];

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

/// Whom order asks.
pub struct Neighbors {
    /// Prices of this moment, while staff write an order. Nobody waits longer than one call.
    pub pricing: Arc<dyn PricingApi>,
    /// With which address a customer may claim guest orders. Nobody waits for it.
    pub auth: Arc<dyn AuthApi>,
}

/// Builds the service on its own database.
#[must_use]
pub fn service(context: Context, config: Config, neighbors: Neighbors) -> Order {
    let Neighbors { pricing, auth } = neighbors;
    let sagas = OrderSagas::new(context.db.clone(), context.env.clone(), &config);
    let kernel = sagas.kernel().clone();
    let (db, env) = (context.db.clone(), context.env.clone());
    let app = Arc::new(App { db, env, config, pricing, auth, sagas });
    let timers = kernel.clone();
    let job = Job::poll("saga_timers", Duration::from_secs(1), move || {
        let timers = timers.clone();
        async move { Ok(timers.tick().await?) }
    });
    let service = events::subscriptions(&app)
        .into_iter()
        .fold(Service::new(context, http::routes(Arc::clone(&app))), Service::subscription)
        .job(job);
    let service = claims(&app).into_iter().fold(service, Service::job);
    Order { service, api: app, sagas: kernel }
}

/// What is done for customers who have shown that an address is theirs.
fn claims(app: &Arc<App>) -> [Job; 2] {
    let (claiming, forgetting) = (Arc::clone(app), Arc::clone(app));
    let claim = Job::poll("claim_guest_orders", Duration::from_secs(1), move || {
        let app = Arc::clone(&claiming);
        async move { Ok(app.claim_guest_orders().await?) }
    });
    let forget = Job::every("forget_claimed_emails", Duration::from_secs(3600), move || {
        let app = Arc::clone(&forgetting);
        async move { Ok(app.forget_claimed_emails().await?) }
    });
    [claim, forget]
}
