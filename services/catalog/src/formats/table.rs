//! Cells of a file by the names of their columns, and the errors of their rows.

use std::collections::HashMap;
use std::str::FromStr;

use crate::domain::operation::RowError;

/// Where each column stands.
#[derive(Debug)]
pub(super) struct Columns {
    names: Vec<String>,
    places: HashMap<String, usize>,
}

impl Columns {
    pub(super) fn new(names: Vec<String>) -> Self {
        let places = names.iter().cloned().zip(0..).collect();
        Self { names, places }
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    pub(super) fn has(&self, column: &str) -> bool {
        self.places.contains_key(column)
    }
}

/// One record of the file.
#[derive(Debug)]
pub(super) struct Row {
    /// The header is row 1.
    pub(crate) number: i64,
    pub(crate) cells: csv::StringRecord,
}

/// Reads the cells of one row and collects what is wrong with them.
pub(super) struct Cells<'a> {
    row: &'a Row,
    columns: &'a Columns,
    errors: Vec<RowError>,
}

impl<'a> Cells<'a> {
    pub(super) const fn new(row: &'a Row, columns: &'a Columns) -> Self {
        Self { row, columns, errors: Vec::new() }
    }

    pub(super) const fn number(&self) -> i64 {
        self.row.number
    }

    /// The cell, empty when the file has no such column.
    pub(super) fn text(&self, column: &str) -> &'a str {
        self.find(column).unwrap_or_default()
    }

    /// The cell, `None` when the file has no such column: then it says nothing of the field.
    pub(super) fn find(&self, column: &str) -> Option<&'a str> {
        self.columns.places.get(column).and_then(|place| self.row.cells.get(*place))
    }

    /// A cell that is not empty, as `T`; wrong ones are noted and answer `None`.
    pub(super) fn parse<T: FromStr<Err: std::fmt::Display>>(&mut self, column: &str) -> Option<T> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(column, "wrong_value", error.to_string());
                None
            }
        }
    }

    /// `true` or `false` in any case.
    pub(super) fn flag(&mut self, column: &str) -> Option<bool> {
        match self.text(column).to_ascii_lowercase().as_str() {
            "" => None,
            "true" => Some(true),
            "false" => Some(false),
            _ => {
                self.refuse(column, "wrong_value", "must be true or false");
                None
            }
        }
    }

    pub(super) fn refuse(&mut self, column: &str, code: &str, message: impl Into<String>) {
        self.errors.push(RowError {
            row: self.row.number,
            column: column.to_owned(),
            code: code.to_owned(),
            message: message.into(),
        });
    }

    /// The cells with a value, by column.
    pub(super) fn filled(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let cells = self.columns.names.iter().map(String::as_str).zip(self.row.cells.iter());
        cells.filter(|(_, text)| !text.is_empty())
    }

    pub(super) fn into_errors(self) -> Vec<RowError> {
        self.errors
    }
}

/// Words separated by commas, blanks around them dropped.
pub(super) fn split_tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in text.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}
