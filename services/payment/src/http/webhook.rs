//! Webhooks of providers. Their signature is their credential; their event id is their idempotency key.

use std::sync::Arc;

use axum::http::HeaderMap;
use kernel_base::ApiError;
use kernel_http::{Access, Op, Path, Problem, RawBody, Reply, Routes, State};
use shared_contracts::Code;

use crate::app::App;

pub(super) fn add(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes.route(
        Op::post("/store/v1/payment-webhooks/{provider}", Access::Public)
            .summary("Take a payment provider's webhook")
            .raw_body("application/json")
            .body_limit(65_536)
            .answers_nothing(204)
            .problems(&[
                "payment.unknown_provider",
                "payment.webhook_unverified",
                "payment.webhook_malformed",
            ]),
        receive_webhook,
    )
}

async fn receive_webhook(
    State(app): State<Arc<App>>,
    Path(provider): Path<Code>,
    headers: HeaderMap,
    RawBody(body): RawBody,
) -> Result<Reply, Problem> {
    app.receive_webhook(&provider, &headers, &body).await.map_err(ApiError::from)?;
    Ok(Reply::no_content())
}
