//! Use cases: read, decide in the domain, write everything in one round trip.

pub(crate) mod cache;
pub(crate) mod defaults;
pub(crate) mod market;
pub(crate) mod price;
pub(crate) mod price_file;
pub(crate) mod price_list;
mod provided_tax;
pub(crate) mod quote;
pub(crate) mod tax;

use std::sync::Arc;

use kernel_base::{Env, Page, PageRequest};
use kernel_db::{Database, DbError, Write};
use kernel_http::{IdempotencyKey, Reply, store_response};

use crate::Config;
use crate::app::cache::Cache;
use crate::error::PricingError;
use crate::tax_provider::TaxProviders;

/// What the use cases work with.
pub(crate) struct App {
    pub(crate) db: Database,
    pub(crate) env: Env,
    pub(crate) cache: Arc<Cache>,
    tax_providers: TaxProviders,
}

/// How the answer to a request with an idempotency key looks, so that it is stored with the request's effect.
pub(crate) struct Answer<'a, T: ?Sized> {
    pub(crate) key: &'a IdempotencyKey,
    pub(crate) render: &'a (dyn Fn(&T) -> Reply + Send + Sync),
}

impl App {
    pub(crate) fn new(db: Database, env: Env, config: &Config, tax_providers: TaxProviders) -> Self {
        Self { db, env, cache: Arc::new(Cache::new(config.cached_variants)), tax_providers }
    }

    /// Commits a write, with the answer to its request if it has a key.
    async fn commit<T: Sync + ?Sized>(
        &self,
        write: Write,
        result: &T,
        answer: Option<&Answer<'_, T>>,
    ) -> Result<(), DbError> {
        if let Some(answer) = answer {
            store_response(&write, answer.key, &(answer.render)(result)).await?;
        }
        write.commit().await
    }
}

/// A page of rows that are listed by code.
fn page_by_code<T>(rows: Vec<T>, page: &PageRequest, code: impl Fn(&T) -> &str) -> Page<T> {
    Page::from_rows(rows, page.limit, |row| code(row).to_owned())
}

/// The code to list behind; the empty text is before all codes.
fn after_code(page: &PageRequest) -> Result<String, kernel_base::ApiError> {
    Ok(page.after_key::<String>()?.unwrap_or_default())
}

/// Refuses a change of a document that moved on since the caller read it.
fn check_version(expected: Option<i64>, current: i64) -> Result<(), PricingError> {
    match expected {
        Some(expected) if expected != current => Err(PricingError::VersionChanged(current)),
        _ => Ok(()),
    }
}

/// Names of people's own choosing.
fn check_name(name: &str) -> Result<(), PricingError> {
    if (1..=200).contains(&name.chars().count()) {
        Ok(())
    } else {
        Err(PricingError::InvalidField { field: "/name", reason: "a name has 1 to 200 characters" })
    }
}
