//! What is sent, in which order: the rule that makes a refusal for lack of stock a proof of a lost piece.

use std::collections::BTreeMap;

use super::file::{Class, Invoice, InvoiceFile, Row};

/// What becomes of an invoice, or of a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// SALE and FREE rows: one order of staff.
    Order,
    /// CANCEL rows: pieces come back, money goes back.
    CreditNote,
    /// STOCK rows above zero.
    Found,
    /// STOCK rows below zero.
    Lost,
    /// STOCK rows of services: nothing moves, but the document is kept.
    Note,
    /// BADDEBT rows: money only.
    BadDebt,
}

/// One thing to send.
#[derive(Debug)]
pub(super) struct Operation<'f> {
    pub(super) kind: Kind,
    pub(super) invoice: &'f Invoice,
    /// The rows it is about, in the order of the file.
    pub(super) rows: Vec<&'f Row>,
    pub(super) turn: Turn,
}

/// When an operation may be sent.
///
/// Orders are placed by sagas, many at once and in any order. Still none may be refused for lack of stock, unless a piece
/// got lost. The opening stock is the least with which the file can be delivered row by row. So an operation that takes
/// stock waits until every earlier operation that brings stock is acknowledged, and for nothing else. Then it succeeds: let
/// `m` be the last row of it and of all takers sent so far. What has been brought is at least what the file brings before
/// `m`, what has been taken is at most what the file takes up to `m`, and the file itself never goes below zero at `m`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// The n-th that brings stock, from 0; at any time.
    Brings(usize),
    /// After the first n that bring stock.
    After(usize),
}

/// Whether a SKU has stock. Services and vouchers have none.
pub(super) trait Goods {
    fn is_goods(&self, sku: &str) -> bool;
}

/// Everything to send, in the order of the file.
pub(super) fn operations<'f>(file: &'f InvoiceFile, goods: &impl Goods) -> Vec<Operation<'f>> {
    let mut placed: Vec<(usize, Kind, &Invoice, Vec<&Row>)> = Vec::new();
    for invoice in &file.invoices {
        for (kind, rows) in parts(invoice, goods) {
            // A taker stands where its last row stands and a bringer where its first does: so every bringer with a row
            // before some row of a taker stands before that taker, also where invoices overlap.
            let row = if brings(kind) { rows.first() } else { rows.last() };
            placed.push((row.map_or(0, |row| row.position), kind, invoice, rows));
        }
    }
    placed.sort_by_key(|(position, ..)| *position);
    let mut brought = 0;
    let operations = placed.into_iter().map(|(_, kind, invoice, rows)| {
        let turn = if brings(kind) {
            brought += 1;
            Turn::Brings(brought - 1)
        } else {
            Turn::After(brought)
        };
        Operation { kind, invoice, rows, turn }
    });
    operations.collect()
}

fn brings(kind: Kind) -> bool {
    matches!(kind, Kind::CreditNote | Kind::Found)
}

fn parts<'f>(invoice: &'f Invoice, goods: &impl Goods) -> Vec<(Kind, Vec<&'f Row>)> {
    let all = || invoice.rows.iter().collect();
    match invoice.class() {
        Class::Sale | Class::Free => vec![(Kind::Order, all())],
        Class::Cancel => vec![(Kind::CreditNote, all())],
        Class::BadDebt => vec![(Kind::BadDebt, all())],
        Class::Stock => {
            let kind_of = |row: &&Row| match (goods.is_goods(&row.sku), row.quantity > 0) {
                (false, _) => Kind::Note,
                (true, true) => Kind::Found,
                (true, false) => Kind::Lost,
            };
            let part =
                |kind| (kind, invoice.rows.iter().filter(|row| kind_of(row) == kind).collect::<Vec<_>>());
            [Kind::Found, Kind::Lost, Kind::Note]
                .map(part)
                .into_iter()
                .filter(|(_, rows)| !rows.is_empty())
                .collect()
        }
    }
}

/// What a row does to the stock of its article.
pub(super) fn stock_change(row: &Row) -> i64 {
    match row.class {
        Class::Sale | Class::Free | Class::Cancel => -row.quantity,
        Class::Stock => row.quantity,
        Class::BadDebt => 0,
    }
}

/// Stock of an article before the file and behind it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct StockCourse {
    /// The least with which the file never goes below zero.
    pub(super) opening: i64,
    pub(super) left: i64,
}

/// The stock of every article in the file that has stock.
pub(super) fn stock_courses(file: &InvoiceFile, goods: &impl Goods) -> BTreeMap<String, StockCourse> {
    let mut rows: Vec<&Row> =
        file.rows().map(|(_, row)| row).filter(|row| goods.is_goods(&row.sku)).collect();
    rows.sort_by_key(|row| row.position);
    // `left` runs below zero first; `opening` is how far it got.
    let mut courses: BTreeMap<String, StockCourse> = BTreeMap::new();
    for row in rows {
        let course = courses.entry(row.sku.clone()).or_default();
        course.left += stock_change(row);
        course.opening = course.opening.max(-course.left);
    }
    for course in courses.values_mut() {
        course.left += course.opening;
    }
    courses
}
