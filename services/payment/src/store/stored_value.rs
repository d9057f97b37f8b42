//! Gift cards and store credit.

use std::collections::BTreeSet;

use kernel_base::{Limit, Money, Timestamp};
use kernel_db::{GenericClient, Write};
use payment_db::queries::stored_value::{
    DisableGiftCardParams, InsertStoredValuesParams, ListStoredValuesParams, MoveStoredValuesParams,
    StoredValueRow, disable_gift_card, find_gift_cards_by_code, find_store_credits_of, find_stored_values,
    insert_stored_values, list_stored_values, move_stored_values, movements_of, stored_value_totals,
};
use payment_db::{IterSql, client::Params};
use shared_contracts::CustomerId;
use uuid::Uuid;

use super::text;
use crate::domain::ledger::{GIFT_CARDS, STORE_CREDIT};
use crate::domain::stored_value::{Card, CodeDigest, Kind, StoredValue};
use crate::error::PaymentError;

/// The name of the guard that notices a card that was disabled since it was read.
const USABLE_GUARD: &str = "stored_value_usable";

fn value(row: StoredValueRow) -> StoredValue {
    let kind = Kind::of_provider(&row.kind).expect("BUG: stored_value_kind_check");
    let digest =
        row.code_digest.map(|digest| CodeDigest(digest.try_into().expect("BUG: stored_value_text_check")));
    StoredValue {
        id: row.stored_value_id,
        kind,
        currency: text::currency(&row.currency),
        balance_minor: row.balance_minor,
        held_minor: row.held_minor,
        customer_id: row.customer_id.map(CustomerId::from_uuid),
        card: digest.map(|digest| Card {
            digest,
            last_four: row.last_four.unwrap_or_default(),
            batch: row.batch.unwrap_or_default(),
            expires_at: row.expires_at,
            disabled_at: row.disabled_at,
        }),
        created_by: row.created_by,
        created_at: row.created_at,
        read: Some((row.balance_minor, row.held_minor)),
    }
}

/// Those with these ids.
pub(crate) async fn find(
    client: &impl GenericClient,
    ids: &BTreeSet<Uuid>,
) -> Result<Vec<StoredValue>, PaymentError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = ids.iter().copied().collect();
    let rows = find_stored_values().bind(client, &ids).all().await?;
    Ok(rows.into_iter().map(value).collect())
}

/// The gift cards with these codes.
pub(crate) async fn by_codes(
    client: &impl GenericClient,
    codes: &BTreeSet<CodeDigest>,
) -> Result<Vec<StoredValue>, PaymentError> {
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let digests: Vec<&[u8]> = codes.iter().map(|digest| digest.0.as_slice()).collect();
    let rows = find_gift_cards_by_code().bind(client, &digests).all().await?;
    Ok(rows.into_iter().map(value).collect())
}

/// The store credit of these customers, in every currency.
pub(crate) async fn of_customers(
    client: &impl GenericClient,
    customers: &[CustomerId],
) -> Result<Vec<StoredValue>, kernel_db::DbError> {
    if customers.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = customers.iter().map(|id| id.uuid()).collect();
    let rows = find_store_credits_of().bind(client, &ids).all().await?;
    Ok(rows.into_iter().map(value).collect())
}

/// Which to show; `None` does not filter.
#[derive(Debug, Default)]
pub(crate) struct Filter {
    pub(crate) batch: Option<String>,
    pub(crate) last_four: Option<String>,
    pub(crate) customer_id: Option<CustomerId>,
}

/// Newest first, one more than the limit.
pub(crate) async fn list(
    client: &impl GenericClient,
    kind: Kind,
    filter: &Filter,
    after: Option<Uuid>,
    limit: Limit,
) -> Result<Vec<StoredValue>, PaymentError> {
    let params = ListStoredValuesParams {
        kind: kind.as_str(),
        after,
        batch: filter.batch.as_deref(),
        last_four: filter.last_four.as_deref(),
        customer_id: filter.customer_id.map(CustomerId::uuid),
        row_limit: limit.plus_one(),
    };
    let rows = list_stored_values().params(client, &params).all().await?;
    Ok(rows.into_iter().map(value).collect())
}

