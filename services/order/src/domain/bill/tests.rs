//! Random lives of orders: whatever happens in whatever order, the documents add up.

use kernel_base::Env;
use proptest::prelude::*;

use super::*;

fn billing(lines: &[(i32, i64, i64, bool)], shipping: (i64, i64)) -> Billing {
    let env = Env::system();
    let rates = [200_000, 50_000, 0];
    let lines = lines.iter().enumerate().map(|(place, (quantity, net, tax, ships))| {
        let rate = rates[place % rates.len()];
        let tax = if rate == 0 { 0 } else { *tax };
        let (quantity, ships) = (*quantity, *ships);
        let share = Share::new(*net, tax);
        BillableLine { line_id: env.id(), quantity, cancelled: 0, rate, share, ships }
    });
    Billing {
        lines: lines.collect(),
        shipping: Share::new(shipping.0, shipping.1),
        shipping_rate: 200_000,
        shipping_cancelled: false,
        cancelled: false,
        billed: Billed::default(),
    }
}

/// An order with what payment did to it.
struct Life {
    billing: Billing,
    total: i64,
    due: i64,
    captured: i64,
    refunded: i64,
    /// Pieces that have left; more than there are, at times.
    sent: BTreeMap<LineId, i32>,
    open: Vec<CaptureRequest>,
    bills: Vec<Bill>,
}

impl Life {
    fn new(billing: Billing) -> Self {
        let lines: i64 = billing.lines.iter().map(|line| line.share.gross().unwrap()).sum();
        let total = lines + billing.shipping.gross().unwrap();
        Self {
            billing,
            total,
            due: total,
            captured: 0,
            refunded: 0,
            sent: BTreeMap::new(),
            open: Vec::new(),
            bills: Vec::new(),
        }
    }

    /// As the order counts it: the cancelled part of a line is rounded half up.
    fn owed(&self) -> i64 {
        if self.billing.cancelled {
            return 0;
        }
        let cancelled = |line: &BillableLine| {
            let (gross, quantity) = (line.share.gross().unwrap(), i64::from(line.quantity));
            kernel_base::mul_div(gross, line.cancelled.into(), quantity, kernel_base::Rounding::HalfUp)
                .unwrap()
        };
        self.total - self.billing.lines.iter().map(cancelled).sum::<i64>()
    }

    fn capture(&mut self, amount: i64, asked: Option<&Pieces>) {
        self.captured += amount;
        let bill = self.billing.invoice(self.captured, asked).unwrap();
        assert_eq!(bill.is_some(), amount > 0);
        self.keep(bill);
    }

    fn refund(&mut self, amount: i64) {
        self.refunded += amount;
        let bill = self.billing.credit(self.refunded).unwrap();
        self.keep(bill);
    }

    fn keep(&mut self, bill: Option<Bill>) {
        if let Some(bill) = &bill {
            assert_eq!(content::gross(&bill.lines).unwrap(), bill.amount);
            assert!(bill.taxes().unwrap().iter().all(|(_, share)| share.positive()), "{bill:?}");
        }
        self.bills.extend(bill);
        self.check();
    }

    fn check(&self) {
        let mut net_of_all = 0;
        let mut by_rate: BTreeMap<Rate, Share> = BTreeMap::new();
        let mut pieces: BTreeMap<LineId, i32> = BTreeMap::new();
        for bill in &self.bills {
            let sign = if bill.kind == BillKind::Invoice { 1 } else { -1 };
            net_of_all += sign * bill.amount;
            for line in &bill.lines {
                let sum = by_rate.entry(line.rate).or_default();
                *sum = Share::new(sum.net + sign * line.share.net, sum.tax + sign * line.share.tax);
                if let Some(line_id) = line.line_id {
                    *pieces.entry(line_id).or_default() += i32::try_from(sign).unwrap() * line.quantity;
                }
            }
        }
        assert_eq!(net_of_all, self.captured - self.refunded);
        assert!(by_rate.values().all(|share| share.positive()), "{by_rate:?}");
        for line in &self.billing.lines {
            let billed = pieces.get(&line.line_id).copied().unwrap_or_default();
            assert!((0..=line.quantity).contains(&billed), "{billed} of {line:?}");
        }
    }

