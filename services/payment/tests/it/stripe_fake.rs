//! Stripe as it behaves on the wire, with the shapes of its answers as recorded: idempotency keys with the whole answer
//! stored, statuses of payment intents, declines, 3-D Secure; and the ways in which an answer gets lost.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use kernel_base::Secret;
use serde_json::{Value, json};
use tokio::net::TcpListener;

pub(crate) const SECRET_KEY: &str = "sk_test_of_the_fake";
pub(crate) const WEBHOOK_SECRET: &str = "whsec_of_the_fake_stripe";

type Form = BTreeMap<String, String>;

/// What goes wrong with the next request of which the path ends so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is done, and the answer is lost. Its key answers as usual later.
    Lost,
    /// It fails inside of Stripe, which keeps saying so under that key; what was asked may be done.
    Broken,
    /// It never arrives.
    Unreached,
    /// Too many requests.
    Throttled,
}

#[derive(Default)]
struct Account {
    intents: BTreeMap<String, Value>,
    refunds: Vec<Value>,
    /// By key: what was asked with it, and the stored answer.
    answers: BTreeMap<String, (String, u16, Value)>,
    faults: VecDeque<(&'static str, Fault)>,
    asked: Vec<String>,
}

/// A running stand-in.
#[derive(Clone)]
pub(crate) struct FakeStripe {
    pub(crate) origin: String,
    account: Arc<Mutex<Account>>,
    multicapture: bool,
}

impl FakeStripe {
    pub(crate) async fn start(multicapture: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let fake = Self { origin, account: Arc::default(), multicapture };
        let router = Router::new().fallback(handle).with_state(fake.clone());
        #[expect(clippy::disallowed_methods, reason = "a foreign server, which ends with the test")]
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        fake
    }

    fn account(&self) -> MutexGuard<'_, Account> {
        self.account.lock().unwrap()
    }

    pub(crate) fn goes_wrong(&self, path: &'static str, fault: Fault) {
        self.account().faults.push_back((path, fault));
    }

    /// Every request so far: method, path without ids.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.account().asked.clone()
    }

    pub(crate) fn intents(&self) -> Vec<Value> {
        self.account().intents.values().cloned().collect()
    }

    pub(crate) fn only_intent(&self) -> Value {
        let intents = self.intents();
        assert_eq!(intents.len(), 1, "{intents:#?}");
        intents[0].clone()
    }

    /// What payers paid and did not get back.
    pub(crate) fn kept(&self) -> i64 {
        let account = self.account();
        let sum = |values: &mut dyn Iterator<Item = &Value>, field: &str| -> i64 {
            values.map(|value| value[field].as_i64().unwrap()).sum()
        };
        sum(&mut account.intents.values(), "amount_received") - sum(&mut account.refunds.iter(), "amount")
    }

    pub(crate) fn refunds(&self) -> Vec<i64> {
        self.account().refunds.iter().map(|refund| refund["amount"].as_i64().unwrap()).collect()
    }

    /// The payer comes back from the bank.
    pub(crate) fn payer_acts(&self, success: bool) {
        for intent in self.account().intents.values_mut() {
            if intent["status"] != "requires_action" {
                continue;
            }
            intent["next_action"] = Value::Null;
            if success {
                authorize(intent);
            } else {
                intent["status"] = json!("requires_payment_method");
                let code = "payment_intent_authentication_failure";
                intent["last_payment_error"] = json!({ "type": "invalid_request_error", "code": code });
            }
        }
    }

    /// Stripe forgets all keys, as it does after a day.
    pub(crate) fn forgets_keys(&self) {
        self.account().answers.clear();
    }

    /// Authorizations end by their age.
    pub(crate) fn authorizations_expire(&self) {
        for intent in self.account().intents.values_mut() {
            if intent["status"] == "requires_capture" {
                intent["status"] = json!("canceled");
                intent["amount_capturable"] = json!(0);
            }
        }
    }

    /// An event about the one intent, as Stripe writes it.
    pub(crate) fn event(&self, id: &str, kind: &str) -> String {
        let mut object = self.only_intent();
        object["shipping"] = json!({ "name": "Ada Lovelace" });
        json!({ "id": id, "object": "event", "api_version": "2024-06-20", "created": 1_700_000_000,
            "type": kind, "livemode": false, "data": { "object": object } })
        .to_string()
    }

    fn answer(&self, method: &Method, path: &str, form: &Form) -> (u16, Value) {
        let mut account = self.account();
        let parts: Vec<&str> = path.trim_start_matches("/v1/").split('/').collect();
        match (method.as_str(), parts.as_slice()) {
            ("POST", ["payment_intents"]) => account.create(form),
            ("GET", ["payment_intents", "search"]) => {
                let key = form["query"].split('\'').nth(3).unwrap();
                let of_key = |intent: &&Value| intent["metadata"]["karum_step"] == key;
                let found: Vec<_> = account.intents.values().filter(of_key).cloned().collect();
                (200, json!({ "object": "search_result", "data": found, "has_more": false }))
            }
            ("GET", ["payment_intents", id]) => {
                let expanded = form.contains_key("expand[]");
                account.intents.get(*id).map_or_else(
                    || problem(404, "invalid_request_error", "resource_missing"),
                    |intent| (200, if expanded { expand(intent, self.multicapture) } else { intent.clone() }),
                )
            }
            ("POST", ["payment_intents", id, verb]) => {
                let Some(intent) = account.intents.get_mut(*id) else {
                    return problem(404, "invalid_request_error", "resource_missing");
                };
                match *verb {
                    "confirm" => confirm(intent, form),
                    "capture" => capture(intent, form, self.multicapture),
                    "cancel" => cancel(intent),
                    _ => problem(404, "invalid_request_error", "unknown"),
                }
            }
            ("POST", ["refunds"]) => account.refund(form),
            ("GET", ["refunds"]) => {
                let of = |refund: &&Value| refund["payment_intent"] == form["payment_intent"].as_str();
                let found: Vec<_> = account.refunds.iter().filter(of).cloned().collect();
                (200, json!({ "object": "list", "data": found, "has_more": false }))
            }
            _ => problem(404, "invalid_request_error", "unknown"),
        }
    }
}

