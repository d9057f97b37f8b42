//! The heads of orders.

use std::collections::HashMap;

use kernel_base::{Currency, Limit, Money, Secret, Timestamp};
use kernel_db::{GenericClient, Write};
use kernel_http::Channels;
use order_contracts::{
    Order, OrderCustomer, OrderNumber, OrderPayments, OrderShippingMethod, OrderStatus, OrderTotals,
    Rejection,
};
use order_db::queries::order::{
    AmendDraftParams, InsertOrdersParams, ListOrdersParams, OrderAccessRow, OrderRow, OrderStateRow,
    RewriteDraftParams, SaveOrderStatesParams, amend_draft, find_order_states, find_orders, insert_orders,
    list_guest_orders, list_orders, list_orders_of_customer, order_access, order_access_by_number,
    order_channel, order_id_by_external_id, payment_reference, place_draft, rewrite_draft, save_order_states,
};
use order_db::{IterSql, client::Params};
use shared_contracts::{
    Address, CartId, ChannelCode, Code, CountryCode, CustomerId, OrderId, ShippingMethodId,
};

use super::text;
use crate::domain::amend::DraftHead;
use crate::domain::guest_access::GuestAccess;
use crate::domain::line::LineSums;
use crate::domain::new_order::NewOrder;
use crate::domain::order::OrderState;
use crate::error::OrderError;

/// The name of the guard that notices a change since the read.
pub(crate) const VERSION_GUARD: &str = "order_version";

/// Records the heads of new orders.
pub(crate) async fn insert(write: &Write, orders: &[&NewOrder]) -> Result<(), OrderError> {
    let address = |address: Option<&Address>| address.and_then(|address| serde_json::to_string(address).ok());
    let params = InsertOrdersParams {
        order_ids: IterSql(|| orders.iter().map(|order| order.order_id.uuid())),
        order_numbers: IterSql(|| orders.iter().map(|order| order.order_number.as_str())),
        external_ids: IterSql(|| orders.iter().map(|order| order.external_id.as_deref())),
        cart_ids: IterSql(|| orders.iter().map(|order| order.cart_id.map(CartId::uuid))),
        attempts: IterSql(|| orders.iter().map(|order| order.attempt)),
        channels: IterSql(|| orders.iter().map(|order| order.channel.as_str())),
        currencies: IterSql(|| orders.iter().map(|order| order.currency.code())),
        statuses: IterSql(|| orders.iter().map(|order| text::status(order.status))),
        customer_ids: IterSql(|| orders.iter().map(|order| order.customer.customer_id.map(CustomerId::uuid))),
        customer_references: IterSql(|| orders.iter().map(|order| order.customer.reference.as_deref())),
        emails: IterSql(|| {
            orders.iter().map(|order| order.customer.email.as_ref().map(|email| email.expose().as_str()))
        }),
        customer_groups: IterSql(|| {
            orders.iter().map(|order| order.customer_group.as_ref().map(Code::as_str))
        }),
        countries: IterSql(|| orders.iter().map(|order| order.country.as_ref().map(CountryCode::as_str))),
        country_texts: IterSql(|| orders.iter().map(|order| order.country_text.as_deref())),
        shipping_addresses: IterSql(|| orders.iter().map(|order| address(order.shipping_address.as_ref()))),
        billing_addresses: IterSql(|| orders.iter().map(|order| address(order.billing_address.as_ref()))),
        shipping_method_ids: IterSql(|| {
            orders.iter().map(|order| order.shipping_method.as_ref().map(|method| method.0.uuid()))
        }),
        shipping_method_names: IterSql(|| {
            orders.iter().map(|order| order.shipping_method.as_ref().map(|method| method.1.as_str()))
        }),
        tax_treatments: IterSql(|| orders.iter().map(|order| text::tax_treatment(order.tax_treatment))),
        payment_providers: IterSql(|| {
            orders.iter().map(|order| order.payment_provider.as_ref().map(|provider| provider.as_str()))
        }),
        payment_references: IterSql(|| orders.iter().map(|order| order.payment_reference.as_deref())),
        items_net_minors: IterSql(|| orders.iter().map(|order| order.sums.net.minor())),
        items_tax_minors: IterSql(|| orders.iter().map(|order| order.sums.tax.minor())),
        shipping_gross_minors: IterSql(|| orders.iter().map(|order| order.shipping_gross.minor())),
        shipping_tax_minors: IterSql(|| orders.iter().map(|order| order.shipping_tax.minor())),
        line_counts: IterSql(|| orders.iter().map(|order| order.sums.line_count)),
        unit_counts: IterSql(|| orders.iter().map(|order| order.sums.unit_count)),
        token_hashes: IterSql(|| orders.iter().map(|order| order.token_hash.as_slice())),
        created_bys: IterSql(|| orders.iter().map(|order| order.created_by.as_str())),
        created_ats: IterSql(|| orders.iter().map(|order| order.created_at)),
        placed_ats: IterSql(|| orders.iter().map(|order| order.placed_at)),
        shipping_tax_rates: IterSql(|| orders.iter().map(|order| order.shipping_tax_rate)),
    };
    insert_orders().params(write, &params).await?;
    Ok(())
}

