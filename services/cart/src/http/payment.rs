//! `/store/v1/carts/{cart_id}/payment-…`: the shopper's part in paying.

use std::sync::Arc;

use axum::extract::State;
use kernel_base::{Money, Secret, Timestamp};
use kernel_http::{
    Access, CallCtx, Caller, CartToken, IdempotencyKey, Json, Op, Path, Problem, Reply, Routes,
};
use payment_contracts::{AnswerAction, PaymentSession};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{CartId, Code, TenderId};

use crate::app::{ActionAnswer, App};
use crate::domain::action::PaymentAction;
use crate::http::{CHANGE_PROBLEMS, payer, rule};

/// Through whom the shopper is going to pay.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SessionInput {
    /// One of the providers that shoppers may choose: `test`.
    provider: Code,
    /// A part of the cart's total; all of it when absent.
    amount: Option<Money>,
}

/// The payer is back from the required action.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ActionInput {
    /// The tender that required it; the first that waits when absent.
    tender_id: Option<TenderId>,
    /// What the provider gave the payer's browser for us, at most 4000 characters; absent when it gave nothing.
    result: Option<Secret<String>>,
}

/// What the payer has to do (3-D Secure, a bank's app) before the order can be decided: for each tender open its `url`,
/// then post its `tender_id` and the provider's `result`, if there is one, to `answer_to`.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct PaymentActionView {
    tenders: Vec<TenderActionView>,
    /// The path that takes the answer.
    answer_to: String,
    /// The payment is refused when nothing happens before.
    deadline: Timestamp,
}

#[derive(Debug, Serialize, JsonSchema)]
struct TenderActionView {
    tender_id: TenderId,
    amount: Money,
    /// Where the payer goes on.
    url: String,
    /// True while the provider is being told what the payer brought: nothing is to be done now.
    answered: bool,
}

pub(super) fn action(cart_id: CartId, action: &PaymentAction) -> PaymentActionView {
    let tender = |waiting: &crate::domain::action::TenderAction| TenderActionView {
        tender_id: waiting.tender_id,
        amount: waiting.amount,
        url: waiting.url.clone(),
        answered: waiting.answered,
    };
    PaymentActionView {
        tenders: action.waiting.iter().map(tender).collect(),
        answer_to: format!("/store/v1/carts/{cart_id}/payment-action"),
        deadline: action.deadline,
    }
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::post("/store/v1/carts/{cart_id}/payment-session", Access::Cart)
                .summary("Prepare the payment in the shopper's browser")
                .body::<SessionInput>()
                .answers::<PaymentSession>(200)
                .problems(CHANGE_PROBLEMS)
                .problems(&[
                    "cart.customer_blocked",
                    "cart.provider_not_offered",
                    "cart.nothing_to_pay",
                    "payment.unknown_provider",
                    "payment.provider_unanswered",
                ]),
            session,
        )
        .route(
            Op::get("/store/v1/carts/{cart_id}/payment-action", Access::Cart)
                .summary("Get what the payer has to do")
                .answers::<PaymentActionView>(200)
                .problems(&["cart.not_found", "cart.no_payment_action"]),
            get_action,
        )
        .route(
            Op::post("/store/v1/carts/{cart_id}/payment-action", Access::Cart)
                .summary("Tell that the payer is back from the required action")
                .idempotent()
                .body::<ActionInput>()
                .answers::<PaymentActionView>(202)
                .problems(&["cart.not_found", "cart.no_payment_action"]),
            answer_action,
        )
}

/// Writes nothing, so there is nothing that a repetition could double.
async fn session(
    State(app): State<Arc<App>>,
    Path(cart_id): Path<CartId>,
    CartToken(token): CartToken,
    CallCtx(call): CallCtx,
    caller: Caller,
    Json(body): Json<SessionInput>,
) -> Result<Reply, Problem> {
    let asked = (body.provider, body.amount);
    let session = app.payment_session(&call, cart_id, &token, asked, payer(&caller)).await?;
    Ok(Reply::json(200, &session))
}

async fn get_action(
    State(app): State<Arc<App>>,
    Path(cart_id): Path<CartId>,
    CartToken(token): CartToken,
    CallCtx(call): CallCtx,
) -> Result<Reply, Problem> {
    let required = app.payment_action(&call, cart_id, &token).await?;
    Ok(Reply::json(200, &action(cart_id, &required)))
}

async fn answer_action(
    State(app): State<Arc<App>>,
    Path(cart_id): Path<CartId>,
    CartToken(token): CartToken,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(body): Json<ActionInput>,
) -> Result<Reply, Problem> {
    let length = body.result.as_ref().map_or(0, |result| result.expose().chars().count());
    rule(length <= AnswerAction::LONGEST_RESULT, "/result", "a result may have 4000 characters")?;
    let answer = ActionAnswer { tender_id: body.tender_id, result: body.result };
    let render = |required: &PaymentAction| Reply::json(202, &action(cart_id, required));
    Ok(app.answer_payment_action(&call, (cart_id, &token), &answer, &key, render).await?)
}
