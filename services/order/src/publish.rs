//! What other services learn of a change, written in the change's own transaction.

use kernel_base::{Money, MoneyError, Personal, Timestamp};
use order_contracts::{
    BillKind, BilledKind, BilledLine, BilledTax, BilledTo, FulfillmentStatus, Order, OrderBilled,
    OrderCancelled, OrderClaimed, OrderConfirmed, OrderLineCancelled, OrderPayments, OrderPlaced,
    OrderRejected, OrderShippingMethod, OrderTotals, PaymentStatus, Rejection,
};

use shared_contracts::{BillId, CustomerId};

use crate::domain::bill::{Bill, BillLine};
use crate::domain::goods::CancelledPieces;
use crate::domain::new_order::NewOrder;
use crate::domain::order::OrderState;
use crate::store::bill::Account;

/// The version of an order that was just written.
pub(crate) const FIRST_VERSION: i64 = 1;

/// An order as it will read once it is written; without lines.
pub(crate) fn view(order: &NewOrder) -> Result<Order, MoneyError> {
    Ok(Order {
        order_id: order.order_id,
        order_number: order.order_number.clone(),
        external_id: order.external_id.clone(),
        cart_id: order.cart_id,
        status: order.status,
        payment_status: PaymentStatus::None,
        fulfillment_status: FulfillmentStatus::None,
        cancelling: false,
        rejection: None,
        channel: order.channel.clone(),
        currency: order.currency,
        country: order.country.clone(),
        country_text: order.country_text.clone(),
        customer: order.customer.clone(),
        customer_group: order.customer_group.clone(),
        shipping_address: order.shipping_address.clone(),
        billing_address: order.billing_address.clone(),
        shipping_method: order
            .shipping_method
            .clone()
            .map(|(method_id, name)| OrderShippingMethod { method_id, name }),
        tax_treatment: order.tax_treatment,
        payment_provider: order.payment_provider.clone(),
        totals: OrderTotals {
            items_net: order.sums.net,
            items_tax: order.sums.tax,
            shipping_gross: order.shipping_gross,
            shipping_tax: order.shipping_tax,
            total: order.total()?,
            cancelled: Money::zero(order.currency),
        },
        payments: Some(OrderPayments {
            captured: Money::zero(order.currency),
            refunded: Money::zero(order.currency),
            voided: Money::zero(order.currency),
        }),
        line_count: order.sums.line_count,
        unit_count: order.sums.unit_count,
        lines: None,
        shipments: None,
        created_at: order.created_at,
        placed_at: order.placed_at,
        version: FIRST_VERSION,
    })
}

pub(crate) fn placed(order: &Order, attempt: i32, now: Timestamp) -> OrderPlaced {
    OrderPlaced {
        order_id: order.order_id,
        order_number: order.order_number.clone(),
        cart_id: order.cart_id,
        attempt,
        customer_id: order.customer.customer_id,
        channel: order.channel.clone(),
        country: order.country.clone(),
        currency: order.currency,
        total: order.totals.total,
        line_count: order.line_count,
        unit_count: order.unit_count,
        occurred_at: now,
    }
}

pub(crate) fn confirmed(order: &OrderState, now: Timestamp) -> OrderConfirmed {
    OrderConfirmed {
        order_id: order.order_id,
        order_number: order.order_number.clone(),
        cart_id: order.cart_id,
        attempt: order.attempt,
        channel: order.channel.clone(),
        currency: order.currency,
        total: order.total,
        occurred_at: now,
    }
}

pub(crate) fn claimed(
    order: &OrderState,
    customer_id: CustomerId,
    now: Timestamp,
) -> Result<OrderClaimed, MoneyError> {
    Ok(OrderClaimed {
        order_id: order.order_id,
        order_number: order.order_number.clone(),
        customer_id,
        channel: order.channel.clone(),
        currency: order.currency,
        total: order.due()?,
        occurred_at: now,
    })
}

