//! Whatever is done, no password, token, key, code or e-mail address comes into the log, an event or a problem document.

use std::io::Write;
use std::sync::{Arc, Mutex};

use kernel_testing::{Answer, STAFF, customer, staff};
use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;

use crate::authorizations::Application;
use crate::letters::Post;
use crate::second_factors::{code_login, enrolled, remove};
use crate::support::{PASSWORD, Site};

const EMAIL: &str = "ada@example.com";
const NEW: &str = "lovelace@example.org";
const OTHER: &str = "another horse battery";
const WRONG: &str = "wrong horse battery";

/// Everything that was logged, at every level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// What must not be seen anywhere, and where it could be.
struct Watch {
    secrets: Vec<String>,
    problems: String,
}

impl Watch {
    fn hide(&mut self, secret: impl Into<String>) {
        let secret = secret.into();
        assert!(secret.len() >= 6, "too short to be told from other text: {secret}");
        self.secrets.push(secret);
    }

    /// Secrets of an answer, or the problem that it is.
    fn see(&mut self, answer: &Answer) {
        if !answer.status.is_success() {
            self.problems.push_str(&String::from_utf8_lossy(&answer.bytes));
            return;
        }
        for name in ["access_token", "refresh_token", "secret", "uri"] {
            if let Some(secret) = answer.body[name].as_str() {
                self.hide(secret);
            }
        }
    }

    fn assert_unseen(&self, place: &str, text: &str) {
        for secret in &self.secrets {
            assert!(!text.contains(secret.as_str()), "{secret} is in {place}:\n{text}");
        }
    }
}

/// A customer registers, signs in and out, forgets and changes things, does them wrong, and is robbed.
async fn a_life(post: &Post, watch: &mut Watch) {
    let site = &post.site;
    let registered = site.register(EMAIL).await;
    watch.see(&registered);
    watch.see(&site.register(EMAIL).await);
    watch.see(&site.login(EMAIL, WRONG).await);
    let ada = site.customer(&registered);
    let token = post.letter().await.token();
    watch.see(&post.confirm("verify-email", &token).await);
    watch.see(&post.confirm("verify-email", &token).await);
    watch.hide(token);
    let refresh_token = registered.text("refresh_token");
    watch.see(&site.refresh(&refresh_token).await);
    site.pass(60);
    watch.see(&site.refresh(&refresh_token).await);
    watch.see(&post.change(&ada, NEW).await);
    let token = post.letter().await.token();
    watch.see(&post.confirm("change-email", &token).await);
    watch.hide(token);
    post.deliver().await;
    watch.see(&post.ask_reset(NEW).await);
    let token = post.letter().await.token();
    watch.see(&post.reset(&token, "short").await);
    watch.see(&post.reset(&token, OTHER).await);
    watch.see(&post.reset(&token, OTHER).await);
    watch.hide(token);
    let (name, bearer) = customer(&ada);
    for password in [WRONG, OTHER] {
        let body = json!({ "current_password": password, "password": PASSWORD });
        let path = "/store/v1/auth/password";
        watch.see(&site.client.json("POST", path, Some(&body), &[(name, &bearer)]).await);
    }
    // Malformed, as a client that mixes up its fields sends it.
    for malformed in [
        json!({ "email": PASSWORD, "password": NEW }),
        json!({ "email": [NEW], "password": { "text": PASSWORD } }),
        json!([NEW, PASSWORD]),
        json!(PASSWORD),
    ] {
        watch.see(&site.post("/store/v1/auth/login", malformed).await);
    }
    for _ in 0..12 {
        watch.see(&site.login(NEW, WRONG).await);
    }
}

async fn programs_and_staff(site: &Site, watch: &mut Watch) {
    let (user, app, recovery) = enrolled(site).await;
    recovery.iter().for_each(|code| watch.hide(code.as_str()));
    watch.see(&code_login(site, &recovery[0]).await);
    watch.see(&code_login(site, "not-a-code").await);
    site.users.grant(user, &["auth.api_key.write"], None);
    let (name, bearer) = staff(&user.to_string(), ["auth.api_key.write"]);
    let body = json!({ "name": "ERP", "scopes": ["auth.api_key.write"] });
    let key = site.client.json("POST", "/admin/v1/api-keys", Some(&body), &[(name, &bearer)]).await;
    watch.see(&key);
    for secret in [key.text("secret"), "ksk_guessed".to_owned()] {
        let form = format!(
            "grant_type=client_credentials&client_id={}&client_secret={secret}",
            key.text("api_key_id")
        );
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        watch.see(&site.client.send("POST", "/oauth/token", &headers, form).await);
    }
    site.pass(60);
    watch.see(&remove(site, user, &app.code(site)).await);
    watch.see(&site.client.send("PUT", "/admin/v1/auth/signing-keys/rotation", &[STAFF], "").await);
}

async fn applications(site: &Site, watch: &mut Watch) {
    let email = "bob@example.net";
    watch.hide(email);
    watch.see(&site.register(email).await);
    let application = Application::register(site, "customer", true).await;
    watch.hide(application.secret.clone().unwrap());
    let page = application.page(&application.query(&[])).await;
    for password in [WRONG, PASSWORD] {
        let answer = page.submit(site, &[("email", email), ("password", password)]).await;
        if let Some((_, rest)) =
            answer.headers.get("location").and_then(|to| to.to_str().ok()?.split_once("code="))
        {
            let code = rest.split('&').next().unwrap().to_owned();
            for _ in 0..2 {
                watch.see(&application.exchange(&code).await);
            }
            watch.hide(code);
        }
    }
}

#[tokio::test]
async fn no_secret_is_seen() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let post = Post::open().await;
    let mut watch = Watch { secrets: Vec::new(), problems: String::new() };
    for secret in [EMAIL, NEW, PASSWORD, OTHER, WRONG, "grace@example.com", "example.org"] {
        watch.hide(secret);
    }
    a_life(&post, &mut watch).await;
    programs_and_staff(&post.site, &mut watch).await;
    applications(&post.site, &mut watch).await;
    post.deliver().await;
    let sql = post.site.test.sql().await;
    let staged = "SELECT coalesce(string_agg(t::text, ' '), '') FROM kernel.outbox_staged AS t";
    let events: String = sql.query_one(staged, &[]).await.unwrap().get(0);
    assert!(
        events.contains("auth.security_event.v1") && events.contains("auth.email_verified.v1"),
        "{events}"
    );
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(text.contains("a letter was sent") && text.contains("used twice"), "{text}");
    assert!(watch.problems.contains("auth.too_many_attempts") && watch.problems.contains("invalid_client"));
    watch.assert_unseen("the log", &text);
    watch.assert_unseen("an event", &events);
    watch.assert_unseen("a problem", &watch.problems);
}
