//! Profiles.

use customer_contracts::CustomerStatus;
use customer_db::client::Params;
use customer_db::queries::customer::{
    CustomerRow, UpdateCustomerParams, find_customer, find_groups_versions, insert_customer, list_customers,
    list_customers_by_email, list_customers_by_name, touch_groups, update_customer,
};
use kernel_base::{Secret, Timestamp};
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::{CustomerId, Email};

use crate::domain::customer::Customer;
use crate::domain::group::Moved;
use crate::store::{parsed, shown, uuids};

pub(crate) async fn find(
    client: &impl GenericClient,
    customer_id: CustomerId,
) -> Result<Option<Customer>, DbError> {
    Ok(find_customer().bind(client, &customer_id.uuid()).opt().await?.map(customer))
}

/// Newest first.
pub(crate) async fn list(
    client: &impl GenericClient,
    after: Option<CustomerId>,
    limit: i64,
) -> Result<Vec<Customer>, DbError> {
    let rows = list_customers().bind(client, &after.map(CustomerId::uuid), &limit).all().await?;
    Ok(rows.into_iter().map(customer).collect())
}

pub(crate) async fn list_by_email(
    client: &impl GenericClient,
    email: &Secret<Email>,
    after: Option<CustomerId>,
    limit: i64,
) -> Result<Vec<Customer>, DbError> {
    let (email, after) = (email.expose().as_str(), after.map(CustomerId::uuid));
    let rows = list_customers_by_email().bind(client, &email, &after, &limit).all().await?;
    Ok(rows.into_iter().map(customer).collect())
}

/// Those whose searchable name begins so, by name.
pub(crate) async fn list_by_name(
    client: &impl GenericClient,
    beginning: &str,
    after: Option<CustomerId>,
    limit: i64,
) -> Result<Vec<Customer>, DbError> {
    // Nothing that begins so comes behind this: names are compared byte by byte, and no character is greater.
    let (end, after) = (format!("{beginning}{}", char::MAX), after.map(CustomerId::uuid));
    let rows = list_customers_by_name().bind(client, &beginning, &end.as_str(), &after, &limit).all().await?;
    Ok(rows.into_iter().map(customer).collect())
}

pub(crate) async fn insert(write: &Write, customer: &Customer) -> Result<(), DbError> {
    insert_customer().bind(write, &customer.customer_id.uuid(), &customer.created_at).await?;
    Ok(())
}

/// Writes the profile over the version it was read at.
pub(crate) async fn update(write: &Write, customer: &Customer, now: Timestamp) -> Result<(), DbError> {
    let search_name = customer.search_name();
    let params = UpdateCustomerParams {
        email: customer.email.as_ref().map(|email| email.expose().as_str()),
        given_name: shown(customer.given_name.as_ref()).unwrap_or_default(),
        family_name: shown(customer.family_name.as_ref()).unwrap_or_default(),
        search_name: search_name.as_str(),
        locale: customer.locale.as_ref().map(|locale| locale.as_str()),
        status: status(customer.status),
        now,
        customer_id: customer.customer_id.uuid(),
        version: customer.version,
    };
    update_customer().params(&write.expect(1, "customer_version"), &params).await?;
    Ok(())
}

/// Those that exist, each with what guards its groups.
pub(crate) async fn groups_versions(
    client: &impl GenericClient,
    customers: &[CustomerId],
) -> Result<Vec<(CustomerId, i64)>, DbError> {
    let rows = find_groups_versions().bind(client, &uuids(customers.iter().copied())).all().await?;
    Ok(rows.into_iter().map(|row| (CustomerId::from_uuid(row.customer_id), row.groups_version)).collect())
}

/// Stops the transaction unless the groups of all of them are as they were read.
pub(crate) async fn guard_groups(write: &Write, moved: &[Moved]) -> Result<(), DbError> {
    let customers = uuids(moved.iter().map(|moved| moved.customer_id));
    let versions: Vec<i64> = moved.iter().map(|moved| moved.groups_version).collect();
    touch_groups().bind(&write.expect(moved.len(), "groups_version"), &customers, &versions).await?;
    Ok(())
}

fn customer(row: CustomerRow) -> Customer {
    let name = |name: String| (!name.is_empty()).then(|| Secret::new(name));
    Customer {
        customer_id: CustomerId::from_uuid(row.customer_id),
        email: row.email.map(|email| Secret::new(parsed(&email))),
        given_name: name(row.given_name),
        family_name: name(row.family_name),
        locale: row.locale.map(|locale| parsed(&locale)),
        status: if row.status == "blocked" { CustomerStatus::Blocked } else { CustomerStatus::Active },
        version: row.version,
        book_version: row.book_version,
        created_at: row.created_at,
    }
}

fn status(status: CustomerStatus) -> &'static str {
    match status {
        CustomerStatus::Active => "active",
        CustomerStatus::Blocked => "blocked",
    }
}
