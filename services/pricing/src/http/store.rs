//! What shoppers may ask: prices to show, and quotes. Neither customer group nor negotiated prices are theirs to choose.

use std::sync::Arc;

use kernel_base::Currency;
use kernel_http::{Access, CallCtx, Json, KeyChannel, Op, Problem, Query, RateClass, Reply, Routes, State};
use pricing_contracts::{Prices, PricesQuery, PricingApi, Quote, QuoteLine, QuoteRequest, TaxTreatment};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};
use shared_contracts::{ChannelCode, CountryCode, LineId, Quantity, VariantId};

use crate::app::App;
use crate::http::{QUOTE_BYTES, QUOTE_PROBLEMS};

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PricesParameters {
    channel: ChannelCode,
    currency: Currency,
    /// Separated by commas, at most 1,000.
    #[serde(deserialize_with = "separated")]
    #[schemars(with = "String")]
    variant_ids: Vec<VariantId>,
    /// Where the goods go.
    #[serde(default)]
    country: Option<CountryCode>,
}

fn separated<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<VariantId>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let ids = text.split(',').filter(|id| !id.is_empty()).map(str::parse);
    ids.collect::<Result<_, _>>().map_err(serde::de::Error::custom)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct QuoteBody {
    channel: ChannelCode,
    currency: Currency,
    /// Where the goods go.
    #[serde(default)]
    country: Option<CountryCode>,
    /// State or province.
    #[serde(default)]
    region: Option<String>,
    #[serde(default)]
    postal_code: Option<String>,
    /// At most 10,000.
    lines: Vec<LineBody>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct LineBody {
    /// Yours to choose, unique in the quote.
    line_id: LineId,
    variant_id: VariantId,
    quantity: Quantity,
}

impl From<QuoteBody> for QuoteRequest {
    fn from(body: QuoteBody) -> Self {
        let lines = body.lines.into_iter().map(|line| QuoteLine {
            line_id: line.line_id,
            variant_id: line.variant_id,
            quantity: line.quantity,
            negotiated: None,
            tax_class: None,
        });
        Self {
            channel: body.channel,
            currency: body.currency,
            country: body.country,
            region: body.region,
            postal_code: body.postal_code,
            customer_group: None,
            customer_groups: Vec::new(),
            at: None,
            tax: TaxTreatment::Market,
            lines: lines.collect(),
            shipping: None,
        }
    }
}

pub(super) fn routes(routes: Routes<Arc<App>>) -> Routes<Arc<App>> {
    routes
        .route(
            Op::get("/store/v1/prices", Access::Public)
                .summary("Prices to show")
                .query::<PricesParameters>()
                .answers::<Prices>(200)
                .problems(&["pricing.no_market", "pricing.too_many_variants"]),
            prices,
        )
        .route(
            // Has no effect, so it takes no idempotency key.
            Op::post("/store/v1/quotes", Access::Public)
                .summary("Price some lines, with the calculation behind every amount")
                .rate(RateClass::Search)
                .body::<QuoteBody>()
                .body_limit(QUOTE_BYTES)
                .answers::<Quote>(200)
                .problems(&QUOTE_PROBLEMS)
                .problems(&["gateway.other_channel"]),
            quote,
        )
}

async fn prices(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    Query(parameters): Query<PricesParameters>,
) -> Result<Reply, Problem> {
    let query = PricesQuery {
        channel: parameters.channel,
        currency: parameters.currency,
        variant_ids: parameters.variant_ids,
        customer_group: None,
        customer_groups: Vec::new(),
        country: parameters.country,
    };
    Ok(Reply::json(200, &app.prices(&call, query).await?))
}

async fn quote(
    State(app): State<Arc<App>>,
    CallCtx(call): CallCtx,
    key: KeyChannel,
    Json(body): Json<QuoteBody>,
) -> Result<Reply, Problem> {
    key.select(Some(body.channel.clone()))?;
    Ok(Reply::json(200, &app.quote(&call, body.into()).await?))
}
