// This file was generated with `clorinde`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct ListOauthClientsParams {
    pub after: Option<uuid::Uuid>,
    pub limit: i64,
}
#[derive(Debug)]
pub struct InsertOauthClientParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::BytesSql,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
> {
    pub oauth_client_id: uuid::Uuid,
    pub name: T1,
    pub realm: T2,
    pub secret: Option<T3>,
    pub redirect_uris: T5,
    pub created_at: kernel_base::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct RevokeOauthClientParams {
    pub now: kernel_base::Timestamp,
    pub oauth_client_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct OauthClientRow {
    pub oauth_client_id: uuid::Uuid,
    pub name: String,
    pub realm: String,
    pub secret: Option<Vec<u8>>,
    pub redirect_uris: Vec<String>,
    pub created_at: kernel_base::Timestamp,
    pub revoked_at: Option<kernel_base::Timestamp>,
}
pub struct OauthClientRowBorrowed<'a> {
    pub oauth_client_id: uuid::Uuid,
    pub name: &'a str,
    pub realm: &'a str,
    pub secret: Option<&'a [u8]>,
    pub redirect_uris: crate::ArrayIterator<'a, &'a str>,
    pub created_at: kernel_base::Timestamp,
    pub revoked_at: Option<kernel_base::Timestamp>,
}
impl<'a> From<OauthClientRowBorrowed<'a>> for OauthClientRow {
    fn from(
        OauthClientRowBorrowed {
            oauth_client_id,
            name,
            realm,
            secret,
            redirect_uris,
            created_at,
            revoked_at,
        }: OauthClientRowBorrowed<'a>,
    ) -> Self {
        Self {
            oauth_client_id,
            name: name.into(),
            realm: realm.into(),
            secret: secret.map(|v| v.into()),
            redirect_uris: redirect_uris.map(|v| v.into()).collect(),
            created_at,
            revoked_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct OauthClientRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<OauthClientRowBorrowed, tokio_postgres::Error>,
    mapper: fn(OauthClientRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OauthClientRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(OauthClientRowBorrowed) -> R) -> OauthClientRowQuery<'c, 'a, 's, C, R, N> {
        OauthClientRowQuery {
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
pub struct ListOauthClientsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_oauth_clients() -> ListOauthClientsStmt {
    ListOauthClientsStmt(
        "SELECT oauth_client_id, name, realm, secret, redirect_uris, created_at, revoked_at FROM auth.oauth_client WHERE ($1::uuid IS NULL OR oauth_client_id > $1) ORDER BY oauth_client_id LIMIT $2",
        None,
    )
}
impl ListOauthClientsStmt {
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
    ) -> OauthClientRowQuery<'c, 'a, 's, C, OauthClientRow, 2> {
        OauthClientRowQuery {
            client,
            params: [after, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OauthClientRowBorrowed, tokio_postgres::Error> {
                Ok(OauthClientRowBorrowed {
                    oauth_client_id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    realm: row.try_get(2)?,
                    secret: row.try_get(3)?,
                    redirect_uris: row.try_get(4)?,
                    created_at: row.try_get(5)?,
                    revoked_at: row.try_get(6)?,
                })
            },
            mapper: |it| OauthClientRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListOauthClientsParams,
        OauthClientRowQuery<'c, 'a, 's, C, OauthClientRow, 2>,
        C,
    > for ListOauthClientsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListOauthClientsParams,
    ) -> OauthClientRowQuery<'c, 'a, 's, C, OauthClientRow, 2> {
        self.bind(client, &params.after, &params.limit)
    }
}
pub struct FindOauthClientStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_oauth_client() -> FindOauthClientStmt {
    FindOauthClientStmt(
        "SELECT oauth_client_id, name, realm, secret, redirect_uris, created_at, revoked_at FROM auth.oauth_client WHERE oauth_client_id = $1",
        None,
    )
}
impl FindOauthClientStmt {
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
        oauth_client_id: &'a uuid::Uuid,
    ) -> OauthClientRowQuery<'c, 'a, 's, C, OauthClientRow, 1> {
        OauthClientRowQuery {
            client,
            params: [oauth_client_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OauthClientRowBorrowed, tokio_postgres::Error> {
                Ok(OauthClientRowBorrowed {
                    oauth_client_id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    realm: row.try_get(2)?,
                    secret: row.try_get(3)?,
                    redirect_uris: row.try_get(4)?,
                    created_at: row.try_get(5)?,
                    revoked_at: row.try_get(6)?,
                })
            },
            mapper: |it| OauthClientRow::from(it),
        }
    }
}
pub struct InsertOauthClientStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_oauth_client() -> InsertOauthClientStmt {
    InsertOauthClientStmt(
        "INSERT INTO auth.oauth_client (oauth_client_id, name, realm, secret, redirect_uris, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        None,
    )
}
impl InsertOauthClientStmt {
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
        T4: crate::StringSql,
        T5: crate::ArraySql<Item = T4>,
    >(
        &'s self,
        client: &'c C,
        oauth_client_id: &'a uuid::Uuid,
        name: &'a T1,
        realm: &'a T2,
        secret: &'a Option<T3>,
        redirect_uris: &'a T5,
        created_at: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[oauth_client_id, name, realm, secret, redirect_uris, created_at]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::BytesSql,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertOauthClientParams<T1, T2, T3, T4, T5>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertOauthClientStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertOauthClientParams<T1, T2, T3, T4, T5>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.oauth_client_id,
            &params.name,
            &params.realm,
            &params.secret,
            &params.redirect_uris,
            &params.created_at,
        ))
    }
}
pub struct RevokeOauthClientStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn revoke_oauth_client() -> RevokeOauthClientStmt {
    RevokeOauthClientStmt(
        "UPDATE auth.oauth_client SET revoked_at = $1 WHERE oauth_client_id = $2 AND revoked_at IS NULL",
        None,
    )
}
impl RevokeOauthClientStmt {
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
        oauth_client_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, oauth_client_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RevokeOauthClientParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RevokeOauthClientStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RevokeOauthClientParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.oauth_client_id))
    }
}
