//! A client of the platform's public HTTP API, with nothing but what every client has: a token, idempotency keys, patience.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context;
use kernel_base::{Env, Page, Secret};
use kernel_http::ProblemDocument;
use kernel_token::{CallTokens, ServiceKey};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue};
use reqwest::{Method, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::config::Config;
use crate::exit::NotRunning;
use crate::secrets::Missing;
use crate::service_keys::{OPERATOR, ServiceKeys};
use crate::{instance, secrets};

/// How long a platform that does not answer is waited for: a restart is over within it, also one that comes after a crash
/// of PostgreSQL, which then looks through all its files.
const PATIENCE: Duration = Duration::from_secs(60);
const FIRST_PAUSE: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);
/// Longer than any operation may take.
const ANSWER_TIME: Duration = Duration::from_secs(660);
/// Less than the server keeps an idle connection.
const IDLE_TIME: Duration = Duration::from_secs(8);
/// The largest page, in the query of a list.
const PAGE_LIMIT: &str = "100";
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Why there is no answer to work with.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// Nobody answered, or only excuses, for as long as there was patience.
    #[error("{service} does not answer: {reason}")]
    Unreachable { service: &'static str, reason: String },
    /// The platform does not do it.
    #[error("{}", refusal(.0))]
    Refused(Box<ProblemDocument>),
    /// Not the platform's language.
    #[error("{service} answered strangely: {reason}")]
    Strange { service: &'static str, reason: String },
}

impl Failure {
    /// The stable code of a refusal.
    pub(crate) fn code(&self) -> Option<&str> {
        match self {
            Self::Refused(problem) => Some(&problem.code),
            Self::Unreachable { .. } | Self::Strange { .. } => None,
        }
    }

    /// Going on makes no sense.
    pub(crate) const fn unreachable(&self) -> bool {
        matches!(self, Self::Unreachable { .. })
    }
}

/// `order.unknown_variant: some lines name … (/lines/0/sku: no variant has this SKU)`.
fn refusal(problem: &ProblemDocument) -> String {
    let mut text = format!("{}: {}", problem.code, problem.detail);
    if let Some(first) = problem.errors.first() {
        text.push_str(&format!(" ({}: {}", first.pointer, first.message));
        if problem.errors.len() > 1 {
            text.push_str(&format!(", and {} more", problem.errors.len() - 1));
        }
        text.push(')');
    }
    text
}

/// Calls the services of one platform. Every call may be repeated: it reads, or carries an idempotency key, or sets what
/// may be set twice.
pub(crate) struct Api {
    client: reqwest::Client,
    here: String,
    remote: std::collections::BTreeMap<String, String>,
    credentials: Credentials,
}

/// Who calls.
enum Credentials {
    /// Staff, by the fixed token.
    Staff(HeaderValue),
    /// Whoever has the machine in hand, as one service speaks to another.
    Operator(Arc<ServiceKey>),
}

struct Request<'a> {
    service: &'static str,
    method: Method,
    path: &'a str,
    key: Option<&'a str>,
    body: Option<(&'static str, Vec<u8>)>,
}

impl Api {
    /// The platform of the data directory, or the one that the configuration names.
    pub(crate) fn open(config: &Config) -> anyhow::Result<Self> {
        let file = config.secrets_dir().join(secrets::STAFF_TOKEN);
        require(&file)?;
        let token = secrets::read(&file).with_context(|| format!("the file {}", file.display()))?;
        Self::open_with(config, Credentials::Staff(bearer(&token)?))
    }

    fn open_with(config: &Config, credentials: Credentials) -> anyhow::Result<Self> {
        let client = kernel_http::client_builder()
            .timeout(ANSWER_TIME)
            .pool_idle_timeout(IDLE_TIME)
            .tcp_nodelay(true)
            .no_proxy()
            .build()
            .context("cannot make an HTTP client")?;
        let mut address = config.http.listen;
        if address.ip().is_unspecified() {
            address.set_ip(std::net::Ipv4Addr::LOCALHOST.into());
        }
        Ok(Self { client, here: format!("http://{address}"), remote: config.remote.clone(), credentials })
    }

    /// As [`open`](Self::open); says at once when nothing runs here.
    pub(crate) fn of_running(config: &Config) -> anyhow::Result<Self> {
        if config.private_cluster() && instance::running(config)?.is_none() {
            return Err(NotRunning("not running; karum up starts it".to_owned()).into());
        }
        Self::open(config)
    }

    /// As one service speaks to another: for who has the machine itself in hand.
    pub(crate) fn internal(config: &Config) -> anyhow::Result<Self> {
        if config.private_cluster() && instance::running(config)?.is_none() {
            return Err(NotRunning("not running; karum up starts it".to_owned()).into());
        }
        let file = ServiceKeys::new(config, Missing::Refuse).private_file(OPERATOR);
        require(&file)?;
        let key = ServiceKey::open(OPERATOR, file, Env::system().now())?;
        Self::open_with(config, Credentials::Operator(Arc::new(key)))
    }

    fn authorization(&self, service: &'static str) -> Result<HeaderValue, Failure> {
        match &self.credentials {
            Credentials::Staff(authorization) => Ok(authorization.clone()),
            Credentials::Operator(key) => {
                let token = CallTokens::new(key, service, Env::system()).token();
                bearer(&token).map_err(|error| Failure::Strange { service, reason: error.to_string() })
            }
        }
    }

    pub(crate) async fn get<T: DeserializeOwned>(
        &self,
        service: &'static str,
        path: &str,
    ) -> Result<T, Failure> {
        let request = Request { service, method: Method::GET, path, key: None, body: None };
        self.answer(&request).await
    }

    /// Metrics of the process that runs the service.
    pub(crate) async fn metrics(&self, service: &'static str) -> Result<String, Failure> {
        let request = Request { service, method: Method::GET, path: "/metrics", key: None, body: None };
        let text = self.send(&request).await?;
        String::from_utf8(text).map_err(|error| Failure::Strange { service, reason: error.to_string() })
    }

    /// Reads a list page by page to its end.
    pub(crate) async fn list<T: DeserializeOwned>(
        &self,
        service: &'static str,
        path: &str,
        filter: &[(&str, &str)],
        mut page_read: impl FnMut(Vec<T>),
    ) -> Result<(), Failure> {
        let mut cursor: Option<String> = None;
        loop {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair("limit", PAGE_LIMIT).extend_pairs(filter);
            query.extend_pairs(cursor.as_deref().map(|cursor| ("cursor", cursor)));
            let page: Page<T> = self.get(service, &format!("{path}?{}", query.finish())).await?;
            page_read(page.items);
            match page.next_cursor {
                Some(next) => cursor = Some(next.to_string()),
                None => return Ok(()),
            }
        }
    }

    pub(crate) async fn post<T: DeserializeOwned>(
        &self,
        service: &'static str,
        path: &str,
        key: &str,
        body: &impl Serialize,
    ) -> Result<T, Failure> {
        let body = serde_json::to_vec(body).expect("BUG: a request is plain data");
        let body = Some(("application/json", body));
        self.answer(&Request { service, method: Method::POST, path, key: Some(key), body }).await
    }

    pub(crate) async fn post_csv<T: DeserializeOwned>(
        &self,
        service: &'static str,
        path: &str,
        key: &str,
        file: Vec<u8>,
    ) -> Result<T, Failure> {
        let body = Some(("text/csv", file));
        self.answer(&Request { service, method: Method::POST, path, key: Some(key), body }).await
    }

    async fn answer<T: DeserializeOwned>(&self, request: &Request<'_>) -> Result<T, Failure> {
        let body = self.send(request).await?;
        serde_json::from_slice(&body).map_err(|error| Failure::Strange {
            service: request.service,
            reason: format!("{} {}: {error}", request.method, request.path),
        })
    }

    /// Sends until there is an answer, with the same key each time: what took effect unnoticed is answered, not done again.
    async fn send(&self, request: &Request<'_>) -> Result<Vec<u8>, Failure> {
        let started = Instant::now();
        let mut pause = FIRST_PAUSE;
        loop {
            let failure = match self.send_once(request).await {
                Err(failure) if failure.unreachable() => failure,
                settled => return settled,
            };
            if started.elapsed() + pause > PATIENCE {
                return Err(failure);
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    async fn send_once(&self, request: &Request<'_>) -> Result<Vec<u8>, Failure> {
        let service = request.service;
        let origin = self.remote.get(service).unwrap_or(&self.here).trim_end_matches('/');
        let mut sent = self
            .client
            .request(request.method.clone(), format!("{origin}{}", request.path))
            .header(AUTHORIZATION, self.authorization(service)?);
        if let Some(key) = request.key {
            sent = sent.header(IDEMPOTENCY_KEY, key);
        }
        if let Some((content_type, body)) = &request.body {
            sent = sent.header(CONTENT_TYPE, *content_type).body(body.clone());
        }
        let lost = |error: &reqwest::Error| Failure::Unreachable { service, reason: deepest(error) };
        let response = sent.send().await.map_err(|error| lost(&error))?;
        let status = response.status();
        let body = response.bytes().await.map_err(|error| lost(&error))?;
        if status.is_success() { Ok(body.to_vec()) } else { Err(refused(service, status, &body)) }
    }
}

/// Fails kindly when `karum up` has not yet made the file.
fn require(file: &Path) -> Result<(), NotRunning> {
    if file.exists() {
        return Ok(());
    }
    Err(NotRunning(format!("there is no {}; karum up makes one", file.display())))
}

fn bearer(token: &Secret<String>) -> anyhow::Result<HeaderValue> {
    let mut value =
        HeaderValue::try_from(format!("Bearer {}", token.expose())).context("the token cannot be sent")?;
    value.set_sensitive(true);
    Ok(value)
}

fn refused(service: &'static str, status: StatusCode, body: &[u8]) -> Failure {
    let problem = serde_json::from_slice::<ProblemDocument>(body);
    match problem {
        // In flight: an attempt whose answer was lost is still being worked on.
        Ok(problem)
            if problem.retryable
                || problem.code == "request.in_flight"
                || (502..=504).contains(&problem.status) =>
        {
            Failure::Unreachable { service, reason: refusal(&problem) }
        }
        Ok(problem) => Failure::Refused(Box::new(problem)),
        Err(_) if status.is_server_error() => Failure::Unreachable { service, reason: status.to_string() },
        Err(_) => Failure::Strange { service, reason: format!("{status} without a problem document") },
    }
}

/// The last cause says most: `connection refused`.
fn deepest(error: &dyn Error) -> String {
    match error.source() {
        Some(source) => deepest(source),
        None => error.to_string(),
    }
}
