//! Tax that somebody else computes: the question for a quote, what counts as an answer to it, and the quote with that
//! answer. The shapes of question and answer are the protocol of `docs/tax-provider.md`.

use std::collections::{BTreeSet, HashMap};

use kernel_base::{Currency, Money, MoneyError, Timestamp};
use pricing_contracts::{
    AppliedTax, Quote, QuoteRequest, QuoteTotals, TaxProviderOutcome, TaxProviderTrace, TaxSource,
    TaxTreatment,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use shared_contracts::{Code, CountryCode, LineId, Quantity, Sku, VariantId};
use uuid::Uuid;

use crate::domain::amounts::Amounts;
use crate::domain::quote::PricesByVariant;
use crate::domain::tax::Destination;

/// The most taxes of one line.
const MAX_TAXES: usize = 20;
/// Of a tax's name, in characters, as in our own tables.
const MAX_NAME: usize = 50;
/// The highest rate, as in our own tables.
const MAX_RATE_PPM: i64 = 10_000_000;
/// Of what the provider calls its calculation, in characters.
const MAX_REFERENCE: usize = 200;

/// What a tax provider is asked: what is sold for how much, and where it goes. Not to whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct TaxRequest {
    pub(crate) currency: Currency,
    pub(crate) at: Timestamp,
    /// True when tax as of `at` was asked for; else it is now, and an answer of some minutes ago will do.
    #[serde(skip)]
    pub(crate) dated: bool,
    pub(crate) country: CountryCode,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) region: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) postal_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) customer_group: Option<Code>,
    /// Several, in place of the one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) customer_groups: Vec<Code>,
    pub(crate) prices_include_tax: bool,
    pub(crate) lines: Vec<TaxableLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shipping: Option<TaxableShipping>,
}

/// Stands for a question in memory: small, and without the place where a buyer lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Fingerprint([u8; 32]);

/// A line of the question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct TaxableLine {
    pub(crate) line_id: LineId,
    pub(crate) variant_id: VariantId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sku: Option<Sku>,
    pub(crate) quantity: Quantity,
    pub(crate) tax_class: Code,
    /// Of the whole line, rounded, with or without tax as the market states prices.
    pub(crate) amount: Money,
}

/// The delivery of the question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct TaxableShipping {
    pub(crate) tax_class: Code,
    pub(crate) amount: Money,
}

/// What a tax provider answers. Fields we do not know are for others.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct TaxAnswer {
    #[serde(default)]
    pub(crate) reference: Option<String>,
    pub(crate) lines: Vec<TaxedLine>,
    #[serde(default)]
    pub(crate) shipping: Option<TaxedShipping>,
}

/// A line of the answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct TaxedLine {
    pub(crate) line_id: LineId,
    pub(crate) taxes: Vec<AppliedTax>,
}

/// The delivery of the answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct TaxedShipping {
    pub(crate) taxes: Vec<AppliedTax>,
}

/// An answer that no quote can be made of. Tells what is wrong without repeating any of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ImproperAnswer {
    #[error("the answer does not have each line of the question exactly once")]
    Lines,
    #[error("the answer has shipping and the question has none, or the other way around")]
    Shipping,
    #[error("a tax is in another currency than the question")]
    Currency,
    #[error("a tax is negative")]
    Negative,
    #[error("a gross amount contains more tax than it has")]
    MoreThanGross,
    #[error("the amounts do not fit together in 64 bits")]
    TooLarge,
    #[error("something has more than {MAX_TAXES} taxes")]
    TooManyTaxes,
    #[error("a tax has a name that is not 1 to {MAX_NAME} printable characters")]
    Name,
    #[error("a rate is not between 0 and {MAX_RATE_PPM} parts per million")]
    Rate,
    #[error("the reference is not 1 to {MAX_REFERENCE} printable characters")]
    Reference,
}

/// A proper answer: the taxes of each line in the order of the question, so that it also answers the same question about
/// lines with other ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ProvidedTaxes {
    reference: Option<String>,
    lines: Vec<Vec<AppliedTax>>,
    shipping: Vec<AppliedTax>,
}

