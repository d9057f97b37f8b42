//! The file of invoices: its rows in their order, grouped by invoice, each in exactly one class.

use std::collections::HashMap;
use std::fmt;
use std::io::Read;

use anyhow::{Context, bail, ensure};
use flate2::read::GzDecoder;
use kernel_base::UnitPrice;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What a row means; the first that fits, in this order: Cancel, BadDebt, Sale, Free, Stock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Class {
    /// Sold.
    Sale,
    /// Given away: without a price, but in an order or to a known customer.
    Free,
    /// A stock count: without price, sale and customer. Negative for what was lost or thrown away.
    Stock,
    /// Cancelled or credited; the quantity is negative.
    Cancel,
    /// An adjustment for a bad debt.
    BadDebt,
}

impl Class {
    pub(super) const ALL: [Self; 5] = [Self::Sale, Self::Free, Self::Stock, Self::Cancel, Self::BadDebt];
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sale => "SALE",
            Self::Free => "FREE",
            Self::Stock => "STOCK",
            Self::Cancel => "CANCEL",
            Self::BadDebt => "BADDEBT",
        })
    }
}

#[derive(Debug)]
pub(super) struct Row {
    /// Place in the file, from 0.
    pub(super) position: usize,
    pub(super) class: Class,
    /// As it stands there: case matters.
    pub(super) sku: String,
    pub(super) description: String,
    pub(super) quantity: i64,
    pub(super) unit_price: UnitPrice,
}

impl Row {
    /// Exact, in millionths of a pound: some prices are finer than a penny.
    pub(super) fn value_micros(&self) -> i64 {
        self.quantity * self.unit_price.micros()
    }
}

#[derive(Debug)]
pub(super) struct Invoice {
    pub(super) number: String,
    /// Of the first row, as it stands there: local time without zone.
    pub(super) date: String,
    pub(super) customer: Option<String>,
    pub(super) country: String,
    /// Never empty.
    pub(super) rows: Vec<Row>,
}

impl Invoice {
    /// SALE and FREE stand together in orders; the other classes fill whole invoices.
    pub(super) fn class(&self) -> Class {
        match self.rows[0].class {
            Class::Free => Class::Sale,
            other => other,
        }
    }
}

#[derive(Debug)]
pub(super) struct InvoiceFile {
    /// In the order of their first rows.
    pub(super) invoices: Vec<Invoice>,
    pub(super) row_count: usize,
    /// Of the unpacked file, as lower-case hexadecimal digits.
    pub(super) sha256: String,
}

#[derive(Deserialize)]
struct Record {
    #[serde(rename = "InvoiceNo")]
    invoice: String,
    #[serde(rename = "StockCode")]
    sku: String,
    #[serde(rename = "Description")]
    description: String,
    #[serde(rename = "Quantity")]
    quantity: i64,
    #[serde(rename = "InvoiceDate")]
    date: String,
    #[serde(rename = "UnitPrice")]
    unit_price: UnitPrice,
    #[serde(rename = "CustomerID")]
    customer: Option<String>,
    #[serde(rename = "Country")]
    country: String,
}

