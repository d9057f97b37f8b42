//! Reads a product file, plain or gzip, as a stream of products, and survives whatever is in it.

use std::io::{Cursor, Read};

use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use shared_contracts::ChannelCode;

use super::table::{Columns, Row};
use super::{Converted, Grammar, grammar};
use crate::domain::operation::{Format, RowError};

/// Why a file cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum FileError {
    /// No header line.
    #[error("the file is empty")]
    Empty,
    /// The header is not text.
    #[error("the header is not UTF-8 text")]
    HeaderNotText,
    /// A column the format cannot do without.
    #[error("the column {0} is missing")]
    MissingColumn(String),
    /// A column the format does not have.
    #[error("the column {0} is not part of the format")]
    UnknownColumn(String),
    /// A column that stands twice.
    #[error("the column {0} stands twice")]
    DuplicateColumn(String),
    /// Broken compression, or more than [`MAX_UNPACKED_BYTES`].
    #[error("the file cannot be unpacked or is larger than 256 MiB unpacked")]
    Unpack,
}

impl FileError {
    /// Stable code.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty_file",
            Self::HeaderNotText => "header_not_text",
            Self::MissingColumn(_) => "missing_column",
            Self::UnknownColumn(_) => "unknown_column",
            Self::DuplicateColumn(_) => "duplicate_column",
            Self::Unpack => "cannot_unpack",
        }
    }
}

/// A small upload must not unpack into all of the memory.
pub(crate) const MAX_UNPACKED_BYTES: u64 = 256 * 1024 * 1024;

/// Rows of one product: one for each variant, and some for pictures.
const MAX_GROUP_ROWS: usize = 4096;

/// The rows of one product and what they say.
#[derive(Debug)]
pub(crate) struct Group {
    /// How many rows.
    pub(crate) row_count: i64,
    /// The product, or what is wrong with its rows.
    pub(crate) product: Converted,
}

/// A file being read, product by product.
pub(crate) struct ProductFile {
    records: csv::Reader<Box<dyn Read + Send>>,
    grammar: &'static Grammar,
    columns: Columns,
    channel: ChannelCode,
    next_row: i64,
    /// The first row of the next product, already read.
    pending: Option<ReadRow>,
    /// The most bytes to unpack.
    limit: u64,
}

/// A record, or what is wrong with it.
enum ReadRow {
    Good(Row),
    Bad(RowError),
}

impl ProductFile {
    /// Opens a file and checks its header. `channel` is the one whose publications the file speaks of.
    pub(crate) fn open(format: Format, bytes: Bytes, channel: ChannelCode) -> Result<Self, FileError> {
        Self::open_within(MAX_UNPACKED_BYTES, format, bytes, channel)
    }

    pub(super) fn open_within(
        limit: u64,
        format: Format,
        bytes: Bytes,
        channel: ChannelCode,
    ) -> Result<Self, FileError> {
        let packed = bytes.starts_with(&[0x1f, 0x8b]);
        let file = Cursor::new(bytes);
        let unpacked: Box<dyn Read + Send> =
            if packed { Box::new(MultiGzDecoder::new(file).take(limit + 1)) } else { Box::new(file) };
        let mut records = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(unpacked);
        let grammar = grammar(format);
        let columns = read_header(&mut records, grammar)?;
        Ok(Self { records, grammar, columns, channel, next_row: 2, pending: None, limit })
    }

    /// All rows behind the header.
    pub(crate) fn count_rows(mut self) -> Result<i64, FileError> {
        while self.take_row()?.is_some() {}
        Ok(self.next_row - 2)
    }

