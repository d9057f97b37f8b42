// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertChannelParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub channel_code: T1,
    pub name: T2,
    pub currency: T3,
    pub active: bool,
    pub now: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct UpdateChannelParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub name: T1,
    pub currency: T2,
    pub active: bool,
    pub now: kernel_base::Timestamp,
    pub channel_code: T3,
    pub version: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelRow {
    pub channel_code: String,
    pub name: String,
    pub currency: String,
    pub active: bool,
    pub version: i64,
    pub created_at: kernel_base::Timestamp,
    pub updated_at: kernel_base::Timestamp,
}
pub struct ChannelRowBorrowed<'a> {
    pub channel_code: &'a str,
    pub name: &'a str,
    pub currency: &'a str,
    pub active: bool,
    pub version: i64,
    pub created_at: kernel_base::Timestamp,
    pub updated_at: kernel_base::Timestamp,
}
impl<'a> From<ChannelRowBorrowed<'a>> for ChannelRow {
    fn from(
        ChannelRowBorrowed {
            channel_code,
            name,
            currency,
            active,
            version,
            created_at,
            updated_at,
        }: ChannelRowBorrowed<'a>,
    ) -> Self {
        Self {
            channel_code: channel_code.into(),
            name: name.into(),
            currency: currency.into(),
            active,
            version,
            created_at,
            updated_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ChannelRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ChannelRowBorrowed, tokio_postgres::Error>,
    mapper: fn(ChannelRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ChannelRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ChannelRowBorrowed) -> R) -> ChannelRowQuery<'c, 'a, 's, C, R, N> {
        ChannelRowQuery {
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
pub struct ListChannelsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_channels() -> ListChannelsStmt {
    ListChannelsStmt(
        "SELECT channel_code, name, currency, active, version, created_at, updated_at FROM catalog.channel WHERE $1::text[] IS NULL OR channel_code = ANY($1) ORDER BY channel_code",
        None,
    )
}
impl ListChannelsStmt {
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
        only: &'a Option<T2>,
    ) -> ChannelRowQuery<'c, 'a, 's, C, ChannelRow, 1> {
        ChannelRowQuery {
            client,
            params: [only],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ChannelRowBorrowed, tokio_postgres::Error> {
                Ok(ChannelRowBorrowed {
                    channel_code: row.try_get(0)?,
                    name: row.try_get(1)?,
                    currency: row.try_get(2)?,
                    active: row.try_get(3)?,
                    version: row.try_get(4)?,
                    created_at: row.try_get(5)?,
                    updated_at: row.try_get(6)?,
                })
            },
            mapper: |it| ChannelRow::from(it),
        }
    }
}
pub struct FindChannelStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_channel() -> FindChannelStmt {
    FindChannelStmt(
        "SELECT channel_code, name, currency, active, version, created_at, updated_at FROM catalog.channel WHERE channel_code = $1",
        None,
    )
}
impl FindChannelStmt {
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
        channel_code: &'a T1,
    ) -> ChannelRowQuery<'c, 'a, 's, C, ChannelRow, 1> {
        ChannelRowQuery {
            client,
            params: [channel_code],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ChannelRowBorrowed, tokio_postgres::Error> {
                Ok(ChannelRowBorrowed {
                    channel_code: row.try_get(0)?,
                    name: row.try_get(1)?,
                    currency: row.try_get(2)?,
                    active: row.try_get(3)?,
                    version: row.try_get(4)?,
                    created_at: row.try_get(5)?,
                    updated_at: row.try_get(6)?,
                })
            },
            mapper: |it| ChannelRow::from(it),
        }
    }
}
pub struct InsertChannelStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_channel() -> InsertChannelStmt {
    InsertChannelStmt(
        "INSERT INTO catalog.channel (channel_code, name, currency, active, version, created_at, updated_at) VALUES ($1, $2, $3, $4, 1, $5, $5)",
        None,
    )
}
impl InsertChannelStmt {
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
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        channel_code: &'a T1,
        name: &'a T2,
        currency: &'a T3,
        active: &'a bool,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[channel_code, name, currency, active, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertChannelParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertChannelStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertChannelParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.channel_code,
            &params.name,
            &params.currency,
            &params.active,
            &params.now,
        ))
    }
}
pub struct UpdateChannelStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_channel() -> UpdateChannelStmt {
    UpdateChannelStmt(
        "UPDATE catalog.channel SET name = $1, currency = $2, active = $3, version = version + 1, updated_at = $4 WHERE channel_code = $5 AND version = $6",
        None,
    )
}
impl UpdateChannelStmt {
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
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        name: &'a T1,
        currency: &'a T2,
        active: &'a bool,
        now: &'a kernel_base::Timestamp,
        channel_code: &'a T3,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[name, currency, active, now, channel_code, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateChannelParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateChannelStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateChannelParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.name,
            &params.currency,
            &params.active,
            &params.now,
            &params.channel_code,
            &params.version,
        ))
    }
}
