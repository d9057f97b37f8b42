//! `/oauth/authorize`: an application sends somebody here to sign in, and gets them back with a code (OAuth 2.1 with PKCE).
//!
//! The form is bound twice: its token is a keyed digest of the very request it answers and of a cookie that only this
//! browser has, so nobody makes others sign in by a form of their own.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, COOKIE, LOCATION, RETRY_AFTER, SET_COOKIE};
use http::{HeaderMap, HeaderValue, StatusCode};
use kernel_base::Secret;
use kernel_http::{Access, CallCtx, ClientAddress, Op, Problem, RateClass, RawBody, Routes};
use schemars::JsonSchema;

use crate::app::App;
use crate::app::login::Credentials;
use crate::domain::oauth::{Authorization, Challenge, origin};
use crate::error::AuthError;
use crate::http::credential::device;
use crate::http::form::{FORM, Form};
use crate::http::page::{SignInPage, dead_end};
use auth_contracts::Realm;

/// What an application asks for. Other parameters are ignored, as the standard wants it.
#[derive(JsonSchema)]
#[expect(
    dead_code,
    reason = "it only describes the parameters; they are read one by one, each with its own error"
)]
struct AuthorizeQuery {
    /// `code`.
    response_type: String,
    /// `app_…`.
    client_id: String,
    /// One of those that were registered.
    redirect_uri: String,
    /// SHA-256 of the verifier, base64url.
    code_challenge: String,
    /// `S256`.
    code_challenge_method: String,
    /// Comes back unchanged.
    state: Option<String>,
    /// Ignored: the tokens are good for what the person may do.
    scope: Option<String>,
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/oauth/authorize", Access::Public)
                .summary("Show somebody the page to sign in to an application")
                .query::<AuthorizeQuery>()
                .answers_page(200)
                .answers_nothing(303)
                .answers_page(400),
            show,
        )
        .route(
            Op::post("/oauth/authorize", Access::Public)
                .summary("Sign in to an application, and go back to it with a code")
                .rate(RateClass::Login)
                .query::<AuthorizeQuery>()
                .raw_body(FORM)
                .body_limit(16 * 1024)
                .answers_nothing(303)
                .answers_page(400)
                .answers_page(401)
                .answers_page(403)
                .answers_page(429)
                .answers_page(503),
            sign_in,
        )
}

/// Why nobody can sign in by this request.
enum Refusal {
    /// Who asks is not known, so nobody is sent anywhere.
    Page(&'static str),
    /// The application is told.
    Back(String),
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::Page(message) => dead_end(message),
            Self::Back(location) => redirect(&location),
        }
    }
}

async fn show(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let query = query.unwrap_or_default();
    let authorization = match request(&app, &query).await? {
        Ok(authorization) => authorization,
        Err(refusal) => return Ok(refusal.into_response()),
    };
    let browser = Browser::of(&app, &headers);
    let mut response = form(&app, &authorization, (&query, &browser), "", None, 200);
    response.headers_mut().insert(SET_COOKIE, browser.cookie(&app));
    Ok(response)
}

async fn sign_in(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
    CallCtx(call): CallCtx,
    address: ClientAddress,
    headers: HeaderMap,
    RawBody(body): RawBody,
) -> Result<Response, Problem> {
    let query = query.unwrap_or_default();
    let authorization = match request(&app, &query).await? {
        Ok(authorization) => authorization,
        Err(refusal) => return Ok(refusal.into_response()),
    };
    let Some(typed) = Form::parse(&headers, &body) else {
        return Ok(dead_end("The form was not sent as a form."));
    };
    let browser = Browser::of(&app, &headers);
    let again = |message: &str, status: u16| {
        let email = typed.get("email").unwrap_or_default();
        form(&app, &authorization, (&query, &browser), email, Some(message), status)
    };
    if !browser.sent(&app, &query, typed.get("form_token").unwrap_or_default()) {
        let mut response =
            again("The page was open for too long, or cookies are off. Please try again.", 403);
        response.headers_mut().insert(SET_COOKIE, browser.cookie(&app));
        return Ok(response);
    }
    let Some(Ok(email)) = typed.get("email").map(|text| text.trim().parse()) else {
        return Ok(again("Please enter your e-mail address.", 400));
    };
    let shown = Credentials {
        email: Secret::new(email),
        password: Secret::new(typed.get("password").unwrap_or_default().to_owned()),
        code: typed
            .get("code")
            .filter(|code| !code.trim().is_empty())
            .map(|code| Secret::new(code.to_owned())),
        device: device(address, &headers),
    };
    match app.authorize(&call, &authorization, shown).await {
        Ok(code) => Ok(redirect(&back(&app, &authorization, &[("code", code.expose())]))),
        Err(error) => refused(error, again),
    }
}

