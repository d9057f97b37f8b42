// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertAuthorizationCodeParams<
    T1: crate::BytesSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
> {
    pub code: T1,
    pub oauth_client_id: uuid::Uuid,
    pub account_id: uuid::Uuid,
    pub account_version: i64,
    pub redirect_uri: T2,
    pub challenge: T3,
    pub user_agent: Option<T4>,
    pub created_at: kernel_base::Timestamp,
    pub expires_at: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct UseAuthorizationCodeParams<T1: crate::BytesSql> {
    pub session_id: uuid::Uuid,
    pub code: T1,
}
#[derive(Debug, Clone, PartialEq)]
pub struct FindAuthorizationCode {
    pub oauth_client_id: uuid::Uuid,
    pub account_version: i64,
    pub redirect_uri: String,
    pub challenge: String,
    pub user_agent: Option<String>,
    pub expires_at: kernel_base::Timestamp,
    pub session_id: Option<uuid::Uuid>,
    pub account_id: uuid::Uuid,
    pub realm: String,
    pub subject: String,
    pub email: String,
    pub email_verified_at: Option<kernel_base::Timestamp>,
    pub password_hash: String,
    pub status: String,
    pub version: i64,
}
pub struct FindAuthorizationCodeBorrowed<'a> {
    pub oauth_client_id: uuid::Uuid,
    pub account_version: i64,
    pub redirect_uri: &'a str,
    pub challenge: &'a str,
    pub user_agent: Option<&'a str>,
    pub expires_at: kernel_base::Timestamp,
    pub session_id: Option<uuid::Uuid>,
    pub account_id: uuid::Uuid,
    pub realm: &'a str,
    pub subject: &'a str,
    pub email: &'a str,
    pub email_verified_at: Option<kernel_base::Timestamp>,
    pub password_hash: &'a str,
    pub status: &'a str,
    pub version: i64,
}
impl<'a> From<FindAuthorizationCodeBorrowed<'a>> for FindAuthorizationCode {
    fn from(
        FindAuthorizationCodeBorrowed {
            oauth_client_id,
            account_version,
            redirect_uri,
            challenge,
            user_agent,
            expires_at,
            session_id,
            account_id,
            realm,
            subject,
            email,
            email_verified_at,
            password_hash,
            status,
            version,
        }: FindAuthorizationCodeBorrowed<'a>,
    ) -> Self {
        Self {
            oauth_client_id,
            account_version,
            redirect_uri: redirect_uri.into(),
            challenge: challenge.into(),
            user_agent: user_agent.map(|v| v.into()),
            expires_at,
            session_id,
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
pub struct FindAuthorizationCodeQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindAuthorizationCodeBorrowed, tokio_postgres::Error>,
    mapper: fn(FindAuthorizationCodeBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindAuthorizationCodeQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(FindAuthorizationCodeBorrowed) -> R,
    ) -> FindAuthorizationCodeQuery<'c, 'a, 's, C, R, N> {
        FindAuthorizationCodeQuery {
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
pub struct InsertAuthorizationCodeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_authorization_code() -> InsertAuthorizationCodeStmt {
    InsertAuthorizationCodeStmt(
        "INSERT INTO auth.authorization_code ( code, oauth_client_id, account_id, account_version, redirect_uri, challenge, user_agent, created_at, expires_at ) VALUES ( $1, $2, $3, $4, $5, $6, $7, $8, $9 )",
        None,
    )
}
impl InsertAuthorizationCodeStmt {
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
        T4: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        code: &'a T1,
        oauth_client_id: &'a uuid::Uuid,
        account_id: &'a uuid::Uuid,
        account_version: &'a i64,
        redirect_uri: &'a T2,
        challenge: &'a T3,
        user_agent: &'a Option<T4>,
        created_at: &'a kernel_base::Timestamp,
        expires_at: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    code,
                    oauth_client_id,
                    account_id,
                    account_version,
                    redirect_uri,
                    challenge,
                    user_agent,
                    created_at,
                    expires_at,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::BytesSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertAuthorizationCodeParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertAuthorizationCodeStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertAuthorizationCodeParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.code,
            &params.oauth_client_id,
            &params.account_id,
            &params.account_version,
            &params.redirect_uri,
            &params.challenge,
            &params.user_agent,
            &params.created_at,
            &params.expires_at,
        ))
    }
}
pub struct FindAuthorizationCodeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_authorization_code() -> FindAuthorizationCodeStmt {
    FindAuthorizationCodeStmt(
        "SELECT authorization_code.oauth_client_id, authorization_code.account_version, authorization_code.redirect_uri, authorization_code.challenge, authorization_code.user_agent, authorization_code.expires_at, authorization_code.session_id, account.account_id, account.realm, account.subject, account.email, account.email_verified_at, account.password_hash, account.status, account.version FROM auth.authorization_code JOIN auth.account USING (account_id) WHERE authorization_code.code = $1",
        None,
    )
}
impl FindAuthorizationCodeStmt {
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
        code: &'a T1,
    ) -> FindAuthorizationCodeQuery<'c, 'a, 's, C, FindAuthorizationCode, 1> {
        FindAuthorizationCodeQuery {
            client,
            params: [code],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<FindAuthorizationCodeBorrowed, tokio_postgres::Error> {
                    Ok(FindAuthorizationCodeBorrowed {
                        oauth_client_id: row.try_get(0)?,
                        account_version: row.try_get(1)?,
                        redirect_uri: row.try_get(2)?,
                        challenge: row.try_get(3)?,
                        user_agent: row.try_get(4)?,
                        expires_at: row.try_get(5)?,
                        session_id: row.try_get(6)?,
                        account_id: row.try_get(7)?,
                        realm: row.try_get(8)?,
                        subject: row.try_get(9)?,
                        email: row.try_get(10)?,
                        email_verified_at: row.try_get(11)?,
                        password_hash: row.try_get(12)?,
                        status: row.try_get(13)?,
                        version: row.try_get(14)?,
                    })
                },
            mapper: |it| FindAuthorizationCode::from(it),
        }
    }
}
pub struct UseAuthorizationCodeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn use_authorization_code() -> UseAuthorizationCodeStmt {
    UseAuthorizationCodeStmt(
        "UPDATE auth.authorization_code SET session_id = $1 WHERE code = $2 AND session_id IS NULL",
        None,
    )
}
impl UseAuthorizationCodeStmt {
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
        session_id: &'a uuid::Uuid,
        code: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[session_id, code]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UseAuthorizationCodeParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UseAuthorizationCodeStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UseAuthorizationCodeParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.session_id, &params.code))
    }
}
pub struct DeleteAuthorizationCodesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_authorization_codes() -> DeleteAuthorizationCodesStmt {
    DeleteAuthorizationCodesStmt("DELETE FROM auth.authorization_code WHERE expires_at < $1", None)
}
impl DeleteAuthorizationCodesStmt {
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
