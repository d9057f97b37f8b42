//! Price files: one tier per row, `sku,currency,min_quantity,unit_price,list`.

use kernel_base::{Currency, UnitPrice};
use schemars::JsonSchema;
use serde::Serialize;
use shared_contracts::{Code, Quantity, Sku};

use crate::domain::price::MAX_UNIT_PRICE;
use crate::error::PricingError;

const COLUMNS: [&str; 5] = ["sku", "currency", "min_quantity", "unit_price", "list"];

/// One tier of one variant in one list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PriceRow {
    /// Line of the file, the header being line 1.
    pub(crate) line: u64,
    pub(crate) sku: Sku,
    pub(crate) currency: Currency,
    pub(crate) min_quantity: Quantity,
    /// Empty removes the tier.
    pub(crate) unit_price: Option<UnitPrice>,
    pub(crate) list: Code,
}

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RowError {
    /// Line of the file, the header being line 1.
    pub line: u64,
    /// Column at fault, when it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<&'static str>,
    /// Stable: `malformed`, `unknown_sku`, `unknown_list`, `wrong_currency`, `repeated_row`, or the end of an error code.
    pub code: &'static str,
    /// For people.
    pub message: String,
}

impl RowError {
    pub(crate) fn new(
        line: u64,
        column: Option<&'static str>,
        code: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Self { line, column, code, message: message.into() }
    }
}

/// Reads a price file row by row.
pub(crate) struct PriceFile<'f> {
    records: csv::ByteRecordsIntoIter<&'f [u8]>,
    /// Where each of [`COLUMNS`] stands.
    places: [usize; 5],
}

impl<'f> PriceFile<'f> {
    /// Refuses a file whose first line does not name exactly the columns, in any order.
    pub(crate) fn open(bytes: &'f [u8]) -> Result<Self, PricingError> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
        let header = reader.byte_headers().map_err(|_| PricingError::WrongColumns)?;
        if header.len() != COLUMNS.len() {
            return Err(PricingError::WrongColumns);
        }
        let mut places = [0; 5];
        for (place, column) in places.iter_mut().zip(COLUMNS) {
            *place =
                header.iter().position(|name| name == column.as_bytes()).ok_or(PricingError::WrongColumns)?;
        }
        Ok(Self { records: reader.into_byte_records(), places })
    }

    fn row(&self, line: u64, record: &csv::ByteRecord) -> Result<PriceRow, RowError> {
        if record.len() != COLUMNS.len() {
            let message = format!("expected 5 columns, found {}", record.len());
            return Err(RowError::new(line, None, "malformed", message));
        }
        let text = |index: usize| {
            str::from_utf8(&record[self.places[index]])
                .map_err(|_| RowError::new(line, Some(COLUMNS[index]), "malformed", "not UTF-8"))
        };
        let min_quantity = match text(2)? {
            "" => Quantity::ONE,
            pieces => {
                let pieces: i64 = parse(line, 2, pieces)?;
                Quantity::try_new(pieces).map_err(|error| {
                    RowError::new(line, Some("min_quantity"), "malformed", error.to_string())
                })?
            }
        };
        let unit_price = match text(3)? {
            "" => None,
            price => Some(unit_price(line, price)?),
        };
        Ok(PriceRow {
            line,
            sku: parse(line, 0, text(0)?)?,
            currency: parse(line, 1, text(1)?)?,
            min_quantity,
            unit_price,
            list: parse(line, 4, text(4)?)?,
        })
    }
}

impl Iterator for PriceFile<'_> {
    type Item = Result<PriceRow, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(match self.records.next()? {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                self.row(line, &record)
            }
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                Err(RowError::new(line, None, "malformed", "not a line of a CSV file"))
            }
        })
    }
}

fn parse<T: std::str::FromStr<Err: std::fmt::Display>>(
    line: u64,
    column: usize,
    text: &str,
) -> Result<T, RowError> {
    text.parse()
        .map_err(|error: T::Err| RowError::new(line, Some(COLUMNS[column]), "malformed", error.to_string()))
}

fn unit_price(line: u64, text: &str) -> Result<UnitPrice, RowError> {
    let price: UnitPrice = parse(line, 3, text)?;
    let refused = |code, message| Err(RowError::new(line, Some("unit_price"), code, message));
    if price < UnitPrice::default() {
        return refused("negative_price", "a price must not be negative");
    }
    if price > MAX_UNIT_PRICE {
        return refused("price_too_high", "a unit price is at most 1000000000");
    }
    Ok(price)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &[u8]) -> Vec<Result<PriceRow, RowError>> {
        PriceFile::open(file).unwrap().collect()
    }

    #[test]
    fn rows_are_read_whatever_the_order_of_columns() {
        let file = "\u{feff}list,sku,unit_price,currency,min_quantity\nbase-gbp,85123A,2.55,GBP,32\n\
            base-gbp,PADS,0.001,GBP,\n";
        let rows: Vec<PriceRow> = read(file.as_bytes()).into_iter().map(Result::unwrap).collect();
        assert_eq!(rows[0].sku.as_str(), "85123A");
        assert_eq!((rows[0].line, rows[0].min_quantity.get()), (2, 32));
        assert_eq!(rows[1].unit_price.unwrap().to_string(), "0.001");
        assert_eq!(rows[1].min_quantity, Quantity::ONE);
    }

    #[test]
    fn a_bad_row_is_told_with_its_line_and_does_not_hide_the_others() {
        let mut file = b"sku,currency,min_quantity,unit_price,list\n".to_vec();
        file.extend_from_slice(
            b"A,GBP,1,-1,base\nB,XXX,1,1,base\nC,GBP,0,1,base\nD,GBP,1,1\nE,GBP,1,99999999999999,base\n",
        );
        file.extend_from_slice(b"\xff\xfe,GBP,1,1,base\nF,GBP,1,1.00,base\n");
        let errors: Vec<(u64, Option<&str>, &str)> = read(&file)
            .into_iter()
            .filter_map(Result::err)
            .map(|error| (error.line, error.column, error.code))
            .collect();
        assert_eq!(
            errors,
            [
                (2, Some("unit_price"), "negative_price"),
                (3, Some("currency"), "malformed"),
                (4, Some("min_quantity"), "malformed"),
                (5, None, "malformed"),
                (6, Some("unit_price"), "malformed"),
                (7, Some("sku"), "malformed"),
            ]
        );
        assert_eq!(read(&file).into_iter().filter(Result::is_ok).count(), 1);
    }

    #[test]
    fn other_columns_are_refused_as_a_whole() {
        for header in
            ["", "sku,price", "sku,currency,min_quantity,unit_price,list,note", "sku,sku,sku,sku,sku"]
        {
            assert!(PriceFile::open(header.as_bytes()).is_err(), "{header}");
        }
    }
}
