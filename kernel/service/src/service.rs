//! The descriptor that every service crate builds of itself.

use std::future::Future;
use std::sync::Arc;

use futures::future::BoxFuture;
use kernel_base::Env;
use kernel_db::Database;
use kernel_http::{DatabaseIdempotency, IdempotencyStore, RouteSet};
use kernel_messaging::Subscription;

use crate::Job;

/// What every service is given: its own database and nobody else's, time and randomness.
#[derive(Debug, Clone)]
pub struct Context {
    /// The service's own database.
    pub db: Database,
    /// Time and randomness.
    pub env: Env,
}

/// A task that runs as long as the service does.
#[derive(Clone)]
pub struct Worker {
    pub(crate) name: &'static str,
    pub(crate) run: Arc<dyn Fn() -> BoxFuture<'static, ()> + Send + Sync>,
}

impl Worker {
    /// `run` is called again when it ends or panics.
    pub fn new<F, R>(name: &'static str, run: F) -> Self
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = ()> + Send + 'static,
    {
        Self { name, run: Arc::new(move || Box::pin(run())) }
    }
}

/// One service, ready to run: what it answers to, what it listens to, what it does by itself.
pub struct Service {
    pub(crate) context: Context,
    pub(crate) routes: RouteSet,
    pub(crate) subscriptions: Vec<Subscription>,
    pub(crate) jobs: Vec<Job>,
    pub(crate) workers: Vec<Worker>,
}

impl Service {
    /// A service that answers these routes, keeps their idempotency keys in its database, describes them in OpenAPI, and tells
    /// what staff changes by them.
    #[must_use]
    pub fn new(context: Context, routes: impl Into<RouteSet>) -> Self {
        let store: Arc<dyn IdempotencyStore> = Arc::new(DatabaseIdempotency(context.db.clone()));
        let routes = routes.into().idempotency(&store).audited(true).openapi_route(context.db.service());
        Self { context, routes, subscriptions: Vec::new(), jobs: Vec::new(), workers: Vec::new() }
    }

    /// Keeps the audit log itself: what staff does in this service is written there at once, not told.
    #[must_use]
    pub fn keeps_audit_log(mut self) -> Self {
        self.routes = self.routes.audited(false);
        self
    }

    /// Applies another service's events, or reacts to its own.
    ///
    /// # Panics
    /// When there is a subscription to that producer: the two would share one cursor, and each pass over what the other
    /// wants.
    #[must_use]
    pub fn subscription(mut self, subscription: Subscription) -> Self {
        let producer = subscription.producer;
        let known = self.subscriptions.iter().any(|known| known.producer == producer);
        assert!(!known, "BUG: {} subscribes to {producer} twice", self.name());
        self.subscriptions.push(subscription);
        self
    }

    /// Does something by the clock.
    #[must_use]
    pub fn job(mut self, job: Job) -> Self {
        self.jobs.push(job);
        self
    }

    /// Does something all the time.
    #[must_use]
    pub fn worker(mut self, worker: Worker) -> Self {
        self.workers.push(worker);
        self
    }

    /// The service's name, the same as its database's owner.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.context.db.service()
    }

    /// What it answers to, for documents and tests.
    #[must_use]
    pub fn routes(&self) -> &RouteSet {
        &self.routes
    }

    /// What it answers to, to serve it alone: a test needs no platform around it.
    #[must_use]
    pub fn into_routes(self) -> RouteSet {
        self.routes
    }

    /// What it does by the clock, for documents and tests.
    #[must_use]
    pub fn jobs(&self) -> &[Job] {
        &self.jobs
    }

    /// Who it listens to and for what, for the snapshot of edges between services.
    #[must_use]
    pub fn subscriptions(&self) -> &[Subscription] {
        &self.subscriptions
    }
}
