// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListSessionsParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub realm: T1,
    pub subject: T2,
    pub now: kernel_base::Timestamp,
    pub after: Option<uuid::Uuid>,
    pub limit: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ListOpenSessionsParams {
    pub account_id: uuid::Uuid,
    pub now: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct InsertSessionParams<T1: crate::StringSql, T2: crate::BytesSql> {
    pub session_id: uuid::Uuid,
    pub account_id: uuid::Uuid,
    pub oauth_client_id: Option<uuid::Uuid>,
    pub user_agent: Option<T1>,
    pub now: kernel_base::Timestamp,
    pub ends_at: kernel_base::Timestamp,
    pub token: T2,
}
#[derive(Debug)]
pub struct InsertRefreshTokenParams<T1: crate::BytesSql> {
    pub token: T1,
    pub session_id: uuid::Uuid,
    pub now: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct RotateParams<T1: crate::BytesSql, T2: crate::BytesSql> {
    pub successor: T1,
    pub now: kernel_base::Timestamp,
    pub session_id: uuid::Uuid,
    pub token: T2,
}
#[derive(Debug)]
pub struct RotateAgainParams<T1: crate::BytesSql, T2: crate::BytesSql> {
    pub successor: T1,
    pub now: kernel_base::Timestamp,
    pub session_id: uuid::Uuid,
    pub token: T2,
    pub since: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct RevokeSessionsParams<T1: crate::StringSql> {
    pub now: kernel_base::Timestamp,
    pub reason: T1,
    pub account_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct RevokeSessionParams<T1: crate::StringSql> {
    pub now: kernel_base::Timestamp,
    pub reason: T1,
    pub session_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct DisplaceSessionsParams {
    pub now: kernel_base::Timestamp,
    pub account_id: uuid::Uuid,
    pub kept: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteSessionsParams {
    pub before: kernel_base::Timestamp,
    pub limit: i64,
}
#[derive(Debug)]
pub struct FindSessionParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub session_id: uuid::Uuid,
    pub realm: T1,
    pub subject: T2,
    pub now: kernel_base::Timestamp,
}
#[derive(Debug, Clone, PartialEq)]
pub struct SessionRow {
    pub session_id: uuid::Uuid,
    pub user_agent: Option<String>,
    pub created_at: kernel_base::Timestamp,
    pub last_used_at: kernel_base::Timestamp,
    pub ends_at: kernel_base::Timestamp,
}
pub struct SessionRowBorrowed<'a> {
    pub session_id: uuid::Uuid,
    pub user_agent: Option<&'a str>,
    pub created_at: kernel_base::Timestamp,
    pub last_used_at: kernel_base::Timestamp,
    pub ends_at: kernel_base::Timestamp,
}
impl<'a> From<SessionRowBorrowed<'a>> for SessionRow {
    fn from(
        SessionRowBorrowed { session_id, user_agent, created_at, last_used_at, ends_at }: SessionRowBorrowed<
            'a,
        >,
    ) -> Self {
        Self { session_id, user_agent: user_agent.map(|v| v.into()), created_at, last_used_at, ends_at }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct FamilyRow {
    pub session_id: uuid::Uuid,
    pub oauth_client_id: Option<uuid::Uuid>,
    pub ends_at: kernel_base::Timestamp,
    pub current_token: Vec<u8>,
    pub previous_token: Option<Vec<u8>>,
    pub rotated_at: Option<kernel_base::Timestamp>,
    pub revoked_at: Option<kernel_base::Timestamp>,
    pub realm: String,
    pub subject: String,
    pub status: String,
}
pub struct FamilyRowBorrowed<'a> {
    pub session_id: uuid::Uuid,
    pub oauth_client_id: Option<uuid::Uuid>,
    pub ends_at: kernel_base::Timestamp,
    pub current_token: &'a [u8],
    pub previous_token: Option<&'a [u8]>,
    pub rotated_at: Option<kernel_base::Timestamp>,
    pub revoked_at: Option<kernel_base::Timestamp>,
    pub realm: &'a str,
    pub subject: &'a str,
    pub status: &'a str,
}
impl<'a> From<FamilyRowBorrowed<'a>> for FamilyRow {
    fn from(
        FamilyRowBorrowed {
            session_id,
            oauth_client_id,
            ends_at,
            current_token,
            previous_token,
            rotated_at,
            revoked_at,
            realm,
            subject,
            status,
        }: FamilyRowBorrowed<'a>,
    ) -> Self {
        Self {
            session_id,
            oauth_client_id,
            ends_at,
            current_token: current_token.into(),
            previous_token: previous_token.map(|v| v.into()),
            rotated_at,
            revoked_at,
            realm: realm.into(),
            subject: subject.into(),
            status: status.into(),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct SessionRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SessionRowBorrowed, tokio_postgres::Error>,
    mapper: fn(SessionRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SessionRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SessionRowBorrowed) -> R) -> SessionRowQuery<'c, 'a, 's, C, R, N> {
        SessionRowQuery {
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
pub struct UuidUuidQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<uuid::Uuid, tokio_postgres::Error>,
    mapper: fn(uuid::Uuid) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> UuidUuidQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(uuid::Uuid) -> R) -> UuidUuidQuery<'c, 'a, 's, C, R, N> {
        UuidUuidQuery {
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
pub struct FamilyRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FamilyRowBorrowed, tokio_postgres::Error>,
    mapper: fn(FamilyRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FamilyRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FamilyRowBorrowed) -> R) -> FamilyRowQuery<'c, 'a, 's, C, R, N> {
        FamilyRowQuery {
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
pub struct ListSessionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_sessions() -> ListSessionsStmt {
    ListSessionsStmt(
        "SELECT session.session_id, session.user_agent, session.created_at, session.last_used_at, session.ends_at FROM auth.session JOIN auth.account USING (account_id) WHERE account.realm = $1 AND account.subject = $2 AND session.revoked_at IS NULL AND session.ends_at > $3 AND ($4::uuid IS NULL OR session.session_id < $4) ORDER BY session.session_id DESC LIMIT $5",
        None,
    )
}
impl ListSessionsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        realm: &'a T1,
        subject: &'a T2,
        now: &'a kernel_base::Timestamp,
        after: &'a Option<uuid::Uuid>,
        limit: &'a i64,
    ) -> SessionRowQuery<'c, 'a, 's, C, SessionRow, 5> {
        SessionRowQuery {
            client,
            params: [realm, subject, now, after, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SessionRowBorrowed, tokio_postgres::Error> {
                Ok(SessionRowBorrowed {
                    session_id: row.try_get(0)?,
                    user_agent: row.try_get(1)?,
                    created_at: row.try_get(2)?,
                    last_used_at: row.try_get(3)?,
                    ends_at: row.try_get(4)?,
                })
            },
            mapper: |it| SessionRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListSessionsParams<T1, T2>,
        SessionRowQuery<'c, 'a, 's, C, SessionRow, 5>,
        C,
    > for ListSessionsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListSessionsParams<T1, T2>,
    ) -> SessionRowQuery<'c, 'a, 's, C, SessionRow, 5> {
        self.bind(client, &params.realm, &params.subject, &params.now, &params.after, &params.limit)
    }
}
pub struct ListOpenSessionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_open_sessions() -> ListOpenSessionsStmt {
    ListOpenSessionsStmt(
        "SELECT session_id FROM auth.session WHERE account_id = $1 AND revoked_at IS NULL AND ends_at > $2 ORDER BY session_id",
        None,
    )
}
impl ListOpenSessionsStmt {
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
        account_id: &'a uuid::Uuid,
        now: &'a kernel_base::Timestamp,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [account_id, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListOpenSessionsParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for ListOpenSessionsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListOpenSessionsParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.account_id, &params.now)
    }
}
pub struct FindFamilyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_family() -> FindFamilyStmt {
    FindFamilyStmt(
        "SELECT session.session_id, session.oauth_client_id, session.ends_at, session.current_token, session.previous_token, session.rotated_at, session.revoked_at, account.realm, account.subject, account.status FROM auth.refresh_token JOIN auth.session USING (session_id) JOIN auth.account USING (account_id) WHERE refresh_token.token = $1",
        None,
    )
}
impl FindFamilyStmt {
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
        token: &'a T1,
    ) -> FamilyRowQuery<'c, 'a, 's, C, FamilyRow, 1> {
        FamilyRowQuery {
            client,
            params: [token],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FamilyRowBorrowed, tokio_postgres::Error> {
                Ok(FamilyRowBorrowed {
                    session_id: row.try_get(0)?,
                    oauth_client_id: row.try_get(1)?,
                    ends_at: row.try_get(2)?,
                    current_token: row.try_get(3)?,
                    previous_token: row.try_get(4)?,
                    rotated_at: row.try_get(5)?,
                    revoked_at: row.try_get(6)?,
                    realm: row.try_get(7)?,
                    subject: row.try_get(8)?,
                    status: row.try_get(9)?,
                })
            },
            mapper: |it| FamilyRow::from(it),
        }
    }
}
pub struct InsertSessionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_session() -> InsertSessionStmt {
    InsertSessionStmt(
        "INSERT INTO auth.session ( session_id, account_id, oauth_client_id, user_agent, created_at, last_used_at, ends_at, current_token ) VALUES ($1, $2, $3, $4, $5, $5, $6, $7)",
        None,
    )
}
impl InsertSessionStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::BytesSql>(
        &'s self,
        client: &'c C,
        session_id: &'a uuid::Uuid,
        account_id: &'a uuid::Uuid,
        oauth_client_id: &'a Option<uuid::Uuid>,
        user_agent: &'a Option<T1>,
        now: &'a kernel_base::Timestamp,
        ends_at: &'a kernel_base::Timestamp,
        token: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[session_id, account_id, oauth_client_id, user_agent, now, ends_at, token])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertSessionParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertSessionStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertSessionParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.session_id,
            &params.account_id,
            &params.oauth_client_id,
            &params.user_agent,
            &params.now,
            &params.ends_at,
            &params.token,
        ))
    }
}
pub struct InsertRefreshTokenStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_refresh_token() -> InsertRefreshTokenStmt {
    InsertRefreshTokenStmt(
        "INSERT INTO auth.refresh_token (token, session_id, created_at) VALUES ($1, $2, $3)",
        None,
    )
}
impl InsertRefreshTokenStmt {
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
        token: &'a T1,
        session_id: &'a uuid::Uuid,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[token, session_id, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertRefreshTokenParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertRefreshTokenStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertRefreshTokenParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.token, &params.session_id, &params.now))
    }
}
pub struct RotateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn rotate() -> RotateStmt {
    RotateStmt(
        "UPDATE auth.session SET previous_token = current_token, current_token = $1, rotated_at = $2, last_used_at = $2 WHERE session_id = $3 AND current_token = $4 AND revoked_at IS NULL",
        None,
    )
}
impl RotateStmt {
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
        successor: &'a T1,
        now: &'a kernel_base::Timestamp,
        session_id: &'a uuid::Uuid,
        token: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[successor, now, session_id, token]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql, T2: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RotateParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RotateStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RotateParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.successor, &params.now, &params.session_id, &params.token))
    }
}
pub struct RotateAgainStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn rotate_again() -> RotateAgainStmt {
    RotateAgainStmt(
        "UPDATE auth.session SET current_token = $1, last_used_at = $2 WHERE session_id = $3 AND previous_token = $4 AND rotated_at >= $5 AND revoked_at IS NULL",
        None,
    )
}
impl RotateAgainStmt {
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
        successor: &'a T1,
        now: &'a kernel_base::Timestamp,
        session_id: &'a uuid::Uuid,
        token: &'a T2,
        since: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[successor, now, session_id, token, since]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql, T2: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RotateAgainParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RotateAgainStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RotateAgainParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.successor,
            &params.now,
            &params.session_id,
            &params.token,
            &params.since,
        ))
    }
}
pub struct RevokeSessionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn revoke_sessions() -> RevokeSessionsStmt {
    RevokeSessionsStmt(
        "UPDATE auth.session SET revoked_at = $1, revoked_reason = $2 WHERE account_id = $3 AND revoked_at IS NULL AND ends_at > $1",
        None,
    )
}
impl RevokeSessionsStmt {
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
        now: &'a kernel_base::Timestamp,
        reason: &'a T1,
        account_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, reason, account_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RevokeSessionsParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RevokeSessionsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RevokeSessionsParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.reason, &params.account_id))
    }
}
pub struct RevokeSessionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn revoke_session() -> RevokeSessionStmt {
    RevokeSessionStmt(
        "UPDATE auth.session SET revoked_at = $1, revoked_reason = $2 WHERE session_id = $3 AND revoked_at IS NULL",
        None,
    )
}
impl RevokeSessionStmt {
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
        now: &'a kernel_base::Timestamp,
        reason: &'a T1,
        session_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, reason, session_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RevokeSessionParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RevokeSessionStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RevokeSessionParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.reason, &params.session_id))
    }
}
pub struct DisplaceSessionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn displace_sessions() -> DisplaceSessionsStmt {
    DisplaceSessionsStmt(
        "UPDATE auth.session SET revoked_at = $1, revoked_reason = 'displaced' WHERE session_id IN ( SELECT session_id FROM auth.session WHERE account_id = $2 AND revoked_at IS NULL ORDER BY session_id DESC OFFSET $3 )",
        None,
    )
}
impl DisplaceSessionsStmt {
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
        account_id: &'a uuid::Uuid,
        kept: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, account_id, kept]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DisplaceSessionsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DisplaceSessionsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DisplaceSessionsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.account_id, &params.kept))
    }
}
pub struct DeleteSessionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_sessions() -> DeleteSessionsStmt {
    DeleteSessionsStmt(
        "DELETE FROM auth.session WHERE session_id IN (SELECT session_id FROM auth.session WHERE ends_at <= $1 ORDER BY ends_at LIMIT $2)",
        None,
    )
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
        before: &'a kernel_base::Timestamp,
        limit: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[before, limit]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteSessionsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteSessionsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteSessionsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.before, &params.limit))
    }
}
pub struct FindSessionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_session() -> FindSessionStmt {
    FindSessionStmt(
        "SELECT session.session_id FROM auth.session JOIN auth.account USING (account_id) WHERE session.session_id = $1 AND account.realm = $2 AND account.subject = $3 AND session.revoked_at IS NULL AND session.ends_at > $4",
        None,
    )
}
impl FindSessionStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        session_id: &'a uuid::Uuid,
        realm: &'a T1,
        subject: &'a T2,
        now: &'a kernel_base::Timestamp,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4> {
        UuidUuidQuery {
            client,
            params: [session_id, realm, subject, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FindSessionParams<T1, T2>,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4>,
        C,
    > for FindSessionStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindSessionParams<T1, T2>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4> {
        self.bind(client, &params.session_id, &params.realm, &params.subject, &params.now)
    }
}
