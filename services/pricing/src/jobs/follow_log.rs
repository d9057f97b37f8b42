//! Keeps this process's cache true to what other replicas change, by following this service's own log.
//!
//! This is no consumer: a consumer's cursor lets one replica handle an event, but every replica has a cache to mend.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use kernel_base::Event;
use kernel_db::Database;
use kernel_messaging::{Feed, Heads, LocalFeed, ReadRequest};
use kernel_service::{Job, JobError};
use pricing_contracts::PriceChanged;
use shared_contracts::VariantId;
use tokio::sync::Mutex;

use crate::app::cache::Cache;

/// How long another replica's change may go unnoticed.
const PERIOD: Duration = Duration::from_millis(500);
/// Events per read. Behind by more than this, forgetting everything is cheaper than reading on.
const BATCH: usize = 500;

pub(crate) fn job(db: Database, cache: Arc<Cache>) -> Job {
    let follower = Arc::new(Follower { feed: LocalFeed::new(db), cache, seen: Mutex::default() });
    Job::poll("follow_log", PERIOD, move || {
        let follower = Arc::clone(&follower);
        async move { follower.catch_up().await }
    })
}

struct Follower {
    feed: LocalFeed,
    cache: Arc<Cache>,
    /// None before the first look.
    seen: Mutex<Option<Heads>>,
}

impl Follower {
    async fn catch_up(&self) -> Result<(), JobError> {
        let heads = self.feed.heads().await?;
        let mut seen = self.seen.lock().await;
        let before = seen.filter(|seen| seen.epoch == heads.epoch);
        if before.is_some_and(|before| before.positions == heads.positions) {
            return Ok(());
        }
        let news = match before {
            Some(before) => {
                let request = ReadRequest { after: before.positions, limit: BATCH, wait_ms: 0 };
                let events = self.feed.read(&request).await?.events;
                let counts = heads.positions.iter().zip(before.positions).map(|(head, before)| head - before);
                let complete = usize::try_from(counts.sum::<i64>()).is_ok_and(|count| count == events.len());
                complete.then_some(events)
            }
            None => None,
        };
        match news {
            Some(events) => self.forget(&events)?,
            None => self.cache.clear(),
        }
        *seen = Some(heads);
        Ok(())
    }

    fn forget(&self, events: &[Arc<Event>]) -> Result<(), JobError> {
        let mut variants: HashSet<VariantId> = HashSet::new();
        let mut rules = false;
        for event in events {
            if event.is::<PriceChanged>() {
                variants.insert(event.parse::<PriceChanged>()?.variant_id);
            } else {
                rules = true;
            }
        }
        if rules {
            self.cache.remove_rules();
        }
        if !variants.is_empty() {
            self.cache.remove_prices(variants);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use kernel_base::{Call, Currency};
    use kernel_testing::{Bus, TestService};
    use pricing_contracts::{QuoteLine, QuoteRequest, TaxTreatment, Tier};
    use shared_contracts::Quantity;

    use super::*;
    use crate::Config;
    use crate::app::App;
    use crate::app::price::{NewPrices, NewTiers};
    use crate::tax_provider::TaxProviders;

    async fn set_price(app: &App, variant: VariantId, price: &str) {
        let rules = app.rules().await.unwrap();
        let list = rules.lists.iter().find(|list| list.terms.currency == Currency::EUR).unwrap().id;
        let tier = Tier { min_quantity: Quantity::ONE, unit_price: price.parse().unwrap() };
        let entry = NewPrices {
            key: (list, variant),
            tiers: NewTiers::Exactly(vec![tier]),
            valid_from: None,
            valid_until: None,
        };
        let call = Call { deadline: app.env.now(), trace: None };
        app.change_list(&call, list, &[entry], None).await.unwrap();
    }

    async fn unit_price(app: &App, variant: VariantId) -> String {
        let line = QuoteLine {
            line_id: app.env.id(),
            variant_id: variant,
            quantity: Quantity::ONE,
            negotiated: None,
            tax_class: None,
        };
        let request = QuoteRequest {
            channel: "web".parse().unwrap(),
            currency: Currency::EUR,
            country: None,
            region: None,
            postal_code: None,
            customer_group: None,
            customer_groups: Vec::new(),
            at: None,
            tax: TaxTreatment::Market,
            lines: vec![line],
            shipping: None,
        };
        let call = Call { deadline: app.env.now(), trace: None };
        app.price(&call, &request).await.unwrap().lines[0].unit_price.to_string()
    }

    #[tokio::test]
    async fn what_one_replica_changes_the_other_learns_from_the_log() {
        let test = TestService::new(crate::migrations()).await;
        let replica = || {
            let config = Config::default();
            App::new(test.db().clone(), test.env().clone(), &config, TaxProviders::default())
        };
        let (here, there) = (replica(), replica());
        here.ensure_defaults().await.unwrap();
        let follower = Follower {
            feed: LocalFeed::new(test.db().clone()),
            cache: Arc::clone(&there.cache),
            seen: Mutex::default(),
        };
        let mut log = Bus::new(test.db());
        let variant = test.env().id();
        set_price(&here, variant, "10.00").await;
        log.take().await;
        follower.catch_up().await.unwrap();
        assert_eq!(unit_price(&there, variant).await, "10.00");

        set_price(&here, variant, "9.00").await;
        assert_eq!(unit_price(&here, variant).await, "9.00");
        assert_eq!(unit_price(&there, variant).await, "10.00", "it has not looked at the log yet");
        log.take().await;
        follower.catch_up().await.unwrap();
        assert_eq!(unit_price(&there, variant).await, "9.00");
    }
}