/// The question for a quote that was made from the tables. None where there is nothing to ask: no tax is due, nothing is
/// sold, or nobody knows yet where it goes.
pub(crate) fn question(
    request: &QuoteRequest,
    quote: &Quote,
    variants: &PricesByVariant,
) -> Option<TaxRequest> {
    let country = request.country.clone()?;
    if request.tax == TaxTreatment::Exempt || (quote.lines.is_empty() && quote.shipping.is_none()) {
        return None;
    }
    let prices_include_tax = quote.market.prices_include_tax;
    let stated = |net, gross| if prices_include_tax { gross } else { net };
    let lines = quote.lines.iter().map(|line| TaxableLine {
        line_id: line.line_id,
        variant_id: line.variant_id,
        sku: variants.get(&line.variant_id).and_then(|variant| variant.sku.clone()),
        quantity: line.quantity,
        tax_class: line.trace.tax.tax_class.clone(),
        amount: stated(line.net, line.gross),
    });
    let shipping = quote.shipping.as_ref().map(|shipping| TaxableShipping {
        tax_class: shipping.tax_trace.tax_class.clone(),
        amount: stated(shipping.net, shipping.gross),
    });
    let groups: BTreeSet<&Code> = request.customer_group.iter().chain(&request.customer_groups).collect();
    let destination = Destination::new(Some(country.clone()), request.region.as_deref(), None);
    let postal_code = request.postal_code.as_deref().map(str::trim).filter(|code| !code.is_empty());
    Some(TaxRequest {
        currency: quote.currency,
        at: quote.priced_at,
        dated: request.at.is_some(),
        country,
        region: destination.region().map(str::to_owned),
        postal_code: postal_code.map(str::to_owned),
        customer_group: groups.first().filter(|_| groups.len() == 1).map(|group| (*group).clone()),
        customer_groups: groups.iter().filter(|_| groups.len() > 1).map(|group| (*group).clone()).collect(),
        prices_include_tax,
        lines: lines.collect(),
        shipping,
    })
}

impl TaxRequest {
    /// What makes two questions one: everything but the ids of the lines and, unless it was asked for, the time.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        let mut bare = self.clone();
        for line in &mut bare.lines {
            line.line_id = LineId::from_uuid(Uuid::nil());
        }
        if !self.dated {
            bare.at = Timestamp::EPOCH;
        }
        let text = serde_json::to_vec(&(self.dated, bare)).expect("BUG: a question can be written as JSON");
        Fingerprint(Sha256::digest(text).into())
    }
}

impl ProvidedTaxes {
    /// Takes an answer only if every quote made of it adds up.
    pub(crate) fn check(request: &TaxRequest, answer: TaxAnswer) -> Result<Self, ImproperAnswer> {
        if answer.reference.as_deref().is_some_and(|reference| !printable(reference, MAX_REFERENCE)) {
            return Err(ImproperAnswer::Reference);
        }
        let mut whole = Money::zero(request.currency);
        let mut checked = |amount: Money, taxes: Vec<AppliedTax>| {
            let with_tax = check_taxes(request, amount, &taxes)?;
            whole = whole.checked_add(with_tax).map_err(|_| ImproperAnswer::TooLarge)?;
            Ok(taxes)
        };
        let mut taxes_by_line: HashMap<LineId, Vec<AppliedTax>> = HashMap::with_capacity(answer.lines.len());
        for line in answer.lines {
            if taxes_by_line.insert(line.line_id, line.taxes).is_some() {
                return Err(ImproperAnswer::Lines);
            }
        }
        let mut lines = Vec::with_capacity(request.lines.len());
        for line in &request.lines {
            let taxes = taxes_by_line.remove(&line.line_id).ok_or(ImproperAnswer::Lines)?;
            lines.push(checked(line.amount, taxes)?);
        }
        if !taxes_by_line.is_empty() {
            return Err(ImproperAnswer::Lines);
        }
        let shipping = match (&request.shipping, answer.shipping) {
            (Some(shipping), Some(taxed)) => checked(shipping.amount, taxed.taxes)?,
            (None, None) => Vec::new(),
            _ => return Err(ImproperAnswer::Shipping),
        };
        Ok(Self { reference: answer.reference, lines, shipping })
    }

