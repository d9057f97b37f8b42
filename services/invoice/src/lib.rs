//! The invoice service: owns invoices and credit notes as they were issued, their numbers without a gap, and who sells by
//! law.

mod app;
mod config;
mod domain;
mod error;
mod events;
mod http;
mod render;
mod store;

use std::sync::Arc;
use std::time::Duration;

use kernel_db::Migrations;
use kernel_service::{Context, Job, Service};

use crate::app::App;

pub use config::{Config, ConfigError};

/// The service's name, and its database's.
pub const NAME: &str = "invoice";

/// Whose events it takes: it may read no other service's log.
pub const FOLLOWS: &[&str] = &["customer", "order"];

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// Everything that makes the service's tables.
#[must_use]
pub fn migrations() -> Migrations {
    Migrations { service: NAME, files: embedded::migrations::runner().get_migrations().clone() }
}

/// Builds the service on its own database.
#[must_use]
pub fn service(context: Context, config: Config) -> Service {
    let app = Arc::new(App::new(context.db.clone(), context.env.clone(), config));
    let service = Service::new(context, http::routes(&app));
    let service = events::subscriptions(&app).into_iter().fold(service, Service::subscription);
    jobs(&app).into_iter().fold(service, Service::job)
}

fn jobs(app: &Arc<App>) -> [Job; 2] {
    let (issuing, forgetting) = (Arc::clone(app), Arc::clone(app));
    let issue = Job::poll("issue_waiting_bills", Duration::from_secs(1), move || {
        let app = Arc::clone(&issuing);
        async move { Ok(app.issue_waiting().await?) }
    });
    let forget = Job::every("forget_expired_links", Duration::from_secs(3600), move || {
        let app = Arc::clone(&forgetting);
        async move { Ok(app.forget_expired_links().await?) }
    });
    [issue, forget]
}