impl InvoiceFile {
    /// Reads a file, plain or gzip.
    pub(super) fn read(bytes: &[u8]) -> anyhow::Result<Self> {
        let mut unpacked = Vec::new();
        let csv = if bytes.starts_with(&[0x1f, 0x8b]) {
            GzDecoder::new(bytes).read_to_end(&mut unpacked).context("the file is packed, but damaged")?;
            unpacked.as_slice()
        } else {
            bytes
        };
        let mut invoices: Vec<Invoice> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut row_count = 0;
        for (position, record) in csv::Reader::from_reader(csv).into_deserialize::<Record>().enumerate() {
            let record = record.context("not a file of invoices")?;
            let place = *places.entry(record.invoice.clone()).or_insert(invoices.len());
            if place == invoices.len() {
                invoices.push(head(&record));
            }
            let invoice = &mut invoices[place];
            ensure!(
                invoice.customer == record.customer && invoice.country == record.country,
                "invoice {} names two customers or two countries",
                record.invoice
            );
            invoice.rows.push(row(position, record));
            row_count += 1;
        }
        for invoice in &mut invoices {
            classify(invoice)?;
        }
        ensure!(row_count > 0, "the file has no rows");
        Ok(Self { invoices, row_count, sha256: hexadecimal(&Sha256::digest(csv)) })
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = (&Invoice, &Row)> {
        self.invoices.iter().flat_map(|invoice| invoice.rows.iter().map(move |row| (invoice, row)))
    }
}

fn head(record: &Record) -> Invoice {
    Invoice {
        number: record.invoice.clone(),
        date: record.date.clone(),
        customer: record.customer.clone(),
        country: record.country.clone(),
        rows: Vec::new(),
    }
}

fn row(position: usize, record: Record) -> Row {
    Row {
        position,
        class: Class::Sale,
        sku: record.sku,
        description: record.description,
        quantity: record.quantity,
        unit_price: record.unit_price,
    }
}

/// An invoice is classified as a whole, because what a row without price means depends on its neighbours.
fn classify(invoice: &mut Invoice) -> anyhow::Result<()> {
    let free = UnitPrice::default();
    let is_order = invoice.customer.is_some() || invoice.rows.iter().any(|row| row.unit_price > free);
    let whole = match invoice.number.as_bytes().first() {
        Some(b'C') => Some(Class::Cancel),
        Some(b'A') => Some(Class::BadDebt),
        _ => None,
    };
    for row in &mut invoice.rows {
        row.class = match whole {
            Some(class) => class,
            None if row.unit_price > free => Class::Sale,
            None if is_order => Class::Free,
            None => Class::Stock,
        };
        let expected = match row.class {
            Class::Sale | Class::Free => row.quantity > 0 && row.unit_price >= free,
            Class::Cancel => row.quantity < 0,
            Class::Stock | Class::BadDebt => row.quantity != 0,
        };
        if !expected {
            bail!(
                "row {}: {} pieces at {} make no sense in invoice {} ({})",
                row.position + 2,
                row.quantity,
                row.unit_price,
                invoice.number,
                row.class
            );
        }
    }
    Ok(())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str =
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    fn classes(rows: &str) -> Vec<Class> {
        let file = InvoiceFile::read(format!("{HEADER}{rows}").as_bytes()).unwrap();
        file.rows().map(|(_, row)| row.class).collect()
    }

    #[test]
    fn a_row_without_price_means_what_its_invoice_says() {
        let rows = "1,A,x,1,2010-12-01T08:26:00,2.55,,EIRE\n1,B,x,2,2010-12-01T08:26:00,0.00,,EIRE\n\
            2,A,x,1,2010-12-01T08:26:00,0.00,17850,EIRE\n3,A,damaged,-1,2010-12-01T08:26:00,0.00,,EIRE\n\
            C4,A,x,-1,2010-12-01T08:26:00,2.55,,EIRE\nA5,B,bad debt,1,2010-12-01T08:26:00,-11062.06,,EIRE\n";
        assert_eq!(
            classes(rows),
            [Class::Sale, Class::Free, Class::Free, Class::Stock, Class::Cancel, Class::BadDebt]
        );
    }

    #[test]
    fn what_fits_no_class_is_refused_with_its_line() {
        for row in [
            "1,A,x,-1,2010-12-01T08:26:00,2.55,,EIRE",
            "C1,A,x,1,2010-12-01T08:26:00,2.55,,EIRE",
            "1,A,x,1,,-1,1,X",
        ] {
            let error = InvoiceFile::read(format!("{HEADER}{row}\n").as_bytes()).unwrap_err().to_string();
            assert!(error.starts_with("row 2: "), "{error}");
        }
        assert!(InvoiceFile::read(HEADER.as_bytes()).is_err());
        assert!(InvoiceFile::read(b"sku,price\n1,2\n").is_err());
    }
}
