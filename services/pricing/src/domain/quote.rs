//! A quote: each line's price, tax and amounts, and how they came about.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use kernel_base::{Currency, Money, Timestamp, UnitPrice};
use pricing_contracts::{
    AppliedTax, LineProblem, LineTrace, PriceSource, PricedLine, PricedShipping, ProblemCode, Quote,
    QuoteLine, QuoteRequest, ShippingCharge, TaxSource, TaxTreatment,
};
use shared_contracts::{Code, LineId, PriceListId, VariantId};

use crate::domain::amounts::{Amounts, Item, Stated, Taxation, round_items};
use crate::domain::market::{Market, find_market};
use crate::domain::price::{MAX_UNIT_PRICE, VariantPrices, find_price};
use crate::domain::price_list::{Buyer, PriceList, ranked_lists, require_few};
use crate::domain::tax::{Destination, TaxBook, TaxDue};
use crate::error::PricingError;

/// The most lines of a quote.
pub(crate) const MAX_LINES: usize = 10_000;
/// Of goods about which nothing else is known: nobody pays too little tax by accident.
pub(crate) const STANDARD_TAX_CLASS: &str = "standard";

/// Everything staff decide except the prices themselves.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    pub(crate) markets: Vec<Market>,
    pub(crate) lists: Vec<PriceList>,
    /// The lists as they were before their terms changed.
    pub(crate) past_lists: Vec<PriceList>,
    pub(crate) tax: TaxBook,
}

impl Rules {
    /// One list in all its versions.
    pub(crate) fn versions_of(&self, id: PriceListId) -> Vec<&PriceList> {
        self.lists_ever().filter(|list| list.id == id).collect()
    }

    /// All lists in all their versions, of which one at most holds at a time.
    pub(crate) fn lists_ever(&self) -> impl Iterator<Item = &PriceList> {
        self.lists.iter().chain(&self.past_lists)
    }
}

/// Prices of the variants a request names; a variant that nobody has heard of may be missing.
pub(crate) type PricesByVariant = HashMap<VariantId, Arc<VariantPrices>>;

/// Checks what can be checked without prices and rules, before anything is read for the request.
pub(crate) fn validate(request: &QuoteRequest) -> Result<(), PricingError> {
    if request.lines.len() > MAX_LINES {
        return Err(PricingError::TooManyLines(MAX_LINES));
    }
    require_few(&request.customer_groups)?;
    let mut seen: HashSet<LineId> = HashSet::with_capacity(request.lines.len());
    for line in &request.lines {
        if !seen.insert(line.line_id) {
            return Err(PricingError::DuplicateLine);
        }
        match line.negotiated {
            Some(price) if price < UnitPrice::default() => return Err(PricingError::NegativePrice),
            Some(price) if price > MAX_UNIT_PRICE => return Err(PricingError::PriceTooHigh),
            _ => {}
        }
    }
    if let Some(shipping) = &request.shipping {
        if shipping.amount.currency() != request.currency {
            return Err(PricingError::WrongCurrency);
        }
        if shipping.amount.minor() < 0 {
            return Err(PricingError::NegativePrice);
        }
    }
    let too_long = |text: &Option<String>, max: usize| text.as_ref().is_some_and(|text| text.len() > max);
    if too_long(&request.region, 100) || too_long(&request.postal_code, 20) {
        return Err(PricingError::InvalidField {
            field: "/postal_code",
            reason: "a region has at most 100 bytes, a postal code 20",
        });
    }
    Ok(())
}

