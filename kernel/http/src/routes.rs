//! Adding operations, and making one router of those of all services.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::handler::Handler;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter};
use http::Method;
use kernel_base::{ApiError, Call};
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::context::CallCtx;
use crate::edge::Fallback;
use crate::endpoint::Endpoint;
use crate::{Access, Arguments, Edge, IdempotencyStore, Json, Op, Problem, Reply};

/// The operations of one service, whose handlers share the state `S` (usually `Arc<App>`).
pub struct Routes<S> {
    service: &'static str,
    state: S,
    set: RouteSet,
}

impl<S: Clone + Send + Sync + 'static> Routes<S> {
    /// No operations yet. The service's name is the default tag and part of the path of internal calls.
    pub fn new(service: &'static str, state: S) -> Self {
        Self { service, state, set: RouteSet::default() }
    }

    /// Adds an operation with its handler, any axum handler.
    #[must_use]
    pub fn route<H, T>(mut self, mut op: Op, handler: H) -> Self
    where
        H: Handler<T, S> + Sync,
        T: Arguments + 'static,
    {
        op.path_values = Some(T::path);
        op.if_match_optional = T::may_lack_if_match();
        op.tag.get_or_insert(self.service);
        op.service = self.service;
        let handler =
            Arc::new(Bound { handler, state: self.state.clone(), arguments: std::marker::PhantomData });
        self.set.routes.push(Route { op, handler, store: None });
        self
    }

    /// Adds a method of the service's contract: `POST /internal/v1/<service>/<method>`, called by these other services through
    /// [`crate::HttpTransport`].
    #[must_use]
    pub fn rpc<Q, A, E, F, R>(
        self,
        method: &'static str,
        callers: &'static [&'static str],
        call_method: F,
    ) -> Self
    where
        Q: DeserializeOwned + JsonSchema + Send + 'static,
        A: Serialize + JsonSchema,
        E: Into<ApiError>,
        F: Fn(S, Call, Q) -> R + Clone + Send + Sync + 'static,
        R: Future<Output = Result<A, E>> + Send + 'static,
    {
        // A path lives as long as the process, and there is one per method.
        let path: &'static str = format!("/internal/v1/{}/{method}", self.service).leak();
        let op = Op::post(path, Access::Service(callers)).summary(method).body::<Q>().answers::<A>(200);
        self.rpc_with(op, call_method)
    }

    /// Like [`Routes::rpc`] with other limits; the path is given by `op`.
    #[must_use]
    pub fn rpc_with<Q, A, E, F, R>(self, op: Op, call_method: F) -> Self
    where
        Q: DeserializeOwned + Send + 'static,
        A: Serialize,
        E: Into<ApiError>,
        F: Fn(S, Call, Q) -> R + Clone + Send + Sync + 'static,
        R: Future<Output = Result<A, E>> + Send + 'static,
    {
        self.route(op, move |State(state): State<S>, CallCtx(call): CallCtx, Json(request): Json<Q>| {
            let answer = call_method(state, call, request);
            async move {
                match answer.await {
                    Ok(answer) => Reply::json(200, &answer).into_response(),
                    Err(error) => Problem::from(error.into()).into_response(),
                }
            }
        })
    }

    /// Where the answers to idempotent operations are stored.
    #[must_use]
    pub fn idempotency(mut self, store: Arc<dyn IdempotencyStore>) -> Self {
        self.set = self.set.idempotency(&store);
        self
    }
}

impl<S> From<Routes<S>> for RouteSet {
    fn from(routes: Routes<S>) -> Self {
        routes.set
    }
}

/// Operations of any number of services.
#[derive(Default)]
pub struct RouteSet {
    routes: Vec<Route>,
}

struct Route {
    op: Op,
    handler: Arc<dyn ErasedHandler>,
    store: Option<Arc<dyn IdempotencyStore>>,
}

impl RouteSet {
    /// Adds those of another set.
    #[must_use]
    pub fn merge(mut self, other: impl Into<Self>) -> Self {
        self.routes.extend(other.into().routes);
        self
    }

    /// Where the answers to those idempotent operations are stored that have no store yet.
    #[must_use]
    pub fn idempotency(mut self, store: &Arc<dyn IdempotencyStore>) -> Self {
        for route in &mut self.routes {
            route.store.get_or_insert_with(|| Arc::clone(store));
        }
        self
    }

    /// Whether what staff changes by those there are is told in the transaction that changes it ([`kernel_db::acting`]).
    #[must_use]
    pub fn audited(mut self, audited: bool) -> Self {
        for Route { op, .. } in &mut self.routes {
            op.audited = audited && matches!(op.access, Access::Staff(_)) && op.method != Method::GET;
        }
        self
    }

    /// All operations, in the order they were added.
    pub fn operations(&self) -> impl Iterator<Item = &Op> {
        self.routes.iter().map(|route| &route.op)
    }

    /// Adds `GET /openapi/<name>.json`, which describes the operations added so far.
    #[must_use]
    pub fn openapi_route(self, name: &'static str) -> Self {
        let operations: Vec<&Op> = self.operations().collect();
        let document = crate::openapi::document(name, &operations);
        let body = bytes::Bytes::from(document.to_string());
        let path: &'static str = format!("/openapi/{name}.json").leak();
        let op = Op::get(path, Access::Public)
            .summary("This API as an OpenAPI document")
            .answers::<serde_json::Map<String, serde_json::Value>>(200);
        self.merge(Routes::new(name, ()).route(op, move || {
            let body = body.clone();
            async move { Reply::raw_json(200, body) }
        }))
    }

    /// The router that serves all of them.
    ///
    /// # Panics
    /// When two operations have the same method and path, or an idempotent one has no store: mistakes of the composition
    /// that must not wait for a request.
    pub fn into_router(self, edge: &Edge) -> Router {
        let mut paths: BTreeMap<&'static str, MethodRouter> = BTreeMap::new();
        for Route { op, handler, store } in self.routes {
            assert!(
                store.is_some() || !op.requires_key(),
                "BUG: {} {} is idempotent, but its service has no idempotency store",
                op.method,
                op.path
            );
            let filter = MethodFilter::try_from(op.method.clone()).expect("BUG: Op has only common methods");
            let path = op.path;
            let endpoint = Endpoint::new(op, handler, store, edge.clone());
            let methods = paths.remove(path).unwrap_or_default().on_service(filter, endpoint);
            paths.insert(path, methods);
        }
        let mut router = Router::new();
        for (path, methods) in paths {
            let fallback = Fallback::new(path, edge.clone(), Problem::method_not_allowed());
            router = router.route(path, methods.fallback_service(fallback));
        }
        let unknown = ApiError::not_found("request.not_found", "no operation has this path");
        router.fallback_service(Fallback::new("unmatched", edge.clone(), unknown.into()))
    }
}

pub(crate) type ResponseFuture = Pin<Box<dyn Future<Output = Response> + Send>>;

/// A handler whose state and argument types are settled.
pub(crate) trait ErasedHandler: Send + Sync {
    fn call(&self, request: Request) -> ResponseFuture;
}

struct Bound<H, T, S> {
    handler: H,
    state: S,
    arguments: std::marker::PhantomData<fn() -> T>,
}

impl<H, T, S> ErasedHandler for Bound<H, T, S>
where
    H: Handler<T, S> + Sync,
    T: 'static,
    S: Clone + Send + Sync + 'static,
{
    fn call(&self, request: Request) -> ResponseFuture {
        Box::pin(self.handler.clone().call(request, self.state.clone()))
    }
}
