//! Orders that staff write: which variants are meant, what pricing is asked, and the lines that come of its answer.

use std::collections::HashMap;

use kernel_base::{Currency, FieldError, MoneyError, Timestamp, UnitPrice};
use order_contracts::{Order, TaxTreatment};
use pricing_contracts::{PriceSource, Quote, QuoteLine, QuoteRequest};
use shared_contracts::{Address, ChannelCode, Code, CountryCode, LineId, Quantity, Sku, VariantId};

use super::amend::DraftHead;
use super::bill::rate;
use super::line::{MAX_LINES, NewLine};

/// An order as staff wrote it.
#[derive(Debug, Clone)]
pub(crate) struct DraftOrder {
    pub(crate) channel: ChannelCode,
    pub(crate) currency: Currency,
    pub(crate) external_id: Option<String>,
    pub(crate) head: DraftHead,
    pub(crate) lines: Vec<WantedLine>,
    /// Place it at once.
    pub(crate) place: bool,
}

impl DraftOrder {
    /// Where and how it is priced.
    pub(crate) fn terms(&self) -> Terms<'_> {
        self.head.terms(&self.channel, self.currency)
    }
}

/// A line as staff wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WantedLine {
    pub(crate) variant: VariantKey,
    pub(crate) quantity: Quantity,
    /// A price agreed with the customer, instead of the list's.
    pub(crate) negotiated: Option<UnitPrice>,
    /// Instead of the catalog's title.
    pub(crate) title: Option<String>,
}

/// How staff name a variant.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum VariantKey {
    Id(VariantId),
    Sku(Sku),
}

/// A variant as catalog told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Variant {
    pub(crate) variant_id: VariantId,
    pub(crate) sku: Sku,
    pub(crate) title: String,
    pub(crate) requires_stock: bool,
    pub(crate) requires_shipping: bool,
    pub(crate) weight_g: i64,
    /// False once catalog no longer has it.
    pub(crate) listed: bool,
    pub(crate) product_version: i64,
}

/// A wanted line whose variant was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ResolvedLine {
    pub(crate) line_id: LineId,
    pub(crate) variant: Variant,
    pub(crate) quantity: Quantity,
    pub(crate) negotiated: Option<UnitPrice>,
    pub(crate) title: String,
}

/// Where and how a draft is priced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Terms<'a> {
    pub(crate) channel: &'a ChannelCode,
    pub(crate) currency: Currency,
    pub(crate) customer_group: Option<&'a Code>,
    pub(crate) country: Option<&'a CountryCode>,
    pub(crate) address: Option<&'a Address>,
    pub(crate) tax_treatment: TaxTreatment,
}

impl<'a> Terms<'a> {
    /// The terms of a draft that exists.
    pub(crate) fn of(order: &'a Order) -> Self {
        Self {
            channel: &order.channel,
            currency: order.currency,
            customer_group: order.customer_group.as_ref(),
            country: order.country.as_ref(),
            address: order.shipping_address.as_ref(),
            tax_treatment: order.tax_treatment,
        }
    }
}

/// Who agreed to which price; kept for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Negotiation {
    pub(crate) line_id: LineId,
    pub(crate) variant_id: VariantId,
    pub(crate) sku: Sku,
    pub(crate) quantity: Quantity,
    pub(crate) list_price: Option<UnitPrice>,
    pub(crate) agreed: UnitPrice,
    pub(crate) actor: String,
    pub(crate) occurred_at: Timestamp,
}

/// Why a draft's lines cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum DraftError {
    #[error("an order has 1 to {MAX_LINES} lines")]
    LineCount,
    #[error("some lines name variants that are not in the catalog")]
    UnknownVariants(Vec<FieldError>),
    #[error("some lines have neither a list price nor a negotiated one")]
    NoPrice(Vec<FieldError>),
    #[error("pricing answered another question than was asked")]
    StrangeQuote,
    #[error("an amount is too large")]
    Amount(#[from] MoneyError),
}

