// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct CountAttemptsParams<T1: crate::StringSql, T2: crate::ArraySql<Item = T1>> {
    pub window_start: kernel_base::Timestamp,
    pub buckets: T2,
}
#[derive(Debug)]
pub struct GiveBackAttemptParams<T1: crate::StringSql> {
    pub bucket: T1,
    pub window_start: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct InsertKnownAddressParams<T1: crate::StringSql> {
    pub account_id: uuid::Uuid,
    pub address: T1,
    pub now: kernel_base::Timestamp,
}
#[derive(Debug, Clone, PartialEq)]
pub struct CountAttempts {
    pub bucket: String,
    pub attempts: i32,
}
pub struct CountAttemptsBorrowed<'a> {
    pub bucket: &'a str,
    pub attempts: i32,
}
impl<'a> From<CountAttemptsBorrowed<'a>> for CountAttempts {
    fn from(CountAttemptsBorrowed { bucket, attempts }: CountAttemptsBorrowed<'a>) -> Self {
        Self { bucket: bucket.into(), attempts }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct CountAttemptsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CountAttemptsBorrowed, tokio_postgres::Error>,
    mapper: fn(CountAttemptsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CountAttemptsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CountAttemptsBorrowed) -> R) -> CountAttemptsQuery<'c, 'a, 's, C, R, N> {
        CountAttemptsQuery {
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
pub struct CountAttemptsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_attempts() -> CountAttemptsStmt {
    CountAttemptsStmt(
        "INSERT INTO auth.attempt (bucket, window_start, attempts) SELECT bucket, $1, 1 FROM unnest($2::text[]) AS t (bucket) ORDER BY bucket COLLATE \"C\" ON CONFLICT (bucket, window_start) DO UPDATE SET attempts = attempt.attempts + 1 RETURNING bucket, attempts",
        None,
    )
}
impl CountAttemptsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::ArraySql<Item = T1>>(
        &'s self,
        client: &'c C,
        window_start: &'a kernel_base::Timestamp,
        buckets: &'a T2,
    ) -> CountAttemptsQuery<'c, 'a, 's, C, CountAttempts, 2> {
        CountAttemptsQuery {
            client,
            params: [window_start, buckets],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CountAttemptsBorrowed, tokio_postgres::Error> {
                Ok(CountAttemptsBorrowed { bucket: row.try_get(0)?, attempts: row.try_get(1)? })
            },
            mapper: |it| CountAttempts::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::ArraySql<Item = T1>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        CountAttemptsParams<T1, T2>,
        CountAttemptsQuery<'c, 'a, 's, C, CountAttempts, 2>,
        C,
    > for CountAttemptsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a CountAttemptsParams<T1, T2>,
    ) -> CountAttemptsQuery<'c, 'a, 's, C, CountAttempts, 2> {
        self.bind(client, &params.window_start, &params.buckets)
    }
}
pub struct GiveBackAttemptStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn give_back_attempt() -> GiveBackAttemptStmt {
    GiveBackAttemptStmt(
        "UPDATE auth.attempt SET attempts = attempts - 1 WHERE bucket = $1 AND window_start = $2 AND attempts > 0",
        None,
    )
}
impl GiveBackAttemptStmt {
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
        bucket: &'a T1,
        window_start: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[bucket, window_start]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        GiveBackAttemptParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for GiveBackAttemptStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a GiveBackAttemptParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.bucket, &params.window_start))
    }
}
pub struct DeleteAttemptsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_attempts() -> DeleteAttemptsStmt {
    DeleteAttemptsStmt("DELETE FROM auth.attempt WHERE window_start < $1", None)
}
impl DeleteAttemptsStmt {
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
        before: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[before]).await
    }
}
pub struct InsertKnownAddressStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_known_address() -> InsertKnownAddressStmt {
    InsertKnownAddressStmt(
        "INSERT INTO auth.known_address (account_id, address, last_seen_at) VALUES ($1, $2, $3) ON CONFLICT (account_id, address) DO UPDATE SET last_seen_at = excluded.last_seen_at",
        None,
    )
}
impl InsertKnownAddressStmt {
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
        account_id: &'a uuid::Uuid,
        address: &'a T1,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[account_id, address, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertKnownAddressParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertKnownAddressStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertKnownAddressParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.account_id, &params.address, &params.now))
    }
}
pub struct DeleteKnownAddressesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_known_addresses() -> DeleteKnownAddressesStmt {
    DeleteKnownAddressesStmt("DELETE FROM auth.known_address WHERE last_seen_at < $1", None)
}
impl DeleteKnownAddressesStmt {
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
        before: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[before]).await
    }
}
