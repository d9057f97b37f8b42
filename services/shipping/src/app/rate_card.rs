//! Takes a carrier's card over: its zones, and a method per service. Taken over again, zones and rates are replaced and
//! what staff changed of the methods stays.

use std::collections::HashMap;
use std::sync::Arc;

use kernel_base::{Money, TraceParent};
use kernel_db::Write;
use kernel_http::{Channels, IdempotencyKey, Reply, store_response};
use serde::Serialize;
use shared_contracts::{Code, ShippingZoneId};

use crate::app::method::MethodEdit;
use crate::app::{ALL, App};
use crate::domain::rate::{Method, Range, Rate, Reach, Terms, Zone};
use crate::domain::rate_card::{CardRate, CardService, CardZone, RateCard};
use crate::error::ShippingError;
use crate::store;

/// What came of a card.
pub(crate) struct Imported {
    pub(crate) zone_count: usize,
    pub(crate) methods: Vec<Method>,
}

/// What the audit log shows of a card: as much as fits.
#[derive(Serialize)]
struct Shown<'a> {
    zone_count: usize,
    method_codes: Vec<&'a Code>,
}

impl<'a> Shown<'a> {
    fn of(imported: &'a Imported) -> Self {
        let method_codes = imported.methods.iter().map(|method| &method.code).collect();
        Self { zone_count: imported.zone_count, method_codes }
    }
}

impl App {
    pub(crate) async fn import_rate_card(
        self: &Arc<Self>,
        card: RateCard,
        carrier: &str,
        trace: Option<&TraceParent>,
        key: &IdempotencyKey,
        answer: fn(&Imported) -> Reply,
    ) -> Result<Reply, ShippingError> {
        let write = self.db.write().await?;
        let imported = self.record_card(&write, card, carrier).await?;
        write.changed(carrier, None, Some(&Shown::of(&imported)));
        let reply = answer(&imported);
        self.tell_rates_changed(&write, trace)?;
        store_response(&write, key, &reply).await?;
        write.commit().await?;
        Ok(reply)
    }

    pub(super) async fn record_card(
        &self,
        write: &Write,
        card: RateCard,
        carrier: &str,
    ) -> Result<Imported, ShippingError> {
        let zone_count = card.zones.len();
        let zone_ids = self.record_zones(write, card.zones).await?;
        let known = store::method::list(write, None, &Channels::All, ALL).await?;
        let mut methods = Vec::new();
        for service in card.services {
            let rates = rates(&service, &zone_ids);
            let method = match known.iter().find(|method| method.code == service.code) {
                Some(method) => {
                    let mut method = method.clone();
                    self.record_edit(write, &mut method, MethodEdit::Rates(rates)).await?;
                    Method { version: method.version + 1, ..method }
                }
                None => {
                    let method = self.new_method(service, carrier, rates);
                    store::method::insert(write, &method, self.env.now()).await?;
                    method
                }
            };
            methods.push(method);
        }
        Ok(Imported { zone_count, methods })
    }

    /// Inserts or updates the card's zones; tells their ids by code.
    async fn record_zones(
        &self,
        write: &Write,
        zones: Vec<CardZone>,
    ) -> Result<HashMap<Code, ShippingZoneId>, ShippingError> {
        let known = store::zone::list(write, None, ALL).await?;
        let (now, mut ids, mut new) = (self.env.now(), HashMap::new(), Vec::new());
        for zone in zones {
            let reach = Reach::Countries(zone.countries);
            let old = known.iter().find(|known| known.code == zone.code);
            let zone_id = old.map_or_else(|| self.env.id(), |old| old.zone_id);
            ids.insert(zone.code.clone(), zone_id);
            match old {
                Some(old) if old.reach == reach => {}
                Some(old) => {
                    store::zone::update(write, &Zone { reach, ..old.clone() }, now).await?;
                }
                None => new.push(Zone { zone_id, code: zone.code, name: zone.name, reach, version: 1 }),
            }
        }
        store::zone::insert(write, &new, now).await?;
        Ok(ids)
    }

    fn new_method(&self, service: CardService, carrier: &str, rates: Vec<Rate>) -> Method {
        Method {
            method_id: self.env.id(),
            code: service.code,
            terms: Terms {
                name: service.name,
                carrier: Some(carrier.to_owned()),
                tax_class: "standard".parse().expect("BUG: standard is a code"),
                channels: Vec::new(),
                estimate: None,
                position: 50,
                active: !service.size_limited,
            },
            rates,
            postcode_rules: Vec::new(),
            version: 1,
        }
    }
}

fn rates(service: &CardService, zone_ids: &HashMap<Code, ShippingZoneId>) -> Vec<Rate> {
    let rate = |rate: &CardRate| Rate {
        zone_id: zone_ids[&rate.zone],
        label: Some(rate.label.clone()),
        total: Range::default(),
        weight_g: rate.weight_g,
        base: Money::new(rate.base_minor, rate.currency),
        step: rate.step,
    };
    service.rates.iter().map(rate).collect()
}
