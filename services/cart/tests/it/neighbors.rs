//! Payment, pricing, shipping and warehouse as tables that a test fills.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use kernel_base::{ApiError, Call, Env, Money, Rounding, Timestamp, UnitPrice, mul_div};
use payment_contracts::{
    AnswerAction, FindIntent, IntentStatus, PaymentApi, PaymentIntent, PaymentSession, PrepareSession,
    RequiredAction, Tender, TenderStatus,
};
use pricing_contracts::{
    LineProblem, LineTrace, MarketView, PriceSource, PricedLine, PricedShipping, Prices, PricesQuery,
    PricingApi, ProblemCode, Quote, QuoteRequest, QuoteTotals, RoundingLevel, RoundingPolicy, RoundingTarget,
    TaxProviderTrace, TaxSource, TaxTrace,
};
use shared_contracts::{CartId, OrderId, ShippingMethodId, VariantId};
use shipping_contracts::{OptionsQuery, RateQuery, ShippingApi, ShippingOption};
use tokio::sync::oneshot;
use warehouse_contracts::{
    Availability, AvailabilityQuery, HeldForCart, HoldForCart, ReleaseForCart, WarehouseApi, refusal,
};

/// A net price per variant, with 20 % tax on top.
#[derive(Default)]
pub(crate) struct PriceTable {
    pub(crate) prices: Mutex<HashMap<VariantId, UnitPrice>>,
    /// How many lines each quote asked for.
    pub(crate) asked: Mutex<Vec<usize>>,
    /// The groups that the last quote of lines was for.
    groups: Mutex<Vec<String>>,
    /// Who computes the tax, when it is not this table.
    pub(crate) tax_provider: Mutex<Option<TaxProviderTrace>>,
}

impl PriceTable {
    pub(crate) fn set(&self, variant_id: VariantId, price: &str) {
        self.prices.lock().unwrap().insert(variant_id, price.parse().unwrap());
    }

    /// Whose prices were asked for last.
    pub(crate) fn asked_for(&self) -> Vec<String> {
        self.groups.lock().unwrap().clone()
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
        *self.groups.lock().unwrap() = request.customer_groups.iter().map(ToString::to_string).collect();
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
            tax_provider: self.tax_provider.lock().unwrap().clone(),
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

/// Pieces per variant, and what carts hold of them; everything else has plenty. Without a table the warehouse does not
/// answer.
pub(crate) struct StockTable {
    pub(crate) pieces: Mutex<Option<HashMap<VariantId, i64>>>,
    pub(crate) holds: Mutex<HashMap<CartId, HoldForCart>>,
    /// How often a hold was asked for or given back.
    pub(crate) asked: AtomicUsize,
    /// The next one who asks for a hold is kept waiting until this is told.
    pub(crate) gate: Mutex<Option<oneshot::Receiver<()>>>,
}

impl StockTable {
    pub(crate) fn full() -> Self {
        Self {
            pieces: Mutex::new(Some(HashMap::new())),
            holds: Mutex::default(),
            asked: AtomicUsize::new(0),
            gate: Mutex::default(),
        }
    }

    /// What is left for this cart, if it is one.
    fn left(&self, variant_id: VariantId, cart_id: Option<CartId>) -> Result<i64, ApiError> {
        let table = self.pieces.lock().unwrap();
        let table = table.as_ref().ok_or_else(|| ApiError::unavailable("nobody is there"))?;
        let holds = self.holds.lock().unwrap();
        let others = holds.values().filter(|hold| Some(hold.cart_id) != cart_id);
        let held = others.flat_map(|hold| &hold.lines).filter(|line| line.variant_id == variant_id);
        let held: i64 = held.map(|line| i64::from(line.quantity)).sum();
        Ok(table.get(&variant_id).copied().unwrap_or(i64::MAX) - held)
    }

    /// What this cart holds: variants and pieces, in the order of its lines, and until when.
    pub(crate) fn held(&self, cart_id: CartId) -> Option<(Vec<(VariantId, i64)>, Timestamp)> {
        let holds = self.holds.lock().unwrap();
        let hold = holds.get(&cart_id)?;
        let lines = hold.lines.iter().map(|line| (line.variant_id, i64::from(line.quantity)));
        Some((lines.collect(), hold.until))
    }
}

#[async_trait::async_trait]
impl WarehouseApi for StockTable {
    async fn availability(&self, _: &Call, query: AvailabilityQuery) -> Result<Vec<Availability>, ApiError> {
        assert!(query.variant_ids.len() <= AvailabilityQuery::MAX_VARIANTS);
        let availability = |variant_id: &VariantId| {
            let pieces = self.left(*variant_id, query.cart_id)?;
            Ok(Availability {
                variant_id: *variant_id,
                tracked: true,
                available: pieces,
                backorder: false,
                orderable: pieces,
                expected_at: None,
            })
        };
        query.variant_ids.iter().map(availability).collect()
    }

    async fn hold_for_cart(&self, _: &Call, hold: HoldForCart) -> Result<HeldForCart, ApiError> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let gate = self.gate.lock().unwrap().take();
        if let Some(gate) = gate {
            gate.await.unwrap();
        }
        let mut refusal = ApiError::conflict(refusal::INSUFFICIENT_STOCK, "not enough");
        for (place, line) in hold.lines.iter().enumerate() {
            if self.left(line.variant_id, Some(hold.cart_id))? < i64::from(line.quantity) {
                refusal =
                    refusal.with_field(format!("/lines/{place}"), refusal::INSUFFICIENT_STOCK, "not enough");
            }
        }
        if !refusal.errors.is_empty() {
            return Err(refusal);
        }
        let until = hold.until;
        self.holds.lock().unwrap().insert(hold.cart_id, hold);
        Ok(HeldForCart { until })
    }

    async fn release_for_cart(&self, _: &Call, release: ReleaseForCart) -> Result<(), ApiError> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.left(VariantId::from_uuid(release.cart_id.uuid()), None)?;
        self.holds.lock().unwrap().remove(&release.cart_id);
        Ok(())
    }
}

