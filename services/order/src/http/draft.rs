//! Orders that staff write.

use std::sync::Arc;

use kernel_base::{Currency, FieldError, Secret, UnitPrice};
use kernel_http::{CallCtx, Caller, Channels, IdempotencyKey, IfMatch, Json, Problem, Reply, State, Within};
use order_contracts::{Order, OrderCustomer, TaxTreatment};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use shared_contracts::{Address, ChannelCode, Code, CountryCode, OrderId, Quantity, Sku, VariantId};

use crate::app::{App, actor};
use crate::domain::amend::{DraftChanges, DraftHead};
use crate::domain::draft::{DraftOrder, VariantKey, WantedLine};
use crate::error::OrderError;

/// An order as staff write it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewOrderBody {
    /// Where it is sold.
    channel: ChannelCode,
    /// Currency of every amount.
    currency: Currency,
    /// The number it has elsewhere, such as an invoice number; unique, 1 to 100 characters.
    #[serde(default)]
    external_id: Option<String>,
    /// Who buys.
    #[serde(default)]
    customer: OrderCustomer,
    /// The group of customers whose prices they get.
    #[serde(default)]
    customer_group: Option<Code>,
    /// Where it goes, when that is an ISO country.
    #[serde(default)]
    country: Option<CountryCode>,
    /// Where it goes in the trade's words, such as `Channel Islands`; 1 to 100 characters.
    #[serde(default)]
    country_text: Option<String>,
    /// Where it goes; may be absent for goods that are picked up.
    #[serde(default)]
    shipping_address: Option<Address>,
    /// How it is taxed.
    #[serde(default)]
    tax_treatment: TaxTreatment,
    /// How it is paid.
    #[serde(default)]
    payment: PaymentBody,
    /// 1 to 10,000 lines. A variant may stand in several, with equal or different prices.
    lines: Vec<LineBody>,
    /// Place it at once; otherwise it stays a draft.
    #[serde(default)]
    place: bool,
}

/// How an order is paid.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PaymentBody {
    /// The payment provider.
    provider: Code,
    /// What the payer is to be reminded of, such as a purchase order number; 1 to 255 characters.
    #[serde(default)]
    reference: Option<String>,
}

impl Default for PaymentBody {
    /// An invoice: what a merchant's own orders are paid by when nothing else is said.
    fn default() -> Self {
        Self { provider: "manual".parse().expect("BUG: a valid code"), reference: None }
    }
}

/// One line; either `variant_id` or `sku` names what is sold.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LineBody {
    /// What is sold, by id.
    #[serde(default)]
    variant_id: Option<VariantId>,
    /// What is sold, by SKU.
    #[serde(default)]
    sku: Option<Sku>,
    /// Pieces.
    quantity: Quantity,
    /// The price of one piece that was agreed with the customer; the price list's when absent. Zero for goods given away.
    #[serde(default)]
    unit_price: Option<UnitPrice>,
    /// Instead of the catalog's title; 1 to 255 characters.
    #[serde(default)]
    title: Option<String>,
}

/// What is changed of a draft; what is absent stays as it is, and `null` takes away.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct DraftBody {
    /// Who buys, in place of all that was said of them.
    customer: Option<OrderCustomer>,
    /// The group of customers whose prices they get.
    #[serde(deserialize_with = "present")]
    #[schemars(with = "Option<Code>")]
    customer_group: Option<Option<Code>>,
    /// Where it goes, when that is an ISO country.
    #[serde(deserialize_with = "present")]
    #[schemars(with = "Option<CountryCode>")]
    country: Option<Option<CountryCode>>,
    /// Where it goes in the trade's words; 1 to 100 characters.
    #[serde(deserialize_with = "present")]
    #[schemars(with = "Option<String>")]
    country_text: Option<Option<String>>,
    /// Where it goes.
    #[serde(deserialize_with = "present")]
    #[schemars(with = "Option<Address>")]
    shipping_address: Option<Option<Address>>,
    /// How it is taxed.
    tax_treatment: Option<TaxTreatment>,
    /// How it is paid, in place of all that was said of that.
    payment: Option<PaymentBody>,
}

/// Tells a field that is `null` from one that is absent.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// New lines for a draft.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinesBody {
    /// 1 to 10,000 lines.
    lines: Vec<LineBody>,
}

/// The order as it was written, without its lines, and the token that is told this once.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CreatedOrder {
    /// The order.
    #[serde(flatten)]
    pub(crate) order: Order,
    /// With it the customer can look the order up (`x-order-token`).
    pub(crate) order_token: Secret<String>,
}

pub(super) async fn create_order(
    State(app): State<Arc<App>>,
    caller: Caller,
    channels: Channels,
    CallCtx(call): CallCtx,
    key: IdempotencyKey,
    Json(body): Json<NewOrderBody>,
) -> Result<Reply, Problem> {
    channels.require(body.channel.as_str())?;
    let draft = parse(body)?;
    Ok(app.create_order(&key, actor(&caller), &call, draft).await?)
}

pub(super) async fn rewrite_lines(
    State(app): State<Arc<App>>,
    Within(order_id): Within<OrderId>,
    caller: Caller,
    CallCtx(call): CallCtx,
    IfMatch(version): IfMatch,
    Json(body): Json<LinesBody>,
) -> Result<Reply, Problem> {
    let mut fields = Fields::default();
    let lines = parse_lines(body.lines, &mut fields);
    fields.check()?;
    let rewritten = app.rewrite_lines(actor(&caller), &call, order_id, version, lines).await;
    let order = rewritten.map_err(problem)?;
    Ok(Reply::json(200, &order).etag(order.version))
}

