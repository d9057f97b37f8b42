// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct HasSecondFactorParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub realm: T1,
    pub subject: T2,
}
#[derive(Debug)]
pub struct PutSecondFactorParams<T1: crate::BytesSql> {
    pub account_id: uuid::Uuid,
    pub sealed_secret: T1,
    pub now: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct ConfirmSecondFactorParams<T1: crate::BytesSql> {
    pub now: kernel_base::Timestamp,
    pub step: i64,
    pub account_id: uuid::Uuid,
    pub sealed_secret: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct UseStepParams {
    pub step: i64,
    pub account_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct InsertRecoveryCodesParams<T1: crate::StringSql, T2: crate::ArraySql<Item = T1>> {
    pub account_id: uuid::Uuid,
    pub codes: T2,
}
#[derive(Debug)]
pub struct FindRecoveryCodeParams<T1: crate::StringSql> {
    pub account_id: uuid::Uuid,
    pub code: T1,
}
#[derive(Debug)]
pub struct UseRecoveryCodeParams<T1: crate::StringSql> {
    pub now: kernel_base::Timestamp,
    pub account_id: uuid::Uuid,
    pub code: T1,
}
#[derive(Debug, Clone, PartialEq)]
pub struct FindSecondFactor {
    pub sealed_secret: Vec<u8>,
    pub confirmed_at: Option<kernel_base::Timestamp>,
    pub last_step: i64,
}
pub struct FindSecondFactorBorrowed<'a> {
    pub sealed_secret: &'a [u8],
    pub confirmed_at: Option<kernel_base::Timestamp>,
    pub last_step: i64,
}
impl<'a> From<FindSecondFactorBorrowed<'a>> for FindSecondFactor {
    fn from(
        FindSecondFactorBorrowed { sealed_secret, confirmed_at, last_step }: FindSecondFactorBorrowed<'a>,
    ) -> Self {
        Self { sealed_secret: sealed_secret.into(), confirmed_at, last_step }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct FindSecondFactorQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindSecondFactorBorrowed, tokio_postgres::Error>,
    mapper: fn(FindSecondFactorBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindSecondFactorQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(FindSecondFactorBorrowed) -> R,
    ) -> FindSecondFactorQuery<'c, 'a, 's, C, R, N> {
        FindSecondFactorQuery {
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
pub struct BoolQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<bool, tokio_postgres::Error>,
    mapper: fn(bool) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> BoolQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(bool) -> R) -> BoolQuery<'c, 'a, 's, C, R, N> {
        BoolQuery {
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
pub struct StringQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<&str, tokio_postgres::Error>,
    mapper: fn(&str) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StringQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(&str) -> R) -> StringQuery<'c, 'a, 's, C, R, N> {
        StringQuery {
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
pub struct FindSecondFactorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_second_factor() -> FindSecondFactorStmt {
    FindSecondFactorStmt(
        "SELECT sealed_secret, confirmed_at, last_step FROM auth.second_factor WHERE account_id = $1",
        None,
    )
}
impl FindSecondFactorStmt {
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
    ) -> FindSecondFactorQuery<'c, 'a, 's, C, FindSecondFactor, 1> {
        FindSecondFactorQuery {
            client,
            params: [account_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<FindSecondFactorBorrowed, tokio_postgres::Error> {
                    Ok(FindSecondFactorBorrowed {
                        sealed_secret: row.try_get(0)?,
                        confirmed_at: row.try_get(1)?,
                        last_step: row.try_get(2)?,
                    })
                },
            mapper: |it| FindSecondFactor::from(it),
        }
    }
}
pub struct HasSecondFactorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn has_second_factor() -> HasSecondFactorStmt {
    HasSecondFactorStmt(
        "SELECT EXISTS ( SELECT 1 FROM auth.second_factor JOIN auth.account USING (account_id) WHERE account.realm = $1 AND account.subject = $2 AND second_factor.confirmed_at IS NOT NULL ) AS confirmed",
        None,
    )
}
impl HasSecondFactorStmt {
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
    ) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        BoolQuery {
            client,
            params: [realm, subject],
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
        HasSecondFactorParams<T1, T2>,
        BoolQuery<'c, 'a, 's, C, bool, 2>,
        C,
    > for HasSecondFactorStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a HasSecondFactorParams<T1, T2>,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        self.bind(client, &params.realm, &params.subject)
    }
}
pub struct PutSecondFactorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn put_second_factor() -> PutSecondFactorStmt {
    PutSecondFactorStmt(
        "INSERT INTO auth.second_factor (account_id, sealed_secret, last_step, created_at) VALUES ($1, $2, 0, $3) ON CONFLICT (account_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, last_step = 0, created_at = excluded.created_at WHERE second_factor.confirmed_at IS NULL",
        None,
    )
}
impl PutSecondFactorStmt {
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
        account_id: &'a uuid::Uuid,
        sealed_secret: &'a T1,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[account_id, sealed_secret, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        PutSecondFactorParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for PutSecondFactorStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a PutSecondFactorParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.account_id, &params.sealed_secret, &params.now))
    }
}
pub struct ConfirmSecondFactorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn confirm_second_factor() -> ConfirmSecondFactorStmt {
    ConfirmSecondFactorStmt(
        "UPDATE auth.second_factor SET confirmed_at = $1, last_step = $2 WHERE account_id = $3 AND confirmed_at IS NULL AND sealed_secret = $4",
        None,
    )
}
impl ConfirmSecondFactorStmt {
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
        step: &'a i64,
        account_id: &'a uuid::Uuid,
        sealed_secret: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, step, account_id, sealed_secret]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ConfirmSecondFactorParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ConfirmSecondFactorStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ConfirmSecondFactorParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.step, &params.account_id, &params.sealed_secret))
    }
}
pub struct UseStepStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn use_step() -> UseStepStmt {
    UseStepStmt("UPDATE auth.second_factor SET last_step = $1 WHERE account_id = $2 AND last_step < $1", None)
}
impl UseStepStmt {
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
        step: &'a i64,
        account_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[step, account_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UseStepParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UseStepStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UseStepParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.step, &params.account_id))
    }
}
pub struct DeleteSecondFactorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_second_factor() -> DeleteSecondFactorStmt {
    DeleteSecondFactorStmt("DELETE FROM auth.second_factor WHERE account_id = $1", None)
}
impl DeleteSecondFactorStmt {
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
pub struct InsertRecoveryCodesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_recovery_codes() -> InsertRecoveryCodesStmt {
    InsertRecoveryCodesStmt(
        "INSERT INTO auth.recovery_code (account_id, code) SELECT $1, code FROM unnest($2::text[]) AS t (code)",
        None,
    )
}
impl InsertRecoveryCodesStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::ArraySql<Item = T1>>(
        &'s self,
        client: &'c C,
        account_id: &'a uuid::Uuid,
        codes: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[account_id, codes]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::ArraySql<Item = T1>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertRecoveryCodesParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertRecoveryCodesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertRecoveryCodesParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.account_id, &params.codes))
    }
}
pub struct FindRecoveryCodeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_recovery_code() -> FindRecoveryCodeStmt {
    FindRecoveryCodeStmt(
        "SELECT code FROM auth.recovery_code WHERE account_id = $1 AND code = $2 AND used_at IS NULL",
        None,
    )
}
impl FindRecoveryCodeStmt {
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
        account_id: &'a uuid::Uuid,
        code: &'a T1,
    ) -> StringQuery<'c, 'a, 's, C, String, 2> {
        StringQuery {
            client,
            params: [account_id, code],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FindRecoveryCodeParams<T1>,
        StringQuery<'c, 'a, 's, C, String, 2>,
        C,
    > for FindRecoveryCodeStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindRecoveryCodeParams<T1>,
    ) -> StringQuery<'c, 'a, 's, C, String, 2> {
        self.bind(client, &params.account_id, &params.code)
    }
}
pub struct UseRecoveryCodeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn use_recovery_code() -> UseRecoveryCodeStmt {
    UseRecoveryCodeStmt(
        "UPDATE auth.recovery_code SET used_at = $1 WHERE account_id = $2 AND code = $3 AND used_at IS NULL",
        None,
    )
}
impl UseRecoveryCodeStmt {
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
        account_id: &'a uuid::Uuid,
        code: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, account_id, code]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UseRecoveryCodeParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UseRecoveryCodeStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UseRecoveryCodeParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.account_id, &params.code))
    }
}
