//! Credits and charges outside of orders.

use std::sync::Arc;

use kernel_base::{ApiError, Money, Page, Timestamp};
use kernel_http::{Access, Caller, IdempotencyKey, Json, Op, Paging, Problem, Reply, Routes, State};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::RefundId;

use super::intent::READ;
use crate::app::App;
use crate::domain::credit::{Credit, NewCredit};

/// A credit note or adjustment for which there is no payment here.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewCreditBody {
    /// The document's number, unique, at most 100 characters.
    reference: String,
    /// Negative when the customer gets money back, positive when the customer owes more.
    amount: Money,
    /// The customer's country as the document writes it, at most 100 characters.
    country: String,
    /// At most 500 characters.
    reason: String,
    /// When the document was issued; now when absent.
    issued_at: Option<Timestamp>,
}

/// A credit as it was booked.
#[derive(Serialize, JsonSchema)]
struct CreditView {
    credit_id: RefundId,
    reference: String,
    amount: Money,
    country: String,
    reason: String,
    issued_at: Timestamp,
    created_by: String,
    created_at: Timestamp,
}

impl From<&Credit> for CreditView {
    fn from(credit: &Credit) -> Self {
        Self {
            credit_id: credit.id,
            reference: credit.reference.clone(),
            amount: credit.amount,
            country: credit.country.clone(),
            reason: credit.reason.clone(),
            issued_at: credit.issued_at,
            created_by: credit.created_by.clone(),
            created_at: credit.created_at,
        }
    }
}

pub(super) fn add(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::post("/admin/v1/payments/credits", Access::Staff("payment.credit"))
                .summary("Book a credit or charge that belongs to no payment")
                .idempotent_in_one_write()
                .body::<NewCreditBody>()
                .answers::<CreditView>(201)
                .problems(&["payment.credit_reference_taken"]),
            create_credit,
        )
        .route(
            Op::get("/admin/v1/payments/credits", READ)
                .summary("List credits, newest first")
                .paged()
                .answers::<Page<CreditView>>(200),
            list_credits,
        )
}

async fn create_credit(
    State(app): State<Arc<App>>,
    caller: Caller,
    key: IdempotencyKey,
    Json(body): Json<NewCreditBody>,
) -> Result<Reply, Problem> {
    let created_by = match caller {
        Caller::Customer { subject } | Caller::Staff { subject, .. } => subject,
        Caller::Service { name } => name,
        Caller::Anonymous => String::new(),
    };
    let NewCreditBody { reference, amount, country, reason, issued_at } = body;
    let new = NewCredit { reference, amount, country, reason, issued_at };
    let render = |credit: &Credit| Reply::json(201, &CreditView::from(credit));
    Ok(app.create_credit(&key, new, created_by, render).await.map_err(ApiError::from)?)
}

async fn list_credits(State(app): State<Arc<App>>, Paging(page): Paging) -> Result<Reply, Problem> {
    let page = app.list_credits(&page).await.map_err(ApiError::from)?;
    Ok(Reply::json(200, &page.map(|credit| CreditView::from(&credit))))
}
