//! A tax provider of somebody else's: a server on this machine that computes, or misbehaves, as a test wants it to.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use http::{HeaderMap, StatusCode};
use kernel_base::{Rounding, Secret, mul_div};
use pricing::TaxProviderConfig;
use serde_json::{Value, json};

pub(crate) const CODE: &str = "acme";
pub(crate) const TOKEN: &str = "its-secret-token";

/// What it does with a question.
pub(crate) type Manner = Box<dyn Fn(&Value) -> Response + Send + Sync>;

/// A question as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

#[derive(Clone)]
pub(crate) struct TaxOffice {
    address: std::net::SocketAddr,
    desk: Arc<Desk>,
}

struct Desk {
    /// None: it takes questions and never answers.
    manner: Mutex<Option<Manner>>,
    asked: Mutex<Vec<Asked>>,
}

impl TaxOffice {
    /// Opens with one tax of 10 %.
    pub(crate) async fn open() -> Self {
        let desk =
            Arc::new(Desk { manner: Mutex::new(Some(proper(&[("Tax", 100_000)]))), asked: Mutex::default() });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/v1/calculate", post(answer)).with_state(Arc::clone(&desk));
        #[expect(clippy::disallowed_methods, reason = "the server ends with the test's runtime")]
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, desk }
    }

    pub(crate) fn config(&self) -> pricing::Config {
        let provider = TaxProviderConfig {
            url: format!("http://{}/v1/calculate", self.address),
            token: Secret::new(TOKEN.to_owned()),
            timeout_ms: 20_000,
        };
        let tax_providers = BTreeMap::from([(CODE.parse().unwrap(), provider)]);
        pricing::Config { tax_providers, ..pricing::Config::default() }
    }

    pub(crate) fn behave(&self, manner: Manner) {
        *self.desk.manner.lock().unwrap() = Some(manner);
    }

    pub(crate) fn fall_silent(&self) {
        *self.desk.manner.lock().unwrap() = None;
    }

    /// How many questions arrived so far.
    pub(crate) fn count(&self) -> usize {
        self.desk.asked.lock().unwrap().len()
    }

    pub(crate) fn last(&self) -> Asked {
        self.desk.asked.lock().unwrap().last().unwrap().clone()
    }
}

async fn answer(State(desk): State<Arc<Desk>>, headers: HeaderMap, body: Bytes) -> Response {
    let body: Value = serde_json::from_slice(&body).unwrap();
    desk.asked.lock().unwrap().push(Asked { headers, body: body.clone() });
    let answer = desk.manner.lock().unwrap().as_ref().map(|manner| manner(&body));
    match answer {
        Some(answer) => answer,
        None => std::future::pending().await,
    }
}

/// Computes these taxes (name, parts per million) on everything, rounded down.
pub(crate) fn proper(rates: &'static [(&'static str, i64)]) -> Manner {
    Box::new(move |question| axum::Json(taxes(question, rates)).into_response())
}

/// Computes 10 %, then something goes wrong.
pub(crate) fn spoiled(spoil: impl Fn(&mut Value) + Send + Sync + 'static) -> Manner {
    Box::new(move |question| {
        let mut answer = taxes(question, &[("Tax", 100_000)]);
        spoil(&mut answer);
        axum::Json(answer).into_response()
    })
}

/// Says this, whatever is asked.
pub(crate) fn says(status: u16, text: impl Into<String>) -> Manner {
    let text = text.into();
    Box::new(move |_| (StatusCode::from_u16(status).unwrap(), text.clone()).into_response())
}

fn taxes(question: &Value, rates: &[(&str, i64)]) -> Value {
    let inclusive = question["prices_include_tax"].as_bool().unwrap();
    let whole: i64 = 1_000_000 + if inclusive { rates.iter().map(|(_, rate)| rate).sum() } else { 0 };
    let on = |amount: &Value| -> Vec<Value> {
        let tax = |(name, rate): &(&str, i64)| {
            let minor = mul_div(amount["amount"].as_i64().unwrap(), *rate, whole, Rounding::Down).unwrap();
            json!({ "name": name, "rate_ppm": rate, "amount": { "amount": minor, "currency": amount["currency"] } })
        };
        rates.iter().map(tax).collect()
    };
    let lines = question["lines"].as_array().unwrap().iter();
    let lines: Vec<Value> =
        lines.map(|line| json!({ "line_id": line["line_id"], "taxes": on(&line["amount"]) })).collect();
    let mut answer = json!({ "reference": "calc-1", "lines": lines });
    if let Some(shipping) = question.get("shipping") {
        answer["shipping"] = json!({ "taxes": on(&shipping["amount"]) });
    }
    answer
}
