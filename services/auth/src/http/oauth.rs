//! `/oauth/token`, `/oauth/revoke` and the discovery documents: programs exchange API keys, and applications exchange what
//! the sign-in page gave them, for access tokens as OAuth 2.1 says. Errors are those of OAuth, which client libraries
//! understand.

use std::collections::BTreeSet;
use std::sync::Arc;

use auth_contracts::Realm;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderValue};
use kernel_base::{Call, Secret};
use kernel_http::{Access, CallCtx, Op, Problem, RateClass, RawBody, Reply, Routes};
use schemars::JsonSchema;
use serde::Serialize;

use crate::app::App;
use crate::app::authorization::CodeShown;
use crate::app::session::Hands;
use crate::app::token::Tokens;
use crate::domain::oauth::OauthClient;
use crate::error::AuthError;
use crate::http::form::{FORM, Form};
use crate::http::not_stored;

/// An access token (RFC 6749, section 5.1).
#[derive(Debug, Serialize, JsonSchema)]
struct ClientTokenView {
    access_token: Secret<String>,
    /// `Bearer`.
    token_type: &'static str,
    /// Seconds until it runs out.
    expires_in: i64,
    /// Of a person's token: good once, for the next two.
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<Secret<String>>,
    /// Of a program: those of its key's scopes that were asked for and that its maker may, too. Of a person: `customer` or
    /// `staff`; what they may do says the token.
    scope: String,
}

/// Why there is no token (RFC 6749, section 5.2).
#[derive(Debug, Serialize, JsonSchema)]
struct OauthError {
    /// Stable: `invalid_client`.
    error: &'static str,
    /// For people.
    error_description: &'static str,
}

