//! Gift cards and store credit: for staff, and for their holders.

use std::sync::Arc;

use kernel_base::{ApiError, Money, Page, Secret, Timestamp};
use kernel_http::{
    Access, Caller, IdempotencyKey, Json, Op, Paged, Path, Problem, RateClass, Reply, Routes, State,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{CustomerId, GiftCardId, StoreCreditId};

use crate::app::App;
use crate::app::stored_value::{History, NewGiftCards, NewStoreCredit};
use crate::domain::stored_value::{Kind, StoredValue};
use crate::error::PaymentError;
use crate::store::stored_value::{Filter, Movement};

const READ_CARDS: Access = Access::Staff("payment.gift_card.read");
const WRITE_CARDS: Access = Access::Staff("payment.gift_card.write");
const READ_CREDIT: Access = Access::Staff("payment.store_credit.read");
const WRITE_CREDIT: Access = Access::Staff("payment.store_credit.write");

/// Gift cards to issue. There is no idempotency key, because the stored answer would hold the codes: a batch is issued
/// once, and whoever lost the answer disables its cards and issues another.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewCardsBody {
    /// What the cards belong to: 1 to 100 characters that no cards were issued with before.
    #[schemars(length(min = 1, max = 100))]
    batch: String,
    /// How many, at most 500.
    #[schemars(range(min = 1, max = 500))]
    count: u16,
    /// What each is worth; more than zero.
    amount: Money,
    /// When they can no longer be spent; never when absent.
    expires_at: Option<Timestamp>,
}

/// A gift card without its code.
#[derive(Serialize, JsonSchema)]
struct GiftCardView {
    gift_card_id: GiftCardId,
    batch: String,
    /// The end of its code.
    last_four: String,
    /// What we owe to its holder.
    balance: Money,
    /// The part of it that orders hold.
    held: Money,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    disabled_at: Option<Timestamp>,
    created_by: String,
    created_at: Timestamp,
}

/// A new gift card with its code, which is shown this once.
#[derive(Serialize, JsonSchema)]
struct IssuedView {
    #[serde(flatten)]
    card: GiftCardView,
    code: Secret<String>,
}

#[derive(Serialize, JsonSchema)]
struct IssuedCards {
    items: Vec<IssuedView>,
}

/// A gift card with the newest hundred movements of its balance.
#[derive(Serialize, JsonSchema)]
struct GiftCardHistory {
    #[serde(flatten)]
    card: GiftCardView,
    movements: Vec<MovementView>,
}

/// A movement of a balance.
#[derive(Serialize, JsonSchema)]
struct MovementView {
    kind: String,
    /// Negative when it was spent or taken back.
    amount: Money,
    at: Timestamp,
    /// As staff wrote it; shown to staff.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

/// Which gift cards to list.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CardQuery {
    #[schemars(length(max = 100))]
    batch: Option<String>,
    #[schemars(length(max = 4))]
    last_four: Option<String>,
}

/// Whose store credit to list.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CreditQuery {
    customer_id: Option<CustomerId>,
}

/// The code of a gift card, as its holder types it.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CodeBody {
    #[schemars(length(min = 1, max = 255))]
    code: Secret<String>,
}

/// What the holder of a code may know of the card.
#[derive(Serialize, JsonSchema)]
struct BalanceView {
    last_four: String,
    /// What can be spent now.
    available: Money,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<Timestamp>,
}

/// Store credit to give, or to take back.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewCreditBody {
    customer_id: CustomerId,
    /// Negative to take back what no order holds.
    amount: Money,
    /// 1 to 500 characters.
    #[schemars(length(min = 1, max = 500))]
    reason: String,
}

/// A customer's store credit in one currency.
#[derive(Serialize, JsonSchema)]
struct StoreCreditView {
    store_credit_id: StoreCreditId,
    /// Absent once the customer was erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_id: Option<CustomerId>,
    /// What we owe.
    balance: Money,
    /// The part of it that orders hold.
    held: Money,
}

/// Store credit with the newest hundred movements of its balance.
#[derive(Serialize, JsonSchema)]
struct StoreCreditHistory {
    #[serde(flatten)]
    credit: StoreCreditView,
    movements: Vec<MovementView>,
}

#[derive(Serialize, JsonSchema)]
struct OwnCredits {
    items: Vec<StoreCreditHistory>,
}

