//! A provider that is asked over HTTP, in the protocol of `docs/tax-provider.md`.

use std::time::Duration;

use async_trait::async_trait;
use axum::http::HeaderValue;
use axum::http::header::AUTHORIZATION;
use kernel_base::Call;
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode, Url};
use shared_contracts::Code;
use tracing::{Instrument, field};

use crate::config::TaxProviderConfig;
use crate::domain::provided_tax::{TaxAnswer, TaxRequest};
use crate::tax_provider::{TaxProvider, TaxProviderError};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);
/// Of the answer, for everything but lines, and for each of them.
const ANSWER_BYTES: usize = 16 * 1024;
const ANSWER_BYTES_PER_LINE: usize = 4 * 1024;

pub(super) struct HttpTaxProvider {
    code: Code,
    url: Url,
    authorization: HeaderValue,
    client: Client,
}

impl HttpTaxProvider {
    /// Of a valid configuration.
    pub(super) fn new(code: &Code, config: &TaxProviderConfig) -> Result<Self, reqwest::Error> {
        let client = kernel_http::client_builder()
            .connect_timeout(CONNECT_TIMEOUT)
            // The token is for the configured address only.
            .redirect(Policy::none())
            .tcp_nodelay(true)
            .build()?;
        let url = config.url().expect("BUG: the configuration is valid");
        let authorization = config.authorization().expect("BUG: the configuration is valid");
        Ok(Self { code: code.clone(), url, authorization, client })
    }

    async fn ask(
        &self,
        request: &TaxRequest,
        trace: Option<kernel_base::TraceParent>,
    ) -> Result<TaxAnswer, TaxProviderError> {
        let mut question = self
            .client
            .post(self.url.clone())
            .header(AUTHORIZATION, self.authorization.clone())
            .json(request);
        if let Some(trace) = trace {
            question = question.header("traceparent", trace.0);
        }
        let response = question.send().await.map_err(unreachable)?;
        check_status(response.status())?;
        let limit = ANSWER_BYTES + ANSWER_BYTES_PER_LINE * request.lines.len();
        let body = read(response, limit).await?;
        serde_json::from_slice(&body)
            .map_err(|error| TaxProviderError::Malformed { line: error.line(), column: error.column() })
    }
}

#[async_trait]
impl TaxProvider for HttpTaxProvider {
    async fn calculate(&self, call: &Call, request: &TaxRequest) -> Result<TaxAnswer, TaxProviderError> {
        let span = tracing::debug_span!(
            "call",
            callee = self.code.as_str(),
            method = "calculate_tax",
            trace_id = field::Empty,
            span_id = field::Empty
        );
        let trace = kernel_trace::follow(&span, call.trace.as_ref());
        let answer = self.ask(request, trace).instrument(span.clone()).await;
        if answer.is_err() {
            kernel_trace::mark_failed(&span, "no proper answer");
        }
        answer
    }
}

/// Refusing this question is something else than refusing every question.
fn check_status(status: StatusCode) -> Result<(), TaxProviderError> {
    const OF_ANY_QUESTION: [StatusCode; 6] = [
        StatusCode::UNAUTHORIZED,
        StatusCode::FORBIDDEN,
        StatusCode::NOT_FOUND,
        StatusCode::METHOD_NOT_ALLOWED,
        StatusCode::REQUEST_TIMEOUT,
        StatusCode::TOO_MANY_REQUESTS,
    ];
    if status.is_success() {
        Ok(())
    } else if status.is_client_error() && !OF_ANY_QUESTION.contains(&status) {
        Err(TaxProviderError::Refused(status.as_u16()))
    } else {
        Err(TaxProviderError::Status(status.as_u16()))
    }
}

/// Reads an answer, but never more than the limit.
async fn read(mut response: Response, limit: usize) -> Result<Vec<u8>, TaxProviderError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
        if body.len() + chunk.len() > limit {
            return Err(TaxProviderError::TooLong(limit));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// The address may hold a key.
fn unreachable(error: reqwest::Error) -> TaxProviderError {
    TaxProviderError::Unreachable(error.without_url())
}
