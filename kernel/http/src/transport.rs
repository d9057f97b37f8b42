//! Calls to a service in another process: the [`Transport`] of its typed client, over HTTP.

use std::error::Error;
use std::io;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use kernel_base::{ApiError, Call, Env, ErrorKind, TraceParent, Transport};
use kernel_token::CallTokens;
use kernel_trace::{Outage, causes};
use tokio::sync::Semaphore;
use tracing::{Instrument, field};

use crate::ProblemDocument;
use crate::breaker::Breaker;
use crate::context::{DEADLINE_MS, TRACEPARENT};
use crate::server::HEADER_READ_TIMEOUT;

/// How often a connection is tried: a callee that restarts is back within these.
const CONNECT_ATTEMPTS: u32 = 3;
const CONNECT_PAUSE: Duration = Duration::from_millis(20);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);
/// Less than the server keeps an idle connection, so that a request is rarely sent into a closing one.
const IDLE_TIMEOUT: Duration = HEADER_READ_TIMEOUT.saturating_sub(Duration::from_secs(2));

/// Calls one service. Share it: limits and breaker count per transport.
pub struct HttpTransport {
    service: &'static str,
    base: String,
    client: reqwest::Client,
    tokens: CallTokens,
    env: Env,
    idempotent: Vec<&'static str>,
    bulkhead: Semaphore,
    breaker: Breaker,
    outage: Mutex<Outage>,
}

/// Settings of an [`HttpTransport`].
pub struct HttpTransportBuilder {
    tokens: CallTokens,
    base_url: String,
    env: Env,
    concurrency: usize,
    idempotent: Vec<&'static str>,
}

impl HttpTransportBuilder {
    /// Most calls at once, 64 when not said: a slow callee must not take all of its callers' memory.
    #[must_use]
    pub fn concurrency(mut self, calls: usize) -> Self {
        self.concurrency = calls;
        self
    }

    /// Methods that may be sent again when the connection broke before the answer.
    #[must_use]
    pub fn idempotent(mut self, methods: &[&'static str]) -> Self {
        self.idempotent.extend_from_slice(methods);
        self
    }

    /// The transport.
    #[must_use]
    pub fn build(self) -> HttpTransport {
        let client = crate::client_builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .pool_idle_timeout(IDLE_TIMEOUT)
            .tcp_nodelay(true)
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .expect("BUG: a client without TLS and proxy needs nothing from outside");
        let service = self.tokens.callee();
        HttpTransport {
            service,
            base: format!("{}/internal/v1/{service}/", self.base_url.trim_end_matches('/')),
            client,
            tokens: self.tokens,
            env: self.env,
            idempotent: self.idempotent,
            bulkhead: Semaphore::new(self.concurrency),
            breaker: Breaker::default(),
            outage: Mutex::default(),
        }
    }
}

/// Why there is no answer.
enum Failure {
    /// The connection was not made: nothing was sent.
    NotSent(String),
    /// The connection broke behind the request: it may have taken effect.
    Broken(String),
}

impl HttpTransport {
    /// Calls the service for which the tokens are, at `base_url` (`http://10.0.0.7:8080`).
    #[must_use]
    pub fn builder(tokens: CallTokens, base_url: impl Into<String>, env: Env) -> HttpTransportBuilder {
        HttpTransportBuilder {
            tokens,
            base_url: base_url.into(),
            env,
            concurrency: 64,
            idempotent: Vec::new(),
        }
    }

    fn authorization(&self) -> HeaderValue {
        let text = format!("Bearer {}", self.tokens.token().expose());
        let mut value = HeaderValue::try_from(text).expect("BUG: base64 and dots are ASCII");
        value.set_sensitive(true);
        value
    }

    fn remaining(&self, call: &Call) -> Duration {
        call.deadline.since(self.env.now())
    }

    async fn send_with_retries(
        &self,
        call: &Call,
        trace: Option<&TraceParent>,
        method: &'static str,
        body: &Bytes,
    ) -> Result<(StatusCode, Bytes), Failure> {
        let mut resend = self.idempotent.contains(&method);
        let mut attempt = 1;
        loop {
            match self.send_once(call, trace, method, body.clone()).await {
                Err(Failure::NotSent(_)) if attempt < CONNECT_ATTEMPTS => {
                    tokio::time::sleep(CONNECT_PAUSE * attempt).await;
                    attempt += 1;
                }
                Err(Failure::Broken(_)) if resend => resend = false,
                outcome => return outcome,
            }
        }
    }

