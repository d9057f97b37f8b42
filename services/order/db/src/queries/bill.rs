// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertBillsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = i32>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::ArraySql<Item = i64>,
    T7: crate::ArraySql<Item = i64>,
> {
    pub now: kernel_base::Timestamp,
    pub bill_ids: T1,
    pub order_ids: T2,
    pub sequences: T3,
    pub kinds: T5,
    pub reaches: T6,
    pub grosses: T7,
}
#[derive(Debug)]
pub struct InsertBillLinesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i32>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T7: crate::ArraySql<Item = i32>,
    T8: crate::ArraySql<Item = i32>,
    T9: crate::ArraySql<Item = i64>,
    T10: crate::ArraySql<Item = i64>,
> {
    pub bill_ids: T1,
    pub positions: T2,
    pub order_ids: T3,
    pub kinds: T5,
    pub line_ids: T6,
    pub quantities: T7,
    pub rates: T8,
    pub nets: T9,
    pub taxes: T10,
}
#[derive(Debug)]
pub struct InsertCaptureRequestsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = i64>,
    T4: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
> {
    pub now: kernel_base::Timestamp,
    pub capture_ids: T1,
    pub order_ids: T2,
    pub amounts: T3,
    pub shipped_ats: T4,
}
#[derive(Debug)]
pub struct InsertCaptureRequestLinesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i32>,
    T3: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T4: crate::ArraySql<Item = i32>,