/// The payments of orders by the bank's mind: what the payer has to do, and what they answered.
#[derive(Default)]
pub(crate) struct Till {
    pub(crate) intents: Mutex<HashMap<OrderId, PaymentIntent>>,
    pub(crate) answers: Mutex<Vec<AnswerAction>>,
    pub(crate) sessions: Mutex<Vec<PrepareSession>>,
    pub(crate) away: AtomicBool,
}

impl Till {
    /// The bank wants the payer to confirm.
    pub(crate) fn require_action(&self, env: &Env, order_id: OrderId, amount: Money) {
        let zero = Money::zero(amount.currency());
        let tender = Tender {
            tender_id: env.id(),
            provider: "test".parse().unwrap(),
            status: TenderStatus::ActionRequired,
            amount,
            captured: zero,
            refunded: zero,
            provider_reference: None,
            reference: None,
            action: Some(RequiredAction { url: "https://bank.example/confirm".to_owned(), answered: false }),
        };
        let intent = PaymentIntent {
            intent_id: env.id(),
            order_id,
            status: IntentStatus::Authorizing,
            amount,
            due: amount,
            authorized: zero,
            captured: zero,
            refunded: zero,
            voided: zero,
            tenders: vec![tender],
            deadline: env.now(),
            failure: None,
            version: 1,
            created_at: env.now(),
        };
        self.intents.lock().unwrap().insert(order_id, intent);
    }

    /// The bank has decided.
    pub(crate) fn authorize(&self, order_id: OrderId) {
        let mut intents = self.intents.lock().unwrap();
        let intent = intents.get_mut(&order_id).unwrap();
        intent.status = IntentStatus::Authorized;
        intent.tenders[0].action = None;
    }

    fn here(&self) -> Result<(), ApiError> {
        if self.away.load(Ordering::Relaxed) { Err(ApiError::unavailable("nobody is there")) } else { Ok(()) }
    }
}

#[async_trait::async_trait]
impl PaymentApi for Till {
    async fn intent(&self, _: &Call, request: FindIntent) -> Result<PaymentIntent, ApiError> {
        self.here()?;
        let unknown = || ApiError::not_found("payment.intent_not_found", "no payment was asked for");
        self.intents.lock().unwrap().get(&request.order_id).cloned().ok_or_else(unknown)
    }

    async fn session(&self, _: &Call, request: PrepareSession) -> Result<PaymentSession, ApiError> {
        self.here()?;
        let settings = [("key".to_owned(), "public".to_owned())].into();
        self.sessions.lock().unwrap().push(request.clone());
        Ok(PaymentSession { provider: request.provider, settings })
    }

    async fn answer_action(&self, call: &Call, request: AnswerAction) -> Result<PaymentIntent, ApiError> {
        let mut intent = self.intent(call, FindIntent { order_id: request.order_id }).await?;
        let Some(action) = &mut intent.tenders[0].action else {
            return Err(ApiError::conflict("payment.no_action_required", "nothing is waited for"));
        };
        action.answered = request.result.is_some();
        self.answers.lock().unwrap().push(request.clone());
        self.intents.lock().unwrap().insert(request.order_id, intent.clone());
        Ok(intent)
    }
}
