//! The figures a replay is judged by. The file and the platform are summed up by the same rules, from different sources.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kernel_base::{Currency, Rounding, UnitPrice};

use super::file::{Class, Invoice, InvoiceFile};
use super::plan::{Goods, stock_courses};

/// Single invoices whose figures are published; those of them that a file has are compared one by one.
pub(super) const SINGLES: [&str; 10] =
    ["562575", "550890", "570875", "553235", "550997", "580732", "545666", "C551778", "C581466", "C567997"];

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Figures {
    pub(super) classes: BTreeMap<Class, ClassFigures>,
    /// SALE rows by country.
    pub(super) countries: HashMap<String, CountryFigures>,
    /// SALE rows of goods by canonical code: in the retailer's reports both spellings of a code are one article.
    pub(super) articles: HashMap<String, ArticleFigures>,
    pub(super) singles: BTreeMap<String, SingleFigures>,
    /// Sum of what the orders are to be paid: each line rounded to pennies.
    pub(super) orders_total_minor: i64,
    pub(super) opening_units: i64,
    /// What is left to sell, by exact code.
    pub(super) stock_left: BTreeMap<String, i64>,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ClassFigures {
    pub(super) rows: i64,
    pub(super) invoices: BTreeSet<String>,
    pub(super) units: i64,
    pub(super) value_micros: i64,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct CountryFigures {
    pub(super) invoices: i64,
    pub(super) units: i64,
    pub(super) revenue_micros: i64,
    pub(super) goods_revenue_micros: i64,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ArticleFigures {
    pub(super) lines: i64,
    pub(super) invoices: BTreeSet<String>,
    pub(super) units: i64,
    pub(super) revenue_micros: i64,
}

/// Stock documents carry no money and no customer.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct SingleFigures {
    pub(super) rows: i64,
    pub(super) units: i64,
    pub(super) value_micros: Option<i64>,
    pub(super) customer: Option<String>,
    pub(super) country: Option<String>,
}

/// Whose document it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Party<'a> {
    pub(super) customer: Option<&'a str>,
    pub(super) country: &'a str,
}

/// A line of an order.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineFacts<'a> {
    pub(super) sku: &'a str,
    pub(super) quantity: i64,
    pub(super) unit_price: UnitPrice,
    pub(super) goods: bool,
}

impl Figures {
    /// The truth: what the file itself adds up to.
    pub(super) fn of_file(file: &InvoiceFile, goods: &impl Goods) -> Self {
        let mut figures = Self::default();
        for invoice in &file.invoices {
            match invoice.class() {
                Class::Sale | Class::Free => figures.add_invoice_as_order(invoice, goods),
                class => figures.add_invoice_as_document(class, invoice, goods),
            }
        }
        for (sku, course) in stock_courses(file, goods) {
            figures.opening_units += course.opening;
            figures.stock_left.insert(sku, course.left);
        }
        figures
    }

    fn add_invoice_as_order(&mut self, invoice: &Invoice, goods: &impl Goods) {
        let lines: Vec<LineFacts<'_>> = invoice
            .rows
            .iter()
            .map(|row| LineFacts {
                sku: &row.sku,
                quantity: row.quantity,
                unit_price: row.unit_price,
                goods: goods.is_goods(&row.sku),
            })
            .collect();
        self.add_order(&invoice.number, invoice.party(), &lines, rounded_total(&lines));
    }

    fn add_invoice_as_document(&mut self, class: Class, invoice: &Invoice, goods: &impl Goods) {
        let (moved, other): (Vec<_>, Vec<_>) =
            invoice.rows.iter().partition(|row| class != Class::BadDebt && goods.is_goods(&row.sku));
        for row in moved {
            self.add_movement(class, &invoice.number, row.quantity);
        }
        if class != Class::Stock || !other.is_empty() {
            let units = other.iter().map(|row| row.quantity).sum();
            let rows = i64::try_from(other.len()).expect("BUG: a file has fewer rows than that");
            let value = invoice.rows.iter().map(super::file::Row::value_micros).sum();
            self.add_document(class, &invoice.number, invoice.party(), (rows, units), value);
        }
    }

