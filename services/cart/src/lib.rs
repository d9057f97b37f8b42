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

/// Whose events it takes: it may read no other service's log.
pub const FOLLOWS: &[&str] = &["catalog", "customer", "order"];

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
    service_with_jobs(context, config, neighbors).0
}

/// Like [`service`], with a hand on what the service does by the clock: for tests and tools.
#[must_use]
pub fn service_with_jobs(context: Context, config: Config, neighbors: Neighbors) -> (Service, Jobs) {
    let app = Arc::new(app::App::new(context.db.clone(), context.env.clone(), config, neighbors));
    let service = Service::new(context, http::routes(&app));
    let service = events::subscriptions(&app).into_iter().fold(service, Service::subscription);
    let jobs = Jobs(app);
    let (expiring, deleting, watching) = (jobs.clone(), jobs.clone(), jobs.clone());
    let service = service
        .job(Job::every("expire_carts", Duration::from_secs(60), move || {
            let jobs = expiring.clone();
            async move { Ok(jobs.expire_carts().await.map(drop)?) }
        }))
        .job(Job::every("delete_ended_carts", Duration::from_secs(3600), move || {
            let jobs = deleting.clone();
            async move { Ok(jobs.delete_ended().await.map(drop)?) }
        }))
        .job(Job::every("report_stuck_carts", Duration::from_secs(300), move || {
            let jobs = watching.clone();
            async move { Ok(jobs.report_stuck().await.map(drop)?) }
        }));
    (service, jobs)
}

/// What the service does by the clock.
#[derive(Clone)]
pub struct Jobs(Arc<app::App>);

impl Jobs {
    /// Expires the carts that are due; tells how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn expire_carts(&self) -> Result<usize, CartError> {
        self.0.expire_carts().await
    }

    /// Deletes the carts that ended long ago; tells how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_ended(&self) -> Result<usize, CartError> {
        self.0.delete_ended().await
    }

    /// Reports the carts that order does not answer for; tells how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn report_stuck(&self) -> Result<usize, CartError> {
        self.0.report_stuck().await
    }
}
