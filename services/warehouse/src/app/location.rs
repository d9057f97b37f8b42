//! Stock locations, and which of them serve a channel.

use kernel_base::{Page, PageRequest};
use kernel_db::DbError;
use kernel_http::{Channels, IdempotencyKey, Reply, store_response};
use shared_contracts::{ChannelCode, Code, StockLocationId};

use crate::app::{App, settle};
use crate::domain::location::{AllocationStrategy, Location, Route};
use crate::error::{WarehouseError, field};
use crate::store::location::{self, StoredRoute};

/// The most locations one channel may have.
pub(crate) const MAX_ROUTE_LOCATIONS: usize = 20;

/// A location to be.
#[derive(Debug, Clone)]
pub(crate) struct NewLocation {
    pub(crate) code: Code,
    pub(crate) name: String,
    pub(crate) priority: i32,
}

/// What may be changed of a location; what is absent stays.
#[derive(Debug, Clone, Default)]
pub(crate) struct LocationChange {
    pub(crate) name: Option<String>,
    pub(crate) priority: Option<i32>,
    pub(crate) active: Option<bool>,
}

impl App {
    pub(crate) async fn create_location(
        &self,
        new: NewLocation,
        key: &IdempotencyKey,
        answer: impl Fn(&Location) -> Reply,
    ) -> Result<Reply, WarehouseError> {
        check(&new.name, new.priority)?;
        let now = self.env.now();
        let location = Location {
            location_id: self.env.id(),
            code: new.code.to_string(),
            name: new.name,
            priority: new.priority,
            active: true,
            version: 1,
            created_at: now,
            updated_at: now,
        };
        let write = self.db.write().await?;
        location::insert(&write, &location).await?;
        write.changed(location.location_id, None, Some(&location));
        let reply = answer(&location);
        store_response(&write, key, &reply).await?;
        write.commit().await.map_err(|error| match error.constraint() {
            Some("stock_location_code_key") => WarehouseError::LocationCodeTaken(location.code.clone()),
            _ => error.into(),
        })?;
        Ok(reply)
    }

    pub(crate) async fn change_location(
        &self,
        id: StockLocationId,
        expected: i64,
        change: &LocationChange,
    ) -> Result<Location, WarehouseError> {
        settle(|| async {
            let write = self.db.write().await?;
            let found = location::find(&write, id).await?;
            let mut location = found.ok_or(WarehouseError::LocationNotFound(id))?;
            if location.version != expected {
                return Err(WarehouseError::VersionMismatch { current: location.version });
            }
            let before = location.clone();
            location.name = change.name.clone().unwrap_or(location.name);
            location.priority = change.priority.unwrap_or(location.priority);
            location.active = change.active.unwrap_or(location.active);
            location.updated_at = self.env.now();
            check(&location.name, location.priority)?;
            location::update(&write, &location).await?;
            location.version += 1;
            write.changed(id, Some(&before), Some(&location));
            write.commit().await?;
            Ok(location)
        })
        .await
    }

    pub(crate) async fn get_location(&self, id: StockLocationId) -> Result<Location, WarehouseError> {
        let found = location::find(&self.db.read().await?, id).await?;
        found.ok_or(WarehouseError::LocationNotFound(id))
    }

    /// Locations in order of their codes.
    pub(crate) async fn list_locations(
        &self,
        page: &PageRequest,
        after: Option<String>,
    ) -> Result<Page<Location>, WarehouseError> {
        let rows = location::list(&self.db.read().await?, after.as_deref(), page.limit).await?;
        Ok(Page::from_rows(rows, page.limit, |location| location.code.clone()))
    }

