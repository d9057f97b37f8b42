//! Applications that people sign in to: the sign-in page, codes, and what they are exchanged for.

use auth_contracts::{RevocationReason, SecurityEvent, SecurityEventKind};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use futures::future::join_all;
use kernel_testing::{Answer, Bus, STAFF};
use kernel_token::{Audience, Realm};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::second_factors::enrolled;
use crate::support::{ISSUER, PASSWORD, Site};

const EMAIL: &str = "ada@example.com";
const CALLBACK: &str = "https://app.example/callback";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// An application that sends people to sign in.
pub(crate) struct Application<'a> {
    site: &'a Site,
    pub(crate) id: String,
    pub(crate) secret: Option<String>,
}

impl<'a> Application<'a> {
    pub(crate) async fn register(site: &'a Site, realm: &str, confidential: bool) -> Self {
        let uris = [CALLBACK, "http://127.0.0.1/callback", "com.example.app:/callback"];
        let body = json!({
            "name": "App <1>", "realm": realm, "confidential": confidential, "redirect_uris": uris
        });
        let answer = site.client.json("POST", "/admin/v1/oauth-clients", Some(&body), &[STAFF]).await;
        assert_eq!((answer.status.as_u16(), answer.header("cache-control")), (201, "no-store"));
        let secret = answer.body["secret"].as_str().map(str::to_owned);
        Self { site, id: answer.text("oauth_client_id"), secret }
    }

    pub(crate) fn query(&self, changes: &[(&str, &str)]) -> String {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
        let mut parameters = vec![
            ("response_type", "code"),
            ("client_id", &self.id),
            ("redirect_uri", CALLBACK),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
            ("state", "s t&te"),
        ];
        for (name, value) in changes {
            parameters.retain(|(known, _)| known != name);
            parameters.push((name, value));
        }
        parameters.retain(|(_, value)| !value.is_empty());
        encoded(&parameters)
    }

    pub(crate) async fn page(&self, query: &str) -> Page {
        let answer = self.site.client.send("GET", &format!("/oauth/authorize?{query}"), &[], "").await;
        Page::of(answer, query)
    }

    /// The code that somebody is sent back with who has signed in.
    pub(crate) async fn code(&self) -> String {
        self.code_at(CALLBACK).await
    }

    async fn code_at(&self, redirect_uri: &str) -> String {
        let page = self.page(&self.query(&[("redirect_uri", redirect_uri)])).await;
        let answer = page.submit(self.site, &[("email", EMAIL), ("password", PASSWORD)]).await;
        returned(&answer, redirect_uri, "code")
    }

    async fn token(&self, form: &[(&str, &str)]) -> Answer {
        self.send("/oauth/token", form).await
    }

    async fn send(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let mut form = form.to_vec();
        let basic = self
            .secret
            .as_ref()
            .map(|secret| format!("Basic {}", STANDARD.encode(format!("{}:{secret}", self.id))));
        let mut headers = vec![("content-type", "application/x-www-form-urlencoded")];
        match &basic {
            Some(basic) => headers.push(("authorization", basic)),
            None => form.push(("client_id", &self.id)),
        }
        self.site.client.send("POST", path, &headers, encoded(&form)).await
    }

    pub(crate) async fn exchange(&self, code: &str) -> Answer {
        self.token(&grant(code, CALLBACK, VERIFIER)).await
    }

    async fn refresh(&self, token: &str) -> Answer {
        self.token(&[("grant_type", "refresh_token"), ("refresh_token", token)]).await
    }
}

fn grant<'a>(code: &'a str, redirect_uri: &'a str, verifier: &'a str) -> [(&'a str, &'a str); 4] {
    [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", redirect_uri),
        ("code_verifier", verifier),
    ]
}

fn encoded(form: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish()
}

/// The sign-in page in a browser.
pub(crate) struct Page {
    answer: Answer,
    query: String,
    html: String,
    cookie: String,
}

