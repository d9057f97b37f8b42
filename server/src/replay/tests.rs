//! The rules of the replay over the real files: classes, opening stock, and the order in which everything is sent.

use std::collections::BTreeMap;
use std::path::Path;

use super::figures::Figures;
use super::file::InvoiceFile;
use super::plan::{Kind, Turn, operations, stock_change, stock_courses};
use super::published::published;
use super::read_back::Health;
use super::report::Compared;
use super::{Assortment, DemoProduct, Goods, SAMPLE};

fn sample() -> InvoiceFile {
    InvoiceFile::read(SAMPLE).unwrap()
}

/// What the file adds up to equals what is published of it, down to every line of the report.
fn check_published(file: &InvoiceFile, opening: fn(&DemoProduct) -> Option<i64>) {
    let assortment = Assortment::load();
    let figures = Figures::of_file(file, &assortment);
    let health = Health { ledger_balances: true, ..Health::default() };
    let compared = Compared {
        file: &figures,
        found: &figures,
        published: Some(published(&file.sha256).expect("a published file")),
        health: &health,
        title: &|code| assortment.title(code),
    };
    for section in compared.sections() {
        for line in section.lines {
            assert!(line.equal, "{}: {line:?}", section.title);
        }
    }
    for (sku, course) in stock_courses(file, &assortment) {
        assert_eq!(Some(course.opening), opening(&assortment.0[&sku]), "{sku}");
    }
}

#[test]
fn sample_adds_up_to_its_published_figures() {
    check_published(&sample(), |product| product.opening_stock_sample);
}

#[test]
fn full_file_adds_up_to_its_published_figures() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/online-retail/online-retail.csv.gz");
    let file = InvoiceFile::read(&std::fs::read(path).unwrap()).unwrap();
    check_published(&file, |product| product.opening_stock);
}

/// Takers in the worst order: each as early as its turn allows, bringers as late as the takers allow.
#[test]
fn whatever_the_order_of_takers_stock_never_goes_below_zero() {
    let file = sample();
    let assortment = Assortment::load();
    let operations = operations(&file, &assortment);
    let mut stock: BTreeMap<String, i64> =
        stock_courses(&file, &assortment).into_iter().map(|(sku, course)| (sku, course.opening)).collect();
    let mut apply = |index: usize| {
        for row in &operations[index].rows {
            if assortment.is_goods(&row.sku) {
                let left = stock.get_mut(&row.sku).unwrap();
                *left += stock_change(row);
                assert!(*left >= 0, "{} of {}", row.sku, operations[index].invoice.number);
            }
        }
    };
    let bringers: Vec<usize> =
        (0..operations.len()).filter(|index| matches!(operations[*index].turn, Turn::Brings(_))).collect();
    for brought in 0..=bringers.len() {
        // Everything that waits for exactly so many bringers, the last first.
        for index in (0..operations.len()).rev() {
            if operations[index].turn == Turn::After(brought) {
                apply(index);
            }
        }
        bringers.get(brought).into_iter().for_each(|index| apply(*index));
    }
    let left: BTreeMap<String, i64> =
        stock_courses(&file, &assortment).into_iter().map(|(sku, course)| (sku, course.left)).collect();
    assert_eq!(stock, left);
}

#[test]
fn each_row_is_sent_once_and_orders_are_whole_invoices() {
    let file = sample();
    let operations = operations(&file, &Assortment::load());
    let mut positions: Vec<usize> =
        operations.iter().flat_map(|operation| operation.rows.iter().map(|row| row.position)).collect();
    positions.sort_unstable();
    assert!(positions.into_iter().eq(0..file.row_count));
    let orders = operations.iter().filter(|operation| operation.kind == Kind::Order);
    assert!(orders.clone().all(|order| order.rows.len() == order.invoice.rows.len()));
    assert_eq!(orders.count(), 1_576);
}