pub(crate) fn rejected(order: &OrderState, rejection: &Rejection, now: Timestamp) -> OrderRejected {
    OrderRejected {
        order_id: order.order_id,
        order_number: order.order_number.clone(),
        cart_id: order.cart_id,
        attempt: order.attempt,
        code: rejection.code.clone().into(),
        message: rejection.message.clone(),
        occurred_at: now,
    }
}

pub(crate) fn cancelled(
    order: &OrderState,
    reason: &str,
    now: Timestamp,
) -> Result<OrderCancelled, MoneyError> {
    Ok(OrderCancelled {
        order_id: order.order_id,
        order_number: order.order_number.clone(),
        cart_id: order.cart_id,
        channel: order.channel.clone(),
        currency: order.currency,
        total: order.due()?,
        reason: reason.to_owned(),
        occurred_at: now,
    })
}

pub(crate) fn lines_cancelled(
    order: &OrderState,
    cancelled: CancelledPieces,
    reason: &str,
    now: Timestamp,
) -> Result<OrderLineCancelled, MoneyError> {
    let CancelledPieces { lines, shipping } = cancelled;
    let amounts = lines.iter().map(|line| line.amount).chain(shipping);
    Ok(OrderLineCancelled {
        order_id: order.order_id,
        order_number: order.order_number.clone(),
        amount: Money::sum(order.currency, amounts)?,
        lines,
        shipping,
        total: order.due()?,
        reason: reason.to_owned(),
        occurred_at: now,
    })
}

/// A new bill with everything that a document needs.
pub(crate) fn billed(
    account: &Account,
    bill: &Bill,
    bill_id: BillId,
    shipped_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<OrderBilled, MoneyError> {
    let (order, currency) = (&account.order, account.order.currency);
    let money = |minor| Money::new(minor, currency);
    let lines = bill.lines.iter().map(|line| billed_line(account, line)).collect::<Result<Vec<_>, _>>()?;
    let taxes = bill.taxes()?.into_iter().map(|(rate, share)| BilledTax {
        tax_rate_ppm: rate.into(),
        net: money(share.net),
        tax: money(share.tax),
    });
    Ok(OrderBilled {
        bill_id,
        order_id: order.order_id,
        order_number: order.order_number.clone(),
        kind: bill.kind,
        sequence: bill.sequence,
        corrects: match bill.kind {
            BillKind::Invoice => Vec::new(),
            BillKind::CreditNote => account.invoices.clone(),
        },
        reaches: money(bill.reaches),
        channel: order.channel.clone(),
        currency,
        customer_id: order.customer.customer_id,
        country: order.country.clone(),
        buyer: Personal::from(BilledTo {
            reference: order.customer.reference.clone(),
            email: order.customer.email.as_ref().map(|email| email.expose().clone()),
            billing_address: order.billing_address.clone(),
            shipping_address: order.shipping_address.clone(),
        }),
        tax_treatment: order.tax_treatment,
        payment_provider: order.payment_provider.clone(),
        net: Money::sum(currency, lines.iter().map(|line| line.net))?,
        tax: Money::sum(currency, lines.iter().map(|line| line.tax))?,
        gross: money(bill.amount),
        lines,
        taxes: taxes.collect(),
        shipped_at,
        placed_at: order.placed_at,
        occurred_at: now,
    })
}

fn billed_line(account: &Account, line: &BillLine) -> Result<BilledLine, MoneyError> {
    let money = |minor| Money::new(minor, account.order.currency);
    let text = line.line_id.and_then(|line_id| account.texts.get(&line_id));
    let method = || account.order.shipping_method.as_ref().map(|method| method.name.clone());
    Ok(BilledLine {
        kind: line.kind,
        line_id: line.line_id,
        sku: text.map(|text| text.sku.clone()),
        title: match line.kind {
            BilledKind::Item => text.map(|text| text.title.clone()),
            BilledKind::Shipping => method(),
            BilledKind::Prepayment | BilledKind::Allowance => None,
        },
        quantity: line.quantity,
        ordered: text.map(|text| text.ordered),
        unit_price: text.map(|text| text.unit_price),
        tax_rate_ppm: line.rate.into(),
        net: money(line.share.net),
        tax: money(line.share.tax),
        gross: money(line.share.gross()?),
    })
}
