//! A small HTTP client that speaks JSON and panics when nobody answers.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use http::Method;
use serde_json::Value;

/// Speaks to one origin, as staff or as a shopper.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    origin: String,
    headers: Vec<(&'static str, String)>,
    changes: Changes,
}

/// What the clients of a shop were allowed to do that was no reading.
pub(crate) type Changes = Arc<Mutex<Vec<Change>>>;

/// A request that was answered with a success.
#[derive(Debug, Clone)]
pub struct Change {
    /// `POST`.
    pub method: Method,
    /// With the query.
    pub path: String,
    /// The trace by which logs, events and the audit log tell of it.
    pub trace_id: String,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// `null` when the body is empty.
    pub body: Value,
}

impl Answer {
    /// The body of a success.
    ///
    /// # Panics
    /// When it is none.
    #[expect(clippy::must_use_candidate, reason = "also used to assert that it is a success")]
    pub fn ok(self) -> Value {
        assert!((200..300).contains(&self.status), "{} {:#}", self.status, self.body);
        self.body
    }

    /// The problem's code; empty for a success.
    #[must_use]
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }
}

static KEYS: AtomicU64 = AtomicU64::new(0);

impl Client {
    pub(crate) fn new(http: reqwest::Client, origin: &str, changes: Changes) -> Self {
        Self { http, origin: origin.to_owned(), headers: Vec::new(), changes }
    }

    /// Sends this header along.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// GET.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    /// POST with a fresh idempotency key, unless one was set by [`Client::header`].
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body)).await
    }

    /// POST of a CSV file.
    pub async fn post_csv(&self, path: &str, csv: String) -> Answer {
        let key = KEYS.fetch_add(1, Ordering::Relaxed);
        let request = self
            .http
            .post(format!("{}{path}", self.origin))
            .header("content-type", "text/csv")
            .header("idempotency-key", format!("csv-{}-{key}", std::process::id()))
            .body(csv);
        self.answer(request, Method::POST, path).await
    }

    /// PUT.
    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, Some(body)).await
    }

    /// PATCH.
    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, Some(body)).await
    }

    async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let mut request = self.http.request(method.clone(), format!("{}{path}", self.origin));
        if method == Method::POST && self.headers.iter().all(|(name, _)| *name != "idempotency-key") {
            let key = KEYS.fetch_add(1, Ordering::Relaxed);
            request = request.header("idempotency-key", format!("test-{}-{key}", std::process::id()));
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        self.answer(request, method, path).await
    }

    async fn answer(&self, mut request: reqwest::RequestBuilder, method: Method, path: &str) -> Answer {
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let response = request.send().await.unwrap_or_else(|error| panic!("{path}: {error}"));
        let status = response.status().as_u16();
        if method != Method::GET && response.status().is_success() {
            let trace_id = response.headers().get("x-request-id").and_then(|id| id.to_str().ok());
            let trace_id = trace_id.unwrap_or_default().to_owned();
            let change = Change { method, path: path.to_owned(), trace_id };
            self.changes.lock().unwrap_or_else(PoisonError::into_inner).push(change);
        }
        let text = response.text().await.expect("an answer has a readable body");
        let body = if text.is_empty() {
            Value::Null
        } else {
            serde_json::from_str(&text).unwrap_or(Value::String(text))
        };
        Answer { status, body }
    }
}
