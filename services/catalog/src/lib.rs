//! Catalog owns what the shop offers: products with variants, attributes, pictures and translations, the category tree,
//! collections, sales channels and publications, and the files they are imported from and exported to.

mod app;
mod config;
mod domain;
mod error;
mod files;
mod formats;
mod http;
mod jobs;
mod page_cache;
mod publish;
mod store;

use std::sync::Arc;

use async_trait::async_trait;
use catalog_contracts::{CatalogApi, VariantSnapshot, VariantsQuery};
use kernel_base::{ApiError, Call};
use kernel_db::Migrations;
use kernel_service::{Context, Service};

pub use config::{Config, ConfigError};

use crate::app::App;
use crate::files::Files;

/// The service's name: of its database, its section in the configuration, its part of internal paths.
pub const NAME: &str = "catalog";

/// It takes nobody's events, and may read no other service's log.
pub const FOLLOWS: &[&str] = &[];

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// What its database is made of.
#[must_use]
pub fn migrations() -> Migrations {
    Migrations { service: NAME, files: embedded::migrations::runner().get_migrations().clone() }
}

/// The service, ready to run, and its API for callers in the same process.
pub fn service(context: Context, config: &Config) -> Result<(Service, Arc<dyn CatalogApi>), ConfigError> {
    config.validate()?;
    let files = Files::open(config)?;
    let app = Arc::new(App::new(context.db.clone(), context.env.clone(), files, config));
    let jobs = jobs::all(&app, &context.db);
    let service = Service::new(context, http::routes(&app));
    Ok((jobs.into_iter().fold(service, Service::job), app))
}

#[async_trait]
impl CatalogApi for App {
    async fn variants(&self, _: &Call, query: VariantsQuery) -> Result<Vec<VariantSnapshot>, ApiError> {
        self.find_variants_of(&query).await
    }
}
