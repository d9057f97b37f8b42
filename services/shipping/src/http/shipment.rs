//! `/admin/v1/shipments`: what is to be packed, what left, what arrived.

use std::sync::Arc;

use axum::extract::State;
use kernel_base::{Page, Secret, Timestamp};
use kernel_http::{
    Access, CallCtx, Channels, IdempotencyKey, Json, Op, Paged, Problem, Reply, Routes, Within,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use shared_contracts::{LineId, OrderId, PackageId, Quantity, ReservationId, ShipmentId, ShippingMethodId};
use shipping_contracts::ShipmentLine;

use crate::app::{App, Asked, NewPackage, ShipOrder};
use crate::domain::shipment::{Shipment, Status};
use crate::error::ShippingError;
use crate::http::{READ_SHIPMENTS, WRITE_SHIPMENTS, rule, text};
use crate::store::shipment::Filter;

/// Which shipments to list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ShipmentFilter {
    status: Option<StatusName>,
    order_id: Option<OrderId>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum StatusName {
    Open,
    Shipped,
    Delivered,
    Cancelled,
}

/// One parcel.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PackageInput {
    /// Positive.
    weight_g: Option<i64>,
    /// 1 to 64 characters.
    carrier: Option<String>,
    /// 1 to 100 characters.
    tracking_number: Option<String>,
    /// 1 to 1,000 characters, `http://` or `https://`.
    tracking_url: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PackInput {
    /// 1 to 100; a shipment has 1,000 at most.
    packages: Vec<PackageInput>,
}

/// What leaves.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ShipInput {
    /// Some pieces; the rest becomes another open shipment. Everything when absent.
    lines: Option<Vec<ShipLineInput>>,
    /// Parcels to add, at most 100.
    #[serde(default)]
    packages: Vec<PackageInput>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ShipLineInput {
    line_id: LineId,
    quantity: Quantity,
}

/// Nothing to say.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Nothing {}

#[derive(Debug, Serialize, JsonSchema)]
struct ShipmentView {
    shipment_id: ShipmentId,
    order_id: OrderId,
    order_number: String,
    status: StatusName,
    #[serde(skip_serializing_if = "Option::is_none")]
    reservation_id: Option<ReservationId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    method_id: Option<ShippingMethodId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<Box<RawValue>>,
    /// The shipment whose remainder this is.
    #[serde(skip_serializing_if = "Option::is_none")]
    split_from: Option<ShipmentId>,
    lines: Vec<ShipmentLine>,
    packages: Vec<PackageView>,
    created_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    shipped_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delivered_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cancelled_at: Option<Timestamp>,
    version: i64,
}

#[derive(Debug, Serialize, JsonSchema)]
struct PackageView {
    package_id: PackageId,
    #[serde(skip_serializing_if = "Option::is_none")]
    weight_g: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    carrier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tracking_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tracking_url: Option<String>,
}

impl StatusName {
    fn stored(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Shipped => "shipped",
            Self::Delivered => "delivered",
            Self::Cancelled => "cancelled",
        }
    }
}

fn parse_packages(packages: Vec<PackageInput>) -> Result<Vec<NewPackage>, ShippingError> {
    rule(packages.len() <= 100, "/packages", "packages must hold at most 100 packages")?;
    let parse = |(index, package): (usize, PackageInput)| {
        let at = |field: &str| format!("/packages/{index}/{field}");
        let optional = |value: Option<String>, field: &str, max, message| {
            value.map(|value| text(value, &at(field), max, message)).transpose()
        };
        rule(package.weight_g.is_none_or(|weight| weight > 0), at("weight_g"), "weight_g must be positive")?;
        let web = |url: &String| url.starts_with("https://") || url.starts_with("http://");
        rule(
            package.tracking_url.as_ref().is_none_or(web),
            at("tracking_url"),
            "tracking_url must be a web address",
        )?;
        Ok(NewPackage {
            weight_g: package.weight_g,
            carrier: optional(package.carrier, "carrier", 64, "carrier must have 1 to 64 characters")?,
            tracking_number: optional(
                package.tracking_number,
                "tracking_number",
                100,
                "tracking_number must have 1 to 100 characters",
            )?,
            tracking_url: optional(
                package.tracking_url,
                "tracking_url",
                1000,
                "tracking_url must have 1 to 1000 characters",
            )?,
        })
    };
    packages.into_iter().enumerate().map(parse).collect()
}

fn view(shipment: &Shipment) -> ShipmentView {
    let (status, shipped_at, delivered_at, cancelled_at) = match shipment.status {
        Status::Open => (StatusName::Open, None, None, None),
        Status::Shipped { at } => (StatusName::Shipped, Some(at), None, None),
        Status::Delivered { shipped_at, at } => (StatusName::Delivered, Some(shipped_at), Some(at), None),
        Status::Cancelled { at } => (StatusName::Cancelled, None, None, Some(at)),
    };
    let address = shipment.address.as_ref().map(Secret::expose).cloned();
    let packages = shipment.packages.iter().map(|package| PackageView {
        package_id: package.package_id,
        weight_g: package.weight_g,
        carrier: package.carrier.clone(),
        tracking_number: package.tracking_number.clone(),
        tracking_url: package.tracking_url.clone(),
    });
    ShipmentView {
        shipment_id: shipment.shipment_id,
        order_id: shipment.order_id,
        order_number: shipment.order_number.clone(),
        status,
        reservation_id: shipment.reservation_id,
        method_id: shipment.method_id,
        address: address.map(|json| RawValue::from_string(json).expect("BUG: stored as JSON")),
        split_from: shipment.split_from,
        lines: shipment.lines.clone(),
        packages: packages.collect(),
        created_at: shipment.created_at,
        shipped_at,
        delivered_at,
        cancelled_at,
        version: shipment.version,
    }
}

