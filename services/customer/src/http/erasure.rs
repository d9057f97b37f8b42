//! Being forgotten: customers ask for it, staff does it for those who write a letter, and for guests.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use kernel_base::{Page, Secret, Timestamp};
use kernel_http::{Access, CallCtx, Caller, IdempotencyKey, Json, Op, Paging, Path, Problem, Reply, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{CustomerId, Email, ErasureId, ErasureProof, OrderId};

use crate::app::App;
use crate::domain::erasure::{Erasure, MAX_ORDERS, Person, State as Progress};
use crate::error::CustomerError;
use crate::http::{ERASE_CUSTOMERS, READ_CUSTOMERS, me};

/// What a customer has to write, so that nobody is forgotten by a slip of the finger.
const CONFIRMATION: &str = "erase my data";

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct EraseMe {
    /// `erase my data`, word by word. It cannot be taken back.
    confirm: String,
}

/// A guest is known by orders alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct EraseGuest {
    /// 1 to 100 orders of the same person.
    #[schemars(length(min = 1, max = 100))]
    order_ids: Vec<OrderId>,
}

/// A guest who gave this address, in orders and in carts.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct EraseAddress {
    /// Upper and lower case are the same. What a customer with an account ordered is not touched: erase the customer.
    email: Secret<Email>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Repeat {
    /// What was completed since then is carried out again, at most 1,000 erasures: the time of the backup.
    since: Timestamp,
}

