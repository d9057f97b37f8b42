//! Guests who buy with the test provider's cards while the platform dies and comes back: they repeat what got no answer,
//! with the same idempotency key, as every good client does.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use kernel_base::Env;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::Home;

/// Longer than any restart.
const PATIENCE: Duration = Duration::from_secs(60);
/// What the test provider does with each: decides at once, decides but loses its first answer, tells later and twice,
/// refuses.
const CARDS: [&str; 4] = ["tok_success", "tok_timeout_after_success", "tok_duplicate_webhook", "tok_decline"];

/// What became of the carts.
#[derive(Debug, Default)]
pub(crate) struct Purchases {
    /// Order and total of each that was confirmed.
    pub(crate) confirmed: BTreeMap<String, i64>,
    pub(crate) declined: usize,
}

/// How the completion of a cart was answered.
pub(crate) struct Completed {
    pub(crate) status: StatusCode,
    /// What the cart cost, in minor units.
    pub(crate) total: i64,
    pub(crate) done: Value,
}

/// One guest.
pub(crate) struct Shopper {
    http: reqwest::Client,
    origin: String,
    variant_id: String,
}

impl Shopper {
    /// Looks for something to buy.
    pub(crate) async fn come_in(home: &Home, sku: &str) -> Self {
        let http = kernel_http::client_builder().timeout(Duration::from_secs(30)).build().unwrap();
        let origin = format!("http://{}", home.listen());
        let mut shopper = Self { http, origin, variant_id: String::new() };
        let stock = shopper.as_staff(home, &format!("/admin/v1/stock?sku={sku}")).await;
        shopper.variant_id = stock["items"][0]["variant_id"].as_str().unwrap().to_owned();
        shopper
    }

    /// What staff read there.
    pub(crate) async fn as_staff(&self, home: &Home, path: &str) -> Value {
        let request = self.http.get(format!("{}{path}", self.origin));
        request.bearer_auth(home.secret("staff_token")).send().await.unwrap().json().await.unwrap()
    }

    /// Buys one piece after the other until told to stop.
    pub(crate) async fn buy_until(&self, stop: impl Fn() -> bool) -> Purchases {
        let mut purchases = Purchases::default();
        for card in CARDS.into_iter().cycle() {
            if stop() {
                break;
            }
            self.buy(card, &mut purchases).await;
        }
        purchases
    }

    async fn buy(&self, card: &str, purchases: &mut Purchases) {
        let Completed { status, total, done } = self.order("ada@example.org", "Ada Buyer", "", card).await;
        match status {
            StatusCode::CREATED | StatusCode::ACCEPTED => {
                let order = done["order_id"].as_str().unwrap().to_owned();
                assert_ne!(card, "tok_decline", "bought without money: {done:#}");
                let earlier = purchases.confirmed.insert(order, total);
                assert_eq!(earlier, None, "two carts became one order");
            }
            StatusCode::CONFLICT if card == "tok_decline" => purchases.declined += 1,
            _ => panic!("{status}: {done:#}"),
        }
    }

    /// Fills a cart with one piece and completes it: for the customer of this access token, or a guest.
    pub(crate) async fn order(&self, email: &str, name: &str, bearer: &str, card: &str) -> Completed {
        let cart = json!({
            "channel": "web", "currency": "GBP", "email": email, "shipping_address": address(name),
            "lines": [{ "variant_id": self.variant_id, "quantity": 1 }],
        });
        let created = self.post("/store/v1/carts", bearer, cart).await;
        let token = created["token"].as_str().unwrap_or_else(|| panic!("no cart: {created:#}"));
        let path = format!("/store/v1/carts/{}", created["cart"]["cart_id"].as_str().unwrap());
        let cart =
            |method, of: &str, body| self.send(method, format!("{path}{of}"), "x-cart-token", token, body);
        let (_, options) = cart(Method::GET, "/shipping-options", Value::Null).await;
        let shipping = json!({ "method_id": options["options"][0]["method_id"] });
        cart(Method::PUT, "/shipping", shipping).await;
        let payment = json!({ "tenders": [{ "provider": "test", "token": card }] });
        let (_, paid) = cart(Method::PUT, "/payment", payment).await;
        let total = &paid["totals"]["total"]["gross"];
        let (status, done) = cart(Method::POST, "/complete", json!({ "expected_total": total })).await;
        Completed { status, total: total["amount"].as_i64().unwrap(), done }
    }

    /// Posts until there is an answer, as who has this access token.
    pub(crate) async fn post(&self, path: &str, bearer: &str, body: Value) -> Value {
        let bearer = if bearer.is_empty() { String::new() } else { format!("Bearer {bearer}") };
        self.send(Method::POST, path.to_owned(), "authorization", &bearer, body).await.1
    }

    /// Sends until there is an answer.
    async fn send(
        &self,
        method: Method,
        path: String,
        header: &str,
        credential: &str,
        body: Value,
    ) -> (StatusCode, Value) {
        let key = Env::system().uuid().to_string();
        let started = Instant::now();
        loop {
            let mut request = self
                .http
                .request(method.clone(), format!("{}{path}", self.origin))
                .header("prefer", "wait=20");
            if !credential.is_empty() {
                request = request.header(header, credential);
            }
            if method == Method::POST {
                request = request.header("idempotency-key", &key);
            }
            if !body.is_null() {
                request = request.json(&body);
            }
            let failure = match self.answer(request).await {
                Ok(answer) => return answer,
                Err(failure) => failure,
            };
            assert!(started.elapsed() < PATIENCE, "{method} {path}: {failure}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn answer(&self, request: reqwest::RequestBuilder) -> Result<(StatusCode, Value), String> {
        let response = request.send().await.map_err(|error| format!("{error:?}"))?;
        let status = response.status();
        let body: Value = response.json().await.map_err(|error| format!("{error:?}"))?;
        if body["retryable"] == true { Err(body.to_string()) } else { Ok((status, body)) }
    }
}

/// Where somebody lives.
pub(crate) fn address(name: &str) -> Value {
    json!({ "name": name, "lines": ["1 Test Street"], "city": "London", "postal_code": "N1 1AA", "country": "GB" })
}

impl Purchases {
    pub(crate) fn add(&mut self, mut other: Self) {
        self.confirmed.append(&mut other.confirmed);
        self.declined += other.declined;
    }

    /// The provider's own log: every tender was charged at most once, and what is charged and not let go again is what
    /// the confirmed orders cost.
    pub(crate) fn check_provider_log(&self, home: &Home) {
        let mut held: BTreeMap<String, i64> = BTreeMap::new();
        for line in fs::read_to_string(home.path().join("data/test-provider.log")).unwrap().lines() {
            let entry: Value = serde_json::from_str(line).unwrap();
            let tender = entry["tender_id"].as_str().unwrap().to_owned();
            match (entry["kind"].as_str().unwrap(), &entry["outcome"]) {
                ("authorize", outcome) if outcome == "done" => {
                    let earlier = held.insert(tender, entry["amount"]["amount"].as_i64().unwrap());
                    assert_eq!(earlier, None, "charged twice: {line}");
                }
                ("void", outcome) if outcome == "done" => {
                    held.remove(&tender).unwrap_or_else(|| panic!("let go what was not held: {line}"));
                }
                _ => {}
            }
        }
        let sorted = |amounts: &BTreeMap<String, i64>| {
            let mut amounts: Vec<i64> = amounts.values().copied().collect();
            amounts.sort_unstable();
            amounts
        };
        assert_eq!(sorted(&held), sorted(&self.confirmed), "money held by the provider, against orders");
    }
}
