//! Address books.

use customer_db::client::Params;
use customer_db::queries::address::{
    AddressRow, AssignDefaultsParams, ClearDefaultsParams, InsertAddressParams, UpdateAddressParams,
    assign_defaults, clear_defaults, delete_address, insert_address, list_addresses, update_address,
};
use customer_db::queries::customer::touch_book;
use kernel_base::{Secret, Timestamp};
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::{Address, AddressId, CustomerId};

use crate::domain::address::{AddressBook, BookAddress};
use crate::store::{parsed, shown};

/// What is written of a book besides its defaults.
pub(crate) enum Change<'a> {
    Add(&'a BookAddress),
    /// As it is after the change.
    Replace(&'a BookAddress),
    /// The version it was read at.
    Remove(AddressId, i64),
}

pub(crate) async fn list(
    client: &impl GenericClient,
    customer_id: CustomerId,
) -> Result<Vec<BookAddress>, DbError> {
    let rows = list_addresses().bind(client, &customer_id.uuid()).all().await?;
    Ok(rows.into_iter().map(address).collect())
}

/// Writes a change of a book, which is as it is afterwards except for its version. Old defaults go before new ones come:
/// the database has room for one of each kind.
pub(crate) async fn change(
    write: &Write,
    book: &AddressBook,
    change: Change<'_>,
    now: Timestamp,
) -> Result<(), DbError> {
    let customer_id = book.customer_id.uuid();
    touch_book().bind(&write.expect(1, "book_version"), &customer_id, &book.version).await?;
    if let Change::Remove(address_id, version) = change {
        delete_address().bind(&write.expect(1, "address_version"), &address_id.uuid(), &version).await?;
    }
    let defaults = book.defaults();
    let (shipping_id, billing_id) =
        (defaults.shipping.map(AddressId::uuid), defaults.billing.map(AddressId::uuid));
    clear_defaults()
        .params(write, &ClearDefaultsParams { shipping_id, billing_id, now, customer_id })
        .await?;
    match change {
        Change::Add(added) => insert(write, book.customer_id, added).await?,
        Change::Replace(replaced) => update(write, replaced, now).await?,
        Change::Remove(..) => {}
    }
    assign_defaults()
        .params(write, &AssignDefaultsParams { shipping_id, billing_id, now, customer_id })
        .await?;
    Ok(())
}

async fn insert(write: &Write, customer_id: CustomerId, added: &BookAddress) -> Result<(), DbError> {
    let address = &added.address;
    let lines = lines(address);
    let params = InsertAddressParams {
        address_id: added.address_id.uuid(),
        customer_id: customer_id.uuid(),
        name: address.name.expose().as_str(),
        company: shown(address.company.as_ref()),
        lines: lines.as_slice(),
        city: address.city.expose().as_str(),
        region: address.region.as_deref(),
        postal_code: address.postal_code.as_deref(),
        country: address.country.as_str(),
        phone: shown(address.phone.as_ref()),
        default_shipping: added.default_shipping,
        default_billing: added.default_billing,
        now: added.created_at,
    };
    insert_address().params(write, &params).await?;
    Ok(())
}

async fn update(write: &Write, replaced: &BookAddress, now: Timestamp) -> Result<(), DbError> {
    let address = &replaced.address;
    let lines = lines(address);
    let params = UpdateAddressParams {
        name: address.name.expose().as_str(),
        company: shown(address.company.as_ref()),
        lines: lines.as_slice(),
        city: address.city.expose().as_str(),
        region: address.region.as_deref(),
        postal_code: address.postal_code.as_deref(),
        country: address.country.as_str(),
        phone: shown(address.phone.as_ref()),
        default_shipping: replaced.default_shipping,
        default_billing: replaced.default_billing,
        now,
        address_id: replaced.address_id.uuid(),
        version: replaced.version - 1,
    };
    update_address().params(&write.expect(1, "address_version"), &params).await?;
    Ok(())
}

fn lines(address: &Address) -> Vec<&str> {
    address.lines.iter().map(|line| line.expose().as_str()).collect()
}

fn address(row: AddressRow) -> BookAddress {
    BookAddress {
        address_id: AddressId::from_uuid(row.address_id),
        address: Address {
            name: Secret::new(row.name),
            company: row.company.map(Secret::new),
            lines: row.lines.into_iter().map(Secret::new).collect(),
            city: Secret::new(row.city),
            region: row.region,
            postal_code: row.postal_code,
            country: parsed(&row.country),
            phone: row.phone.map(Secret::new),
        },
        default_shipping: row.default_shipping,
        default_billing: row.default_billing,
        version: row.version,
        created_at: row.created_at,
    }
}
