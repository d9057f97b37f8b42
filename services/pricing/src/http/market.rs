//! `/admin/v1/markets`.

use std::sync::Arc;

use kernel_base::{Currency, Page};
use kernel_http::{CallCtx, IdempotencyKey, IfMatch, Json, Op, Paging, Path, Problem, Reply, Routes, State};
use pricing_contracts::{RoundingPolicy, TaxFallback};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::{Code, CountryCode, MarketId};

use crate::app::{Answer, App};
use crate::domain::market::{Market, MarketTerms};
use crate::http::{READ, WRITE_MARKETS, conditional};

/// How a currency is sold in some countries.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct MarketBody {
    /// Short and stable: `eu`.
    code: Code,
    /// For people, 1 to 200 characters.
    name: String,
    /// What is paid with.
    currency: Currency,
    /// Its countries; no other market of the currency has them.
    #[serde(default)]
    countries: Vec<CountryCode>,
    /// True when prices are stated with tax in them.
    prices_include_tax: bool,
    /// How amounts become whole minor units.
    rounding: RoundingPolicy,
    /// Where tax is due while the destination is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    home_country: Option<CountryCode>,
    /// Serves the currency's buyers in countries that no market lists.
    #[serde(default)]
    default_for_currency: bool,
    /// Who is asked for the tax of quotes, a provider of the configuration; the tables of tax rates when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tax_provider: Option<Code>,
    /// What happens when the provider gives no proper answer.
    #[serde(default)]
    tax_fallback: TaxFallback,
}

/// A market.
#[derive(Debug, Clone, Serialize, JsonSchema)]
struct MarketDocument {
    market_id: MarketId,
    /// Grows with every change.
    version: i64,
    #[serde(flatten)]
    terms: MarketBody,
}

impl From<MarketBody> for MarketTerms {
    fn from(body: MarketBody) -> Self {
        Self {
            code: body.code,
            name: body.name,
            currency: body.currency,
            countries: body.countries,
            prices_include_tax: body.prices_include_tax,
            rounding: body.rounding,
            home_country: body.home_country,
            default_for_currency: body.default_for_currency,
            tax_provider: body.tax_provider,
            tax_fallback: body.tax_fallback,
        }
    }
}

impl From<&Market> for MarketDocument {
    fn from(market: &Market) -> Self {
        let terms = market.terms.clone();
        Self {
            market_id: market.id,
            version: market.version,
            terms: MarketBody {
                code: terms.code,
                name: terms.name,
                currency: terms.currency,
                countries: terms.countries,
                prices_include_tax: terms.prices_include_tax,
                rounding: terms.rounding,
                home_country: terms.home_country,
                default_for_currency: terms.default_for_currency,
                tax_provider: terms.tax_provider,
                tax_fallback: terms.tax_fallback,
            },
        }
    }
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/admin/v1/markets", READ)
                .summary("List markets by code")
                .every_channel()
                .paged()
                .answers::<Page<MarketDocument>>(200),
            list,
        )
        .route(
            Op::post("/admin/v1/markets", WRITE_MARKETS)
                .summary("Create a market")
                .idempotent()
                .body::<MarketBody>()
                .answers::<MarketDocument>(201)
                .problems(&["pricing.code_taken", "pricing.market_taken", "pricing.unknown_tax_provider"]),
            create,
        )
        .route(
            Op::get("/admin/v1/markets/{market_id}", READ)
                .summary("Get a market")
                .every_channel()
                .answers::<MarketDocument>(200)
                .problems(&["pricing.market_not_found"]),
            get,
        )
        .route(
            Op::put("/admin/v1/markets/{market_id}", WRITE_MARKETS)
                .summary("Replace a market's terms")
                .if_match()
                .body::<MarketBody>()
                .answers::<MarketDocument>(200)
                .problems(&[
                    "pricing.market_not_found",
                    "pricing.code_taken",
                    "pricing.market_taken",
                    "pricing.unknown_tax_provider",
                    "pricing.version_changed",
                ]),
            replace,
        )
}

async fn list(State(app): State<Arc<App>>, Paging(page): Paging) -> Result<Reply, Problem> {
    let markets = app.list_markets(&page).await?;
    Ok(Reply::json(200, &markets.map(|market| MarketDocument::from(&market))))
}

async fn create(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(body): Json<MarketBody>,
) -> Result<Reply, Problem> {
    let render = |market: &Market| {
        Reply::json(201, &MarketDocument::from(market))
            .etag(market.version)
            .location(format!("/admin/v1/markets/{}", market.id))
    };
    let answer = Answer { key: &key, render: &render };
    Ok(render(&app.create_market(&call, body.into(), Some(answer)).await?))
}

async fn get(State(app): State<Arc<App>>, Path(id): Path<MarketId>) -> Result<Reply, Problem> {
    let market = app.get_market(id).await?;
    Ok(Reply::json(200, &MarketDocument::from(&market)).etag(market.version))
}

async fn replace(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    Path(id): Path<MarketId>,
    expected: Option<IfMatch>,
    Json(body): Json<MarketBody>,
) -> Result<Reply, Problem> {
    let expected = expected.map(|version| version.0);
    let market = app.update_market(&call, id, body.into(), expected).await.map_err(conditional)?;
    Ok(Reply::json(200, &MarketDocument::from(&market)).etag(market.version))
}