fn problem(status: u16, kind: &str, code: &str) -> (u16, Value) {
    (status, json!({ "error": { "type": kind, "code": code, "message": "Stripe says why" } }))
}

impl Account {
    fn create(&mut self, form: &Form) -> (u16, Value) {
        assert_eq!(form["capture_method"], "manual");
        if form["payment_method"] == "pm_unknown" {
            return problem(400, "invalid_request_error", "resource_missing");
        }
        let id = format!("pi_{}", self.intents.len() + 1);
        let amount: i64 = form["amount"].parse().unwrap();
        let intent = json!({
            "id": id, "object": "payment_intent", "amount": amount, "amount_capturable": 0,
            "amount_received": 0, "capture_method": "manual", "client_secret": format!("{id}_secret_x"),
            "currency": form["currency"], "last_payment_error": null, "latest_charge": null,
            "metadata": { "karum_step": form["metadata[karum_step]"] }, "next_action": null,
            "payment_method": form["payment_method"], "status": "requires_confirmation",
        });
        self.intents.insert(id, intent.clone());
        (200, intent)
    }

    fn refund(&mut self, form: &Form) -> (u16, Value) {
        let intent = &self.intents[&form["payment_intent"]];
        let amount: i64 = form["amount"].parse().unwrap();
        let before: i64 = self
            .refunds
            .iter()
            .filter(|refund| refund["payment_intent"] == intent["id"])
            .map(|refund| refund["amount"].as_i64().unwrap())
            .sum();
        if amount + before > intent["amount_received"].as_i64().unwrap() {
            return problem(400, "invalid_request_error", "charge_already_refunded");
        }
        let refund = json!({
            "id": format!("re_{}", self.refunds.len() + 1), "object": "refund", "amount": amount,
            "payment_intent": intent["id"], "status": "succeeded",
            "metadata": { "karum_step": form["metadata[karum_step]"] },
        });
        self.refunds.push(refund.clone());
        (200, refund)
    }
}

fn authorize(intent: &mut Value) {
    intent["status"] = json!("requires_capture");
    intent["amount_capturable"] = intent["amount"].clone();
    intent["latest_charge"] = json!(format!("ch_of_{}", intent["id"].as_str().unwrap()));
}

fn expand(intent: &Value, multicapture: bool) -> Value {
    let mut intent = intent.clone();
    let status = if multicapture { "available" } else { "unavailable" };
    let card = json!({ "brand": "visa", "multicapture": { "status": status } });
    intent["latest_charge"] =
        json!({ "id": intent["latest_charge"], "payment_method_details": { "card": card } });
    intent
}

fn confirm(intent: &mut Value, form: &Form) -> (u16, Value) {
    if intent["status"] != "requires_confirmation" {
        return problem(400, "invalid_request_error", "payment_intent_unexpected_state");
    }
    let declined = |intent: &mut Value, code: &str| {
        let error = json!({ "type": "card_error", "code": "card_declined", "decline_code": code,
            "message": "Your card was declined." });
        intent["status"] = json!("requires_payment_method");
        intent["last_payment_error"] = error.clone();
        let mut error = error;
        error["payment_intent"] = intent.clone();
        (402, json!({ "error": error }))
    };
    match intent["payment_method"].as_str().unwrap() {
        "pm_card_chargeDeclined" => return declined(intent, "generic_decline"),
        "pm_card_insufficientFunds" => return declined(intent, "insufficient_funds"),
        "pm_card_threeDSecure2Required" => {
            intent["status"] = json!("requires_action");
            intent["next_action"] = match form.get("return_url") {
                Some(url) => json!({ "type": "redirect_to_url", "redirect_to_url": {
                    "url": "https://hooks.stripe.com/3d_secure_2/hosted?x=1", "return_url": url } }),
                None => json!({ "type": "use_stripe_sdk", "use_stripe_sdk": {} }),
            };
        }
        _ => authorize(intent),
    }
    (200, intent.clone())
}