impl From<&StoredValue> for GiftCardView {
    fn from(value: &StoredValue) -> Self {
        let card = value.card.as_ref();
        Self {
            gift_card_id: GiftCardId::from_uuid(value.id),
            batch: card.map(|card| card.batch.clone()).unwrap_or_default(),
            last_four: card.map(|card| card.last_four.clone()).unwrap_or_default(),
            balance: value.balance(),
            held: Money::new(value.held_minor, value.currency),
            expires_at: card.and_then(|card| card.expires_at),
            disabled_at: card.and_then(|card| card.disabled_at),
            created_by: value.created_by.clone(),
            created_at: value.created_at,
        }
    }
}

impl From<&StoredValue> for StoreCreditView {
    fn from(value: &StoredValue) -> Self {
        Self {
            store_credit_id: StoreCreditId::from_uuid(value.id),
            customer_id: value.customer_id,
            balance: value.balance(),
            held: Money::new(value.held_minor, value.currency),
        }
    }
}

fn movements(movements: Vec<Movement>) -> Vec<MovementView> {
    let view = |Movement { kind, amount, reason, at }: Movement| MovementView { kind, amount, at, reason };
    movements.into_iter().map(view).collect()
}

fn credit_history(history: History) -> StoreCreditHistory {
    StoreCreditHistory {
        credit: StoreCreditView::from(&history.value),
        movements: movements(history.movements),
    }
}

pub(super) fn add(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    add_store_credit(add_gift_cards(routes))
}

fn add_gift_cards(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::post("/admin/v1/gift-cards", WRITE_CARDS)
                .summary("Issue gift cards; their codes are shown this once")
                .body::<NewCardsBody>()
                .answers::<IssuedCards>(201)
                .problems(&["payment.gift_card_batch_taken"]),
            issue,
        )
        .route(
            Op::get("/admin/v1/gift-cards", READ_CARDS)
                .summary("List gift cards, newest first")
                .query::<CardQuery>()
                .paged()
                .answers::<Page<GiftCardView>>(200),
            list_cards,
        )
        .route(
            Op::get("/admin/v1/gift-cards/{gift_card_id}", READ_CARDS)
                .summary("Get a gift card with its history")
                .answers::<GiftCardHistory>(200)
                .problems(&["payment.gift_card_not_found"]),
            get_card,
        )
        .route(
            Op::post("/admin/v1/gift-cards/{gift_card_id}/disable", WRITE_CARDS)
                .summary("Disable a gift card; what orders hold of it already they can still collect")
                .idempotent()
                .answers::<GiftCardView>(200)
                .problems(&["payment.gift_card_not_found"]),
            disable,
        )
        .route(
            Op::post("/store/v1/gift-cards/balance", Access::Public)
                .summary("Look up what can be spent of a gift card")
                .rate(RateClass::Coupon)
                .body::<CodeBody>()
                .body_limit(1024)
                .answers::<BalanceView>(200)
                .problems(&["payment.gift_card_not_found"]),
            balance,
        )
}

fn add_store_credit(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::post("/admin/v1/store-credits", WRITE_CREDIT)
                .summary("Give a customer store credit, or take it back")
                .idempotent()
                .body::<NewCreditBody>()
                .answers::<StoreCreditView>(201)
                .problems(&["payment.exceeds_store_credit"]),
            give,
        )
        .route(
            Op::get("/admin/v1/store-credits", READ_CREDIT)
                .summary("List store credit, newest first; everybody's or a customer's")
                .query::<CreditQuery>()
                .paged()
                .answers::<Page<StoreCreditView>>(200),
            list_credits,
        )
        .route(
            Op::get("/admin/v1/store-credits/{store_credit_id}", READ_CREDIT)
                .summary("Get store credit with its history")
                .answers::<StoreCreditHistory>(200)
                .problems(&["payment.store_credit_not_found"]),
            get_credit,
        )
        .route(
            Op::get("/store/v1/me/store-credits", Access::Customer)
                .summary("Get one's store credit with its history")
                .answers::<OwnCredits>(200),
            own_credits,
        )
}

async fn issue(
    State(app): State<Arc<App>>,
    caller: Caller,
    Json(body): Json<NewCardsBody>,
) -> Result<Reply, Problem> {
    let NewCardsBody { batch, count, amount, expires_at } = body;
    let new = NewGiftCards { batch, count, amount, expires_at };
    let cards = app.issue_gift_cards(&new, caller.identity().1).await.map_err(ApiError::from)?;
    let view =
        |(card, code): (StoredValue, Secret<String>)| IssuedView { card: GiftCardView::from(&card), code };
    Ok(Reply::json(201, &IssuedCards { items: cards.into_iter().map(view).collect() }))
}

