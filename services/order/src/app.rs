//! Use cases: read, decide in the domain, write everything in one round trip.

pub(crate) mod amend;
pub(crate) mod bill;
pub(crate) mod cancel;
pub(crate) mod cancel_lines;
mod channel;
mod claim;
pub(crate) mod draft;
pub(crate) mod erasure;
pub(crate) mod goods;
pub(crate) mod order;
pub(crate) mod place;
pub(crate) mod timeline;

use std::sync::Arc;

use auth_contracts::AuthApi;
use kernel_base::Env;
use kernel_db::Database;
use kernel_http::Caller;
use pricing_contracts::PricingApi;

use crate::Config;
use crate::domain::timeline::SYSTEM;
use crate::sagas::OrderSagas;

/// What the use cases work with.
pub(crate) struct App {
    pub(crate) db: Database,
    pub(crate) env: Env,
    pub(crate) config: Config,
    pub(crate) pricing: Arc<dyn PricingApi>,
    pub(crate) auth: Arc<dyn AuthApi>,
    pub(crate) sagas: OrderSagas,
}

/// The caller as timelines and audits name them.
pub(crate) fn actor(caller: &Caller) -> &str {
    match caller {
        Caller::Customer { subject } | Caller::Staff { subject, .. } => subject,
        Caller::Service { name } => name,
        Caller::Anonymous => SYSTEM,
    }
}
