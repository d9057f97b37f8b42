//! Asks pricing, shipping and the warehouse about a cart.

use std::collections::HashMap;

use cart_contracts::Amounts;
use kernel_base::Call;
use pricing_contracts::{
    PricedShipping, QuoteLine, QuoteRequest, RoundingLevel, ShippingCharge, TaxTreatment,
};
use shared_contracts::VariantId;
use shipping_contracts::{OptionsQuery, RateQuery, ShippingOption};
use warehouse_contracts::AvailabilityQuery;

use crate::app::{App, is_refusal};
use crate::domain::cart::Cart;
use crate::domain::line::Line;
use crate::domain::recalculation::{PricedLines, Stock, Variants, items, parcel, reprice, sold};
use crate::domain::warning::CartWarning;
use crate::error::CartError;

/// Pricing's answer about some lines.
pub(super) struct Priced {
    pub(super) lines: PricedLines,
    /// False where all lines are rounded together, or taxed together by a provider: then the sum of parts is not the whole.
    pub(super) additive: bool,
}

impl App {
    /// Prices all lines and the delivery, sets the sums, and tells what changed.
    pub(super) async fn recalculate(
        &self,
        call: &Call,
        cart: &mut Cart,
        lines: &mut [Line],
        stock: &Stock,
    ) -> Result<(Variants, PricedLines), CartError> {
        let variants = self.known_variants(lines.iter().map(|line| line.variant_id)).await?;
        let wanted: Vec<&Line> = lines.iter().filter(|line| sold(line, &cart.channel, &variants)).collect();
        let priced = self.quote(call, cart, &wanted).await?;
        reprice(lines, &cart.channel, &variants, &priced.lines, stock);
        cart.items = items(cart.currency, lines)?;
        cart.line_count = lines.len();
        cart.priced_at = Some(self.env.now());
        self.price_shipping(call, cart, lines, &variants).await?;
        tell(cart, stock);
        Ok((variants, priced.lines))
    }

    /// Prices of these lines as the cart's buyer gets them.
    pub(super) async fn quote(&self, call: &Call, cart: &Cart, lines: &[&Line]) -> Result<Priced, CartError> {
        if lines.is_empty() {
            return Ok(Priced { lines: PricedLines::new(), additive: true });
        }
        let quote_line = |line: &&Line| QuoteLine {
            line_id: line.line_id,
            variant_id: line.variant_id,
            quantity: line.quantity,
            negotiated: None,
            tax_class: None,
        };
        let request = quote_request(cart, lines.iter().map(quote_line).collect(), None);
        let quote = self.neighbors.pricing.quote(call, request).await.map_err(CartError::Neighbor)?;
        Ok(Priced {
            additive: quote.market.rounding.level != RoundingLevel::Total && quote.tax_provider.is_none(),
            lines: quote.lines.into_iter().map(|line| (line.line_id, line)).collect(),
        })
    }

    /// What the chosen delivery costs now. Nothing is chosen for a cart of which nothing is shipped.
    async fn price_shipping(
        &self,
        call: &Call,
        cart: &mut Cart,
        lines: &[Line],
        variants: &Variants,
    ) -> Result<(), CartError> {
        let Some(mut choice) = cart.shipping.take() else { return Ok(()) };
        let Some(query) = shipping_query(cart, lines, variants) else { return Ok(()) };
        let rate = RateQuery { method_id: choice.method_id, query };
        let priced = match self.neighbors.shipping.rate(call, rate).await {
            Ok(option) => {
                choice.name.clone_from(&option.name);
                Some(self.priced_shipping(call, cart, option).await?)
            }
            Err(error) if is_refusal(&error) => None,
            Err(error) => return Err(CartError::Neighbor(error)),
        };
        let rate = |priced: &PricedShipping| priced.taxes.iter().map(|tax| tax.rate_ppm).sum();
        choice.tax_rate_ppm = priced.as_ref().map(rate);
        choice.amounts =
            priced.map(|priced| Amounts { net: priced.net, tax: priced.tax, gross: priced.gross });
        cart.shipping = Some(choice);
        Ok(())
    }

    /// Net, tax and gross of a delivery.
    async fn priced_shipping(
        &self,
        call: &Call,
        cart: &Cart,
        option: ShippingOption,
    ) -> Result<PricedShipping, CartError> {
        let charge = ShippingCharge { amount: option.amount, tax_class: Some(option.tax_class) };
        let request = quote_request(cart, Vec::new(), Some(charge));
        let quote = self.neighbors.pricing.quote(call, request).await.map_err(CartError::Neighbor)?;
        quote.shipping.ok_or(CartError::ShippingUnavailable)
    }

    /// What the warehouse has of the cart's variants. Not to know is no reason not to show the cart.
    pub(super) async fn stock(&self, call: &Call, cart: &Cart, lines: &[Line]) -> Stock {
        let variant_ids: Vec<VariantId> = lines.iter().map(|line| line.variant_id).collect();
        // A cart is not warned of its own hold.
        let holding = cart.held_until(self.env.now()).map(|_| cart.cart_id);
        let mut known = HashMap::with_capacity(variant_ids.len());
        for some in variant_ids.chunks(AvailabilityQuery::MAX_VARIANTS) {
            let (channel, variant_ids) = (cart.channel.clone(), some.to_vec());
            let query = AvailabilityQuery { channel, variant_ids, cart_id: holding };
            match self.neighbors.warehouse.availability(call, query).await {
                Ok(answer) => known.extend(answer.into_iter().map(|item| (item.variant_id, item))),
                Err(error) => {
                    tracing::warn!(code = %error.code, "the warehouse does not answer; stock is assumed");
                    return Stock::Unknown;
                }
            }
        }
        Stock::Known(known)
    }
}

fn quote_request(cart: &Cart, lines: Vec<QuoteLine>, shipping: Option<ShippingCharge>) -> QuoteRequest {
    let address = cart.shipping_address.as_ref().or(cart.billing_address.as_ref());
    QuoteRequest {
        channel: cart.channel.clone(),
        currency: cart.currency,
        country: address.map(|address| address.country.clone()),
        region: address.and_then(|address| address.region.clone()),
        postal_code: address.and_then(|address| address.postal_code.clone()),
        customer_group: None,
        customer_groups: cart.price_groups().to_vec(),
        at: None,
        tax: TaxTreatment::Market,
        lines,
        shipping,
    }
}

/// What there is to ship; nothing when no line needs shipping.
pub(super) fn shipping_query(cart: &Cart, lines: &[Line], variants: &Variants) -> Option<OptionsQuery> {
    let (weight_g, line_count) = parcel(lines, variants)?;
    let address = cart.shipping_address.as_ref();
    Some(OptionsQuery {
        channel: cart.channel.clone(),
        country: address.map(|address| address.country.clone()),
        postal_code: address.and_then(|address| address.postal_code.clone()),
        total: cart.items.gross,
        weight_g,
        line_count,
    })
}

/// Sets what the shopper must be told of the cart as a whole. Why the last order was rejected stays until the next try.
fn tell(cart: &mut Cart, stock: &Stock) {
    let assumed = match stock {
        Stock::NotAsked => cart.warnings.contains(&CartWarning::AvailabilityUnknown),
        Stock::Unknown => true,
        Stock::Known(_) => false,
    };
    cart.warnings.retain(|warning| matches!(warning, CartWarning::OrderRejected { .. }));
    if assumed {
        cart.warnings.push(CartWarning::AvailabilityUnknown);
    }
    if cart.shipping.as_ref().is_some_and(|shipping| shipping.amounts.is_none()) {
        cart.warnings.push(CartWarning::ShippingUnavailable);
    }
}