/// Records what is new and what was moved.
pub(crate) async fn save(write: &Write, values: &[&StoredValue], now: Timestamp) -> Result<(), PaymentError> {
    let (new, moved): (Vec<&StoredValue>, Vec<_>) = values.iter().partition(|value| value.read.is_none());
    insert(write, &new, now).await?;
    if moved.is_empty() {
        return Ok(());
    }
    let params = MoveStoredValuesParams {
        stored_value_ids: IterSql(|| moved.iter().map(|value| value.id)),
        balances: IterSql(|| moved.iter().map(|value| value.difference().0)),
        held_minors: IterSql(|| moved.iter().map(|value| value.difference().1)),
        holds: IterSql(|| moved.iter().map(|value| value.difference().1 > 0)),
    };
    move_stored_values().params(&write.expect(moved.len(), USABLE_GUARD), &params).await?;
    Ok(())
}

async fn insert(write: &Write, values: &[&StoredValue], now: Timestamp) -> Result<(), PaymentError> {
    if values.is_empty() {
        return Ok(());
    }
    let card = |value: &&'_ StoredValue| value.card.clone();
    let place = |(value, place): (&&StoredValue, i32)| value.card.is_some().then_some(place);
    let places: Vec<Option<i32>> = values.iter().zip(0..).map(place).collect();
    let params = InsertStoredValuesParams {
        stored_value_ids: IterSql(|| values.iter().map(|value| value.id)),
        kinds: IterSql(|| values.iter().map(|value| value.kind.as_str())),
        currencies: IterSql(|| values.iter().map(|value| value.currency.to_string())),
        balances: IterSql(|| values.iter().map(|value| value.balance_minor)),
        held_minors: IterSql(|| values.iter().map(|value| value.held_minor)),
        customer_ids: IterSql(|| values.iter().map(|value| value.customer_id.map(CustomerId::uuid))),
        code_digests: IterSql(|| values.iter().map(|value| card(value).map(|card| card.digest.0.to_vec()))),
        last_fours: IterSql(|| values.iter().map(|value| card(value).map(|card| card.last_four))),
        batches: IterSql(|| values.iter().map(|value| card(value).map(|card| card.batch))),
        batch_places: IterSql(|| places.iter().copied()),
        expires_ats: IterSql(|| values.iter().map(|value| card(value).and_then(|card| card.expires_at))),
        created_bys: IterSql(|| values.iter().map(|value| text::clipped(&value.created_by, 200))),
        now,
    };
    insert_stored_values().params(write, &params).await?;
    Ok(())
}

/// From now on nothing new is paid with it.
pub(crate) async fn disable(write: &Write, id: Uuid, now: Timestamp) -> Result<(), PaymentError> {
    disable_gift_card().params(write, &DisableGiftCardParams { now, stored_value_id: id }).await?;
    Ok(())
}

/// What changed a balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Movement {
    /// The booking's kind.
    pub(crate) kind: String,
    /// Negative when we owe less since.
    pub(crate) amount: Money,
    pub(crate) reason: Option<String>,
    pub(crate) at: Timestamp,
}

/// The newest movements of a balance, newest first.
pub(crate) async fn movements(
    client: &impl GenericClient,
    of: &StoredValue,
    row_limit: i64,
) -> Result<Vec<Movement>, PaymentError> {
    let rows = movements_of().bind(client, &of.id, &row_limit).all().await?;
    let owed = |account: &str| account == GIFT_CARDS || account == STORE_CREDIT;
    Ok(rows
        .into_iter()
        .map(|row| Movement {
            amount: Money::new(
                if owed(&row.debit_account) { -row.amount_minor } else { row.amount_minor },
                of.currency,
            ),
            kind: row.kind,
            reason: row.reason,
            at: row.created_at,
        })
        .collect())
}

/// What all of one kind and currency hold.
pub(crate) struct Total {
    pub(crate) kind: Kind,
    pub(crate) currency: kernel_base::Currency,
    pub(crate) balance_minor: i64,
    pub(crate) held_minor: i64,
}

/// By kind and currency.
pub(crate) async fn totals(client: &impl GenericClient) -> Result<Vec<Total>, PaymentError> {
    let rows = stored_value_totals().bind(client).all().await?;
    Ok(rows
        .into_iter()
        .map(|row| Total {
            kind: Kind::of_provider(&row.kind).expect("BUG: stored_value_kind_check"),
            currency: text::currency(&row.currency),
            balance_minor: row.balance_minor,
            held_minor: row.held_minor,
        })
        .collect())
}
