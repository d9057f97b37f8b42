// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertLinesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i32>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::ArraySql<Item = uuid::Uuid>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::ArraySql<Item = i32>,
    T10: crate::ArraySql<Item = i64>,
    T11: crate::ArraySql<Item = Option<i64>>,
    T12: crate::ArraySql<Item = i64>,
    T13: crate::ArraySql<Item = i64>,
    T14: crate::ArraySql<Item = bool>,
    T15: crate::ArraySql<Item = bool>,
    T16: crate::ArraySql<Item = i64>,
    T17: crate::StringSql,
    T18: crate::ArraySql<Item = Option<T17>>,
    T19: crate::ArraySql<Item = Option<i32>>,
> {
    pub order_ids: T1,
    pub positions: T2,
    pub line_ids: T3,
    pub variant_ids: T4,
    pub skus: T6,
    pub titles: T8,
    pub quantities: T9,
    pub unit_prices: T10,
    pub list_prices: T11,
    pub nets: T12,
    pub taxes: T13,
    pub requires_stocks: T14,
    pub requires_shippings: T15,
    pub weights_g: T16,
    pub traces: T18,
    pub tax_rates: T19,
}
#[derive(Debug)]
pub struct SaveLineProgressParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i32>,
    T3: crate::ArraySql<Item = i32>,
    T4: crate::ArraySql<Item = i32>,
    T5: crate::ArraySql<Item = i64>,
