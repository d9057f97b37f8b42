//! The HTTP API: parse, call the use case, render.

mod credit;
mod intent;
mod ledger;
mod settlement;
mod stored_value;
mod webhook;

use std::sync::Arc;

use kernel_http::{Access, Op, Routes};
use payment_contracts::{
    AnswerAction, FindIntent, PaymentApi, PaymentIntent, PaymentSession, PrepareSession,
};

use crate::app::App;

/// All operations of the service.
pub(crate) fn routes(app: Arc<App>) -> Routes<Arc<App>> {
    let routes = intent::add(rpc(Routes::new(crate::NAME, app)));
    let routes = settlement::add(routes);
    let routes = credit::add(routes);
    let routes = ledger::add(routes);
    let routes = stored_value::add(routes);
    webhook::add(routes)
}

/// What other services ask. Who the payer is and what they may do, the asking service knows.
fn rpc(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    let session = Op::post("/internal/v1/payment/session", Access::Service(&["cart"]))
        .summary("session")
        .body::<PrepareSession>()
        .answers::<PaymentSession>(200)
        .problems(&["payment.unknown_provider", "payment.provider_unanswered"]);
    let answer_action = Op::post("/internal/v1/payment/answer_action", Access::Service(&["cart"]))
        .summary("answer_action")
        .body::<AnswerAction>()
        .answers::<PaymentIntent>(200)
        .problems(&["payment.intent_not_found", "payment.no_action_required"]);
    let intent = Op::post("/internal/v1/payment/intent", Access::Service(&["cart"]))
        .summary("intent")
        .body::<FindIntent>()
        .answers::<PaymentIntent>(200)
        .problems(&["payment.intent_not_found"]);
    routes
        .rpc_with(intent, |app: Arc<App>, call, request: FindIntent| async move {
            app.intent(&call, request).await
        })
        .rpc_with(session, |app: Arc<App>, call, request: PrepareSession| async move {
            app.session(&call, request).await
        })
        .rpc_with(answer_action, |app: Arc<App>, call, request: AnswerAction| async move {
            app.answer_action(&call, request).await
        })
}
