//! `/admin/v1/oauth-clients`. Making a client takes no idempotency key: the stored answer would hold its secret. Who lost the
//! answer revokes the client and makes another.

use std::sync::Arc;

use auth_contracts::Realm;
use axum::extract::State;
use axum::response::Response;
use kernel_base::{Page, Secret, Timestamp};
use kernel_http::{Access, Json, Op, Paging, Path, Problem, Reply, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::OauthClientId;

use crate::app::App;
use crate::app::oauth_client::NewOauthClient;
use crate::domain::oauth::{MAX_REDIRECT_URIS, OauthClient, is_redirect_uri};
use crate::error::AuthError;
use crate::http::{name, not_stored, wrong};

const READ: &str = "auth.oauth_client.read";
const WRITE: &str = "auth.oauth_client.write";

/// An application to be registered.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewClient {
    /// What people are told they sign in to: 1 to 200 characters.
    name: String,
    /// Whom it signs in.
    realm: Realm,
    /// Whether it runs where a secret can be kept: on a server, not in a browser or on a telephone.
    confidential: bool,
    /// 1 to 10 addresses it may ask people to be sent back to: `https`, its own machine (any port), or a scheme in its own
    /// name (`com.example.app:/callback`).
    redirect_uris: Vec<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ClientView {
    /// Also the `client_id`.
    oauth_client_id: OauthClientId,
    name: String,
    realm: Realm,
    confidential: bool,
    redirect_uris: Vec<String>,
    created_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    revoked_at: Option<Timestamp>,
}

/// A client with its secret, which is shown this once.
#[derive(Debug, Serialize, JsonSchema)]
struct RegisteredView {
    #[serde(flatten)]
    client: ClientView,
    /// The `client_secret`, of a confidential one.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<Secret<String>>,
}

fn view(client: OauthClient) -> ClientView {
    ClientView {
        oauth_client_id: client.oauth_client_id,
        name: client.name,
        realm: client.realm,
        confidential: client.secret.is_some(),
        redirect_uris: client.redirect_uris,
        created_at: client.created_at,
        revoked_at: client.revoked_at,
    }
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/admin/v1/oauth-clients", Access::Staff(READ))
                .summary("List the applications that people sign in to")
                .paged()
                .answers::<Page<ClientView>>(200),
            list,
        )
        .route(
            Op::post("/admin/v1/oauth-clients", Access::Staff(WRITE))
                .summary("Register an application; its secret is shown this once")
                .body::<NewClient>()
                .answers::<RegisteredView>(201),
            create,
        )
        .route(
            Op::get("/admin/v1/oauth-clients/{oauth_client_id}", Access::Staff(READ))
                .summary("Get an application, without its secret")
                .answers::<ClientView>(200)
                .problems(&["auth.oauth_client_not_found"]),
            get,
        )
        .route(
            Op::delete("/admin/v1/oauth-clients/{oauth_client_id}", Access::Staff(WRITE))
                .summary("Revoke an application; its sessions do not go on")
                .answers_nothing(204)
                .problems(&["auth.oauth_client_not_found"]),
            revoke,
        )
}

impl NewClient {
    fn checked(self) -> Result<NewOauthClient, AuthError> {
        let name = name(&self.name)?;
        let uris = &self.redirect_uris;
        if !(1..=MAX_REDIRECT_URIS).contains(&uris.len()) || !uris.iter().all(|uri| is_redirect_uri(uri)) {
            let message =
                "redirect_uris must hold 1 to 10 addresses: https, the own machine, or an own scheme";
            return Err(wrong("/redirect_uris", message));
        }
        let Self { realm, confidential, redirect_uris, .. } = self;
        Ok(NewOauthClient { name, realm, confidential, redirect_uris })
    }
}

async fn list(State(app): State<Arc<App>>, Paging(page): Paging) -> Result<Reply, Problem> {
    Ok(Reply::json(200, &app.oauth_clients(&page).await?.map(view)))
}

async fn create(State(app): State<Arc<App>>, Json(body): Json<NewClient>) -> Result<Response, Problem> {
    let (client, secret) = app.create_oauth_client(body.checked()?).await?;
    let path = format!("/admin/v1/oauth-clients/{}", client.oauth_client_id);
    let registered = RegisteredView { client: view(client), secret };
    Ok(not_stored(Reply::json(201, &registered).location(path)))
}

async fn get(State(app): State<Arc<App>>, Path(id): Path<OauthClientId>) -> Result<Reply, Problem> {
    let found = app.oauth_client(id).await?;
    // The list tells of what was revoked; here it is gone.
    let gone = found.revoked_at.is_some();
    if gone { Err(AuthError::OauthClientNotFound(id).into()) } else { Ok(Reply::json(200, &view(found))) }
}

async fn revoke(State(app): State<Arc<App>>, Path(id): Path<OauthClientId>) -> Result<Reply, Problem> {
    app.revoke_oauth_client(id).await?;
    Ok(Reply::no_content())
}