> {
    pub order_ids: T1,
    pub positions: T2,
    pub shipped: T3,
    pub cancelled: T4,
    pub cancelled_minors: T5,
}
#[derive(Clone, Copy, Debug)]
pub struct FindTraceParams {
    pub order_id: uuid::Uuid,
    pub line_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct LineRow {
    pub order_id: uuid::Uuid,
    pub position: i32,
    pub line_id: uuid::Uuid,
    pub variant_id: uuid::Uuid,
    pub sku: String,
    pub title: String,
    pub quantity: i32,
    pub shipped_quantity: i32,
    pub cancelled_quantity: i32,
    pub unit_price_micros: i64,
    pub list_price_micros: Option<i64>,
    pub net_minor: i64,
    pub tax_minor: i64,
    pub gross_minor: i64,
    pub cancelled_minor: i64,
    pub requires_stock: bool,
    pub requires_shipping: bool,
    pub weight_g: i64,
}
pub struct LineRowBorrowed<'a> {
    pub order_id: uuid::Uuid,
    pub position: i32,
    pub line_id: uuid::Uuid,
    pub variant_id: uuid::Uuid,
    pub sku: &'a str,
    pub title: &'a str,
    pub quantity: i32,
    pub shipped_quantity: i32,
    pub cancelled_quantity: i32,
    pub unit_price_micros: i64,
    pub list_price_micros: Option<i64>,
    pub net_minor: i64,
    pub tax_minor: i64,
    pub gross_minor: i64,
    pub cancelled_minor: i64,
    pub requires_stock: bool,
    pub requires_shipping: bool,
    pub weight_g: i64,
}
impl<'a> From<LineRowBorrowed<'a>> for LineRow {
    fn from(
        LineRowBorrowed {
            order_id,
            position,
            line_id,
            variant_id,
            sku,
            title,
            quantity,
            shipped_quantity,
            cancelled_quantity,
            unit_price_micros,
            list_price_micros,
            net_minor,
            tax_minor,
            gross_minor,
            cancelled_minor,
            requires_stock,
            requires_shipping,
            weight_g,
        }: LineRowBorrowed<'a>,
    ) -> Self {
        Self {
            order_id,
            position,
            line_id,
            variant_id,
            sku: sku.into(),
            title: title.into(),
            quantity,
            shipped_quantity,
            cancelled_quantity,
            unit_price_micros,
            list_price_micros,
            net_minor,
            tax_minor,
            gross_minor,
            cancelled_minor,
            requires_stock,
            requires_shipping,
            weight_g,
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct FindLineProgress {
    pub order_id: uuid::Uuid,
    pub position: i32,
    pub line_id: uuid::Uuid,
    pub variant_id: uuid::Uuid,
    pub quantity: i32,
    pub shipped_quantity: i32,
    pub cancelled_quantity: i32,
    pub gross_minor: i64,
    pub cancelled_minor: i64,
    pub requires_shipping: bool,
    pub requires_stock: bool,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct LineRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LineRowBorrowed, tokio_postgres::Error>,
    mapper: fn(LineRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LineRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(LineRowBorrowed) -> R) -> LineRowQuery<'c, 'a, 's, C, R, N> {
        LineRowQuery {
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
pub struct FindLineProgressQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindLineProgress, tokio_postgres::Error>,
    mapper: fn(FindLineProgress) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindLineProgressQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FindLineProgress) -> R) -> FindLineProgressQuery<'c, 'a, 's, C, R, N> {
        FindLineProgressQuery {
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
pub struct OptionStringQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Option<&str>, tokio_postgres::Error>,
    mapper: fn(Option<&str>) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OptionStringQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Option<&str>) -> R) -> OptionStringQuery<'c, 'a, 's, C, R, N> {
        OptionStringQuery {
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
pub struct InsertLinesStmt(&'static str, Option<tokio_postgres::Statement>);
/// The columns of one line stand at the same index of every array.
pub fn insert_lines() -> InsertLinesStmt {
    InsertLinesStmt(
        "INSERT INTO \"order\".order_line ( order_id, position, line_id, variant_id, sku, title, quantity, unit_price_micros, list_price_micros, net_minor, tax_minor, gross_minor, requires_stock, requires_shipping, weight_g, trace, tax_rate_ppm ) SELECT order_id, position, line_id, variant_id, sku, title, quantity, unit_price, list_price, net, tax, net + tax, requires_stock, requires_shipping, weight_g, trace, tax_rate FROM unnest( $1::uuid[], $2::integer[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::integer[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::boolean[], $13::boolean[], $14::bigint[], $15::text[], $16::integer[] ) AS t ( order_id, position, line_id, variant_id, sku, title, quantity, unit_price, list_price, net, tax, requires_stock, requires_shipping, weight_g, trace, tax_rate )",
        None,
    )
}
impl InsertLinesStmt {
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
        T4: crate::ArraySql<Item = uuid::Uuid>,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
        T7: crate::StringSql,
        T8: crate::ArraySql<Item = T7>,
        T9: crate::ArraySql<Item = i32>,
        T10: crate::ArraySql<Item = i64>,
        T11: crate::ArraySql<Item = Option<i64>>,
        T12: crate::ArraySql<Item = i64>,
        T13: crate::ArraySql<Item = i64>,
        T14: crate::ArraySql<Item = bool>,
        T15: crate::ArraySql<Item = bool>,
        T16: crate::ArraySql<Item = i64>,
        T17: crate::StringSql,
        T18: crate::ArraySql<Item = Option<T17>>,
        T19: crate::ArraySql<Item = Option<i32>>,
    >(
        &'s self,
        client: &'c C,
        order_ids: &'a T1,
        positions: &'a T2,
        line_ids: &'a T3,
        variant_ids: &'a T4,
        skus: &'a T6,
        titles: &'a T8,
        quantities: &'a T9,
        unit_prices: &'a T10,
        list_prices: &'a T11,
        nets: &'a T12,
        taxes: &'a T13,
        requires_stocks: &'a T14,
        requires_shippings: &'a T15,
        weights_g: &'a T16,
        traces: &'a T18,
        tax_rates: &'a T19,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    order_ids,
                    positions,
                    line_ids,
                    variant_ids,
                    skus,
                    titles,
                    quantities,
                    unit_prices,
                    list_prices,
                    nets,
                    taxes,
                    requires_stocks,
                    requires_shippings,
                    weights_g,
                    traces,
                    tax_rates,
                ],
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
    T4: crate::ArraySql<Item = uuid::Uuid>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::ArraySql<Item = i32>,
    T10: crate::ArraySql<Item = i64>,
    T11: crate::ArraySql<Item = Option<i64>>,
    T12: crate::ArraySql<Item = i64>,
    T13: crate::ArraySql<Item = i64>,
    T14: crate::ArraySql<Item = bool>,
    T15: crate::ArraySql<Item = bool>,
    T16: crate::ArraySql<Item = i64>,
    T17: crate::StringSql,
    T18: crate::ArraySql<Item = Option<T17>>,
    T19: crate::ArraySql<Item = Option<i32>>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertLinesParams<
            T1,
            T2,
            T3,
            T4,
            T5,
            T6,
            T7,
            T8,
            T9,
            T10,
            T11,
            T12,
            T13,
            T14,
            T15,
            T16,
            T17,
            T18,
            T19,
        >,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertLinesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertLinesParams<
            T1,
            T2,
            T3,
            T4,
            T5,
            T6,
            T7,
            T8,
            T9,
            T10,
            T11,
            T12,
            T13,
            T14,
            T15,
            T16,
            T17,
            T18,
            T19,
        >,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.order_ids,
            &params.positions,
            &params.line_ids,
            &params.variant_ids,
            &params.skus,
            &params.titles,
            &params.quantities,
            &params.unit_prices,
            &params.list_prices,
            &params.nets,
            &params.taxes,
            &params.requires_stocks,
            &params.requires_shippings,
            &params.weights_g,
            &params.traces,
            &params.tax_rates,
        ))
    }
}
pub struct FindLinesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_lines() -> FindLinesStmt {
    FindLinesStmt(
        "SELECT order_id, position, line_id, variant_id, sku, title, quantity, shipped_quantity, cancelled_quantity, unit_price_micros, list_price_micros, net_minor, tax_minor, gross_minor, cancelled_minor, requires_stock, requires_shipping, weight_g FROM \"order\".order_line WHERE order_id = ANY($1::uuid[]) ORDER BY order_id, position",
        None,
    )
}
impl FindLinesStmt {
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
    ) -> LineRowQuery<'c, 'a, 's, C, LineRow, 1> {
        LineRowQuery {
            client,
            params: [order_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LineRowBorrowed, tokio_postgres::Error> {
                Ok(LineRowBorrowed {
                    order_id: row.try_get(0)?,
                    position: row.try_get(1)?,
                    line_id: row.try_get(2)?,
                    variant_id: row.try_get(3)?,
                    sku: row.try_get(4)?,
                    title: row.try_get(5)?,
                    quantity: row.try_get(6)?,
                    shipped_quantity: row.try_get(7)?,
                    cancelled_quantity: row.try_get(8)?,
                    unit_price_micros: row.try_get(9)?,
                    list_price_micros: row.try_get(10)?,
                    net_minor: row.try_get(11)?,
                    tax_minor: row.try_get(12)?,
                    gross_minor: row.try_get(13)?,
                    cancelled_minor: row.try_get(14)?,
                    requires_stock: row.try_get(15)?,
                    requires_shipping: row.try_get(16)?,
                    weight_g: row.try_get(17)?,
                })
            },
            mapper: |it| LineRow::from(it),
        }
    }
}
pub struct DeleteLinesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_lines() -> DeleteLinesStmt {
    DeleteLinesStmt("DELETE FROM \"order\".order_line WHERE order_id = $1", None)
}
impl DeleteLinesStmt {
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
        order_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[order_id]).await
    }
}
pub struct AnyStockLineStmt(&'static str, Option<tokio_postgres::Statement>);
/// Whether anything of the order is held in stock.
pub fn any_stock_line() -> AnyStockLineStmt {
    AnyStockLineStmt(
        "SELECT EXISTS ( SELECT FROM \"order\".order_line WHERE order_id = $1 AND requires_stock ) AS any_stock",
        None,
    )
}
impl AnyStockLineStmt {
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
        order_id: &'a uuid::Uuid,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 1> {
        BoolQuery {
            client,
            params: [order_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct FindLineProgressStmt(&'static str, Option<tokio_postgres::Statement>);
/// What became of the pieces of each line.
pub fn find_line_progress() -> FindLineProgressStmt {
    FindLineProgressStmt(
        "SELECT order_id, position, line_id, variant_id, quantity, shipped_quantity, cancelled_quantity, gross_minor, cancelled_minor, requires_shipping, requires_stock FROM \"order\".order_line WHERE order_id = ANY($1::uuid[])",
        None,
    )
}
impl FindLineProgressStmt {
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
    ) -> FindLineProgressQuery<'c, 'a, 's, C, FindLineProgress, 1> {
        FindLineProgressQuery {
            client,
            params: [order_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FindLineProgress, tokio_postgres::Error> {
                Ok(FindLineProgress {
                    order_id: row.try_get(0)?,
                    position: row.try_get(1)?,
                    line_id: row.try_get(2)?,
                    variant_id: row.try_get(3)?,
                    quantity: row.try_get(4)?,
                    shipped_quantity: row.try_get(5)?,
                    cancelled_quantity: row.try_get(6)?,
                    gross_minor: row.try_get(7)?,
                    cancelled_minor: row.try_get(8)?,
                    requires_shipping: row.try_get(9)?,
                    requires_stock: row.try_get(10)?,
                })
            },
            mapper: |it| FindLineProgress::from(it),
        }
    }
}
pub struct SaveLineProgressStmt(&'static str, Option<tokio_postgres::Statement>);
/// The order of each line is saved, with its guard, in the same transaction.
pub fn save_line_progress() -> SaveLineProgressStmt {
    SaveLineProgressStmt(
        "UPDATE \"order\".order_line AS l SET shipped_quantity = t.shipped, cancelled_quantity = t.cancelled, cancelled_minor = t.cancelled_minor FROM unnest( $1::uuid[], $2::integer[], $3::integer[], $4::integer[], $5::bigint[] ) AS t (order_id, position, shipped, cancelled, cancelled_minor) WHERE l.order_id = t.order_id AND l.position = t.position",
        None,
    )
}
impl SaveLineProgressStmt {
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
        T3: crate::ArraySql<Item = i32>,
        T4: crate::ArraySql<Item = i32>,
        T5: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        order_ids: &'a T1,
        positions: &'a T2,
        shipped: &'a T3,
        cancelled: &'a T4,
        cancelled_minors: &'a T5,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[order_ids, positions, shipped, cancelled, cancelled_minors]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i32>,
    T3: crate::ArraySql<Item = i32>,
    T4: crate::ArraySql<Item = i32>,
    T5: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SaveLineProgressParams<T1, T2, T3, T4, T5>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SaveLineProgressStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SaveLineProgressParams<T1, T2, T3, T4, T5>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.order_ids,
            &params.positions,
            &params.shipped,
            &params.cancelled,
            &params.cancelled_minors,
        ))
    }
}
pub struct FindTraceStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_trace() -> FindTraceStmt {
    FindTraceStmt("SELECT trace FROM \"order\".order_line WHERE order_id = $1 AND line_id = $2", None)
}
impl FindTraceStmt {
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
        order_id: &'a uuid::Uuid,
        line_id: &'a uuid::Uuid,
    ) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 2> {
        OptionStringQuery {
            client,
            params: [order_id, line_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.map(|v| v.into()),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FindTraceParams,
        OptionStringQuery<'c, 'a, 's, C, Option<String>, 2>,
        C,
    > for FindTraceStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindTraceParams,
    ) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 2> {
        self.bind(client, &params.order_id, &params.line_id)
    }
}
