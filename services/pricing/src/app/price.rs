//! Changing prices, looking at them, and their history.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use kernel_base::{Call, Page, PageRequest, Timestamp, UnitPrice};
use kernel_db::{Write, retry_conflicts};
use kernel_messaging::Emit;
use pricing_contracts::Tier;
use serde::Serialize;
use shared_contracts::{PriceListId, Quantity, Sku, VariantId};

use crate::app::{Answer, App};
use crate::domain::history::{HistoryEntry, lowest_before};
use crate::domain::price::{InvalidChange, Price, TierChange};
use crate::domain::price_list::PriceList;
use crate::error::PricingError;
use crate::store::price::{HistoryPlace, PlannedSet, PriceSetKey, RecordedPrice};
use crate::{publish, store};

/// The most variants whose prices one call changes.
pub(crate) const MAX_ENTRIES: usize = 1_000;

/// New prices of one variant in one list.
#[derive(Debug, Clone)]
pub(crate) struct NewPrices {
    pub(crate) key: PriceSetKey,
    pub(crate) tiers: NewTiers,
    /// Now when absent.
    pub(crate) valid_from: Option<Timestamp>,
    pub(crate) valid_until: Option<Timestamp>,
}

/// Tiers to come.
#[derive(Debug, Clone)]
pub(crate) enum NewTiers {
    /// These and no others.
    Exactly(Vec<Tier>),
    /// Those in force, with these set or, without a price, removed.
    Merged(Vec<(Quantity, Option<UnitPrice>)>),
}

/// What came of changing prices.
#[derive(Debug, Clone, Default)]
pub(crate) struct PricesChanged {
    pub(crate) changed: usize,
    /// They were already as wanted.
    pub(crate) unchanged: usize,
    /// What was refused, by its place in the call.
    pub(crate) refused: Vec<(usize, InvalidChange)>,
}

/// A list's prices of one variant, present and planned.
#[derive(Debug, Clone)]
pub(crate) struct VariantInList {
    pub(crate) variant_id: VariantId,
    pub(crate) prices: Vec<Price>,
}

/// A planned change with what its event tells.
struct Planned {
    set: PlannedSet,
    change: TierChange,
    /// What is in force when the change begins.
    before: Vec<Tier>,
}

/// What the audit log shows of the prices of a list: those that changed.
#[derive(Serialize)]
struct Shown<'a> {
    valid_from: Option<Timestamp>,
    prices: BTreeMap<VariantId, &'a [Tier]>,
}

impl<'a> Shown<'a> {
    fn before(planned: &'a [Planned]) -> Self {
        let prices = planned.iter().map(|planned| (planned.set.key.1, &*planned.before));
        Self { valid_from: None, prices: prices.collect() }
    }

    fn after(planned: &'a [Planned]) -> Self {
        let prices = planned.iter().map(|planned| (planned.set.key.1, &*planned.change.tiers));
        let valid_from = planned.iter().map(|planned| planned.change.valid_from).min();
        Self { valid_from, prices: prices.collect() }
    }
}

impl App {
    /// Changes the prices of a list, all or none.
    pub(crate) async fn change_list(
        &self,
        call: &Call,
        list: PriceListId,
        entries: &[NewPrices],
        answer: Option<Answer<'_, PricesChanged>>,
    ) -> Result<PricesChanged, PricingError> {
        let known = self.get_price_list(list).await?;
        let mut named = HashSet::with_capacity(entries.len());
        if !entries.iter().all(|entry| named.insert(entry.key)) {
            return Err(PricingError::RepeatedEntry);
        }
        let lists = HashMap::from([(list, Arc::new(known))]);
        retry_conflicts(
            || async {
                let (result, planned) = self.plan(entries).await?;
                if let Some((place, refused)) = result.refused.first() {
                    return Err(PricingError::EntryRefused(*place, Box::new((*refused).into())));
                }
                let write = self.db.write().await?;
                self.record(&write, call, &lists, &planned).await?;
                write.changed(list, Some(&Shown::before(&planned)), Some(&Shown::after(&planned)));
                self.commit(write, &result, answer.as_ref()).await?;
                Ok(result)
            },
            PricingError::raced,
        )
        .await
    }

