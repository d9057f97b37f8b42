//! Price lists.

use kernel_base::Timestamp;
use kernel_db::{DbError, GenericClient, Write};
use kernel_http::Channels;
use pricing_db::client::Params;
use pricing_db::queries::price_list::{
    InsertPriceListParams, PastListRow, PriceListRow, UpdatePriceListParams, find_price_list,
    insert_price_list, keep_past_price_list, list_past_price_lists, list_price_lists, past_of_price_lists,
    update_price_list,
};
use shared_contracts::{ChannelCode, Code, CountryCode, PriceListId};
use uuid::Uuid;

use crate::domain::price_list::{InForce, PriceList, PriceListTerms};
use crate::store::{VERSION_GUARD, stored, stored_option};

/// Lists by code, behind `after`.
pub(crate) async fn list(
    client: &impl GenericClient,
    after: &str,
    channels: &Channels,
    limit: i64,
) -> Result<Vec<PriceList>, DbError> {
    let rows = list_price_lists().bind(client, &after, &channels.names(), &limit).all().await?;
    Ok(rows.into_iter().map(from_row).collect())
}

/// All lists as they were before their terms changed.
pub(crate) async fn past(client: &impl GenericClient) -> Result<Vec<PriceList>, DbError> {
    Ok(list_past_price_lists().bind(client).all().await?.into_iter().map(from_past_row).collect())
}

/// These lists as they were before their terms changed.
pub(crate) async fn past_of(
    client: &impl GenericClient,
    ids: &[PriceListId],
) -> Result<Vec<PriceList>, DbError> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    Ok(past_of_price_lists().bind(client, &ids).all().await?.into_iter().map(from_past_row).collect())
}

pub(crate) async fn find(client: &impl GenericClient, id: PriceListId) -> Result<Option<PriceList>, DbError> {
    Ok(find_price_list().bind(client, &id.uuid()).opt().await?.map(from_row))
}

/// Records a new list.
pub(crate) async fn insert(write: &Write, list: &PriceList, at: Timestamp) -> Result<(), DbError> {
    let terms = &list.terms;
    let params = InsertPriceListParams {
        price_list_id: list.id.uuid(),
        code: terms.code.as_str(),
        name: terms.name.as_str(),
        currency: terms.currency.code(),
        channel: terms.channel.as_ref().map(ChannelCode::as_str),
        customer_group: terms.customer_group.as_ref().map(Code::as_str),
        country: terms.country.as_ref().map(CountryCode::as_str),
        priority: terms.priority,
        starts_at: terms.starts_at,
        ends_at: terms.ends_at,
        at,
    };
    insert_price_list().params(write, &params).await?;
    Ok(())
}

/// Records new terms for the list of this version; the guard [`VERSION_GUARD`] fails when it moved on. Code and
/// currency stay for ever: prices and other systems refer to them. The terms it had are kept.
pub(crate) async fn update(write: &Write, list: &PriceList, at: Timestamp) -> Result<(), DbError> {
    keep_past_price_list().bind(write, &at, &list.id.uuid(), &list.version).await?;
    let terms = &list.terms;
    let params = UpdatePriceListParams {
        price_list_id: list.id.uuid(),
        version: list.version,
        name: terms.name.as_str(),
        channel: terms.channel.as_ref().map(ChannelCode::as_str),
        customer_group: terms.customer_group.as_ref().map(Code::as_str),
        country: terms.country.as_ref().map(CountryCode::as_str),
        priority: terms.priority,
        starts_at: terms.starts_at,
        ends_at: terms.ends_at,
        at,
    };
    update_price_list().params(&write.expect(1, VERSION_GUARD), &params).await?;
    Ok(())
}

fn from_row(row: PriceListRow) -> PriceList {
    PriceList {
        id: PriceListId::from_uuid(row.price_list_id),
        version: row.version,
        terms: PriceListTerms {
            code: stored(&row.code),
            name: row.name,
            currency: stored(&row.currency),
            channel: stored_option(row.channel.as_deref()),
            customer_group: stored_option(row.customer_group.as_deref()),
            country: stored_option(row.country.as_deref()),
            priority: row.priority,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
        },
        in_force: InForce { from: (row.version > 1).then_some(row.updated_at), until: None },
    }
}

fn from_past_row(row: PastListRow) -> PriceList {
    PriceList {
        id: PriceListId::from_uuid(row.price_list_id),
        version: row.version,
        terms: PriceListTerms {
            code: stored(&row.code),
            name: row.name,
            currency: stored(&row.currency),
            channel: stored_option(row.channel.as_deref()),
            customer_group: stored_option(row.customer_group.as_deref()),
            country: stored_option(row.country.as_deref()),
            priority: row.priority,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
        },
        in_force: InForce { from: row.in_force_from, until: Some(row.in_force_until) },
    }
}
