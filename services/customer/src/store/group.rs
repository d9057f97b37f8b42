//! Groups and who belongs to them.

use customer_db::client::Params;
use customer_db::queries::group::{
    GroupRow, InsertGroupParams, UpdateGroupParams, count_groups, delete_group, delete_memberships,
    find_group, find_memberships, insert_group, insert_memberships, list_groups, list_members, update_group,
};
use kernel_base::{Currency, Money, Timestamp};
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::{Code, CustomerId};
use uuid::Uuid;

use crate::domain::group::{Group, Kind, Membership, Moved, Rule};
use crate::store::{parsed, uuids};

pub(crate) async fn list(
    client: &impl GenericClient,
    after: Option<&Code>,
    limit: i64,
) -> Result<Vec<Group>, DbError> {
    let rows = list_groups().bind(client, &after.map(Code::as_str), &limit).all().await?;
    Ok(rows.into_iter().map(group).collect())
}

pub(crate) async fn find(client: &impl GenericClient, code: &Code) -> Result<Option<Group>, DbError> {
    Ok(find_group().bind(client, &code.as_str()).opt().await?.map(group))
}

pub(crate) async fn count(client: &impl GenericClient) -> Result<i64, DbError> {
    Ok(count_groups().bind(client).one().await?)
}

pub(crate) async fn insert(write: &Write, group: &Group, now: Timestamp) -> Result<(), DbError> {
    let columns = columns(group);
    let params = InsertGroupParams {
        code: group.code.as_str(),
        name: group.name.as_str(),
        kind: columns.kind,
        spent_over_minor: columns.rule.spent_over.map(Money::minor),
        spent_currency: columns.currency.as_ref().map(Currency::code),
        orders_over: columns.rule.orders_over,
        countries: columns.countries(),
        consent: columns.rule.consent.as_ref().map(Code::as_str),
        sweep_after: columns.sweep_after,
        now,
    };
    insert_group().params(write, &params).await?;
    Ok(())
}

/// The group as it is after the change.
pub(crate) async fn update(write: &Write, group: &Group, now: Timestamp) -> Result<(), DbError> {
    let columns = columns(group);
    let params = UpdateGroupParams {
        name: group.name.as_str(),
        spent_over_minor: columns.rule.spent_over.map(Money::minor),
        spent_currency: columns.currency.as_ref().map(Currency::code),
        orders_over: columns.rule.orders_over,
        countries: columns.countries(),
        consent: columns.rule.consent.as_ref().map(Code::as_str),
        sweep_after: columns.sweep_after,
        now,
        code: group.code.as_str(),
        version: group.version - 1,
    };
    update_group().params(&write.expect(1, "group_version"), &params).await?;
    Ok(())
}

pub(crate) async fn delete(write: &Write, group: &Group) -> Result<(), DbError> {
    let guarded = write.expect(1, "group_version");
    delete_group().bind(&guarded, &group.code.as_str(), &group.version).await?;
    Ok(())
}

/// Customers of a group, with since when.
pub(crate) async fn members(
    client: &impl GenericClient,
    code: &Code,
    after: Option<CustomerId>,
    limit: i64,
) -> Result<Vec<(CustomerId, Timestamp)>, DbError> {
    let after = after.map(CustomerId::uuid);
    let rows = list_members().bind(client, &code.as_str(), &after, &limit).all().await?;
    Ok(rows.into_iter().map(|row| (CustomerId::from_uuid(row.customer_id), row.since)).collect())
}

/// The groups of these customers, by customer and code.
pub(crate) async fn memberships(
    client: &impl GenericClient,
    customers: &[CustomerId],
) -> Result<Vec<Membership>, DbError> {
    let rows = find_memberships().bind(client, &uuids(customers.iter().copied())).all().await?;
    let memberships = rows.into_iter().map(|row| Membership {
        customer_id: CustomerId::from_uuid(row.customer_id),
        group: parsed(&row.group_code),
        since: row.since,
        by_rule: row.kind == SEGMENT,
    });
    Ok(memberships.collect())
}

pub(crate) async fn apply(write: &Write, moved: &[Moved], now: Timestamp) -> Result<(), DbError> {
    let (mut joiners, mut joined) = (Vec::new(), Vec::new());
    let (mut leavers, mut left) = (Vec::new(), Vec::new());
    for moved in moved {
        for code in &moved.joined {
            joiners.push(moved.customer_id.uuid());
            joined.push(code.as_str());
        }
        for code in &moved.left {
            leavers.push(moved.customer_id.uuid());
            left.push(code.as_str());
        }
    }
    if !joined.is_empty() {
        insert_memberships().bind(write, &now, &joiners, &joined).await?;
    }
    if !left.is_empty() {
        delete_memberships().bind(write, &leavers, &left).await?;
    }
    Ok(())
}

const SEGMENT: &str = "segment";

struct Columns {
    kind: &'static str,
    rule: Rule,
    currency: Option<Currency>,
    sweep_after: Option<Uuid>,
}

impl Columns {
    fn countries(&self) -> Vec<&str> {
        self.rule.countries.iter().map(AsRef::as_ref).collect()
    }
}

fn columns(group: &Group) -> Columns {
    match &group.kind {
        Kind::Manual => Columns { kind: "manual", rule: Rule::default(), currency: None, sweep_after: None },
        Kind::Segment { rule, sweep_after } => Columns {
            kind: SEGMENT,
            rule: rule.clone(),
            currency: rule.currency(),
            sweep_after: *sweep_after,
        },
    }
}

fn group(row: GroupRow) -> Group {
    let spent_over = row.spent_over_minor.zip(row.spent_currency);
    let rule = Rule {
        spent_over: spent_over.map(|(minor, currency)| Money::new(minor, parsed(&currency))),
        orders_over: row.orders_over,
        countries: row.countries.iter().map(|country| parsed(country)).collect(),
        consent: row.consent.map(|consent| parsed(&consent)),
    };
    let segment = row.kind == SEGMENT;
    Group {
        code: parsed(&row.code),
        name: row.name,
        kind: if segment { Kind::Segment { rule, sweep_after: row.sweep_after } } else { Kind::Manual },
        version: row.version,
    }
}
