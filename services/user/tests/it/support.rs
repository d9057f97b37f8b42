//! The staff of a shop in a test. Auth is played by the test: it remembers what it was asked.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use auth_contracts::{AuthApi, Jwks, OWN_ACCOUNT, PublishableKey, Realm, SetPassword};
use kernel_base::{ApiError, Call, Env, Secret};
use kernel_service::{Context, Service};
use kernel_testing::{Answer, Bus, Client, TestService, staff};
use serde_json::{Value, json};
use shared_contracts::{Email, RoleId, UserId};
use user_contracts::{EnsureAdministrator, Grants, UserApi};

/// Auth, as user sees it.
#[derive(Default)]
pub(crate) struct Doorkeeper {
    /// Subjects with their passwords, in the order they were set.
    passwords: Mutex<Vec<(String, String)>>,
    closed: Mutex<Vec<String>>,
    away: Mutex<bool>,
}

impl Doorkeeper {
    pub(crate) fn passwords(&self) -> Vec<(String, String)> {
        self.passwords.lock().unwrap().clone()
    }

    pub(crate) fn closed(&self) -> Vec<String> {
        self.closed.lock().unwrap().clone()
    }

    pub(crate) fn set_away(&self, away: bool) {
        *self.away.lock().unwrap() = away;
    }

    fn answer(&self) -> Result<(), ApiError> {
        if *self.away.lock().unwrap() { Err(ApiError::unavailable("auth is away")) } else { Ok(()) }
    }
}

#[async_trait::async_trait]
impl AuthApi for Doorkeeper {
    async fn jwks(&self, _: &Call) -> Result<Jwks, ApiError> {
        Ok(Jwks::default())
    }

    async fn publishable_keys(&self, _: &Call) -> Result<Vec<PublishableKey>, ApiError> {
        Ok(Vec::new())
    }

    async fn verified_email(&self, _: &Call, _: String) -> Result<Option<Secret<Email>>, ApiError> {
        Ok(None)
    }

    async fn set_password(&self, _: &Call, account: SetPassword) -> Result<(), ApiError> {
        self.answer()?;
        if account.password.expose().chars().count() < 8 {
            return Err(ApiError::invalid("auth.password_refused", "the password is too short"));
        }
        assert_eq!(account.realm, Realm::Staff);
        self.passwords.lock().unwrap().push((account.subject, account.password.into_inner()));
        Ok(())
    }

    async fn close(&self, _: &Call, realm: Realm, subject: String) -> Result<(), ApiError> {
        self.answer()?;
        assert_eq!(realm, Realm::Staff);
        self.closed.lock().unwrap().push(subject);
        Ok(())
    }
}

pub(crate) struct Office {
    pub(crate) test: TestService,
    pub(crate) auth: Arc<Doorkeeper>,
    pub(crate) api: Arc<dyn UserApi>,
    /// The operator, who may do everything and is no user.
    pub(crate) operator: Client,
    pub(crate) bus: Bus,
}

/// Somebody who has signed in: their token says what they were granted then.
pub(crate) struct Member {
    pub(crate) user_id: String,
    client: Client,
    env: Env,
    bearer: String,
}

pub(crate) const PASSWORD: &str = "correct horse battery";

impl Office {
    pub(crate) async fn open() -> Self {
        let test = TestService::new(user::migrations()).await;
        let context = Context { db: test.db().clone(), env: test.env().clone() };
        let auth = Arc::new(Doorkeeper::default());
        let known = ["catalog.product.write".to_owned()];
        let (service, api) = user::service(context, &user::Config::default(), auth.clone(), known);
        let operator = Client::new(service.into_routes(), test.env());
        let bus = Bus::new(test.db());
        Self { test, auth, api, operator, bus }
    }

    /// Another replica of the service, on the same database.
    pub(crate) fn service(&self) -> Service {
        user::service(self.context(), &user::Config::default(), self.auth.clone(), []).0
    }

    pub(crate) fn context(&self) -> Context {
        Context { db: self.test.db().clone(), env: self.test.env().clone() }
    }

    pub(crate) fn call(&self) -> Call {
        Call { deadline: self.test.env().now().plus(Duration::from_secs(5)), trace: None }
    }

    pub(crate) async fn administrator(&self, email: &str) -> Member {
        let email = Secret::new(email.parse().unwrap());
        let wanted = EnsureAdministrator { email, name: "Ada".to_owned() };
        let user_id = self.api.ensure_administrator(&self.call(), wanted).await.unwrap();
        self.sign_in(&user_id.to_string()).await
    }

    /// A role made by the operator; its id.
    pub(crate) async fn role(&self, code: &str, permissions: &[&str], channels: Option<&[&str]>) -> String {
        let body = role_body(code, permissions, channels);
        self.operator.post("/admin/v1/roles", &body).await.text("role_id")
    }

