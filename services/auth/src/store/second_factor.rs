//! Second factors and recovery codes.

use auth_db::queries::second_factor::{
    confirm_second_factor, delete_second_factor, find_recovery_code, find_second_factor, has_second_factor,
    insert_recovery_codes, put_second_factor, use_recovery_code, use_step,
};
use kernel_base::Timestamp;
use kernel_db::{DbError, GenericClient, Write};
use uuid::Uuid;

use crate::domain::account::Owner;
use crate::domain::second_factor::Proof;
use crate::store;

/// A second factor as it is stored, its secret sealed.
pub(crate) struct Stored {
    pub(crate) sealed: Vec<u8>,
    pub(crate) confirmed: bool,
    pub(crate) last_step: i64,
}

pub(crate) async fn find(client: &impl GenericClient, account_id: Uuid) -> Result<Option<Stored>, DbError> {
    let row = find_second_factor().bind(client, &account_id).opt().await?;
    Ok(row.map(|row| Stored {
        sealed: row.sealed_secret,
        confirmed: row.confirmed_at.is_some(),
        last_step: row.last_step,
    }))
}

/// Whether the account of this owner has one that counts.
pub(crate) async fn confirmed(client: &impl GenericClient, owner: &Owner) -> Result<bool, DbError> {
    let (realm, subject) = (store::realm(owner.realm), owner.subject.as_str());
    Ok(has_second_factor().bind(client, &realm, &subject).one().await?)
}

/// Whether a recovery code with this digest is unused.
pub(crate) async fn has_recovery_code(
    client: &impl GenericClient,
    account_id: Uuid,
    code: &str,
) -> Result<bool, DbError> {
    Ok(find_recovery_code().bind(client, &account_id, &code).opt().await?.is_some())
}

/// Fails where one is confirmed.
pub(crate) async fn put(
    write: &Write,
    account_id: Uuid,
    sealed: &[u8],
    now: Timestamp,
) -> Result<(), DbError> {
    let guard = write.expect(1, "second_factor_unconfirmed");
    put_second_factor().bind(&guard, &account_id, &sealed, &now).await?;
    Ok(())
}

/// Fails where one is confirmed, or its secret is another by now.
pub(crate) async fn confirm(
    write: &Write,
    account_id: Uuid,
    (sealed, step): (&[u8], i64),
    codes: &[String],
    now: Timestamp,
) -> Result<(), DbError> {
    let guard = write.expect(1, "second_factor_unconfirmed");
    confirm_second_factor().bind(&guard, &now, &step, &account_id, &sealed).await?;
    insert_recovery_codes().bind(write, &account_id, &codes).await?;
    Ok(())
}

/// Uses a proof up. Fails when somebody else was faster.
pub(crate) async fn use_up(
    write: &Write,
    account_id: Uuid,
    proof: &Proof,
    now: Timestamp,
) -> Result<(), DbError> {
    let guard = write.expect(1, "second_factor_used");
    match proof {
        Proof::Step(step) => use_step().bind(&guard, step, &account_id).await?,
        Proof::Recovery(code) => use_recovery_code().bind(&guard, &now, &account_id, &code.as_str()).await?,
    };
    Ok(())
}

pub(crate) async fn delete(write: &Write, account_id: Uuid) -> Result<(), DbError> {
    delete_second_factor().bind(write, &account_id).await?;
    Ok(())
}
