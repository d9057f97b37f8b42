//! `/admin/v1/shipping-zones`.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use kernel_base::Page;
use kernel_http::{Access, CallCtx, IdempotencyKey, IfMatch, Json, Op, Paging, Path, Problem, Reply, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{Code, CountryCode, ShippingZoneId};

use crate::app::App;
use crate::domain::rate::{Reach, Zone};
use crate::error::ShippingError;
use crate::http::{READ_METHODS, WRITE_METHODS, rule, text};

/// A new zone: countries, or everywhere.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewZone {
    /// For ever the same, unique.
    code: Code,
    /// 1 to 200 characters.
    name: String,
    /// At most 300; none means every country.
    #[serde(default)]
    countries: BTreeSet<CountryCode>,
}

/// A zone as it shall be.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ZoneEdit {
    /// 1 to 200 characters.
    name: String,
    /// At most 300; none means every country.
    #[serde(default)]
    countries: BTreeSet<CountryCode>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ZoneView {
    zone_id: ShippingZoneId,
    code: Code,
    name: String,
    /// True when it covers every country.
    everywhere: bool,
    countries: BTreeSet<CountryCode>,
    version: i64,
}

fn zone_fields(name: String, countries: BTreeSet<CountryCode>) -> Result<(String, Reach), ShippingError> {
    let name = text(name, "/name", 200, "name must have 1 to 200 characters")?;
    rule(countries.len() <= 300, "/countries", "countries must hold at most 300 countries")?;
    let reach = if countries.is_empty() { Reach::Everywhere } else { Reach::Countries(countries) };
    Ok((name, reach))
}

fn view(zone: &Zone) -> ZoneView {
    let countries = match &zone.reach {
        Reach::Everywhere => BTreeSet::new(),
        Reach::Countries(countries) => countries.clone(),
    };
    ZoneView {
        zone_id: zone.zone_id,
        code: zone.code.clone(),
        name: zone.name.clone(),
        everywhere: zone.reach == Reach::Everywhere,
        countries,
        version: zone.version,
    }
}

fn created(zone: &Zone) -> Reply {
    let path = format!("/admin/v1/shipping-zones/{}", zone.zone_id);
    Reply::json(201, &view(zone)).etag(zone.version).location(path)
}

fn found(zone: &Zone) -> Reply {
    Reply::json(200, &view(zone)).etag(zone.version)
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/admin/v1/shipping-zones", Access::Staff(READ_METHODS))
                .summary("List shipping zones")
                .every_channel()
                .paged()
                .answers::<Page<ZoneView>>(200),
            list,
        )
        .route(
            Op::post("/admin/v1/shipping-zones", Access::Staff(WRITE_METHODS))
                .summary("Create a shipping zone")
                .idempotent()
                .body::<NewZone>()
                .answers::<ZoneView>(201)
                .problems(&["shipping.code_taken"]),
            create,
        )
        .route(
            Op::get("/admin/v1/shipping-zones/{zone_id}", Access::Staff(READ_METHODS))
                .summary("Get a shipping zone")
                .every_channel()
                .answers::<ZoneView>(200)
                .problems(&["shipping.zone_not_found"]),
            get,
        )
        .route(
            Op::put("/admin/v1/shipping-zones/{zone_id}", Access::Staff(WRITE_METHODS))
                .summary("Change name and countries of a shipping zone")
                .if_match()
                .body::<ZoneEdit>()
                .answers::<ZoneView>(200)
                .problems(&["shipping.zone_not_found", "shipping.version_mismatch"]),
            replace,
        )
        .route(
            Op::delete("/admin/v1/shipping-zones/{zone_id}", Access::Staff(WRITE_METHODS))
                .summary("Delete a shipping zone that no rate uses")
                .if_match()
                .answers_nothing(204)
                .problems(&["shipping.zone_not_found", "shipping.version_mismatch", "shipping.zone_in_use"]),
            delete,
        )
}

async fn list(State(app): State<Arc<App>>, Paging(page): Paging) -> Result<Reply, Problem> {
    Ok(Reply::json(200, &app.zones(&page).await?.map(|zone| view(&zone))))
}

async fn create(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(body): Json<NewZone>,
) -> Result<Reply, Problem> {
    let (name, reach) = zone_fields(body.name, body.countries)?;
    Ok(app.create_zone((body.code, name, reach), call.trace.as_ref(), &key, created).await?)
}

async fn get(State(app): State<Arc<App>>, Path(zone_id): Path<ShippingZoneId>) -> Result<Reply, Problem> {
    Ok(found(&app.zone(zone_id).await?))
}

async fn replace(
    State(app): State<Arc<App>>,
    Path(zone_id): Path<ShippingZoneId>,
    CallCtx(call): CallCtx,
    IfMatch(version): IfMatch,
    Json(body): Json<ZoneEdit>,
) -> Result<Reply, Problem> {
    let fields = zone_fields(body.name, body.countries)?;
    Ok(found(&app.replace_zone(zone_id, version, fields, call.trace.as_ref()).await?))
}

async fn delete(
    State(app): State<Arc<App>>,
    Path(zone_id): Path<ShippingZoneId>,
    CallCtx(call): CallCtx,
    IfMatch(version): IfMatch,
) -> Result<Reply, Problem> {
    app.delete_zone(zone_id, version, call.trace.as_ref()).await?;
    Ok(Reply::no_content())
}
