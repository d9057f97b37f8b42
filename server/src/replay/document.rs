//! What a replayed document says about itself in the platform, written and read again: the text of a credit.

use super::file::{Invoice, Row};
use super::plan::Kind;

/// The reason of a credit. It counts the rows that move no stock and so stand nowhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reason {
    kind: &'static str,
    date: String,
    pub(super) customer: Option<String>,
    pub(super) rows: i64,
    pub(super) units: i64,
}

const KINDS: [(&str, Kind); 3] =
    [("credit note", Kind::CreditNote), ("stock note", Kind::Note), ("bad debt", Kind::BadDebt)];

impl Reason {
    pub(super) fn new(kind: Kind, invoice: &Invoice, without_stock: &[&Row]) -> Self {
        let known = KINDS.iter().find(|(_, known)| *known == kind);
        Self {
            kind: known.expect("BUG: only these have money").0,
            date: invoice.date.clone(),
            customer: invoice.customer.clone(),
            rows: i64::try_from(without_stock.len()).expect("BUG: a document has few rows"),
            units: without_stock.iter().map(|row| row.quantity).sum(),
        }
    }

    /// None for a credit that was not written by a replay.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (head, rest) = text.split_once(" for customer ")?;
        let (kind, date) = head.split_once(" of ")?;
        let (customer, rest) = rest.split_once("; ")?;
        let (rows, rest) = rest.split_once(" rows without stock, ")?;
        Some(Self {
            kind: KINDS.iter().find(|(known, _)| *known == kind)?.0,
            date: date.to_owned(),
            customer: (customer != "unknown").then(|| customer.to_owned()),
            rows: rows.parse().ok()?,
            units: rest.strip_suffix(" units")?.parse().ok()?,
        })
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { kind, date, customer, rows, units } = self;
        let customer = customer.as_deref().unwrap_or("unknown");
        write!(f, "{kind} of {date} for customer {customer}; {rows} rows without stock, {units} units")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_read_as_it_was_written() {
        for customer in [None, Some("14527".to_owned())] {
            let date = "2010-12-01T09:41:00".to_owned();
            let reason = Reason { kind: "credit note", date, customer, rows: 1, units: -1 };
            assert_eq!(Reason::parse(&reason.to_string()), Some(reason));
        }
        assert_eq!(Reason::parse("goodwill"), None);
    }
}
