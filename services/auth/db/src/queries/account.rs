// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct FindLoginParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub address: T1,
    pub realm: T2,
    pub email: T3,
}
#[derive(Debug)]
pub struct FindAccountParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub realm: T1,
    pub subject: T2,
}
#[derive(Debug)]
pub struct FindAccountByEmailParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub realm: T1,
    pub email: T2,
}
#[derive(Debug)]
pub struct InsertAccountParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
> {
    pub account_id: uuid::Uuid,
    pub realm: T1,
    pub subject: T2,
    pub email: T3,
    pub password_hash: T4,
    pub now: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct UpdateAccountParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub email: T1,
    pub email_verified_at: Option<kernel_base::Timestamp>,
    pub password_hash: T2,
    pub status: T3,
    pub now: kernel_base::Timestamp,
    pub account_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct VerifyEmailParams {
    pub now: kernel_base::Timestamp,
    pub account_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug)]
pub struct SignInParams<T1: crate::StringSql> {
    pub now: kernel_base::Timestamp,
    pub password_hash: T1,
    pub account_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct FindLogin {
    pub account_id: uuid::Uuid,
    pub subject: String,
    pub email_verified_at: Option<kernel_base::Timestamp>,
    pub password_hash: String,
    pub status: String,
    pub version: i64,
    pub seen: bool,
    pub known: bool,
}
pub struct FindLoginBorrowed<'a> {
    pub account_id: uuid::Uuid,
    pub subject: &'a str,
    pub email_verified_at: Option<kernel_base::Timestamp>,
    pub password_hash: &'a str,
    pub status: &'a str,
    pub version: i64,
    pub seen: bool,
    pub known: bool,
}
impl<'a> From<FindLoginBorrowed<'a>> for FindLogin {
    fn from(
        FindLoginBorrowed {
            account_id,
            subject,
            email_verified_at,
            password_hash,
            status,
            version,
            seen,
            known,
        }: FindLoginBorrowed<'a>,
    ) -> Self {
        Self {
            account_id,
            subject: subject.into(),
            email_verified_at,
            password_hash: password_hash.into(),
            status: status.into(),
            version,
            seen,
            known,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct AccountRow {
    pub account_id: uuid::Uuid,
    pub realm: String,
    pub subject: String,
    pub email: String,
    pub email_verified_at: Option<kernel_base::Timestamp>,
    pub password_hash: String,
    pub status: String,
    pub version: i64,
}
pub struct AccountRowBorrowed<'a> {
    pub account_id: uuid::Uuid,
    pub realm: &'a str,
    pub subject: &'a str,
    pub email: &'a str,
    pub email_verified_at: Option<kernel_base::Timestamp>,
    pub password_hash: &'a str,
    pub status: &'a str,
    pub version: i64,
}
impl<'a> From<AccountRowBorrowed<'a>> for AccountRow {
    fn from(
        AccountRowBorrowed {
            account_id,
            realm,
            subject,
            email,
            email_verified_at,
            password_hash,
            status,
            version,
        }: AccountRowBorrowed<'a>,
    ) -> Self {
        Self {
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
pub struct FindLoginQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindLoginBorrowed, tokio_postgres::Error>,
    mapper: fn(FindLoginBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindLoginQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FindLoginBorrowed) -> R) -> FindLoginQuery<'c, 'a, 's, C, R, N> {
        FindLoginQuery {
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
pub struct AccountRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<AccountRowBorrowed, tokio_postgres::Error>,
    mapper: fn(AccountRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> AccountRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(AccountRowBorrowed) -> R) -> AccountRowQuery<'c, 'a, 's, C, R, N> {
        AccountRowQuery {
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
pub struct FindLoginStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_login() -> FindLoginStmt {
    FindLoginStmt(
        "SELECT account_id, subject, email_verified_at, password_hash, status, version, last_login_at IS NOT NULL AS seen, EXISTS ( SELECT 1 FROM auth.known_address AS known WHERE known.account_id = account.account_id AND known.address = $1 ) AS known FROM auth.account WHERE realm = $2 AND email = $3",
        None,
    )
}
impl FindLoginStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<
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
        address: &'a T1,
        realm: &'a T2,
        email: &'a T3,
    ) -> FindLoginQuery<'c, 'a, 's, C, FindLogin, 3> {
        FindLoginQuery {
            client,
            params: [address, realm, email],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FindLoginBorrowed, tokio_postgres::Error> {
                Ok(FindLoginBorrowed {
                    account_id: row.try_get(0)?,
                    subject: row.try_get(1)?,
                    email_verified_at: row.try_get(2)?,
                    password_hash: row.try_get(3)?,
                    status: row.try_get(4)?,
                    version: row.try_get(5)?,
                    seen: row.try_get(6)?,
                    known: row.try_get(7)?,
                })
            },
            mapper: |it| FindLogin::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FindLoginParams<T1, T2, T3>,
        FindLoginQuery<'c, 'a, 's, C, FindLogin, 3>,
        C,
    > for FindLoginStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindLoginParams<T1, T2, T3>,
    ) -> FindLoginQuery<'c, 'a, 's, C, FindLogin, 3> {
        self.bind(client, &params.address, &params.realm, &params.email)
    }
}
pub struct FindAccountStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_account() -> FindAccountStmt {
    FindAccountStmt(
        "SELECT account_id, realm, subject, email, email_verified_at, password_hash, status, version FROM auth.account WHERE realm = $1 AND subject = $2",
        None,
    )
}
impl FindAccountStmt {
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
    ) -> AccountRowQuery<'c, 'a, 's, C, AccountRow, 2> {
        AccountRowQuery {
            client,
            params: [realm, subject],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AccountRowBorrowed, tokio_postgres::Error> {
                Ok(AccountRowBorrowed {
                    account_id: row.try_get(0)?,
                    realm: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    email: row.try_get(3)?,
                    email_verified_at: row.try_get(4)?,
                    password_hash: row.try_get(5)?,
                    status: row.try_get(6)?,
                    version: row.try_get(7)?,
                })
            },
            mapper: |it| AccountRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FindAccountParams<T1, T2>,
        AccountRowQuery<'c, 'a, 's, C, AccountRow, 2>,
        C,
    > for FindAccountStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindAccountParams<T1, T2>,
    ) -> AccountRowQuery<'c, 'a, 's, C, AccountRow, 2> {
        self.bind(client, &params.realm, &params.subject)
    }
}
pub struct FindAccountByIdStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_account_by_id() -> FindAccountByIdStmt {
    FindAccountByIdStmt(
        "SELECT account_id, realm, subject, email, email_verified_at, password_hash, status, version FROM auth.account WHERE account_id = $1",
        None,
    )
}
impl FindAccountByIdStmt {
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
    ) -> AccountRowQuery<'c, 'a, 's, C, AccountRow, 1> {
        AccountRowQuery {
            client,
            params: [account_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AccountRowBorrowed, tokio_postgres::Error> {
                Ok(AccountRowBorrowed {
                    account_id: row.try_get(0)?,
                    realm: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    email: row.try_get(3)?,
                    email_verified_at: row.try_get(4)?,
                    password_hash: row.try_get(5)?,
                    status: row.try_get(6)?,
                    version: row.try_get(7)?,
                })
            },
            mapper: |it| AccountRow::from(it),
        }
    }
}
pub struct FindAccountByEmailStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_account_by_email() -> FindAccountByEmailStmt {
    FindAccountByEmailStmt(
        "SELECT account_id, realm, subject, email, email_verified_at, password_hash, status, version FROM auth.account WHERE realm = $1 AND email = $2",
        None,
    )
}
impl FindAccountByEmailStmt {
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
        email: &'a T2,
    ) -> AccountRowQuery<'c, 'a, 's, C, AccountRow, 2> {
        AccountRowQuery {
            client,
            params: [realm, email],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AccountRowBorrowed, tokio_postgres::Error> {
                Ok(AccountRowBorrowed {
                    account_id: row.try_get(0)?,
                    realm: row.try_get(1)?,
                    subject: row.try_get(2)?,
                    email: row.try_get(3)?,
                    email_verified_at: row.try_get(4)?,
                    password_hash: row.try_get(5)?,
                    status: row.try_get(6)?,
                    version: row.try_get(7)?,
                })
            },
            mapper: |it| AccountRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FindAccountByEmailParams<T1, T2>,
        AccountRowQuery<'c, 'a, 's, C, AccountRow, 2>,
        C,
    > for FindAccountByEmailStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindAccountByEmailParams<T1, T2>,
    ) -> AccountRowQuery<'c, 'a, 's, C, AccountRow, 2> {
        self.bind(client, &params.realm, &params.email)
    }
}
pub struct InsertAccountStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_account() -> InsertAccountStmt {
    InsertAccountStmt(
        "INSERT INTO auth.account (account_id, realm, subject, email, password_hash, status, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, 'active', $6, $6)",
        None,
    )
}
impl InsertAccountStmt {
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
        T4: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        account_id: &'a uuid::Uuid,
        realm: &'a T1,
        subject: &'a T2,
        email: &'a T3,
        password_hash: &'a T4,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[account_id, realm, subject, email, password_hash, now]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertAccountParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertAccountStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertAccountParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.account_id,
            &params.realm,
            &params.subject,
            &params.email,
            &params.password_hash,
            &params.now,
        ))
    }
}
pub struct UpdateAccountStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_account() -> UpdateAccountStmt {
    UpdateAccountStmt(
        "UPDATE auth.account SET email = $1, email_verified_at = $2, password_hash = $3, status = $4, version = version + 1, updated_at = $5 WHERE account_id = $6 AND version = $7",
        None,
    )
}
impl UpdateAccountStmt {
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
        email: &'a T1,
        email_verified_at: &'a Option<kernel_base::Timestamp>,
        password_hash: &'a T2,
        status: &'a T3,
        now: &'a kernel_base::Timestamp,
        account_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[email, email_verified_at, password_hash, status, now, account_id, version])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateAccountParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateAccountStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateAccountParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.email,
            &params.email_verified_at,
            &params.password_hash,
            &params.status,
            &params.now,
            &params.account_id,
            &params.version,
        ))
    }
}
pub struct VerifyEmailStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn verify_email() -> VerifyEmailStmt {
    VerifyEmailStmt(
        "UPDATE auth.account SET email_verified_at = $1 WHERE account_id = $2 AND version = $3 AND status = 'active'",
        None,
    )
}
impl VerifyEmailStmt {
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
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, account_id, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        VerifyEmailParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for VerifyEmailStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a VerifyEmailParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.account_id, &params.version))
    }
}
pub struct SignInStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn sign_in() -> SignInStmt {
    SignInStmt(
        "UPDATE auth.account SET last_login_at = $1, password_hash = $2 WHERE account_id = $3 AND version = $4 AND status = 'active'",
        None,
    )
}
impl SignInStmt {
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
        password_hash: &'a T1,
        account_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, password_hash, account_id, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SignInParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SignInStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SignInParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.password_hash, &params.account_id, &params.version))
    }
}
