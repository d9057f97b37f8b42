//! What a capture or a refund of an order stands for: pieces and shipping costs where they are known, money alone where
//! they are not. Whatever happens in whatever order, invoices less credit notes are captures less refunds.

mod content;
mod share;

use std::collections::BTreeMap;

use kernel_base::{MoneyError, Timestamp};
use order_contracts::{BillKind, BilledKind};
use shared_contracts::{CaptureId, LineId};

pub(crate) use self::share::{Rate, Share, likely_rate, rate};

/// A line of the order, as far as bills depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BillableLine {
    pub(crate) line_id: LineId,
    pub(crate) quantity: i32,
    pub(crate) cancelled: i32,
    pub(crate) rate: Rate,
    /// The whole line, cancelled pieces included.
    pub(crate) share: Share,
    /// False for services, which are billed with the first goods that leave.
    pub(crate) ships: bool,
}

/// An order with everything billed so far.
#[derive(Debug, Clone)]
pub(crate) struct Billing {
    pub(crate) lines: Vec<BillableLine>,
    pub(crate) shipping: Share,
    pub(crate) shipping_rate: Rate,
    /// Shipping costs are not owed any more.
    pub(crate) shipping_cancelled: bool,
    /// Nothing of the order is owed any more.
    pub(crate) cancelled: bool,
    pub(crate) billed: Billed,
}

/// What earlier bills come to, credit notes taken off.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Billed {
    /// What all invoices come to.
    pub(crate) captured: i64,
    /// What all credit notes come to.
    pub(crate) refunded: i64,
    /// How many bills there are.
    pub(crate) count: i32,
    pub(crate) items: BTreeMap<LineId, (i32, Share)>,
    pub(crate) shipping: Share,
    /// Prepayments that were not taken off yet.
    pub(crate) prepaid: BTreeMap<Rate, Share>,
    /// Money given back that stands for no pieces.
    pub(crate) allowed: BTreeMap<Rate, Share>,
}

/// Pieces that a capture is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Pieces {
    pub(crate) items: BTreeMap<LineId, i32>,
    pub(crate) shipping: bool,
}

/// A capture that order asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CaptureRequest {
    pub(crate) capture_id: CaptureId,
    pub(crate) amount: i64,
    /// When the goods left; nothing for a capture of all that is due.
    pub(crate) shipped_at: Option<Timestamp>,
    pub(crate) pieces: Pieces,
}

/// A new bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bill {
    pub(crate) kind: BillKind,
    pub(crate) sequence: i32,
    pub(crate) reaches: i64,
    pub(crate) amount: i64,
    pub(crate) lines: Vec<BillLine>,
}

/// One line of a bill, with amounts as the document says them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BillLine {
    pub(crate) kind: BilledKind,
    pub(crate) line_id: Option<LineId>,
    pub(crate) quantity: i32,
    pub(crate) rate: Rate,
    pub(crate) share: Share,
}

impl Bill {
    /// Sums by rate, the highest rate first.
    pub(crate) fn taxes(&self) -> Result<Vec<(Rate, Share)>, MoneyError> {
        Ok(content::by_rate(&self.lines)?.into_iter().rev().collect())
    }
}

impl Billing {
    /// Captures come to `captured` now. The new invoice, when that is more than was invoiced; `asked` is the capture that
    /// order itself asked for, if it was one.
    pub(crate) fn invoice(
        &mut self,
        captured: i64,
        asked: Option<&Pieces>,
    ) -> Result<Option<Bill>, MoneyError> {
        let amount = captured - self.billed.captured;
        if amount <= 0 {
            return Ok(None);
        }
        let remaining = self.remaining()?;
        let lines = match self.deducting(remaining, amount)? {
            Some(lines) => lines,
            None => match asked.map(|pieces| self.content_of(pieces)).transpose()? {
                Some(content) => match self.deducting(Some(content), amount)? {
                    Some(lines) => lines,
                    None => self.prepayment(amount)?,
                },
                None => self.prepayment(amount)?,
            },
        };
        self.add(BillKind::Invoice, captured, amount, lines).map(Some)
    }

    /// Refunds come to `refunded` now. The new credit note, when that is more than was credited.
    pub(crate) fn credit(&mut self, refunded: i64) -> Result<Option<Bill>, MoneyError> {
        let amount = refunded - self.billed.refunded;
        if amount <= 0 {
            return Ok(None);
        }
        let lines = match self.surplus(amount)? {
            Some(lines) => lines,
            None => self.allowance(amount)?,
        };
        self.add(BillKind::CreditNote, refunded, amount, lines).map(Some)
    }

    /// What to capture once so many pieces of each line have left in all: as much of the price of those not billed yet as is
    /// still due, `open` being asked for already. Services and shipping costs go with the first of them. All pieces count,
    /// not only those of the last shipment: one whose part of the price was nothing, or for which nothing could be collected,
    /// is asked for with the next.
    pub(crate) fn ask(
        &self,
        shipped: &BTreeMap<LineId, i32>,
        open: &[CaptureRequest],
        due: i64,
    ) -> Result<Option<(Pieces, i64)>, MoneyError> {
        let mut base = self.clone();
        for request in open {
            base.take(&request.pieces)?;
        }
        let wanted = |line: &BillableLine| {
            let sent = shipped.get(&line.line_id).copied().unwrap_or_default();
            if line.ships { sent - base.billed_of(line.line_id).0 } else { line.quantity }
        };
        let items = self.lines.iter().map(|line| (line.line_id, wanted(line))).collect();
        let pieces = base.within(&Pieces { items, shipping: true })?;
        let price = content::gross(&base.content_of(&pieces)?)?;
        let asked: i64 = open.iter().map(|request| request.amount).sum();
        let left = due.saturating_sub(self.billed.captured).saturating_sub(asked);
        let amount = price.min(left);
        Ok((amount > 0).then_some((pieces, amount)))
    }

    /// Counts a bill in.
    fn add(
        &mut self,
        kind: BillKind,
        reaches: i64,
        amount: i64,
        lines: Vec<BillLine>,
    ) -> Result<Bill, MoneyError> {
        for line in &lines {
            self.billed.count_line(kind, line)?;
        }
        match kind {
            BillKind::Invoice => self.billed.captured = reaches,
            BillKind::CreditNote => self.billed.refunded = reaches,
        }
        self.billed.count += 1;
        Ok(Bill { kind, sequence: self.billed.count, reaches, amount, lines })
    }
}

impl Billed {
    /// Counts a line of a bill in: one that was stored, or a new one.
    pub(crate) fn count_line(&mut self, kind: BillKind, line: &BillLine) -> Result<(), MoneyError> {
        let (share, quantity) = match kind {
            BillKind::Invoice => (line.share, line.quantity),
            BillKind::CreditNote => (line.share.negated()?, -line.quantity),
        };
        match (line.kind, line.line_id) {
            (BilledKind::Item, Some(line_id)) => {
                let known = self.items.entry(line_id).or_default();
                *known = (known.0 + quantity, known.1.plus(share)?);
            }
            (BilledKind::Shipping, _) => self.shipping = self.shipping.plus(share)?,
            (BilledKind::Prepayment | BilledKind::Item, _) => {
                let known = self.prepaid.entry(line.rate).or_default();
                *known = known.plus(share)?;
            }
            (BilledKind::Allowance, _) => {
                let known = self.allowed.entry(line.rate).or_default();
                *known = known.plus(share.negated()?)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
