//! Sends the documents, many at once, each at its turn, each with a key of its own that makes a repetition harmless.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap, HashSet};

use futures::{StreamExt, TryStreamExt};
use kernel_base::{Currency, Money, UnitPrice};
use serde::Serialize;
use serde::de::IgnoredAny;
use tokio::sync::watch;

use super::document::Reason;
use super::file::{Invoice, Row};
use super::plan::{Goods, Kind, Operation, Turn, stock_change};
use super::{ORDER, PAYMENT, WAREHOUSE};
use crate::api::{Api, Failure};
use crate::import::{LOCATION, TRADE};
use crate::progress::Progress;

/// Errors that are kept with their text.
const KEPT_ERRORS: usize = 20;
/// The most lines of one request for movements.
pub(super) const MAX_MOVEMENTS: usize = 1000;
/// The longest texts that the platform takes.
const MAX_TITLE: usize = 255;
const MAX_REASON: usize = 200;
const MICROS_PER_PENNY: i64 = 10_000;

/// What has arrived in an earlier run.
#[derive(Debug, Default)]
pub(super) struct Arrived {
    pub(super) orders: HashSet<String>,
    /// How many, by reference and whether pieces came or left.
    pub(super) movements: HashMap<(String, bool), usize>,
    pub(super) credits: HashSet<String>,
}

/// What came of sending.
#[derive(Debug, Default, Serialize)]
pub(super) struct Sent {
    pub(super) sent: usize,
    /// Had arrived before.
    pub(super) skipped: usize,
    pub(super) refused: usize,
    /// The first of them.
    pub(super) errors: Vec<String>,
}

pub(super) struct Sender<'a, G> {
    pub(super) api: &'a Api,
    pub(super) goods: &'a G,
    /// ISO codes of the file's country texts.
    pub(super) countries: &'a HashMap<String, String>,
    pub(super) arrived: &'a Arrived,
    brought: Brought,
    sent: RefCell<Sent>,
    progress: Progress,
}

#[derive(Serialize)]
struct NewOrder<'a> {
    channel: &'static str,
    currency: Currency,
    external_id: &'a str,
    customer: Customer<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'a str>,
    country_text: &'a str,
    tax_treatment: &'static str,
    payment: Payment<'a>,
    lines: Vec<NewLine<'a>>,
    place: bool,
}

#[derive(Serialize)]
struct Customer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<&'a str>,
}

#[derive(Serialize)]
struct Payment<'a> {
    provider: &'static str,
    reference: &'a str,
}

#[derive(Serialize)]
struct NewLine<'a> {
    sku: &'a str,
    quantity: i64,
    unit_price: UnitPrice,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
}

#[derive(Serialize)]
pub(super) struct NewMovements<'a> {
    pub(super) lines: Vec<NewMovement<'a>>,
}

#[derive(Serialize)]
pub(super) struct NewMovement<'a> {
    pub(super) sku: &'a str,
    pub(super) location: &'static str,
    pub(super) kind: &'static str,
    pub(super) quantity: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<String>,
    pub(super) reference: &'a str,
}

#[derive(Serialize)]
struct NewCredit<'a> {
    reference: &'a str,
    amount: Money,
    country: &'a str,
    reason: String,
}

impl<'r> NewLine<'r> {
    fn of(row: &'r Row) -> Self {
        let title = cut(&row.description, MAX_TITLE);
        Self { sku: &row.sku, quantity: row.quantity, unit_price: row.unit_price, title }
    }
}

impl<'a, G: Goods> Sender<'a, G> {
    pub(super) fn new(
        api: &'a Api,
        goods: &'a G,
        countries: &'a HashMap<String, String>,
        arrived: &'a Arrived,
        progress: Progress,
    ) -> Self {
        let (brought, sent) = (Brought::default(), RefCell::default());
        Self { api, goods, countries, arrived, brought, sent, progress }
    }

