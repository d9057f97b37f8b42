//! What a new shop ships by: flat rates and pick-up for nothing, and the public price lists of DHL Germany.

use std::sync::Arc;

use kernel_base::{Currency, Money};
use kernel_http::Channels;
use shared_contracts::{Code, ShippingZoneId};
use shipping_contracts::DeliveryEstimate;

use crate::app::App;
use crate::domain::rate::{Method, Range, Rate, Reach, Terms, Zone};
use crate::domain::rate_card::{RateCard, built_in};
use crate::error::ShippingError;
use crate::store;

/// The cards that come with the program, by code, with their names for people.
const CARDS: [(&str, &str); 3] = [
    ("dhl-private", "DHL private"),
    ("dhl-premium-business", "DHL premium business"),
    ("dhl-express", "DHL Express"),
];
const FLAT_RATE_MINOR: i64 = 495;

impl App {
    /// Does nothing where there is a method already.
    pub(crate) async fn ensure_defaults(self: &Arc<Self>) -> Result<(), ShippingError> {
        let (write, now) = (self.db.write().await?, self.env.now());
        if !store::method::list(&write, None, &Channels::All, 1).await?.is_empty() {
            return Ok(());
        }
        let zone = Zone {
            zone_id: self.env.id(),
            code: code("everywhere"),
            name: "Everywhere".to_owned(),
            reach: Reach::Everywhere,
            version: 1,
        };
        store::zone::insert(&write, std::slice::from_ref(&zone), now).await?;
        let estimate = Some(DeliveryEstimate { min_days: 2, max_days: 5 });
        let standard =
            self.flat(("standard", "Standard delivery"), FLAT_RATE_MINOR, 10, estimate, zone.zone_id);
        let pickup = self.flat(("pickup", "Pick up"), 0, 100, None, zone.zone_id);
        for method in [standard, pickup] {
            store::method::insert(&write, &method, now).await?;
        }
        for (card, name) in CARDS {
            let json = built_in(card).ok_or(ShippingError::UnknownRateCard)?;
            self.record_card(&write, RateCard::parse(&code(card), name, json)?, "DHL").await?;
        }
        self.tell_rates_changed(&write, None)?;
        Ok(write.commit().await?)
    }

    /// The same number of minor units in every currency of the seed data.
    fn flat(
        &self,
        (method, name): (&str, &str),
        minor: i64,
        position: i32,
        estimate: Option<DeliveryEstimate>,
        zone_id: ShippingZoneId,
    ) -> Method {
        let rate = |currency| Rate {
            zone_id,
            label: None,
            total: Range::default(),
            weight_g: Range::default(),
            base: Money::new(minor, currency),
            step: None,
        };
        Method {
            method_id: self.env.id(),
            code: code(method),
            terms: Terms {
                name: name.to_owned(),
                carrier: None,
                tax_class: code("standard"),
                channels: Vec::new(),
                estimate,
                position,
                active: true,
            },
            rates: [Currency::GBP, Currency::EUR, Currency::USD].map(rate).to_vec(),
            postcode_rules: Vec::new(),
            version: 1,
        }
    }
}

fn code(text: &str) -> Code {
    text.parse().expect("BUG: a valid code")
}
