// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertConsentParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub consent_id: uuid::Uuid,
    pub customer_id: uuid::Uuid,
    pub kind: T1,
    pub given: bool,
    pub source: T2,
    pub text_version: T3,
    pub now: kernel_base::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct ListConsentsParams {
    pub customer_id: uuid::Uuid,
    pub after: Option<uuid::Uuid>,
    pub limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ConsentRow {
    pub consent_id: uuid::Uuid,
    pub kind: String,
    pub given: bool,
    pub source: String,
    pub text_version: String,
    pub recorded_at: kernel_base::Timestamp,
}
pub struct ConsentRowBorrowed<'a> {
    pub consent_id: uuid::Uuid,
    pub kind: &'a str,
    pub given: bool,
    pub source: &'a str,
    pub text_version: &'a str,
    pub recorded_at: kernel_base::Timestamp,
}
impl<'a> From<ConsentRowBorrowed<'a>> for ConsentRow {
    fn from(
        ConsentRowBorrowed { consent_id, kind, given, source, text_version, recorded_at }: ConsentRowBorrowed<
            'a,
        >,
    ) -> Self {
        Self {
            consent_id,
            kind: kind.into(),
            given,
            source: source.into(),
            text_version: text_version.into(),
            recorded_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ConsentRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ConsentRowBorrowed, tokio_postgres::Error>,
    mapper: fn(ConsentRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ConsentRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ConsentRowBorrowed) -> R) -> ConsentRowQuery<'c, 'a, 's, C, R, N> {
        ConsentRowQuery {
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
pub struct InsertConsentStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_consent() -> InsertConsentStmt {
    InsertConsentStmt(
        "INSERT INTO customer.consent (consent_id, customer_id, kind, given, source, text_version, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        None,
    )
}
impl InsertConsentStmt {
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
        consent_id: &'a uuid::Uuid,
        customer_id: &'a uuid::Uuid,
        kind: &'a T1,
        given: &'a bool,
        source: &'a T2,
        text_version: &'a T3,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[consent_id, customer_id, kind, given, source, text_version, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertConsentParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertConsentStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertConsentParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.consent_id,
            &params.customer_id,
            &params.kind,
            &params.given,
            &params.source,
            &params.text_version,
            &params.now,
        ))
    }
}
pub struct ListConsentsStmt(&'static str, Option<tokio_postgres::Statement>);
/// Newest first: the ids sort by time.
pub fn list_consents() -> ListConsentsStmt {
    ListConsentsStmt(
        "SELECT consent_id, kind, given, source, text_version, recorded_at FROM customer.consent WHERE customer_id = $1 AND ($2::uuid IS NULL OR consent_id < $2) ORDER BY consent_id DESC LIMIT $3",
        None,
    )
}
impl ListConsentsStmt {
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
        customer_id: &'a uuid::Uuid,
        after: &'a Option<uuid::Uuid>,
        limit: &'a i64,
    ) -> ConsentRowQuery<'c, 'a, 's, C, ConsentRow, 3> {
        ConsentRowQuery {
            client,
            params: [customer_id, after, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ConsentRowBorrowed, tokio_postgres::Error> {
                Ok(ConsentRowBorrowed {
                    consent_id: row.try_get(0)?,
                    kind: row.try_get(1)?,
                    given: row.try_get(2)?,
                    source: row.try_get(3)?,
                    text_version: row.try_get(4)?,
                    recorded_at: row.try_get(5)?,
                })
            },
            mapper: |it| ConsentRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListConsentsParams,
        ConsentRowQuery<'c, 'a, 's, C, ConsentRow, 3>,
        C,
    > for ListConsentsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListConsentsParams,
    ) -> ConsentRowQuery<'c, 'a, 's, C, ConsentRow, 3> {
        self.bind(client, &params.customer_id, &params.after, &params.limit)
    }
}
pub struct CountConsentsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_consents() -> CountConsentsStmt {
    CountConsentsStmt("SELECT count(*) AS consents FROM customer.consent WHERE customer_id = $1", None)
}
impl CountConsentsStmt {
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
        customer_id: &'a uuid::Uuid,
    ) -> I64Query<'c, 'a, 's, C, i64, 1> {
        I64Query {
            client,
            params: [customer_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