    async fn send_once(
        &self,
        call: &Call,
        trace: Option<&TraceParent>,
        method: &'static str,
        body: Bytes,
    ) -> Result<(StatusCode, Bytes), Failure> {
        let remaining = u64::try_from(self.remaining(call).as_millis()).unwrap_or(u64::MAX);
        let mut request = self
            .client
            .post(format!("{}{method}", self.base))
            .header(AUTHORIZATION, self.authorization())
            .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .header(DEADLINE_MS, HeaderValue::from(remaining))
            .body(body);
        if let Some(trace) = trace {
            request = request.header(TRACEPARENT, &trace.0);
        }
        let response = request.send().await.map_err(|error| failure(&error))?;
        let status = response.status();
        Ok((status, response.bytes().await.map_err(|error| failure(&error))?))
    }

    /// A callee that is away gives one line now and then, not one per call.
    fn tell_unanswered(&self, method: &'static str, reason: &str) {
        if let Some(told) = self.outage().failed(Instant::now(), reason) {
            let failures = told.failures;
            tracing::warn!(callee = self.service, method, reason, failures, "a call got no answer");
        }
    }

    fn tell_answered(&self) {
        if let Some(told) = self.outage().recovered(Instant::now()) {
            let after_s = told.lasting.as_secs();
            tracing::info!(
                callee = self.service,
                failures = told.failures,
                after_s,
                "calls are answered again"
            );
        }
    }

    fn outage(&self) -> std::sync::MutexGuard<'_, Outage> {
        self.outage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn timed_out(&self) -> ApiError {
        let message = format!("{} did not answer in time", self.service);
        ApiError::new(ErrorKind::Unavailable, "request.timeout", message)
    }

    fn unavailable(&self) -> ApiError {
        ApiError::unavailable(format!("{} cannot be reached", self.service))
    }

    /// The callee's own error, as it would be in one process.
    fn refusal(&self, method: &'static str, status: StatusCode, body: &[u8]) -> ApiError {
        let Ok(document) = serde_json::from_slice::<ProblemDocument>(body) else {
            tracing::error!(callee = self.service, method, %status, "a callee answered with something else than a problem");
            return if status.is_server_error() { self.unavailable() } else { ApiError::internal() };
        };
        // Our own credentials or version are wrong: the caller's caller can do nothing about that.
        let ours = [
            "request.unauthenticated",
            "request.forbidden",
            "request.not_found",
            "request.method_not_allowed",
        ];
        if ours.contains(&&*document.code) {
            tracing::error!(callee = self.service, method, code = %document.code, detail = %document.detail, "a callee refuses this process");
            return ApiError::internal();
        }
        document.into_error()
    }
}

#[async_trait::async_trait]
impl Transport for HttpTransport {
    async fn send(&self, call: &Call, method: &'static str, body: Bytes) -> Result<Bytes, ApiError> {
        let remaining = self.remaining(call);
        if remaining.is_zero() {
            return Err(self.timed_out());
        }
        let Some(probe) = self.breaker.admit(Instant::now()) else { return Err(self.unavailable()) };
        let span = tracing::debug_span!(
            "call",
            callee = self.service,
            method,
            trace_id = field::Empty,
            span_id = field::Empty
        );
        let trace = kernel_trace::follow(&span, call.trace.as_ref());
        let answer = async {
            let _place = self.bulkhead.acquire().await.expect("BUG: the semaphore is never closed");
            self.send_with_retries(call, trace.as_ref(), method, &body).await
        };
        match tokio::time::timeout(remaining, answer.instrument(span.clone())).await {
            Ok(Ok((status, answer))) => {
                probe.succeeded();
                self.tell_answered();
                if status.is_success() { Ok(answer) } else { Err(self.refusal(method, status, &answer)) }
            }
            Ok(Err(Failure::NotSent(reason) | Failure::Broken(reason))) => {
                probe.failed(Instant::now());
                kernel_trace::mark_failed(&span, "no answer");
                self.tell_unanswered(method, &reason);
                Err(self.unavailable())
            }
            Err(_) => {
                probe.failed(Instant::now());
                kernel_trace::mark_failed(&span, "no answer in time");
                Err(self.timed_out())
            }
        }
    }
}

fn failure(error: &reqwest::Error) -> Failure {
    let refused = std::iter::successors(error.source(), |&cause| cause.source()).any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::ConnectionRefused)
    });
    let text = causes(error).to_string();
    if error.is_connect() || refused { Failure::NotSent(text) } else { Failure::Broken(text) }
}
