//! What bills are made of: what of an order is to be billed or credited, prepayments taken off, or money in proportion.

use std::collections::BTreeMap;

use kernel_base::{MoneyError, allocate};
use order_contracts::BilledKind;
use shared_contracts::LineId;

use super::{BillLine, BillableLine, Billing, Pieces, Rate, Share};

/// Sums by rate.
pub(super) fn by_rate(lines: &[BillLine]) -> Result<BTreeMap<Rate, Share>, MoneyError> {
    let mut sums: BTreeMap<Rate, Share> = BTreeMap::new();
    for line in lines {
        let sum = sums.entry(line.rate).or_default();
        *sum = sum.plus(line.share)?;
    }
    Ok(sums)
}

pub(super) fn gross(lines: &[BillLine]) -> Result<i64, MoneyError> {
    let mut sum = 0_i64;
    for line in lines {
        sum = sum.checked_add(line.share.gross()?).ok_or(MoneyError::Overflow)?;
    }
    Ok(sum)
}

impl BillableLine {
    /// What of the line is owed: pieces, and their price.
    fn owed(&self, whole_order_cancelled: bool) -> Result<(i32, Share), MoneyError> {
        if whole_order_cancelled {
            return Ok((0, Share::default()));
        }
        let pieces = self.quantity - self.cancelled;
        Ok((pieces, self.share.first_pieces(pieces, self.quantity)?))
    }
}

impl Billing {
    pub(super) fn billed_of(&self, line_id: LineId) -> (i32, Share) {
        self.billed.items.get(&line_id).copied().unwrap_or_default()
    }

    fn owed_shipping(&self) -> Share {
        if self.cancelled || self.shipping_cancelled { Share::default() } else { self.shipping }
    }

    /// All that is owed and not billed; nothing when more of a line is billed than is owed, which a refund will mend.
    pub(super) fn remaining(&self) -> Result<Option<Vec<BillLine>>, MoneyError> {
        let mut lines = Vec::new();
        for line in &self.lines {
            let ((owed, price), (billed, share)) = (line.owed(self.cancelled)?, self.billed_of(line.line_id));
            let rest = price.minus(share)?;
            if owed < billed || !rest.positive() {
                return Ok(None);
            }
            lines.extend(item(line, owed - billed, rest));
        }
        let shipping = self.owed_shipping().minus(self.billed.shipping)?;
        if !shipping.positive() {
            return Ok(None);
        }
        lines.extend(self.shipping_line(shipping));
        Ok(Some(lines))
    }

    /// Those of the pieces that are owed and not billed.
    pub(super) fn within(&self, wanted: &Pieces) -> Result<Pieces, MoneyError> {
        let mut items = BTreeMap::new();
        for line in &self.lines {
            let Some(wanted) = wanted.items.get(&line.line_id) else { continue };
            let left = line.owed(self.cancelled)?.0 - self.billed_of(line.line_id).0;
            let pieces = (*wanted).min(left);
            if pieces > 0 {
                items.insert(line.line_id, pieces);
            }
        }
        let shipping = wanted.shipping
            && self.billed.shipping.is_zero()
            && self.billed.items.values().all(|(pieces, _)| *pieces == 0)
            && !self.owed_shipping().is_zero();
        Ok(Pieces { items, shipping })
    }

    /// Pieces with their prices.
    pub(super) fn content_of(&self, wanted: &Pieces) -> Result<Vec<BillLine>, MoneyError> {
        let mut lines = Vec::new();
        for line in &self.lines {
            let (billed, share) = self.billed_of(line.line_id);
            let wanted = wanted.items.get(&line.line_id).copied().unwrap_or_default();
            let pieces = wanted.min(line.owed(self.cancelled)?.0 - billed);
            if pieces > 0 {
                let price = line.share.first_pieces(billed + pieces, line.quantity)?.minus(share)?;
                lines.extend(item(line, pieces, price));
            }
        }
        if wanted.shipping {
            lines.extend(self.shipping_line(self.owed_shipping().minus(self.billed.shipping)?));
        }
        Ok(lines)
    }