fn capture(intent: &mut Value, form: &Form, multicapture: bool) -> (u16, Value) {
    let (amount, left): (i64, i64) =
        (form["amount_to_capture"].parse().unwrap(), intent["amount_capturable"].as_i64().unwrap());
    let keep = form.get("final_capture").is_some_and(|last| last == "false");
    if keep && !multicapture {
        return problem(400, "invalid_request_error", "parameter_invalid");
    }
    if intent["status"] != "requires_capture" {
        return problem(400, "invalid_request_error", "payment_intent_unexpected_state");
    }
    if amount > left {
        return problem(400, "invalid_request_error", "amount_too_large");
    }
    let received = intent["amount_received"].as_i64().unwrap() + amount;
    intent["amount_received"] = json!(received);
    let rest = if keep { left - amount } else { 0 };
    intent["amount_capturable"] = json!(rest);
    intent["status"] = json!(if rest > 0 { "requires_capture" } else { "succeeded" });
    (200, intent.clone())
}

fn cancel(intent: &mut Value) -> (u16, Value) {
    if intent["status"] == "succeeded" || intent["status"] == "canceled" {
        return problem(400, "invalid_request_error", "payment_intent_unexpected_state");
    }
    intent["status"] = json!("canceled");
    intent["amount_capturable"] = json!(0);
    (200, intent.clone())
}

async fn handle(
    State(fake): State<FakeStripe>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let (path, query) = (uri.path(), uri.query().unwrap_or_default());
    let text = if method == Method::GET { query.as_bytes() } else { &body };
    let form: Form = form_urlencoded::parse(text).into_owned().collect();
    let header = |name: &str| headers.get(name).map(|value| value.to_str().unwrap().to_owned());
    assert_eq!(header("stripe-version").unwrap(), "2024-06-20");
    if header("authorization") != Some(format!("Bearer {SECRET_KEY}")) {
        return reply(problem(401, "invalid_request_error", "api_key_invalid"));
    }
    fake.account().asked.push(format!("{method} {path}"));
    let fault = {
        let mut account = fake.account();
        let wrong = account.faults.front().filter(|(end, _)| path.ends_with(end)).map(|(_, fault)| *fault);
        if wrong.is_some() {
            account.faults.pop_front();
        }
        wrong
    };
    match fault {
        Some(Fault::Unreached) => return StatusCode::BAD_GATEWAY.into_response(),
        Some(Fault::Throttled) => return reply(problem(429, "invalid_request_error", "rate_limit")),
        Some(Fault::Lost | Fault::Broken) | None => {}
    }
    let key = header("idempotency-key").unwrap_or_default();
    assert_eq!(method == Method::POST, !key.is_empty(), "what changes something has a key");
    let asked = format!("{path} {form:?}");
    let known = fake.account().answers.get(&key).cloned();
    let (status, answer) = match known {
        Some((first, ..)) if first != asked => {
            return reply((400, json!({ "error": { "type": "idempotency_error" } })));
        }
        Some((_, status, answer)) => (status, answer),
        None => {
            let (mut status, mut answer) = fake.answer(&method, path, &form);
            if fault == Some(Fault::Broken) {
                (status, answer) = problem(500, "api_error", "");
            }
            if method == Method::POST {
                fake.account().answers.insert(key, (asked, status, answer.clone()));
            }
            (status, answer)
        }
    };
    if fault == Some(Fault::Lost) {
        return StatusCode::GATEWAY_TIMEOUT.into_response();
    }
    reply((status, answer))
}

fn reply((status, body): (u16, Value)) -> Response {
    (StatusCode::from_u16(status).unwrap(), axum::Json(body)).into_response()
}

/// Signs a webhook's body as Stripe documents it.
pub(crate) fn signature(at_seconds: i64, body: &str, secret: &Secret<String>) -> String {
    use hmac::Mac;
    let mut mac = hmac::Hmac::<sha2::Sha256>::new_from_slice(secret.expose().as_bytes()).unwrap();
    mac.update(format!("{at_seconds}.{body}").as_bytes());
    let code = mac.finalize().into_bytes();
    code.iter().map(|byte| format!("{byte:02x}")).collect()
}
