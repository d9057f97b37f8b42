// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertLetterParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub letter_id: uuid::Uuid,
    pub kind: T1,
    pub realm: T2,
    pub account_id: Option<uuid::Uuid>,
    pub address: T3,
    pub now: kernel_base::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct TakeLettersParams {
    pub now: kernel_base::Timestamp,
    pub limit: i64,
}
#[derive(Debug)]
pub struct InsertEmailTokenParams<T1: crate::BytesSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub token: T1,
    pub kind: T2,
    pub account_id: uuid::Uuid,
    pub address: T3,
    pub expires_at: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct UseEmailTokenParams<T1: crate::BytesSql> {
    pub now: kernel_base::Timestamp,
    pub token: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct UseEmailTokensOfParams {
    pub now: kernel_base::Timestamp,
    pub account_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct LetterRow {
    pub letter_id: uuid::Uuid,
    pub kind: String,
    pub realm: String,
    pub account_id: Option<uuid::Uuid>,
    pub address: String,
    pub created_at: kernel_base::Timestamp,
}
pub struct LetterRowBorrowed<'a> {
    pub letter_id: uuid::Uuid,
    pub kind: &'a str,
    pub realm: &'a str,
    pub account_id: Option<uuid::Uuid>,
    pub address: &'a str,
    pub created_at: kernel_base::Timestamp,
}
impl<'a> From<LetterRowBorrowed<'a>> for LetterRow {
    fn from(
        LetterRowBorrowed { letter_id, kind, realm, account_id, address, created_at }: LetterRowBorrowed<'a>,
    ) -> Self {
        Self {
            letter_id,
            kind: kind.into(),
            realm: realm.into(),
            account_id,
            address: address.into(),
            created_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct FindEmailToken {
    pub kind: String,
    pub address: String,
    pub expires_at: kernel_base::Timestamp,
    pub used_at: Option<kernel_base::Timestamp>,
    pub account_id: uuid::Uuid,
    pub realm: String,
    pub subject: String,
    pub email: String,
    pub email_verified_at: Option<kernel_base::Timestamp>,
    pub password_hash: String,
    pub status: String,
    pub version: i64,
}
pub struct FindEmailTokenBorrowed<'a> {
    pub kind: &'a str,
    pub address: &'a str,
    pub expires_at: kernel_base::Timestamp,
    pub used_at: Option<kernel_base::Timestamp>,
    pub account_id: uuid::Uuid,
    pub realm: &'a str,
    pub subject: &'a str,
    pub email: &'a str,
    pub email_verified_at: Option<kernel_base::Timestamp>,
    pub password_hash: &'a str,
    pub status: &'a str,
    pub version: i64,
}
impl<'a> From<FindEmailTokenBorrowed<'a>> for FindEmailToken {
    fn from(
        FindEmailTokenBorrowed {
            kind,
            address,
            expires_at,
            used_at,
            account_id,
            realm,
            subject,
            email,
            email_verified_at,
            password_hash,
            status,
            version,
        }: FindEmailTokenBorrowed<'a>,
    ) -> Self {
        Self {
            kind: kind.into(),
            address: address.into(),
            expires_at,
            used_at,
            account_id,
            realm: realm.into(),
            subject: subject.into(),
            email: email.into(),
            email_verified_at,
            password_hash: password_hash.into(),
            status: status.into(),
            version,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct LetterRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LetterRowBorrowed, tokio_postgres::Error>,
    mapper: fn(LetterRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LetterRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(LetterRowBorrowed) -> R) -> LetterRowQuery<'c, 'a, 's, C, R, N> {
        LetterRowQuery {
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
pub struct FindEmailTokenQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindEmailTokenBorrowed, tokio_postgres::Error>,
    mapper: fn(FindEmailTokenBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindEmailTokenQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FindEmailTokenBorrowed) -> R) -> FindEmailTokenQuery<'c, 'a, 's, C, R, N> {
        FindEmailTokenQuery {
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
pub struct InsertLetterStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_letter() -> InsertLetterStmt {
    InsertLetterStmt(
        "INSERT INTO auth.letter (letter_id, kind, realm, account_id, address, created_at, due_at) VALUES ($1, $2, $3, $4, $5, $6, $6)",
        None,
    )
}
impl InsertLetterStmt {
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
        letter_id: &'a uuid::Uuid,
        kind: &'a T1,
        realm: &'a T2,
        account_id: &'a Option<uuid::Uuid>,
        address: &'a T3,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[letter_id, kind, realm, account_id, address, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertLetterParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertLetterStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertLetterParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.letter_id,
            &params.kind,
            &params.realm,
            &params.account_id,
            &params.address,
            &params.now,
        ))
    }
}
pub struct TakeLettersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_letters() -> TakeLettersStmt {
    TakeLettersStmt(
        "UPDATE auth.letter SET attempts = attempts + 1, due_at = $1::timestamptz + (attempts + 1) * interval '1 minute' WHERE letter_id IN ( SELECT letter_id FROM auth.letter WHERE due_at <= $1 ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED ) RETURNING letter_id, kind, realm, account_id, address, created_at",
        None,
    )
}
impl TakeLettersStmt {
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
        limit: &'a i64,
    ) -> LetterRowQuery<'c, 'a, 's, C, LetterRow, 2> {
        LetterRowQuery {
            client,
            params: [now, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LetterRowBorrowed, tokio_postgres::Error> {
                Ok(LetterRowBorrowed {
                    letter_id: row.try_get(0)?,
                    kind: row.try_get(1)?,
                    realm: row.try_get(2)?,
                    account_id: row.try_get(3)?,
                    address: row.try_get(4)?,
                    created_at: row.try_get(5)?,
                })
            },
            mapper: |it| LetterRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        TakeLettersParams,
        LetterRowQuery<'c, 'a, 's, C, LetterRow, 2>,
        C,
    > for TakeLettersStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TakeLettersParams,
    ) -> LetterRowQuery<'c, 'a, 's, C, LetterRow, 2> {
        self.bind(client, &params.now, &params.limit)
    }
}
pub struct DeleteLetterStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_letter() -> DeleteLetterStmt {
    DeleteLetterStmt("DELETE FROM auth.letter WHERE letter_id = $1", None)
}
impl DeleteLetterStmt {
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
        letter_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[letter_id]).await
    }
}
pub struct DeleteLettersOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_letters_of() -> DeleteLettersOfStmt {
    DeleteLettersOfStmt("DELETE FROM auth.letter WHERE account_id = $1", None)
}
impl DeleteLettersOfStmt {
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
pub struct DeleteLettersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_letters() -> DeleteLettersStmt {
    DeleteLettersStmt("DELETE FROM auth.letter WHERE due_at < $1", None)
}
impl DeleteLettersStmt {
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
pub struct InsertEmailTokenStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_email_token() -> InsertEmailTokenStmt {
    InsertEmailTokenStmt(
        "INSERT INTO auth.email_token (token, kind, account_id, address, expires_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (token) DO NOTHING",
        None,
    )
}
impl InsertEmailTokenStmt {
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
    >(
        &'s self,
        client: &'c C,
        token: &'a T1,
        kind: &'a T2,
        account_id: &'a uuid::Uuid,
        address: &'a T3,
        expires_at: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[token, kind, account_id, address, expires_at]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertEmailTokenParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertEmailTokenStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertEmailTokenParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.token,
            &params.kind,
            &params.account_id,
            &params.address,
            &params.expires_at,
        ))
    }
}
pub struct FindEmailTokenStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_email_token() -> FindEmailTokenStmt {
    FindEmailTokenStmt(
        "SELECT email_token.kind, email_token.address, email_token.expires_at, email_token.used_at, account.account_id, account.realm, account.subject, account.email, account.email_verified_at, account.password_hash, account.status, account.version FROM auth.email_token JOIN auth.account USING (account_id) WHERE email_token.token = $1",
        None,
    )
}
impl FindEmailTokenStmt {
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
    ) -> FindEmailTokenQuery<'c, 'a, 's, C, FindEmailToken, 1> {
        FindEmailTokenQuery {
            client,
            params: [token],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FindEmailTokenBorrowed, tokio_postgres::Error> {
                Ok(FindEmailTokenBorrowed {
                    kind: row.try_get(0)?,
                    address: row.try_get(1)?,
                    expires_at: row.try_get(2)?,
                    used_at: row.try_get(3)?,
                    account_id: row.try_get(4)?,
                    realm: row.try_get(5)?,
                    subject: row.try_get(6)?,
                    email: row.try_get(7)?,
                    email_verified_at: row.try_get(8)?,
                    password_hash: row.try_get(9)?,
                    status: row.try_get(10)?,
                    version: row.try_get(11)?,
                })
            },
            mapper: |it| FindEmailToken::from(it),
        }
    }
}
pub struct UseEmailTokenStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn use_email_token() -> UseEmailTokenStmt {
    UseEmailTokenStmt("UPDATE auth.email_token SET used_at = $1 WHERE token = $2 AND used_at IS NULL", None)
}
impl UseEmailTokenStmt {
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
        token: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, token]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UseEmailTokenParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UseEmailTokenStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UseEmailTokenParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.token))
    }
}
pub struct UseEmailTokensOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn use_email_tokens_of() -> UseEmailTokensOfStmt {
    UseEmailTokensOfStmt(
        "UPDATE auth.email_token SET used_at = $1 WHERE account_id = $2 AND used_at IS NULL",
        None,
    )
}
impl UseEmailTokensOfStmt {
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
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, account_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UseEmailTokensOfParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UseEmailTokensOfStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UseEmailTokensOfParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.account_id))
    }
}
pub struct DeleteEmailTokensStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_email_tokens() -> DeleteEmailTokensStmt {
    DeleteEmailTokensStmt("DELETE FROM auth.email_token WHERE expires_at < $1", None)
}
impl DeleteEmailTokensStmt {
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
