//! Auth in a test; the test plays the user service, the staff and the customers.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use auth_contracts::{AuthApi, Realm, SessionRevoked, SetPassword};
use kernel_base::{ApiError, Call, Secret};
use kernel_http::Op;
use kernel_service::{Context, Service};
use kernel_testing::{Answer, Bus, Client, TestService};
use kernel_token::{Audience, Claims, TokenError, Verifier};
use serde_json::{Value, json};
use shared_contracts::UserId;
use user_contracts::{EnsureAdministrator, Grants, UserApi};

pub(crate) const ISSUER: &str = "https://shop.example";
pub(crate) const PASSWORD: &str = "correct horse battery";

/// The staff as the user service knows it.
#[derive(Default)]
pub(crate) struct Users(Mutex<HashMap<UserId, Grants>>);

impl Users {
    pub(crate) fn grant(&self, user_id: UserId, permissions: &[&str], channels: Option<&[&str]>) {
        let codes = |codes: &[&str]| codes.iter().map(|code| code.parse().unwrap()).collect();
        let permissions: BTreeSet<String> = permissions.iter().map(|text| (*text).to_owned()).collect();
        let channels = channels.map(codes);
        let grants = Grants { active: true, permissions, channels, second_factor_required: false };
        self.0.lock().unwrap().insert(user_id, grants);
    }

    /// One of their roles asks for a second factor.
    pub(crate) fn require_second_factor(&self, user_id: UserId) {
        self.0.lock().unwrap().get_mut(&user_id).unwrap().second_factor_required = true;
    }

    pub(crate) fn deactivate(&self, user_id: UserId) {
        self.0.lock().unwrap().remove(&user_id);
    }
}

#[async_trait::async_trait]
impl UserApi for Users {
    async fn grants(&self, _: &Call, user_id: UserId) -> Result<Grants, ApiError> {
        Ok(self.0.lock().unwrap().get(&user_id).cloned().unwrap_or_else(Grants::none))
    }

    async fn ensure_administrator(&self, _: &Call, _: EnsureAdministrator) -> Result<UserId, ApiError> {
        panic!("auth makes nobody an administrator")
    }
}

pub(crate) struct Site {
    pub(crate) test: Arc<TestService>,
    pub(crate) api: Arc<dyn AuthApi>,
    pub(crate) verifier: Arc<Verifier>,
    pub(crate) users: Arc<Users>,
    pub(crate) client: Client,
    pub(crate) config: auth::Config,
}

/// Hashes that cost next to nothing: what they are worth is tested where they are made.
pub(crate) fn config() -> auth::Config {
    auth::Config { hash_memory_kib: 64, hash_passes: 1, hash_queue: 1000, ..auth::Config::default() }
}

pub(crate) fn keys(byte: u8) -> auth::Keys {
    auth::Keys { encryption: Secret::new([byte; 32]) }
}

impl Site {
    pub(crate) async fn open() -> Self {
        Self::configured(config()).await
    }

    pub(crate) async fn configured(config: auth::Config) -> Self {
        let test = Arc::new(TestService::new(auth::migrations()).await);
        Self::on(test, Arc::default(), config, &keys(7))
    }

    /// Another process of the same service.
    pub(crate) fn replica(&self, config: auth::Config, keys: &auth::Keys) -> Self {
        Self::on(Arc::clone(&self.test), Arc::clone(&self.users), config, keys)
    }

    fn on(test: Arc<TestService>, users: Arc<Users>, config: auth::Config, keys: &auth::Keys) -> Self {
        let verifier = Arc::new(Verifier::new(ISSUER));
        let context = Context { db: test.db().clone(), env: test.env().clone() };
        let (service, api) = auth::service(context, &config, keys, Arc::clone(&verifier), users.clone());
        let client = Client::new(service.into_routes(), test.env());
        Self { test, api, verifier, users, client, config }
    }

    pub(crate) fn service(&self) -> Service {
        let (verifier, users) = (Arc::clone(&self.verifier), self.users.clone());
        auth::service(self.context(), &self.config, &keys(7), verifier, users).0
    }

    pub(crate) fn context(&self) -> Context {
        Context { db: self.test.db().clone(), env: self.test.env().clone() }
    }

    pub(crate) fn operations(&self) -> Vec<Op> {
        self.service().routes().operations().cloned().collect()
    }

    pub(crate) fn call(&self) -> Call {
        Call { deadline: self.test.env().now().plus(Duration::from_secs(30)), trace: None }
    }

    pub(crate) fn pass(&self, seconds: u64) {
        self.test.clock().advance(Duration::from_secs(seconds));
    }

    /// Somebody without credentials posts.
    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.client.json("POST", path, Some(&body), &[("user-agent", "test/1.0")]).await
    }

    pub(crate) async fn register(&self, email: &str) -> Answer {
        self.post("/store/v1/auth/register", json!({ "email": email, "password": PASSWORD })).await
    }

    pub(crate) async fn login(&self, email: &str, password: &str) -> Answer {
        self.post("/store/v1/auth/login", json!({ "email": email, "password": password })).await
    }

    pub(crate) async fn staff_login(&self, email: &str, password: &str) -> Answer {
        self.post("/admin/v1/auth/login", json!({ "email": email, "password": password })).await
    }

    pub(crate) async fn refresh(&self, token: &str) -> Answer {
        self.post("/store/v1/auth/refresh", json!({ "refresh_token": token })).await
    }

    /// A member of staff with these permissions, whose password is [`PASSWORD`].
    pub(crate) async fn hire(&self, email: &str, permissions: &[&str], channels: Option<&[&str]>) -> UserId {
        let user_id: UserId = self.test.env().id();
        self.users.grant(user_id, permissions, channels);
        self.set_password(Realm::Staff, &user_id.to_string(), email, PASSWORD).await.unwrap();
        user_id
    }

    pub(crate) async fn set_password(
        &self,
        realm: Realm,
        subject: &str,
        email: &str,
        password: &str,
    ) -> Result<(), ApiError> {
        let account = SetPassword {
            realm,
            subject: subject.to_owned(),
            email: Secret::new(email.parse().unwrap()),
            password: Secret::new(password.to_owned()),
        };
        self.api.set_password(&self.call(), account).await
    }

    pub(crate) fn verify(&self, token: &str, audience: Audience) -> Result<Arc<Claims>, TokenError> {
        self.verifier.verify(token, audience, self.test.env().now())
    }

    /// The customer of an answer with tokens.
    pub(crate) fn customer(&self, answer: &Answer) -> String {
        self.verify(&answer.text("access_token"), Audience::Store).unwrap().sub.clone()
    }

    /// Why which session was revoked, in this order.
    pub(crate) async fn revocations(&self) -> Vec<SessionRevoked> {
        Bus::new(self.test.db()).take_of::<SessionRevoked>().await
    }

    pub(crate) async fn count(&self, sql: &str) -> i64 {
        self.test.sql().await.query_one(sql, &[]).await.unwrap().get(0)
    }
}
