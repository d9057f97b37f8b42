//! Stock locations and the routes of channels.

use std::collections::HashMap;

use kernel_base::{Id, Limit, Timestamp};
use kernel_db::{DbError, GenericClient, Write};
use kernel_http::Channels;
use shared_contracts::{ChannelCode, StockLocationId};
use uuid::Uuid;
use warehouse_db::queries::channel_route::{
    delete_route_locations, find_routes, insert_route_locations, list_routes, route_locations, upsert_route,
};
use warehouse_db::queries::location::{
    LocationRow, active_locations, ensure_location, find_location, insert_location, list_locations,
    locations_by_code, locations_by_id, update_location,
};

use crate::domain::location::{AllocationStrategy, Location, Route, Routes};
use crate::store::uuids;

pub(crate) async fn list(
    client: &impl GenericClient,
    after: Option<&str>,
    limit: Limit,
) -> Result<Vec<Location>, DbError> {
    let rows = list_locations().bind(client, &after.unwrap_or_default(), &limit.plus_one()).all().await?;
    Ok(rows.into_iter().map(location).collect())
}

pub(crate) async fn find(
    client: &impl GenericClient,
    id: StockLocationId,
) -> Result<Option<Location>, DbError> {
    Ok(find_location().bind(client, &id.uuid()).opt().await?.map(location))
}

/// Those that exist, by code.
pub(crate) async fn by_code(
    client: &impl GenericClient,
    codes: &[&str],
) -> Result<HashMap<String, Location>, DbError> {
    let rows = locations_by_code().bind(client, &codes).all().await?;
    Ok(rows.into_iter().map(location).map(|location| (location.code.clone(), location)).collect())
}

/// The codes of these locations.
pub(crate) async fn codes(
    client: &impl GenericClient,
    ids: impl IntoIterator<Item = StockLocationId>,
) -> Result<HashMap<StockLocationId, String>, DbError> {
    let mut ids = uuids(ids);
    ids.sort_unstable();
    ids.dedup();
    let rows = locations_by_id().bind(client, &ids).all().await?;
    Ok(rows.into_iter().map(location).map(|location| (location.location_id, location.code)).collect())
}

pub(crate) async fn insert(write: &Write, location: &Location) -> Result<(), DbError> {
    insert_location()
        .bind(
            write,
            &location.location_id.uuid(),
            &location.code,
            &location.name,
            &location.priority,
            &location.active,
            &location.created_at,
        )
        .await?;
    Ok(())
}

/// The location every shop starts with.
pub(crate) async fn ensure(
    write: &Write,
    id: StockLocationId,
    code: &str,
    name: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    ensure_location().bind(write, &id.uuid(), &code, &name, &100, &now).await?;
    Ok(())
}

/// Guarded by the version that was read.
pub(crate) async fn update(write: &Write, location: &Location) -> Result<(), DbError> {
    update_location()
        .bind(
            &write.expect(1, "stock_location_version"),
            &location.name,
            &location.priority,
            &location.active,
            &location.updated_at,
            &location.location_id.uuid(),
            &location.version,
        )
        .await?;
    Ok(())
}

/// A channel's route as staff configured it, switched-off locations included.
#[derive(Debug, Clone)]
pub(crate) struct StoredRoute {
    pub(crate) channel: String,
    pub(crate) route: Route,
    pub(crate) version: i64,
    pub(crate) updated_at: Timestamp,
}

/// What decides for these channels.
pub(crate) async fn routes(client: &impl GenericClient, channels: &[&str]) -> Result<Routes, DbError> {
    let active = async { Ok::<_, DbError>(active_locations().bind(client).all().await?) };
    let (active, stored) = tokio::try_join!(active, stored_routes(client, channels))?;
    let by_channel = stored.into_iter().map(|stored| (stored.channel, stored.route)).collect();
    Ok(Routes::new(active.into_iter().map(Id::from_uuid).collect(), by_channel))
}

pub(crate) async fn stored_routes(
    client: &impl GenericClient,
    channels: &[&str],
) -> Result<Vec<StoredRoute>, DbError> {
    let routes = async { Ok::<_, DbError>(find_routes().bind(client, &channels).all().await?) };
    let (rows, locations) = tokio::try_join!(routes, locations_of(client, channels))?;
    Ok(rows
        .into_iter()
        .map(|row| stored_route(row.channel, &row.strategy, row.version, row.updated_at, &locations))
        .collect())
}

pub(crate) async fn list_stored_routes(
    client: &impl GenericClient,
    only: &Channels,
    after: Option<&str>,
    limit: Limit,
) -> Result<Vec<StoredRoute>, DbError> {
    let (after, only) = (after.unwrap_or_default(), only.names());
    let rows = list_routes().bind(client, &after, &only, &limit.plus_one()).all().await?;
    let channels: Vec<&str> = rows.iter().map(|row| row.channel.as_str()).collect();
    let locations = locations_of(client, &channels).await?;
    Ok(rows
        .into_iter()
        .map(|row| stored_route(row.channel, &row.strategy, row.version, row.updated_at, &locations))
        .collect())
}

/// Replaces the channel's route, over its `expected` version, where one is.
pub(crate) async fn save_route(
    write: &Write,
    channel: &ChannelCode,
    route: &Route,
    expected: Option<i64>,
    now: Timestamp,
) -> Result<(), DbError> {
    let channel = channel.as_str();
    let guard = write.expect(1, "channel_route_version");
    upsert_route().bind(&guard, &channel, &route.strategy.as_str(), &now, &expected).await?;
    delete_route_locations().bind(write, &channel).await?;
    let ids = uuids(route.locations.iter().copied());
    let priorities: Vec<i32> = (0..).take(ids.len()).collect();
    insert_route_locations().bind(write, &channel, &ids, &priorities).await?;
    Ok(())
}

type LocationsByChannel = HashMap<String, Vec<StockLocationId>>;

async fn locations_of(client: &impl GenericClient, channels: &[&str]) -> Result<LocationsByChannel, DbError> {
    let mut locations = LocationsByChannel::new();
    for row in route_locations().bind(client, &channels).all().await? {
        locations.entry(row.channel).or_default().push(Id::from_uuid(row.location_id));
    }
    Ok(locations)
}

fn stored_route(
    channel: String,
    strategy: &str,
    version: i64,
    updated_at: Timestamp,
    locations: &LocationsByChannel,
) -> StoredRoute {
    let strategy = AllocationStrategy::parse(strategy).expect("BUG: channel_route_strategy_check");
    let locations = locations.get(&channel).cloned().unwrap_or_default();
    StoredRoute { channel, route: Route { strategy, locations }, version, updated_at }
}

fn location(row: LocationRow) -> Location {
    let location_id: Uuid = row.location_id;
    Location {
        location_id: Id::from_uuid(location_id),
        code: row.code,
        name: row.name,
        priority: row.priority,
        active: row.active,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    }
}
