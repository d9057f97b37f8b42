//! Which operation is where, and what the gateway must know of it, read from the OpenAPI documents of the services.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use http::Method;
use kernel_http::{Audience, Op, RateClass, audience};
use serde_json::Value;

use crate::upstream::Upstream;

/// One operation as its document describes it.
#[derive(Debug)]
pub(crate) struct Operation {
    /// The path with its parameters in braces.
    pub(crate) path: &'static str,
    pub(crate) upstream: Arc<Upstream>,
    pub(crate) audience: Audience,
    pub(crate) rate: RateClass,
    pub(crate) body_limit: u64,
    pub(crate) time_limit: Duration,
    /// Reads `Authorization` itself.
    pub(crate) own_credentials: bool,
    /// Takes the query parameter `channel`.
    pub(crate) takes_channel: bool,
    /// Its answers are for whoever holds credentials.
    pub(crate) private: bool,
}

/// A document and who answers what it describes.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    pub(crate) service: String,
    pub(crate) upstream: Arc<Upstream>,
    pub(crate) openapi: Arc<Value>,
}

/// Everything that can be asked of the platform.
#[derive(Debug, Default)]
pub(crate) struct Table {
    paths: matchit::Router<Vec<(Method, Arc<Operation>)>>,
}

/// What a method and a path name.
#[derive(Debug)]
pub(crate) enum Found {
    Operation(Arc<Operation>),
    /// The path is known, the method is not.
    Path(Arc<Operation>),
    Nothing,
}

/// Paths live as long as the process: metrics and spans name them. Reading the same documents again makes none anew.
#[derive(Debug, Default)]
pub(crate) struct Paths(BTreeSet<&'static str>);

impl Paths {
    fn keep(&mut self, path: &str) -> &'static str {
        if let Some(known) = self.0.get(path) {
            return known;
        }
        let kept: &'static str = path.to_owned().leak();
        self.0.insert(kept);
        kept
    }
}

impl Table {
    /// Of these documents. Where two describe the same operation the first counts.
    pub(crate) fn new(documents: &[Document], paths: &mut Paths) -> Self {
        let mut found: std::collections::BTreeMap<String, Vec<(Method, Arc<Operation>)>> = Default::default();
        for document in documents {
            // A document that a service publishes describes everything but itself.
            let own = format!("/openapi/{}.json", document.service);
            let unsaid = document.openapi["paths"].get(&own).is_none();
            let own = unsaid.then_some((own.as_str(), Method::GET, &Value::Null));
            for (path, method, described) in operations(&document.openapi).chain(own) {
                let operation = operation(paths.keep(path), document, described);
                let methods = found.entry(matched(path)).or_default();
                if methods.iter().any(|(known, _)| *known == method) {
                    tracing::warn!(service = document.service, %method, path, "two services describe this operation");
                    continue;
                }
                methods.push((method, Arc::new(operation)));
            }
        }
        let mut table = Self::default();
        for (path, methods) in found {
            if let Err(error) = table.paths.insert(path.as_str(), methods) {
                tracing::error!(path, %error, "a path cannot be told from another; it is left out");
            }
        }
        table
    }

    /// HEAD is answered where GET is.
    pub(crate) fn find(&self, method: &Method, path: &str) -> Found {
        let Ok(matched) = self.paths.at(path) else { return Found::Nothing };
        let method = if *method == Method::HEAD { &Method::GET } else { method };
        match matched.value.iter().find(|(known, _)| known == method) {
            Some((_, operation)) => Found::Operation(Arc::clone(operation)),
            None => matched.value.first().map_or(Found::Nothing, |(_, other)| Found::Path(Arc::clone(other))),
        }
    }
}

/// Every operation of a document that the public may know of.
fn operations(openapi: &Value) -> impl Iterator<Item = (&str, Method, &Value)> {
    let paths = openapi["paths"].as_object().into_iter().flatten();
    let public = paths.filter(|(path, _)| path.starts_with('/') && audience(path) != Audience::Internal);
    public.flat_map(|(path, methods)| {
        methods.as_object().into_iter().flatten().filter_map(move |(method, described)| {
            let method = Method::from_bytes(method.to_ascii_uppercase().as_bytes()).ok()?;
            Some((path.as_str(), method, described))
        })
    })
}

