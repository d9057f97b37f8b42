//! `/store/v1/me/consents`: what a customer agreed to and took back.

use std::sync::Arc;

use axum::extract::State;
use kernel_base::Page;
use kernel_http::{Access, CallCtx, Caller, IdempotencyKey, Json, Op, Paging, Problem, Reply, Routes};
use schemars::JsonSchema;
use serde::Deserialize;
use shared_contracts::Code;

use crate::app::App;
use crate::app::consent::NewConsent;
use crate::domain::consent::Consent;
use crate::error::CustomerError;
use crate::http::me;
use crate::http::view::ConsentView;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ConsentInput {
    /// What for: `newsletter`.
    kind: Code,
    /// True gives the consent, false withdraws it.
    given: bool,
    /// Where the customer was asked: `checkout`.
    source: Code,
    /// Which text the customer saw, 1 to 64 characters.
    text_version: String,
}

impl ConsentInput {
    fn said(self) -> Result<NewConsent, CustomerError> {
        let Self { kind, given, source, text_version } = self;
        let text_version = text_version.trim().to_owned();
        if !(1..=64).contains(&text_version.chars().count()) {
            return Err(CustomerError::field("/text_version", "length", "must have 1 to 64 characters"));
        }
        Ok(NewConsent { kind, given, source, text_version })
    }
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/store/v1/me/consents", Access::Customer)
                .summary("List what one agreed to and took back, the newest first; the last of a kind counts")
                .paged()
                .answers::<Page<ConsentView>>(200),
            list,
        )
        .route(
            Op::post("/store/v1/me/consents", Access::Customer)
                .summary("Give or withdraw a consent")
                .idempotent()
                .body::<ConsentInput>()
                .answers::<ConsentView>(201)
                .problems(&["customer.too_many_consents"]),
            record,
        )
}

fn recorded(consent: &Consent) -> Reply {
    Reply::json(201, &ConsentView::from(consent))
}

async fn list(State(app): State<Arc<App>>, caller: Caller, Paging(page): Paging) -> Result<Reply, Problem> {
    let page = app.consents(me(&caller)?, &page).await?;
    Ok(Reply::json(200, &page.map(|consent| ConsentView::from(&consent))))
}

async fn record(
    State(app): State<Arc<App>>,
    caller: Caller,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(body): Json<ConsentInput>,
) -> Result<Reply, Problem> {
    Ok(app.record_consent(me(&caller)?, body.said()?, call.trace.as_ref(), &key, recorded).await?)
}
