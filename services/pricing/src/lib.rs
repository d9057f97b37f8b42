//! The pricing service: owns price lists, prices and their history, markets, tax classes and rates, and prices quotes.

mod app;
mod config;
mod domain;
mod error;
mod events;
mod generations;
mod http;
mod jobs;
mod publish;
mod store;
mod tax_provider;

use std::sync::Arc;

use kernel_db::Migrations;
use kernel_service::{Context, Service};
use pricing_contracts::PricingApi;

use crate::app::App;
use crate::tax_provider::TaxProviders;

pub use app::price_file::PriceImport;
pub use app::tax::TaxImport;
pub use config::{Config, ConfigError, TaxProviderConfig};
pub use domain::price_file::RowError;
pub use domain::retailer::{RetailerFileError, retailer_price_file};
pub use domain::tax_file::TaxFile;
pub use error::PricingError;

/// The service, its database and its schema.
pub const NAME: &str = "pricing";

/// Whose events it takes: it may read no other service's log.
pub const FOLLOWS: &[&str] = &["catalog"];

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// The schema of the pricing database.
#[must_use]
pub fn migrations() -> Migrations {
    Migrations { service: NAME, files: embedded::migrations::runner().get_migrations().clone() }
}

/// Why the service cannot be built.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A setting cannot work.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The HTTP client for tax providers cannot be made.
    #[error("cannot make an HTTP client")]
    Client(#[source] reqwest::Error),
}

/// The service, and its API for others in the same process.
///
/// # Errors
/// When a setting cannot work, or an HTTP client cannot be made.
pub fn service(context: Context, config: &Config) -> Result<(Service, Arc<dyn PricingApi>), StartError> {
    config.validate()?;
    let tax_providers = TaxProviders::new(&config.tax_providers, &context.env).map_err(StartError::Client)?;
    let app = Arc::new(App::new(context.db.clone(), context.env.clone(), config, tax_providers));
    let service = Service::new(context.clone(), http::routes(&app))
        .subscription(events::catalog(Arc::clone(&app.cache)))
        .job(jobs::follow_log::job(context.db, Arc::clone(&app.cache)));
    Ok((service, app))
}

/// Gives a new shop its markets, tax classes, published tax rates and a price list per currency. Does nothing where
/// there is already something of the kind; call it before the first start.
///
/// # Errors
/// When the database fails.
pub async fn ensure_defaults(context: &Context) -> Result<(), PricingError> {
    let (config, none) = (Config::default(), TaxProviders::default());
    App::new(context.db.clone(), context.env.clone(), &config, none).ensure_defaults().await
}
