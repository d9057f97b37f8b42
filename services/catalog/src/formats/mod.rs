//! Product files: read as a stream of products, written row by row. One converter per format.

pub(crate) mod karum;
pub(crate) mod online_retail;
pub(crate) mod reader;
pub(crate) mod shopify;
mod table;

use shared_contracts::ChannelCode;

use crate::domain::import::ImportedProduct;
use crate::domain::operation::{Format, RowError};
use table::{Columns, Row};

/// What a format says of the rows of one product.
type Converted = Result<ImportedProduct, Vec<RowError>>;

/// How a format is read.
struct Grammar {
    /// The columns without which a file is not of this format.
    required: &'static [&'static str],
    /// Whether a column may stand in the header.
    knows: fn(&str) -> bool,
    /// The column whose value consecutive rows of one product share.
    key: &'static str,
    /// Turns the rows of one product into the product.
    convert: fn(&[Row], &Columns, &ChannelCode) -> Converted,
}

fn grammar(format: Format) -> &'static Grammar {
    match format {
        Format::Shopify => &shopify::GRAMMAR,
        Format::Karum => &karum::GRAMMAR,
        Format::OnlineRetail => &online_retail::GRAMMAR,
    }
}

#[cfg(test)]
mod tests;
