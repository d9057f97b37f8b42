//! Customer owns profiles, address books, groups and segments, consents, and what customers have bought in figures. It knows
//! no password: how a customer signs in is auth's.

mod app;
mod config;
mod domain;
mod error;
mod events;
mod http;
mod jobs;
mod publish;
mod sagas;
mod store;

use std::sync::Arc;

pub use config::Config;
use customer_contracts::CustomerApi;
pub use error::CustomerError;
use kernel_db::Migrations;
use kernel_saga::Sagas;
use kernel_service::{Context, Service};

use crate::app::App;

/// The service's name, and its schema's.
pub const NAME: &str = "customer";

/// Whose events it takes: it may read no other service's log.
pub const FOLLOWS: &[&str] = &["auth", "cart", "invoice", "order", "payment", "shipping"];

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// The migrations of the service's database.
#[must_use]
pub fn migrations() -> Migrations {
    Migrations { service: NAME, files: embedded::migrations::runner().get_migrations().clone() }
}

/// What erases people, for operators; the platform calls [`Sagas::check`] before it starts the service.
#[must_use]
pub fn sagas(context: &Context) -> Sagas {
    sagas::sagas(&context.db, &context.env)
}

/// The service on its database, and what other services may call of it.
#[must_use]
pub fn service(context: Context, config: &Config) -> (Service, Arc<dyn CustomerApi>) {
    let app = Arc::new(App::new(context.db.clone(), context.env.clone()));
    let service = Service::new(context, http::routes(&app))
        .job(jobs::refresh_segments(&app, config))
        .job(jobs::saga_timers(&app));
    let service = events::subscriptions(&app).into_iter().fold(service, Service::subscription);
    (service, app)
}
