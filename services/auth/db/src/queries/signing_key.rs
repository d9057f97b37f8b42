// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertSigningKeyParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::BytesSql> {
    pub kid: T1,
    pub generation: i64,
    pub public_key: T2,
    pub sealed_key: T3,
    pub created_at: kernel_base::Timestamp,
    pub signs_from: kernel_base::Timestamp,
    pub signs_until: kernel_base::Timestamp,
    pub published_until: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct RetireSigningKeyParams<T1: crate::StringSql> {
    pub signs_until: kernel_base::Timestamp,
    pub published_until: kernel_base::Timestamp,
    pub kid: T1,
}
#[derive(Debug, Clone, PartialEq)]
pub struct SigningKeyRow {
    pub kid: String,
    pub generation: i64,
    pub public_key: String,
    pub sealed_key: Vec<u8>,
    pub signs_from: kernel_base::Timestamp,
    pub signs_until: kernel_base::Timestamp,
    pub published_until: kernel_base::Timestamp,
}
pub struct SigningKeyRowBorrowed<'a> {
    pub kid: &'a str,
    pub generation: i64,
    pub public_key: &'a str,
    pub sealed_key: &'a [u8],
    pub signs_from: kernel_base::Timestamp,
    pub signs_until: kernel_base::Timestamp,
    pub published_until: kernel_base::Timestamp,
}
impl<'a> From<SigningKeyRowBorrowed<'a>> for SigningKeyRow {
    fn from(
        SigningKeyRowBorrowed {
            kid,
            generation,
            public_key,
            sealed_key,
            signs_from,
            signs_until,
            published_until,
        }: SigningKeyRowBorrowed<'a>,
    ) -> Self {
        Self {
            kid: kid.into(),
            generation,
            public_key: public_key.into(),
            sealed_key: sealed_key.into(),
            signs_from,
            signs_until,
            published_until,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct SigningKeyRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SigningKeyRowBorrowed, tokio_postgres::Error>,
    mapper: fn(SigningKeyRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SigningKeyRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SigningKeyRowBorrowed) -> R) -> SigningKeyRowQuery<'c, 'a, 's, C, R, N> {
        SigningKeyRowQuery {
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
pub struct ListSigningKeysStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_signing_keys() -> ListSigningKeysStmt {
    ListSigningKeysStmt(
        "SELECT kid, generation, public_key, sealed_key, signs_from, signs_until, published_until FROM auth.signing_key WHERE published_until > $1 ORDER BY generation",
        None,
    )
}
impl ListSigningKeysStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        now: &'a kernel_base::Timestamp,
    ) -> SigningKeyRowQuery<'c, 'a, 's, C, SigningKeyRow, 1> {
        SigningKeyRowQuery {
            client,
            params: [now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SigningKeyRowBorrowed, tokio_postgres::Error> {
                Ok(SigningKeyRowBorrowed {
                    kid: row.try_get(0)?,
                    generation: row.try_get(1)?,
                    public_key: row.try_get(2)?,
                    sealed_key: row.try_get(3)?,
                    signs_from: row.try_get(4)?,
                    signs_until: row.try_get(5)?,
                    published_until: row.try_get(6)?,
                })
            },
            mapper: |it| SigningKeyRow::from(it),
        }
    }
}
pub struct InsertSigningKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_signing_key() -> InsertSigningKeyStmt {
    InsertSigningKeyStmt(
        "INSERT INTO auth.signing_key (kid, generation, public_key, sealed_key, created_at, signs_from, signs_until, published_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        None,
    )
}
impl InsertSigningKeyStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::StringSql,
        T3: crate::BytesSql,
    >(
        &'s self,
        client: &'c C,
        kid: &'a T1,
        generation: &'a i64,
        public_key: &'a T2,
        sealed_key: &'a T3,
        created_at: &'a kernel_base::Timestamp,
        signs_from: &'a kernel_base::Timestamp,
        signs_until: &'a kernel_base::Timestamp,
        published_until: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    kid,
                    generation,
                    public_key,
                    sealed_key,
                    created_at,
                    signs_from,
                    signs_until,
                    published_until,
                ],
            )
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql, T3: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertSigningKeyParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertSigningKeyStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertSigningKeyParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.kid,
            &params.generation,
            &params.public_key,
            &params.sealed_key,
            &params.created_at,
            &params.signs_from,
            &params.signs_until,
            &params.published_until,
        ))
    }
}
pub struct RetireSigningKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn retire_signing_key() -> RetireSigningKeyStmt {
    RetireSigningKeyStmt(
        "UPDATE auth.signing_key SET signs_until = $1, published_until = $2 WHERE kid = $3 AND signs_until > $1",
        None,
    )
}
impl RetireSigningKeyStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        signs_until: &'a kernel_base::Timestamp,
        published_until: &'a kernel_base::Timestamp,
        kid: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[signs_until, published_until, kid]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RetireSigningKeyParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RetireSigningKeyStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RetireSigningKeyParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.signs_until, &params.published_until, &params.kid))
    }
}
pub struct DeleteSigningKeysStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_signing_keys() -> DeleteSigningKeysStmt {
    DeleteSigningKeysStmt("DELETE FROM auth.signing_key WHERE published_until <= $1", None)
}
impl DeleteSigningKeysStmt {
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
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now]).await
    }
}
