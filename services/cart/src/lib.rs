//! Cart owns carts and their lines, from the first piece put in until an order is confirmed.

mod app;
mod config;
mod domain;
mod error;
mod events;
mod http;
mod store;

use std::sync::Arc;
use std::time::Duration;

use kernel_db::Migrations;
use kernel_service::{Context, Job, Service};

pub use app::Neighbors;
pub use config::Config;
pub use error::CartError;

/// The service's name, and its schema's.
pub const NAME: &str = "cart";

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// The migrations of the service's database.
#[must_use]
pub fn migrations() -> Migrations {
    Migrations { service: NAME, files: embedded::migrations::runner().get_migrations().clone() }
}

/// The service on its database. Nobody calls it synchronously, so it has no API for others.
#[must_use]
pub fn service(context: Context, config: Config, neighbors: Neighbors) -> Service {
    let app = Arc::new(app::App::new(context.db.clone(), context.env.clone(), config, neighbors));
    let service = Service::new(context, http::routes(&app));
    let service = events::subscriptions(&app).into_iter().fold(service, Service::subscription);
    let (expiring, watching) = (Arc::clone(&app), app);
    service
        .job(Job::every("expire_carts", Duration::from_secs(60), move || {
            let app = Arc::clone(&expiring);
            async move { Ok(app.expire_carts().await.map(drop)?) }
        }))
        .job(Job::every("report_stuck_carts", Duration::from_secs(300), move || {
            let app = Arc::clone(&watching);
            async move { Ok(app.report_stuck().await.map(drop)?) }
        }))
}