    /// Sends everything; ends early only when the platform is gone.
    pub(super) async fn send_all(
        self,
        operations: &[Operation<'_>],
        concurrency: usize,
    ) -> Result<Sent, Failure> {
        // Operations start in their order, so those that one waits for have started before it: no two wait for each other.
        futures::stream::iter(operations)
            .map(|operation| self.send_in_turn(operation))
            .buffer_unordered(concurrency)
            .try_collect::<()>()
            .await?;
        let sent = self.sent.into_inner();
        let seconds = self.progress.elapsed().as_secs().max(1);
        let rate = u64::try_from(sent.sent).unwrap_or(u64::MAX) / seconds;
        let mark = if sent.refused == 0 { crate::output::Mark::Good } else { crate::output::Mark::Bad };
        let text = format!(
            "{} documents sent ({rate} per second), {} had arrived before, {} refused",
            sent.sent, sent.skipped, sent.refused
        );
        self.progress.end(mark, text);
        Ok(sent)
    }

    async fn send_in_turn(&self, operation: &Operation<'_>) -> Result<(), Failure> {
        if let Turn::After(number) = operation.turn {
            self.brought.wait_for(number).await;
        }
        let result = self.send(operation).await;
        if let Turn::Brings(number) = operation.turn {
            // Also when it was refused: that is an error of its own, and nobody shall wait for ever.
            self.brought.acknowledge(number);
        }
        self.progress.step();
        let mut sent = self.sent.borrow_mut();
        match result {
            Ok(true) => sent.sent += 1,
            Ok(false) => sent.skipped += 1,
            Err(failure) if failure.unreachable() => return Err(failure),
            Err(failure) => {
                sent.refused += 1;
                if sent.errors.len() < KEPT_ERRORS {
                    sent.errors.push(format!("{}: {failure}", operation.invoice.number));
                }
                self.progress.remark(&format!("{} refused", sent.refused));
            }
        }
        Ok(())
    }

    /// False when all of it had arrived before.
    async fn send(&self, operation: &Operation<'_>) -> Result<bool, Failure> {
        let Operation { kind, invoice, rows, .. } = operation;
        let (moved, other): (Vec<&Row>, Vec<&Row>) =
            rows.iter().partition(|row| self.goods.is_goods(&row.sku));
        match kind {
            Kind::Order => self.order(invoice, rows).await,
            Kind::CreditNote => {
                let returned = self.movements("return", invoice, &moved, true).await?;
                Ok(self.credit(*kind, invoice, &other).await? || returned)
            }
            Kind::Found => self.movements("adjust", invoice, &moved, true).await,
            Kind::Lost => self.movements("adjust", invoice, &moved, false).await,
            Kind::Note => self.credit(*kind, invoice, &other).await,
            Kind::BadDebt => self.credit(*kind, invoice, rows).await,
        }
    }

    async fn order(&self, invoice: &Invoice, rows: &[&Row]) -> Result<bool, Failure> {
        if self.arrived.orders.contains(&invoice.number) {
            return Ok(false);
        }
        let order = NewOrder {
            channel: TRADE,
            currency: Currency::GBP,
            external_id: &invoice.number,
            customer: Customer { reference: invoice.customer.as_deref() },
            country: self.countries.get(&invoice.country).map(String::as_str),
            country_text: &invoice.country,
            tax_treatment: "exempt",
            payment: Payment { provider: "manual", reference: &invoice.number },
            lines: rows.iter().map(|row| NewLine::of(row)).collect(),
            place: true,
        };
        let key = format!("replay-{}-order", invoice.number);
        let _created: IgnoredAny = self.api.post(ORDER, "/admin/v1/orders", &key, &order).await?;
        Ok(true)
    }

    async fn movements(
        &self,
        kind: &'static str,
        invoice: &Invoice,
        rows: &[&Row],
        comes: bool,
    ) -> Result<bool, Failure> {
        let arrived = self.arrived.movements.get(&(invoice.number.clone(), comes)).copied().unwrap_or(0);
        if arrived >= rows.len() {
            return Ok(false);
        }
        for (part, rows) in rows.chunks(MAX_MOVEMENTS).enumerate().skip(arrived / MAX_MOVEMENTS) {
            let lines = rows.iter().map(|row| NewMovement {
                sku: &row.sku,
                location: LOCATION,
                kind,
                quantity: stock_change(row),
                reason: cut(&row.description, MAX_REASON),
                reference: &invoice.number,
            });
            let body = NewMovements { lines: lines.collect() };
            let key = format!("replay-{}-stock-{comes}-{part}", invoice.number);
            let _entered: IgnoredAny =
                self.api.post(WAREHOUSE, "/admin/v1/stock/movements", &key, &body).await?;
        }
        Ok(true)
    }

    async fn credit(&self, kind: Kind, invoice: &Invoice, without_stock: &[&Row]) -> Result<bool, Failure> {
        if self.arrived.credits.contains(&invoice.number) {
            return Ok(false);
        }
        let micros: i64 = match kind {
            Kind::Note => 0,
            _ => invoice.rows.iter().map(Row::value_micros).sum(),
        };
        let credit = NewCredit {
            reference: &invoice.number,
            amount: Money::new(micros / MICROS_PER_PENNY, Currency::GBP),
            country: &invoice.country,
            reason: Reason::new(kind, invoice, without_stock).to_string(),
        };
        let key = format!("replay-{}-credit", invoice.number);
        let _booked: IgnoredAny = self.api.post(PAYMENT, "/admin/v1/payments/credits", &key, &credit).await?;
        Ok(true)
    }
}

/// Without blanks at its ends and not too long; none when nothing is left.
fn cut(text: &str, max: usize) -> Option<String> {
    let text: String = text.trim().chars().take(max).collect();
    (!text.is_empty()).then_some(text)
}

/// How many of the operations that bring stock are acknowledged without a gap.
struct Brought {
    first: watch::Sender<usize>,
    /// Acknowledged behind a gap.
    later: RefCell<BTreeSet<usize>>,
    /// Length of the run without a gap.
    length: Cell<usize>,
}

impl Default for Brought {
    fn default() -> Self {
        Self { first: watch::Sender::new(0), later: RefCell::default(), length: Cell::new(0) }
    }
}

impl Brought {
    async fn wait_for(&self, number: usize) {
        let mut first = self.first.subscribe();
        first.wait_for(|length| *length >= number).await.expect("BUG: the sender lives as long as we do");
    }

    fn acknowledge(&self, number: usize) {
        let mut later = self.later.borrow_mut();
        later.insert(number);
        while later.remove(&self.length.get()) {
            self.length.set(self.length.get() + 1);
        }
        self.first.send_replace(self.length.get());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_taker_waits_for_every_earlier_bringer_also_when_they_overtake_each_other() {
        let brought = Brought::default();
        brought.wait_for(0).await;
        brought.acknowledge(1);
        brought.acknowledge(2);
        assert_eq!(*brought.first.subscribe().borrow(), 0, "the first is missing");
        brought.acknowledge(0);
        brought.wait_for(3).await;
    }

    #[test]
    fn texts_lose_their_blanks_and_what_is_too_much() {
        assert_eq!(cut("  RED  HARMONICA ", 5).as_deref(), Some("RED  "));
        assert_eq!(cut("   ", 5), None);
    }
}
