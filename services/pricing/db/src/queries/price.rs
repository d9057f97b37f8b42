// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct PricesFromParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub variant_ids: T1,
    pub at: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct PricesAtParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub variant_ids: T1,
    pub at: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct ListPricesParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub price_list_id: uuid::Uuid,
    pub variant_ids: T1,
    pub at: kernel_base::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct ListPricedVariantsParams {
    pub price_list_id: uuid::Uuid,
    pub after: Option<uuid::Uuid>,
    pub row_limit: i64,
}
#[derive(Debug)]
pub struct PricesToChangeParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub price_list_ids: T1,
    pub variant_ids: T2,
    pub at: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct PriceSetVersionsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub price_list_ids: T1,
    pub variant_ids: T2,
}
#[derive(Debug)]
pub struct RaisePriceSetsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = i64>,
> {
    pub at: kernel_base::Timestamp,
    pub price_list_ids: T1,
    pub variant_ids: T2,
    pub versions: T3,
}
#[derive(Debug)]
pub struct EndPricesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = kernel_base::Timestamp>,
> {
    pub price_ids: T1,
    pub valid_untils: T2,
}
#[derive(Debug)]
pub struct InsertPricesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::ArraySql<Item = i32>,
    T5: crate::ArraySql<Item = i64>,
    T6: crate::ArraySql<Item = kernel_base::Timestamp>,
    T7: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
> {
    pub price_ids: T1,
    pub price_list_ids: T2,
    pub variant_ids: T3,
    pub min_quantities: T4,
    pub unit_prices_micros: T5,
    pub valid_froms: T6,
    pub valid_untils: T7,
}
#[derive(Debug)]
pub struct InsertPriceHistoryParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = i64>,
    T4: crate::ArraySql<Item = i32>,
    T5: crate::ArraySql<Item = Option<i64>>,
    T6: crate::ArraySql<Item = kernel_base::Timestamp>,
    T7: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
