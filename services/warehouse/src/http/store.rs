//! What shoppers may know of stock: whether something can be had, and from when. How many pieces there are is the merchant's
//! business; a cart is told when it wants more than that.

use std::sync::Arc;

use kernel_base::Timestamp;
use kernel_http::{Access, CallCtx, Op, Problem, Query, Reply, Routes, State};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use shared_contracts::{ChannelCode, VariantId};
use warehouse_contracts::{Availability, AvailabilityQuery, WarehouseApi};

use crate::app::App;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AvailabilityParameters {
    /// Decides which locations count.
    channel: ChannelCode,
    /// Separated by commas, at most 1,000.
    #[serde(deserialize_with = "separated")]
    #[schemars(with = "String")]
    variant_ids: Vec<VariantId>,
}

fn separated<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<VariantId>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let ids = text.split(',').filter(|id| !id.is_empty()).map(str::parse);
    ids.collect::<Result<_, _>>().map_err(serde::de::Error::custom)
}

/// Whether a variant can be had.
#[derive(Debug, Serialize, JsonSchema)]
struct AvailabilityView {
    variant_id: VariantId,
    /// True when at least one piece can be bought, from stock or on backorder, and for what has no stock.
    available: bool,
    /// True when pieces are there to be sent.
    in_stock: bool,
    /// When pieces that are not there are promised.
    #[serde(skip_serializing_if = "Option::is_none")]
    expected_at: Option<Timestamp>,
}

/// Those of the variants that are known, in no particular order.
#[derive(Debug, Serialize, JsonSchema)]
struct AvailabilityList {
    items: Vec<AvailabilityView>,
}

impl From<Availability> for AvailabilityView {
    fn from(availability: Availability) -> Self {
        let in_stock = !availability.tracked || availability.available > 0;
        Self {
            variant_id: availability.variant_id,
            available: availability.allows(1),
            in_stock,
            expected_at: availability.expected_at.filter(|_| !in_stock),
        }
    }
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes.route(
        Op::get("/store/v1/availability", Access::Public)
            .summary("Whether variants can be had in a channel")
            .query::<AvailabilityParameters>()
            .answers::<AvailabilityList>(200),
        availability,
    )
}

async fn availability(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    Query(parameters): Query<AvailabilityParameters>,
) -> Result<Reply, Problem> {
    let AvailabilityParameters { channel, variant_ids } = parameters;
    let query = AvailabilityQuery { channel, variant_ids, cart_id: None };
    let found = app.availability(&call, query).await?;
    Ok(Reply::json(200, &AvailabilityList { items: found.into_iter().map(Into::into).collect() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shoppers_learn_whether_and_not_how_many() {
        let view = |tracked, available, orderable| {
            let availability = Availability {
                variant_id: VariantId::from_uuid(uuid::Uuid::from_u128(1)),
                tracked,
                available,
                backorder: orderable > available,
                orderable,
                expected_at: Some(Timestamp::from_micros(0)),
            };
            let view = AvailabilityView::from(availability);
            (view.available, view.in_stock, view.expected_at.is_some())
        };
        assert_eq!(view(true, 3, 3), (true, true, false));
        assert_eq!(view(true, 0, 10), (true, false, true), "on backorder");
        assert_eq!(view(true, 0, 0), (false, false, true), "sold out, and expected");
        assert_eq!(view(true, -2, 0), (false, false, true), "more promised than there is");
        assert_eq!(view(false, 0, 0), (true, true, false), "a service");
    }
}