    /// Changes what can be changed, and tells the rest.
    pub(crate) async fn change_what_can_be(
        &self,
        call: &Call,
        lists: &HashMap<PriceListId, Arc<PriceList>>,
        entries: &[NewPrices],
    ) -> Result<PricesChanged, PricingError> {
        retry_conflicts(
            || async {
                let (result, planned) = self.plan(entries).await?;
                let write = self.db.write().await?;
                self.record(&write, call, lists, &planned).await?;
                write.commit().await?;
                Ok(result)
            },
            PricingError::raced,
        )
        .await
    }

    async fn plan(&self, entries: &[NewPrices]) -> Result<(PricesChanged, Vec<Planned>), PricingError> {
        let now = self.env.now();
        let keys: Vec<PriceSetKey> = entries.iter().map(|entry| entry.key).collect();
        let reader = self.db.read().await?;
        let (versions, prices) = futures::try_join!(
            store::price::versions(&reader, &keys),
            store::price::of_sets(&reader, &keys, now),
        )?;
        let mut result = PricesChanged::default();
        let mut planned = Vec::new();
        for (place, entry) in entries.iter().enumerate() {
            let stored = prices.get(&entry.key).map_or(&[][..], Vec::as_slice);
            let change = entry.change(stored, now);
            match change.validate(now).and_then(|()| change.plan(stored)) {
                Err(invalid) => result.refused.push((place, invalid)),
                Ok(plan) if plan.is_empty() => result.unchanged += 1,
                Ok(plan) => {
                    result.changed += 1;
                    let version = versions.get(&entry.key).map_or(1, |version| version + 1);
                    let set = PlannedSet { key: entry.key, version, valid_from: change.valid_from, plan };
                    let before = in_force(stored, change.valid_from).collect();
                    planned.push(Planned { set, change, before });
                }
            }
        }
        Ok((result, planned))
    }

    /// Records the changes and their events.
    async fn record(
        &self,
        write: &Write,
        call: &Call,
        lists: &HashMap<PriceListId, Arc<PriceList>>,
        planned: &[Planned],
    ) -> Result<(), PricingError> {
        if planned.is_empty() {
            return Ok(());
        }
        let variants: Vec<VariantId> = planned.iter().map(|planned| planned.set.key.1).collect();
        // On the write's own connection: taking a second one while holding the first could starve the pool.
        let ids: Vec<PriceListId> =
            planned.iter().map(|planned| planned.set.key.0).collect::<BTreeSet<_>>().into_iter().collect();
        let (history, known, past_lists) = futures::try_join!(
            store::price::recent(write, &variants),
            store::variant::find(write, &variants),
            store::price_list::past_of(write, &ids)
        )?;
        let history = by_set(history);
        let skus: HashMap<VariantId, Sku> =
            known.into_iter().map(|variant| (variant.id, variant.sku)).collect();
        for Planned { set, change, .. } in planned {
            let (list_id, variant) = set.key;
            let list = &lists[&list_id];
            let past = history.get(&set.key).map_or(&[][..], Vec::as_slice);
            let versions: Vec<&PriceList> =
                past_lists.iter().filter(|past| past.id == list_id).chain([&**list]).collect();
            let lowest = lowest_before(&versions, past, change.valid_from);
            let told = TierChange { valid_until: set.plan.valid_until, ..change.clone() };
            let event = publish::price_changed(
                list,
                variant,
                skus.get(&variant).cloned(),
                &told,
                lowest,
                self.env.now(),
            );
            write.emit(
                &self.env,
                format!("{list_id}/{variant}"),
                set.version,
                call.trace.as_ref(),
                &event,
            )?;
        }
        let sets: Vec<&PlannedSet> = planned.iter().map(|planned| &planned.set).collect();
        store::price::save(write, &self.env, &sets).await?;
        let cache = self.cache.clone();
        write.after_commit(move || cache.remove_prices(variants));
        Ok(())
    }

