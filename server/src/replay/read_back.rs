//! Reads everything back through the public API, and sums it up by the rules the file is summed up by.

use std::collections::{BTreeMap, HashMap, HashSet};

use kernel_base::{Money, UnitPrice};
use order_contracts::{Order, OrderLine, OrderStatus};
use serde::{Deserialize, Serialize};

use super::document::Reason;
use super::figures::{Figures, LineFacts, Party};
use super::file::{Class, Invoice, InvoiceFile};
use super::opening::Movement;
use super::plan::StockCourse;
use super::send::Arrived;
use super::{ORDER, PAYMENT, WAREHOUSE};
use crate::api::{Api, Failure};
use crate::import::{TRADE, all_stock};
use crate::output::Audience;
use crate::progress::Progress;

const ORDERS: &str = "/admin/v1/orders";
const MOVEMENTS: &str = "/admin/v1/stock/movements";
const CREDITS: &str = "/admin/v1/payments/credits";

/// What is right or wrong beside the figures.
#[derive(Debug, Default, Serialize)]
pub(super) struct Health {
    pub(super) expected_orders: usize,
    pub(super) confirmed: usize,
    /// Invoice and status; missing ones too.
    pub(super) not_confirmed: Vec<String>,
    /// Invoices whose order has other lines.
    pub(super) differing: Vec<String>,
    pub(super) open_sagas: usize,
    pub(super) ledger_balances: bool,
    pub(super) level_differences: usize,
}

#[derive(Deserialize)]
struct Credit {
    reference: String,
    amount: Money,
    country: String,
    reason: String,
}

#[derive(Deserialize)]
struct LedgerVerification {
    balanced: bool,
}

#[derive(Deserialize)]
struct StockVerification {
    consistent: bool,
    differences: Vec<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
struct OrderHead {
    external_id: Option<String>,
}

/// What an earlier run has brought here already.
pub(super) async fn arrived(api: &Api) -> Result<Arrived, Failure> {
    let mut arrived = Arrived::default();
    let orders = |page: Vec<OrderHead>| {
        arrived.orders.extend(page.into_iter().filter_map(|order| order.external_id));
    };
    api.list(ORDER, ORDERS, &[("channel", TRADE)], orders).await?;
    let movements = |page: Vec<Movement>| {
        for movement in page {
            let Some(reference) = movement.reference else { continue };
            *arrived.movements.entry((reference, movement.quantity > 0)).or_default() += 1;
        }
    };
    api.list(WAREHOUSE, MOVEMENTS, &[], movements).await?;
    let credits = |page: Vec<Credit>| {
        arrived.credits.extend(page.into_iter().map(|credit| credit.reference));
    };
    api.list(PAYMENT, CREDITS, &[], credits).await?;
    Ok(arrived)
}

/// Whether an order with that number is there.
pub(super) async fn order_exists(api: &Api, number: &str) -> Result<bool, Failure> {
    let mut found = false;
    let look = |page: Vec<OrderHead>| found |= !page.is_empty();
    api.list(ORDER, ORDERS, &[("external_id", number)], look).await?;
    Ok(found)
}

/// Reads orders with their lines, the stock ledger, credits and stock.
pub(super) async fn read(
    api: &Api,
    audience: Audience,
    file: &InvoiceFile,
    courses: &BTreeMap<String, StockCourse>,
    opening: &str,
) -> Result<(Figures, Health), Failure> {
    let invoices: HashMap<&str, &Invoice> =
        file.invoices.iter().map(|invoice| (invoice.number.as_str(), invoice)).collect();
    let mut figures = Figures::default();
    let mut health = Health::default();
    read_orders(api, audience, file, &invoices, (&mut figures, &mut health)).await?;
    read_movements(api, &invoices, opening, &mut figures).await?;
    read_credits(api, &invoices, &mut figures).await?;
    for stock in all_stock(api).await? {
        if courses.contains_key(&stock.sku) {
            figures.stock_left.insert(stock.sku, stock.on_hand - stock.reserved);
        }
    }
    let ledger: LedgerVerification = api.get(PAYMENT, "/admin/v1/ledger/verification").await?;
    health.ledger_balances = ledger.balanced;
    let stock: StockVerification = api.get(WAREHOUSE, "/admin/v1/stock/verification").await?;
    health.level_differences = stock.differences.len().max(usize::from(!stock.consistent));
    Ok((figures, health))
}

async fn read_orders(
    api: &Api,
    audience: Audience,
    file: &InvoiceFile,
    invoices: &HashMap<&str, &Invoice>,
    (figures, health): (&mut Figures, &mut Health),
) -> Result<(), Failure> {
    let expected: HashSet<&str> = file
        .invoices
        .iter()
        .filter(|invoice| invoice.class() == Class::Sale)
        .map(|invoice| invoice.number.as_str())
        .collect();
    health.expected_orders = expected.len();
    let total = u64::try_from(expected.len()).unwrap_or(u64::MAX);
    let progress = Progress::start(audience, "reading back the orders", total);
    let mut missing = expected;
    let each = |page: Vec<Order>| {
        for order in page {
            let Some(number) = order.external_id.clone() else { continue };
            let Some(invoice) = invoices.get(number.as_str()) else { continue };
            missing.remove(number.as_str());
            progress.step();
            if !matches!(order.status, OrderStatus::Confirmed | OrderStatus::Completed) {
                health.not_confirmed.push(format!("{number}: {}", fate(&order)));
                continue;
            }
            health.confirmed += 1;
            if !matches(&order, invoice) {
                health.differing.push(number.clone());
            }
            add_order(figures, &number, &order);
        }
    };
    api.list(ORDER, ORDERS, &[("channel", TRADE), ("include", "lines")], each).await?;
    let mut missing: Vec<String> = missing.into_iter().map(|number| format!("{number}: missing")).collect();
    missing.sort();
    health.not_confirmed.extend(missing);
    progress.done(format!("{} orders read back with all their lines", health.confirmed));
    Ok(())
}

fn fate(order: &Order) -> String {
    match &order.rejection {
        Some(rejection) => format!("{:?}, {}: {}", order.status, rejection.code, rejection.message),
        None => format!("{:?}", order.status),
    }
}

fn add_order(figures: &mut Figures, number: &str, order: &Order) {
    let lines: Vec<LineFacts<'_>> = order.lines.iter().flatten().map(facts).collect();
    let party = Party {
        customer: order.customer.reference.as_deref(),
        country: order.country_text.as_deref().unwrap_or_default(),
    };
    figures.add_order(number, party, &lines, order.totals.total.minor());
}

fn facts(line: &OrderLine) -> LineFacts<'_> {
    LineFacts {
        sku: line.sku.as_str(),
        quantity: line.quantity.into(),
        unit_price: line.unit_price,
        goods: line.requires_stock,
    }
}