> {
    pub at: kernel_base::Timestamp,
    pub variant_ids: T1,
    pub price_list_ids: T2,
    pub versions: T3,
    pub min_quantities: T4,
    pub unit_prices_micros: T5,
    pub valid_froms: T6,
    pub valid_untils: T7,
}
#[derive(Debug)]
pub struct RecentHistoryParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub variant_ids: T1,
    pub row_limit: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct FirstHistoryPageParams {
    pub variant_id: uuid::Uuid,
    pub row_limit: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct NextHistoryPageParams {
    pub variant_id: uuid::Uuid,
    pub recorded_at: kernel_base::Timestamp,
    pub price_list_id: uuid::Uuid,
    pub version: i64,
    pub min_quantity: i32,
    pub row_limit: i64,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct PriceRow {
    pub price_id: uuid::Uuid,
    pub price_list_id: uuid::Uuid,
    pub variant_id: uuid::Uuid,
    pub min_quantity: i32,
    pub unit_price_micros: i64,
    pub valid_from: kernel_base::Timestamp,
    pub valid_until: Option<kernel_base::Timestamp>,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct PriceSetVersions {
    pub price_list_id: uuid::Uuid,
    pub variant_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct HistoryRow {
    pub variant_id: uuid::Uuid,
    pub price_list_id: uuid::Uuid,
    pub version: i64,
    pub min_quantity: i32,
    pub unit_price_micros: Option<i64>,
    pub valid_from: kernel_base::Timestamp,
    pub valid_until: Option<kernel_base::Timestamp>,
    pub recorded_at: kernel_base::Timestamp,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct PriceRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<PriceRow, tokio_postgres::Error>,
    mapper: fn(PriceRow) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> PriceRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(PriceRow) -> R) -> PriceRowQuery<'c, 'a, 's, C, R, N> {
        PriceRowQuery {
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
pub struct PriceSetVersionsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<PriceSetVersions, tokio_postgres::Error>,
    mapper: fn(PriceSetVersions) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> PriceSetVersionsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(PriceSetVersions) -> R) -> PriceSetVersionsQuery<'c, 'a, 's, C, R, N> {
        PriceSetVersionsQuery {
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
pub struct HistoryRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<HistoryRow, tokio_postgres::Error>,
    mapper: fn(HistoryRow) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> HistoryRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(HistoryRow) -> R) -> HistoryRowQuery<'c, 'a, 's, C, R, N> {
        HistoryRowQuery {
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
pub struct PricesFromStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn prices_from() -> PricesFromStmt {
    PricesFromStmt(
        "SELECT price_id, price_list_id, variant_id, min_quantity, unit_price_micros, valid_from, valid_until FROM pricing.price WHERE variant_id = ANY($1::uuid[]) AND (valid_until IS NULL OR valid_until > $2)",
        None,
    )
}
impl PricesFromStmt {
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
        variant_ids: &'a T1,
        at: &'a kernel_base::Timestamp,
    ) -> PriceRowQuery<'c, 'a, 's, C, PriceRow, 2> {
        PriceRowQuery {
            client,
            params: [variant_ids, at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PriceRow, tokio_postgres::Error> {
                Ok(PriceRow {
                    price_id: row.try_get(0)?,
                    price_list_id: row.try_get(1)?,
                    variant_id: row.try_get(2)?,
                    min_quantity: row.try_get(3)?,
                    unit_price_micros: row.try_get(4)?,
                    valid_from: row.try_get(5)?,
                    valid_until: row.try_get(6)?,
                })
            },
            mapper: |it| PriceRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        PricesFromParams<T1>,
        PriceRowQuery<'c, 'a, 's, C, PriceRow, 2>,
        C,
    > for PricesFromStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a PricesFromParams<T1>,
    ) -> PriceRowQuery<'c, 'a, 's, C, PriceRow, 2> {
        self.bind(client, &params.variant_ids, &params.at)
    }
}
pub struct PricesAtStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn prices_at() -> PricesAtStmt {
    PricesAtStmt(
        "SELECT price_id, price_list_id, variant_id, min_quantity, unit_price_micros, valid_from, valid_until FROM pricing.price WHERE variant_id = ANY($1::uuid[]) AND valid_from <= $2 AND (valid_until IS NULL OR valid_until > $2)",
        None,
    )
}
impl PricesAtStmt {
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
        variant_ids: &'a T1,
        at: &'a kernel_base::Timestamp,
    ) -> PriceRowQuery<'c, 'a, 's, C, PriceRow, 2> {
        PriceRowQuery {
            client,
            params: [variant_ids, at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PriceRow, tokio_postgres::Error> {
                Ok(PriceRow {
                    price_id: row.try_get(0)?,
                    price_list_id: row.try_get(1)?,
                    variant_id: row.try_get(2)?,
                    min_quantity: row.try_get(3)?,
                    unit_price_micros: row.try_get(4)?,
                    valid_from: row.try_get(5)?,
                    valid_until: row.try_get(6)?,
                })
            },
            mapper: |it| PriceRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        PricesAtParams<T1>,
        PriceRowQuery<'c, 'a, 's, C, PriceRow, 2>,
        C,
    > for PricesAtStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a PricesAtParams<T1>,
    ) -> PriceRowQuery<'c, 'a, 's, C, PriceRow, 2> {
        self.bind(client, &params.variant_ids, &params.at)
    }
}
pub struct ListPricesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_prices() -> ListPricesStmt {
    ListPricesStmt(
        "SELECT price_id, price_list_id, variant_id, min_quantity, unit_price_micros, valid_from, valid_until FROM pricing.price WHERE price_list_id = $1 AND variant_id = ANY($2::uuid[]) AND (valid_until IS NULL OR valid_until > $3) ORDER BY variant_id, min_quantity, valid_from",
        None,
    )
}
impl ListPricesStmt {
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
        price_list_id: &'a uuid::Uuid,
        variant_ids: &'a T1,
        at: &'a kernel_base::Timestamp,
    ) -> PriceRowQuery<'c, 'a, 's, C, PriceRow, 3> {
        PriceRowQuery {
            client,
            params: [price_list_id, variant_ids, at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PriceRow, tokio_postgres::Error> {
                Ok(PriceRow {
                    price_id: row.try_get(0)?,
                    price_list_id: row.try_get(1)?,
                    variant_id: row.try_get(2)?,
                    min_quantity: row.try_get(3)?,
                    unit_price_micros: row.try_get(4)?,
                    valid_from: row.try_get(5)?,
                    valid_until: row.try_get(6)?,
                })
            },
            mapper: |it| PriceRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListPricesParams<T1>,
        PriceRowQuery<'c, 'a, 's, C, PriceRow, 3>,
        C,
    > for ListPricesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListPricesParams<T1>,
    ) -> PriceRowQuery<'c, 'a, 's, C, PriceRow, 3> {
        self.bind(client, &params.price_list_id, &params.variant_ids, &params.at)
    }
}
pub struct ListPricedVariantsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_priced_variants() -> ListPricedVariantsStmt {
    ListPricedVariantsStmt(
        "SELECT variant_id FROM pricing.price_set WHERE price_list_id = $1 AND ($2::uuid IS NULL OR variant_id > $2) ORDER BY variant_id LIMIT $3",
        None,
    )
}
impl ListPricedVariantsStmt {
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
        price_list_id: &'a uuid::Uuid,
        after: &'a Option<uuid::Uuid>,
        row_limit: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        UuidUuidQuery {
            client,
            params: [price_list_id, after, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListPricedVariantsParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3>,
        C,
    > for ListPricedVariantsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListPricedVariantsParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        self.bind(client, &params.price_list_id, &params.after, &params.row_limit)
    }
}
pub struct PricesToChangeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn prices_to_change() -> PricesToChangeStmt {
    PricesToChangeStmt(
        "SELECT p.price_id, p.price_list_id, p.variant_id, p.min_quantity, p.unit_price_micros, p.valid_from, p.valid_until FROM unnest($1::uuid[], $2::uuid[]) AS t(price_list_id, variant_id) INNER JOIN pricing.price AS p ON p.price_list_id = t.price_list_id AND p.variant_id = t.variant_id WHERE p.valid_until IS NULL OR p.valid_until > $3",
        None,
    )
}
impl PricesToChangeStmt {
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        price_list_ids: &'a T1,
        variant_ids: &'a T2,
        at: &'a kernel_base::Timestamp,
    ) -> PriceRowQuery<'c, 'a, 's, C, PriceRow, 3> {
        PriceRowQuery {
            client,
            params: [price_list_ids, variant_ids, at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PriceRow, tokio_postgres::Error> {
                Ok(PriceRow {
                    price_id: row.try_get(0)?,
                    price_list_id: row.try_get(1)?,
                    variant_id: row.try_get(2)?,
                    min_quantity: row.try_get(3)?,
                    unit_price_micros: row.try_get(4)?,
                    valid_from: row.try_get(5)?,
                    valid_until: row.try_get(6)?,
                })
            },
            mapper: |it| PriceRow::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        PricesToChangeParams<T1, T2>,
        PriceRowQuery<'c, 'a, 's, C, PriceRow, 3>,
        C,
    > for PricesToChangeStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a PricesToChangeParams<T1, T2>,
    ) -> PriceRowQuery<'c, 'a, 's, C, PriceRow, 3> {
        self.bind(client, &params.price_list_ids, &params.variant_ids, &params.at)
    }
}
pub struct PriceSetVersionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn price_set_versions() -> PriceSetVersionsStmt {
    PriceSetVersionsStmt(
        "SELECT s.price_list_id, s.variant_id, s.version FROM unnest($1::uuid[], $2::uuid[]) AS t(price_list_id, variant_id) INNER JOIN pricing.price_set AS s ON s.price_list_id = t.price_list_id AND s.variant_id = t.variant_id",
        None,
    )
}
impl PriceSetVersionsStmt {
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        price_list_ids: &'a T1,
        variant_ids: &'a T2,
    ) -> PriceSetVersionsQuery<'c, 'a, 's, C, PriceSetVersions, 2> {
        PriceSetVersionsQuery {
            client,
            params: [price_list_ids, variant_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PriceSetVersions, tokio_postgres::Error> {
                Ok(PriceSetVersions {
                    price_list_id: row.try_get(0)?,
                    variant_id: row.try_get(1)?,
                    version: row.try_get(2)?,
                })
            },
            mapper: |it| PriceSetVersions::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        PriceSetVersionsParams<T1, T2>,
        PriceSetVersionsQuery<'c, 'a, 's, C, PriceSetVersions, 2>,
        C,
    > for PriceSetVersionsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a PriceSetVersionsParams<T1, T2>,
    ) -> PriceSetVersionsQuery<'c, 'a, 's, C, PriceSetVersions, 2> {
        self.bind(client, &params.price_list_ids, &params.variant_ids)
    }
}
pub struct RaisePriceSetsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn raise_price_sets() -> RaisePriceSetsStmt {
    RaisePriceSetsStmt(
        "INSERT INTO pricing.price_set AS s (price_list_id, variant_id, version, updated_at) SELECT price_list_id, variant_id, version, $1 FROM unnest($2::uuid[], $3::uuid[], $4::bigint[]) AS t(price_list_id, variant_id, version) ORDER BY price_list_id, variant_id ON CONFLICT (price_list_id, variant_id) DO UPDATE SET version = excluded.version, updated_at = excluded.updated_at WHERE s.version = excluded.version - 1",
        None,
    )
}
impl RaisePriceSetsStmt {
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
    >(
        &'s self,
        client: &'c C,
        at: &'a kernel_base::Timestamp,
        price_list_ids: &'a T1,
        variant_ids: &'a T2,
        versions: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[at, price_list_ids, variant_ids, versions]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RaisePriceSetsParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RaisePriceSetsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RaisePriceSetsParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.at, &params.price_list_ids, &params.variant_ids, &params.versions))
    }
}
pub struct DeletePricesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_prices() -> DeletePricesStmt {
    DeletePricesStmt("DELETE FROM pricing.price WHERE price_id = ANY($1::uuid[])", None)
}
impl DeletePricesStmt {
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
        price_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[price_ids]).await
    }
}
pub struct EndPricesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn end_prices() -> EndPricesStmt {
    EndPricesStmt(
        "UPDATE pricing.price AS p SET valid_until = t.valid_until FROM unnest($1::uuid[], $2::timestamptz[]) AS t(price_id, valid_until) WHERE p.price_id = t.price_id",
        None,
    )
}
impl EndPricesStmt {
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
        T2: crate::ArraySql<Item = kernel_base::Timestamp>,
    >(
        &'s self,
        client: &'c C,
        price_ids: &'a T1,
        valid_untils: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[price_ids, valid_untils]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = kernel_base::Timestamp>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        EndPricesParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for EndPricesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a EndPricesParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.price_ids, &params.valid_untils))
    }
}
pub struct InsertPricesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_prices() -> InsertPricesStmt {
    InsertPricesStmt(
        "INSERT INTO pricing.price ( price_id, price_list_id, variant_id, min_quantity, unit_price_micros, valid_from, valid_until ) SELECT price_id, price_list_id, variant_id, min_quantity, unit_price_micros, valid_from, valid_until FROM unnest( $1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::bigint[], $6::timestamptz[], $7::timestamptz[] ) AS t(price_id, price_list_id, variant_id, min_quantity, unit_price_micros, valid_from, valid_until)",
        None,
    )
}
impl InsertPricesStmt {
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
        T3: crate::ArraySql<Item = uuid::Uuid>,
        T4: crate::ArraySql<Item = i32>,
        T5: crate::ArraySql<Item = i64>,
        T6: crate::ArraySql<Item = kernel_base::Timestamp>,
        T7: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    >(
        &'s self,
        client: &'c C,
        price_ids: &'a T1,
        price_list_ids: &'a T2,
        variant_ids: &'a T3,
        min_quantities: &'a T4,
        unit_prices_micros: &'a T5,
        valid_froms: &'a T6,
        valid_untils: &'a T7,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    price_ids,
                    price_list_ids,
                    variant_ids,
                    min_quantities,
                    unit_prices_micros,
                    valid_froms,
                    valid_untils,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::ArraySql<Item = i32>,
    T5: crate::ArraySql<Item = i64>,
    T6: crate::ArraySql<Item = kernel_base::Timestamp>,
    T7: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertPricesParams<T1, T2, T3, T4, T5, T6, T7>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertPricesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertPricesParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.price_ids,
            &params.price_list_ids,
            &params.variant_ids,
            &params.min_quantities,
            &params.unit_prices_micros,
            &params.valid_froms,
            &params.valid_untils,
        ))
    }
}
pub struct InsertPriceHistoryStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_price_history() -> InsertPriceHistoryStmt {
    InsertPriceHistoryStmt(
        "INSERT INTO pricing.price_history ( variant_id, price_list_id, version, min_quantity, unit_price_micros, valid_from, valid_until, recorded_at ) SELECT variant_id, price_list_id, version, min_quantity, unit_price_micros, valid_from, valid_until, $1 FROM unnest( $2::uuid[], $3::uuid[], $4::bigint[], $5::int[], $6::bigint[], $7::timestamptz[], $8::timestamptz[] ) AS t(variant_id, price_list_id, version, min_quantity, unit_price_micros, valid_from, valid_until)",
        None,
    )
}
impl InsertPriceHistoryStmt {
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
        T4: crate::ArraySql<Item = i32>,
        T5: crate::ArraySql<Item = Option<i64>>,
        T6: crate::ArraySql<Item = kernel_base::Timestamp>,
        T7: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    >(
        &'s self,
        client: &'c C,
        at: &'a kernel_base::Timestamp,
        variant_ids: &'a T1,
        price_list_ids: &'a T2,
        versions: &'a T3,
        min_quantities: &'a T4,
        unit_prices_micros: &'a T5,
        valid_froms: &'a T6,
        valid_untils: &'a T7,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    at,
                    variant_ids,
                    price_list_ids,
                    versions,
                    min_quantities,
                    unit_prices_micros,
                    valid_froms,
                    valid_untils,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = i64>,
    T4: crate::ArraySql<Item = i32>,
    T5: crate::ArraySql<Item = Option<i64>>,
    T6: crate::ArraySql<Item = kernel_base::Timestamp>,
    T7: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertPriceHistoryParams<T1, T2, T3, T4, T5, T6, T7>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertPriceHistoryStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertPriceHistoryParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.at,
            &params.variant_ids,
            &params.price_list_ids,
            &params.versions,
            &params.min_quantities,
            &params.unit_prices_micros,
            &params.valid_froms,
            &params.valid_untils,
        ))
    }
}
pub struct RecentHistoryStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn recent_history() -> RecentHistoryStmt {
    RecentHistoryStmt(
        "SELECT h.variant_id, h.price_list_id, h.version, h.min_quantity, h.unit_price_micros, h.valid_from, h.valid_until, h.recorded_at FROM unnest($1::uuid[]) AS t(variant_id) CROSS JOIN LATERAL ( SELECT variant_id, price_list_id, version, min_quantity, unit_price_micros, valid_from, valid_until, recorded_at FROM pricing.price_history WHERE variant_id = t.variant_id AND min_quantity = 1 ORDER BY recorded_at DESC, price_list_id DESC, version DESC LIMIT $2 ) AS h",
        None,
    )
}
impl RecentHistoryStmt {
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
        variant_ids: &'a T1,
        row_limit: &'a i64,
    ) -> HistoryRowQuery<'c, 'a, 's, C, HistoryRow, 2> {
        HistoryRowQuery {
            client,
            params: [variant_ids, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<HistoryRow, tokio_postgres::Error> {
                Ok(HistoryRow {
                    variant_id: row.try_get(0)?,
                    price_list_id: row.try_get(1)?,
                    version: row.try_get(2)?,
                    min_quantity: row.try_get(3)?,
                    unit_price_micros: row.try_get(4)?,
                    valid_from: row.try_get(5)?,
                    valid_until: row.try_get(6)?,
                    recorded_at: row.try_get(7)?,
                })
            },
            mapper: |it| HistoryRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        RecentHistoryParams<T1>,
        HistoryRowQuery<'c, 'a, 's, C, HistoryRow, 2>,
        C,
    > for RecentHistoryStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a RecentHistoryParams<T1>,
    ) -> HistoryRowQuery<'c, 'a, 's, C, HistoryRow, 2> {
        self.bind(client, &params.variant_ids, &params.row_limit)
    }
}
pub struct FirstHistoryPageStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn first_history_page() -> FirstHistoryPageStmt {
    FirstHistoryPageStmt(
        "SELECT variant_id, price_list_id, version, min_quantity, unit_price_micros, valid_from, valid_until, recorded_at FROM pricing.price_history WHERE variant_id = $1 ORDER BY recorded_at DESC, price_list_id DESC, version DESC, min_quantity DESC LIMIT $2",
        None,
    )
}
impl FirstHistoryPageStmt {
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
        variant_id: &'a uuid::Uuid,
        row_limit: &'a i64,
    ) -> HistoryRowQuery<'c, 'a, 's, C, HistoryRow, 2> {
        HistoryRowQuery {
            client,
            params: [variant_id, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<HistoryRow, tokio_postgres::Error> {
                Ok(HistoryRow {
                    variant_id: row.try_get(0)?,
                    price_list_id: row.try_get(1)?,
                    version: row.try_get(2)?,
                    min_quantity: row.try_get(3)?,
                    unit_price_micros: row.try_get(4)?,
                    valid_from: row.try_get(5)?,
                    valid_until: row.try_get(6)?,
                    recorded_at: row.try_get(7)?,
                })
            },
            mapper: |it| HistoryRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FirstHistoryPageParams,
        HistoryRowQuery<'c, 'a, 's, C, HistoryRow, 2>,
        C,
    > for FirstHistoryPageStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FirstHistoryPageParams,
    ) -> HistoryRowQuery<'c, 'a, 's, C, HistoryRow, 2> {
        self.bind(client, &params.variant_id, &params.row_limit)
    }
}
pub struct NextHistoryPageStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn next_history_page() -> NextHistoryPageStmt {
    NextHistoryPageStmt(
        "SELECT variant_id, price_list_id, version, min_quantity, unit_price_micros, valid_from, valid_until, recorded_at FROM pricing.price_history WHERE variant_id = $1 AND (recorded_at, price_list_id, version, min_quantity) < ($2::timestamptz, $3::uuid, $4::bigint, $5::int) ORDER BY recorded_at DESC, price_list_id DESC, version DESC, min_quantity DESC LIMIT $6",
        None,
    )
}
impl NextHistoryPageStmt {
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
        variant_id: &'a uuid::Uuid,
        recorded_at: &'a kernel_base::Timestamp,
        price_list_id: &'a uuid::Uuid,
        version: &'a i64,
        min_quantity: &'a i32,
        row_limit: &'a i64,
    ) -> HistoryRowQuery<'c, 'a, 's, C, HistoryRow, 6> {
        HistoryRowQuery {
            client,
            params: [variant_id, recorded_at, price_list_id, version, min_quantity, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<HistoryRow, tokio_postgres::Error> {
                Ok(HistoryRow {
                    variant_id: row.try_get(0)?,
                    price_list_id: row.try_get(1)?,
                    version: row.try_get(2)?,
                    min_quantity: row.try_get(3)?,
                    unit_price_micros: row.try_get(4)?,
                    valid_from: row.try_get(5)?,
                    valid_until: row.try_get(6)?,
                    recorded_at: row.try_get(7)?,
                })
            },
            mapper: |it| HistoryRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        NextHistoryPageParams,
        HistoryRowQuery<'c, 'a, 's, C, HistoryRow, 6>,
        C,
    > for NextHistoryPageStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a NextHistoryPageParams,
    ) -> HistoryRowQuery<'c, 'a, 's, C, HistoryRow, 6> {
        self.bind(
            client,
            &params.variant_id,
            &params.recorded_at,
            &params.price_list_id,
            &params.version,
            &params.min_quantity,
            &params.row_limit,
        )
    }
}
