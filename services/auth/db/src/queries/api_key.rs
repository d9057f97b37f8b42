// This file was generated with `clorinde`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct ListApiKeysParams {
    pub after: Option<uuid::Uuid>,
    pub limit: i64,
}
#[derive(Debug)]
pub struct InsertApiKeyParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::BytesSql,
> {
    pub api_key_id: uuid::Uuid,
    pub name: T1,
    pub created_by: T2,
    pub scopes: T4,
    pub channels: Option<T6>,
    pub secret: T7,
    pub created_at: kernel_base::Timestamp,
    pub expires_at: Option<kernel_base::Timestamp>,
}
#[derive(Debug)]
pub struct UpdateApiKeyParams<T1: crate::BytesSql, T2: crate::BytesSql> {
    pub secret: T1,
    pub previous_secret: Option<T2>,
    pub previous_until: Option<kernel_base::Timestamp>,
    pub revoked_at: Option<kernel_base::Timestamp>,
    pub api_key_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct UseApiKeyParams {
    pub now: kernel_base::Timestamp,
    pub api_key_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ApiKeyRow {
    pub api_key_id: uuid::Uuid,
    pub name: String,
    pub created_by: String,
    pub scopes: Vec<String>,
    pub channels: Option<Vec<String>>,
    pub secret: Vec<u8>,
    pub previous_secret: Option<Vec<u8>>,
    pub previous_until: Option<kernel_base::Timestamp>,
    pub created_at: kernel_base::Timestamp,
    pub expires_at: Option<kernel_base::Timestamp>,
    pub last_used_at: Option<kernel_base::Timestamp>,
    pub revoked_at: Option<kernel_base::Timestamp>,
    pub version: i64,
}
pub struct ApiKeyRowBorrowed<'a> {
    pub api_key_id: uuid::Uuid,
    pub name: &'a str,
    pub created_by: &'a str,
    pub scopes: crate::ArrayIterator<'a, &'a str>,
    pub channels: Option<crate::ArrayIterator<'a, &'a str>>,
    pub secret: &'a [u8],
    pub previous_secret: Option<&'a [u8]>,
    pub previous_until: Option<kernel_base::Timestamp>,
    pub created_at: kernel_base::Timestamp,
    pub expires_at: Option<kernel_base::Timestamp>,
    pub last_used_at: Option<kernel_base::Timestamp>,
    pub revoked_at: Option<kernel_base::Timestamp>,
    pub version: i64,
}
impl<'a> From<ApiKeyRowBorrowed<'a>> for ApiKeyRow {
    fn from(
        ApiKeyRowBorrowed {
            api_key_id,
            name,
            created_by,
            scopes,
            channels,
            secret,
            previous_secret,
            previous_until,
            created_at,
            expires_at,
            last_used_at,
            revoked_at,
            version,
        }: ApiKeyRowBorrowed<'a>,
    ) -> Self {
        Self {
            api_key_id,
            name: name.into(),
            created_by: created_by.into(),
            scopes: scopes.map(|v| v.into()).collect(),
            channels: channels.map(|v| v.map(|v| v.into()).collect()),
            secret: secret.into(),
            previous_secret: previous_secret.map(|v| v.into()),
            previous_until,
            created_at,
            expires_at,
            last_used_at,
            revoked_at,
            version,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ApiKeyRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ApiKeyRowBorrowed, tokio_postgres::Error>,
    mapper: fn(ApiKeyRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ApiKeyRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ApiKeyRowBorrowed) -> R) -> ApiKeyRowQuery<'c, 'a, 's, C, R, N> {
        ApiKeyRowQuery {
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
pub struct ListApiKeysStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_api_keys() -> ListApiKeysStmt {
    ListApiKeysStmt(
        "SELECT api_key_id, name, created_by, scopes, channels, secret, previous_secret, previous_until, created_at, expires_at, last_used_at, revoked_at, version FROM auth.api_key WHERE ($1::uuid IS NULL OR api_key_id > $1) ORDER BY api_key_id LIMIT $2",
        None,
    )
}
impl ListApiKeysStmt {
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
    ) -> ApiKeyRowQuery<'c, 'a, 's, C, ApiKeyRow, 2> {
        ApiKeyRowQuery {
            client,
            params: [after, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ApiKeyRowBorrowed, tokio_postgres::Error> {
                Ok(ApiKeyRowBorrowed {
                    api_key_id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    created_by: row.try_get(2)?,
                    scopes: row.try_get(3)?,
                    channels: row.try_get(4)?,
                    secret: row.try_get(5)?,
                    previous_secret: row.try_get(6)?,
                    previous_until: row.try_get(7)?,
                    created_at: row.try_get(8)?,
                    expires_at: row.try_get(9)?,
                    last_used_at: row.try_get(10)?,
                    revoked_at: row.try_get(11)?,
                    version: row.try_get(12)?,
                })
            },
            mapper: |it| ApiKeyRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListApiKeysParams,
        ApiKeyRowQuery<'c, 'a, 's, C, ApiKeyRow, 2>,
        C,
    > for ListApiKeysStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListApiKeysParams,
    ) -> ApiKeyRowQuery<'c, 'a, 's, C, ApiKeyRow, 2> {
        self.bind(client, &params.after, &params.limit)
    }
}
pub struct FindApiKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_api_key() -> FindApiKeyStmt {
    FindApiKeyStmt(
        "SELECT api_key_id, name, created_by, scopes, channels, secret, previous_secret, previous_until, created_at, expires_at, last_used_at, revoked_at, version FROM auth.api_key WHERE api_key_id = $1",
        None,
    )
}
impl FindApiKeyStmt {
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
        api_key_id: &'a uuid::Uuid,
    ) -> ApiKeyRowQuery<'c, 'a, 's, C, ApiKeyRow, 1> {
        ApiKeyRowQuery {
            client,
            params: [api_key_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ApiKeyRowBorrowed, tokio_postgres::Error> {
                Ok(ApiKeyRowBorrowed {
                    api_key_id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    created_by: row.try_get(2)?,
                    scopes: row.try_get(3)?,
                    channels: row.try_get(4)?,
                    secret: row.try_get(5)?,
                    previous_secret: row.try_get(6)?,
                    previous_until: row.try_get(7)?,
                    created_at: row.try_get(8)?,
                    expires_at: row.try_get(9)?,
                    last_used_at: row.try_get(10)?,
                    revoked_at: row.try_get(11)?,
                    version: row.try_get(12)?,
                })
            },
            mapper: |it| ApiKeyRow::from(it),
        }
    }
}
pub struct InsertApiKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_api_key() -> InsertApiKeyStmt {
    InsertApiKeyStmt(
        "INSERT INTO auth.api_key (api_key_id, name, created_by, scopes, channels, secret, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        None,
    )
}
impl InsertApiKeyStmt {
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
        T4: crate::ArraySql<Item = T3>,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
        T7: crate::BytesSql,
    >(
        &'s self,
        client: &'c C,
        api_key_id: &'a uuid::Uuid,
        name: &'a T1,
        created_by: &'a T2,
        scopes: &'a T4,
        channels: &'a Option<T6>,
        secret: &'a T7,
        created_at: &'a kernel_base::Timestamp,
        expires_at: &'a Option<kernel_base::Timestamp>,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[api_key_id, name, created_by, scopes, channels, secret, created_at, expires_at],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::BytesSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertApiKeyParams<T1, T2, T3, T4, T5, T6, T7>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertApiKeyStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertApiKeyParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.api_key_id,
            &params.name,
            &params.created_by,
            &params.scopes,
            &params.channels,
            &params.secret,
            &params.created_at,
            &params.expires_at,
        ))
    }
}
pub struct UpdateApiKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_api_key() -> UpdateApiKeyStmt {
    UpdateApiKeyStmt(
        "UPDATE auth.api_key SET secret = $1, previous_secret = $2, previous_until = $3, revoked_at = $4, version = version + 1 WHERE api_key_id = $5 AND version = $6",
        None,
    )
}
impl UpdateApiKeyStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::BytesSql>(
        &'s self,
        client: &'c C,
        secret: &'a T1,
        previous_secret: &'a Option<T2>,
        previous_until: &'a Option<kernel_base::Timestamp>,
        revoked_at: &'a Option<kernel_base::Timestamp>,
        api_key_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[secret, previous_secret, previous_until, revoked_at, api_key_id, version])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql, T2: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateApiKeyParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateApiKeyStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateApiKeyParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.secret,
            &params.previous_secret,
            &params.previous_until,
            &params.revoked_at,
            &params.api_key_id,
            &params.version,
        ))
    }
}
pub struct UseApiKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn use_api_key() -> UseApiKeyStmt {
    UseApiKeyStmt(
        "UPDATE auth.api_key SET last_used_at = $1 WHERE api_key_id = $2 AND revoked_at IS NULL",
        None,
    )
}
impl UseApiKeyStmt {
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
        api_key_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, api_key_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UseApiKeyParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UseApiKeyStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UseApiKeyParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.api_key_id))
    }
}