/// Prices a valid request.
pub(crate) fn quote(
    rules: &Rules,
    variants: &PricesByVariant,
    request: &QuoteRequest,
    now: Timestamp,
) -> Result<Quote, PricingError> {
    let at = request.at.unwrap_or(now);
    let mut calculation = Calculation::new(rules, request, at)?;
    let mut problems = Vec::new();
    let mut drafts = Vec::with_capacity(request.lines.len());
    for line in &request.lines {
        match calculation.draft(line, variants.get(&line.variant_id).map(Arc::as_ref))? {
            Some(draft) => drafts.push(draft),
            None => problems.push(LineProblem { line_id: line.line_id, code: ProblemCode::NoPrice }),
        }
    }
    let shipping = request.shipping.as_ref().map(|charge| calculation.draft_shipping(charge)).transpose()?;
    let items: Vec<Item> =
        drafts.iter().map(|draft| draft.item).chain(shipping.as_ref().map(|(item, _)| *item)).collect();
    let amounts = round_items(&items, request.currency, calculation.market.terms.rounding)?;
    let totals = amounts.iter().try_fold(Amounts::default(), |sum, part| sum.checked_add(*part))?;
    let mut amounts = amounts.into_iter();
    let mut next = || amounts.next().expect("BUG: every item has its amounts");
    let currency = request.currency;
    let lines =
        drafts.into_iter().map(|draft| draft.finish(currency, next())).collect::<Result<Vec<_>, _>>()?;
    let shipping = shipping.map(|(_, due)| finish_shipping(due, currency, next())).transpose()?;
    Ok(Quote {
        currency,
        market: calculation.market.view(),
        lines,
        shipping,
        totals: totals.in_currency(currency),
        problems,
        priced_at: at,
        tax_provider: None,
    })
}

/// A line that has its price and taxes, but no amounts yet.
struct Draft<'q> {
    line: &'q QuoteLine,
    source: PriceSource,
    item: Item,
    due: TaxDue,
}

/// What all lines of a quote share.
struct Calculation<'q> {
    request: &'q QuoteRequest,
    at: Timestamp,
    market: &'q Market,
    ranked: Vec<&'q PriceList>,
    tax: &'q TaxBook,
    destination: Destination,
    /// Goods of a quote have few classes: each is looked up once.
    due_by_class: Vec<(Code, TaxDue)>,
}

impl<'q> Calculation<'q> {
    fn new(rules: &'q Rules, request: &'q QuoteRequest, at: Timestamp) -> Result<Self, PricingError> {
        let market = find_market(&rules.markets, request.currency, request.country.as_ref())
            .ok_or(PricingError::NoMarket)?;
        let country = request.country.as_ref().or(market.terms.home_country.as_ref());
        let buyer = Buyer {
            channel: &request.channel,
            currency: request.currency,
            customer_group: request.customer_group.as_ref(),
            customer_groups: &request.customer_groups,
            country,
        };
        let destination =
            Destination::new(country.cloned(), request.region.as_deref(), request.postal_code.as_deref());
        Ok(Self {
            request,
            at,
            market,
            ranked: match request.at {
                Some(_) => ranked_lists(rules.lists_ever(), buyer),
                None => ranked_lists(&rules.lists, buyer),
            },
            tax: &rules.tax,
            destination,
            due_by_class: Vec::new(),
        })
    }

