//! `/admin/v1/price-lists`.

use std::sync::Arc;

use kernel_base::{ApiError, Currency, Page, Timestamp};
use kernel_http::{
    CallCtx, Channels, IdempotencyKey, IfMatch, Json, Op, Paging, Problem, Reply, Routes, State, Within,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{ChannelCode, Code, CountryCode, PriceListId};

use crate::app::{Answer, App};
use crate::domain::price_list::{PriceList, PriceListTerms};
use crate::http::{READ, WRITE_PRICES, conditional};

/// Prices of one currency under a common condition. Absent conditions are met by everyone.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PriceListBody {
    /// Short and stable: `base-eur`. Stays as it is.
    code: Code,
    /// For people, 1 to 200 characters.
    name: String,
    /// Of all its prices. Stays as it is.
    currency: Currency,
    /// Only in this channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    channel: Option<ChannelCode>,
    /// Only for this customer group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    customer_group: Option<Code>,
    /// Only for goods sent to this country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    country: Option<CountryCode>,
    /// Among lists that have a price, the highest wins; then the one with more conditions.
    #[serde(default)]
    priority: i32,
    /// From when on; since ever when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    starts_at: Option<Timestamp>,
    /// Until just before; for ever when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ends_at: Option<Timestamp>,
}

/// A price list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
struct PriceListDocument {
    price_list_id: PriceListId,
    /// Grows with every change.
    version: i64,
    #[serde(flatten)]
    terms: PriceListBody,
}

impl From<PriceListBody> for PriceListTerms {
    fn from(body: PriceListBody) -> Self {
        Self {
            code: body.code,
            name: body.name,
            currency: body.currency,
            channel: body.channel,
            customer_group: body.customer_group,
            country: body.country,
            priority: body.priority,
            starts_at: body.starts_at,
            ends_at: body.ends_at,
        }
    }
}

impl From<&PriceList> for PriceListDocument {
    fn from(list: &PriceList) -> Self {
        let terms = list.terms.clone();
        Self {
            price_list_id: list.id,
            version: list.version,
            terms: PriceListBody {
                code: terms.code,
                name: terms.name,
                currency: terms.currency,
                channel: terms.channel,
                customer_group: terms.customer_group,
                country: terms.country,
                priority: terms.priority,
                starts_at: terms.starts_at,
                ends_at: terms.ends_at,
            },
        }
    }
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/admin/v1/price-lists", READ)
                .summary("List price lists by code")
                .per_channel()
                .paged()
                .answers::<Page<PriceListDocument>>(200),
            list,
        )
        .route(
            Op::post("/admin/v1/price-lists", WRITE_PRICES)
                .summary("Create a price list")
                .per_channel()
                .idempotent()
                .body::<PriceListBody>()
                .answers::<PriceListDocument>(201)
                .problems(&["pricing.code_taken", "pricing.empty_period"]),
            create,
        )
        .route(
            Op::get("/admin/v1/price-lists/{price_list_id}", READ)
                .summary("Get a price list")
                .per_channel()
                .answers::<PriceListDocument>(200)
                .problems(&["pricing.price_list_not_found"]),
            get,
        )
        .route(
            Op::put("/admin/v1/price-lists/{price_list_id}", WRITE_PRICES)
                .summary("Replace a price list's terms")
                .per_channel()
                .if_match()
                .body::<PriceListBody>()
                .answers::<PriceListDocument>(200)
                .problems(&[
                    "pricing.price_list_not_found",
                    "pricing.empty_period",
                    "pricing.version_changed",
                ]),
            replace,
        )
}

/// Whoever is limited to channels makes lists for one of these.
fn require(channels: &Channels, wanted: Option<&ChannelCode>) -> Result<(), ApiError> {
    wanted.map_or_else(|| channels.require_all(), |channel| channels.require(channel.as_str()))
}

async fn list(
    State(app): State<Arc<App>>,
    channels: Channels,
    Paging(page): Paging,
) -> Result<Reply, Problem> {
    let lists = app.list_price_lists(&channels, &page).await?;
    Ok(Reply::json(200, &lists.map(|list| PriceListDocument::from(&list))))
}

async fn create(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    channels: Channels,
    key: IdempotencyKey,
    Json(body): Json<PriceListBody>,
) -> Result<Reply, Problem> {
    require(&channels, body.channel.as_ref())?;
    let render = |list: &PriceList| {
        Reply::json(201, &PriceListDocument::from(list))
            .etag(list.version)
            .location(format!("/admin/v1/price-lists/{}", list.id))
    };
    let answer = Answer { key: &key, render: &render };
    Ok(render(&app.create_price_list(&call, body.into(), Some(answer)).await?))
}

async fn get(State(app): State<Arc<App>>, Within(id): Within<PriceListId>) -> Result<Reply, Problem> {
    let list = app.get_price_list(id).await?;
    Ok(Reply::json(200, &PriceListDocument::from(&list)).etag(list.version))
}

async fn replace(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    Within(id): Within<PriceListId>,
    channels: Channels,
    expected: Option<IfMatch>,
    Json(body): Json<PriceListBody>,
) -> Result<Reply, Problem> {
    app.may_change(id, &channels).await?;
    require(&channels, body.channel.as_ref())?;
    let guard = (expected.map(|version| version.0), &channels);
    let list = app.update_price_list(&call, id, body.into(), guard).await.map_err(conditional)?;
    Ok(Reply::json(200, &PriceListDocument::from(&list)).etag(list.version))
}