    /// What payment does by itself once the order owes less.
    fn settle_surplus(&mut self) {
        let surplus = self.captured - self.refunded - self.owed();
        if surplus > 0 {
            self.refund(surplus);
        }
    }

    fn act(&mut self, (what, who, much): (u8, usize, i64)) {
        let place = who % self.billing.lines.len();
        match what {
            0 => {
                let left = (self.due - self.captured).max(0);
                self.capture(much.min(left), None);
            }
            1 => {
                let left = (self.due - self.captured).max(0);
                self.capture(left, None);
            }
            2 => self.refund(much.min(self.captured - self.refunded)),
            3 => {
                let line = &mut self.billing.lines[place];
                let pieces = i32::try_from(much % 5).unwrap();
                line.cancelled = (line.cancelled + pieces).min(line.quantity);
                self.due = self.owed();
                self.settle_surplus();
            }
            // A capture that was on its way when pieces were cancelled.
            4 => {
                let left = (self.total - self.captured).max(0);
                self.capture(much.min(left), None);
                self.settle_surplus();
            }
            5 => {
                let line_id = self.billing.lines[place].line_id;
                *self.sent.entry(line_id).or_default() += i32::try_from(much % 7).unwrap();
                if let Some((pieces, amount)) = self.billing.ask(&self.sent, &self.open, self.due).unwrap() {
                    let capture_id = Env::system().id();
                    self.open.push(CaptureRequest { capture_id, amount, shipped_at: None, pieces });
                }
            }
            6 if !self.open.is_empty() => {
                let request = self.open.remove(who % self.open.len());
                if request.amount <= self.due - self.captured {
                    self.capture(request.amount, Some(&request.pieces));
                }
            }
            7 if much % 9 == 0 => {
                self.billing.cancelled = true;
                self.due = 0;
                self.settle_surplus();
            }
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn documents_come_to_what_moved(
        lines in prop::collection::vec((1_i32..8, 0_i64..3_000, 0_i64..600, any::<bool>()), 1..5),
        shipping in (0_i64..500, 0_i64..100),
        acts in prop::collection::vec((0_u8..8, 0_usize..5, 0_i64..2_500), 0..25),
    ) {
        let mut life = Life::new(billing(&lines, shipping));
        for act in acts {
            life.act(act);
            life.check();
        }
    }

    #[test]
    fn what_is_shipped_piece_by_piece_is_billed_piece_by_piece(
        lines in prop::collection::vec((1_i32..8, 1_i64..3_000, 0_i64..600, Just(true)), 1..4),
        shipping in (1_i64..500, 0_i64..100),
    ) {
        let mut life = Life::new(billing(&lines, shipping));
        let shipments: Vec<(LineId, i32)> =
            life.billing.lines.iter().map(|line| (line.line_id, line.quantity)).collect();
        let mut sent = BTreeMap::new();
        for (line_id, quantity) in shipments {
            for pieces in 1..=quantity {
                sent.insert(line_id, pieces);
                if let Some((pieces, amount)) = life.billing.ask(&sent, &[], life.due).unwrap() {
                    life.capture(amount, Some(&pieces));
                }
            }
        }
        prop_assert_eq!(life.captured, life.total);
        let money = |line: &BillLine| matches!(line.kind, BilledKind::Prepayment | BilledKind::Allowance);
        prop_assert!(life.bills.iter().flat_map(|bill| &bill.lines).all(|line| !money(line)));
    }
}

/// Two pieces of 10.00 + 2.00 and one of 5.00 + 0.25; shipping of 3.00 + 0.60.
fn simple() -> Life {
    Life::new(billing(&[(2, 2000, 400, true), (1, 500, 25, true)], (300, 60)))
}

fn kinds(bill: &Bill) -> Vec<(BilledKind, i32, i64)> {
    bill.lines.iter().map(|line| (line.kind, line.quantity, line.share.gross().unwrap())).collect()
}

#[test]
fn all_that_is_due_is_one_invoice_of_all_lines() {
    let mut life = simple();
    life.capture(3285, None);
    use BilledKind::{Item, Shipping};
    assert_eq!(kinds(&life.bills[0]), [(Item, 2, 2400), (Item, 1, 525), (Shipping, 1, 360)]);
    assert_eq!(
        life.bills[0].taxes().unwrap(),
        [(200_000, Share::new(2300, 460)), (50_000, Share::new(500, 25))]
    );
}

#[test]
fn a_prepayment_is_taken_off_the_last_invoice() {
    let mut life = simple();
    life.capture(1000, None);
    life.capture(2285, None);
    let [first, last] = &life.bills[..] else { panic!("two invoices") };
    assert!(first.lines.iter().all(|line| line.kind == BilledKind::Prepayment && line.quantity == 1));
    let off: i64 =
        last.lines.iter().filter(|line| line.quantity < 0).map(|line| line.share.gross().unwrap()).sum();
    assert_eq!((off, last.amount), (-1000, 2285));
}

#[test]
fn cancelled_pieces_that_were_paid_are_credited_as_pieces_and_a_discount_as_money() {
    let mut life = simple();
    life.capture(3285, None);
    life.billing.lines[0].cancelled = 1;
    life.settle_surplus();
    assert_eq!(kinds(&life.bills[1]), [(BilledKind::Item, 1, 1200)]);
    life.refund(100);
    let lines = kinds(&life.bills[2]);
    assert!(lines.iter().all(|(kind, _, _)| *kind == BilledKind::Allowance) && lines.len() == 2, "{lines:?}");
}

#[test]
fn a_cancelled_order_is_credited_line_by_line() {
    let mut life = simple();
    life.capture(3285, None);
    life.billing.cancelled = true;
    life.settle_surplus();
    use BilledKind::{Item, Shipping};
    assert_eq!(kinds(&life.bills[1]), [(Item, 2, 2400), (Item, 1, 525), (Shipping, 1, 360)]);
}

#[test]
fn two_captures_on_their_way_are_billed_as_asked() {
    let mut life = simple();
    let line = |place: usize| life.billing.lines[place].line_id;
    let (first, second) = (BTreeMap::from([(line(0), 1)]), BTreeMap::from([(line(0), 2)]));
    let (pieces, amount) = life.billing.ask(&first, &[], life.due).unwrap().unwrap();
    assert_eq!((amount, pieces.shipping), (1560, true));
    let open =
        CaptureRequest { capture_id: Env::system().id(), amount, shipped_at: None, pieces: pieces.clone() };
    let (more, rest) = life.billing.ask(&second, &[open], life.due).unwrap().unwrap();
    assert_eq!((rest, more.shipping), (1200, false));
    life.capture(amount, Some(&pieces));
    life.capture(rest, Some(&more));
    assert_eq!(kinds(&life.bills[0]), [(BilledKind::Item, 1, 1200), (BilledKind::Shipping, 1, 360)]);
    assert_eq!(kinds(&life.bills[1]), [(BilledKind::Item, 1, 1200)]);
}

#[test]
fn a_piece_that_costs_nothing_goes_with_the_next() {
    let mut life = Life::new(billing(&[(2, 1, 0, true)], (0, 0)));
    let line_id = life.billing.lines[0].line_id;
    assert_eq!(life.billing.ask(&BTreeMap::from([(line_id, 1)]), &[], life.due).unwrap(), None);
    let (pieces, amount) = life.billing.ask(&BTreeMap::from([(line_id, 2)]), &[], life.due).unwrap().unwrap();
    assert_eq!((pieces.items[&line_id], amount), (2, 1));
    life.capture(amount, Some(&pieces));
}

#[test]
fn what_is_told_twice_is_billed_once() {
    let mut life = simple();
    life.capture(500, None);
    assert_eq!(life.billing.invoice(500, None).unwrap(), None);
    assert_eq!(life.billing.invoice(300, None).unwrap(), None);
    assert_eq!(life.billing.credit(0).unwrap(), None);
}