    /// An active user with these roles.
    pub(crate) async fn member(&self, email: &str, role_ids: &[&str]) -> Member {
        let answer = self.invite(email, role_ids).await.ok();
        self.accept(answer["invitation"]["token"].as_str().unwrap()).await.ok();
        self.sign_in(answer["user"]["user_id"].as_str().unwrap()).await
    }

    pub(crate) async fn invite(&self, email: &str, role_ids: &[&str]) -> Answer {
        self.operator.post("/admin/v1/users", &invitation_body(email, role_ids)).await
    }

    /// Whoever holds the token answers it.
    pub(crate) async fn accept(&self, token: &str) -> Answer {
        self.accept_with(&json!({ "token": token, "password": PASSWORD })).await
    }

    pub(crate) async fn accept_with(&self, body: &Value) -> Answer {
        let key = self.test.env().uuid().to_string();
        let headers = [("idempotency-key", key.as_str())];
        self.operator.json("POST", "/admin/v1/invitations/accept", Some(body), &headers).await
    }

    pub(crate) async fn sign_in(&self, user_id: &str) -> Member {
        let grants = self.grants(user_id).await;
        assert!(grants.active, "{user_id} may not sign in");
        let permissions = grants.permissions.iter().map(String::as_str).chain([OWN_ACCOUNT]);
        let (_, bearer) = staff(user_id, permissions);
        Member {
            user_id: user_id.to_owned(),
            client: self.operator.clone(),
            env: self.test.env().clone(),
            bearer,
        }
    }

    pub(crate) async fn grants(&self, user_id: &str) -> Grants {
        let user_id: UserId = user_id.parse().unwrap();
        self.api.grants(&self.call(), user_id).await.unwrap()
    }

    pub(crate) async fn permissions(&self, user_id: &str) -> BTreeSet<String> {
        self.grants(user_id).await.permissions
    }

    pub(crate) async fn etag(&self, path: &str) -> String {
        self.operator.get(path).await.etag().to_owned()
    }

    /// The operator gives somebody these roles and no others.
    pub(crate) async fn assign(&self, user_id: &str, role_ids: &[&str]) -> Answer {
        let path = format!("/admin/v1/users/{user_id}");
        let etag = self.etag(&path).await;
        self.operator.put_over(&format!("{path}/roles"), &etag, &json!({ "role_ids": role_ids })).await
    }

    pub(crate) async fn audit(&self, query: &str) -> Vec<Value> {
        let page = self.operator.get(&format!("/admin/v1/audit-entries?limit=100&{query}")).await.ok();
        page["items"].as_array().unwrap().clone()
    }
}

impl Member {
    pub(crate) async fn send(&self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        self.send_at(method, path, None, body).await
    }

    pub(crate) async fn send_at(
        &self,
        method: &str,
        path: &str,
        etag: Option<&str>,
        body: Option<&Value>,
    ) -> Answer {
        let key = self.env.uuid().to_string();
        let mut headers = vec![("authorization", self.bearer.as_str()), ("idempotency-key", &key)];
        headers.extend(etag.map(|etag| ("if-match", etag)));
        self.client.json(method, path, body, &headers).await
    }

    /// Gives somebody these roles and no others.
    pub(crate) async fn assign(&self, user_id: &str, role_ids: &[&str]) -> Answer {
        let path = format!("/admin/v1/users/{user_id}");
        let user = self.send("GET", &path, None).await;
        let etag = user.etag().to_owned();
        let body = json!({ "role_ids": role_ids });
        self.send_at("PUT", &format!("{path}/roles"), Some(&etag), Some(&body)).await
    }

    pub(crate) async fn replace_role(
        &self,
        role_id: &str,
        permissions: &[&str],
        channels: Option<&[&str]>,
    ) -> Answer {
        let path = format!("/admin/v1/roles/{role_id}");
        let role = self.send("GET", &path, None).await;
        let etag = role.etag().to_owned();
        let mut body = role_body("unused", permissions, channels);
        body.as_object_mut().unwrap().remove("code");
        self.send_at("PUT", &path, Some(&etag), Some(&body)).await
    }
}

pub(crate) fn role_body(code: &str, permissions: &[&str], channels: Option<&[&str]>) -> Value {
    let mut body = json!({ "code": code, "name": code, "permissions": permissions });
    if let Some(channels) = channels {
        body["channels"] = json!(channels);
    }
    body
}

pub(crate) fn invitation_body(email: &str, role_ids: &[&str]) -> Value {
    json!({ "email": email, "name": "Grace", "role_ids": role_ids })
}

pub(crate) fn administrator_role() -> String {
    RoleId::from_uuid("01980000-0000-7000-8000-000000000001".parse().unwrap()).to_string()
}
