//! The contract that other services call: what a channel can sell, and what carts hold.

use kernel_base::{ApiError, Call, Timestamp};
use warehouse_contracts::{
    Availability, AvailabilityQuery, HeldForCart, HoldForCart, ReleaseForCart, WarehouseApi,
};

use crate::app::App;
use crate::domain::location::Route;
use crate::domain::stock::{Level, StockItem};
use crate::domain::stockroom::{Stockroom, backorderable};
use crate::error::WarehouseError;
use crate::store::stock::StockRows;
use crate::store::{location, reservation};

#[async_trait::async_trait]
impl WarehouseApi for App {
    async fn availability(&self, _: &Call, query: AvailabilityQuery) -> Result<Vec<Availability>, ApiError> {
        if query.variant_ids.len() > AvailabilityQuery::MAX_VARIANTS {
            let message = format!("at most {} variants per query", AvailabilityQuery::MAX_VARIANTS);
            return Err(WarehouseError::field("/variant_ids", "too_many", message).into());
        }
        let reader = self.db.read().await?;
        let channels = [query.channel.as_str()];
        let (routes, rows, held) = tokio::try_join!(
            location::routes(&reader, &channels),
            StockRows::read(&reader, query.variant_ids.iter().copied()),
            reservation::pieces_held_for(&reader, query.cart_id, &query.variant_ids),
        )?;
        let (route, now) = (routes.of(&query.channel), self.env.now());
        let mut room = Stockroom::new(rows.items(routes.active()));
        for held in held {
            room.give_back(held);
        }
        Ok(room.items().map(|item| availability(item, &route, now)).collect())
    }

    async fn hold_for_cart(&self, call: &Call, hold: HoldForCart) -> Result<HeldForCart, ApiError> {
        self.set_hold(call, &hold).await?;
        Ok(HeldForCart { until: hold.until })
    }

    async fn release_for_cart(&self, call: &Call, release: ReleaseForCart) -> Result<(), ApiError> {
        Ok(self.end_hold(call, release.cart_id).await?)
    }
}

fn availability(item: &StockItem, route: &Route, now: Timestamp) -> Availability {
    let (available, beyond) = if item.tracked {
        let level = |location| item.level(location).map_or(0, Level::free);
        (route.locations.iter().copied().map(level).sum(), backorderable(item, &route.locations, now))
    } else {
        (0, 0)
    };
    Availability {
        variant_id: item.variant_id,
        tracked: item.tracked,
        available,
        backorder: beyond > 0,
        orderable: available + beyond,
        expected_at: item.oversell.expected_at().filter(|_| beyond > 0),
    }
}