impl Page {
    fn of(answer: Answer, query: &str) -> Self {
        let html = String::from_utf8(answer.bytes.clone()).unwrap();
        let cookie = answer.headers.get("set-cookie").map_or("", |value| value.to_str().unwrap());
        let cookie = cookie.split(';').next().unwrap().to_owned();
        Self { query: query.to_owned(), html, cookie, answer }
    }

    fn form_token(&self) -> &str {
        let (_, rest) = self.html.split_once("name=\"form_token\" value=\"").unwrap();
        rest.split('"').next().unwrap()
    }

    pub(crate) async fn submit(&self, site: &Site, fields: &[(&str, &str)]) -> Answer {
        let fields = [fields, &[("form_token", self.form_token())]].concat();
        send_form(site, &self.query, &self.cookie, &fields).await
    }
}

async fn send_form(site: &Site, query: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("cookie", cookie),
        ("user-agent", "browser/1"),
    ];
    let path = format!("/oauth/authorize?{query}");
    site.client.send("POST", &path, &headers, encoded(fields)).await
}

/// A parameter with which somebody comes back; with it the state, and who sent them.
fn returned(answer: &Answer, redirect_uri: &str, name: &str) -> String {
    assert_eq!(answer.status.as_u16(), 303, "{}", String::from_utf8_lossy(&answer.bytes));
    let (to, query) = answer.header("location").split_once('?').unwrap();
    assert_eq!(to, redirect_uri);
    let found: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let value = |wanted: &str| found.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
    assert_eq!((value("state").as_deref(), value("iss").as_deref()), (Some("s t&te"), Some(ISSUER)));
    value(name).unwrap_or_else(|| panic!("no {name} in {query}"))
}

#[track_caller]
fn refused(answer: &Answer, status: u16, error: &str) {
    assert_eq!((answer.status.as_u16(), answer.text("error").as_str()), (status, error), "{}", answer.body);
}