    /// About how much memory it takes, in taxes.
    pub(crate) fn size(&self) -> usize {
        1 + self.lines.len() + self.lines.iter().map(Vec::len).sum::<usize>() + self.shipping.len()
    }

    /// The quote with these taxes in place of ours.
    pub(crate) fn apply(&self, mut quote: Quote, provider: &Code) -> Result<Quote, MoneyError> {
        let (currency, inclusive) = (quote.currency, quote.market.prices_include_tax);
        let source = TaxSource::Provider { provider: provider.clone() };
        let mut totals = Amounts::default();
        for (line, taxes) in quote.lines.iter_mut().zip(&self.lines) {
            let amounts = split(inclusive, line.net, line.gross, taxes)?;
            totals = totals.checked_add(amounts)?;
            QuoteTotals { net: line.net, tax: line.tax, gross: line.gross } = amounts.in_currency(currency);
            line.taxes.clone_from(taxes);
            line.trace.tax.source = source.clone();
        }
        if let Some(shipping) = &mut quote.shipping {
            let amounts = split(inclusive, shipping.net, shipping.gross, &self.shipping)?;
            totals = totals.checked_add(amounts)?;
            QuoteTotals { net: shipping.net, tax: shipping.tax, gross: shipping.gross } =
                amounts.in_currency(currency);
            shipping.taxes.clone_from(&self.shipping);
            shipping.tax_trace.source = source;
        }
        quote.totals = totals.in_currency(currency);
        let outcome = TaxProviderOutcome::Calculated { reference: self.reference.clone() };
        quote.tax_provider = Some(TaxProviderTrace { provider: provider.clone(), outcome });
        Ok(quote)
    }
}

/// The quote as the tables made it, saying that the provider was asked in vain.
pub(crate) fn from_tables(quote: Quote, provider: &Code) -> Quote {
    let trace = TaxProviderTrace { provider: provider.clone(), outcome: TaxProviderOutcome::Failed };
    Quote { tax_provider: Some(trace), ..quote }
}

/// Checks the taxes on a stated amount and answers the gross.
fn check_taxes(request: &TaxRequest, amount: Money, taxes: &[AppliedTax]) -> Result<Money, ImproperAnswer> {
    if taxes.len() > MAX_TAXES {
        return Err(ImproperAnswer::TooManyTaxes);
    }
    for tax in taxes {
        if tax.amount.currency() != request.currency {
            return Err(ImproperAnswer::Currency);
        }
        if tax.amount.minor() < 0 {
            return Err(ImproperAnswer::Negative);
        }
        if !printable(&tax.name, MAX_NAME) {
            return Err(ImproperAnswer::Name);
        }
        if !(0..=MAX_RATE_PPM).contains(&tax.rate_ppm) {
            return Err(ImproperAnswer::Rate);
        }
    }
    let tax = sum(request.currency, taxes).map_err(|_| ImproperAnswer::TooLarge)?;
    if !request.prices_include_tax {
        return amount.checked_add(tax).map_err(|_| ImproperAnswer::TooLarge);
    }
    if tax.minor() > amount.minor() { Err(ImproperAnswer::MoreThanGross) } else { Ok(amount) }
}

fn printable(text: &str, max: usize) -> bool {
    let length = text.chars().count();
    (1..=max).contains(&length) && !text.chars().any(char::is_control)
}

fn sum(currency: Currency, taxes: &[AppliedTax]) -> Result<Money, MoneyError> {
    Money::sum(currency, taxes.iter().map(|tax| tax.amount))
}

/// What is stated stays; the other amount follows from it.
fn split(
    prices_include_tax: bool,
    net: Money,
    gross: Money,
    taxes: &[AppliedTax],
) -> Result<Amounts, MoneyError> {
    let tax = sum(net.currency(), taxes)?;
    let net = if prices_include_tax { gross.checked_sub(tax)? } else { net };
    Amounts::new(net.minor(), tax.minor())
}

#[cfg(test)]
#[path = "provided_tax_tests.rs"]
mod tests;
