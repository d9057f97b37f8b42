// This file was generated with `clorinde`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct ListPublishableKeysParams {
    pub after: Option<uuid::Uuid>,
    pub limit: i64,
}
#[derive(Debug)]
pub struct InsertPublishableKeyParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub publishable_key_id: uuid::Uuid,
    pub key: T1,
    pub name: T2,
    pub channel: T3,
    pub created_at: kernel_base::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct RevokePublishableKeyParams {
    pub now: kernel_base::Timestamp,
    pub publishable_key_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct PublishableKeyRow {
    pub publishable_key_id: uuid::Uuid,
    pub key: String,
    pub name: String,
    pub channel: String,
    pub created_at: kernel_base::Timestamp,
    pub revoked_at: Option<kernel_base::Timestamp>,
}
pub struct PublishableKeyRowBorrowed<'a> {
    pub publishable_key_id: uuid::Uuid,
    pub key: &'a str,
    pub name: &'a str,
    pub channel: &'a str,
    pub created_at: kernel_base::Timestamp,
    pub revoked_at: Option<kernel_base::Timestamp>,
}
impl<'a> From<PublishableKeyRowBorrowed<'a>> for PublishableKeyRow {
    fn from(
        PublishableKeyRowBorrowed {
            publishable_key_id,
            key,
            name,
            channel,
            created_at,
            revoked_at,
        }: PublishableKeyRowBorrowed<'a>,
    ) -> Self {
        Self {
            publishable_key_id,
            key: key.into(),
            name: name.into(),
            channel: channel.into(),
            created_at,
            revoked_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ListValidPublishableKeys {
    pub key: String,
    pub channel: String,
}
pub struct ListValidPublishableKeysBorrowed<'a> {
    pub key: &'a str,
    pub channel: &'a str,
}
impl<'a> From<ListValidPublishableKeysBorrowed<'a>> for ListValidPublishableKeys {
    fn from(ListValidPublishableKeysBorrowed { key, channel }: ListValidPublishableKeysBorrowed<'a>) -> Self {
        Self { key: key.into(), channel: channel.into() }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct PublishableKeyRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<PublishableKeyRowBorrowed, tokio_postgres::Error>,
    mapper: fn(PublishableKeyRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> PublishableKeyRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(PublishableKeyRowBorrowed) -> R,
    ) -> PublishableKeyRowQuery<'c, 'a, 's, C, R, N> {
        PublishableKeyRowQuery {
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
pub struct ListValidPublishableKeysQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListValidPublishableKeysBorrowed, tokio_postgres::Error>,
    mapper: fn(ListValidPublishableKeysBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListValidPublishableKeysQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(ListValidPublishableKeysBorrowed) -> R,
    ) -> ListValidPublishableKeysQuery<'c, 'a, 's, C, R, N> {
        ListValidPublishableKeysQuery {
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
pub struct I64Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<i64, tokio_postgres::Error>,
    mapper: fn(i64) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> I64Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(i64) -> R) -> I64Query<'c, 'a, 's, C, R, N> {
        I64Query {
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
pub struct ListPublishableKeysStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_publishable_keys() -> ListPublishableKeysStmt {
    ListPublishableKeysStmt(
        "SELECT publishable_key_id, key, name, channel, created_at, revoked_at FROM auth.publishable_key WHERE ($1::uuid IS NULL OR publishable_key_id > $1) ORDER BY publishable_key_id LIMIT $2",
        None,
    )
}
impl ListPublishableKeysStmt {
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
        after: &'a Option<uuid::Uuid>,
        limit: &'a i64,
    ) -> PublishableKeyRowQuery<'c, 'a, 's, C, PublishableKeyRow, 2> {
        PublishableKeyRowQuery {
            client,
            params: [after, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<PublishableKeyRowBorrowed, tokio_postgres::Error> {
                    Ok(PublishableKeyRowBorrowed {
                        publishable_key_id: row.try_get(0)?,
                        key: row.try_get(1)?,
                        name: row.try_get(2)?,
                        channel: row.try_get(3)?,
                        created_at: row.try_get(4)?,
                        revoked_at: row.try_get(5)?,
                    })
                },
            mapper: |it| PublishableKeyRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListPublishableKeysParams,
        PublishableKeyRowQuery<'c, 'a, 's, C, PublishableKeyRow, 2>,
        C,
    > for ListPublishableKeysStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListPublishableKeysParams,
    ) -> PublishableKeyRowQuery<'c, 'a, 's, C, PublishableKeyRow, 2> {
        self.bind(client, &params.after, &params.limit)
    }
}
pub struct FindPublishableKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_publishable_key() -> FindPublishableKeyStmt {
    FindPublishableKeyStmt(
        "SELECT publishable_key_id, key, name, channel, created_at, revoked_at FROM auth.publishable_key WHERE publishable_key_id = $1",
        None,
    )
}
impl FindPublishableKeyStmt {
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
        publishable_key_id: &'a uuid::Uuid,
    ) -> PublishableKeyRowQuery<'c, 'a, 's, C, PublishableKeyRow, 1> {
        PublishableKeyRowQuery {
            client,
            params: [publishable_key_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<PublishableKeyRowBorrowed, tokio_postgres::Error> {
                    Ok(PublishableKeyRowBorrowed {
                        publishable_key_id: row.try_get(0)?,
                        key: row.try_get(1)?,
                        name: row.try_get(2)?,
                        channel: row.try_get(3)?,
                        created_at: row.try_get(4)?,
                        revoked_at: row.try_get(5)?,
                    })
                },
            mapper: |it| PublishableKeyRow::from(it),
        }
    }
}
pub struct ListValidPublishableKeysStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_valid_publishable_keys() -> ListValidPublishableKeysStmt {
    ListValidPublishableKeysStmt(
        "SELECT key, channel FROM auth.publishable_key WHERE revoked_at IS NULL ORDER BY publishable_key_id LIMIT $1",
        None,
    )
}
impl ListValidPublishableKeysStmt {
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
        limit: &'a i64,
    ) -> ListValidPublishableKeysQuery<'c, 'a, 's, C, ListValidPublishableKeys, 1> {
        ListValidPublishableKeysQuery {
            client,
            params: [limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |
                row: &tokio_postgres::Row,
            | -> Result<ListValidPublishableKeysBorrowed, tokio_postgres::Error> {
                Ok(ListValidPublishableKeysBorrowed {
                    key: row.try_get(0)?,
                    channel: row.try_get(1)?,
                })
            },
            mapper: |it| ListValidPublishableKeys::from(it),
        }
    }
}
pub struct CountValidPublishableKeysStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_valid_publishable_keys() -> CountValidPublishableKeysStmt {
    CountValidPublishableKeysStmt(
        "SELECT count(*) AS valid FROM auth.publishable_key WHERE revoked_at IS NULL",
        None,
    )
}
impl CountValidPublishableKeysStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C) -> I64Query<'c, 'a, 's, C, i64, 0> {
        I64Query {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct InsertPublishableKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_publishable_key() -> InsertPublishableKeyStmt {
    InsertPublishableKeyStmt(
        "INSERT INTO auth.publishable_key (publishable_key_id, key, name, channel, created_at) VALUES ($1, $2, $3, $4, $5)",
        None,
    )
}
impl InsertPublishableKeyStmt {
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
        publishable_key_id: &'a uuid::Uuid,
        key: &'a T1,
        name: &'a T2,
        channel: &'a T3,
        created_at: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[publishable_key_id, key, name, channel, created_at]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertPublishableKeyParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertPublishableKeyStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertPublishableKeyParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.publishable_key_id,
            &params.key,
            &params.name,
            &params.channel,
            &params.created_at,
        ))
    }
}
pub struct RevokePublishableKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn revoke_publishable_key() -> RevokePublishableKeyStmt {
    RevokePublishableKeyStmt(
        "UPDATE auth.publishable_key SET revoked_at = $1 WHERE publishable_key_id = $2 AND revoked_at IS NULL",
        None,
    )
}
impl RevokePublishableKeyStmt {
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
        publishable_key_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, publishable_key_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RevokePublishableKeyParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RevokePublishableKeyStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RevokePublishableKeyParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.publishable_key_id))
    }
}
