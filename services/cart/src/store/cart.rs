//! Carts.

use cart_contracts::Amounts;
use cart_db::client::Params;
use cart_db::queries::cart::{
    CartRow, ExpireCartsParams, ExpiredRow, FinishCompletionsParams, InsertCartParams, ListCartsParams,
    ReopenCartsParams, SaveHoldParams, StartCompletionParams, StuckRow, UpdateCartParams, UpdateTotalsParams,
    begin_hold as begin_hold_of, delete_carts, expire_carts, find_cart, finish_completions, insert_cart,
    list_carts, list_ended, list_overdue, list_stuck, reopen_carts, save_hold as save_hold_of,
    start_completion, update_cart, update_totals,
};
use kernel_base::{Money, Secret, Timestamp};
use kernel_db::{DbError, GenericClient, Write};
use kernel_http::Channels;
use shared_contracts::{CartId, Code, CustomerId, Email, OrderId};
use uuid::Uuid;

use crate::domain::cart::{AttemptKey, Cart, Status};
use crate::domain::customer::Standing;
use crate::domain::hold::Hold;
use crate::domain::warning::CartWarning;
use crate::store::customer::groups;
use crate::store::{from_json, parsed, to_json};

/// Which carts a list shows.
#[derive(Debug, Clone)]
pub(crate) struct Filter {
    /// Those of the caller.
    pub(crate) channels: Channels,
    pub(crate) status: Option<&'static str>,
    pub(crate) customer_id: Option<CustomerId>,
}

pub(crate) async fn find(client: &impl GenericClient, cart_id: CartId) -> Result<Option<Cart>, DbError> {
    Ok(find_cart().bind(client, &cart_id.uuid()).opt().await?.map(cart))
}

/// The newest first.
pub(crate) async fn list(
    client: &impl GenericClient,
    filter: &Filter,
    after: Option<CartId>,
    limit: i64,
) -> Result<Vec<Cart>, DbError> {
    let params = ListCartsParams {
        after: after.map(CartId::uuid),
        status: filter.status,
        customer_id: filter.customer_id.map(CustomerId::uuid),
        channels: filter.channels.names(),
        limit,
    };
    Ok(list_carts().params(client, &params).all().await?.into_iter().map(cart).collect())
}

fn cart(row: CartRow) -> Cart {
    let currency = parsed(&row.currency);
    let money = |minor| Money::new(minor, currency);
    Cart {
        cart_id: CartId::from_uuid(row.cart_id),
        token_hash: row.token_hash.as_slice().try_into().expect("BUG: cart_token_hash_check"),
        status: status(&row),
        attempt: row.attempt,
        attempt_key: row
            .attempt_key
            .zip(row.attempt_request)
            .map(|(key, request)| AttemptKey { key, request }),
        channel: parsed(&row.channel),
        currency,
        customer_id: row.customer_id.map(CustomerId::from_uuid),
        customer_groups: match (row.customer_groups.is_empty(), row.customer_group.as_deref()) {
            // Of the release before.
            (true, Some(group)) => vec![parsed(group)],
            _ => groups(&row.customer_groups),
        },
        standing: Standing { blocked: row.customer_blocked, groups: groups(&row.known_groups) },
        locale: row.locale.as_deref().map(parsed),
        email: row.email.as_deref().map(parsed::<Email>).map(Secret::new),
        shipping_address: row.shipping_address.as_deref().map(from_json),
        billing_address: row.billing_address.as_deref().map(from_json),
        shipping: row.shipping.as_deref().map(from_json),
        payment: row.payment.as_deref().map(from_json).unwrap_or_default(),
        warnings: from_json(&row.warnings),
        line_count: usize::try_from(row.line_count).expect("BUG: cart_line_count_check"),
        items: Amounts {
            net: money(row.items_net_minor),
            tax: money(row.items_tax_minor),
            gross: money(row.items_gross_minor),
        },
        priced_at: row.priced_at,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
        expires_at: row.expires_at,
        hold: row.held_since.map(|since| Hold { since, until: row.held_until, refusal: row.hold_refusal }),
    }
}

fn status(row: &CartRow) -> Status {
    let order_id = || OrderId::from_uuid(row.order_id.expect("BUG: cart_attempt_check"));
    match row.status.as_str() {
        "open" => Status::Open,
        "expired" => Status::Expired,
        "completing" => Status::Completing {
            order_id: order_id(),
            since: row.completing_at.expect("BUG: cart_completing_check"),
        },
        _ => Status::Completed {
            order_id: order_id(),
            order_number: row.order_number.clone().expect("BUG: cart_order_number_status_check"),
        },
    }
}

