// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct MarkDueParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub mark: uuid::Uuid,
    pub customer_ids: T1,
}
#[derive(Debug)]
pub struct MarkBuyersDueParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub mark: uuid::Uuid,
    pub order_ids: T1,
}
#[derive(Debug)]
pub struct DeleteDueParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::ArraySql<Item = uuid::Uuid>> {
    pub customer_ids: T1,
    pub marks: T2,
}
#[derive(Clone, Copy, Debug)]
pub struct ListSweptParams {
    pub after: uuid::Uuid,
    pub limit: i64,
}
#[derive(Debug)]
pub struct AdvanceSweepParams<T1: crate::StringSql> {
    pub sweep_after: Option<uuid::Uuid>,
    pub code: T1,
    pub version: i64,
    pub seen: uuid::Uuid,
}
#[derive(Debug)]
pub struct EvaluateSegmentsParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::StringSql> {
    pub customer_ids: T1,
    pub group_code: Option<T2>,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct ListDue {
    pub customer_id: uuid::Uuid,
    pub mark: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct FindSweep {
    pub code: String,
    pub sweep_after: uuid::Uuid,
    pub version: i64,
}
pub struct FindSweepBorrowed<'a> {
    pub code: &'a str,
    pub sweep_after: uuid::Uuid,
    pub version: i64,
}
impl<'a> From<FindSweepBorrowed<'a>> for FindSweep {
    fn from(FindSweepBorrowed { code, sweep_after, version }: FindSweepBorrowed<'a>) -> Self {
        Self { code: code.into(), sweep_after, version }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct EvaluationRow {
    pub customer_id: uuid::Uuid,
    pub group_code: String,
    pub orders: i64,
    pub spent_minor: i64,
    pub country: Option<String>,
    pub consented: bool,
    pub holds: bool,
}
pub struct EvaluationRowBorrowed<'a> {
    pub customer_id: uuid::Uuid,
    pub group_code: &'a str,
    pub orders: i64,
    pub spent_minor: i64,
    pub country: Option<&'a str>,
    pub consented: bool,
    pub holds: bool,
}
impl<'a> From<EvaluationRowBorrowed<'a>> for EvaluationRow {
    fn from(
        EvaluationRowBorrowed {
            customer_id,
            group_code,
            orders,
            spent_minor,
            country,
            consented,
            holds,
        }: EvaluationRowBorrowed<'a>,
    ) -> Self {
        Self {
            customer_id,
            group_code: group_code.into(),
            orders,
            spent_minor,
            country: country.map(|v| v.into()),
            consented,
            holds,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ListDueQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListDue, tokio_postgres::Error>,
    mapper: fn(ListDue) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListDueQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ListDue) -> R) -> ListDueQuery<'c, 'a, 's, C, R, N> {
        ListDueQuery {
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
pub struct FindSweepQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindSweepBorrowed, tokio_postgres::Error>,
    mapper: fn(FindSweepBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindSweepQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FindSweepBorrowed) -> R) -> FindSweepQuery<'c, 'a, 's, C, R, N> {
        FindSweepQuery {
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
pub struct EvaluationRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<EvaluationRowBorrowed, tokio_postgres::Error>,
    mapper: fn(EvaluationRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> EvaluationRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(EvaluationRowBorrowed) -> R) -> EvaluationRowQuery<'c, 'a, 's, C, R, N> {
        EvaluationRowQuery {
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
pub struct MarkDueStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn mark_due() -> MarkDueStmt {
    MarkDueStmt(
        "INSERT INTO customer.segment_due (customer_id, mark) SELECT customer_id, $1 FROM unnest($2::uuid[]) AS t (customer_id) ORDER BY customer_id ON CONFLICT ON CONSTRAINT segment_due_pkey DO UPDATE SET mark = excluded.mark",
        None,
    )
}
impl MarkDueStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        mark: &'a uuid::Uuid,
        customer_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[mark, customer_ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        MarkDueParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for MarkDueStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a MarkDueParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.mark, &params.customer_ids))
    }
}
pub struct MarkBuyersDueStmt(&'static str, Option<tokio_postgres::Statement>);
/// The customers of these orders.
pub fn mark_buyers_due() -> MarkBuyersDueStmt {
    MarkBuyersDueStmt(
        "INSERT INTO customer.segment_due (customer_id, mark) SELECT DISTINCT customer_id, $1::uuid FROM customer.purchase WHERE order_id = ANY($2::uuid[]) AND customer_id IS NOT NULL ORDER BY customer_id ON CONFLICT ON CONSTRAINT segment_due_pkey DO UPDATE SET mark = excluded.mark",
        None,
    )
}
impl MarkBuyersDueStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        mark: &'a uuid::Uuid,
        order_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[mark, order_ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        MarkBuyersDueParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for MarkBuyersDueStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a MarkBuyersDueParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.mark, &params.order_ids))
    }
}
pub struct ListDueStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_due() -> ListDueStmt {
    ListDueStmt("SELECT customer_id, mark FROM customer.segment_due ORDER BY customer_id LIMIT $1", None)
}
impl ListDueStmt {
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
        limit: &'a i64,
    ) -> ListDueQuery<'c, 'a, 's, C, ListDue, 1> {
        ListDueQuery {
            client,
            params: [limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ListDue, tokio_postgres::Error> {
                Ok(ListDue { customer_id: row.try_get(0)?, mark: row.try_get(1)? })
            },
            mapper: |it| ListDue::from(it),
        }
    }
}
pub struct DeleteDueStmt(&'static str, Option<tokio_postgres::Statement>);
/// Leaves those who were marked again since they were read.
pub fn delete_due() -> DeleteDueStmt {
    DeleteDueStmt(
        "DELETE FROM customer.segment_due AS d USING unnest($1::uuid[], $2::uuid[]) AS t (customer_id, mark) WHERE d.customer_id = t.customer_id AND d.mark = t.mark",
        None,
    )
}
impl DeleteDueStmt {
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        customer_ids: &'a T1,
        marks: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[customer_ids, marks]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteDueParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteDueStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteDueParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.customer_ids, &params.marks))
    }
}
pub struct FindSweepStmt(&'static str, Option<tokio_postgres::Statement>);
/// A segment whose rule is new to some customers, if there is one.
pub fn find_sweep() -> FindSweepStmt {
    FindSweepStmt(
        "SELECT code, sweep_after, version FROM customer.customer_group WHERE sweep_after IS NOT NULL ORDER BY code LIMIT 1",
        None,
    )
}
impl FindSweepStmt {
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
    ) -> FindSweepQuery<'c, 'a, 's, C, FindSweep, 0> {
        FindSweepQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FindSweepBorrowed, tokio_postgres::Error> {
                Ok(FindSweepBorrowed {
                    code: row.try_get(0)?,
                    sweep_after: row.try_get(1)?,
                    version: row.try_get(2)?,
                })
            },
            mapper: |it| FindSweep::from(it),
        }
    }
}
pub struct ListSweptStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_swept() -> ListSweptStmt {
    ListSweptStmt(
        "SELECT customer_id FROM customer.customer WHERE customer_id > $1 ORDER BY customer_id LIMIT $2",
        None,
    )
}
impl ListSweptStmt {
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
        after: &'a uuid::Uuid,
        limit: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [after, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, ListSweptParams, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>, C>
    for ListSweptStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListSweptParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.after, &params.limit)
    }
}
pub struct AdvanceSweepStmt(&'static str, Option<tokio_postgres::Statement>);
/// Guard with 1: a rule that changed meanwhile begins its sweep anew.
pub fn advance_sweep() -> AdvanceSweepStmt {
    AdvanceSweepStmt(
        "UPDATE customer.customer_group SET sweep_after = $1 WHERE code = $2 AND version = $3 AND sweep_after = $4",
        None,
    )
}
impl AdvanceSweepStmt {
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
        sweep_after: &'a Option<uuid::Uuid>,
        code: &'a T1,
        version: &'a i64,
        seen: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[sweep_after, code, version, seen]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        AdvanceSweepParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for AdvanceSweepStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a AdvanceSweepParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.sweep_after, &params.code, &params.version, &params.seen))
    }
}
pub struct EvaluateSegmentsStmt(&'static str, Option<tokio_postgres::Statement>);
/// Every one of these customers against every segment, or one: what the rule looks at, and whether it holds.
pub fn evaluate_segments() -> EvaluateSegmentsStmt {
    EvaluateSegmentsStmt(
        "SELECT f.customer_id, f.group_code, f.orders, f.spent_minor, f.country, f.consented, coalesce( (f.spent_over_minor IS NOT NULL OR f.orders_over IS NOT NULL OR cardinality(f.countries) > 0 OR f.consent IS NOT NULL) AND (f.spent_over_minor IS NULL OR f.spent_minor > f.spent_over_minor) AND (f.orders_over IS NULL OR f.orders > f.orders_over) AND (cardinality(f.countries) = 0 OR f.country = ANY(f.countries)) AND (f.consent IS NULL OR f.consented), false ) AS holds FROM ( SELECT c.customer_id, g.code AS group_code, g.spent_over_minor, g.orders_over, g.countries, g.consent, ( SELECT count(*) FROM customer.purchase AS p WHERE p.customer_id = c.customer_id AND p.confirmed_at IS NOT NULL AND p.cancelled_at IS NULL ) AS orders, ( SELECT least(coalesce(sum(p.total_minor), 0), 9223372036854775807)::bigint FROM customer.purchase AS p WHERE p.customer_id = c.customer_id AND p.currency = g.spent_currency AND p.confirmed_at IS NOT NULL AND p.cancelled_at IS NULL ) AS spent_minor, ( SELECT a.country FROM customer.address AS a WHERE a.customer_id = c.customer_id AND a.default_shipping ) AS country, coalesce(( SELECT s.given FROM customer.consent AS s WHERE s.customer_id = c.customer_id AND s.kind = g.consent ORDER BY s.recorded_at DESC, s.consent_id DESC LIMIT 1 ), false) AS consented FROM customer.customer AS c CROSS JOIN customer.customer_group AS g WHERE c.customer_id = ANY($1::uuid[]) AND g.kind = 'segment' AND ($2::text IS NULL OR g.code = $2) ) AS f ORDER BY f.customer_id, f.group_code",
        None,
    )
}
impl EvaluateSegmentsStmt {
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
        T1: crate::ArraySql<Item = uuid::Uuid>,
        T2: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        customer_ids: &'a T1,
        group_code: &'a Option<T2>,
    ) -> EvaluationRowQuery<'c, 'a, 's, C, EvaluationRow, 2> {
        EvaluationRowQuery {
            client,
            params: [customer_ids, group_code],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<EvaluationRowBorrowed, tokio_postgres::Error> {
                Ok(EvaluationRowBorrowed {
                    customer_id: row.try_get(0)?,
                    group_code: row.try_get(1)?,
                    orders: row.try_get(2)?,
                    spent_minor: row.try_get(3)?,
                    country: row.try_get(4)?,
                    consented: row.try_get(5)?,
                    holds: row.try_get(6)?,
                })
            },
            mapper: |it| EvaluationRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        EvaluateSegmentsParams<T1, T2>,
        EvaluationRowQuery<'c, 'a, 's, C, EvaluationRow, 2>,
        C,
    > for EvaluateSegmentsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a EvaluateSegmentsParams<T1, T2>,
    ) -> EvaluationRowQuery<'c, 'a, 's, C, EvaluationRow, 2> {
        self.bind(client, &params.customer_ids, &params.group_code)
    }
}
