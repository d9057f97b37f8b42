//! The gateway as it is put together: what it is given, what it does all the time, and the router that the public talks to.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use http::Method;
use kernel_base::Env;
use kernel_http::{Authenticator, Edge, Op, PassportOffice, RouteSet};
use kernel_service::{Remote, Worker};
use serde_json::Value;
use tower::Service;

use crate::cors::Cors;
use crate::documents::Documents;
use crate::keys::Keys;
use crate::limits::Limits;
use crate::table::{Document, Found, Table};
use crate::upstream::Upstream;
use crate::{Config, NAME, pages};

const TIDY_EVERY: Duration = Duration::from_secs(5);

/// What the gateway is given.
pub struct Surroundings {
    /// Who knows the callers.
    pub authenticator: Arc<dyn Authenticator>,
    /// Signs what services in other processes are told of a caller.
    pub passports: PassportOffice,
    /// Time.
    pub env: Env,
    /// The platform's public origin: `https://shop.example`.
    pub origin: String,
    /// The services in other processes.
    pub remotes: Vec<Remote>,
    /// Whether calls between processes have a listener of their own.
    pub internal_listener: bool,
}

/// The one public origin.
#[derive(Clone)]
pub struct Gateway(Arc<Shared>);

pub(crate) struct Shared {
    pub(crate) config: Config,
    pub(crate) authenticator: Arc<dyn Authenticator>,
    pub(crate) passports: PassportOffice,
    pub(crate) env: Env,
    pub(crate) https: bool,
    pub(crate) internal_hidden: bool,
    pub(crate) cors: Cors,
    pub(crate) limits: Limits,
    pub(crate) keys: Keys,
    pub(crate) documents: Documents,
    table: RwLock<Arc<Table>>,
    here: OnceLock<Here>,
}

/// The services of this process.
pub(crate) struct Here {
    pub(crate) router: Router,
    pub(crate) edge: Edge,
}

impl Gateway {
    /// Answers nothing before [`Gateway::front`] has told it the services of this process.
    #[must_use]
    pub fn new(config: &Config, surroundings: Surroundings) -> Self {
        let Surroundings { authenticator, passports, env, origin, remotes, internal_listener } = surroundings;
        let documents = Documents::new(remotes);
        Self(Arc::new(Shared {
            authenticator,
            passports,
            env,
            https: origin.starts_with("https://"),
            internal_hidden: internal_listener || documents.has_remotes(),
            cors: Cors::new(&config.cors),
            limits: Limits::new(&config.limits),
            keys: Keys::default(),
            documents,
            table: RwLock::default(),
            here: OnceLock::new(),
            config: config.clone(),
        }))
    }

    /// The gateway's own operations: pages composed of what several services answer.
    #[must_use]
    pub fn routes(&self) -> RouteSet {
        pages::routes(&self.0).openapi_route(NAME)
    }

    /// Describes them, as [`Gateway::front`] wants it.
    #[must_use]
    pub fn document(&self) -> (String, Value) {
        let routes = self.routes();
        let operations: Vec<&Op> = routes.operations().collect();
        (NAME.to_owned(), kernel_http::document(NAME, &operations))
    }

    /// What it does all the time: asks for documents, forgets clients that went away.
    #[must_use]
    pub fn workers(&self) -> Vec<Worker> {
        let (documents, limits) = (Arc::clone(&self.0), Arc::clone(&self.0));
        vec![
            Worker::new("follow_documents", move || {
                let shared = Arc::clone(&documents);
                async move {
                    loop {
                        shared.refresh().await;
                        tokio::time::sleep(shared.documents.pause()).await;
                    }
                }
            }),
            Worker::new("tidy_limits", move || {
                let shared = Arc::clone(&limits);
                async move {
                    loop {
                        tokio::time::sleep(TIDY_EVERY).await;
                        shared.limits.tidy();
                    }
                }
            }),
        ]
    }

    /// Asks the services elsewhere for their documents now.
    pub async fn refresh(&self) {
        self.0.refresh().await;
    }

    /// From now on exactly these publishable keys are valid, each for its sales channel.
    pub fn publish_keys(&self, keys: impl IntoIterator<Item = (String, String)>) {
        self.0.keys.publish(keys);
    }

    /// The router that the public talks to, in front of the services of this process.
    ///
    /// # Panics
    /// When it is asked for twice.
    pub fn front(
        &self,
        here: Router,
        edge: Edge,
        documents: impl IntoIterator<Item = (String, Value)>,
    ) -> Router {
        let upstream = Arc::new(Upstream::Here(here.clone()));
        let documents = documents.into_iter().map(|(service, openapi)| Document {
            service,
            upstream: Arc::clone(&upstream),
            openapi: Arc::new(openapi),
        });
        let table = self.0.documents.here(documents.collect());
        self.0.replace(table);
        let first = self.0.here.set(Here { router: here, edge }).is_ok();
        assert!(first, "BUG: a gateway has one front");
        Router::new().fallback_service(Front(Arc::clone(&self.0)))
    }
}

/// The gateway as a service.
#[derive(Clone)]
struct Front(Arc<Shared>);

impl Service<Request> for Front {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let shared = Arc::clone(&self.0);
        Box::pin(async move { Ok(shared.answer(request).await) })
    }
}

impl Shared {
    async fn refresh(&self) {
        if let Some(table) = self.documents.refresh().await {
            self.replace(table);
        }
    }

    fn replace(&self, table: Table) {
        *self.table.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(table);
    }

    pub(crate) fn find(&self, method: &Method, path: &str) -> Found {
        let table = Arc::clone(&self.table.read().unwrap_or_else(PoisonError::into_inner));
        table.find(method, path)
    }

    pub(crate) fn here(&self) -> &Here {
        self.here.get().expect("BUG: nothing calls a gateway before its front is made")
    }

    /// How long a page waits for a part.
    pub(crate) fn part_timeout(&self) -> Duration {
        Duration::from_millis(self.config.page_part_timeout_ms)
    }
}