/// Finds the variant of every line. All unknown ones are told at once.
pub(crate) fn resolve(
    wanted: Vec<WantedLine>,
    variants: Vec<Variant>,
    mut new_line_id: impl FnMut() -> LineId,
) -> Result<Vec<ResolvedLine>, DraftError> {
    if wanted.is_empty() || wanted.len() > MAX_LINES {
        return Err(DraftError::LineCount);
    }
    let by_key = index(variants);
    let mut unknown = Vec::new();
    let mut resolved = Vec::with_capacity(wanted.len());
    for (place, line) in wanted.into_iter().enumerate() {
        let Some(variant) = by_key.get(&line.variant) else {
            unknown.push(match line.variant {
                VariantKey::Id(_) => field(place, "variant_id", "unknown", "no such variant"),
                VariantKey::Sku(_) => field(place, "sku", "unknown", "no variant has this SKU"),
            });
            continue;
        };
        let title = line.title.unwrap_or_else(|| variant.title.clone());
        let (quantity, negotiated) = (line.quantity, line.negotiated);
        resolved.push(ResolvedLine {
            line_id: new_line_id(),
            variant: variant.clone(),
            quantity,
            negotiated,
            title,
        });
    }
    if unknown.is_empty() { Ok(resolved) } else { Err(DraftError::UnknownVariants(unknown)) }
}

/// By id and by SKU. A SKU that moved between variants means the newest; what is no longer listed cannot be ordered.
fn index(mut variants: Vec<Variant>) -> HashMap<VariantKey, Variant> {
    variants.sort_by_key(|variant| variant.product_version);
    let listed = variants.into_iter().filter(|variant| variant.listed);
    listed
        .flat_map(|variant| {
            [
                (VariantKey::Id(variant.variant_id), variant.clone()),
                (VariantKey::Sku(variant.sku.clone()), variant),
            ]
        })
        .collect()
}

/// What pricing is asked.
pub(crate) fn quote_request(terms: Terms<'_>, lines: &[ResolvedLine]) -> QuoteRequest {
    QuoteRequest {
        channel: terms.channel.clone(),
        currency: terms.currency,
        country: terms.address.map(|address| &address.country).or(terms.country).cloned(),
        region: terms.address.and_then(|address| address.region.clone()),
        postal_code: terms.address.and_then(|address| address.postal_code.clone()),
        customer_group: terms.customer_group.cloned(),
        customer_groups: Vec::new(),
        at: None,
        tax: match terms.tax_treatment {
            TaxTreatment::Market => pricing_contracts::TaxTreatment::Market,
            TaxTreatment::Exempt => pricing_contracts::TaxTreatment::Exempt,
        },
        lines: lines
            .iter()
            .map(|line| QuoteLine {
                line_id: line.line_id,
                variant_id: line.variant.variant_id,
                quantity: line.quantity,
                negotiated: line.negotiated,
                tax_class: None,
            })
            .collect(),
        shipping: None,
    }
}

/// The lines as pricing answered, in the order of the request.
pub(crate) fn priced(lines: Vec<ResolvedLine>, quote: &Quote) -> Result<Vec<NewLine>, DraftError> {
    if !quote.problems.is_empty() {
        let without: Vec<LineId> = quote.problems.iter().map(|problem| problem.line_id).collect();
        let no_price = |place| field(place, "unit_price", "no_price", "no price list has a price for this");
        let errors = lines.iter().enumerate().filter(|(_, line)| without.contains(&line.line_id));
        return Err(DraftError::NoPrice(errors.map(|(place, _)| no_price(place)).collect()));
    }
    if quote.lines.len() != lines.len() {
        return Err(DraftError::StrangeQuote);
    }
    let mut written = Vec::with_capacity(lines.len());
    for (line, priced) in lines.into_iter().zip(&quote.lines) {
        if priced.line_id != line.line_id {
            return Err(DraftError::StrangeQuote);
        }
        written.push(NewLine {
            line_id: line.line_id,
            variant_id: line.variant.variant_id,
            sku: line.variant.sku,
            title: line.title,
            quantity: line.quantity,
            unit_price: priced.unit_price,
            list_price: match &priced.trace.price {
                PriceSource::List { .. } => None,
                PriceSource::Negotiated { list_unit_price } => *list_unit_price,
            },
            net: priced.net,
            tax: priced.tax,
            tax_rate: rate(priced.taxes.iter().map(|tax| tax.rate_ppm).sum()),
            requires_stock: line.variant.requires_stock,
            requires_shipping: line.variant.requires_shipping,
            weight_g: line.variant.weight_g,
            trace: serde_json::to_string(&priced.trace).ok(),
        });
    }
    Ok(written)
}