> {
    pub capture_ids: T1,
    pub positions: T2,
    pub line_ids: T3,
    pub quantities: T4,
}
#[derive(Debug)]
pub struct EndCaptureRequestsParams<T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>> {
    pub state: T1,
    pub capture_ids: T2,
}
#[derive(Debug, Clone, PartialEq)]
pub struct BillableLineRow {
    pub order_id: uuid::Uuid,
    pub line_id: uuid::Uuid,
    pub sku: String,
    pub title: String,
    pub quantity: i32,
    pub cancelled_quantity: i32,
    pub unit_price_micros: i64,
    pub net_minor: i64,
    pub tax_minor: i64,
    pub cancelled_minor: i64,
    pub requires_shipping: bool,
    pub tax_rate_ppm: Option<i32>,
}
pub struct BillableLineRowBorrowed<'a> {
    pub order_id: uuid::Uuid,
    pub line_id: uuid::Uuid,
    pub sku: &'a str,
    pub title: &'a str,
    pub quantity: i32,
    pub cancelled_quantity: i32,
    pub unit_price_micros: i64,
    pub net_minor: i64,
    pub tax_minor: i64,
    pub cancelled_minor: i64,
    pub requires_shipping: bool,
    pub tax_rate_ppm: Option<i32>,
}
impl<'a> From<BillableLineRowBorrowed<'a>> for BillableLineRow {
    fn from(
        BillableLineRowBorrowed {
            order_id,
            line_id,
            sku,
            title,
            quantity,
            cancelled_quantity,
            unit_price_micros,
            net_minor,
            tax_minor,
            cancelled_minor,
            requires_shipping,
            tax_rate_ppm,
        }: BillableLineRowBorrowed<'a>,
    ) -> Self {
        Self {
            order_id,
            line_id,
            sku: sku.into(),
            title: title.into(),
            quantity,
            cancelled_quantity,
            unit_price_micros,
            net_minor,
            tax_minor,
            cancelled_minor,
            requires_shipping,
            tax_rate_ppm,
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct FindShippingTaxRates {
    pub order_id: uuid::Uuid,
    pub shipping_tax_rate_ppm: Option<i32>,
}
#[derive(Debug, Clone, PartialEq)]
pub struct FindBills {
    pub bill_id: uuid::Uuid,
    pub order_id: uuid::Uuid,
    pub kind: String,
    pub gross_minor: i64,
}
pub struct FindBillsBorrowed<'a> {
    pub bill_id: uuid::Uuid,
    pub order_id: uuid::Uuid,
    pub kind: &'a str,
    pub gross_minor: i64,
}
impl<'a> From<FindBillsBorrowed<'a>> for FindBills {
    fn from(FindBillsBorrowed { bill_id, order_id, kind, gross_minor }: FindBillsBorrowed<'a>) -> Self {
        Self { bill_id, order_id, kind: kind.into(), gross_minor }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct BilledSumRow {
    pub order_id: uuid::Uuid,
    pub bill_kind: String,
    pub kind: String,
    pub line_id: Option<uuid::Uuid>,
    pub tax_rate_ppm: i32,
    pub quantity: i64,
    pub net_minor: i64,
    pub tax_minor: i64,
}
pub struct BilledSumRowBorrowed<'a> {
    pub order_id: uuid::Uuid,
    pub bill_kind: &'a str,
    pub kind: &'a str,
    pub line_id: Option<uuid::Uuid>,
    pub tax_rate_ppm: i32,
    pub quantity: i64,
    pub net_minor: i64,
    pub tax_minor: i64,
}
impl<'a> From<BilledSumRowBorrowed<'a>> for BilledSumRow {
    fn from(
        BilledSumRowBorrowed {
            order_id,
            bill_kind,
            kind,
            line_id,
            tax_rate_ppm,
            quantity,
            net_minor,
            tax_minor,
        }: BilledSumRowBorrowed<'a>,
    ) -> Self {
        Self {
            order_id,
            bill_kind: bill_kind.into(),
            kind: kind.into(),
            line_id,
            tax_rate_ppm,
            quantity,
            net_minor,
            tax_minor,
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct CaptureRequestRow {
    pub capture_id: uuid::Uuid,
    pub order_id: uuid::Uuid,
    pub amount_minor: i64,
    pub shipped_at: Option<kernel_base::Timestamp>,
    pub line_id: Option<uuid::Uuid>,
    pub quantity: i32,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct BillableLineRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<BillableLineRowBorrowed, tokio_postgres::Error>,
    mapper: fn(BillableLineRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> BillableLineRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(BillableLineRowBorrowed) -> R,
    ) -> BillableLineRowQuery<'c, 'a, 's, C, R, N> {
        BillableLineRowQuery {
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
pub struct FindShippingTaxRatesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindShippingTaxRates, tokio_postgres::Error>,
    mapper: fn(FindShippingTaxRates) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindShippingTaxRatesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(FindShippingTaxRates) -> R,
    ) -> FindShippingTaxRatesQuery<'c, 'a, 's, C, R, N> {
        FindShippingTaxRatesQuery {
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
pub struct FindBillsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindBillsBorrowed, tokio_postgres::Error>,
    mapper: fn(FindBillsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindBillsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FindBillsBorrowed) -> R) -> FindBillsQuery<'c, 'a, 's, C, R, N> {
        FindBillsQuery {
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
pub struct BilledSumRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<BilledSumRowBorrowed, tokio_postgres::Error>,
    mapper: fn(BilledSumRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> BilledSumRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(BilledSumRowBorrowed) -> R) -> BilledSumRowQuery<'c, 'a, 's, C, R, N> {
        BilledSumRowQuery {
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
pub struct CaptureRequestRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CaptureRequestRow, tokio_postgres::Error>,
    mapper: fn(CaptureRequestRow) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CaptureRequestRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CaptureRequestRow) -> R) -> CaptureRequestRowQuery<'c, 'a, 's, C, R, N> {
        CaptureRequestRowQuery {
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
pub struct FindBillableLinesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_billable_lines() -> FindBillableLinesStmt {
    FindBillableLinesStmt(
        "SELECT order_id, line_id, sku, title, quantity, cancelled_quantity, unit_price_micros, net_minor, tax_minor, cancelled_minor, requires_shipping, tax_rate_ppm FROM \"order\".order_line WHERE order_id = ANY($1::uuid[]) ORDER BY order_id, position",
        None,
    )
}
impl FindBillableLinesStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        order_ids: &'a T1,
    ) -> BillableLineRowQuery<'c, 'a, 's, C, BillableLineRow, 1> {
        BillableLineRowQuery {
            client,
            params: [order_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BillableLineRowBorrowed, tokio_postgres::Error> {
                Ok(BillableLineRowBorrowed {
                    order_id: row.try_get(0)?,
                    line_id: row.try_get(1)?,
                    sku: row.try_get(2)?,
                    title: row.try_get(3)?,
                    quantity: row.try_get(4)?,
                    cancelled_quantity: row.try_get(5)?,
                    unit_price_micros: row.try_get(6)?,
                    net_minor: row.try_get(7)?,
                    tax_minor: row.try_get(8)?,
                    cancelled_minor: row.try_get(9)?,
                    requires_shipping: row.try_get(10)?,
                    tax_rate_ppm: row.try_get(11)?,
                })
            },
            mapper: |it| BillableLineRow::from(it),
        }
    }
}
pub struct FindShippingTaxRatesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_shipping_tax_rates() -> FindShippingTaxRatesStmt {
    FindShippingTaxRatesStmt(
        "SELECT order_id, shipping_tax_rate_ppm FROM \"order\".sales_order WHERE order_id = ANY($1::uuid[])",
        None,
    )
}
impl FindShippingTaxRatesStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        order_ids: &'a T1,
    ) -> FindShippingTaxRatesQuery<'c, 'a, 's, C, FindShippingTaxRates, 1> {
        FindShippingTaxRatesQuery {
            client,
            params: [order_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FindShippingTaxRates, tokio_postgres::Error> {
                Ok(FindShippingTaxRates { order_id: row.try_get(0)?, shipping_tax_rate_ppm: row.try_get(1)? })
            },
            mapper: |it| FindShippingTaxRates::from(it),
        }
    }
}
pub struct FindBillsStmt(&'static str, Option<tokio_postgres::Statement>);
/// Oldest first.
pub fn find_bills() -> FindBillsStmt {
    FindBillsStmt(
        "SELECT bill_id, order_id, kind, gross_minor FROM \"order\".bill WHERE order_id = ANY($1::uuid[]) ORDER BY order_id, sequence",
        None,
    )
}
impl FindBillsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        order_ids: &'a T1,
    ) -> FindBillsQuery<'c, 'a, 's, C, FindBills, 1> {
        FindBillsQuery {
            client,
            params: [order_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FindBillsBorrowed, tokio_postgres::Error> {
                Ok(FindBillsBorrowed {
                    bill_id: row.try_get(0)?,
                    order_id: row.try_get(1)?,
                    kind: row.try_get(2)?,
                    gross_minor: row.try_get(3)?,
                })
            },
            mapper: |it| FindBills::from(it),
        }
    }
}
pub struct SumBillLinesStmt(&'static str, Option<tokio_postgres::Statement>);
/// What the bills of each kind come to, by what they are for.
pub fn sum_bill_lines() -> SumBillLinesStmt {
    SumBillLinesStmt(
        "SELECT l.order_id, b.kind AS bill_kind, l.kind, l.line_id, l.tax_rate_ppm, sum(l.quantity)::bigint AS quantity, sum(l.net_minor)::bigint AS net_minor, sum(l.tax_minor)::bigint AS tax_minor FROM \"order\".bill_line AS l JOIN \"order\".bill AS b ON b.bill_id = l.bill_id WHERE l.order_id = ANY($1::uuid[]) GROUP BY l.order_id, b.kind, l.kind, l.line_id, l.tax_rate_ppm",
        None,
    )
}
impl SumBillLinesStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        order_ids: &'a T1,
    ) -> BilledSumRowQuery<'c, 'a, 's, C, BilledSumRow, 1> {
        BilledSumRowQuery {
            client,
            params: [order_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BilledSumRowBorrowed, tokio_postgres::Error> {
                Ok(BilledSumRowBorrowed {
                    order_id: row.try_get(0)?,
                    bill_kind: row.try_get(1)?,
                    kind: row.try_get(2)?,
                    line_id: row.try_get(3)?,
                    tax_rate_ppm: row.try_get(4)?,
                    quantity: row.try_get(5)?,
                    net_minor: row.try_get(6)?,
                    tax_minor: row.try_get(7)?,
                })
            },
            mapper: |it| BilledSumRow::from(it),
        }
    }
}
pub struct InsertBillsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_bills() -> InsertBillsStmt {
    InsertBillsStmt(
        "INSERT INTO \"order\".bill (bill_id, order_id, sequence, kind, reaches_minor, gross_minor, occurred_at) SELECT bill_id, order_id, sequence, kind, reaches, gross, $1 FROM unnest( $2::uuid[], $3::uuid[], $4::integer[], $5::text[], $6::bigint[], $7::bigint[] ) AS t (bill_id, order_id, sequence, kind, reaches, gross)",
        None,
    )
}
impl InsertBillsStmt {
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
        T3: crate::ArraySql<Item = i32>,
        T4: crate::StringSql,
        T5: crate::ArraySql<Item = T4>,
        T6: crate::ArraySql<Item = i64>,
        T7: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        now: &'a kernel_base::Timestamp,
        bill_ids: &'a T1,
        order_ids: &'a T2,
        sequences: &'a T3,
        kinds: &'a T5,
        reaches: &'a T6,
        grosses: &'a T7,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, bill_ids, order_ids, sequences, kinds, reaches, grosses]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = i32>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::ArraySql<Item = i64>,
    T7: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertBillsParams<T1, T2, T3, T4, T5, T6, T7>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertBillsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertBillsParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.now,
            &params.bill_ids,
            &params.order_ids,
            &params.sequences,
            &params.kinds,
            &params.reaches,
            &params.grosses,
        ))
    }
}
pub struct InsertBillLinesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_bill_lines() -> InsertBillLinesStmt {
    InsertBillLinesStmt(
        "INSERT INTO \"order\".bill_line ( bill_id, position, order_id, kind, line_id, quantity, tax_rate_ppm, net_minor, tax_minor ) SELECT bill_id, position, order_id, kind, line_id, quantity, rate, net, tax FROM unnest( $1::uuid[], $2::integer[], $3::uuid[], $4::text[], $5::uuid[], $6::integer[], $7::integer[], $8::bigint[], $9::bigint[] ) AS t (bill_id, position, order_id, kind, line_id, quantity, rate, net, tax)",
        None,
    )
}
impl InsertBillLinesStmt {
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
        T2: crate::ArraySql<Item = i32>,
        T3: crate::ArraySql<Item = uuid::Uuid>,
        T4: crate::StringSql,
        T5: crate::ArraySql<Item = T4>,
        T6: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T7: crate::ArraySql<Item = i32>,
        T8: crate::ArraySql<Item = i32>,
        T9: crate::ArraySql<Item = i64>,
        T10: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        bill_ids: &'a T1,
        positions: &'a T2,
        order_ids: &'a T3,
        kinds: &'a T5,
        line_ids: &'a T6,
        quantities: &'a T7,
        rates: &'a T8,
        nets: &'a T9,
        taxes: &'a T10,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[bill_ids, positions, order_ids, kinds, line_ids, quantities, rates, nets, taxes],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i32>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T7: crate::ArraySql<Item = i32>,
    T8: crate::ArraySql<Item = i32>,
    T9: crate::ArraySql<Item = i64>,
    T10: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertBillLinesParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertBillLinesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertBillLinesParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.bill_ids,
            &params.positions,
            &params.order_ids,
            &params.kinds,
            &params.line_ids,
            &params.quantities,
            &params.rates,
            &params.nets,
            &params.taxes,
        ))
    }
}
pub struct FindCaptureRequestsStmt(&'static str, Option<tokio_postgres::Statement>);
/// What was asked for and neither billed nor refused, oldest first.
pub fn find_capture_requests() -> FindCaptureRequestsStmt {
    FindCaptureRequestsStmt(
        "SELECT r.capture_id, r.order_id, r.amount_minor, r.shipped_at, l.line_id, l.quantity FROM \"order\".capture_request AS r JOIN \"order\".capture_request_line AS l ON l.capture_id = r.capture_id WHERE r.order_id = ANY($1::uuid[]) AND r.state = 'asked' ORDER BY r.order_id, r.created_at, r.capture_id, l.position",
        None,
    )
}
impl FindCaptureRequestsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        order_ids: &'a T1,
    ) -> CaptureRequestRowQuery<'c, 'a, 's, C, CaptureRequestRow, 1> {
        CaptureRequestRowQuery {
            client,
            params: [order_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CaptureRequestRow, tokio_postgres::Error> {
                Ok(CaptureRequestRow {
                    capture_id: row.try_get(0)?,
                    order_id: row.try_get(1)?,
                    amount_minor: row.try_get(2)?,
                    shipped_at: row.try_get(3)?,
                    line_id: row.try_get(4)?,
                    quantity: row.try_get(5)?,
                })
            },
            mapper: |it| CaptureRequestRow::from(it),
        }
    }
}
pub struct InsertCaptureRequestsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_capture_requests() -> InsertCaptureRequestsStmt {
    InsertCaptureRequestsStmt(
        "INSERT INTO \"order\".capture_request (capture_id, order_id, state, amount_minor, shipped_at, created_at) SELECT capture_id, order_id, 'asked', amount, shipped_at, $1 FROM unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::timestamptz[]) AS t (capture_id, order_id, amount, shipped_at)",
        None,
    )
}
impl InsertCaptureRequestsStmt {
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
        T3: crate::ArraySql<Item = i64>,
        T4: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    >(
        &'s self,
        client: &'c C,
        now: &'a kernel_base::Timestamp,
        capture_ids: &'a T1,
        order_ids: &'a T2,
        amounts: &'a T3,
        shipped_ats: &'a T4,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, capture_ids, order_ids, amounts, shipped_ats]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = i64>,
    T4: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertCaptureRequestsParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertCaptureRequestsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertCaptureRequestsParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.now,
            &params.capture_ids,
            &params.order_ids,
            &params.amounts,
            &params.shipped_ats,
        ))
    }
}
pub struct InsertCaptureRequestLinesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_capture_request_lines() -> InsertCaptureRequestLinesStmt {
    InsertCaptureRequestLinesStmt(
        "INSERT INTO \"order\".capture_request_line (capture_id, position, line_id, quantity) SELECT capture_id, position, line_id, quantity FROM unnest($1::uuid[], $2::integer[], $3::uuid[], $4::integer[]) AS t (capture_id, position, line_id, quantity)",
        None,
    )
}
impl InsertCaptureRequestLinesStmt {
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
        T2: crate::ArraySql<Item = i32>,
        T3: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T4: crate::ArraySql<Item = i32>,
    >(
        &'s self,
        client: &'c C,
        capture_ids: &'a T1,
        positions: &'a T2,
        line_ids: &'a T3,
        quantities: &'a T4,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[capture_ids, positions, line_ids, quantities]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i32>,
    T3: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T4: crate::ArraySql<Item = i32>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertCaptureRequestLinesParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertCaptureRequestLinesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertCaptureRequestLinesParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.capture_ids,
            &params.positions,
            &params.line_ids,
            &params.quantities,
        ))
    }
}
pub struct EndCaptureRequestsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn end_capture_requests() -> EndCaptureRequestsStmt {
    EndCaptureRequestsStmt(
        "UPDATE \"order\".capture_request SET state = $1 WHERE capture_id = ANY($2::uuid[]) AND state = 'asked'",
        None,
    )
}
impl EndCaptureRequestsStmt {
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        state: &'a T1,
        capture_ids: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[state, capture_ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        EndCaptureRequestsParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for EndCaptureRequestsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a EndCaptureRequestsParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.state, &params.capture_ids))
    }
}
pub struct AskedCapturesStmt(&'static str, Option<tokio_postgres::Statement>);
/// Those of these captures that nothing was heard of yet.
pub fn asked_captures() -> AskedCapturesStmt {
    AskedCapturesStmt(
        "SELECT capture_id FROM \"order\".capture_request WHERE capture_id = ANY($1::uuid[]) AND state = 'asked'",
        None,
    )
}
impl AskedCapturesStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        capture_ids: &'a T1,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [capture_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
