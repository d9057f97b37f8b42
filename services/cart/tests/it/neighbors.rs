//! Pricing, shipping and warehouse as tables that a test fills.

use std::collections::HashMap;
use std::sync::Mutex;

use kernel_base::{ApiError, Call, Money, Rounding, UnitPrice, mul_div};
use pricing_contracts::{
    LineProblem, LineTrace, MarketView, PriceSource, PricedLine, PricedShipping, Prices, PricesQuery,
    PricingApi, ProblemCode, Quote, QuoteRequest, QuoteTotals, RoundingLevel, RoundingPolicy, RoundingTarget,
    TaxSource, TaxTrace,
};
use shared_contracts::{ShippingMethodId, VariantId};
use shipping_contracts::{OptionsQuery, RateQuery, ShippingApi, ShippingOption};
use warehouse_contracts::{Availability, AvailabilityQuery, WarehouseApi};

/// A net price per variant, with 20 % tax on top.
#[derive(Default)]
pub(crate) struct PriceTable {
    pub(crate) prices: Mutex<HashMap<VariantId, UnitPrice>>,
    /// How many lines each quote asked for.
    pub(crate) asked: Mutex<Vec<usize>>,
}

impl PriceTable {
    pub(crate) fn set(&self, variant_id: VariantId, price: &str) {
        self.prices.lock().unwrap().insert(variant_id, price.parse().unwrap());
    }

    pub(crate) fn remove(&self, variant_id: VariantId) {
        self.prices.lock().unwrap().remove(&variant_id);
    }
}

/// Net, tax, gross.
fn taxed(net: Money) -> (Money, Money, Money) {
    let tax = Money::new(mul_div(net.minor(), 20, 100, Rounding::HalfUp).unwrap(), net.currency());
    (net, tax, net.checked_add(tax).unwrap())
}

fn tax_trace() -> TaxTrace {
    TaxTrace { tax_class: "standard".parse().unwrap(), country: None, source: TaxSource::Country }
}

#[async_trait::async_trait]
impl PricingApi for PriceTable {
    async fn quote(&self, _: &Call, request: QuoteRequest) -> Result<Quote, ApiError> {
        let currency = request.currency;
        if currency.code() == "JPY" {
            return Err(ApiError::invalid("pricing.no_market", "nothing is sold in this currency"));
        }
        self.asked.lock().unwrap().push(request.lines.len());
        let prices = self.prices.lock().unwrap();
        let (mut lines, mut problems) = (Vec::new(), Vec::new());
        for line in request.lines {
            let Some(unit_price) = prices.get(&line.variant_id).copied() else {
                problems.push(LineProblem { line_id: line.line_id, code: ProblemCode::NoPrice });
                continue;
            };
            let stated = unit_price
                .total(line.quantity.into(), currency, Rounding::HalfUp)
                .map_err(|_| ApiError::invalid("pricing.amount_too_large", "the amount is too large"))?;
            let (net, tax, gross) = taxed(stated);
            let price = PriceSource::Negotiated { list_unit_price: None };
            let rounded_by = UnitPrice::default();
            let trace = LineTrace { price, tax: tax_trace(), exact: unit_price, rounded_by };
            lines.push(PricedLine {
                line_id: line.line_id,
                variant_id: line.variant_id,
                quantity: line.quantity,
                unit_price,
                net,
                tax,
                gross,
                taxes: Vec::new(),
                trace,
            });
        }
        let shipping = request.shipping.map(|charge| {
            let (net, tax, gross) = taxed(charge.amount);
            PricedShipping { net, tax, gross, taxes: Vec::new(), tax_trace: tax_trace() }
        });
        let zero = Money::zero(currency);
        Ok(Quote {
            currency,
            market: MarketView {
                code: "uk".parse().unwrap(),
                prices_include_tax: false,
                rounding: RoundingPolicy {
                    mode: Rounding::HalfUp,
                    level: RoundingLevel::Line,
                    target: RoundingTarget::Tax,
                },
            },
            lines,
            shipping,
            // Cart adds up by itself.
            totals: QuoteTotals { net: zero, tax: zero, gross: zero },
            problems,
            priced_at: "2026-01-15T12:00:00Z".parse().unwrap(),
        })
    }

    async fn prices(&self, _: &Call, _: PricesQuery) -> Result<Prices, ApiError> {
        Err(ApiError::internal())
    }
}

/// One method: 4.95 up to 20 kg, not to the United States.
pub(crate) struct OneMethod(pub(crate) ShippingMethodId);

impl OneMethod {
    fn option(&self, query: &OptionsQuery) -> Option<ShippingOption> {
        let abroad = query.country.as_ref().is_some_and(|country| country.as_str() == "US");
        (!abroad && query.weight_g <= 20_000).then(|| ShippingOption {
            method_id: self.0,
            code: "standard".parse().unwrap(),
            name: "Standard delivery".to_owned(),
            amount: Money::new(495, query.total.currency()),
            tax_class: "standard".parse().unwrap(),
            estimate: None,
        })
    }
}

#[async_trait::async_trait]
impl ShippingApi for OneMethod {
    async fn options(&self, _: &Call, query: OptionsQuery) -> Result<Vec<ShippingOption>, ApiError> {
        Ok(self.option(&query).into_iter().collect())
    }

    async fn rate(&self, _: &Call, query: RateQuery) -> Result<ShippingOption, ApiError> {
        let unknown = ApiError::not_found("shipping.method_not_found", "no such method");
        let unavailable = ApiError::conflict("shipping.method_unavailable", "not there");
        if query.method_id == self.0 { self.option(&query.query).ok_or(unavailable) } else { Err(unknown) }
    }
}

/// Pieces per variant; everything else has plenty. Without a table the warehouse does not answer.
pub(crate) struct StockTable(pub(crate) Mutex<Option<HashMap<VariantId, i64>>>);

#[async_trait::async_trait]
impl WarehouseApi for StockTable {
    async fn availability(&self, _: &Call, query: AvailabilityQuery) -> Result<Vec<Availability>, ApiError> {
        assert!(query.variant_ids.len() <= AvailabilityQuery::MAX_VARIANTS);
        let table = self.0.lock().unwrap();
        let table = table.as_ref().ok_or_else(|| ApiError::unavailable("nobody is there"))?;
        let availability = |variant_id: &VariantId| {
            let pieces = table.get(variant_id).copied().unwrap_or(i64::MAX);
            Availability {
                variant_id: *variant_id,
                tracked: true,
                available: pieces,
                backorder: false,
                orderable: pieces,
                expected_at: None,
            }
        };
        Ok(query.variant_ids.iter().map(availability).collect())
    }
}
