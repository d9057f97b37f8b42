//! What pricing does for other services.

use async_trait::async_trait;
use kernel_base::{ApiError, Call};

use crate::{Prices, PricesQuery, Quote, QuoteRequest};

/// Prices and quotes. Both calls only read; repeating them is safe.
#[async_trait]
pub trait PricingApi: Send + Sync {
    /// Prices every line, with tax and the calculation behind it. Lines without a price are told in
    /// [`Quote::problems`] and are not part of the totals.
    ///
    /// # Errors
    /// `pricing.no_market` when nothing is sold in this currency, `pricing.amount_too_large` when a sum does not fit,
    /// `pricing.wrong_currency` for a shipping charge in another currency, `pricing.unknown_tax_class`,
    /// `pricing.too_many_lines`, `pricing.duplicate_line`, `pricing.negative_price`, `pricing.tax_unavailable` when the
    /// market's tax provider gives no proper answer and the market sells nothing without it.
    async fn quote(&self, call: &Call, request: QuoteRequest) -> Result<Quote, ApiError>;

    /// What a shopper sees on lists and product pages: price of one piece, tiers, lowest price of the last 30 days.
    /// Variants without a price are left out.
    ///
    /// # Errors
    /// `pricing.no_market`, `pricing.too_many_variants`.
    async fn prices(&self, call: &Call, query: PricesQuery) -> Result<Prices, ApiError>;
}