    /// An order and what is to be paid for it.
    pub(super) fn add_order(
        &mut self,
        number: &str,
        party: Party<'_>,
        lines: &[LineFacts<'_>],
        total_minor: i64,
    ) {
        self.orders_total_minor += total_minor;
        let mut sold = false;
        for line in lines {
            let value = line.quantity * line.unit_price.micros();
            let class = if line.unit_price > UnitPrice::default() { Class::Sale } else { Class::Free };
            self.class(class, number).add(1, line.quantity, value);
            if class == Class::Sale {
                sold = true;
                self.add_sale(number, party.country, line, value);
            }
        }
        if sold {
            self.countries.entry(party.country.to_owned()).or_default().invoices += 1;
        }
        if let Some(single) = self.single(number) {
            single.rows = i64::try_from(lines.len()).expect("BUG: an order has few lines");
            single.units = lines.iter().map(|line| line.quantity).sum();
            let value: i64 = lines.iter().map(|line| line.quantity * line.unit_price.micros()).sum();
            single.belongs(party, value);
        }
    }

    fn add_sale(&mut self, number: &str, country: &str, line: &LineFacts<'_>, value: i64) {
        let country = self.countries.entry(country.to_owned()).or_default();
        country.units += line.quantity;
        country.revenue_micros += value;
        if line.goods {
            country.goods_revenue_micros += value;
            let article = self.articles.entry(line.sku.to_ascii_uppercase()).or_default();
            article.lines += 1;
            article.units += line.quantity;
            article.revenue_micros += value;
            article.invoices.insert(number.to_owned());
        }
    }

    /// Pieces that came back or were counted; `units` has the sign of the file, where a return is negative.
    pub(super) fn add_movement(&mut self, class: Class, number: &str, units: i64) {
        self.class(class, number).add(1, units, 0);
        if let Some(single) = self.single(number) {
            single.rows += 1;
            single.units += units;
        }
    }

    /// The money of a document, and its rows about things that have no stock.
    pub(super) fn add_document(
        &mut self,
        class: Class,
        number: &str,
        party: Party<'_>,
        (rows, units): (i64, i64),
        value_micros: i64,
    ) {
        self.class(class, number).add(rows, units, value_micros);
        if let Some(single) = self.single(number) {
            single.rows += rows;
            single.units += units;
            single.belongs(party, value_micros);
        }
    }

    fn class(&mut self, class: Class, number: &str) -> &mut ClassFigures {
        let figures = self.classes.entry(class).or_default();
        if !figures.invoices.contains(number) {
            figures.invoices.insert(number.to_owned());
        }
        figures
    }

    fn single(&mut self, number: &str) -> Option<&mut SingleFigures> {
        SINGLES.contains(&number).then(|| self.singles.entry(number.to_owned()).or_default())
    }
}

impl Invoice {
    pub(super) fn party(&self) -> Party<'_> {
        Party { customer: self.customer.as_deref(), country: &self.country }
    }
}

impl ClassFigures {
    fn add(&mut self, rows: i64, units: i64, value_micros: i64) {
        self.rows += rows;
        self.units += units;
        self.value_micros += value_micros;
    }
}

impl SingleFigures {
    fn belongs(&mut self, party: Party<'_>, value_micros: i64) {
        self.value_micros = Some(value_micros);
        self.customer = Some(party.customer.unwrap_or("(none)").to_owned());
        self.country = Some(party.country.to_owned());
    }
}

/// What an order of those lines is to be paid: every line rounded, halves up, as the British market rounds.
pub(super) fn rounded_total(lines: &[LineFacts<'_>]) -> i64 {
    let rounded = |line: &LineFacts<'_>| {
        let total = line.unit_price.total(line.quantity, Currency::GBP, Rounding::HalfUp);
        total.expect("BUG: invoices are far below 64 bits").minor()
    };
    lines.iter().map(rounded).sum()
}