    /// Replaces the route of a channel, over its `expected` version, where one is. Without locations, every active one serves
    /// the channel.
    pub(crate) async fn save_route(
        &self,
        channel: &ChannelCode,
        strategy: AllocationStrategy,
        codes: &[Code],
        expected: Option<i64>,
    ) -> Result<NamedRoute, WarehouseError> {
        if codes.len() > MAX_ROUTE_LOCATIONS {
            let message = format!("a channel has at most {MAX_ROUTE_LOCATIONS} locations");
            return Err(WarehouseError::field("/locations", "too_many", message));
        }
        let write = self.db.write().await?;
        let names: Vec<&str> = codes.iter().map(Code::as_str).collect();
        let known = location::by_code(&write, &names).await?;
        let mut route = Route { strategy, locations: Vec::with_capacity(codes.len()) };
        let mut errors = Vec::new();
        for (index, code) in codes.iter().enumerate() {
            let pointer = format!("/locations/{index}");
            match known.get(code.as_str()).map(|location| location.location_id) {
                None => errors.push(field(pointer, "unknown_location", format!("{code} does not exist"))),
                Some(id) if route.locations.contains(&id) => {
                    errors.push(field(pointer, "duplicate", format!("{code} stands there twice")));
                }
                Some(id) => route.locations.push(id),
            }
        }
        if !errors.is_empty() {
            return Err(WarehouseError::Invalid(errors));
        }
        let known = location::stored_routes(&write, &[channel.as_str()]).await?.pop();
        write.changed(channel, known.as_ref().map(|known| &known.route), Some(&route));
        location::save_route(&write, channel, &route, expected, self.env.now()).await?;
        match write.commit().await {
            Err(error) if error.constraint() == Some("channel_route_version") => {
                let current = self.get_route(channel).await?.stored.version;
                Err(WarehouseError::VersionMismatch { current })
            }
            result => {
                result?;
                self.get_route(channel).await
            }
        }
    }

    pub(crate) async fn get_route(&self, channel: &ChannelCode) -> Result<NamedRoute, WarehouseError> {
        let reader = self.db.read().await?;
        let found = location::stored_routes(&reader, &[channel.as_str()]).await?.pop();
        let stored = found.ok_or_else(|| WarehouseError::RouteNotFound(channel.to_string()))?;
        let mut named = name_routes(&reader, vec![stored]).await?;
        Ok(named.pop().expect("BUG: one in, one out"))
    }

    /// Routes in order of their channels.
    pub(crate) async fn list_routes(
        &self,
        channels: &Channels,
        page: &PageRequest,
        after: Option<String>,
    ) -> Result<Page<NamedRoute>, WarehouseError> {
        let reader = self.db.read().await?;
        let stored = location::list_stored_routes(&reader, channels, after.as_deref(), page.limit).await?;
        let rows = name_routes(&reader, stored).await?;
        Ok(Page::from_rows(rows, page.limit, |named| named.stored.channel.clone()))
    }

    /// Makes the location `main` unless it is there: a shop can receive stock at once.
    pub(crate) async fn ensure_defaults(&self) -> Result<(), DbError> {
        let write = self.db.write().await?;
        location::ensure(&write, self.env.id(), "main", "Main warehouse", self.env.now()).await?;
        write.commit().await
    }
}

/// A route with the codes of its locations, first choice first.
#[derive(Debug, Clone)]
pub(crate) struct NamedRoute {
    pub(crate) stored: StoredRoute,
    pub(crate) locations: Vec<String>,
}

async fn name_routes(
    reader: &kernel_db::Reader,
    stored: Vec<StoredRoute>,
) -> Result<Vec<NamedRoute>, WarehouseError> {
    let ids = stored.iter().flat_map(|stored| stored.route.locations.iter().copied());
    let codes = location::codes(reader, ids).await?;
    let name = |stored: StoredRoute| {
        let locations = stored.route.locations.iter().filter_map(|id| codes.get(id).cloned()).collect();
        NamedRoute { stored, locations }
    };
    Ok(stored.into_iter().map(name).collect())
}

fn check(name: &str, priority: i32) -> Result<(), WarehouseError> {
    let mut errors = Vec::new();
    if name.trim().is_empty() || name.chars().count() > 200 {
        errors.push(field("/name", "length", "a name has 1 to 200 characters"));
    }
    if !(0..=1_000_000).contains(&priority) {
        errors.push(field("/priority", "out_of_range", "a priority lies between 0 and 1000000"));
    }
    if errors.is_empty() { Ok(()) } else { Err(WarehouseError::Invalid(errors)) }
}
