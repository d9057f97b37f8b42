//! `/oauth/token` and its discovery document: a program exchanges its API key for an access token as OAuth 2.1 says
//! (client credentials). Errors are those of OAuth, which client libraries understand.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, CONTENT_TYPE, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderValue};
use kernel_base::Secret;
use kernel_http::{Access, CallCtx, Op, Problem, RateClass, RawBody, Reply, Routes};
use schemars::JsonSchema;
use serde::Serialize;

use crate::app::App;
use crate::http::not_stored;

/// An access token (RFC 6749, section 5.1).
#[derive(Debug, Serialize, JsonSchema)]
struct ClientTokenView {
    access_token: Secret<String>,
    /// `Bearer`.
    token_type: &'static str,
    /// Seconds until it runs out.
    expires_in: i64,
    /// What it may: those of the key's scopes that were asked for and that its maker may, too.
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

/// What clients need to know (RFC 8414).
#[derive(Debug, Serialize, JsonSchema)]
struct Metadata {
    issuer: String,
    token_endpoint: String,
    jwks_uri: String,
    grant_types_supported: [&'static str; 1],
    token_endpoint_auth_methods_supported: [&'static str; 2],
    response_types_supported: [&'static str; 0],
}

const FORM: &str = "application/x-www-form-urlencoded";

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/.well-known/oauth-authorization-server", Access::Public)
                .summary("Where and how clients get tokens")
                .answers::<Metadata>(200),
            metadata,
        )
        .route(
            Op::post("/oauth/token", Access::Public)
                .summary("Exchange an API key for an access token (client credentials)")
                .own_credentials()
                .rate(RateClass::Login)
                .raw_body(FORM)
                .body_limit(16 * 1024)
                .answers::<ClientTokenView>(200)
                .answers::<OauthError>(400)
                .answers::<OauthError>(401),
            token,
        )
}

async fn metadata(State(app): State<Arc<App>>) -> Reply {
    let origin = app.issuer.trim_end_matches('/');
    let view = Metadata {
        issuer: app.issuer.clone(),
        token_endpoint: format!("{origin}/oauth/token"),
        jwks_uri: format!("{origin}/.well-known/jwks.json"),
        grant_types_supported: ["client_credentials"],
        token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
        response_types_supported: [],
    };
    Reply::json(200, &view)
}

/// The parameters of a request for a token; each at most once, unknown ones ignored, as the RFC wants it.
#[derive(Default)]
struct TokenRequest {
    grant_type: Option<String>,
    client_id: Option<String>,
    client_secret: Option<Secret<String>>,
    scope: Option<String>,
}

impl TokenRequest {
    fn parse(body: &[u8]) -> Option<Self> {
        let mut request = Self::default();
        for (name, value) in form_urlencoded::parse(body) {
            let value = value.into_owned();
            let repeated = match &*name {
                "grant_type" => request.grant_type.replace(value).is_some(),
                "client_id" => request.client_id.replace(value).is_some(),
                "client_secret" => request.client_secret.replace(Secret::new(value)).is_some(),
                "scope" => request.scope.replace(value).is_some(),
                _ => false,
            };
            if repeated {
                return None;
            }
        }
        Some(request)
    }
}

async fn token(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    headers: HeaderMap,
    RawBody(body): RawBody,
) -> Result<Response, Problem> {
    let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_form = media_type.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(FORM);
    let Some(request) = TokenRequest::parse(&body).filter(|_| is_form) else {
        return Ok(refused(400, "invalid_request", "send each parameter once, as a form"));
    };
    match request.grant_type.as_deref() {
        Some("client_credentials") => {}
        None => return Ok(refused(400, "invalid_request", "grant_type is missing")),
        Some(_) => return Ok(refused(400, "unsupported_grant_type", "only client_credentials is supported")),
    }
    let wanted: Option<BTreeSet<String>> =
        request.scope.map(|scope| scope.split_ascii_whitespace().map(str::to_owned).collect());
    let shown = match (headers.get(AUTHORIZATION), request.client_secret) {
        (Some(_), Some(_)) => return Ok(refused(400, "invalid_request", "show the client's secret once")),
        (Some(header), None) => basic(header),
        (None, secret) => request.client_id.zip(secret),
    };
    let Some((id, secret)) = shown.and_then(|(id, secret)| Some((id.parse().ok()?, secret))) else {
        return Ok(no_client());
    };
    let Some((bearer, scopes)) = app.client_token(&call, (id, &secret), wanted.as_ref()).await? else {
        return Ok(no_client());
    };
    if wanted.is_some_and(|wanted| wanted != scopes) {
        return Ok(refused(400, "invalid_scope", "the key may not all of this"));
    }
    let view = ClientTokenView {
        access_token: bearer.token,
        token_type: "Bearer",
        expires_in: bearer.expires_in_s,
        scope: scopes.into_iter().collect::<Vec<_>>().join(" "),
    };
    Ok(not_stored(Reply::json(200, &view)))
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
    let mut response = refused(401, "invalid_client", "client_id and client_secret name no key");
    response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"oauth\""));
    response
}

fn refused(status: u16, error: &'static str, error_description: &'static str) -> Response {
    not_stored(Reply::json(status, &OauthError { error, error_description })).into_response()
}