#[tokio::test]
async fn a_customer_signs_in_to_an_application() {
    let site = Site::open().await;
    let ada = site.customer(&site.register(EMAIL).await);
    let app = Application::register(&site, "customer", false).await;
    let page = app.page(&app.query(&[])).await;
    assert_eq!(page.answer.status.as_u16(), 200);
    assert!(
        page.html.contains("Sign in to App &lt;1&gt;") && !page.html.contains("<script"),
        "{}",
        page.html
    );
    assert!(!page.html.contains("name=\"code\""), "customers have no second factor");
    let policy = page.answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(policy.contains("form-action 'self' https://app.example;"), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    let cookie = page.answer.header("set-cookie");
    assert!(
        cookie.starts_with("__Host-karum_sign_in=") && cookie.ends_with("HttpOnly; SameSite=Lax; Secure")
    );
    let code = app.code().await;
    let tokens = app.exchange(&code).await;
    assert_eq!(tokens.header("cache-control"), "no-store");
    assert_eq!((tokens.text("token_type").as_str(), tokens.text("scope").as_str()), ("Bearer", "customer"));
    let claims = site.verify(&tokens.text("access_token"), Audience::Store).unwrap();
    assert_eq!((claims.sub.as_str(), claims.realm), (ada.as_str(), Realm::Customer));
    let listed =
        "SELECT count(*) FROM auth.session WHERE user_agent = 'browser/1' AND oauth_client_id IS NOT NULL";
    assert_eq!(site.count(listed).await, 1, "the session shows the person's browser");
    // It goes on in the application's hands only, and ends there.
    let token = tokens.text("refresh_token");
    site.refresh(&token).await.is_problem(401, "auth.invalid_refresh_token");
    let next = app.refresh(&token).await.text("refresh_token");
    let other = Application::register(&site, "customer", false).await;
    refused(&other.refresh(&next).await, 400, "invalid_grant");
    assert_eq!(other.send("/oauth/revoke", &[("token", &next)]).await.status.as_u16(), 200);
    let last = app.refresh(&next).await.text("refresh_token");
    assert_eq!(app.send("/oauth/revoke", &[("token", &last)]).await.status.as_u16(), 200);
    assert_eq!(app.send("/oauth/revoke", &[("token", &last)]).await.status.as_u16(), 200);
    refused(&app.refresh(&last).await, 400, "invalid_grant");
}

#[tokio::test]
async fn staff_signs_in_with_what_it_may_and_with_its_second_factor() {
    let site = Site::open().await;
    let (user, authenticator, _) = enrolled(&site).await;
    site.users.grant(user, &["order.order.read"], Some(&["web"]));
    let app = Application::register(&site, "staff", true).await;
    let page = app.page(&app.query(&[])).await;
    let mut fields = vec![("email", "grace@example.com"), ("password", PASSWORD)];
    let asked = page.submit(&site, &fields).await;
    assert_eq!(asked.status.as_u16(), 401);
    assert!(String::from_utf8_lossy(&asked.bytes).contains("asks for a code"));
    site.pass(60);
    let shown = authenticator.code(&site);
    fields.push(("code", &shown));
    let code = returned(&page.submit(&site, &fields).await, CALLBACK, "code");
    let tokens = app.exchange(&code).await;
    let claims = site.verify(&tokens.text("access_token"), Audience::Admin).unwrap();
    assert!(claims.permissions.contains("order.order.read") && claims.channels.is_some());
    assert_eq!(tokens.text("scope"), "staff");
    // A customer is nobody here.
    site.register(EMAIL).await.ok();
    let answer = page.submit(&site, &[("email", EMAIL), ("password", PASSWORD)]).await;
    assert_eq!(answer.status.as_u16(), 401);
    site.users.deactivate(user);
    refused(&app.refresh(&tokens.text("refresh_token")).await, 400, "invalid_grant");
}

#[tokio::test]
async fn a_code_is_worth_nothing_in_other_hands() {
    let site = Site::open().await;
    site.register(EMAIL).await.ok();
    let app = Application::register(&site, "customer", true).await;
    let other = Application::register(&site, "customer", true).await;
    let code = app.code().await;
    let wrong_verifier = "x".repeat(43);
    refused(&other.exchange(&code).await, 400, "invalid_grant");
    refused(&app.token(&grant(&code, CALLBACK, &wrong_verifier)).await, 400, "invalid_grant");
    refused(&app.token(&grant(&code, "com.example.app:/callback", VERIFIER)).await, 400, "invalid_grant");
    refused(&app.token(&grant("kac_0", CALLBACK, VERIFIER)).await, 400, "invalid_grant");
    refused(&app.token(&grant(&code, CALLBACK, VERIFIER)[..3]).await, 400, "invalid_request");
    let stranger = Application { site: &site, id: app.id.clone(), secret: None };
    refused(&stranger.exchange(&code).await, 401, "invalid_client");
    let guesser = Application { site: &site, id: app.id.clone(), secret: Some("kcs_0".to_owned()) };
    refused(&guesser.exchange(&code).await, 401, "invalid_client");
    refused(
        &app.token(&[("grant_type", "password"), ("username", EMAIL)]).await,
        400,
        "unsupported_grant_type",
    );
    refused(&app.token(&[("grant_type", "client_credentials")]).await, 401, "invalid_client");
    // None of these used it up.
    app.exchange(&code).await.ok();
    let late = app.code().await;
    site.pass(60);
    refused(&app.exchange(&late).await, 400, "invalid_grant");
    let stored =
        "SELECT count(*) FROM auth.authorization_code WHERE position('kac_' IN encode(code, 'escape')) > 0";
    assert_eq!(site.count(stored).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_that_comes_twice_ends_the_session_it_opened() {
    let site = Site::open().await;
    site.register(EMAIL).await.ok();
    let app = Application::register(&site, "customer", false).await;
    let code = app.code().await;
    let tokens = app.exchange(&code).await;
    // With the wrong verifier, too: whoever has it got it from somewhere.
    refused(&app.token(&grant(&code, CALLBACK, &"x".repeat(43))).await, 400, "invalid_grant");
    refused(&app.refresh(&tokens.text("refresh_token")).await, 400, "invalid_grant");
    let told = site.revocations().await;
    assert_eq!(told.iter().map(|event| event.reason).collect::<Vec<_>>(), [RevocationReason::Reuse]);
    let security = Bus::new(site.test.db()).take_of::<SecurityEvent>().await;
    assert_eq!(security.last().unwrap().kind, SecurityEventKind::TokenReused);
    let code = app.code().await;
    let answers = join_all((0..8).map(|_| app.exchange(&code))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status.is_success()).count(), 1);
    assert_eq!(site.count("SELECT count(*) FROM auth.session WHERE oauth_client_id IS NOT NULL").await, 2);
    let open = "SELECT count(*) FROM auth.session WHERE oauth_client_id IS NOT NULL AND revoked_at IS NULL";
    assert_eq!(site.count(open).await, 0, "shown many times at once it is stolen, too");
}

#[tokio::test]
async fn nobody_is_sent_to_strangers() {
    let site = Site::open().await;
    let app = Application::register(&site, "customer", false).await;
    for changes in [
        [("client_id", "app_06bx0f3qjh7d1v5q2m8n4k6t0r")],
        [("client_id", "x")],
        [("client_id", "")],
        [("redirect_uri", "https://evil.example/")],
        [("redirect_uri", "https://app.example/callback?x=1")],
        [("redirect_uri", "")],
    ] {
        let page = app.page(&app.query(&changes)).await;
        assert_eq!(page.answer.status.as_u16(), 400, "{changes:?}");
        assert!(!page.answer.headers.contains_key("location") && !page.html.contains("<form"), "{changes:?}");
    }
    let twice = format!("{}&client_id=app_1", app.query(&[]));
    assert_eq!(app.page(&twice).await.answer.status.as_u16(), 400);
    for (changes, error) in [
        ([("response_type", "token")], "unsupported_response_type"),
        ([("code_challenge", "")], "invalid_request"),
        ([("code_challenge", "short")], "invalid_request"),
        ([("code_challenge_method", "plain")], "invalid_request"),
        ([("code_challenge_method", "")], "invalid_request"),
        ([("response_mode", "fragment")], "invalid_request"),
        ([("request", "e30.e30.")], "request_not_supported"),
    ] {
        let page = app.page(&app.query(&changes)).await;
        assert_eq!(returned(&page.answer, CALLBACK, "error"), error, "{changes:?}");
    }
    // Any port of the person's own machine.
    site.register(EMAIL).await.ok();
    let local = "http://127.0.0.1:51234/callback";
    let code = app.code_at(local).await;
    app.token(&grant(&code, local, VERIFIER)).await.ok();
}

#[tokio::test]
async fn a_form_counts_from_its_own_page_and_browser_only() {
    let site = Site::open().await;
    site.register(EMAIL).await.ok();
    let app = Application::register(&site, "customer", false).await;
    let fields = [("email", EMAIL), ("password", PASSWORD)];
    let (page, other) = (app.page(&app.query(&[])).await, app.page(&app.query(&[])).await);
    let token = page.form_token();
    let with = |form_token| [fields.as_slice(), &[("form_token", form_token)]].concat();
    for (query, cookie, form) in [
        (page.query.clone(), "", with(token)),
        (page.query.clone(), other.cookie.as_str(), with(token)),
        (page.query.clone(), page.cookie.as_str(), with(other.form_token())),
        (page.query.clone(), page.cookie.as_str(), fields.to_vec()),
        (app.query(&[("state", "other")]), page.cookie.as_str(), with(token)),
    ] {
        let answer = send_form(&site, &query, cookie, &form).await;
        assert_eq!(answer.status.as_u16(), 403, "{query} {cookie}");
    }
    site.pass(2 * 3600);
    assert_eq!(page.submit(&site, &fields).await.status.as_u16(), 403, "it was open for too long");
    assert_eq!(site.count("SELECT count(*) FROM auth.authorization_code").await, 0);
    let page = app.page(&app.query(&[])).await;
    returned(&page.submit(&site, &fields).await, CALLBACK, "code");
}

#[tokio::test]
async fn guessing_at_the_page_is_limited_as_at_any_login() {
    let site = Site::open().await;
    site.register(EMAIL).await.ok();
    let app = Application::register(&site, "customer", false).await;
    let page = app.page(&app.query(&[])).await;
    for _ in 0..10 {
        let answer = page.submit(&site, &[("email", EMAIL), ("password", "wrong horse")]).await;
        assert_eq!(answer.status.as_u16(), 401);
        let html = String::from_utf8_lossy(&answer.bytes);
        assert!(html.contains(EMAIL) && !html.contains("wrong horse"), "{html}");
    }
    let answer = page.submit(&site, &[("email", EMAIL), ("password", PASSWORD)]).await;
    assert_eq!(answer.status.as_u16(), 429);
    assert!(answer.header("retry-after").parse::<u64>().unwrap() > 0);
    site.login(EMAIL, PASSWORD).await.is_problem(429, "auth.too_many_attempts");
    let malformed = page.submit(&site, &[("email", "nobody"), ("password", PASSWORD)]).await;
    assert_eq!(malformed.status.as_u16(), 400);
}

#[tokio::test]
async fn what_changes_meanwhile_makes_a_code_worthless() {
    let site = Site::open().await;
    let registered = site.register(EMAIL).await;
    let app = Application::register(&site, "customer", false).await;
    let code = app.code().await;
    let owner = site.customer(&registered);
    let changed =
        site.set_password(auth_contracts::Realm::Customer, &owner, EMAIL, "another horse battery").await;
    changed.unwrap();
    refused(&app.exchange(&code).await, 400, "invalid_grant");
    let path = format!("/admin/v1/oauth-clients/{}", app.id);
    for _ in 0..2 {
        assert_eq!(site.client.send("DELETE", &path, &[STAFF], "").await.status.as_u16(), 204);
    }
    refused(&app.exchange(&code).await, 401, "invalid_client");
    assert_eq!(app.page(&app.query(&[])).await.answer.status.as_u16(), 400);
    assert_eq!(site.client.send("GET", &path, &[STAFF], "").await.status.as_u16(), 404);
    let shown =
        site.client.send("GET", "/admin/v1/oauth-clients", &[STAFF], "").await.ok()["items"][0].clone();
    assert!(shown["revoked_at"].is_string() && shown.get("secret").is_none(), "{shown}");
}

#[tokio::test]
async fn malformed_clients_are_refused() {
    let site = Site::open().await;
    let client = |changes: Value| {
        let mut body = json!({
            "name": "App", "realm": "customer", "confidential": false, "redirect_uris": [CALLBACK]
        });
        body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        body
    };
    for (changes, pointer) in [
        (json!({ "name": "" }), "/name"),
        (json!({ "redirect_uris": [] }), "/redirect_uris"),
        (json!({ "redirect_uris": ["http://shop.example/"] }), "/redirect_uris"),
        (json!({ "redirect_uris": vec![CALLBACK; 11] }), "/redirect_uris"),
    ] {
        let body = client(changes);
        let answer = site.client.json("POST", "/admin/v1/oauth-clients", Some(&body), &[STAFF]).await;
        answer.is_problem(400, "request.invalid");
        assert_eq!(answer.wrong_fields()[0].0, pointer);
    }
    let listed = site.client.send("GET", "/admin/v1/oauth-clients", &[STAFF], "").await;
    assert_eq!(listed.ok()["items"], json!([]));
}

#[tokio::test]
async fn both_discovery_documents_say_what_is_true() {
    let site = Site::open().await;
    let get = |name: &'static str| {
        let path = format!("/.well-known/{name}");
        let client = site.client.clone();
        async move { client.send("GET", &path, &[], "").await.ok() }
    };
    let document = get("openid-configuration").await;
    assert_eq!(document, get("oauth-authorization-server").await);
    assert_eq!(document["issuer"], ISSUER);
    assert_eq!(document["authorization_endpoint"], format!("{ISSUER}/oauth/authorize"));
    assert_eq!(document["code_challenge_methods_supported"], json!(["S256"]));
    assert_eq!(
        document["grant_types_supported"],
        json!(["authorization_code", "client_credentials", "refresh_token"])
    );
}
