//! Routes: who may ask what, and how answers look. Handlers parse, call the use case and render.

mod market;
mod price;
mod price_list;
mod store;
mod tax;

use std::sync::Arc;

use kernel_http::{Access, Op, Problem, Routes};
use pricing_contracts::{Prices, PricesQuery, PricingApi, Quote, QuoteRequest};

use crate::app::App;
use crate::error::PricingError;

const READ: Access = Access::Staff("pricing.read");
const WRITE_PRICES: Access = Access::Staff("pricing.price.write");
const WRITE_MARKETS: Access = Access::Staff("pricing.market.write");
const WRITE_TAX: Access = Access::Staff("pricing.tax.write");

/// A quote of 10,000 lines, with room.
const QUOTE_BYTES: usize = 8 * 1024 * 1024;
/// What may be wrong with any quote.
const QUOTE_PROBLEMS: [&str; 6] = [
    "pricing.no_market",
    "pricing.too_many_lines",
    "pricing.duplicate_line",
    "pricing.amount_too_large",
    "pricing.tax_unavailable",
    "pricing.too_many_groups",
];

pub(crate) fn routes(app: &Arc<App>) -> Routes<Arc<App>> {
    let quote = Op::post("/internal/v1/pricing/quote", Access::Service(&["cart", "order"]))
        .summary("quote")
        .body::<QuoteRequest>()
        .answers::<Quote>(200)
        .problems(&QUOTE_PROBLEMS)
        .problems(&["pricing.negative_price", "pricing.price_too_high"])
        .problems(&["pricing.unknown_tax_class", "pricing.wrong_currency"])
        .body_limit(QUOTE_BYTES);
    let prices = Op::post("/internal/v1/pricing/prices", Access::Service(&[]))
        .summary("prices")
        .body::<PricesQuery>()
        .answers::<Prices>(200)
        .problems(&["pricing.no_market", "pricing.too_many_variants", "pricing.too_many_groups"]);
    let routes = Routes::new(crate::NAME, Arc::clone(app))
        .rpc_with(quote, |app: Arc<App>, call, request| async move { app.quote(&call, request).await })
        .rpc_with(prices, |app: Arc<App>, call, query| async move { app.prices(&call, query).await });
    store::routes(tax::routes(price::routes(price_list::routes(market::routes(routes)))))
}

/// Tells the present version with the refusal of a conditional change.
fn conditional(error: PricingError) -> Problem {
    match error {
        PricingError::VersionChanged(version) => Problem::from(error).etag(version),
        other => other.into(),
    }
}
