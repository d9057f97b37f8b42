//! Stock locations and the routes of channels.

use std::sync::Arc;

use kernel_base::{Page, Timestamp};
use kernel_http::{
    Access, Channels, IdempotencyKey, IfMatch, Json, Op, Paging, Path, Problem, Reply, Routes, State, Within,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{ChannelCode, Code, StockLocationId};

use crate::app::App;
use crate::app::location::{LocationChange, NamedRoute, NewLocation};
use crate::domain::location::{AllocationStrategy, Location};
use crate::http::{READ, SETUP, conditional};

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::post("/admin/v1/stock-locations", Access::Staff(SETUP))
                .summary("Create a stock location")
                .idempotent()
                .body::<NewLocationBody>()
                .answers::<LocationView>(201)
                .problems(&["warehouse.location_code_taken"]),
            create,
        )
        .route(
            Op::get("/admin/v1/stock-locations", Access::Staff(READ))
                .summary("List stock locations in order of their codes")
                .every_channel()
                .paged()
                .answers::<Page<LocationView>>(200),
            list,
        )
        .route(
            Op::get("/admin/v1/stock-locations/{location_id}", Access::Staff(READ))
                .summary("Get a stock location")
                .every_channel()
                .answers::<LocationView>(200)
                .problems(&["warehouse.location_not_found"]),
            get,
        )
        .route(
            Op::patch("/admin/v1/stock-locations/{location_id}", Access::Staff(SETUP))
                .summary("Change a stock location, or switch it off")
                .if_match()
                .body::<LocationChangeBody>()
                .answers::<LocationView>(200)
                .problems(&["warehouse.location_not_found", "warehouse.version_mismatch"]),
            change,
        )
        .route(
            Op::get("/admin/v1/stock-routes", Access::Staff(READ))
                .summary("List the channels that have a route of their own")
                .per_channel()
                .paged()
                .answers::<Page<RouteView>>(200),
            list_routes,
        )
        .route(
            Op::get("/admin/v1/stock-routes/{channel}", Access::Staff(READ))
                .summary("Get the locations that serve a channel")
                .per_channel()
                .answers::<RouteView>(200)
                .problems(&["warehouse.route_not_found"]),
            get_route,
        )
        .route(
            Op::put("/admin/v1/stock-routes/{channel}", Access::Staff(SETUP))
                .summary("Say which locations serve a channel, and how")
                .per_channel()
                .if_match()
                .body::<RouteBody>()
                .answers::<RouteView>(200)
                .problems(&["warehouse.route_not_found", "warehouse.version_mismatch"]),
            save_route,
        )
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewLocationBody {
    /// Short stable name, used in files: `main`.
    code: Code,
    /// 1 to 200 characters.
    name: String,
    /// Lower comes first, 0 to 1,000,000.
    #[serde(default = "usual_priority")]
    priority: i32,
}

fn usual_priority() -> i32 {
    100
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct LocationChangeBody {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    priority: Option<i32>,
    /// Stock of a switched-off location is not for sale; it keeps what it has and what is reserved.
    #[serde(default)]
    active: Option<bool>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct LocationView {
    location_id: StockLocationId,
    code: String,
    name: String,
    priority: i32,
    active: bool,
    created_at: Timestamp,
    updated_at: Timestamp,
}

impl From<Location> for LocationView {
    fn from(location: Location) -> Self {
        Self {
            location_id: location.location_id,
            code: location.code,
            name: location.name,
            priority: location.priority,
            active: location.active,
            created_at: location.created_at,
            updated_at: location.updated_at,
        }
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RouteBody {
    #[serde(default)]
    strategy: AllocationStrategy,
    /// Codes of at most 20 locations, first choice first. None: every active location, in order of priority.
    locations: Vec<Code>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct RouteView {
    channel: String,
    strategy: AllocationStrategy,
    locations: Vec<String>,
    version: i64,
    updated_at: Timestamp,
}

impl From<NamedRoute> for RouteView {
    fn from(named: NamedRoute) -> Self {
        Self {
            channel: named.stored.channel,
            strategy: named.stored.route.strategy,
            locations: named.locations,
            version: named.stored.version,
            updated_at: named.stored.updated_at,
        }
    }
}

async fn create(
    State(app): State<Arc<App>>,
    key: IdempotencyKey,
    Json(body): Json<NewLocationBody>,
) -> Result<Reply, Problem> {
    let new = NewLocation { code: body.code, name: body.name, priority: body.priority };
    let answer = |location: &Location| {
        let path = format!("/admin/v1/stock-locations/{}", location.location_id);
        Reply::json(201, &LocationView::from(location.clone())).etag(location.version).location(path)
    };
    Ok(app.create_location(new, &key, answer).await?)
}

async fn list(State(app): State<Arc<App>>, Paging(page): Paging) -> Result<Reply, Problem> {
    let locations = app.list_locations(&page, page.after_key()?).await?;
    Ok(Reply::json(200, &locations.map(LocationView::from)))
}

async fn get(State(app): State<Arc<App>>, Path(id): Path<StockLocationId>) -> Result<Reply, Problem> {
    Ok(render(app.get_location(id).await?))
}

async fn change(
    State(app): State<Arc<App>>,
    Path(id): Path<StockLocationId>,
    IfMatch(expected): IfMatch,
    Json(body): Json<LocationChangeBody>,
) -> Result<Reply, Problem> {
    let change = LocationChange { name: body.name, priority: body.priority, active: body.active };
    Ok(render(app.change_location(id, expected, &change).await.map_err(conditional)?))
}

fn render(location: Location) -> Reply {
    let version = location.version;
    Reply::json(200, &LocationView::from(location)).etag(version)
}

async fn list_routes(
    State(app): State<Arc<App>>,
    channels: Channels,
    Paging(page): Paging,
) -> Result<Reply, Problem> {
    let routes = app.list_routes(&channels, &page, page.after_key()?).await?;
    Ok(Reply::json(200, &routes.map(RouteView::from)))
}

async fn get_route(
    State(app): State<Arc<App>>,
    Within(channel): Within<ChannelCode>,
) -> Result<Reply, Problem> {
    Ok(render_route(app.get_route(&channel).await?))
}

async fn save_route(
    State(app): State<Arc<App>>,
    Within(channel): Within<ChannelCode>,
    expected: Option<IfMatch>,
    Json(body): Json<RouteBody>,
) -> Result<Reply, Problem> {
    let expected = expected.map(|version| version.0);
    let saved = app.save_route(&channel, body.strategy, &body.locations, expected).await;
    Ok(render_route(saved.map_err(conditional)?))
}

fn render_route(named: NamedRoute) -> Reply {
    let version = named.stored.version;
    Reply::json(200, &RouteView::from(named)).etag(version)
}
