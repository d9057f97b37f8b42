//! Where stock lies, and which places serve a channel.

use std::collections::HashMap;

use kernel_base::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{ChannelCode, StockLocationId};

/// A place that holds stock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Location {
    pub(crate) location_id: StockLocationId,
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) priority: i32,
    pub(crate) active: bool,
    pub(crate) version: i64,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

/// How the locations of a channel share the lines of one reservation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AllocationStrategy {
    /// The first location takes what it can, then the next.
    #[default]
    Priority,
    /// As few locations as possible serve all lines together: every location is a parcel.
    FewestSplits,
}

impl AllocationStrategy {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Priority => "priority",
            Self::FewestSplits => "fewest_splits",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        [Self::Priority, Self::FewestSplits].into_iter().find(|strategy| strategy.as_str() == text)
    }
}

/// The locations that serve one channel, first choice first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub(crate) struct Route {
    pub(crate) strategy: AllocationStrategy,
    pub(crate) locations: Vec<StockLocationId>,
}

/// The routes of all channels that one decision is about.
#[derive(Debug, Clone, Default)]
pub(crate) struct Routes {
    /// Every active location, first choice first.
    active: Vec<StockLocationId>,
    by_channel: HashMap<String, Route>,
}

impl Routes {
    /// `channels` may name switched-off locations; they serve nobody.
    pub(crate) fn new(active: Vec<StockLocationId>, channels: HashMap<String, Route>) -> Self {
        let by_channel = channels
            .into_iter()
            .map(|(channel, mut route)| {
                if route.locations.is_empty() {
                    route.locations.clone_from(&active);
                } else {
                    route.locations.retain(|location| active.contains(location));
                }
                (channel, route)
            })
            .collect();
        Self { active, by_channel }
    }

    /// Every active location, first choice first.
    pub(crate) fn active(&self) -> &[StockLocationId] {
        &self.active
    }

    /// A channel nobody configured is served by every active location in order of priority.
    pub(crate) fn of(&self, channel: &ChannelCode) -> Route {
        self.by_channel.get(channel.as_str()).cloned().unwrap_or_else(|| Route {
            strategy: AllocationStrategy::Priority,
            locations: self.active.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use kernel_base::Env;

    use super::*;

    #[test]
    fn an_unknown_channel_is_served_by_all_and_a_switched_off_location_serves_nobody() {
        let env = Env::system();
        let (near, far, off) = (env.id(), env.id(), env.id());
        let chosen = Route { strategy: AllocationStrategy::FewestSplits, locations: vec![off, far] };
        let open = Route { strategy: AllocationStrategy::FewestSplits, locations: vec![] };
        let routes = Routes::new(
            vec![near, far],
            HashMap::from([("outlet".to_owned(), chosen), ("open".to_owned(), open)]),
        );
        assert_eq!(routes.of(&"web".parse().unwrap()).locations, [near, far]);
        assert_eq!(routes.of(&"outlet".parse().unwrap()).locations, [far]);
        assert_eq!(routes.of(&"open".parse().unwrap()).locations, [near, far]);
        assert_eq!(routes.of(&"open".parse().unwrap()).strategy, AllocationStrategy::FewestSplits);
    }
}