pub(super) async fn amend_draft(
    State(app): State<Arc<App>>,
    Within(order_id): Within<OrderId>,
    caller: Caller,
    CallCtx(call): CallCtx,
    IfMatch(version): IfMatch,
    Json(body): Json<DraftBody>,
) -> Result<Reply, Problem> {
    let changes = parse_changes(body)?;
    let amended = app.amend_draft(actor(&caller), &call, order_id, version, changes).await;
    let order = amended.map_err(problem)?;
    Ok(Reply::json(200, &order).etag(order.version))
}

pub(super) async fn place_order(
    State(app): State<Arc<App>>,
    Within(order_id): Within<OrderId>,
    caller: Caller,
    CallCtx(call): CallCtx,
    IfMatch(version): IfMatch,
    key: IdempotencyKey,
) -> Result<Reply, Problem> {
    app.place_order(&key, actor(&caller), &call, order_id, version).await.map_err(problem)
}

/// Tells the present version along with a 412.
fn problem(error: OrderError) -> Problem {
    match error {
        OrderError::Changed(version) => Problem::from(error).etag(version),
        other => other.into(),
    }
}

fn parse(body: NewOrderBody) -> Result<DraftOrder, OrderError> {
    let mut fields = Fields::default()
        .optional("/external_id", body.external_id.as_deref(), 100)
        .optional("/country_text", body.country_text.as_deref(), 100)
        .optional("/customer/reference", body.customer.reference.as_deref(), 100)
        .optional("/payment/reference", body.payment.reference.as_deref(), 255)
        .address("/shipping_address", body.shipping_address.as_ref());
    let lines = parse_lines(body.lines, &mut fields);
    fields.check()?;
    Ok(DraftOrder {
        channel: body.channel,
        currency: body.currency,
        external_id: body.external_id,
        head: DraftHead {
            customer: body.customer,
            customer_group: body.customer_group,
            country: body.country,
            country_text: body.country_text,
            shipping_address: body.shipping_address,
            tax_treatment: body.tax_treatment,
            payment_provider: Some(body.payment.provider),
            payment_reference: body.payment.reference,
        },
        lines,
        place: body.place,
    })
}

fn parse_changes(body: DraftBody) -> Result<DraftChanges, OrderError> {
    let reference = body.customer.as_ref().and_then(|customer| customer.reference.as_deref());
    let reminder = body.payment.as_ref().and_then(|payment| payment.reference.as_deref());
    Fields::default()
        .optional("/country_text", body.country_text.as_ref().and_then(Option::as_deref), 100)
        .optional("/customer/reference", reference, 100)
        .optional("/payment/reference", reminder, 255)
        .address("/shipping_address", body.shipping_address.as_ref().and_then(Option::as_ref))
        .check()?;
    Ok(DraftChanges {
        customer: body.customer,
        customer_group: body.customer_group,
        country: body.country,
        country_text: body.country_text,
        shipping_address: body.shipping_address,
        tax_treatment: body.tax_treatment,
        payment: body.payment.map(|payment| (payment.provider, payment.reference)),
    })
}

fn parse_lines(lines: Vec<LineBody>, fields: &mut Fields) -> Vec<WantedLine> {
    let mut wanted = Vec::with_capacity(lines.len());
    for (place, line) in lines.into_iter().enumerate() {
        if line.unit_price.is_some_and(|price| price.micros() < 0) {
            fields.add(format!("/lines/{place}/unit_price"), "out_of_range", "a price is not negative");
        }
        if let Some(title) = &line.title
            && !fits(title, 255)
        {
            fields.add(format!("/lines/{place}/title"), "length", "must have 1 to 255 characters");
        }
        let variant = match (line.variant_id, line.sku) {
            (Some(id), None) => VariantKey::Id(id),
            (None, Some(sku)) => VariantKey::Sku(sku),
            (None, None) | (Some(_), Some(_)) => {
                fields.add(format!("/lines/{place}"), "invalid", "name the variant by variant_id or by sku");
                continue;
            }
        };
        let (quantity, negotiated, title) = (line.quantity, line.unit_price, line.title);
        wanted.push(WantedLine { variant, quantity, negotiated, title });
    }
    wanted
}

/// Collects everything that is wrong with a body, to tell it at once.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<FieldError>);

impl Fields {
    /// A text of 1 to `max` characters that are not all blank.
    pub(super) fn text(mut self, pointer: &str, text: &str, max: usize) -> Self {
        if !fits(text, max) {
            self.add(pointer, "length", format!("must have 1 to {max} characters"));
        }
        self
    }

    /// Anything else that is counted.
    pub(super) fn require(mut self, fits: bool, pointer: &str, message: &str) -> Self {
        if !fits {
            self.add(pointer, "length", message);
        }
        self
    }

    fn optional(self, pointer: &str, text: Option<&str>, max: usize) -> Self {
        match text {
            Some(text) => self.text(pointer, text, max),
            None => self,
        }
    }

    fn address(mut self, pointer: &str, address: Option<&Address>) -> Self {
        if let Some(Err(broken)) = address.map(Address::validate) {
            self.add(pointer, "invalid", broken.to_string());
        }
        self
    }

    fn add(&mut self, pointer: impl Into<String>, code: &'static str, message: impl Into<String>) {
        // The first hundred are enough to see the pattern.
        if self.0.len() < 100 {
            self.0.push(FieldError { pointer: pointer.into(), code: code.into(), message: message.into() });
        }
    }

    pub(super) fn check(self) -> Result<(), OrderError> {
        if self.0.is_empty() { Ok(()) } else { Err(OrderError::Fields(self.0)) }
    }
}

/// PostgreSQL cannot store a zero character.
fn fits(text: &str, max: usize) -> bool {
    !text.trim().is_empty() && text.chars().count() <= max && !text.contains('\0')
}