fn count(cart: &Cart) -> i32 {
    i32::try_from(cart.line_count).expect("BUG: at most 10000 lines")
}

fn exposed<T: ToString>(secret: Option<&Secret<T>>) -> Option<String> {
    secret.map(|secret| secret.expose().to_string())
}

fn payment(cart: &Cart) -> Option<String> {
    (!cart.payment.is_empty()).then(|| to_json(&cart.payment))
}

/// A new cart, at version 1.
pub(crate) async fn insert(write: &Write, cart: &Cart) -> Result<(), DbError> {
    let params = InsertCartParams {
        cart_id: cart.cart_id.uuid(),
        token_hash: cart.token_hash.as_slice(),
        channel: cart.channel.as_str(),
        currency: cart.currency.code(),
        locale: cart.locale.as_ref().map(AsRef::as_ref),
        customer_id: cart.customer_id.map(CustomerId::uuid),
        customer_group: cart.customer_groups.first().map(AsRef::as_ref),
        customer_groups: cart.customer_groups.iter().map(Code::as_str).collect::<Vec<_>>(),
        email: exposed(cart.email.as_ref()),
        shipping_address: cart.shipping_address.as_ref().map(to_json),
        billing_address: cart.billing_address.as_ref().map(to_json),
        shipping: cart.shipping.as_ref().map(to_json),
        payment: payment(cart),
        warnings: to_json(&cart.warnings),
        line_count: count(cart),
        items_net_minor: cart.items.net.minor(),
        items_tax_minor: cart.items.tax.minor(),
        items_gross_minor: cart.items.gross.minor(),
        priced_at: cart.priced_at,
        now: cart.created_at,
        expires_at: cart.expires_at,
    };
    insert_cart().params(write, &params).await?;
    Ok(())
}

/// Writes what changes with the lines over the version the cart was read at.
pub(crate) async fn update_sums(write: &Write, cart: &Cart) -> Result<(), DbError> {
    let params = UpdateTotalsParams {
        line_count: count(cart),
        items_net_minor: cart.items.net.minor(),
        items_tax_minor: cart.items.tax.minor(),
        items_gross_minor: cart.items.gross.minor(),
        priced_at: cart.priced_at,
        now: cart.updated_at,
        expires_at: cart.expires_at,
        cart_id: cart.cart_id.uuid(),
        version: cart.version,
    };
    update_totals().params(&write.expect(1, "cart_version"), &params).await?;
    Ok(())
}

/// Writes everything a shopper can change over the version the cart was read at.
pub(crate) async fn update(write: &Write, cart: &Cart) -> Result<(), DbError> {
    let params = UpdateCartParams {
        locale: cart.locale.as_ref().map(AsRef::as_ref),
        email: exposed(cart.email.as_ref()),
        shipping_address: cart.shipping_address.as_ref().map(to_json),
        billing_address: cart.billing_address.as_ref().map(to_json),
        shipping: cart.shipping.as_ref().map(to_json),
        payment: payment(cart),
        warnings: to_json(&cart.warnings),
        line_count: count(cart),
        items_net_minor: cart.items.net.minor(),
        items_tax_minor: cart.items.tax.minor(),
        items_gross_minor: cart.items.gross.minor(),
        priced_at: cart.priced_at,
        now: cart.updated_at,
        expires_at: cart.expires_at,
        cart_id: cart.cart_id.uuid(),
        version: cart.version,
    };
    update_cart().params(&write.expect(1, "cart_version"), &params).await?;
    Ok(())
}

/// Begins a run of holds, or, with nothing, ends it; over the version the cart was read at.
pub(crate) async fn begin_hold(
    write: &Write,
    cart: &Cart,
    since: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), DbError> {
    let (cart_id, guard) = (cart.cart_id.uuid(), write.expect(1, "cart_version"));
    begin_hold_of().bind(&guard, &since, &now, &cart_id, &cart.version).await?;
    Ok(())
}

/// Writes what the warehouse said of the cart at this version, which stays.
pub(crate) async fn save_hold(write: &Write, cart: &Cart, hold: Option<&Hold>) -> Result<(), DbError> {
    let params = SaveHoldParams {
        held_since: hold.map(|hold| hold.since),
        held_until: hold.and_then(|hold| hold.until),
        hold_refusal: hold.and_then(|hold| hold.refusal.as_deref()),
        cart_id: cart.cart_id.uuid(),
        version: cart.version,
    };
    save_hold_of().params(&write.expect(1, "cart_version"), &params).await?;
    Ok(())
}