/// Which orders a list shows.
#[derive(Debug, Clone)]
pub(crate) struct OrderFilter {
    /// Those of the caller.
    pub(crate) channels: Channels,
    pub(crate) status: Option<OrderStatus>,
    pub(crate) channel: Option<ChannelCode>,
    pub(crate) country_text: Option<String>,
    pub(crate) customer_id: Option<CustomerId>,
    pub(crate) placed_after: Option<Timestamp>,
    pub(crate) placed_before: Option<Timestamp>,
}

/// The orders, without lines, in no particular order.
pub(crate) async fn find(
    reader: &impl GenericClient,
    order_ids: &[OrderId],
) -> Result<Vec<Order>, OrderError> {
    let ids = IterSql(|| order_ids.iter().map(|id| id.uuid()));
    find_orders().bind(reader, &ids).all().await?.into_iter().map(order).collect()
}

/// Up to `limit` + 1 orders, newest first, without lines.
pub(crate) async fn list(
    reader: &impl GenericClient,
    filter: &OrderFilter,
    after: Option<OrderId>,
    limit: Limit,
) -> Result<Vec<Order>, OrderError> {
    let params = ListOrdersParams {
        after: after.map(OrderId::uuid),
        status: filter.status.map(text::status),
        channel: filter.channel.as_ref().map(ChannelCode::as_str),
        channels: filter.channels.names(),
        country_text: filter.country_text.as_deref(),
        customer_id: filter.customer_id.map(CustomerId::uuid),
        placed_after: filter.placed_after,
        placed_before: filter.placed_before,
        row_limit: limit.plus_one(),
    };
    list_orders().params(reader, &params).all().await?.into_iter().map(order).collect()
}

/// Up to `limit` + 1 orders that the customer placed, newest first, without lines.
pub(crate) async fn list_of_customer(
    reader: &impl GenericClient,
    customer_id: CustomerId,
    after: Option<OrderId>,
    limit: Limit,
) -> Result<Vec<Order>, OrderError> {
    let (customer_id, after) = (customer_id.uuid(), after.map(OrderId::uuid));
    let rows = list_orders_of_customer().bind(reader, &customer_id, &after, &limit.plus_one()).all().await?;
    rows.into_iter().map(order).collect()
}

/// The order that has this number elsewhere.
pub(crate) async fn id_by_external_id(
    reader: &impl GenericClient,
    external_id: &str,
) -> Result<Option<OrderId>, OrderError> {
    Ok(order_id_by_external_id().bind(reader, &external_id).opt().await?.map(OrderId::from_uuid))
}

/// Where the order is sold.
pub(crate) async fn channel(
    reader: &impl GenericClient,
    order_id: OrderId,
) -> Result<Option<String>, OrderError> {
    Ok(order_channel().bind(reader, &order_id.uuid()).opt().await?)
}

/// What opens an order to a guest.
pub(crate) async fn guest_access(
    reader: &impl GenericClient,
    order_id: OrderId,
) -> Result<Option<GuestAccess>, OrderError> {
    Ok(order_access().bind(reader, &order_id.uuid()).opt().await?.map(access))
}

/// The same by number.
pub(crate) async fn guest_access_by_number(
    reader: &impl GenericClient,
    number: &OrderNumber,
) -> Result<Option<GuestAccess>, OrderError> {
    Ok(order_access_by_number().bind(reader, &number.as_str()).opt().await?.map(access))
}

fn access(row: OrderAccessRow) -> GuestAccess {
    let order_id = OrderId::from_uuid(row.order_id);
    GuestAccess { order_id, token_hash: row.token_hash, since: row.created_at }
}

