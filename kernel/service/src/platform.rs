//! Runs any set of services in one process: the same code on a laptop and on many machines.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use kernel_base::Env;
use kernel_http::{Authenticator, Edge, RouteSet};
use kernel_messaging::{Consumer, Feed, HttpFeed, LocalFeed};
use kernel_token::{CallTokens, KeyRing, ServiceKey};

use crate::health::{self, Process};
use crate::{Metrics, Service, Tasks, Worker, housekeeping};

/// A service that runs in another process.
#[derive(Debug, Clone)]
pub struct Remote {
    /// The service.
    pub service: &'static str,
    /// Where it answers: `http://10.0.0.7:8080`.
    pub origin: String,
}

/// By what the services of this process know those of others, and are known to them.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    /// The public halves of everybody's.
    pub ring: Arc<KeyRing>,
    /// The private ones of who runs here, by their names.
    pub own: BTreeMap<&'static str, Arc<ServiceKey>>,
}

/// Whose events a service takes: nobody else may read those services' logs.
pub type Follows = (&'static str, &'static [&'static str]);

/// Why a set of services cannot run.
#[derive(Debug, thiserror::Error)]
pub enum PlatformError {
    /// A service listens to one that runs neither here nor at a known address.
    #[error("{consumer} consumes the events of {producer}: name its address under [remote], or run it here")]
    UnknownProducer {
        /// Who listens.
        consumer: &'static str,
        /// To whom.
        producer: &'static str,
    },
    /// A service listens to one of which it has not declared that it does.
    #[error(
        "{consumer} consumes the events of {producer} and has not declared it: add {producer} to its FOLLOWS"
    )]
    Undeclared {
        /// Who listens.
        consumer: &'static str,
        /// To whom.
        producer: &'static str,
    },
    /// A service that listens to one in another process has no key to show.
    #[error("{0} has no key of its own here")]
    NoKey(&'static str),
    /// The HTTP client for feeds cannot be made.
    #[error("HTTP client")]
    Client(#[from] reqwest::Error),
}

/// The services of one process, not yet running.
pub struct Platform {
    env: Env,
    services: Vec<Service>,
    remotes: Vec<Remote>,
    keys: Keys,
    follows: BTreeMap<&'static str, &'static [&'static str]>,
    metrics: Metrics,
    routes: RouteSet,
    workers: Vec<Worker>,
}

/// Services that run.
pub struct Running {
    tasks: Tasks,
    router: axum::Router,
    edge: Edge,
}

impl Platform {
    /// These services here, with the keys by which they and services elsewhere know each other.
    #[must_use]
    pub fn new(env: Env, services: Vec<Service>, remotes: Vec<Remote>, keys: Keys) -> Self {
        let (follows, routes, workers) = (BTreeMap::new(), RouteSet::default(), Vec::new());
        Self { env, services, remotes, keys, follows, metrics: Metrics::default(), routes, workers }
    }

    /// What all services of the platform have declared, wherever they run.
    #[must_use]
    pub fn follows(mut self, declared: impl IntoIterator<Item = Follows>) -> Self {
        self.follows.extend(declared);
        self
    }

    /// Adds operations that belong to no service of this process: a gateway's.
    #[must_use]
    pub fn routes(mut self, routes: impl Into<RouteSet>) -> Self {
        self.routes = self.routes.merge(routes);
        self
    }

    /// Adds something the process does all the time, whichever services it runs.
    #[must_use]
    pub fn worker(mut self, worker: Worker) -> Self {
        self.workers.push(worker);
        self
    }

    /// Starts sequencers, consumers, jobs and workers, in this order, and builds the HTTP router.
    pub fn start(self, authenticator: Arc<dyn Authenticator>) -> Result<Running, PlatformError> {
        let mut tasks = Tasks::default();
        let mut feeds = HashMap::new();
        for service in &self.services {
            let database = service.context.db.clone();
            self.metrics.watch_database(database.clone());
            feeds.insert(service.name(), start_sequencer(&mut tasks, database));
        }
        for service in &self.services {
            self.start_consumers(&mut tasks, &feeds, service)?;
        }
        for service in &self.services {
            start_jobs_and_workers(&mut tasks, service, &feeds[service.name()]);
        }
        for worker in self.workers {
            tasks.supervise(format!("worker {}", worker.name), move || (worker.run)());
        }
        let process = Arc::new(Process {
            databases: self.services.iter().map(|service| service.context.db.clone()).collect(),
            feeds,
            follows: self.follows,
            metrics: self.metrics.clone(),
        });
        let edge = Edge::new(self.env, authenticator)
            .observer(Arc::new(self.metrics.clone()))
            .platform(self.keys.ring);
        let process = RouteSet::from(health::routes(process)).openapi_route("process");
        let mut routes = process.merge(self.routes);
        for service in self.services {
            routes = routes.merge(service.routes);
        }
        Ok(Running { tasks, router: routes.into_router(&edge), edge })
    }

    fn start_consumers(
        &self,
        tasks: &mut Tasks,
        feeds: &HashMap<&'static str, LocalFeed>,
        service: &Service,
    ) -> Result<(), PlatformError> {
        for subscription in &service.subscriptions {
            let producer = subscription.producer;
            self.check_declared(service.name(), producer)?;
            let feed: Arc<dyn Feed> = match feeds.get(producer) {
                Some(local) => Arc::new(local.clone()),
                None => Arc::new(self.remote_feed(service.name(), producer)?),
            };
            let (database, subscription, metrics) =
                (service.context.db.clone(), subscription.clone(), self.metrics.clone());
            tasks.supervise(format!("{} consumes {producer}", service.name()), move || {
                let consumer = Consumer::new(database.clone(), Arc::clone(&feed), subscription.clone());
                metrics.watch_consumer(database.service(), producer, consumer.status());
                consumer.run()
            });
        }
        Ok(())
    }

    /// Also where both run in one process: what works here must work apart.
    fn check_declared(&self, consumer: &'static str, producer: &'static str) -> Result<(), PlatformError> {
        let declared = self.follows.get(consumer).is_some_and(|producers| producers.contains(&producer));
        if declared || consumer == producer {
            Ok(())
        } else {
            Err(PlatformError::Undeclared { consumer, producer })
        }
    }

    fn remote_feed(&self, consumer: &'static str, producer: &'static str) -> Result<HttpFeed, PlatformError> {
        let remote = self
            .remotes
            .iter()
            .find(|remote| remote.service == producer)
            .ok_or(PlatformError::UnknownProducer { consumer, producer })?;
        let key = self.keys.own.get(consumer).ok_or(PlatformError::NoKey(consumer))?;
        let client = kernel_http::client_builder().build()?;
        Ok(HttpFeed::new(CallTokens::new(key, producer, self.env.clone()), &remote.origin, client))
    }
}

fn start_sequencer(tasks: &mut Tasks, database: kernel_db::Database) -> LocalFeed {
    let feed = LocalFeed::new(database.clone());
    let shared = feed.clone();
    tasks.supervise(format!("sequencer of {}", database.service()), move || shared.sequencer().run());
    feed
}

fn start_jobs_and_workers(tasks: &mut Tasks, service: &Service, feed: &LocalFeed) {
    let name = service.name();
    for job in housekeeping::jobs(&service.context, feed).into_iter().chain(service.jobs.iter().cloned()) {
        let context = service.context.clone();
        tasks.supervise(format!("{name} job {}", job.name), move || job.clone().repeat(context.clone()));
    }
    for worker in &service.workers {
        let worker = worker.clone();
        tasks.supervise(format!("{name} worker {}", worker.name), move || (worker.run)());
    }
}

impl Running {
    /// What answers requests.
    pub fn router(&self) -> axum::Router {
        self.router.clone()
    }

    /// What all its routes share.
    #[must_use]
    pub fn edge(&self) -> Edge {
        self.edge.clone()
    }

    /// Stops everything but HTTP, which must have stopped before.
    pub async fn stop(mut self) {
        self.tasks.stop().await;
    }
}