/// What clients need to know (RFC 8414). There are no ID tokens, so nothing is said about them.
#[derive(Debug, Serialize, JsonSchema)]
struct Metadata {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    revocation_endpoint: String,
    jwks_uri: String,
    grant_types_supported: [&'static str; 3],
    response_types_supported: [&'static str; 1],
    response_modes_supported: [&'static str; 1],
    code_challenge_methods_supported: [&'static str; 1],
    token_endpoint_auth_methods_supported: [&'static str; 3],
    revocation_endpoint_auth_methods_supported: [&'static str; 3],
    /// Answers of the sign-in page say who answers (RFC 9207).
    authorization_response_iss_parameter_supported: bool,
}

const CLIENT_AUTH: [&str; 3] = ["client_secret_basic", "client_secret_post", "none"];
/// Two names of one document: some clients look for the first only, some for the second.
const DISCOVERY: [&str; 2] = ["/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"];

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    let routes = DISCOVERY.into_iter().fold(routes, |routes, path| {
        let op = Op::get(path, Access::Public).summary("Where and how clients get tokens");
        routes.route(op.answers::<Metadata>(200), metadata)
    });
    let form = |path, summary| {
        let op = Op::post(path, Access::Public).summary(summary).own_credentials().raw_body(FORM);
        op.rate(RateClass::Login).body_limit(16 * 1024).answers::<OauthError>(400).answers::<OauthError>(401)
    };
    let token_op = form("/oauth/token", "Exchange an API key, a code or a refresh token for an access token");
    let revoke_op = form("/oauth/revoke", "End the session of a refresh token").answers_nothing(200);
    routes
        .route(token_op.answers::<ClientTokenView>(200).problems(&["auth.busy"]), token)
        .route(revoke_op, revoke)
}

async fn metadata(State(app): State<Arc<App>>) -> Reply {
    let at = |path: &str| format!("{}{path}", app.issuer.trim_end_matches('/'));
    let view = Metadata {
        issuer: app.issuer.clone(),
        authorization_endpoint: at("/oauth/authorize"),
        token_endpoint: at("/oauth/token"),
        revocation_endpoint: at("/oauth/revoke"),
        jwks_uri: at("/.well-known/jwks.json"),
        grant_types_supported: ["authorization_code", "client_credentials", "refresh_token"],
        response_types_supported: ["code"],
        response_modes_supported: ["query"],
        code_challenge_methods_supported: ["S256"],
        token_endpoint_auth_methods_supported: CLIENT_AUTH,
        revocation_endpoint_auth_methods_supported: CLIENT_AUTH,
        authorization_response_iss_parameter_supported: true,
    };
    Reply::json(200, &view)
}

/// What a client shows to be itself.
struct Shown {
    id: String,
    secret: Option<Secret<String>>,
}

impl Shown {
    /// In the header or in the form, not in both.
    fn find(headers: &HeaderMap, form: &Form) -> Result<Option<Self>, Response> {
        let secret = form.get("client_secret").map(|secret| Secret::new(secret.to_owned()));
        match (headers.get(AUTHORIZATION), secret) {
            (Some(_), Some(_)) => Err(refused(400, "invalid_request", "show the client's secret once")),
            (Some(header), None) => Ok(basic(header).map(|(id, secret)| Self { id, secret: Some(secret) })),
            (None, secret) => Ok(form.get("client_id").map(|id| Self { id: id.to_owned(), secret })),
        }
    }

    async fn application(self, app: &App) -> Result<Option<OauthClient>, AuthError> {
        match self.id.parse() {
            Ok(id) => app.authenticate_client(id, self.secret.as_ref()).await,
            Err(_) => Ok(None),
        }
    }
}

async fn token(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    headers: HeaderMap,
    RawBody(body): RawBody,
) -> Result<Response, Problem> {
    let Some(form) = Form::parse(&headers, &body) else {
        return Ok(refused(400, "invalid_request", "send each parameter once, as a form"));
    };
    let shown = match Shown::find(&headers, &form) {
        Ok(shown) => shown,
        Err(response) => return Ok(response),
    };
    let grant = form.get("grant_type");
    if !matches!(grant, Some("client_credentials" | "authorization_code" | "refresh_token")) {
        return Ok(match grant {
            None => refused(400, "invalid_request", "grant_type is missing"),
            Some(_) => refused(400, "unsupported_grant_type", "see grant_types_supported"),
        });
    }
    let Some(shown) = shown else { return Ok(no_client()) };
    if grant == Some("client_credentials") {
        return program(&app, &call, shown, form.get("scope")).await;
    }
    let Some(client) = shown.application(&app).await? else { return Ok(no_client()) };
    let secret = |name| form.get(name).map(|value| Secret::new(value.to_owned()));
    let tokens = if grant == Some("refresh_token") {
        let Some(token) = secret("refresh_token") else {
            return Ok(refused(400, "invalid_request", "refresh_token is missing"));
        };
        app.refresh(&call, hands(&client), &token).await
    } else {
        let redirect_uri = form.get("redirect_uri").map(str::to_owned);
        let (Some(code), Some(redirect_uri), Some(verifier)) =
            (secret("code"), redirect_uri, secret("code_verifier"))
        else {
            let message = "code, redirect_uri and code_verifier are needed";
            return Ok(refused(400, "invalid_request", message));
        };
        app.exchange_code(&call, &client, &CodeShown { code, redirect_uri, verifier }).await
    };
    person(client.realm, tokens)
}

/// A session that an application opened goes on in its hands only.
fn hands(client: &OauthClient) -> Hands {
    Hands { realm: client.realm, client: Some(client.oauth_client_id) }
}

fn person(realm: Realm, tokens: Result<Tokens, AuthError>) -> Result<Response, Problem> {
    let tokens = match tokens {
        Ok(tokens) => tokens,
        Err(AuthError::InvalidCode | AuthError::InvalidRefreshToken) => {
            return Ok(refused(400, "invalid_grant", "it is unknown, used, too old, or another client's"));
        }
        Err(error) => return Err(error.into()),
    };
    let view = ClientTokenView {
        access_token: tokens.access.token,
        token_type: "Bearer",
        expires_in: tokens.access.expires_in_s,
        refresh_token: Some(tokens.refresh_token),
        scope: match realm {
            Realm::Customer => "customer".to_owned(),
            Realm::Staff => "staff".to_owned(),
        },
    };
    Ok(not_stored(Reply::json(200, &view)))
}

/// A program with an API key.
async fn program(app: &App, call: &Call, shown: Shown, scope: Option<&str>) -> Result<Response, Problem> {
    let wanted: Option<BTreeSet<String>> =
        scope.map(|scope| scope.split_ascii_whitespace().map(str::to_owned).collect());
    let (Ok(id), Some(secret)) = (shown.id.parse(), shown.secret) else { return Ok(no_client()) };
    let Some((bearer, scopes)) = app.client_token(call, (id, &secret), wanted.as_ref()).await? else {
        return Ok(no_client());
    };
    if wanted.is_some_and(|wanted| wanted != scopes) {
        return Ok(refused(400, "invalid_scope", "the key may not all of this"));
    }
    let view = ClientTokenView {
        access_token: bearer.token,
        token_type: "Bearer",
        expires_in: bearer.expires_in_s,
        refresh_token: None,
        scope: scopes.into_iter().collect::<Vec<_>>().join(" "),
    };
    Ok(not_stored(Reply::json(200, &view)))
}

/// RFC 7009: a token that is none, or another client's, is not valid already. Access tokens cannot be ended.
async fn revoke(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    headers: HeaderMap,
    RawBody(body): RawBody,
) -> Result<Response, Problem> {
    let Some(form) = Form::parse(&headers, &body) else {
        return Ok(refused(400, "invalid_request", "send each parameter once, as a form"));
    };
    let shown = match Shown::find(&headers, &form) {
        Ok(shown) => shown,
        Err(response) => return Ok(response),
    };
    let client = match shown {
        Some(shown) => shown.application(&app).await?,
        None => None,
    };
    let Some(client) = client else { return Ok(no_client()) };
    let Some(token) = form.get("token") else {
        return Ok(refused(400, "invalid_request", "token is missing"));
    };
    app.logout(&call, hands(&client), &Secret::new(token.to_owned())).await?;
    Ok(http::StatusCode::OK.into_response())
}

/// `Authorization: Basic …`: both parts are encoded as in a form before they are joined (RFC 6749, section 2.3.1).
fn basic(header: &HeaderValue) -> Option<(String, Secret<String>)> {
    let (scheme, encoded) = header.to_str().ok()?.split_once(' ')?;
    let decoded = STANDARD.decode(encoded.trim()).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    let (id, secret) = str::from_utf8(&decoded).ok()?.split_once(':')?;
    // A form of one name and no value.
    let part = |text: &str| form_urlencoded::parse(text.as_bytes()).next().map(|(name, _)| name.into_owned());
    Some((part(id)?, Secret::new(part(secret)?)))
}

fn no_client() -> Response {
    let mut response = refused(401, "invalid_client", "client_id and client_secret name no client");
    response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"oauth\""));
    response
}

fn refused(status: u16, error: &'static str, error_description: &'static str) -> Response {
    not_stored(Reply::json(status, &OauthError { error, error_description })).into_response()
}