fn operation(path: &'static str, document: &Document, described: &Value) -> Operation {
    let number = |name: &str| described[name].as_u64();
    let parameters = described["parameters"].as_array();
    let takes_channel = parameters.is_some_and(|parameters| {
        parameters.iter().any(|parameter| parameter["in"] == "query" && parameter["name"] == "channel")
    });
    let default_body_limit = u64::try_from(Op::BODY_LIMIT).unwrap_or(u64::MAX);
    Operation {
        path,
        upstream: Arc::clone(&document.upstream),
        audience: audience(path),
        rate: described["x-rate-limit"].as_str().and_then(RateClass::named).unwrap_or_default(),
        body_limit: number("x-body-limit").unwrap_or(default_body_limit),
        time_limit: number("x-time-limit-ms").map_or(Op::TIME_LIMIT, Duration::from_millis),
        own_credentials: described["x-own-credentials"] == true,
        takes_channel,
        private: described["security"].as_array().is_some_and(|security| !security.is_empty()),
    }
}

/// Two services may call the same parameter differently: `{cart_id}` here, `{id}` there. The gateway does not need its name.
fn matched(path: &str) -> String {
    let segments = path.split('/').enumerate().map(|(place, segment)| {
        if segment.starts_with('{') && segment.ends_with('}') {
            format!("{{p{place}}}")
        } else {
            segment.to_owned()
        }
    });
    segments.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn document(service: &str, openapi: Value) -> Document {
        let upstream = Arc::new(Upstream::Here(axum::Router::new()));
        Document { service: service.to_owned(), upstream, openapi: Arc::new(openapi) }
    }

    fn path(found: Found) -> &'static str {
        match found {
            Found::Operation(operation) => operation.path,
            Found::Path(_) => "known path",
            Found::Nothing => "nothing",
        }
    }

    #[test]
    fn operations_are_found_by_method_and_path() {
        let catalog = document(
            "catalog",
            json!({ "paths": {
                "/store/v1/orders/{order_id}": { "get": {} },
                "/store/v1/orders/lookup": { "get": {} },
                "/internal/v1/catalog/variants": { "post": {} },
            } }),
        );
        let order =
            document("order", json!({ "paths": { "/store/v1/orders/{id}": { "get": {}, "post": {} } } }));
        let table = Table::new(&[catalog, order], &mut Paths::default());
        let find = |method: Method, at: &str| path(table.find(&method, at));
        assert_eq!(
            find(Method::GET, "/store/v1/orders/7"),
            "/store/v1/orders/{order_id}",
            "the first counts"
        );
        assert_eq!(find(Method::HEAD, "/store/v1/orders/7"), "/store/v1/orders/{order_id}");
        assert_eq!(find(Method::POST, "/store/v1/orders/7"), "/store/v1/orders/{id}");
        assert_eq!(find(Method::GET, "/store/v1/orders/lookup"), "/store/v1/orders/lookup");
        assert_eq!(find(Method::DELETE, "/store/v1/orders/7"), "known path");
        assert_eq!(find(Method::POST, "/internal/v1/catalog/variants"), "nothing");
        assert_eq!(find(Method::GET, "/store/v1/orders"), "nothing");
    }

    #[test]
    fn what_a_document_says_of_an_operation_is_known() {
        let described = json!({
            "x-rate-limit": "login", "x-body-limit": 5, "x-time-limit-ms": 7, "x-own-credentials": true,
            "security": [{ "customer": [] }], "parameters": [{ "name": "channel", "in": "query" }],
        });
        let document =
            document("auth", json!({ "paths": { "/admin/v1/x": { "post": described, "get": {} } } }));
        let table = Table::new(&[document], &mut Paths::default());
        let Found::Operation(post) = table.find(&Method::POST, "/admin/v1/x") else { panic!("not found") };
        assert_eq!((post.rate, post.body_limit, post.time_limit.as_millis()), (RateClass::Login, 5, 7));
        assert!(post.own_credentials && post.private && post.takes_channel);
        assert_eq!(post.audience, Audience::Admin);
        let Found::Operation(get) = table.find(&Method::GET, "/admin/v1/x") else { panic!("not found") };
        assert_eq!(
            (get.rate, get.body_limit, get.time_limit),
            (RateClass::Default, 1024 * 1024, Op::TIME_LIMIT)
        );
        assert!(!get.own_credentials && !get.private && !get.takes_channel);
    }
}
