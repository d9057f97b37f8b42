// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertInvitationParams<
    T1: crate::BytesSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
> {
    pub token_hash: T1,
    pub user_id: uuid::Uuid,
    pub invited_by: T2,
    pub permissions: T4,
    pub channels: Option<T6>,
    pub expires_at: kernel_base::Timestamp,
    pub now: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct AcceptInvitationParams<T1: crate::BytesSql> {
    pub now: kernel_base::Timestamp,
    pub token_hash: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct RevokeInvitationsParams {
    pub now: kernel_base::Timestamp,
    pub user_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct InvitationRow {
    pub user_id: uuid::Uuid,
    pub permissions: Vec<String>,
    pub channels: Option<Vec<String>>,
    pub expires_at: kernel_base::Timestamp,
    pub accepted_at: Option<kernel_base::Timestamp>,
    pub revoked_at: Option<kernel_base::Timestamp>,
}
pub struct InvitationRowBorrowed<'a> {
    pub user_id: uuid::Uuid,
    pub permissions: crate::ArrayIterator<'a, &'a str>,
    pub channels: Option<crate::ArrayIterator<'a, &'a str>>,
    pub expires_at: kernel_base::Timestamp,
    pub accepted_at: Option<kernel_base::Timestamp>,
    pub revoked_at: Option<kernel_base::Timestamp>,
}
impl<'a> From<InvitationRowBorrowed<'a>> for InvitationRow {
    fn from(
        InvitationRowBorrowed {
            user_id,
            permissions,
            channels,
            expires_at,
            accepted_at,
            revoked_at,
        }: InvitationRowBorrowed<'a>,
    ) -> Self {
        Self {
            user_id,
            permissions: permissions.map(|v| v.into()).collect(),
            channels: channels.map(|v| v.map(|v| v.into()).collect()),
            expires_at,
            accepted_at,
            revoked_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct InvitationRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<InvitationRowBorrowed, tokio_postgres::Error>,
    mapper: fn(InvitationRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> InvitationRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(InvitationRowBorrowed) -> R) -> InvitationRowQuery<'c, 'a, 's, C, R, N> {
        InvitationRowQuery {
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
pub struct FindInvitationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_invitation() -> FindInvitationStmt {
    FindInvitationStmt(
        "SELECT user_id, permissions, channels, expires_at, accepted_at, revoked_at FROM \"user\".invitation WHERE token_hash = $1",
        None,
    )
}
impl FindInvitationStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>(
        &'s self,
        client: &'c C,
        token_hash: &'a T1,
    ) -> InvitationRowQuery<'c, 'a, 's, C, InvitationRow, 1> {
        InvitationRowQuery {
            client,
            params: [token_hash],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<InvitationRowBorrowed, tokio_postgres::Error> {
                Ok(InvitationRowBorrowed {
                    user_id: row.try_get(0)?,
                    permissions: row.try_get(1)?,
                    channels: row.try_get(2)?,
                    expires_at: row.try_get(3)?,
                    accepted_at: row.try_get(4)?,
                    revoked_at: row.try_get(5)?,
                })
            },
            mapper: |it| InvitationRow::from(it),
        }
    }
}
pub struct InsertInvitationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_invitation() -> InsertInvitationStmt {
    InsertInvitationStmt(
        "INSERT INTO \"user\".invitation (token_hash, user_id, invited_by, permissions, channels, expires_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        None,
    )
}
impl InsertInvitationStmt {
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
        T1: crate::BytesSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
    >(
        &'s self,
        client: &'c C,
        token_hash: &'a T1,
        user_id: &'a uuid::Uuid,
        invited_by: &'a T2,
        permissions: &'a T4,
        channels: &'a Option<T6>,
        expires_at: &'a kernel_base::Timestamp,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[token_hash, user_id, invited_by, permissions, channels, expires_at, now])
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::BytesSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertInvitationParams<T1, T2, T3, T4, T5, T6>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertInvitationStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertInvitationParams<T1, T2, T3, T4, T5, T6>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.token_hash,
            &params.user_id,
            &params.invited_by,
            &params.permissions,
            &params.channels,
            &params.expires_at,
            &params.now,
        ))
    }
}
pub struct AcceptInvitationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn accept_invitation() -> AcceptInvitationStmt {
    AcceptInvitationStmt(
        "UPDATE \"user\".invitation SET accepted_at = $1 WHERE token_hash = $2 AND accepted_at IS NULL AND revoked_at IS NULL",
        None,
    )
}
impl AcceptInvitationStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>(
        &'s self,
        client: &'c C,
        now: &'a kernel_base::Timestamp,
        token_hash: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, token_hash]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        AcceptInvitationParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for AcceptInvitationStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a AcceptInvitationParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.token_hash))
    }
}
pub struct RevokeInvitationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn revoke_invitations() -> RevokeInvitationsStmt {
    RevokeInvitationsStmt(
        "UPDATE \"user\".invitation SET revoked_at = $1 WHERE user_id = $2 AND accepted_at IS NULL AND revoked_at IS NULL",
        None,
    )
}
impl RevokeInvitationsStmt {
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
        user_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, user_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RevokeInvitationsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RevokeInvitationsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RevokeInvitationsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.user_id))
    }
}