    /// Present and planned prices of a list, by variant.
    pub(crate) async fn list_prices(
        &self,
        list: PriceListId,
        page: &PageRequest,
    ) -> Result<Page<VariantInList>, kernel_base::ApiError> {
        self.get_price_list(list).await?;
        let after = page.after_key::<VariantId>()?;
        let now = self.env.now();
        let reader = self.db.read().await?;
        let variants = store::price::variants_in_list(&reader, list, after, page.limit.plus_one()).await?;
        let page = Page::from_rows(variants, page.limit, |variant| *variant);
        let mut prices: HashMap<VariantId, Vec<Price>> = HashMap::new();
        for (variant, price) in store::price::in_list(&reader, list, &page.items, now).await? {
            prices.entry(variant).or_default().push(price);
        }
        Ok(page.map(|variant_id| VariantInList {
            variant_id,
            prices: prices.remove(&variant_id).unwrap_or_default(),
        }))
    }

    /// What was decided about a variant's prices, newest first.
    pub(crate) async fn price_history(
        &self,
        variant: VariantId,
        page: &PageRequest,
    ) -> Result<Page<RecordedPrice>, kernel_base::ApiError> {
        let after = page.after_key::<HistoryPlace>()?;
        let reader = self.db.read().await?;
        let rows = store::price::history(&reader, variant, after, page.limit.plus_one()).await?;
        if rows.is_empty() && store::variant::find(&reader, &[variant]).await?.is_empty() {
            return Err(PricingError::UnknownVariant(variant).into());
        }
        Ok(Page::from_rows(rows, page.limit, RecordedPrice::place))
    }

    /// The lowest price of one piece in the last 30 days, for each list in which there was one.
    pub(crate) async fn lowest_prices(
        &self,
        variant: VariantId,
    ) -> Result<Vec<(Arc<PriceList>, UnitPrice)>, PricingError> {
        let rules = self.rules().await?;
        let reader = self.db.read().await?;
        let history = by_set(store::price::recent(&reader, &[variant]).await?);
        // Up to and including now.
        let until = self.env.now().plus(std::time::Duration::from_micros(1));
        Ok(rules
            .lists
            .iter()
            .filter_map(|list| {
                let past = history.get(&(list.id, variant))?;
                let lowest = lowest_before(&rules.versions_of(list.id), past, until)?;
                Some((Arc::new(list.clone()), lowest))
            })
            .collect())
    }
}

impl NewPrices {
    /// What is wanted, given the prices that are there.
    fn change(&self, stored: &[Price], now: Timestamp) -> TierChange {
        let valid_from = self.valid_from.unwrap_or(now);
        let tiers = match &self.tiers {
            NewTiers::Exactly(tiers) => tiers.clone(),
            NewTiers::Merged(merged) => {
                let kept = in_force(stored, valid_from)
                    .filter(|tier| merged.iter().all(|(quantity, _)| *quantity != tier.min_quantity));
                let set = merged.iter().filter_map(|(min_quantity, price)| {
                    price.map(|unit_price| Tier { min_quantity: *min_quantity, unit_price })
                });
                kept.chain(set).collect()
            }
        };
        TierChange { tiers, valid_from, valid_until: self.valid_until }
    }
}

/// The tiers of these prices at a time.
fn in_force(stored: &[Price], at: Timestamp) -> impl Iterator<Item = Tier> {
    let holding = stored.iter().filter(move |price| price.holds_at(at));
    holding.map(|price| Tier { min_quantity: price.min_quantity, unit_price: price.unit_price })
}

fn by_set(history: Vec<(VariantId, HistoryEntry)>) -> HashMap<PriceSetKey, Vec<HistoryEntry>> {
    let mut sets: HashMap<PriceSetKey, Vec<HistoryEntry>> = HashMap::new();
    for (variant, entry) in history {
        sets.entry((entry.price_list_id, variant)).or_default().push(entry);
    }
    sets
}