#[derive(Debug, Serialize, JsonSchema)]
struct Repeated {
    /// How many erasures are carried out again; at 1,000 ask once more, with the time up to which these reach.
    started: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum ErasureState {
    /// Services are being asked.
    Running,
    /// Nothing was erased; `refusal` says why.
    Refused,
    /// Everything personal is gone; `proof` says what became of it.
    Completed,
}

#[derive(Debug, Serialize, JsonSchema)]
struct RefusalView {
    /// Stable: `order.still_open`.
    code: String,
    /// For people.
    message: String,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ErasureView {
    erasure_id: ErasureId,
    /// Absent for a guest.
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_id: Option<CustomerId>,
    /// The orders by which a guest is known, or that were found by the guest's address.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    order_ids: Vec<OrderId>,
    /// `customer:…` or `staff:…`.
    requested_by: String,
    requested_at: Timestamp,
    state: ErasureState,
    #[serde(skip_serializing_if = "Option::is_none")]
    refusal: Option<RefusalView>,
    /// By service: what was removed, what was reduced, what is kept and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    proof: Option<BTreeMap<Cow<'static, str>, ErasureProof>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<Timestamp>,
    /// When it was last carried out once more, because a database had been restored.
    #[serde(skip_serializing_if = "Option::is_none")]
    repeated_at: Option<Timestamp>,
}

impl From<&Erasure> for ErasureView {
    fn from(erasure: &Erasure) -> Self {
        let mut view = Self {
            erasure_id: erasure.erasure_id,
            customer_id: erasure.customer_id,
            order_ids: erasure.orders.clone(),
            requested_by: erasure.requested_by.clone(),
            requested_at: erasure.requested_at,
            state: ErasureState::Running,
            refusal: None,
            proof: None,
            ended_at: None,
            repeated_at: None,
        };
        match &erasure.state {
            Progress::Running => {}
            Progress::Refused { refusal, at } => {
                let (code, message) = (refusal.code.to_string(), refusal.message.clone());
                view.state = ErasureState::Refused;
                view.refusal = Some(RefusalView { code, message });
                view.ended_at = Some(*at);
            }
            Progress::Completed { proofs, at, repeated_at } => {
                view.state = ErasureState::Completed;
                view.proof = Some(proofs.clone());
                (view.ended_at, view.repeated_at) = (Some(*at), *repeated_at);
            }
        }
        view
    }
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    let routes = routes
        .route(
            Op::post("/store/v1/me/erasures", Access::Customer)
                .summary("Have everything personal erased, everywhere, for ever")
                .idempotent()
                .body::<EraseMe>()
                .answers::<ErasureView>(202)
                .problems(&["customer.erasure_running"]),
            erase_me,
        )
        .route(
            Op::get("/store/v1/me/erasures/{erasure_id}", Access::Customer)
                .summary("See how far it got")
                .answers::<ErasureView>(200)
                .problems(&["customer.erasure_not_found"]),
            get_mine,
        );
    staff(routes)
}

fn staff(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::post("/admin/v1/customers/{customer_id}/erasures", Access::Staff(ERASE_CUSTOMERS))
                .summary("Have everything personal of a customer erased, also of one who was never seen here")
                .idempotent()
                .answers::<ErasureView>(202)
                .problems(&["customer.erasure_running"]),
            erase_customer,
        )
        .route(
            Op::post("/admin/v1/erasures", Access::Staff(ERASE_CUSTOMERS))
                .summary("Have everything personal of a guest erased")
                .idempotent()
                .body::<EraseGuest>()
                .answers::<ErasureView>(202),
            erase_guest,
        )
        .route(
            Op::post("/admin/v1/erasures/by-email", Access::Staff(ERASE_CUSTOMERS))
                .summary("Have everything personal of the guest with this address erased")
                .idempotent()
                .body::<EraseAddress>()
                .answers::<ErasureView>(202),
            erase_address,
        )
        .route(
            Op::get("/admin/v1/erasures", Access::Staff(READ_CUSTOMERS))
                .summary("List erasures, the latest first")
                .paged()
                .answers::<Page<ErasureView>>(200),
            list,
        )
        .route(
            Op::get("/admin/v1/erasures/{erasure_id}", Access::Staff(READ_CUSTOMERS))
                .summary("Get an erasure with the proof of it")
                .answers::<ErasureView>(200)
                .problems(&["customer.erasure_not_found"]),
            get,
        )
        .route(
            Op::post("/admin/v1/erasures/repeat", Access::Staff(ERASE_CUSTOMERS))
                .summary("Carry out again what was erased since a backup that was restored")
                .idempotent()
                .body::<Repeat>()
                .answers::<Repeated>(202),
            repeat,
        )
}

fn begun(erasure: &Erasure) -> Reply {
    Reply::json(202, &ErasureView::from(erasure))
        .location(format!("/admin/v1/erasures/{}", erasure.erasure_id))
}

fn begun_mine(erasure: &Erasure) -> Reply {
    let path = format!("/store/v1/me/erasures/{}", erasure.erasure_id);
    Reply::json(202, &ErasureView::from(erasure)).location(path)
}

async fn erase_me(
    State(app): State<Arc<App>>,
    caller: Caller,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(body): Json<EraseMe>,
) -> Result<Reply, Problem> {
    let customer_id = me(&caller)?;
    if body.confirm != CONFIRMATION {
        let message = format!("must be: {CONFIRMATION}");
        return Err(CustomerError::field("/confirm", "not_confirmed", message).into());
    }
    let trace = call.trace.as_ref();
    Ok(app.erase(Person::Customer(customer_id), caller.actor(), trace, &key, begun_mine).await?)
}

async fn erase_customer(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(customer_id): Path<CustomerId>,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
) -> Result<Reply, Problem> {
    // Whoever signed up and never came back is known to auth alone.
    Ok(app.erase(Person::Customer(customer_id), caller.actor(), call.trace.as_ref(), &key, begun).await?)
}

async fn erase_address(
    State(app): State<Arc<App>>,
    caller: Caller,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(body): Json<EraseAddress>,
) -> Result<Reply, Problem> {
    Ok(app.erase(Person::Address(body.email), caller.actor(), call.trace.as_ref(), &key, begun).await?)
}

async fn erase_guest(
    State(app): State<Arc<App>>,
    caller: Caller,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(body): Json<EraseGuest>,
) -> Result<Reply, Problem> {
    if body.order_ids.is_empty() || body.order_ids.len() > MAX_ORDERS {
        let message = format!("must name 1 to {MAX_ORDERS} orders");
        return Err(CustomerError::field("/order_ids", "out_of_range", message).into());
    }
    Ok(app.erase(Person::Guest(body.order_ids), caller.actor(), call.trace.as_ref(), &key, begun).await?)
}

async fn repeat(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(body): Json<Repeat>,
) -> Result<Reply, Problem> {
    let answer = |started| Reply::json(202, &Repeated { started });
    Ok(app.repeat_erasures(body.since, call.trace.as_ref(), &key, answer).await?)
}

async fn list(State(app): State<Arc<App>>, Paging(page): Paging) -> Result<Reply, Problem> {
    let page = app.erasures(&page).await?;
    Ok(Reply::json(200, &page.map(|erasure| ErasureView::from(&erasure))))
}

async fn get(State(app): State<Arc<App>>, Path(erasure_id): Path<ErasureId>) -> Result<Reply, Problem> {
    Ok(Reply::json(200, &ErasureView::from(&app.erasure(erasure_id).await?)))
}

async fn get_mine(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(erasure_id): Path<ErasureId>,
) -> Result<Reply, Problem> {
    let erasure = app.my_erasure(me(&caller)?, erasure_id).await?;
    Ok(Reply::json(200, &ErasureView::from(&erasure)))
}
