// This file was generated with `clorinde`. Do not modify.

#[derive(Debug, Clone, PartialEq, Copy)]
pub struct CountCredentials {
    pub sessions: i64,
    pub addresses: i64,
    pub factors: i64,
    pub account_id: uuid::Uuid,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct CountCredentialsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CountCredentials, tokio_postgres::Error>,
    mapper: fn(CountCredentials) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CountCredentialsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CountCredentials) -> R) -> CountCredentialsQuery<'c, 'a, 's, C, R, N> {
        CountCredentialsQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct CountCredentialsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_credentials() -> CountCredentialsStmt {
    CountCredentialsStmt(
        "SELECT (SELECT count(*) FROM auth.session AS s WHERE s.account_id = a.account_id) AS sessions, (SELECT count(*) FROM auth.known_address AS k WHERE k.account_id = a.account_id) AS addresses, (SELECT count(*) FROM auth.second_factor AS f WHERE f.account_id = a.account_id) AS factors, a.account_id FROM auth.account AS a WHERE a.realm = 'customer' AND a.subject = $1",
        None,
    )
}
impl CountCredentialsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        subject: &'a T1,
    ) -> CountCredentialsQuery<'c, 'a, 's, C, CountCredentials, 1> {
        CountCredentialsQuery {
            client,
            params: [subject],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CountCredentials, tokio_postgres::Error> {
                Ok(CountCredentials {
                    sessions: row.try_get(0)?,
                    addresses: row.try_get(1)?,
                    factors: row.try_get(2)?,
                    account_id: row.try_get(3)?,
                })
            },
            mapper: |it| CountCredentials::from(it),
        }
    }
}
pub struct DeleteSessionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_sessions() -> DeleteSessionsStmt {
    DeleteSessionsStmt("DELETE FROM auth.session WHERE account_id = $1", None)
}
impl DeleteSessionsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        account_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[account_id]).await
    }
}
pub struct DeleteAddressesOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_addresses_of() -> DeleteAddressesOfStmt {
    DeleteAddressesOfStmt("DELETE FROM auth.known_address WHERE account_id = $1", None)
}
impl DeleteAddressesOfStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        account_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[account_id]).await
    }
}
pub struct DeleteFactorOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_factor_of() -> DeleteFactorOfStmt {
    DeleteFactorOfStmt("DELETE FROM auth.second_factor WHERE account_id = $1", None)
}
impl DeleteFactorOfStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        account_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[account_id]).await
    }
}
pub struct DeleteAccountStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_account() -> DeleteAccountStmt {
    DeleteAccountStmt("DELETE FROM auth.account WHERE account_id = $1", None)
}
impl DeleteAccountStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        account_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[account_id]).await
    }
}
