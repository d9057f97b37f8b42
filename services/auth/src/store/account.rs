//! Accounts.

use auth_contracts::Realm;
use auth_db::client::Params;
use auth_db::queries::account::{
    AccountRow, InsertAccountParams, SignInParams, UpdateAccountParams, find_account, find_account_by_email,
    find_account_by_id, find_login, insert_account, sign_in, update_account, verify_email,
};
use kernel_base::{Secret, Timestamp};
use kernel_db::{DbError, GenericClient, Write};

use uuid::Uuid;

use crate::domain::account::{Account, Address, Found, Owner, Status};
use crate::store;

/// The account with this e-mail address, and whether it was signed in to from this network before.
pub(crate) async fn find_for_login(
    client: &impl GenericClient,
    realm: Realm,
    address: &Address,
    network: &str,
) -> Result<Option<Found>, DbError> {
    let row = find_login().bind(client, &network, &store::realm(realm), &address.expose()).opt().await?;
    Ok(row.map(|row| {
        let account = Account {
            account_id: row.account_id,
            owner: Owner { realm, subject: row.subject },
            address: address.clone(),
            email_verified_at: row.email_verified_at,
            password_hash: Secret::new(row.password_hash),
            status: status(&row.status),
            version: row.version,
        };
        Found { account, known: row.known, seen: row.seen }
    }))
}

pub(crate) async fn find(client: &impl GenericClient, owner: &Owner) -> Result<Option<Account>, DbError> {
    let row = find_account().bind(client, &store::realm(owner.realm), &owner.subject.as_str()).opt().await?;
    Ok(row.map(account))
}

pub(crate) async fn find_by_id(
    client: &impl GenericClient,
    account_id: Uuid,
) -> Result<Option<Account>, DbError> {
    Ok(find_account_by_id().bind(client, &account_id).opt().await?.map(account))
}

pub(crate) async fn find_by_address(
    client: &impl GenericClient,
    realm: Realm,
    address: &Address,
) -> Result<Option<Account>, DbError> {
    let row = find_account_by_email().bind(client, &store::realm(realm), &address.expose()).opt().await?;
    Ok(row.map(account))
}

fn account(row: AccountRow) -> Account {
    Account {
        account_id: row.account_id,
        owner: Owner { realm: store::stored_realm(&row.realm), subject: row.subject },
        address: Address::stored(row.email),
        email_verified_at: row.email_verified_at,
        password_hash: Secret::new(row.password_hash),
        status: status(&row.status),
        version: row.version,
    }
}

pub(super) fn status(text: &str) -> Status {
    match text {
        "active" => Status::Active,
        "closed" => Status::Closed,
        other => unreachable!("BUG: account_status_check lets {other} pass"),
    }
}

fn status_text(status: Status) -> &'static str {
    match status {
        Status::Active => "active",
        Status::Closed => "closed",
    }
}

pub(crate) async fn insert(write: &Write, account: &Account, now: Timestamp) -> Result<(), DbError> {
    let params = InsertAccountParams {
        account_id: account.account_id,
        realm: store::realm(account.owner.realm),
        subject: account.owner.subject.as_str(),
        email: account.address.expose(),
        password_hash: account.password_hash.expose().as_str(),
        now,
    };
    insert_account().params(write, &params).await?;
    Ok(())
}

/// Writes the account over the version it was read at.
pub(crate) async fn update(write: &Write, account: &Account, now: Timestamp) -> Result<(), DbError> {
    let params = UpdateAccountParams {
        email: account.address.expose(),
        email_verified_at: account.email_verified_at,
        password_hash: account.password_hash.expose().as_str(),
        status: status_text(account.status),
        now,
        account_id: account.account_id,
        version: account.version,
    };
    update_account().params(&write.expect(1, "account_version"), &params).await?;
    Ok(())
}

/// Fails when the account was changed since it was read: by the password that was verified nobody may sign in any more.
pub(crate) async fn signed_in(write: &Write, account: &Account, now: Timestamp) -> Result<(), DbError> {
    let params = SignInParams {
        now,
        password_hash: account.password_hash.expose().as_str(),
        account_id: account.account_id,
        version: account.version,
    };
    sign_in().params(&write.expect(1, "account_version"), &params).await?;
    Ok(())
}

/// Fails when the account was changed or closed since it was read.
pub(crate) async fn verify(write: &Write, account: &Account, now: Timestamp) -> Result<(), DbError> {
    let guard = write.expect(1, "account_version");
    verify_email().bind(&guard, &now, &account.account_id, &account.version).await?;
    Ok(())
}
