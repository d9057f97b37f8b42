//! Reservations: held directly, listed, extended, released.

use std::sync::Arc;

use kernel_base::{Page, Timestamp};
use kernel_http::{
    Access, CallCtx, Caller, Channels, IdempotencyKey, Json, Op, Paged, Problem, Reply, Routes, State, Within,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{CartId, ChannelCode, LineId, ReservationId, StockLocationId, VariantId};
use warehouse_contracts::{ReserveLine, ReserveStock, refusal};

use crate::app::App;
use crate::domain::reservation::{HeldLine, MAX_OWNER, MAX_REASON, Reservation, Status};
use crate::error::WarehouseError;
use crate::http::{READ, WRITE, actor, note};
use crate::store::reservation::ReservationFilter;

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::post("/admin/v1/reservations", Access::Staff(WRITE))
                .summary("Hold stock for all lines or none")
                .per_channel()
                .idempotent()
                .body::<NewReservationBody>()
                .answers::<ReservationView>(201)
                .problems(&[
                    refusal::INSUFFICIENT_STOCK,
                    refusal::UNKNOWN_VARIANT,
                    refusal::INVALID_RESERVATION,
                    "warehouse.deadline_passed",
                ])
                .body_limit(4 * 1024 * 1024),
            create,
        )
        .route(
            Op::get("/admin/v1/reservations", Access::Staff(READ))
                .summary("List reservations, latest first")
                .per_channel()
                .paged()
                .query::<ReservationFilterQuery>()
                .answers::<Page<ReservationView>>(200),
            list,
        )
        .route(
            Op::get("/admin/v1/reservations/{reservation_id}", Access::Staff(READ))
                .summary("Get a reservation")
                .per_channel()
                .answers::<ReservationView>(200)
                .problems(&["warehouse.reservation_not_found"]),
            get,
        )
        .route(
            Op::post("/admin/v1/reservations/{reservation_id}/extend", Access::Staff(WRITE))
                .summary("Move the deadline of a hold")
                .per_channel()
                .idempotent()
                .body::<ExtendBody>()
                .answers::<ReservationView>(200)
                .problems(&[
                    "warehouse.reservation_not_found",
                    "warehouse.reservation_not_held",
                    "warehouse.reservation_without_deadline",
                    "warehouse.deadline_passed",
                ]),
            extend,
        )
        .route(
            Op::post("/admin/v1/reservations/{reservation_id}/release", Access::Staff(WRITE))
                .summary("Give back what a hold still has")
                .per_channel()
                .idempotent()
                .body::<ReleaseBody>()
                .answers::<ReservationView>(200)
                .problems(&["warehouse.reservation_not_found", "warehouse.reservation_not_held"]),
            release,
        )
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewReservationBody {
    /// For whom: at most 64 characters.
    owner: String,
    channel: ChannelCode,
    /// 1 to 10,000.
    lines: Vec<ReserveLine>,
    /// When the hold ends by itself; absent: it lasts until it is released or issued.
    #[serde(default)]
    deadline: Option<Timestamp>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ReservationFilterQuery {
    status: Option<StatusFilter>,
    /// An order's or a cart's id.
    owner: Option<String>,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum StatusFilter {
    Held,
    Released,
    Refused,
    Issued,
    Expired,
    Tombstone,
}

impl StatusFilter {
    fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Released => "released",
            Self::Refused => "refused",
            Self::Issued => "issued",
            Self::Expired => "expired",
            Self::Tombstone => "tombstone",
        }
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ExtendBody {
    deadline: Timestamp,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ReleaseBody {
    /// 1 to 200 characters.
    reason: String,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ReservationView {
    reservation_id: ReservationId,
    owner: String,
    /// Set where a cart holds, or held, during checkout; the owner is the same id.
    #[serde(skip_serializing_if = "Option::is_none")]
    cart_id: Option<CartId>,
    channel: String,
    status: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline: Option<Timestamp>,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    refusal_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_reason: Option<String>,
    created_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<Timestamp>,
    lines: Vec<ReservationLineView>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ReservationLineView {
    line_id: LineId,
    variant_id: VariantId,
    #[serde(skip_serializing_if = "Option::is_none")]
    location_id: Option<StockLocationId>,
    quantity: i32,
    /// Of these, how many were not on hand when they were promised.
    backordered: i32,
    /// Of these, how many were shipped or handed out.
    issued: i32,
    /// Of these, how many were given back while the rest stays held.
    released: i32,
    /// It is in no shipment: it is issued when the order is confirmed.
    handed_out: bool,
}

impl From<&HeldLine> for ReservationLineView {
    fn from(line: &HeldLine) -> Self {
        Self {
            line_id: line.line_id,
            variant_id: line.variant_id,
            location_id: line.location_id,
            quantity: line.quantity,
            backordered: line.backordered,
            issued: line.issued,
            released: line.released,
            handed_out: line.handed_out,
        }
    }
}

impl From<&Reservation> for ReservationView {
    fn from(reservation: &Reservation) -> Self {
        let refusal_code = match &reservation.status {
            Status::Refused(refusal) => Some(refusal.code.to_string()),
            _ => None,
        };
        Self {
            reservation_id: reservation.reservation_id,
            owner: reservation.owner.clone(),
            cart_id: reservation.cart_id,
            channel: reservation.channel.clone(),
            status: reservation.status.as_str().to_owned(),
            deadline: reservation.deadline,
            refusal_code,
            end_reason: reservation.end_reason.clone(),
            created_at: reservation.created_at,
            ended_at: reservation.ended_at,
            lines: reservation.lines.iter().map(ReservationLineView::from).collect(),
        }
    }
}

fn view(status: u16) -> impl Fn(&Reservation) -> Reply {
    move |reservation| Reply::json(status, &ReservationView::from(reservation))
}

async fn create(
    State(app): State<Arc<App>>,
    caller: Caller,
    call: CallCtx,
    channels: Channels,
    key: IdempotencyKey,
    Json(body): Json<NewReservationBody>,
) -> Result<Reply, Problem> {
    channels.require(body.channel.as_str())?;
    let command = ReserveStock {
        reservation_id: app.env.id(),
        owner: body.owner,
        channel: body.channel,
        lines: body.lines,
        deadline: body.deadline,
        cart_id: None,
    };
    Ok(app.reserve(&command, &actor(&caller, call), &key, view(201)).await?)
}

async fn list(
    State(app): State<Arc<App>>,
    channels: Channels,
    Paged { page, filter }: Paged<ReservationFilterQuery>,
) -> Result<Reply, Problem> {
    if filter.owner.as_ref().is_some_and(|owner| owner.chars().count() > MAX_OWNER) {
        return Err(WarehouseError::field("owner", "length", "an owner has at most 64 characters").into());
    }
    let status = filter.status.map(|status| status.as_str().to_owned());
    let filter = ReservationFilter { channels, status, owner: filter.owner };
    let reservations = app.list_reservations(&filter, &page, page.after_key()?).await?;
    Ok(Reply::json(200, &reservations.map(|reservation| ReservationView::from(&reservation))))
}

async fn get(State(app): State<Arc<App>>, Within(id): Within<ReservationId>) -> Result<Reply, Problem> {
    Ok(Reply::json(200, &ReservationView::from(&app.get_reservation(id).await?)))
}

async fn extend(
    State(app): State<Arc<App>>,
    Within(id): Within<ReservationId>,
    key: IdempotencyKey,
    Json(body): Json<ExtendBody>,
) -> Result<Reply, Problem> {
    Ok(app.extend_reservation(id, body.deadline, &key, view(200)).await?)
}

async fn release(
    State(app): State<Arc<App>>,
    caller: Caller,
    call: CallCtx,
    Within(id): Within<ReservationId>,
    key: IdempotencyKey,
    Json(body): Json<ReleaseBody>,
) -> Result<Reply, Problem> {
    let reason = note(Some(body.reason), MAX_REASON, "/reason")?.unwrap_or_default();
    Ok(app.release_reservation(id, &reason, &actor(&caller, call), &key, view(200)).await?)
}
