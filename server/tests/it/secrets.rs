//! A day of a whole platform with everything logged and traced: passwords, tokens, keys and what is known of people are seen
//! nowhere but where they belong.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use reqwest::{Client, Method, Response};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::books::{Books, DATABASES};
use crate::platform::Platform;
use crate::support::{Home, eventually};

const EMAIL: &str = "wilhelmina@post-of-hers.example";
const CHANGED: &str = "mina@moved-away.example";
const STAFF_EMAIL: &str = "quincy@shop-staff.example";
const PASSWORD: &str = "a phrase nobody else has";
const OTHER: &str = "quite another long phrase";
const WRONG: &str = "a phrase that was guessed";
const GIVEN: &str = "Wilhelmina";
const FAMILY: &str = "Murray-Harker";
const STREET: &str = "17 Chatham Crescent";
const CITY: &str = "Exeterbury";
const PHONE: &str = "+44 1632 960123";
const COMPANY: &str = "Hawkins and Daughters";
const CARD: &str = "tok_success";
const SMTP: &str = "smtps://letters:an-smtp-password@mail.invalid";

/// Takes traces as a collector does, and keeps what it was sent.
struct Collector {
    address: String,
    received: Arc<Mutex<Vec<u8>>>,
    /// Ends with it.
    _serving: JoinSet<()>,
}

impl Collector {
    async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let received = Arc::new(Mutex::new(Vec::new()));
        let keep = Arc::clone(&received);
        let app =
            Router::new().fallback(async move |body: Bytes| keep.lock().unwrap().extend_from_slice(&body));
        let serving = JoinSet::from_iter([async move { axum::serve(listener, app).await.unwrap() }]);
        Self { address, received, _serving: serving }
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.received.lock().unwrap()).into_owned()
    }
}

/// Somebody with a program, and what must not be seen of what they sent and were given.
struct Visitor {
    http: Client,
    origin: String,
    bearer: Option<String>,
    secrets: Vec<String>,
    problems: String,
}

impl Visitor {
    fn new(home: &Home) -> Self {
        let http = kernel_http::client_builder().timeout(Duration::from_secs(30)).build().unwrap();
        let known = [
            EMAIL,
            CHANGED,
            STAFF_EMAIL,
            PASSWORD,
            OTHER,
            WRONG,
            GIVEN,
            FAMILY,
            STREET,
            CITY,
            PHONE,
            COMPANY,
            CARD,
            "post-of-hers",
            "an-smtp-password",
        ];
        let mut visitor = Self {
            http,
            origin: format!("http://{}", home.listen()),
            bearer: None,
            secrets: known.map(str::to_owned).to_vec(),
            problems: String::new(),
        };
        visitor.hide_files(&home.path().join("data/secrets"));
        visitor
    }