/// Every price that staff agreed to instead of the list's. `agreed` tells for each line whether it was negotiated.
pub(crate) fn negotiations(
    lines: &[NewLine],
    agreed: &[Option<UnitPrice>],
    actor: &str,
    now: Timestamp,
) -> Vec<Negotiation> {
    let negotiated =
        lines.iter().zip(agreed).filter_map(|(line, agreed)| agreed.map(|agreed| (line, agreed)));
    negotiated
        .map(|(line, agreed)| Negotiation {
            line_id: line.line_id,
            variant_id: line.variant_id,
            sku: line.sku.clone(),
            quantity: line.quantity,
            list_price: line.list_price,
            agreed,
            actor: actor.to_owned(),
            occurred_at: now,
        })
        .collect()
}

fn field(place: usize, name: &str, code: &'static str, message: &str) -> FieldError {
    FieldError { pointer: format!("/lines/{place}/{name}"), code: code.into(), message: message.to_owned() }
}

#[cfg(test)]
mod tests {
    use kernel_base::Env;

    use super::*;

    fn variant(sku: &str, product_version: i64, listed: bool) -> Variant {
        Variant {
            variant_id: Env::system().id(),
            sku: sku.parse().unwrap(),
            title: format!("title of {sku}"),
            requires_stock: true,
            requires_shipping: true,
            weight_g: 0,
            listed,
            product_version,
        }
    }

    fn wanted(variant: VariantKey) -> WantedLine {
        WantedLine { variant, quantity: Quantity::ONE, negotiated: None, title: None }
    }

    fn sku(text: &str) -> VariantKey {
        VariantKey::Sku(text.parse().unwrap())
    }

    fn found(keys: &[VariantKey], variants: &[Variant]) -> Result<Vec<VariantId>, DraftError> {
        let lines = keys.iter().cloned().map(wanted).collect();
        let resolved = resolve(lines, variants.to_vec(), || Env::system().id())?;
        Ok(resolved.into_iter().map(|line| line.variant.variant_id).collect())
    }

    #[test]
    fn lines_find_their_variants_by_id_or_sku_and_case_matters() {
        let (upper, lower) = (variant("85123A", 1, true), variant("85123a", 1, true));
        let keys = [sku("85123a"), VariantKey::Id(upper.variant_id), sku("85123a")];
        let ids = found(&keys, &[upper.clone(), lower.clone()]).unwrap();
        assert_eq!(ids, [lower.variant_id, upper.variant_id, lower.variant_id]);
    }

    #[test]
    fn a_sku_that_moved_means_the_variant_that_has_it_now() {
        let (old, new, gone) = (variant("X", 3, true), variant("X", 7, true), variant("X", 9, false));
        assert_eq!(found(&[sku("X")], &[new.clone(), old, gone.clone()]).unwrap(), [new.variant_id]);
        assert!(found(&[VariantKey::Id(gone.variant_id)], &[gone]).is_err());
    }

    #[test]
    fn all_unknown_variants_are_told_at_once() {
        let known = variant("X", 1, true);
        let keys = [sku("A"), sku("X"), VariantKey::Id(Env::system().id())];
        let Err(DraftError::UnknownVariants(errors)) = found(&keys, &[known]) else { panic!("unknown") };
        let pointers: Vec<&str> = errors.iter().map(|error| &*error.pointer).collect();
        assert_eq!(pointers, ["/lines/0/sku", "/lines/2/variant_id"]);
    }

    #[test]
    fn an_order_has_one_to_ten_thousand_lines() {
        let known = variant("X", 1, true);
        assert_eq!(found(&[], &[]), Err(DraftError::LineCount));
        let many = vec![sku("X"); MAX_LINES + 1];
        assert_eq!(found(&many, std::slice::from_ref(&known)), Err(DraftError::LineCount));
        assert_eq!(found(&many[1..], &[known]).unwrap().len(), MAX_LINES);
    }
}
