//! Markets.

use kernel_base::{Call, Page, PageRequest};
use kernel_db::{Write, retry_conflicts};
use kernel_messaging::Emit;
use shared_contracts::MarketId;

use crate::app::{Answer, App, after_code, check_name, check_version, page_by_code};
use crate::domain::market::{Market, MarketTerms};
use crate::error::PricingError;
use crate::{publish, store};

/// There are fewer countries.
const MAX_COUNTRIES: usize = 300;

impl App {
    pub(crate) async fn list_markets(
        &self,
        page: &PageRequest,
    ) -> Result<Page<Market>, kernel_base::ApiError> {
        let after = after_code(page)?;
        let reader = self.db.read().await?;
        let rows = store::market::list(&reader, &after, page.limit.plus_one()).await?;
        Ok(page_by_code(rows, page, |market| market.terms.code.as_str()))
    }

    pub(crate) async fn get_market(&self, id: MarketId) -> Result<Market, PricingError> {
        let reader = self.db.read().await?;
        store::market::find(&reader, id).await?.ok_or(PricingError::UnknownMarket(id))
    }

    pub(crate) async fn create_market(
        &self,
        call: &Call,
        terms: MarketTerms,
        answer: Option<Answer<'_, Market>>,
    ) -> Result<Market, PricingError> {
        let terms = self.checked(terms)?;
        let market = Market { id: self.env.id(), version: 1, terms };
        let write = self.db.write().await?;
        store::market::insert(&write, &market, self.env.now()).await?;
        write.changed(market.id, None, Some(&market));
        self.publish_market(&write, call, &market)?;
        self.commit(write, &market, answer.as_ref())
            .await
            .map_err(|error| code_taken(error.into(), &market))?;
        Ok(market)
    }

    /// Replaces the terms; with `expected`, only of that version.
    pub(crate) async fn update_market(
        &self,
        call: &Call,
        id: MarketId,
        terms: MarketTerms,
        expected: Option<i64>,
    ) -> Result<Market, PricingError> {
        let terms = self.checked(terms)?;
        retry_conflicts(
            || async {
                let mut market = self.get_market(id).await?;
                check_version(expected, market.version)?;
                let before = market.clone();
                market.terms = terms.clone();
                let write = self.db.write().await?;
                store::market::update(&write, &market, self.env.now()).await?;
                market.version += 1;
                write.changed(id, Some(&before), Some(&market));
                self.publish_market(&write, call, &market)?;
                write.commit().await.map_err(|error| code_taken(error.into(), &market))?;
                Ok(market)
            },
            PricingError::raced,
        )
        .await
    }

    /// Countries in order, each once.
    fn checked(&self, mut terms: MarketTerms) -> Result<MarketTerms, PricingError> {
        check_name(&terms.name)?;
        terms.countries.sort();
        terms.countries.dedup();
        if terms.countries.len() > MAX_COUNTRIES {
            return Err(PricingError::InvalidField { field: "/countries", reason: "at most 300 countries" });
        }
        match &terms.tax_provider {
            Some(code) if !self.tax_providers.known(code) => {
                Err(PricingError::UnknownTaxProvider(code.clone()))
            }
            _ => Ok(terms),
        }
    }

    fn publish_market(&self, write: &Write, call: &Call, market: &Market) -> Result<(), PricingError> {
        let event = publish::market_changed(market, self.env.now());
        write.emit(&self.env, market.id.to_string(), market.version, call.trace.as_ref(), &event)?;
        let cache = self.cache.clone();
        write.after_commit(move || cache.remove_rules());
        Ok(())
    }
}

fn code_taken(error: PricingError, market: &Market) -> PricingError {
    error.code_taken("market_code_key", &market.terms.code)
}