    /// What the platform's own secrets say.
    fn hide_files(&mut self, directory: &std::path::Path) {
        for entry in fs::read_dir(directory).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                self.hide_files(&entry.path());
            } else if entry.path().extension().is_none() {
                self.hide(fs::read_to_string(entry.path()).unwrap().trim());
            }
        }
    }

    fn hide(&mut self, secret: &str) {
        assert!(secret.len() >= 6, "too short to be told from other text: {secret}");
        self.secrets.push(secret.to_owned());
    }

    /// Hides what an answer gives, and keeps the problem that it is.
    async fn send(&mut self, method: Method, path: &str, headers: &[(&str, &str)], body: Value) -> Value {
        let mut request = self.http.request(method.clone(), format!("{}{path}", self.origin));
        if let Some(bearer) = &self.bearer {
            request = request.bearer_auth(bearer);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if !body.is_null() {
            request = request.json(&body);
        }
        self.see(request.send().await.unwrap()).await
    }

    async fn see(&mut self, answer: Response) -> Value {
        let good = answer.status().is_success();
        let text = answer.text().await.unwrap();
        if !good {
            self.problems.push_str(&text);
        }
        let body: Value = serde_json::from_str(&text).unwrap_or_default();
        for name in ["access_token", "refresh_token", "secret", "uri", "token"].into_iter().filter(|_| good) {
            if let Some(secret) = body[name].as_str() {
                self.hide(secret);
            }
        }
        body
    }

    async fn post(&mut self, path: &str, body: Value) -> Value {
        self.send(Method::POST, path, &[], body).await
    }

    fn assert_unseen(&self, place: &str, text: &str) {
        for secret in &self.secrets {
            if let Some(at) = text.find(secret.as_str()) {
                let from = text[..at].char_indices().rev().nth(300).map_or(0, |(at, _)| at);
                let around: String = text[from..].chars().take(700).collect();
                panic!("{secret} is in {place}: …{around}…");
            }
        }
    }

    /// Registers, is careless with passwords, fills in everything, and buys.
    async fn shop(&mut self, home: &Home) {
        let account = |password: &str| json!({ "email": EMAIL, "password": password });
        let tokens = self.post("/store/v1/auth/register", account(PASSWORD)).await;
        self.post("/store/v1/auth/register", account(PASSWORD)).await;
        self.post("/store/v1/auth/login", account(WRONG)).await;
        self.post("/store/v1/auth/login", json!({ "email": PASSWORD, "password": EMAIL })).await;
        self.post("/store/v1/auth/login", json!([EMAIL, PASSWORD])).await;
        self.post(&format!("/store/v1/auth/login?password={PASSWORD}"), json!(PASSWORD)).await;
        self.post("/store/v1/auth/login", account(PASSWORD)).await;
        self.post("/store/v1/auth/refresh", json!({ "refresh_token": tokens["refresh_token"] })).await;
        self.bearer = tokens["access_token"].as_str().map(str::to_owned);
        self.send(Method::GET, "/store/v1/me", &[], Value::Null).await;
        let profile = json!({ "given_name": GIVEN, "family_name": FAMILY, "email": EMAIL });
        self.send(Method::PATCH, "/store/v1/me", &[], profile).await;
        self.send(Method::PATCH, "/store/v1/me", &[], json!({ "given_name": [GIVEN], "phone": PHONE })).await;
        let address = json!({
            "name": format!("{GIVEN} {FAMILY}"), "company": COMPANY, "lines": [STREET], "city": CITY,
            "postal_code": "N1 1AA", "country": "GB", "phone": PHONE,
        });
        self.post("/store/v1/me/addresses", json!({ "address": address })).await;
        self.post("/store/v1/me/addresses", json!({ "address": { "city": CITY, "lines": STREET } })).await;
        self.send(Method::GET, "/store/v1/me/export", &[], Value::Null).await;
        self.buy(home, &address).await;
        self.read_letters(home).await;
        self.post("/store/v1/auth/change-email", json!({ "password": PASSWORD, "email": CHANGED })).await;
        for current in [WRONG, PASSWORD] {
            let change = json!({ "current_password": current, "password": OTHER });
            self.post("/store/v1/auth/password", change).await;
        }
        self.bearer = Some(format!("{}x", self.bearer.clone().unwrap()));
        self.send(Method::GET, "/store/v1/me", &[], Value::Null).await;
        self.bearer = None;
    }

    async fn buy(&mut self, home: &Home, address: &Value) {
        let staff = [("authorization", format!("Bearer {}", home.secret("staff_token")))];
        let staff = [(staff[0].0, staff[0].1.as_str())];
        let customer = self.bearer.take();
        let stock = self.send(Method::GET, "/admin/v1/stock?sku=85123A", &staff, Value::Null).await;
        self.bearer = customer;
        let lines = json!([{ "variant_id": stock["items"][0]["variant_id"], "quantity": 1 }]);
        let cart = json!({
            "channel": "web", "currency": "GBP", "email": EMAIL, "shipping_address": address, "lines": lines,
        });
        let created = self.post("/store/v1/carts", cart).await;
        let token = created["token"].as_str().unwrap_or_else(|| panic!("no cart: {created:#}")).to_owned();
        let token =
            [("x-cart-token", token.as_str()), ("prefer", "wait=20"), ("idempotency-key", "her-only-one")];
        let path = format!("/store/v1/carts/{}", created["cart"]["cart_id"].as_str().unwrap());
        let options = self.send(Method::GET, &format!("{path}/shipping-options"), &token, Value::Null).await;
        let shipping = json!({ "method_id": options["options"][0]["method_id"] });
        self.send(Method::PUT, &format!("{path}/shipping"), &token, shipping).await;
        let payment = json!({ "tenders": [{ "provider": "test", "token": CARD }] });
        let cart = self.send(Method::PUT, &format!("{path}/payment"), &token, payment).await;
        let total = json!({ "expected_total": cart["totals"]["total"]["gross"] });
        let done = self.send(Method::POST, &format!("{path}/complete"), &token, total).await;
        assert!(done["order_id"].is_string(), "{done:#}");
    }

    /// Follows the links in the letters that have been written so far, twice.
    async fn read_letters(&mut self, home: &Home) {
        let letters = || fs::read_dir(home.path().join("data/letters")).into_iter().flatten();
        eventually("a letter is written", Duration::from_secs(20), async || letters().count() > 0).await;
        for letter in letters().map(Result::unwrap) {
            // A mail program joins what a letter breaks.
            let text = fs::read_to_string(letter.path()).unwrap().replace("=\r\n", "").replace("=3D", "=");
            let token: String =
                text.split_once("?token=").unwrap().1.chars().take_while(|c| !c.is_whitespace()).collect();
            self.hide(&token);
            for _ in 0..2 {
                self.post("/store/v1/auth/verify-email/confirm", json!({ "token": token })).await;
            }
        }
    }

    /// Signs in as staff, makes keys of every kind, and looks at the shopper and her order.
    async fn administrate(&mut self) {
        let account = json!({ "email": STAFF_EMAIL, "password": PASSWORD });
        let tokens = self.post("/admin/v1/auth/login", account).await;
        self.bearer = tokens["access_token"].as_str().map(str::to_owned);
        self.post("/admin/v1/auth/second-factor", json!({ "password": WRONG })).await;
        self.post("/admin/v1/auth/second-factor", json!({ "password": PASSWORD })).await;
        let key = self
            .post("/admin/v1/api-keys", json!({ "name": "ERP", "scopes": ["catalog.product.read"] }))
            .await;
        for secret in [key["secret"].as_str().unwrap(), WRONG] {
            let form = form_urlencoded::Serializer::new(String::new())
                .append_pair("grant_type", "client_credentials")
                .append_pair("client_id", key["api_key_id"].as_str().unwrap())
                .append_pair("client_secret", secret)
                .finish();
            let request = self.http.post(format!("{}/oauth/token", self.origin)).body(form);
            let request = request.header("content-type", "application/x-www-form-urlencoded").send().await;
            self.see(request.unwrap()).await;
        }
        let client = json!({
            "name": "App", "realm": "customer", "confidential": true, "redirect_uris": ["https://app.example/back"],
        });
        self.post("/admin/v1/oauth-clients", client).await;
        for path in [
            format!("/admin/v1/customers?email={EMAIL}"),
            format!("/admin/v1/customers?name={FAMILY}"),
            format!("/admin/v1/customers?limit={PASSWORD}"),
            "/admin/v1/orders".to_owned(),
            "/admin/v1/payments".to_owned(),
        ] {
            self.send(Method::GET, &path, &[], Value::Null).await;
        }
        let invitation = json!({ "email": CHANGED, "name": GIVEN, "roles": [] });
        self.post("/admin/v1/invitations", invitation).await;
        self.bearer = None;
    }
}