/// Whether the order has exactly the rows of its invoice, in their order.
fn matches(order: &Order, invoice: &Invoice) -> bool {
    let ordered = order.lines.iter().flatten().map(|line| {
        let quantity: i64 = line.quantity.into();
        (line.sku.as_str(), quantity, line.unit_price)
    });
    let rows: Vec<(&str, i64, UnitPrice)> =
        invoice.rows.iter().map(|row| (row.sku.as_str(), row.quantity, row.unit_price)).collect();
    ordered.eq(rows)
        && order.customer.reference == invoice.customer
        && order.country_text.as_deref() == Some(&invoice.country)
}

async fn read_movements(
    api: &Api,
    invoices: &HashMap<&str, &Invoice>,
    opening: &str,
    figures: &mut Figures,
) -> Result<(), Failure> {
    let mut counted: HashMap<String, i64> = HashMap::new();
    let each = |page: Vec<Movement>| {
        for movement in page {
            let Some(reference) = movement.reference else { continue };
            if reference == opening {
                counted.insert(movement.sku, movement.on_hand_after);
                continue;
            }
            let Some(invoice) = invoices.get(reference.as_str()) else { continue };
            // The file counts what comes back as sold pieces below zero.
            match movement.kind.as_str() {
                "return" => figures.add_movement(Class::Cancel, &invoice.number, -movement.quantity),
                _ => figures.add_movement(Class::Stock, &invoice.number, movement.quantity),
            }
        }
    };
    api.list(WAREHOUSE, MOVEMENTS, &[], each).await?;
    figures.opening_units = counted.values().sum();
    Ok(())
}

async fn read_credits(
    api: &Api,
    invoices: &HashMap<&str, &Invoice>,
    figures: &mut Figures,
) -> Result<(), Failure> {
    let each = |page: Vec<Credit>| {
        for credit in page {
            let Some(invoice) = invoices.get(credit.reference.as_str()) else { continue };
            let Some(reason) = Reason::parse(&credit.reason) else { continue };
            let party = Party { customer: reason.customer.as_deref(), country: &credit.country };
            let value = UnitPrice::from_money(credit.amount).map_or(0, UnitPrice::micros);
            let rows = (reason.rows, reason.units);
            figures.add_document(invoice.class(), &credit.reference, party, rows, value);
        }
    };
    api.list(PAYMENT, CREDITS, &[], each).await
}
