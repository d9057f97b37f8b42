//! User owns the accounts of staff: who they are, what they may do, how they were invited; and the audit log of what they
//! did. It knows no password: auth does.

mod app;
mod domain;
mod error;
mod events;
mod http;
mod store;

use std::collections::BTreeSet;
use std::num::NonZeroU16;
use std::sync::Arc;
use std::time::Duration;

use auth_contracts::AuthApi;
use kernel_db::Migrations;
use kernel_service::{Context, Service};
use serde::{Deserialize, Serialize};
use user_contracts::UserApi;

pub use error::UserError;
pub use http::PERMISSIONS;

/// The service's name, and its schema's.
pub const NAME: &str = "user";

/// Whose events it takes: everybody's, for the audit log.
pub const FOLLOWS: &[&str] = &[
    "auth",
    "cart",
    "catalog",
    "customer",
    "invoice",
    "order",
    "payment",
    "pricing",
    "shipping",
    "warehouse",
];

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// The migrations of the service's database.
#[must_use]
pub fn migrations() -> Migrations {
    Migrations { service: NAME, files: embedded::migrations::runner().get_migrations().clone() }
}

/// How the service behaves.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// For how many hours an invitation can be accepted.
    pub invitation_hours: NonZeroU16,
    /// Whether who may do everything needs a second factor, whatever their roles say.
    pub administrators_need_second_factor: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            invitation_hours: NonZeroU16::new(7 * 24).expect("BUG: a week is not zero"),
            administrators_need_second_factor: false,
        }
    }
}

/// What other services may call, on the service's database and nothing else. Auth needs it before there is a service,
/// because the service needs auth.
#[must_use]
pub fn api(context: &Context, config: &Config) -> Arc<dyn UserApi> {
    Arc::new(app::Directory::new(context, config))
}

/// The service, and what other services may call of it. `permissions` are those that the routes of all other services ask
/// for; those of this one are added.
#[must_use]
pub fn service(
    context: Context,
    config: &Config,
    auth: Arc<dyn AuthApi>,
    permissions: impl IntoIterator<Item = String>,
) -> (Service, Arc<dyn UserApi>) {
    let directory = Arc::new(app::Directory::new(&context, config));
    let own = PERMISSIONS.iter().map(|permission| (*permission).to_owned());
    let app = Arc::new(app::App {
        directory: Arc::clone(&directory),
        auth,
        permissions: permissions.into_iter().chain(own).collect::<BTreeSet<_>>(),
        invitation_lifetime: Duration::from_secs(u64::from(config.invitation_hours.get()) * 3600),
    });
    let service = Service::new(context, http::routes(&app)).keeps_audit_log();
    let service = events::subscriptions(&app).into_iter().fold(service, Service::subscription);
    (service, directory)
}