/// What is said to a person whom nobody knows yet.
fn refused(error: AuthError, again: impl Fn(&str, u16) -> Response) -> Result<Response, Problem> {
    match error {
        AuthError::InvalidCredentials => Ok(again("E-mail address and password do not fit.", 401)),
        AuthError::CodeRequired => {
            Ok(again("This account asks for a code of your authenticator app, too.", 401))
        }
        AuthError::InvalidCode => Ok(again("The code is not valid.", 401)),
        AuthError::TooManyAttempts { retry_after } => {
            let mut response = again("Too many attempts. Please wait, then try again.", 429);
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(retry_after.as_secs().max(1)));
            Ok(response)
        }
        AuthError::Busy | AuthError::LostRace => {
            Ok(again("Too many people sign in at this moment. Please try again.", 503))
        }
        error => Err(error.into()),
    }
}

/// The request of an application, if it can be answered. First who asks and where they want to be answered; from then on
/// they are told what is wrong.
async fn request(app: &App, query: &str) -> Result<Result<Authorization, Refusal>, Problem> {
    let page = |message| Ok(Err(Refusal::Page(message)));
    let Some(asked) = Form::of(query.as_bytes()) else {
        return page("The application asked for something twice.");
    };
    let client = match asked.get("client_id").and_then(|id| id.parse().ok()) {
        Some(id) => app.find_oauth_client(id).await?.filter(|client| client.revoked_at.is_none()),
        None => None,
    };
    let Some(client) = client else { return page("The application is not known here.") };
    let Some(redirect_uri) = asked.get("redirect_uri").filter(|uri| client.may_return_to(uri)) else {
        return page("The application wants you to be sent to where it is not known to be.");
    };
    let state = asked.get("state").map(str::to_owned);
    let challenge = asked.get("code_challenge").and_then(Challenge::parse);
    let error = if asked.get("response_type") != Some("code") {
        Some("unsupported_response_type")
    } else if asked.get("request").is_some() || asked.get("request_uri").is_some() {
        Some("request_not_supported")
    } else if asked.get("response_mode").is_some_and(|mode| mode != "query")
        || asked.get("code_challenge_method") != Some("S256")
        || challenge.is_none()
    {
        Some("invalid_request")
    } else {
        None
    };
    let redirect_uri = redirect_uri.to_owned();
    match (error, challenge) {
        (None, Some(challenge)) => Ok(Ok(Authorization { client, redirect_uri, state, challenge })),
        (error, _) => {
            let error = [("error", error.unwrap_or("invalid_request"))];
            Ok(Err(Refusal::Back(location(app, &redirect_uri, state.as_deref(), &error))))
        }
    }
}

fn back(app: &App, authorization: &Authorization, answer: &[(&str, &str)]) -> String {
    location(app, &authorization.redirect_uri, authorization.state.as_deref(), answer)
}

/// The address of the application with the answer, and with who answers: an application that knows several servers is not
/// confused about it (RFC 9207).
fn location(app: &App, redirect_uri: &str, state: Option<&str>, answer: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(answer);
    if let Some(state) = state {
        query.append_pair("state", state);
    }
    query.append_pair("iss", &app.issuer);
    let separator = if redirect_uri.contains('?') { '&' } else { '?' };
    format!("{redirect_uri}{separator}{}", query.finish())
}

fn redirect(location: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let location = HeaderValue::try_from(location).expect("BUG: addresses and forms are visible ASCII");
    response.headers_mut().insert(LOCATION, location);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn form(
    app: &App,
    authorization: &Authorization,
    (query, browser): (&str, &Browser),
    email: &str,
    wrong: Option<&str>,
    status: u16,
) -> Response {
    let page = SignInPage {
        application: &authorization.client.name,
        query,
        form_token: &browser.form_token(app, query),
        email,
        with_code: authorization.client.realm == Realm::Staff,
        wrong,
        cancel: &back(app, authorization, &[("error", "access_denied")]),
    };
    page.respond(status, &origin(&authorization.redirect_uri))
}

/// The browser in front of which somebody sits, known by a cookie that says nothing else.
struct Browser(String);

impl Browser {
    fn of(app: &App, headers: &HeaderMap) -> Self {
        let name = Self::cookie_name(app);
        let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs =
            cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let known = pairs.find(|(found, _)| *found == name).map(|(_, value)| value);
        let fits = |value: &&str| value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
        Self(known.filter(fits).map_or_else(|| app.env.token(), str::to_owned))
    }

    /// `__Host-` makes browsers refuse the cookie from anybody but this very host; it needs https.
    fn cookie_name(app: &App) -> &'static str {
        if app.issuer.starts_with("https://") { "__Host-karum_sign_in" } else { "karum_sign_in" }
    }

    /// Lax: it comes along when an application sends the person here, so that two open pages share it; a form of another
    /// site does not bring it.
    fn cookie(&self, app: &App) -> HeaderValue {
        let name = Self::cookie_name(app);
        let secure = if name.starts_with("__Host-") { "; Secure" } else { "" };
        let cookie = format!("{name}={}; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax{secure}", self.0);
        HeaderValue::try_from(cookie).expect("BUG: names and hexadecimal digits")
    }

    fn form_token(&self, app: &App, query: &str) -> String {
        app.form_token(&self.0, query)
    }

    fn sent(&self, app: &App, query: &str, form_token: &str) -> bool {
        app.is_form_token(form_token, &self.0, query)
    }
}
