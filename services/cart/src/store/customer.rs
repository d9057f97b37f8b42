//! What customer tells of customers.

use cart_db::queries::customer::{erase_customer, find_standing, upsert_groups, upsert_profiles};
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::{Code, CustomerId};
use uuid::Uuid;

use crate::domain::customer::Standing;
use crate::store::parsed;

/// A customer's version of something, and what it is.
pub(crate) type Told<T> = (CustomerId, (i64, T));

/// Who is blocked. Each customer is named once, in the order of their ids; older versions change nothing.
pub(crate) async fn learn_profiles(write: &Write, told: &[Told<bool>]) -> Result<(), DbError> {
    if told.is_empty() {
        return Ok(());
    }
    let (ids, versions) = (ids(told), versions(told));
    let blocked: Vec<bool> = told.iter().map(|(_, (_, blocked))| *blocked).collect();
    upsert_profiles().bind(write, &ids, &versions, &blocked).await?;
    Ok(())
}

/// The same of groups: all of each customer.
pub(crate) async fn learn_groups(write: &Write, told: &[Told<Vec<Code>>]) -> Result<(), DbError> {
    if told.is_empty() {
        return Ok(());
    }
    let codes = |groups: &Vec<Code>| groups.iter().map(Code::as_str).collect::<Vec<_>>().join(",");
    let (ids, versions) = (ids(told), versions(told));
    let codes: Vec<String> = told.iter().map(|(_, (_, groups))| codes(groups)).collect();
    upsert_groups().bind(write, &ids, &versions, &codes).await?;
    Ok(())
}

/// How the merchant stands to the customer.
pub(crate) async fn standing(
    reader: &impl GenericClient,
    customer_id: CustomerId,
) -> Result<Standing, DbError> {
    let known = find_standing().bind(reader, &customer_id.uuid()).opt().await?;
    let known = known.map(|row| Standing { blocked: row.blocked, groups: groups(&row.groups) });
    Ok(known.unwrap_or_default())
}

/// Nothing is known of the customer, and nothing will be.
pub(crate) async fn erase(write: &Write, customer_id: CustomerId) -> Result<(), DbError> {
    erase_customer().bind(write, &customer_id.uuid()).await?;
    Ok(())
}

/// Stored codes.
pub(crate) fn groups(stored: &[String]) -> Vec<Code> {
    stored.iter().map(|code| parsed(code)).collect()
}

fn ids<T>(told: &[Told<T>]) -> Vec<Uuid> {
    told.iter().map(|(customer_id, _)| customer_id.uuid()).collect()
}

fn versions<T>(told: &[Told<T>]) -> Vec<i64> {
    told.iter().map(|(_, (version, _))| *version).collect()
}