/// What the transitions of these orders depend on; unknown ones are left out.
pub(crate) async fn find_states(
    reader: &impl GenericClient,
    order_ids: &[OrderId],
) -> Result<HashMap<OrderId, OrderState>, OrderError> {
    let ids = IterSql(|| order_ids.iter().map(|id| id.uuid()));
    let rows = find_order_states().bind(reader, &ids).all().await?;
    rows.into_iter().map(|row| state(row).map(|state| (state.order_id, state))).collect()
}

/// The oldest of a guest's orders that were placed until then, with this address in any case.
pub(crate) async fn guest_orders(
    reader: &impl GenericClient,
    email: &Secret<String>,
    placed_until: Timestamp,
    limit: i64,
) -> Result<Vec<OrderState>, OrderError> {
    let rows =
        list_guest_orders().bind(reader, &email.expose().as_str(), &placed_until, &limit).all().await?;
    rows.into_iter().map(state).collect()
}

/// Records changed orders. The transaction fails when one of them changed since it was read.
pub(crate) async fn save_states(write: &Write, orders: &[OrderState]) -> Result<(), OrderError> {
    if orders.is_empty() {
        return Ok(());
    }
    let rejection = |order: &OrderState| order.rejection.clone();
    let params = SaveOrderStatesParams {
        order_ids: IterSql(|| orders.iter().map(|order| order.order_id.uuid())),
        versions: IterSql(|| orders.iter().map(|order| order.version)),
        statuses: IterSql(|| orders.iter().map(|order| text::status(order.status))),
        payment_statuses: IterSql(|| orders.iter().map(|order| text::payment(order.payment))),
        fulfillment_statuses: IterSql(|| orders.iter().map(|order| text::fulfillment(order.fulfillment))),
        cancel_saga_ids: IterSql(|| orders.iter().map(|order| order.cancel_saga)),
        reject_codes: IterSql(|| orders.iter().map(|order| rejection(order).map(|why| why.code))),
        reject_messages: IterSql(|| orders.iter().map(|order| rejection(order).map(|why| why.message))),
        cancelled_minors: IterSql(|| orders.iter().map(|order| order.cancelled.minor())),
        captured_minors: IterSql(|| orders.iter().map(|order| order.captured.minor())),
        refunded_minors: IterSql(|| orders.iter().map(|order| order.refunded.minor())),
        voided_minors: IterSql(|| orders.iter().map(|order| order.voided.minor())),
    };
    save_order_states().params(&write.expect(orders.len(), VERSION_GUARD), &params).await?;
    Ok(())
}

/// What the payer of a draft is to be reminded of.
pub(crate) async fn draft_payment_reference(
    reader: &impl GenericClient,
    order_id: OrderId,
) -> Result<Option<String>, OrderError> {
    Ok(payment_reference().bind(reader, &order_id.uuid()).opt().await?.flatten())
}

/// Records that a draft is placed.
pub(crate) async fn place(
    write: &Write,
    order_id: OrderId,
    version: i64,
    placed_at: Timestamp,
) -> Result<(), OrderError> {
    let guarded = write.expect(1, VERSION_GUARD);
    place_draft().bind(&guarded, &placed_at, &order_id.uuid(), &version).await?;
    Ok(())
}

/// Records the sums of a draft whose lines were rewritten.
pub(crate) async fn rewrite(
    write: &Write,
    order_id: OrderId,
    version: i64,
    sums: &LineSums,
) -> Result<(), OrderError> {
    let params = RewriteDraftParams {
        items_net_minor: sums.net.minor(),
        items_tax_minor: sums.tax.minor(),
        line_count: sums.line_count,
        unit_count: sums.unit_count,
        order_id: order_id.uuid(),
        version,
    };
    rewrite_draft().params(&write.expect(1, VERSION_GUARD), &params).await?;
    Ok(())
}

