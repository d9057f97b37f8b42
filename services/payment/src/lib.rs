//! The payment service: owns what is to be paid for each order and what became of it, the steps asked of payment
//! providers, and the double-entry ledger.

mod app;
mod config;
mod domain;
mod error;
mod events;
mod http;
pub mod provider;
mod publish;
mod store;

use std::sync::Arc;
use std::time::Duration;

use kernel_base::ApiError;
use kernel_db::Migrations;
use kernel_service::{Context, Job, Service, Worker};
use payment_contracts::PaymentApi;
use tokio::sync::Notify;

use app::App;
pub use config::{Config, ConfigError, StripeConfig, TestProviderConfig};
use domain::stored_value::Kind;
use provider::stored_value::OwnMoney;
use provider::stripe::Stripe;
use provider::test::{InProcess, OverHttp, SIGNATURE_HEADER, TestProvider};
use provider::{Providers, manual};

/// The service's name.
pub const NAME: &str = "payment";

/// Whose events it takes: it may read no other service's log.
pub const FOLLOWS: &[&str] = &["customer", "order"];

mod embedded {
    kernel_db::embed_migrations!("migrations");
}

/// The tables of the service.
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
    /// The test provider's log cannot be read or written.
    #[error("cannot open the log of the test provider")]
    TestProviderLog(#[source] std::io::Error),
    /// The HTTP client for providers cannot be made.
    #[error("cannot make an HTTP client")]
    Client(#[source] reqwest::Error),
}

/// The service's use cases that are not reached over HTTP or events.
#[derive(Clone)]
pub struct Payment(Arc<App>);

impl Payment {
    /// What other services may ask.
    #[must_use]
    pub fn api(&self) -> Arc<dyn PaymentApi> {
        self.0.clone()
    }

    /// Asks providers everything that is due, once; the running service does so all the time. Answers how many steps
    /// were asked.
    pub async fn ask_due(&self) -> Result<usize, ApiError> {
        Ok(self.0.ask_due().await?)
    }

    /// Gives back the money that waits too long for an answer or an order, once. Answers how many payments it found.
    pub async fn expire_due(&self) -> Result<usize, ApiError> {
        Ok(self.0.expire_due().await?)
    }
}

/// The service with the providers of its configuration.
pub fn service(context: Context, config: Config) -> Result<(Service, Payment), StartError> {
    config.validate()?;
    config.stripe.require_secrets()?;
    let env = context.env.clone();
    let client = || {
        kernel_http::client_builder().timeout(config.provider_timeout()).build().map_err(StartError::Client)
    };
    let mut providers = Providers::default();
    if config.stripe.enabled {
        let stripe = Stripe::new(client()?, env.clone(), &config.stripe);
        providers = providers.with(provider::stripe::CODE, Arc::new(stripe));
    }
    let test_provider = match &config.test_provider {
        TestProviderConfig::Off => None,
        TestProviderConfig::InProcess { log: None } => {
            Some(TestProvider::in_memory(env.clone(), kernel_base::Secret::new(env.token())))
        }
        TestProviderConfig::InProcess { log: Some(path) } => {
            let secret = kernel_base::Secret::new(env.token());
            Some(TestProvider::open(env.clone(), secret, path).map_err(StartError::TestProviderLog)?)
        }
        TestProviderConfig::Http { origin, webhook_secret } => {
            let provider = OverHttp::new(client()?, origin, webhook_secret.clone());
            providers = providers.with(provider::test::CODE, Arc::new(provider));
            None
        }
    };
    Ok(service_with(context, config, providers, test_provider.map(Arc::new)))
}

/// The service with these providers beside `manual`, and perhaps a test provider in this process.
#[must_use]
pub fn service_with(
    context: Context,
    config: Config,
    providers: Providers,
    test_provider: Option<Arc<TestProvider>>,
) -> (Service, Payment) {
    let mut providers = providers.with(manual::CODE, Arc::new(manual::Manual));
    for kind in [Kind::GiftCard, Kind::StoreCredit] {
        providers = providers.with(kind.as_str(), Arc::new(OwnMoney(kind)));
    }
    if let Some(provider) = &test_provider {
        providers = providers.with(provider::test::CODE, Arc::new(InProcess(Arc::clone(provider))));
    }
    let app = Arc::new(App {
        db: context.db.clone(),
        env: context.env.clone(),
        config,
        providers,
        due: Arc::new(Notify::new()),
    });
    let payment = Payment(Arc::clone(&app));
    let (asking, expiring, purging) = (Arc::clone(&app), Arc::clone(&app), Arc::clone(&app));
    let mut service = Service::new(context, http::routes(Arc::clone(&app)))
        .subscription(events::subscription(Arc::clone(&app)))
        .subscription(events::erasure(&app))
        .worker(Worker::new("ask_providers", move || Arc::clone(&asking).ask_providers()))
        .job(Job::every("expire_payments", Duration::from_secs(5), move || {
            let app = Arc::clone(&expiring);
            async move { Ok(app.expire_all_due().await?) }
        }))
        .job(Job::every("purge_webhooks", Duration::from_secs(3600), move || {
            let app = Arc::clone(&purging);
            async move { Ok(app.purge_webhooks().await?) }
        }));
    if let Some(provider) = test_provider {
        service = service.worker(Worker::new("test_provider_webhooks", move || {
            deliver_webhooks(Arc::clone(&app), Arc::clone(&provider))
        }));
    }
    (service, payment)
}

/// Sends the webhooks of the test provider in this process: the same bytes and signature that a foreign one would send.
async fn deliver_webhooks(app: Arc<App>, provider: Arc<TestProvider>) {
    let code = provider::test::CODE.parse().expect("BUG: a valid code");
    loop {
        provider.webhooks_queued().await;
        for webhook in provider.take_webhooks() {
            let mut headers = axum::http::HeaderMap::new();
            headers.insert(SIGNATURE_HEADER, webhook.signature.parse().expect("BUG: a signature is ASCII"));
            if let Err(error) = app.receive_webhook(&code, &headers, webhook.body.as_bytes()).await {
                // No loss: steps are asked for by the clock too.
                tracing::warn!(%error, "webhook of the test provider was not taken");
            }
        }
    }
}
