// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct UpsertPurchasesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::ArraySql<Item = i64>,
    T6: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    T7: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
> {
    pub order_ids: T1,
    pub customer_ids: T2,
    pub currencies: T4,
    pub total_minors: T5,
    pub confirmed_ats: T6,
    pub cancelled_ats: T7,
}
#[derive(Debug, Clone, PartialEq)]
pub struct PurchaseRow {
    pub order_id: uuid::Uuid,
    pub currency: String,
    pub total_minor: i64,
    pub confirmed_at: Option<kernel_base::Timestamp>,
    pub cancelled_at: Option<kernel_base::Timestamp>,
}
pub struct PurchaseRowBorrowed<'a> {
    pub order_id: uuid::Uuid,
    pub currency: &'a str,
    pub total_minor: i64,
    pub confirmed_at: Option<kernel_base::Timestamp>,
    pub cancelled_at: Option<kernel_base::Timestamp>,
}
impl<'a> From<PurchaseRowBorrowed<'a>> for PurchaseRow {
    fn from(
        PurchaseRowBorrowed {
            order_id,
            currency,
            total_minor,
            confirmed_at,
            cancelled_at,
        }: PurchaseRowBorrowed<'a>,
    ) -> Self {
        Self { order_id, currency: currency.into(), total_minor, confirmed_at, cancelled_at }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct SumPurchases {
    pub currency: String,
    pub orders: i64,
    pub spent_minor: i64,
    pub first_order_at: kernel_base::Timestamp,
    pub last_order_at: kernel_base::Timestamp,
}
pub struct SumPurchasesBorrowed<'a> {
    pub currency: &'a str,
    pub orders: i64,
    pub spent_minor: i64,
    pub first_order_at: kernel_base::Timestamp,
    pub last_order_at: kernel_base::Timestamp,
}
impl<'a> From<SumPurchasesBorrowed<'a>> for SumPurchases {
    fn from(
        SumPurchasesBorrowed {
            currency,
            orders,
            spent_minor,
            first_order_at,
            last_order_at,
        }: SumPurchasesBorrowed<'a>,
    ) -> Self {
        Self { currency: currency.into(), orders, spent_minor, first_order_at, last_order_at }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct PurchaseRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<PurchaseRowBorrowed, tokio_postgres::Error>,
    mapper: fn(PurchaseRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> PurchaseRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(PurchaseRowBorrowed) -> R) -> PurchaseRowQuery<'c, 'a, 's, C, R, N> {
        PurchaseRowQuery {
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
pub struct SumPurchasesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SumPurchasesBorrowed, tokio_postgres::Error>,
    mapper: fn(SumPurchasesBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SumPurchasesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SumPurchasesBorrowed) -> R) -> SumPurchasesQuery<'c, 'a, 's, C, R, N> {
        SumPurchasesQuery {
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
pub struct UpsertPurchasesStmt(&'static str, Option<tokio_postgres::Statement>);
/// Whatever is told twice or late changes nothing: totals only fall, and what happened stays. What an erased customer
/// bought is nobody's, also when it is told once more.
pub fn upsert_purchases() -> UpsertPurchasesStmt {
    UpsertPurchasesStmt(
        "INSERT INTO customer.purchase AS p (order_id, customer_id, currency, total_minor, confirmed_at, cancelled_at) SELECT order_id, CASE WHEN NOT EXISTS ( SELECT FROM customer.erasure AS e WHERE e.customer_id = t.customer_id AND e.state = 'completed' ) THEN customer_id END, currency, total_minor, confirmed_at, cancelled_at FROM unnest( $1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::timestamptz[], $6::timestamptz[] ) AS t (order_id, customer_id, currency, total_minor, confirmed_at, cancelled_at) ON CONFLICT ON CONSTRAINT purchase_pkey DO UPDATE SET customer_id = coalesce(p.customer_id, excluded.customer_id), total_minor = least(p.total_minor, excluded.total_minor), confirmed_at = coalesce(p.confirmed_at, excluded.confirmed_at), cancelled_at = coalesce(p.cancelled_at, excluded.cancelled_at)",
        None,
    )
}
impl UpsertPurchasesStmt {
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
        T2: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
        T5: crate::ArraySql<Item = i64>,
        T6: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
        T7: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    >(
        &'s self,
        client: &'c C,
        order_ids: &'a T1,
        customer_ids: &'a T2,
        currencies: &'a T4,
        total_minors: &'a T5,
        confirmed_ats: &'a T6,
        cancelled_ats: &'a T7,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[order_ids, customer_ids, currencies, total_minors, confirmed_ats, cancelled_ats],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::ArraySql<Item = i64>,
    T6: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    T7: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpsertPurchasesParams<T1, T2, T3, T4, T5, T6, T7>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpsertPurchasesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpsertPurchasesParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.order_ids,
            &params.customer_ids,
            &params.currencies,
            &params.total_minors,
            &params.confirmed_ats,
            &params.cancelled_ats,
        ))
    }
}
pub struct ListPurchasesStmt(&'static str, Option<tokio_postgres::Statement>);
/// Newest first: the ids sort by time.
pub fn list_purchases() -> ListPurchasesStmt {
    ListPurchasesStmt(
        "SELECT order_id, currency, total_minor, confirmed_at, cancelled_at FROM customer.purchase WHERE customer_id = $1 ORDER BY order_id DESC",
        None,
    )
}
impl ListPurchasesStmt {
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
    ) -> PurchaseRowQuery<'c, 'a, 's, C, PurchaseRow, 1> {
        PurchaseRowQuery {
            client,
            params: [customer_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PurchaseRowBorrowed, tokio_postgres::Error> {
                Ok(PurchaseRowBorrowed {
                    order_id: row.try_get(0)?,
                    currency: row.try_get(1)?,
                    total_minor: row.try_get(2)?,
                    confirmed_at: row.try_get(3)?,
                    cancelled_at: row.try_get(4)?,
                })
            },
            mapper: |it| PurchaseRow::from(it),
        }
    }
}
pub struct SumPurchasesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn sum_purchases() -> SumPurchasesStmt {
    SumPurchasesStmt(
        "SELECT currency, count(*) AS orders, least(sum(total_minor), 9223372036854775807)::bigint AS spent_minor, min(confirmed_at) AS first_order_at, max(confirmed_at) AS last_order_at FROM customer.purchase WHERE customer_id = $1 AND confirmed_at IS NOT NULL AND cancelled_at IS NULL GROUP BY currency ORDER BY currency",
        None,
    )
}
impl SumPurchasesStmt {
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
    ) -> SumPurchasesQuery<'c, 'a, 's, C, SumPurchases, 1> {
        SumPurchasesQuery {
            client,
            params: [customer_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SumPurchasesBorrowed, tokio_postgres::Error> {
                Ok(SumPurchasesBorrowed {
                    currency: row.try_get(0)?,
                    orders: row.try_get(1)?,
                    spent_minor: row.try_get(2)?,
                    first_order_at: row.try_get(3)?,
                    last_order_at: row.try_get(4)?,
                })
            },
            mapper: |it| SumPurchases::from(it),
        }
    }
}