    /// The next product; `None` at the end of the file.
    pub(crate) fn next_group(&mut self) -> Result<Option<Group>, FileError> {
        let Some(first) = self.take_row()? else { return Ok(None) };
        let first = match first {
            ReadRow::Good(row) => row,
            ReadRow::Bad(error) => return Ok(Some(Group { row_count: 1, product: Err(vec![error]) })),
        };
        let key = self.key_of(&first);
        let mut rows = vec![first];
        let mut errors = Vec::new();
        let mut row_count: i64 = 1;
        while let Some(row) = self.take_row()? {
            match row {
                ReadRow::Good(row) if !key.is_empty() && self.key_of(&row) == key => {
                    row_count += 1;
                    rows.push(row);
                    if rows.len() > MAX_GROUP_ROWS {
                        rows.truncate(1);
                        errors.push(too_many_rows(&rows[0]));
                    }
                }
                other => {
                    self.pending = Some(other);
                    break;
                }
            }
        }
        let product = if errors.is_empty() {
            (self.grammar.convert)(&rows, &self.columns, &self.channel)
        } else {
            errors.truncate(1);
            Err(errors)
        };
        Ok(Some(Group { row_count, product }))
    }

    fn key_of(&self, row: &Row) -> String {
        super::table::Cells::new(row, &self.columns).text(self.grammar.key).to_owned()
    }

    fn take_row(&mut self) -> Result<Option<ReadRow>, FileError> {
        if let Some(pending) = self.pending.take() {
            return Ok(Some(pending));
        }
        let mut record = csv::ByteRecord::new();
        let more = self.records.read_byte_record(&mut record).map_err(|_| FileError::Unpack)?;
        if self.records.position().byte() > self.limit {
            return Err(FileError::Unpack);
        }
        if !more {
            return Ok(None);
        }
        let number = self.next_row;
        self.next_row += 1;
        Ok(Some(self.check_row(number, record)))
    }

    fn check_row(&self, number: i64, record: csv::ByteRecord) -> ReadRow {
        let bad = |code: &str, message: String| {
            ReadRow::Bad(RowError { row: number, column: String::new(), code: code.to_owned(), message })
        };
        let wanted = self.columns.names().len();
        if record.len() != wanted {
            let message = format!("the row has {} columns instead of {wanted}", record.len());
            return bad("wrong_columns", message);
        }
        match csv::StringRecord::from_byte_record(record) {
            // No text of the database can hold it.
            Ok(cells) if cells.as_slice().contains('\0') => {
                bad("nul_character", "the row contains the character U+0000".to_owned())
            }
            Ok(cells) => ReadRow::Good(Row { number, cells }),
            Err(_) => bad("invalid_utf8", "the row is not UTF-8 text".to_owned()),
        }
    }
}

fn too_many_rows(first: &Row) -> RowError {
    RowError {
        row: first.number,
        column: String::new(),
        code: "too_many_rows".to_owned(),
        message: format!("a product has at most {MAX_GROUP_ROWS} rows"),
    }
}

fn read_header(
    records: &mut csv::Reader<Box<dyn Read + Send>>,
    grammar: &Grammar,
) -> Result<Columns, FileError> {
    let mut header = csv::ByteRecord::new();
    let found = records.read_byte_record(&mut header).map_err(|_| FileError::Unpack)?;
    if !found {
        return Err(FileError::Empty);
    }
    let header = csv::StringRecord::from_byte_record(header).map_err(|_| FileError::HeaderNotText)?;
    // Spreadsheets put a byte order mark before the first name.
    let names: Vec<String> =
        header.iter().map(|name| name.trim_start_matches('\u{feff}').trim().to_owned()).collect();
    for (index, name) in names.iter().enumerate() {
        if !(grammar.knows)(name) {
            return Err(FileError::UnknownColumn(shown(name)));
        }
        if names[..index].contains(name) {
            return Err(FileError::DuplicateColumn(shown(name)));
        }
    }
    if let Some(missing) = grammar.required.iter().find(|wanted| !names.iter().any(|name| name == *wanted)) {
        return Err(FileError::MissingColumn((*missing).to_owned()));
    }
    Ok(Columns::new(names))
}

/// Enough of a name to recognize it: a file that is no CSV may have a very long first line.
fn shown(name: &str) -> String {
    name.chars().take(60).collect()
}