    fn draft(
        &mut self,
        line: &'q QuoteLine,
        variant: Option<&VariantPrices>,
    ) -> Result<Option<Draft<'q>>, PricingError> {
        let listed =
            variant.and_then(|variant| find_price(&self.ranked, &variant.prices, line.quantity, self.at));
        let (unit_price, source) = match (line.negotiated, listed) {
            (Some(agreed), listed) => {
                let list_unit_price = listed.map(|(_, price)| price.unit_price);
                (agreed, PriceSource::Negotiated { list_unit_price })
            }
            (None, Some((list, price))) => (
                price.unit_price,
                PriceSource::List {
                    price_list_id: list.id,
                    price_list: list.terms.code.clone(),
                    min_quantity: price.min_quantity,
                    unit_price: price.unit_price,
                },
            ),
            (None, None) => return Ok(None),
        };
        let class = self.class_of(line, variant)?;
        let due = self.due(class);
        let taxation = self.taxation(&due, line.negotiated.is_none());
        let due = self.unless_exempt(due);
        let item = Item { unit_price, quantity: line.quantity.into(), taxation };
        Ok(Some(Draft { line, source, item, due }))
    }

    fn draft_shipping(&mut self, charge: &ShippingCharge) -> Result<(Item, TaxDue), PricingError> {
        let class = match &charge.tax_class {
            Some(class) => self.known(class)?,
            None => standard(),
        };
        let due = self.due(class);
        let taxation = self.taxation(&due, false);
        let unit_price = UnitPrice::from_money(charge.amount)?;
        Ok((Item { unit_price, quantity: 1, taxation }, self.unless_exempt(due)))
    }

    /// The class the caller demands, else the variant's own; an own class that pricing does not know is standard.
    fn class_of(&self, line: &QuoteLine, variant: Option<&VariantPrices>) -> Result<Code, PricingError> {
        match (&line.tax_class, variant.and_then(|variant| variant.tax_class.as_ref())) {
            (Some(demanded), _) => self.known(demanded),
            (None, Some(own)) if self.tax.knows(own) => Ok(own.clone()),
            (None, _) => Ok(standard()),
        }
    }

    fn known(&self, class: &Code) -> Result<Code, PricingError> {
        if self.tax.knows(class) {
            Ok(class.clone())
        } else {
            Err(PricingError::UnknownTaxClass(class.clone()))
        }
    }

    fn due(&mut self, class: Code) -> TaxDue {
        if let Some((_, due)) = self.due_by_class.iter().find(|(known, _)| *known == class) {
            return due.clone();
        }
        let due = self.tax.find(&class, &self.destination, self.at);
        self.due_by_class.push((class, due.clone()));
        due
    }

    /// List prices of an exempt buyer lose the tax they contain; what was agreed or charged stands as it is.
    fn taxation(&self, due: &TaxDue, listed: bool) -> Taxation {
        let stated = if self.market.terms.prices_include_tax { Stated::Gross } else { Stated::Net };
        match (self.request.tax, stated) {
            (TaxTreatment::Exempt, Stated::Gross) if listed => {
                Taxation { stated: Stated::GrossUntaxed, rate_ppm: due.rate_ppm() }
            }
            (TaxTreatment::Exempt, _) => Taxation { stated: Stated::Net, rate_ppm: 0 },
            (TaxTreatment::Market, stated) => Taxation { stated, rate_ppm: due.rate_ppm() },
        }
    }

    fn unless_exempt(&self, mut due: TaxDue) -> TaxDue {
        if self.request.tax == TaxTreatment::Exempt {
            due.taxes.clear();
            due.trace.source = TaxSource::Exempt;
        }
        due
    }
}

fn standard() -> Code {
    STANDARD_TAX_CLASS.parse().expect("BUG: a valid code")
}

impl Draft<'_> {
    fn finish(self, currency: Currency, amounts: Amounts) -> Result<PricedLine, PricingError> {
        let exact = self.item.exact()?;
        let rounded = match self.item.taxation.stated {
            Stated::GrossUntaxed => exact,
            stated => UnitPrice::from_money(Money::new(amounts.stated(stated), currency))?.micros(),
        };
        Ok(PricedLine {
            line_id: self.line.line_id,
            variant_id: self.line.variant_id,
            quantity: self.line.quantity,
            unit_price: self.item.unit_price,
            net: Money::new(amounts.net, currency),
            tax: Money::new(amounts.tax, currency),
            gross: Money::new(amounts.gross, currency),
            taxes: applied_taxes(&self.due, currency, amounts.tax)?,
            trace: LineTrace {
                price: self.source,
                tax: self.due.trace,
                exact: UnitPrice::from_micros(exact),
                rounded_by: UnitPrice::from_micros(rounded - exact),
            },
        })
    }
}

fn finish_shipping(
    due: TaxDue,
    currency: Currency,
    amounts: Amounts,
) -> Result<PricedShipping, PricingError> {
    Ok(PricedShipping {
        net: Money::new(amounts.net, currency),
        tax: Money::new(amounts.tax, currency),
        gross: Money::new(amounts.gross, currency),
        taxes: applied_taxes(&due, currency, amounts.tax)?,
        tax_trace: due.trace,
    })
}

/// Shares a line's tax out over its taxes by their rates, so that they sum to it.
fn applied_taxes(due: &TaxDue, currency: Currency, tax: i64) -> Result<Vec<AppliedTax>, PricingError> {
    let rates: Vec<i64> = due.taxes.iter().map(|tax| tax.rate_ppm).collect();
    let shares = kernel_base::allocate(tax, &rates)?;
    Ok(due
        .taxes
        .iter()
        .zip(shares)
        .map(|(tax, share)| AppliedTax {
            name: tax.name.clone(),
            rate_ppm: tax.rate_ppm,
            amount: Money::new(share, currency),
        })
        .collect())
}

#[cfg(test)]
#[path = "quote_tests.rs"]
pub(crate) mod tests;