/// Records what staff changed of a draft, and the totals of its lines under the new terms.
pub(crate) async fn amend(
    write: &Write,
    order_id: OrderId,
    version: i64,
    head: &DraftHead,
    (net, tax): (Money, Money),
) -> Result<(), OrderError> {
    let address = head.shipping_address.as_ref().and_then(|address| serde_json::to_string(address).ok());
    let params = AmendDraftParams {
        customer_id: head.customer.customer_id.map(CustomerId::uuid),
        customer_reference: head.customer.reference.as_deref(),
        email: head.customer.email.as_ref().map(|email| email.expose().as_str()),
        customer_group: head.customer_group.as_ref().map(Code::as_str),
        country: head.country.as_ref().map(CountryCode::as_str),
        country_text: head.country_text.as_deref(),
        shipping_address: address,
        tax_treatment: text::tax_treatment(head.tax_treatment),
        payment_provider: head.payment_provider.as_ref().map(Code::as_str),
        payment_reference: head.payment_reference.as_deref(),
        items_net_minor: net.minor(),
        items_tax_minor: tax.minor(),
        order_id: order_id.uuid(),
        version,
    };
    amend_draft().params(&write.expect(1, VERSION_GUARD), &params).await?;
    Ok(())
}

fn order(row: OrderRow) -> Result<Order, OrderError> {
    let currency: Currency = text::parse(&row.currency)?;
    let money = |minor| Money::new(minor, currency);
    let status = text::state(&row.status)?;
    Ok(Order {
        order_id: OrderId::from_uuid(row.order_id),
        order_number: text::parse(&row.order_number)?,
        external_id: row.external_id,
        cart_id: row.cart_id.map(CartId::from_uuid),
        status,
        payment_status: text::state(&row.payment_status)?,
        fulfillment_status: text::state(&row.fulfillment_status)?,
        cancelling: status == OrderStatus::Confirmed && row.cancel_saga_id.is_some(),
        rejection: rejection(row.reject_code, row.reject_message),
        channel: text::parse(&row.channel)?,
        currency,
        country: text::parse_opt(row.country.as_deref())?,
        country_text: row.country_text,
        customer: OrderCustomer {
            customer_id: row.customer_id.map(CustomerId::from_uuid),
            reference: row.customer_reference,
            email: text::parse_opt(row.email.as_deref())?.map(Secret::new),
        },
        customer_group: text::parse_opt(row.customer_group.as_deref())?,
        shipping_address: row.shipping_address.as_deref().map(text::json).transpose()?,
        billing_address: row.billing_address.as_deref().map(text::json).transpose()?,
        shipping_method: row.shipping_method_id.map(|method_id| OrderShippingMethod {
            method_id: ShippingMethodId::from_uuid(method_id),
            name: row.shipping_method_name.unwrap_or_default(),
        }),
        tax_treatment: text::state(&row.tax_treatment)?,
        payment_provider: text::parse_opt(row.payment_provider.as_deref())?,
        totals: OrderTotals {
            items_net: money(row.items_net_minor),
            items_tax: money(row.items_tax_minor),
            shipping_gross: money(row.shipping_gross_minor),
            shipping_tax: money(row.shipping_tax_minor),
            total: money(row.total_minor),
            cancelled: money(row.cancelled_minor),
        },
        payments: Some(OrderPayments {
            captured: money(row.captured_minor),
            refunded: money(row.refunded_minor),
            voided: money(row.voided_minor),
        }),
        line_count: row.line_count,
        unit_count: row.unit_count,
        lines: None,
        shipments: None,
        created_at: row.created_at,
        placed_at: row.placed_at,
        version: row.version,
    })
}

fn state(row: OrderStateRow) -> Result<OrderState, OrderError> {
    let currency: Currency = text::parse(&row.currency)?;
    let money = |minor| Money::new(minor, currency);
    Ok(OrderState {
        order_id: OrderId::from_uuid(row.order_id),
        order_number: text::parse(&row.order_number)?,
        cart_id: row.cart_id.map(CartId::from_uuid),
        attempt: row.attempt,
        channel: text::parse(&row.channel)?,
        currency,
        status: text::state(&row.status)?,
        payment: text::state(&row.payment_status)?,
        fulfillment: text::state(&row.fulfillment_status)?,
        cancel_saga: row.cancel_saga_id,
        rejection: rejection(row.reject_code, row.reject_message),
        total: money(row.total_minor),
        shipping: money(row.shipping_gross_minor),
        cancelled: money(row.cancelled_minor),
        captured: money(row.captured_minor),
        refunded: money(row.refunded_minor),
        voided: money(row.voided_minor),
        version: row.version,
    })
}

fn rejection(code: Option<String>, message: Option<String>) -> Option<Rejection> {
    code.map(|code| Rejection { code, message: message.unwrap_or_default() })
}
