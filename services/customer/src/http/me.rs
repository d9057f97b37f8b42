//! `/store/v1/me`: a customer's own profile and groups.

use std::sync::Arc;

use axum::extract::State;
use kernel_base::Secret;
use kernel_http::{Access, CallCtx, Caller, IfMatch, Json, Op, Problem, Reply, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{Code, Email, Locale};

use crate::app::App;
use crate::domain::customer::Edit;
use crate::http::view::{ProfileView, present};
use crate::http::{conditional, me};

/// What is left out stays as it is, and `null` takes away.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct MyEdit {
    /// Where to write to. It does not change how the customer signs in.
    #[serde(deserialize_with = "present")]
    #[schemars(with = "Option<Secret<Email>>")]
    email: Option<Option<Secret<Email>>>,
    /// 1 to 100 characters.
    #[serde(deserialize_with = "present")]
    #[schemars(with = "Option<Secret<String>>")]
    given_name: Option<Option<Secret<String>>>,
    /// 1 to 100 characters.
    #[serde(deserialize_with = "present")]
    #[schemars(with = "Option<Secret<String>>")]
    family_name: Option<Option<Secret<String>>>,
    #[serde(deserialize_with = "present")]
    #[schemars(with = "Option<Locale>")]
    locale: Option<Option<Locale>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct GroupsView {
    /// Groups and segments, by code.
    groups: Vec<Code>,
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/store/v1/me", Access::Customer)
                .summary("Get the profile of the customer who asks")
                .answers::<ProfileView>(200),
            get,
        )
        .route(
            Op::patch("/store/v1/me", Access::Customer)
                .summary("Change the profile of the customer who asks")
                .if_match()
                .body::<MyEdit>()
                .answers::<ProfileView>(200)
                .problems(&["customer.version_mismatch"]),
            edit,
        )
        .route(
            Op::get("/store/v1/me/groups", Access::Customer)
                .summary("List the groups of the customer who asks")
                .answers::<GroupsView>(200),
            groups,
        )
}

async fn get(State(app): State<Arc<App>>, caller: Caller, CallCtx(call): CallCtx) -> Result<Reply, Problem> {
    let customer = app.me(me(&caller)?, call.trace.as_ref()).await?;
    Ok(Reply::json(200, &ProfileView::from(&customer)).etag(customer.version))
}

async fn edit(
    State(app): State<Arc<App>>,
    caller: Caller,
    CallCtx(call): CallCtx,
    IfMatch(version): IfMatch,
    Json(body): Json<MyEdit>,
) -> Result<Reply, Problem> {
    let MyEdit { email, given_name, family_name, locale } = body;
    let edit = Edit { email, given_name, family_name, locale, status: None };
    let customer_id = app.me(me(&caller)?, call.trace.as_ref()).await?.customer_id;
    let edited = app.edit_customer(customer_id, version, edit, call.trace.as_ref()).await;
    let customer = edited.map_err(conditional)?;
    Ok(Reply::json(200, &ProfileView::from(&customer)).etag(customer.version))
}

async fn groups(State(app): State<Arc<App>>, caller: Caller) -> Result<Reply, Problem> {
    let groups = app.groups_of(me(&caller)?).await?;
    Ok(Reply::json(200, &GroupsView { groups }))
}