    /// Counts pieces as billed.
    pub(super) fn take(&mut self, pieces: &Pieces) -> Result<(), MoneyError> {
        for line in self.content_of(pieces)? {
            self.billed.count_line(order_contracts::BillKind::Invoice, &line)?;
        }
        Ok(())
    }

    /// The content with so much of the prepayments taken off that `amount` is left. Nothing when there are not enough, or
    /// something would be below zero.
    pub(super) fn deducting(
        &self,
        content: Option<Vec<BillLine>>,
        amount: i64,
    ) -> Result<Option<Vec<BillLine>>, MoneyError> {
        let Some(mut lines) = content else { return Ok(None) };
        let off = gross(&lines)?.checked_sub(amount).ok_or(MoneyError::Overflow)?;
        if lines.is_empty() || off < 0 {
            return Ok(None);
        }
        if off > 0 {
            let sums = by_rate(&lines)?;
            let mut rates = Vec::new();
            let mut room = Vec::new();
            for (rate, prepaid) in &self.billed.prepaid {
                let here = sums.get(rate).copied().unwrap_or_default().gross()?;
                rates.push((*rate, *prepaid));
                room.push(prepaid.gross()?.min(here).max(0));
            }
            let Some(parts) = spread(off, &room)? else { return Ok(None) };
            for ((rate, prepaid), part) in rates.into_iter().zip(parts) {
                let share = prepaid.part(part)?.negated()?;
                lines.extend(money(BilledKind::Prepayment, -1, rate, share));
            }
        }
        let positive = by_rate(&lines)?.values().all(|share| share.positive());
        Ok(positive.then_some(lines))
    }

    /// Money for nothing in particular, taxed as what is not invoiced yet.
    pub(super) fn prepayment(&self, amount: i64) -> Result<Vec<BillLine>, MoneyError> {
        let owed = self.room(true)?;
        let all = self.room(false)?;
        let whole = self.whole()?;
        self.in_proportion(BilledKind::Prepayment, amount, &[owed, all, whole])
    }

    /// Money given back for nothing in particular, taxed as what is invoiced and not credited yet.
    pub(super) fn allowance(&self, amount: i64) -> Result<Vec<BillLine>, MoneyError> {
        let whole = self.whole()?;
        self.in_proportion(BilledKind::Allowance, amount, &[self.creditable()?, whole])
    }

    /// What is billed beyond what is owed, when it is exactly `amount`: cancelled pieces, or all there is.
    pub(super) fn surplus(&self, amount: i64) -> Result<Option<Vec<BillLine>>, MoneyError> {
        let mut lines = Vec::new();
        for line in &self.lines {
            let ((owed, price), (billed, share)) = (line.owed(self.cancelled)?, self.billed_of(line.line_id));
            let beyond = share.minus(price)?;
            if billed > owed && beyond.positive() {
                lines.extend(item(line, billed - owed, beyond));
            }
        }
        let shipping = self.billed.shipping.minus(self.owed_shipping())?;
        if shipping.positive() {
            lines.extend(self.shipping_line(shipping));
        }
        if self.cancelled {
            for (rate, prepaid) in &self.billed.prepaid {
                lines.extend(money(BilledKind::Prepayment, 1, *rate, *prepaid));
            }
        }
        let creditable = self.creditable()?;
        for (rate, share) in by_rate(&lines)? {
            let left = creditable.get(&rate).copied().unwrap_or_default().minus(share)?;
            if !left.positive() {
                return Ok(None);
            }
        }
        Ok((gross(&lines)? == amount).then_some(lines))
    }

    /// By rate, all that was ordered.
    fn whole(&self) -> Result<BTreeMap<Rate, Share>, MoneyError> {
        let mut sums = BTreeMap::new();
        for line in &self.lines {
            add(&mut sums, line.rate, line.share)?;
        }
        add(&mut sums, self.shipping_rate, self.shipping)?;
        Ok(sums)
    }

