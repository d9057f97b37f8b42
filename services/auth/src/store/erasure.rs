//! A customer's credentials.

use auth_db::queries::erasure::{
    count_credentials, delete_account, delete_addresses_of, delete_factor_of, delete_sessions,
};
use kernel_db::{DbError, GenericClient, Write};
use uuid::Uuid;

/// An account, and how many rows belong to it.
pub(crate) struct Credentials {
    pub(crate) account_id: Uuid,
    pub(crate) sessions: i64,
    pub(crate) addresses: i64,
    pub(crate) factors: i64,
}

pub(crate) async fn find(reader: &impl GenericClient, subject: &str) -> Result<Option<Credentials>, DbError> {
    let row = count_credentials().bind(reader, &subject).opt().await?;
    Ok(row.map(|row| Credentials {
        account_id: row.account_id,
        sessions: row.sessions,
        addresses: row.addresses,
        factors: row.factors,
    }))
}

/// In the order in which they refer to each other.
pub(crate) async fn delete(write: &Write, account_id: Uuid) -> Result<(), DbError> {
    delete_sessions().bind(write, &account_id).await?;
    delete_addresses_of().bind(write, &account_id).await?;
    delete_factor_of().bind(write, &account_id).await?;
    delete_account().bind(write, &account_id).await?;
    Ok(())
}
