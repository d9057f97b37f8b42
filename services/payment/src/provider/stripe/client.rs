//! Stripe's HTTP interface: form-encoded requests under idempotency keys, JSON answers, and which errors are answers.

use axum::http::StatusCode;
use kernel_base::Secret;
use serde::de::DeserializeOwned;

use super::wire::{ErrorBody, Problem};
use crate::provider::Unanswered;

/// What the shapes in `wire` are those of. Stripe keeps every version for good.
const VERSION: &str = "2024-06-20";

/// Why there is no object.
#[derive(Debug)]
pub(super) enum Failure {
    /// Stripe may have done it or not.
    Unknown(String),
    /// It did not, and says why.
    Refused(Problem),
}

impl From<Failure> for Unanswered {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Unknown(reason) => Self(reason),
            Failure::Refused(problem) => Self(format!("refused: {}", problem.word())),
        }
    }
}

pub(super) struct Client {
    http: reqwest::Client,
    origin: String,
    secret_key: Secret<String>,
}

impl Client {
    pub(super) fn new(http: reqwest::Client, origin: &str, secret_key: Secret<String>) -> Self {
        Self { http, origin: origin.trim_end_matches('/').to_owned(), secret_key }
    }

    pub(super) async fn get<T: DeserializeOwned>(
        &self,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<T, Failure> {
        let url = format!("{}{path}?{}", self.origin, form(query));
        self.send(path, self.http.get(url)).await
    }

    /// The same key must always come with the same fields.
    pub(super) async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        key: &str,
        fields: &[(&str, &str)],
    ) -> Result<T, Failure> {
        let request = self
            .http
            .post(format!("{}{path}", self.origin))
            .header("idempotency-key", key)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form(fields));
        self.send(path, request).await
    }

    async fn send<T: DeserializeOwned>(
        &self,
        path: &str,
        request: reqwest::RequestBuilder,
    ) -> Result<T, Failure> {
        let unknown = |error: reqwest::Error| Failure::Unknown(error.without_url().to_string());
        let request = request.bearer_auth(self.secret_key.expose()).header("stripe-version", VERSION);
        let response = request.send().await.map_err(unknown)?;
        let status = response.status();
        let body = response.bytes().await.map_err(unknown)?;
        if status.is_success() {
            let malformed = |error| Failure::Unknown(format!("the answer is not understood: {error}"));
            return serde_json::from_slice(&body).map_err(malformed);
        }
        let problem = serde_json::from_slice::<ErrorBody>(&body).map(|body| body.error).unwrap_or_default();
        Err(failure(path, status, problem))
    }
}

/// Errors after which Stripe may yet do, or have done, what was asked are no answers.
fn failure(path: &str, status: StatusCode, problem: Problem) -> Failure {
    let word = problem.word().to_owned();
    let unknown = || Failure::Unknown(format!("status {}: {word}", status.as_u16()));
    if problem.kind.as_deref() == Some("idempotency_error") && status != StatusCode::CONFLICT {
        // Never a fault of the payer: the same key was sent with other fields.
        tracing::error!(path, "BUG: Stripe was asked two things under one idempotency key");
        return unknown();
    }
    match status.as_u16() {
        400 | 402 | 404 if problem.kind.is_some() => Failure::Refused(problem),
        401 | 403 => {
            tracing::error!(path, word, "Stripe refuses our key: check payment.stripe");
            unknown()
        }
        _ => unknown(),
    }
}

fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16, kind: &str, code: &str) -> bool {
        let problem = Problem {
            kind: (!kind.is_empty()).then(|| kind.to_owned()),
            code: Some(code.to_owned()),
            decline_code: None,
        };
        let status = StatusCode::from_u16(status).unwrap();
        matches!(failure("/v1/refunds", status, problem), Failure::Refused(_))
    }

    #[test]
    fn only_what_stripe_has_decided_is_an_answer() {
        assert!(refused(402, "card_error", "card_declined"));
        assert!(refused(400, "invalid_request_error", "charge_already_refunded"));
        assert!(!refused(400, "idempotency_error", ""), "our mistake is not the payer's");
        assert!(!refused(409, "idempotency_error", "idempotency_key_in_use"), "still at work on it");
        assert!(!refused(429, "invalid_request_error", "lock_timeout"));
        assert!(!refused(401, "invalid_request_error", ""));
        assert!(!refused(500, "api_error", ""));
        assert!(!refused(404, "", ""), "some proxy's page");
    }

    #[test]
    fn fields_are_written_as_forms() {
        assert_eq!(form(&[("metadata[a]", "b&c"), ("x", "ü")]), "metadata%5Ba%5D=b%26c&x=%C3%BC");
    }

    /// Judged by stripe-stateful-mock, which nobody here wrote and which keeps idempotency keys. It runs where
    /// KARUM_STRIPE_STATEFUL_MOCK says; `tests/outside` starts it. It knows charges only, and the same errors.
    #[tokio::test]
    async fn the_stateful_mock_and_we_mean_the_same_by_keys_and_refusals() {
        use serde_json::Value;
        let Ok(origin) = std::env::var("KARUM_STRIPE_STATEFUL_MOCK") else { return };
        let http = kernel_http::client_builder().build().unwrap();
        let client = Client::new(http, &origin, Secret::new("sk_test_judge".to_owned()));
        let env = kernel_base::Env::system();
        let key = || env.uuid().to_string();
        let (charge, again) = (key(), key());
        let held = [("amount", "1000"), ("currency", "eur"), ("source", "tok_visa"), ("capture", "false")];
        let first: Value = client.post("/v1/charges", &charge, &held).await.unwrap();
        let second: Value = client.post("/v1/charges", &charge, &held).await.unwrap();
        assert_eq!(first["id"], second["id"], "one key, one charge");
        let other = [("amount", "1001"), ("currency", "eur"), ("source", "tok_visa"), ("capture", "false")];
        let reused = client.post::<Value>("/v1/charges", &charge, &other).await;
        assert!(matches!(reused, Err(Failure::Unknown(_))), "{reused:?}");
        let declined = [("amount", "1000"), ("currency", "eur"), ("source", "tok_chargeDeclined")];
        let declined = client.post::<Value>("/v1/charges", &key(), &declined).await;
        let Err(Failure::Refused(problem)) = declined else { panic!("{declined:?}") };
        assert_eq!(problem.code.as_deref(), Some("card_declined"));
        let id = first["id"].as_str().unwrap();
        let path = format!("/v1/charges/{id}/capture");
        let captured: Value = client.post(&path, &again, &[("amount", "600")]).await.unwrap();
        assert_eq!(captured["captured"], true);
        let over = client.post::<Value>("/v1/refunds", &key(), &[("charge", id), ("amount", "601")]).await;
        assert!(matches!(over, Err(Failure::Refused(_))), "{over:?}");
        let refund: Value =
            client.post("/v1/refunds", &key(), &[("charge", id), ("amount", "600")]).await.unwrap();
        assert_eq!(refund["amount"], 600);
    }
}
