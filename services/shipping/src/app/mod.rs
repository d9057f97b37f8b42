//! Use cases of shipping: they read, decide in the domain, and write in one transaction.

mod channel;
mod defaults;
mod erasure;
mod method;
mod rate_card;
mod shipment;
mod zone;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use kernel_base::{ApiError, Call, Env, Timestamp, TraceParent};
use kernel_db::{Database, DbError, Write};
use kernel_http::Channels;
use kernel_messaging::Emit;
use shipping_contracts::{OptionsQuery, RateQuery, RatesChanged, ShippingApi, ShippingOption};

use crate::domain::rate::RateBook;
use crate::error::ShippingError;
use crate::store;

pub(crate) use method::MethodEdit;
pub(crate) use rate_card::Imported;
pub(crate) use shipment::{Asked, NewPackage, ShipOrder};

/// The service's state.
pub(crate) struct App {
    pub(crate) db: Database,
    pub(crate) env: Env,
    rates: Mutex<Rates>,
}

/// The rate book in memory. `generation` counts how often it was found to be old, so that a book that was being read
/// meanwhile is not kept.
#[derive(Default)]
struct Rates {
    generation: u64,
    book: Option<(Arc<RateBook>, Timestamp)>,
}

/// The log tells one replica of a service that rates changed; the others notice at the latest after this.
const RATES_FRESH_FOR: Duration = Duration::from_secs(10);
/// More zones and methods than any shop has.
const ALL: i64 = 10_000;

impl App {
    pub(crate) fn new(db: Database, env: Env) -> Self {
        Self { db, env, rates: Mutex::default() }
    }

    /// The next question reads the rates anew.
    pub(crate) fn forget_rates(&self) {
        let mut rates = self.rates();
        rates.generation += 1;
        rates.book = None;
    }

    async fn book(&self) -> Result<Arc<RateBook>, ShippingError> {
        let now = self.env.now();
        let generation = {
            let rates = self.rates();
            if let Some((book, read_at)) = &rates.book
                && now.since(*read_at) <= RATES_FRESH_FOR
            {
                return Ok(Arc::clone(book));
            }
            rates.generation
        };
        let reader = self.db.read().await?;
        let zones = store::zone::list(&reader, None, ALL).await?;
        let methods = store::method::list(&reader, None, &Channels::All, ALL).await?;
        let book = Arc::new(RateBook::new(zones, methods));
        let mut rates = self.rates();
        if rates.generation == generation {
            rates.book = Some((Arc::clone(&book), now));
        }
        Ok(book)
    }

    fn rates(&self) -> MutexGuard<'_, Rates> {
        self.rates.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells everyone, this process first, that what they remember of the rates is old.
    fn tell_rates_changed(
        self: &Arc<Self>,
        write: &Write,
        trace: Option<&TraceParent>,
    ) -> Result<(), DbError> {
        let app = Arc::clone(self);
        write.after_commit(move || app.forget_rates());
        write.emit(&self.env, "rates", 0, trace, &RatesChanged { occurred_at: self.env.now() })
    }
}

#[async_trait::async_trait]
impl ShippingApi for App {
    async fn options(&self, _: &Call, query: OptionsQuery) -> Result<Vec<ShippingOption>, ApiError> {
        Ok(self.book().await?.options(&query))
    }

    async fn rate(&self, _: &Call, query: RateQuery) -> Result<ShippingOption, ApiError> {
        Ok(self.book().await?.rate(query.method_id, &query.query)?)
    }
}
