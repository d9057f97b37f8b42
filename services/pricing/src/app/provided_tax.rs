//! Quotes of markets that leave their tax to a provider.

use kernel_base::Call;
use pricing_contracts::{Quote, QuoteRequest, TaxFallback};

use crate::app::App;
use crate::domain::market::{Market, find_market};
use crate::domain::provided_tax::{from_tables, question};
use crate::domain::quote::{PricesByVariant, Rules};
use crate::error::PricingError;

impl App {
    /// The quote with the tax of the market's provider, if the market has one and there is tax to ask for. The provider is
    /// asked once for the whole quote; no connection is held meanwhile.
    pub(super) async fn provide_tax(
        &self,
        call: &Call,
        request: &QuoteRequest,
        quote: Quote,
        rules: &Rules,
        variants: &PricesByVariant,
    ) -> Result<Quote, PricingError> {
        let market = find_market(&rules.markets, request.currency, request.country.as_ref());
        let Some((provider, fallback)) = market.and_then(Market::tax_provision) else { return Ok(quote) };
        let Some(question) = question(request, &quote, variants) else { return Ok(quote) };
        match (self.tax_providers.taxes(call, provider, &question).await, fallback) {
            (Some(taxes), _) => Ok(taxes.apply(quote, provider)?),
            (None, TaxFallback::Tables) => Ok(from_tables(quote, provider)),
            (None, TaxFallback::Refuse) => Err(PricingError::TaxUnavailable),
        }
    }
}
