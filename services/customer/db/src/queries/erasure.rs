// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertErasureParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::StringSql> {
    pub erasure_id: uuid::Uuid,
    pub customer_id: Option<uuid::Uuid>,
    pub by_email: bool,
    pub order_ids: T1,
    pub requested_by: T2,
    pub now: kernel_base::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct ListErasuresParams {
    pub after: Option<uuid::Uuid>,
    pub limit: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ListCompletedErasuresParams {
    pub since: kernel_base::Timestamp,
    pub after: uuid::Uuid,
    pub limit: i64,
}
#[derive(Debug)]
pub struct CompleteErasureParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::StringSql> {
    pub order_ids: T1,
    pub proof: T2,
    pub now: kernel_base::Timestamp,
    pub erasure_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct RefuseErasureParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub code: T1,
    pub message: T2,
    pub now: kernel_base::Timestamp,
    pub erasure_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ReduceCustomerParams {
    pub now: kernel_base::Timestamp,
    pub customer_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ErasureRow {
    pub erasure_id: uuid::Uuid,
    pub customer_id: Option<uuid::Uuid>,
    pub by_email: bool,
    pub order_ids: Vec<uuid::Uuid>,
    pub requested_by: String,
    pub state: String,
    pub refusal_code: Option<String>,
    pub refusal_message: Option<String>,
    pub proof: Option<String>,
    pub requested_at: kernel_base::Timestamp,
    pub ended_at: Option<kernel_base::Timestamp>,
    pub repeated_at: Option<kernel_base::Timestamp>,
}
pub struct ErasureRowBorrowed<'a> {
    pub erasure_id: uuid::Uuid,
    pub customer_id: Option<uuid::Uuid>,
    pub by_email: bool,
    pub order_ids: crate::ArrayIterator<'a, uuid::Uuid>,
    pub requested_by: &'a str,
    pub state: &'a str,
    pub refusal_code: Option<&'a str>,
    pub refusal_message: Option<&'a str>,
    pub proof: Option<&'a str>,
    pub requested_at: kernel_base::Timestamp,
    pub ended_at: Option<kernel_base::Timestamp>,
    pub repeated_at: Option<kernel_base::Timestamp>,
}
impl<'a> From<ErasureRowBorrowed<'a>> for ErasureRow {
    fn from(
        ErasureRowBorrowed {
            erasure_id,
            customer_id,
            by_email,
            order_ids,
            requested_by,
            state,
            refusal_code,
            refusal_message,
            proof,
            requested_at,
            ended_at,
            repeated_at,
        }: ErasureRowBorrowed<'a>,
    ) -> Self {
        Self {
            erasure_id,
            customer_id,
            by_email,
            order_ids: order_ids.map(|v| v).collect(),
            requested_by: requested_by.into(),
            state: state.into(),
            refusal_code: refusal_code.map(|v| v.into()),
            refusal_message: refusal_message.map(|v| v.into()),
            proof: proof.map(|v| v.into()),
            requested_at,
            ended_at,
            repeated_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ListCompletedErasures {
    pub erasure_id: uuid::Uuid,
    pub customer_id: Option<uuid::Uuid>,
    pub order_ids: Vec<uuid::Uuid>,
}
pub struct ListCompletedErasuresBorrowed<'a> {
    pub erasure_id: uuid::Uuid,
    pub customer_id: Option<uuid::Uuid>,
    pub order_ids: crate::ArrayIterator<'a, uuid::Uuid>,
}
impl<'a> From<ListCompletedErasuresBorrowed<'a>> for ListCompletedErasures {
    fn from(
        ListCompletedErasuresBorrowed { erasure_id, customer_id, order_ids }: ListCompletedErasuresBorrowed<
            'a,
        >,
    ) -> Self {
        Self { erasure_id, customer_id, order_ids: order_ids.map(|v| v).collect() }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct CountPersonal {
    pub customers: i64,
    pub addresses: i64,
    pub memberships: i64,
    pub consents: i64,
    pub purchases: i64,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ErasureRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ErasureRowBorrowed, tokio_postgres::Error>,
    mapper: fn(ErasureRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ErasureRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ErasureRowBorrowed) -> R) -> ErasureRowQuery<'c, 'a, 's, C, R, N> {
        ErasureRowQuery {
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
pub struct ListCompletedErasuresQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListCompletedErasuresBorrowed, tokio_postgres::Error>,
    mapper: fn(ListCompletedErasuresBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListCompletedErasuresQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(ListCompletedErasuresBorrowed) -> R,
    ) -> ListCompletedErasuresQuery<'c, 'a, 's, C, R, N> {
        ListCompletedErasuresQuery {
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
pub struct CountPersonalQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CountPersonal, tokio_postgres::Error>,
    mapper: fn(CountPersonal) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CountPersonalQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CountPersonal) -> R) -> CountPersonalQuery<'c, 'a, 's, C, R, N> {
        CountPersonalQuery {
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
pub struct InsertErasureStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_erasure() -> InsertErasureStmt {
    InsertErasureStmt(
        "INSERT INTO customer.erasure (erasure_id, customer_id, by_email, order_ids, requested_by, state, requested_at) VALUES ($1, $2, $3, $4, $5, 'running', $6)",
        None,
    )
}
impl InsertErasureStmt {
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
        T1: crate::ArraySql<Item = uuid::Uuid>,
        T2: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        erasure_id: &'a uuid::Uuid,
        customer_id: &'a Option<uuid::Uuid>,
        by_email: &'a bool,
        order_ids: &'a T1,
        requested_by: &'a T2,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[erasure_id, customer_id, by_email, order_ids, requested_by, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertErasureParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertErasureStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertErasureParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.erasure_id,
            &params.customer_id,
            &params.by_email,
            &params.order_ids,
            &params.requested_by,
            &params.now,
        ))
    }
}
pub struct FindErasureStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_erasure() -> FindErasureStmt {
    FindErasureStmt(
        "SELECT erasure_id, customer_id, by_email, order_ids, requested_by, state, refusal_code, refusal_message, proof::text AS proof, requested_at, ended_at, repeated_at FROM customer.erasure WHERE erasure_id = $1",
        None,
    )
}
impl FindErasureStmt {
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
        erasure_id: &'a uuid::Uuid,
    ) -> ErasureRowQuery<'c, 'a, 's, C, ErasureRow, 1> {
        ErasureRowQuery {
            client,
            params: [erasure_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ErasureRowBorrowed, tokio_postgres::Error> {
                Ok(ErasureRowBorrowed {
                    erasure_id: row.try_get(0)?,
                    customer_id: row.try_get(1)?,
                    by_email: row.try_get(2)?,
                    order_ids: row.try_get(3)?,
                    requested_by: row.try_get(4)?,
                    state: row.try_get(5)?,
                    refusal_code: row.try_get(6)?,
                    refusal_message: row.try_get(7)?,
                    proof: row.try_get(8)?,
                    requested_at: row.try_get(9)?,
                    ended_at: row.try_get(10)?,
                    repeated_at: row.try_get(11)?,
                })
            },
            mapper: |it| ErasureRow::from(it),
        }
    }
}
pub struct ListErasuresStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_erasures() -> ListErasuresStmt {
    ListErasuresStmt(
        "SELECT erasure_id, customer_id, by_email, order_ids, requested_by, state, refusal_code, refusal_message, proof::text AS proof, requested_at, ended_at, repeated_at FROM customer.erasure WHERE ($1::uuid IS NULL OR erasure_id < $1) ORDER BY erasure_id DESC LIMIT $2",
        None,
    )
}
impl ListErasuresStmt {
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
    ) -> ErasureRowQuery<'c, 'a, 's, C, ErasureRow, 2> {
        ErasureRowQuery {
            client,
            params: [after, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ErasureRowBorrowed, tokio_postgres::Error> {
                Ok(ErasureRowBorrowed {
                    erasure_id: row.try_get(0)?,
                    customer_id: row.try_get(1)?,
                    by_email: row.try_get(2)?,
                    order_ids: row.try_get(3)?,
                    requested_by: row.try_get(4)?,
                    state: row.try_get(5)?,
                    refusal_code: row.try_get(6)?,
                    refusal_message: row.try_get(7)?,
                    proof: row.try_get(8)?,
                    requested_at: row.try_get(9)?,
                    ended_at: row.try_get(10)?,
                    repeated_at: row.try_get(11)?,
                })
            },
            mapper: |it| ErasureRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListErasuresParams,
        ErasureRowQuery<'c, 'a, 's, C, ErasureRow, 2>,
        C,
    > for ListErasuresStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListErasuresParams,
    ) -> ErasureRowQuery<'c, 'a, 's, C, ErasureRow, 2> {
        self.bind(client, &params.after, &params.limit)
    }
}
pub struct ListCompletedErasuresStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_completed_erasures() -> ListCompletedErasuresStmt {
    ListCompletedErasuresStmt(
        "SELECT erasure_id, customer_id, order_ids FROM customer.erasure WHERE state = 'completed' AND (ended_at, erasure_id) > ($1, $2) ORDER BY ended_at, erasure_id LIMIT $3",
        None,
    )
}
impl ListCompletedErasuresStmt {
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
        since: &'a kernel_base::Timestamp,
        after: &'a uuid::Uuid,
        limit: &'a i64,
    ) -> ListCompletedErasuresQuery<'c, 'a, 's, C, ListCompletedErasures, 3> {
        ListCompletedErasuresQuery {
            client,
            params: [since, after, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ListCompletedErasuresBorrowed, tokio_postgres::Error> {
                    Ok(ListCompletedErasuresBorrowed {
                        erasure_id: row.try_get(0)?,
                        customer_id: row.try_get(1)?,
                        order_ids: row.try_get(2)?,
                    })
                },
            mapper: |it| ListCompletedErasures::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListCompletedErasuresParams,
        ListCompletedErasuresQuery<'c, 'a, 's, C, ListCompletedErasures, 3>,
        C,
    > for ListCompletedErasuresStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListCompletedErasuresParams,
    ) -> ListCompletedErasuresQuery<'c, 'a, 's, C, ListCompletedErasures, 3> {
        self.bind(client, &params.since, &params.after, &params.limit)
    }
}
pub struct CompleteErasureStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn complete_erasure() -> CompleteErasureStmt {
    CompleteErasureStmt(
        "UPDATE customer.erasure SET order_ids = CASE WHEN by_email AND state = 'running' THEN $1 ELSE order_ids END, state = 'completed', proof = coalesce(proof, $2::text::jsonb), ended_at = coalesce(ended_at, $3), repeated_at = CASE WHEN state = 'completed' THEN $3 END WHERE erasure_id = $4 AND state IN ('running', 'completed')",
        None,
    )
}
impl CompleteErasureStmt {
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
        T1: crate::ArraySql<Item = uuid::Uuid>,
        T2: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        order_ids: &'a T1,
        proof: &'a T2,
        now: &'a kernel_base::Timestamp,
        erasure_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[order_ids, proof, now, erasure_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        CompleteErasureParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for CompleteErasureStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a CompleteErasureParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.order_ids, &params.proof, &params.now, &params.erasure_id))
    }
}
pub struct RefuseErasureStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn refuse_erasure() -> RefuseErasureStmt {
    RefuseErasureStmt(
        "UPDATE customer.erasure SET state = 'refused', refusal_code = $1, refusal_message = $2, ended_at = $3 WHERE erasure_id = $4 AND state = 'running'",
        None,
    )
}
impl RefuseErasureStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        code: &'a T1,
        message: &'a T2,
        now: &'a kernel_base::Timestamp,
        erasure_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[code, message, now, erasure_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RefuseErasureParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RefuseErasureStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RefuseErasureParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.code, &params.message, &params.now, &params.erasure_id))
    }
}
pub struct CountPersonalStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_personal() -> CountPersonalStmt {
    CountPersonalStmt(
        "SELECT (SELECT count(*) FROM customer.customer AS c WHERE c.customer_id = $1) AS customers, (SELECT count(*) FROM customer.address AS a WHERE a.customer_id = $1) AS addresses, (SELECT count(*) FROM customer.membership AS m WHERE m.customer_id = $1) AS memberships, (SELECT count(*) FROM customer.consent AS k WHERE k.customer_id = $1) AS consents, (SELECT count(*) FROM customer.purchase AS p WHERE p.customer_id = $1) AS purchases",
        None,
    )
}
impl CountPersonalStmt {
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
    ) -> CountPersonalQuery<'c, 'a, 's, C, CountPersonal, 1> {
        CountPersonalQuery {
            client,
            params: [customer_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CountPersonal, tokio_postgres::Error> {
                Ok(CountPersonal {
                    customers: row.try_get(0)?,
                    addresses: row.try_get(1)?,
                    memberships: row.try_get(2)?,
                    consents: row.try_get(3)?,
                    purchases: row.try_get(4)?,
                })
            },
            mapper: |it| CountPersonal::from(it),
        }
    }
}
pub struct ListAddressIdsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_address_ids() -> ListAddressIdsStmt {
    ListAddressIdsStmt("SELECT address_id FROM customer.address WHERE customer_id = $1", None)
}
impl ListAddressIdsStmt {
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
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [customer_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct ReduceCustomerStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn reduce_customer() -> ReduceCustomerStmt {
    ReduceCustomerStmt(
        "UPDATE customer.customer SET email = NULL, given_name = '', family_name = '', search_name = '', locale = NULL, status = 'blocked', version = version + 1, book_version = book_version + 1, groups_version = groups_version + 1, updated_at = $1 WHERE customer_id = $2",
        None,
    )
}
impl ReduceCustomerStmt {
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
        customer_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, customer_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ReduceCustomerParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ReduceCustomerStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ReduceCustomerParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.customer_id))
    }
}
pub struct ForgetAddressesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget_addresses() -> ForgetAddressesStmt {
    ForgetAddressesStmt("DELETE FROM customer.address WHERE customer_id = $1", None)
}
impl ForgetAddressesStmt {
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
        customer_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[customer_id]).await
    }
}
pub struct ForgetMembershipsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget_memberships() -> ForgetMembershipsStmt {
    ForgetMembershipsStmt("DELETE FROM customer.membership WHERE customer_id = $1", None)
}
impl ForgetMembershipsStmt {
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
        customer_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[customer_id]).await
    }
}
pub struct ForgetSegmentDueStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget_segment_due() -> ForgetSegmentDueStmt {
    ForgetSegmentDueStmt("DELETE FROM customer.segment_due WHERE customer_id = $1", None)
}
impl ForgetSegmentDueStmt {
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
        customer_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[customer_id]).await
    }
}
pub struct AnonymizePurchasesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn anonymize_purchases() -> AnonymizePurchasesStmt {
    AnonymizePurchasesStmt("UPDATE customer.purchase SET customer_id = NULL WHERE customer_id = $1", None)
}
impl AnonymizePurchasesStmt {
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
        customer_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[customer_id]).await
    }
}