fn found(shipment: &Shipment) -> Reply {
    Reply::json(200, &view(shipment)).etag(shipment.version)
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    const GONE: &[&str] = &["shipping.shipment_not_found"];
    let action = |path, summary| {
        Op::post(path, Access::Staff(WRITE_SHIPMENTS))
            .summary(summary)
            .per_channel()
            .idempotent()
            .answers::<ShipmentView>(200)
            .problems(GONE)
    };
    routes
        .route(
            Op::get("/admin/v1/shipments", Access::Staff(READ_SHIPMENTS))
                .summary("List shipments, the newest first")
                .per_channel()
                .paged()
                .query::<ShipmentFilter>()
                .answers::<Page<ShipmentView>>(200),
            list,
        )
        .route(
            Op::get("/admin/v1/shipments/{shipment_id}", Access::Staff(READ_SHIPMENTS))
                .summary("Get a shipment")
                .per_channel()
                .answers::<ShipmentView>(200)
                .problems(GONE),
            get,
        )
        .route(
            action("/admin/v1/shipments/{shipment_id}/packages", "Add packages to a shipment")
                .body::<PackInput>()
                .problems(&["shipping.shipment_not_open", "shipping.too_many_packages"]),
            pack,
        )
        .route(
            action("/admin/v1/shipments/{shipment_id}/ship", "Ship all or some of it")
                .body::<ShipInput>()
                .problems(&[
                    "shipping.shipment_not_open",
                    "shipping.line_not_in_shipment",
                    "shipping.quantity_too_large",
                    "shipping.nothing_to_ship",
                    "shipping.too_many_packages",
                ]),
            ship,
        )
        .route(
            action("/admin/v1/shipments/{shipment_id}/deliver", "Tell that it arrived")
                .body::<Nothing>()
                .problems(&["shipping.shipment_not_shipped"]),
            deliver,
        )
        .route(
            action("/admin/v1/shipments/{shipment_id}/cancel", "Do not ship what has not left")
                .body::<Nothing>()
                .problems(&["shipping.already_shipped"]),
            cancel,
        )
}

async fn list(
    State(app): State<Arc<App>>,
    channels: Channels,
    paged: Paged<ShipmentFilter>,
) -> Result<Reply, Problem> {
    let status = paged.filter.status.map(StatusName::stored);
    let filter = Filter { channels, status, order_id: paged.filter.order_id };
    Ok(Reply::json(200, &app.shipments(&filter, &paged.page).await?.map(|shipment| view(&shipment))))
}

async fn get(State(app): State<Arc<App>>, Within(shipment_id): Within<ShipmentId>) -> Result<Reply, Problem> {
    Ok(found(&app.shipment(shipment_id).await?))
}

async fn pack(
    State(app): State<Arc<App>>,
    Within(shipment_id): Within<ShipmentId>,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(body): Json<PackInput>,
) -> Result<Reply, Problem> {
    rule(!body.packages.is_empty(), "/packages", "packages must hold at least one package")?;
    let packages = parse_packages(body.packages)?;
    let asked = Asked { trace: call.trace.as_ref(), key: &key, answer: found };
    Ok(app.pack(shipment_id, &packages, asked).await?)
}

async fn ship(
    State(app): State<Arc<App>>,
    Within(shipment_id): Within<ShipmentId>,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(body): Json<ShipInput>,
) -> Result<Reply, Problem> {
    let pieces =
        body.lines.map(|lines| lines.into_iter().map(|line| (line.line_id, line.quantity)).collect());
    let order = ShipOrder { pieces, packages: parse_packages(body.packages)? };
    let asked = Asked { trace: call.trace.as_ref(), key: &key, answer: found };
    Ok(app.ship(shipment_id, &order, asked).await?)
}

async fn deliver(
    State(app): State<Arc<App>>,
    Within(shipment_id): Within<ShipmentId>,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(Nothing {}): Json<Nothing>,
) -> Result<Reply, Problem> {
    let asked = Asked { trace: call.trace.as_ref(), key: &key, answer: found };
    Ok(app.deliver(shipment_id, asked).await?)
}

async fn cancel(
    State(app): State<Arc<App>>,
    Within(shipment_id): Within<ShipmentId>,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(Nothing {}): Json<Nothing>,
) -> Result<Reply, Problem> {
    let asked = Asked { trace: call.trace.as_ref(), key: &key, answer: found };
    Ok(app.cancel(shipment_id, asked).await?)
}