/// Makes a member of staff who may do everything, as an operator does.
fn make_administrator(home: &Home) -> String {
    let mut command = home.command(&["admin", "create", STAFF_EMAIL, "--name", FAMILY]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut process = command.spawn().unwrap();
    writeln!(process.stdin.take().unwrap(), "{PASSWORD}").unwrap();
    let output = process.wait_with_output().unwrap();
    let said =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}");
    said
}

/// All events of all services as they are stored, those that were set aside too.
async fn events(home: &Home) -> String {
    let books = Books(home.superuser().unwrap());
    let databases = "SELECT string_agg(datname, ' ') FROM pg_database WHERE datname LIKE '%\\_db'";
    let databases = books.text("postgres", databases).await;
    assert_eq!(databases.split(' ').count(), DATABASES.len(), "{databases}");
    let mut events = String::new();
    for database in databases.split(' ') {
        for table in ["outbox_staged", "outbox_log", "parked_event", "command_answer"] {
            let rows = format!("SELECT coalesce(string_agg(t::text, ' '), '') FROM kernel.{table} AS t");
            events.push_str(&books.text(database, &rows).await);
        }
    }
    events
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn secrets_and_people_are_seen_nowhere() {
    let home = Home::new();
    let collector = Collector::start().await;
    let settings = [
        ("KARUM__LOG__FILTER", "trace"),
        ("KARUM__TELEMETRY__OTLP_ENDPOINT", &collector.address),
        ("KARUM__DEMO__CATALOG", "true"),
    ];
    let mut platform = Platform::start_with(&home, &settings);
    platform.ready().await;
    let mut visitor = Visitor::new(&home);
    let said = make_administrator(&home);
    visitor.shop(&home).await;
    visitor.administrate().await;
    Books(home.superuser().unwrap()).at_rest().await;

    let events = events(&home).await;
    for kind in ["order.placed.v1", "auth.security_event.v1", "auth.email_verified.v1", "payment.authorize"] {
        assert!(events.contains(kind), "{kind}");
    }
    visitor.assert_unseen("an event", &events);
    for code in ["auth.invalid_credentials", "request.invalid", "auth.email_taken", "invalid_client"] {
        assert!(visitor.problems.contains(code), "{code}: {}", visitor.problems);
    }
    visitor.assert_unseen("a problem", &visitor.problems);
    let mut dump = home.command(&["config", "dump"]);
    let dump = dump.env("KARUM__AUTH__LETTERS__SMTP", SMTP).output().unwrap();
    let dump = String::from_utf8(dump.stdout).unwrap();
    assert!(dump.contains("smtp"), "{dump}");
    visitor.assert_unseen("config dump", &dump);
    visitor.assert_unseen("what status says", &home.succeed(&["status"]));
    visitor.assert_unseen("what doctor says", &home.run(&["doctor"]).stdout);
    visitor.assert_unseen("what admin create says", &said.replace(STAFF_EMAIL, ""));
    eventually("traces come", Duration::from_secs(20), async || collector.text().contains("/store/v1/carts"))
        .await;
    assert_eq!(platform.interrupt(), Some(0));
    visitor.assert_unseen("a trace", &collector.text());
    let log = platform.log();
    assert!(log.contains(" TRACE ") && log.contains("kernel_"), "{}", &log[..2000]);
    visitor.assert_unseen("the log", &log);
}