    /// By rate, what was ordered and is not invoiced; `owed`: only what was not cancelled since.
    fn room(&self, owed: bool) -> Result<BTreeMap<Rate, Share>, MoneyError> {
        let mut sums = BTreeMap::new();
        for line in &self.lines {
            let price = if owed { line.owed(self.cancelled)?.1 } else { line.share };
            add(&mut sums, line.rate, price)?;
        }
        add(&mut sums, self.shipping_rate, if owed { self.owed_shipping() } else { self.shipping })?;
        for (rate, share) in self.invoiced()? {
            add(&mut sums, rate, share.negated()?)?;
        }
        Ok(sums)
    }

    /// By rate, what stands on invoices, less credited pieces.
    fn invoiced(&self) -> Result<BTreeMap<Rate, Share>, MoneyError> {
        let mut sums = BTreeMap::new();
        for line in &self.lines {
            add(&mut sums, line.rate, self.billed_of(line.line_id).1)?;
        }
        add(&mut sums, self.shipping_rate, self.billed.shipping)?;
        for (rate, share) in &self.billed.prepaid {
            add(&mut sums, *rate, *share)?;
        }
        Ok(sums)
    }

    /// By rate, what may still be credited.
    fn creditable(&self) -> Result<BTreeMap<Rate, Share>, MoneyError> {
        let mut sums = self.invoiced()?;
        for (rate, share) in &self.billed.allowed {
            add(&mut sums, *rate, share.negated()?)?;
        }
        Ok(sums)
    }

    /// `amount` spread over the first of these that holds as much; over the last in its proportion if none does.
    fn in_proportion(
        &self,
        kind: BilledKind,
        amount: i64,
        choices: &[BTreeMap<Rate, Share>],
    ) -> Result<Vec<BillLine>, MoneyError> {
        let mut lines = Vec::new();
        for choice in choices {
            let usable: Vec<(Rate, Share)> = choice
                .iter()
                .filter(|(_, share)| share.positive())
                .map(|(rate, share)| (*rate, *share))
                .collect();
            let room = usable.iter().map(|(_, share)| share.gross()).collect::<Result<Vec<_>, _>>()?;
            if let Some(parts) = spread(amount, &room)? {
                for ((rate, share), part) in usable.into_iter().zip(parts) {
                    lines.extend(money(kind, 1, rate, share.part(part)?));
                }
                return Ok(lines);
            }
        }
        let all = choices.last().into_iter().flatten().filter(|(_, share)| share.positive());
        let all: Vec<(Rate, Share)> = all.map(|(rate, share)| (*rate, *share)).collect();
        let weights = all.iter().map(|(_, share)| share.gross()).collect::<Result<Vec<_>, _>>()?;
        for ((rate, share), part) in all.into_iter().zip(allocate(amount, &weights)?) {
            lines.extend(money(kind, 1, rate, share.part(part)?));
        }
        Ok(lines)
    }

    fn shipping_line(&self, share: Share) -> Option<BillLine> {
        money(BilledKind::Shipping, 1, self.shipping_rate, share)
    }
}

/// Parts of `amount`, none beyond its room; nothing when there is not enough.
fn spread(amount: i64, room: &[i64]) -> Result<Option<Vec<i64>>, MoneyError> {
    let total: i128 = room.iter().map(|part| i128::from(*part)).sum();
    if total < i128::from(amount) || total == 0 {
        return Ok(None);
    }
    // As the amount is no more than all room, neither is any rounded part more than its own.
    allocate(amount, room).map(Some)
}

fn add(sums: &mut BTreeMap<Rate, Share>, rate: Rate, share: Share) -> Result<(), MoneyError> {
    let sum = sums.entry(rate).or_default();
    *sum = sum.plus(share)?;
    Ok(())
}

/// A line for pieces; also when they cost nothing.
fn item(line: &BillableLine, quantity: i32, share: Share) -> Option<BillLine> {
    let (kind, line_id) = (BilledKind::Item, Some(line.line_id));
    (quantity > 0 || !share.is_zero()).then_some(BillLine { kind, line_id, quantity, rate: line.rate, share })
}

/// A line for money.
fn money(kind: BilledKind, quantity: i32, rate: Rate, share: Share) -> Option<BillLine> {
    (!share.is_zero()).then_some(BillLine { kind, line_id: None, quantity, rate, share })
}