async fn list_cards(
    State(app): State<Arc<App>>,
    Paged { page, filter }: Paged<CardQuery>,
) -> Result<Reply, Problem> {
    for (name, text, most) in [("/batch", &filter.batch, 100), ("/last_four", &filter.last_four, 4)] {
        if text.as_ref().is_some_and(|text| text.chars().count() > most) {
            return Err(ApiError::from(PaymentError::Field(name, "too_long", "is too long")).into());
        }
    }
    let filter = Filter { batch: filter.batch, last_four: filter.last_four, customer_id: None };
    let found = app.list_stored_values(Kind::GiftCard, &filter, &page).await.map_err(ApiError::from)?;
    Ok(Reply::json(200, &found.map(|card| GiftCardView::from(&card))))
}

async fn get_card(State(app): State<Arc<App>>, Path(id): Path<GiftCardId>) -> Result<Reply, Problem> {
    let found = app.stored_value_history(Kind::GiftCard, id.uuid()).await.map_err(ApiError::from)?;
    let (card, movements) = (GiftCardView::from(&found.value), movements(found.movements));
    Ok(Reply::json(200, &GiftCardHistory { card, movements }))
}

async fn disable(
    State(app): State<Arc<App>>,
    Path(id): Path<GiftCardId>,
    key: IdempotencyKey,
) -> Result<Reply, Problem> {
    let render = |card: &StoredValue| Reply::json(200, &GiftCardView::from(card));
    Ok(app.disable_gift_card(&key, id, render).await.map_err(ApiError::from)?)
}

async fn balance(State(app): State<Arc<App>>, Json(body): Json<CodeBody>) -> Result<Reply, Problem> {
    let card = app.gift_card_by_code(&body.code).await.map_err(ApiError::from)?;
    let view = GiftCardView::from(&card);
    let available = card.available(app.now());
    Ok(Reply::json(200, &BalanceView { last_four: view.last_four, available, expires_at: view.expires_at }))
}

async fn give(
    State(app): State<Arc<App>>,
    caller: Caller,
    key: IdempotencyKey,
    Json(body): Json<NewCreditBody>,
) -> Result<Reply, Problem> {
    let NewCreditBody { customer_id, amount, reason } = body;
    let new = NewStoreCredit { customer_id, amount, reason };
    let render = |credit: &StoredValue| {
        let path = format!("/admin/v1/store-credits/{}", StoreCreditId::from_uuid(credit.id));
        Reply::json(201, &StoreCreditView::from(credit)).location(path)
    };
    Ok(app.give_store_credit(&key, &new, caller.identity().1, render).await.map_err(ApiError::from)?)
}

async fn list_credits(
    State(app): State<Arc<App>>,
    Paged { page, filter }: Paged<CreditQuery>,
) -> Result<Reply, Problem> {
    let filter = Filter { customer_id: filter.customer_id, ..Filter::default() };
    let found = app.list_stored_values(Kind::StoreCredit, &filter, &page).await.map_err(ApiError::from)?;
    Ok(Reply::json(200, &found.map(|credit| StoreCreditView::from(&credit))))
}

async fn get_credit(State(app): State<Arc<App>>, Path(id): Path<StoreCreditId>) -> Result<Reply, Problem> {
    let found = app.stored_value_history(Kind::StoreCredit, id.uuid()).await.map_err(ApiError::from)?;
    Ok(Reply::json(200, &credit_history(found)))
}

/// What staff wrote about it is not for the customer.
async fn own_credits(State(app): State<Arc<App>>, caller: Caller) -> Result<Reply, Problem> {
    let customer_id = me(&caller).map_err(ApiError::from)?;
    let mut found = app.store_credit_of(customer_id).await.map_err(ApiError::from)?;
    for movement in found.iter_mut().flat_map(|history| &mut history.movements) {
        movement.reason = None;
    }
    Ok(Reply::json(200, &OwnCredits { items: found.into_iter().map(credit_history).collect() }))
}

fn me(caller: &Caller) -> Result<CustomerId, PaymentError> {
    match caller {
        Caller::Customer { subject } => subject.parse().map_err(|_| PaymentError::NotACustomer),
        Caller::Anonymous | Caller::Staff { .. } | Caller::Service { .. } => Err(PaymentError::NotACustomer),
    }
}
