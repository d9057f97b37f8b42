//! Price lists.

use kernel_base::{ApiError, Call, Page, PageRequest};
use kernel_db::{Write, retry_conflicts};
use kernel_http::{Channels, InChannels};
use kernel_messaging::Emit;
use shared_contracts::PriceListId;

use crate::app::{Answer, App, after_code, check_name, check_version, page_by_code};
use crate::domain::price_list::{InForce, PriceList, PriceListTerms};
use crate::error::PricingError;
use crate::{publish, store};

impl App {
    pub(crate) async fn list_price_lists(
        &self,
        channels: &Channels,
        page: &PageRequest,
    ) -> Result<Page<PriceList>, ApiError> {
        let after = after_code(page)?;
        let reader = self.db.read().await?;
        let rows = store::price_list::list(&reader, &after, channels, page.limit.plus_one()).await?;
        Ok(page_by_code(rows, page, |list| list.terms.code.as_str()))
    }

    pub(crate) async fn get_price_list(&self, id: PriceListId) -> Result<PriceList, PricingError> {
        let reader = self.db.read().await?;
        store::price_list::find(&reader, id).await?.ok_or(PricingError::UnknownPriceList(id))
    }

    /// A list that all channels share is not for staff who are limited to some.
    pub(crate) async fn may_change(&self, id: PriceListId, channels: &Channels) -> Result<(), ApiError> {
        if channels.only().is_some() && self.get_price_list(id).await?.terms.channel.is_none() {
            channels.require_all()?;
        }
        Ok(())
    }

    pub(crate) async fn create_price_list(
        &self,
        call: &Call,
        terms: PriceListTerms,
        answer: Option<Answer<'_, PriceList>>,
    ) -> Result<PriceList, PricingError> {
        check(&terms)?;
        let list = PriceList { id: self.env.id(), version: 1, terms, in_force: InForce::default() };
        let write = self.db.write().await?;
        store::price_list::insert(&write, &list, self.env.now()).await?;
        write.changed(list.id, None, Some(&list));
        self.publish_price_list(&write, call, &list)?;
        self.commit(write, &list, answer.as_ref())
            .await
            .map_err(|error| PricingError::from(error).code_taken("price_list_code_key", &list.terms.code))?;
        Ok(list)
    }

    /// Replaces what may change of the terms, everything but code and currency; with `expected`, only of that version.
    pub(crate) async fn update_price_list(
        &self,
        call: &Call,
        id: PriceListId,
        terms: PriceListTerms,
        (expected, channels): (Option<i64>, &Channels),
    ) -> Result<PriceList, PricingError> {
        check(&terms)?;
        retry_conflicts(
            || async {
                let mut list = self.get_price_list(id).await?;
                // As it is now: a list may change its channel.
                if !changeable(&list, channels) {
                    return Err(PricingError::UnknownPriceList(id));
                }
                check_version(expected, list.version)?;
                if list.terms.code != terms.code || list.terms.currency != terms.currency {
                    return Err(PricingError::InvalidField {
                        field: "/currency",
                        reason: "code and currency of a list stay as they are",
                    });
                }
                let before = list.clone();
                list.terms = terms.clone();
                let write = self.db.write().await?;
                store::price_list::update(&write, &list, self.env.now()).await?;
                list.version += 1;
                write.changed(id, Some(&before), Some(&list));
                self.publish_price_list(&write, call, &list)?;
                write.commit().await?;
                Ok(list)
            },
            PricingError::raced,
        )
        .await
    }

    fn publish_price_list(&self, write: &Write, call: &Call, list: &PriceList) -> Result<(), PricingError> {
        let event = publish::price_list_changed(list, self.env.now());
        write.emit(&self.env, list.id.to_string(), list.version, call.trace.as_ref(), &event)?;
        let cache = self.cache.clone();
        write.after_commit(move || cache.remove_rules());
        Ok(())
    }
}

/// What all channels share is not for staff who are limited to some.
fn changeable(list: &PriceList, channels: &Channels) -> bool {
    match &list.terms.channel {
        Some(channel) => channels.contain(channel.as_str()),
        None => channels.only().is_none(),
    }
}

/// Prices of a list. Another channel's is answered like one that does not exist; what all channels share is only read.
impl InChannels<PriceListId> for App {
    async fn within(&self, id: &PriceListId, channels: &Channels) -> Result<(), ApiError> {
        Ok(within(&self.get_price_list(*id).await?, channels)?)
    }
}

fn within(list: &PriceList, channels: &Channels) -> Result<(), PricingError> {
    match &list.terms.channel {
        Some(channel) if !channels.contain(channel.as_str()) => Err(PricingError::UnknownPriceList(list.id)),
        Some(_) | None => Ok(()),
    }
}

fn check(terms: &PriceListTerms) -> Result<(), PricingError> {
    check_name(&terms.name)?;
    if !(-1_000_000..=1_000_000).contains(&terms.priority) {
        let reason = "a priority lies between -1000000 and 1000000";
        return Err(PricingError::InvalidField { field: "/priority", reason });
    }
    match (terms.starts_at, terms.ends_at) {
        (Some(start), Some(end)) if end <= start => Err(PricingError::EmptyPeriod),
        _ => Ok(()),
    }
}
