//! Quotes and prices: the hot path. A warm quote reads no database.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use kernel_base::{ApiError, Call, Timestamp};
use kernel_http::Channels;
use pricing_contracts::{Prices, PricesQuery, PricingApi, Quote, QuoteRequest};
use shared_contracts::VariantId;

use crate::app::App;
use crate::domain::history::HistoryEntry;
use crate::domain::price::{Price, VariantPrices};
use crate::domain::quote::{PricesByVariant, Rules};
use crate::domain::tax::TaxBook;
use crate::domain::{prices, quote};
use crate::error::PricingError;
use crate::store;
use crate::store::variant::Variant;

/// More markets, lists or classes than this are not meant to be.
const ALL: i64 = 100_000;

#[async_trait]
impl PricingApi for App {
    async fn quote(&self, call: &Call, request: QuoteRequest) -> Result<Quote, ApiError> {
        Ok(self.price(call, &request).await?)
    }

    async fn prices(&self, _: &Call, query: PricesQuery) -> Result<Prices, ApiError> {
        Ok(self.show_prices(&query).await?)
    }
}

impl App {
    pub(crate) async fn price(&self, call: &Call, request: &QuoteRequest) -> Result<Quote, PricingError> {
        quote::validate(request)?;
        let now = self.env.now();
        let variants = request.lines.iter().map(|line| line.variant_id);
        let (rules, prices) = match request.at.filter(|at| *at < now) {
            None => self.present(variants, now).await?,
            Some(past) => self.past(variants, past).await?,
        };
        let quote = quote::quote(&rules, &prices, request, now)?;
        self.provide_tax(call, request, quote, &rules, &prices).await
    }

    pub(crate) async fn show_prices(&self, query: &PricesQuery) -> Result<Prices, PricingError> {
        prices::validate(query)?;
        let now = self.env.now();
        let (rules, prices) = self.present(query.variant_ids.iter().copied(), now).await?;
        prices::prices(&rules, &prices, query, now)
    }

    /// All rules, from memory or the database.
    pub(crate) async fn rules(&self) -> Result<Arc<Rules>, PricingError> {
        if let Some(rules) = self.cache.rules() {
            return Ok(rules);
        }
        let _only_one = self.cache.loading_rules.lock().await;
        if let Some(rules) = self.cache.rules() {
            return Ok(rules);
        }
        let ticket = self.cache.ticket();
        let reader = self.db.read().await?;
        let (markets, lists, past_lists, classes, rates) = futures::try_join!(
            store::market::list(&reader, "", ALL),
            store::price_list::list(&reader, "", &Channels::All, ALL),
            store::price_list::past(&reader),
            store::tax::list_classes(&reader, "", ALL),
            store::tax::all_rates(&reader),
        )?;
        let rules = Arc::new(Rules { markets, lists, past_lists, tax: TaxBook::new(&classes, rates) });
        self.cache.keep_rules(&rules, ticket);
        Ok(rules)
    }

    /// What holds now or later.
    async fn present(
        &self,
        variants: impl Iterator<Item = VariantId>,
        now: Timestamp,
    ) -> Result<(Arc<Rules>, PricesByVariant), PricingError> {
        let lookup = self.cache.look_up(variants, now);
        let rules = match lookup.rules {
            Some(rules) => rules,
            None => self.rules().await?,
        };
        let mut prices = lookup.found;
        if !lookup.missing.is_empty() {
            let reader = self.db.read().await?;
            let (rows, history, variants) = futures::try_join!(
                store::price::from(&reader, &lookup.missing, now),
                store::price::recent(&reader, &lookup.missing),
                store::variant::find(&reader, &lookup.missing),
            )?;
            let read = assemble(&lookup.missing, rows, history, variants);
            self.cache.keep_prices(&read, now, lookup.ticket);
            prices.extend(read);
        }
        Ok((rules, prices))
    }

    /// What held then. Rare, so it is read and not kept.
    async fn past(
        &self,
        variants: impl Iterator<Item = VariantId>,
        at: Timestamp,
    ) -> Result<(Arc<Rules>, PricesByVariant), PricingError> {
        let rules = self.rules().await?;
        let mut ids: Vec<VariantId> = variants.collect();
        ids.sort_unstable();
        ids.dedup();
        let reader = self.db.read().await?;
        let (rows, variants) =
            futures::try_join!(store::price::at(&reader, &ids, at), store::variant::find(&reader, &ids))?;
        Ok((rules, assemble(&ids, rows, Vec::new(), variants)))
    }
}

/// One entry per variant, also for those of which nothing is known: that is worth remembering, too.
fn assemble(
    ids: &[VariantId],
    rows: Vec<(VariantId, Price)>,
    history: Vec<(VariantId, HistoryEntry)>,
    variants: Vec<Variant>,
) -> PricesByVariant {
    let mut prices: HashMap<VariantId, VariantPrices> =
        ids.iter().map(|id| (*id, VariantPrices::default())).collect();
    for variant in variants {
        if let Some(entry) = prices.get_mut(&variant.id) {
            entry.sku = Some(variant.sku);
            entry.tax_class = Some(variant.tax_class);
        }
    }
    for (id, price) in rows {
        prices.entry(id).or_default().prices.push(price);
    }
    for (id, past) in history {
        prices.entry(id).or_default().history.push(past);
    }
    prices.into_iter().map(|(id, prices)| (id, Arc::new(prices))).collect()
}