/// Open becomes completing, once per version.
pub(crate) async fn start(
    write: &Write,
    cart: &Cart,
    order_id: OrderId,
    key: &AttemptKey,
    now: Timestamp,
) -> Result<(), DbError> {
    let params = StartCompletionParams {
        now,
        attempt: cart.attempt + 1,
        order_id: order_id.uuid(),
        attempt_key: key.key.as_slice(),
        attempt_request: key.request.as_slice(),
        cart_id: cart.cart_id.uuid(),
        version: cart.version,
    };
    start_completion().params(&write.expect(1, "cart_version"), &params).await?;
    Ok(())
}

/// Completing becomes completed. A cart that is not completing as this order is left alone: the event came before.
pub(crate) async fn finish(
    write: &Write,
    confirmed: &[(CartId, OrderId, String)],
    now: Timestamp,
) -> Result<(), DbError> {
    if confirmed.is_empty() {
        return Ok(());
    }
    let params = FinishCompletionsParams {
        now,
        cart_ids: confirmed.iter().map(|(cart_id, ..)| cart_id.uuid()).collect::<Vec<Uuid>>(),
        order_ids: confirmed.iter().map(|(_, order_id, _)| order_id.uuid()).collect::<Vec<Uuid>>(),
        order_numbers: confirmed.iter().map(|(.., number)| number.as_str()).collect::<Vec<_>>(),
    };
    finish_completions().params(write, &params).await?;
    Ok(())
}

/// A cart whose order was rejected.
pub(crate) struct Rejected {
    pub(crate) cart_id: CartId,
    pub(crate) order_id: OrderId,
    pub(crate) warning: CartWarning,
    /// The cart's hold is as it was: the order did not take it over.
    pub(crate) holds: bool,
}

/// Completing becomes open again, with the reason. A cart that is not completing as this order is left alone.
pub(crate) async fn reopen(
    write: &Write,
    rejected: &[Rejected],
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), DbError> {
    if rejected.is_empty() {
        return Ok(());
    }
    let params = ReopenCartsParams {
        now,
        expires_at,
        cart_ids: rejected.iter().map(|cart| cart.cart_id.uuid()).collect::<Vec<Uuid>>(),
        order_ids: rejected.iter().map(|cart| cart.order_id.uuid()).collect::<Vec<Uuid>>(),
        warnings: rejected.iter().map(|cart| to_json(&[&cart.warning])).collect::<Vec<_>>(),
        holds: rejected.iter().map(|cart| cart.holds).collect::<Vec<_>>(),
    };
    reopen_carts().params(write, &params).await?;
    Ok(())
}

/// Open carts whose time is over.
pub(crate) async fn overdue(
    client: &impl GenericClient,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<ExpiredRow>, DbError> {
    Ok(list_overdue().bind(client, &now, &limit).all().await?)
}

/// Open becomes expired for all of them, or, when one is no longer at its version, for none.
pub(crate) async fn expire(write: &Write, carts: &[(CartId, i64)], now: Timestamp) -> Result<(), DbError> {
    let params = ExpireCartsParams {
        now,
        cart_ids: carts.iter().map(|(cart_id, _)| cart_id.uuid()).collect::<Vec<Uuid>>(),
        versions: carts.iter().map(|(_, version)| *version).collect::<Vec<_>>(),
    };
    expire_carts().params(&write.expect(carts.len(), "cart_version"), &params).await?;
    Ok(())
}

/// Carts that became an order or expired, the longest ago first.
pub(crate) async fn ended(
    client: &impl GenericClient,
    before: Timestamp,
    limit: i64,
) -> Result<Vec<CartId>, DbError> {
    let ids = list_ended().bind(client, &before, &limit).all().await?;
    Ok(ids.into_iter().map(CartId::from_uuid).collect())
}

/// Deletes ended carts with their lines.
pub(crate) async fn delete(write: &Write, carts: &[CartId]) -> Result<(), DbError> {
    let cart_ids: Vec<Uuid> = carts.iter().map(|cart_id| cart_id.uuid()).collect();
    delete_carts().bind(write, &cart_ids).await?;
    Ok(())
}

/// Carts that have been waiting for the order service since before `since`.
pub(crate) async fn stuck(
    client: &impl GenericClient,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<StuckRow>, DbError> {
    Ok(list_stuck().bind(client, &since, &limit).all().await?)
}
