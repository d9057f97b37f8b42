// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListItemsParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub after_sku: T1,
    pub after_variant_id: uuid::Uuid,
    pub sku: Option<T2>,
    pub location_id: Option<uuid::Uuid>,
    pub row_limit: i64,
}
#[derive(Debug)]
pub struct TouchItemsParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::ArraySql<Item = i64>> {
    pub variant_ids: T1,
    pub versions: T2,
}
#[derive(Debug)]
pub struct UpdateLevelsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = i64>,
    T4: crate::ArraySql<Item = i64>,
> {
    pub variant_ids: T1,
    pub location_ids: T2,
    pub on_hand: T3,
    pub reserved: T4,
}
#[derive(Debug)]
pub struct InsertLevelsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = i64>,
    T4: crate::ArraySql<Item = i64>,
> {
    pub variant_ids: T1,
    pub location_ids: T2,
    pub on_hand: T3,
    pub reserved: T4,
}
#[derive(Debug)]
pub struct UpdatePolicyParams<T1: crate::StringSql> {
    pub oversell: T1,
    pub expected_at: Option<kernel_base::Timestamp>,
    pub low_stock_threshold: i64,
    pub variant_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug)]
pub struct UpsertLevelPoliciesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::ArraySql<Item = i64>,
> {
    pub variant_id: uuid::Uuid,
    pub location_ids: T1,
    pub safety_stock: T2,
    pub backorder_limits: T3,
}
#[derive(Debug)]
pub struct UpsertItemsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = i64>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::ArraySql<Item = bool>,
> {
    pub variant_ids: T1,
    pub product_ids: T2,
    pub product_versions: T3,
    pub skus: T5,
    pub tracked: T6,
}
#[derive(Debug)]
pub struct RemoveItemsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub product_ids: T1,
    pub product_versions: T2,
    pub kept_variant_ids: T3,
}
#[derive(Debug, Clone, PartialEq)]
pub struct StockRow {
    pub variant_id: uuid::Uuid,
    pub sku: String,
    pub tracked: bool,
    pub oversell: String,
    pub expected_at: Option<kernel_base::Timestamp>,
    pub low_stock_threshold: i64,
    pub policy_version: i64,
    pub version: i64,
    pub location_id: Option<uuid::Uuid>,
    pub on_hand: Option<i64>,
    pub reserved: Option<i64>,
    pub safety_stock: Option<i64>,
    pub backorder_limit: Option<i64>,
}
pub struct StockRowBorrowed<'a> {
    pub variant_id: uuid::Uuid,
    pub sku: &'a str,
    pub tracked: bool,
    pub oversell: &'a str,
    pub expected_at: Option<kernel_base::Timestamp>,
    pub low_stock_threshold: i64,
    pub policy_version: i64,
    pub version: i64,
    pub location_id: Option<uuid::Uuid>,
    pub on_hand: Option<i64>,
    pub reserved: Option<i64>,
    pub safety_stock: Option<i64>,
    pub backorder_limit: Option<i64>,
}
impl<'a> From<StockRowBorrowed<'a>> for StockRow {
    fn from(
        StockRowBorrowed {
            variant_id,
            sku,
            tracked,
            oversell,
            expected_at,
            low_stock_threshold,
            policy_version,
            version,
            location_id,
            on_hand,
            reserved,
            safety_stock,
            backorder_limit,
        }: StockRowBorrowed<'a>,
    ) -> Self {
        Self {
            variant_id,
            sku: sku.into(),
            tracked,
            oversell: oversell.into(),
            expected_at,
            low_stock_threshold,
            policy_version,
            version,
            location_id,
            on_hand,
            reserved,
            safety_stock,
            backorder_limit,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ListItems {
    pub variant_id: uuid::Uuid,
    pub sku: String,
}
pub struct ListItemsBorrowed<'a> {
    pub variant_id: uuid::Uuid,
    pub sku: &'a str,
}
impl<'a> From<ListItemsBorrowed<'a>> for ListItems {
    fn from(ListItemsBorrowed { variant_id, sku }: ListItemsBorrowed<'a>) -> Self {
        Self { variant_id, sku: sku.into() }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct VariantsBySku {
    pub sku: String,
    pub variant_id: uuid::Uuid,
}
pub struct VariantsBySkuBorrowed<'a> {
    pub sku: &'a str,
    pub variant_id: uuid::Uuid,
}
impl<'a> From<VariantsBySkuBorrowed<'a>> for VariantsBySku {
    fn from(VariantsBySkuBorrowed { sku, variant_id }: VariantsBySkuBorrowed<'a>) -> Self {
        Self { sku: sku.into(), variant_id }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct LevelDifferences {
    pub sku: String,
    pub variant_id: uuid::Uuid,
    pub location_id: uuid::Uuid,
    pub on_hand: i64,
    pub ledger_on_hand: i64,
    pub reserved: i64,
    pub held_reserved: i64,
}
pub struct LevelDifferencesBorrowed<'a> {
    pub sku: &'a str,
    pub variant_id: uuid::Uuid,
    pub location_id: uuid::Uuid,
    pub on_hand: i64,
    pub ledger_on_hand: i64,
    pub reserved: i64,
    pub held_reserved: i64,
}
impl<'a> From<LevelDifferencesBorrowed<'a>> for LevelDifferences {
    fn from(
        LevelDifferencesBorrowed {
            sku,
            variant_id,
            location_id,
            on_hand,
            ledger_on_hand,
            reserved,
            held_reserved,
        }: LevelDifferencesBorrowed<'a>,
    ) -> Self {
        Self { sku: sku.into(), variant_id, location_id, on_hand, ledger_on_hand, reserved, held_reserved }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct Totals {
    pub level_count: i64,
    pub on_hand: i64,
    pub reserved: i64,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct StockRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<StockRowBorrowed, tokio_postgres::Error>,
    mapper: fn(StockRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StockRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(StockRowBorrowed) -> R) -> StockRowQuery<'c, 'a, 's, C, R, N> {
        StockRowQuery {
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
pub struct ListItemsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListItemsBorrowed, tokio_postgres::Error>,
    mapper: fn(ListItemsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListItemsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ListItemsBorrowed) -> R) -> ListItemsQuery<'c, 'a, 's, C, R, N> {
        ListItemsQuery {
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
pub struct VariantsBySkuQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<VariantsBySkuBorrowed, tokio_postgres::Error>,
    mapper: fn(VariantsBySkuBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> VariantsBySkuQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(VariantsBySkuBorrowed) -> R) -> VariantsBySkuQuery<'c, 'a, 's, C, R, N> {
        VariantsBySkuQuery {
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
pub struct LevelDifferencesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LevelDifferencesBorrowed, tokio_postgres::Error>,
    mapper: fn(LevelDifferencesBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LevelDifferencesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(LevelDifferencesBorrowed) -> R,
    ) -> LevelDifferencesQuery<'c, 'a, 's, C, R, N> {
        LevelDifferencesQuery {
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
pub struct TotalsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Totals, tokio_postgres::Error>,
    mapper: fn(Totals) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TotalsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Totals) -> R) -> TotalsQuery<'c, 'a, 's, C, R, N> {
        TotalsQuery {
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
pub struct FindStockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_stock() -> FindStockStmt {
    FindStockStmt(
        "SELECT i.variant_id, i.sku, i.tracked, i.oversell, i.expected_at, i.low_stock_threshold, i.policy_version, i.version, l.location_id, l.on_hand, l.reserved, l.safety_stock, l.backorder_limit FROM warehouse.stock_item AS i LEFT JOIN warehouse.stock_level AS l ON l.variant_id = i.variant_id WHERE i.variant_id = ANY($1::uuid[]) ORDER BY i.variant_id",
        None,
    )
}
impl FindStockStmt {
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
    ) -> StockRowQuery<'c, 'a, 's, C, StockRow, 1> {
        StockRowQuery {
            client,
            params: [variant_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<StockRowBorrowed, tokio_postgres::Error> {
                Ok(StockRowBorrowed {
                    variant_id: row.try_get(0)?,
                    sku: row.try_get(1)?,
                    tracked: row.try_get(2)?,
                    oversell: row.try_get(3)?,
                    expected_at: row.try_get(4)?,
                    low_stock_threshold: row.try_get(5)?,
                    policy_version: row.try_get(6)?,
                    version: row.try_get(7)?,
                    location_id: row.try_get(8)?,
                    on_hand: row.try_get(9)?,
                    reserved: row.try_get(10)?,
                    safety_stock: row.try_get(11)?,
                    backorder_limit: row.try_get(12)?,
                })
            },
            mapper: |it| StockRow::from(it),
        }
    }
}
pub struct ListItemsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_items() -> ListItemsStmt {
    ListItemsStmt(
        "SELECT i.variant_id, i.sku FROM warehouse.stock_item AS i WHERE NOT i.removed AND (i.sku, i.variant_id) > ($1, $2) AND ($3::text IS NULL OR i.sku = $3) AND ( $4::uuid IS NULL OR EXISTS ( SELECT 1 FROM warehouse.stock_level AS l WHERE l.variant_id = i.variant_id AND l.location_id = $4 ) ) ORDER BY i.sku, i.variant_id LIMIT $5",
        None,
    )
}
impl ListItemsStmt {
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
        after_sku: &'a T1,
        after_variant_id: &'a uuid::Uuid,
        sku: &'a Option<T2>,
        location_id: &'a Option<uuid::Uuid>,
        row_limit: &'a i64,
    ) -> ListItemsQuery<'c, 'a, 's, C, ListItems, 5> {
        ListItemsQuery {
            client,
            params: [after_sku, after_variant_id, sku, location_id, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ListItemsBorrowed, tokio_postgres::Error> {
                Ok(ListItemsBorrowed { variant_id: row.try_get(0)?, sku: row.try_get(1)? })
            },
            mapper: |it| ListItems::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListItemsParams<T1, T2>,
        ListItemsQuery<'c, 'a, 's, C, ListItems, 5>,
        C,
    > for ListItemsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListItemsParams<T1, T2>,
    ) -> ListItemsQuery<'c, 'a, 's, C, ListItems, 5> {
        self.bind(
            client,
            &params.after_sku,
            &params.after_variant_id,
            &params.sku,
            &params.location_id,
            &params.row_limit,
        )
    }
}
pub struct VariantsBySkuStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn variants_by_sku() -> VariantsBySkuStmt {
    VariantsBySkuStmt(
        "SELECT i.sku, i.variant_id FROM warehouse.stock_item AS i WHERE i.sku = ANY($1::text[]) AND NOT i.removed",
        None,
    )
}
impl VariantsBySkuStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::ArraySql<Item = T1>>(
        &'s self,
        client: &'c C,
        skus: &'a T2,
    ) -> VariantsBySkuQuery<'c, 'a, 's, C, VariantsBySku, 1> {
        VariantsBySkuQuery {
            client,
            params: [skus],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<VariantsBySkuBorrowed, tokio_postgres::Error> {
                Ok(VariantsBySkuBorrowed { sku: row.try_get(0)?, variant_id: row.try_get(1)? })
            },
            mapper: |it| VariantsBySku::from(it),
        }
    }
}
pub struct TouchItemsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn touch_items() -> TouchItemsStmt {
    TouchItemsStmt(
        "WITH locked AS ( SELECT i.variant_id FROM warehouse.stock_item AS i INNER JOIN unnest($1::uuid[], $2::bigint[]) AS t (variant_id, version) ON i.variant_id = t.variant_id AND i.version = t.version ORDER BY i.variant_id FOR NO KEY UPDATE OF i ) UPDATE warehouse.stock_item AS i SET version = i.version + 1 FROM locked WHERE i.variant_id = locked.variant_id",
        None,
    )
}
impl TouchItemsStmt {
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
        T2: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        variant_ids: &'a T1,
        versions: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[variant_ids, versions]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        TouchItemsParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for TouchItemsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a TouchItemsParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.variant_ids, &params.versions))
    }
}
pub struct UpdateLevelsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_levels() -> UpdateLevelsStmt {
    UpdateLevelsStmt(
        "UPDATE warehouse.stock_level AS l SET on_hand = l.on_hand + t.on_hand, reserved = l.reserved + t.reserved FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[]) AS t (variant_id, location_id, on_hand, reserved) WHERE l.variant_id = t.variant_id AND l.location_id = t.location_id",
        None,
    )
}
impl UpdateLevelsStmt {
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
        T4: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        variant_ids: &'a T1,
        location_ids: &'a T2,
        on_hand: &'a T3,
        reserved: &'a T4,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[variant_ids, location_ids, on_hand, reserved]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = i64>,
    T4: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateLevelsParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateLevelsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateLevelsParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.variant_ids,
            &params.location_ids,
            &params.on_hand,
            &params.reserved,
        ))
    }
}
pub struct InsertLevelsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_levels() -> InsertLevelsStmt {
    InsertLevelsStmt(
        "INSERT INTO warehouse.stock_level (variant_id, location_id, on_hand, reserved, safety_stock, backorder_limit) SELECT variant_id, location_id, on_hand, reserved, 0, 0 FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[]) AS t (variant_id, location_id, on_hand, reserved)",
        None,
    )
}
impl InsertLevelsStmt {
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
        T4: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        variant_ids: &'a T1,
        location_ids: &'a T2,
        on_hand: &'a T3,
        reserved: &'a T4,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[variant_ids, location_ids, on_hand, reserved]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = i64>,
    T4: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertLevelsParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertLevelsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertLevelsParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.variant_ids,
            &params.location_ids,
            &params.on_hand,
            &params.reserved,
        ))
    }
}
pub struct UpdatePolicyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_policy() -> UpdatePolicyStmt {
    UpdatePolicyStmt(
        "UPDATE warehouse.stock_item SET oversell = $1, expected_at = $2, low_stock_threshold = $3, policy_version = policy_version + 1, version = version + 1 WHERE variant_id = $4 AND version = $5",
        None,
    )
}
impl UpdatePolicyStmt {
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
        oversell: &'a T1,
        expected_at: &'a Option<kernel_base::Timestamp>,
        low_stock_threshold: &'a i64,
        variant_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[oversell, expected_at, low_stock_threshold, variant_id, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdatePolicyParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdatePolicyStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdatePolicyParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.oversell,
            &params.expected_at,
            &params.low_stock_threshold,
            &params.variant_id,
            &params.version,
        ))
    }
}
pub struct UpsertLevelPoliciesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn upsert_level_policies() -> UpsertLevelPoliciesStmt {
    UpsertLevelPoliciesStmt(
        "INSERT INTO warehouse.stock_level AS l (variant_id, location_id, on_hand, reserved, safety_stock, backorder_limit) SELECT $1, location_id, 0, 0, safety_stock, backorder_limit FROM unnest($2::uuid[], $3::bigint[], $4::bigint[]) AS t (location_id, safety_stock, backorder_limit) ON CONFLICT (variant_id, location_id) DO UPDATE SET safety_stock = excluded.safety_stock, backorder_limit = excluded.backorder_limit",
        None,
    )
}
impl UpsertLevelPoliciesStmt {
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
        T2: crate::ArraySql<Item = i64>,
        T3: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        variant_id: &'a uuid::Uuid,
        location_ids: &'a T1,
        safety_stock: &'a T2,
        backorder_limits: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[variant_id, location_ids, safety_stock, backorder_limits]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpsertLevelPoliciesParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpsertLevelPoliciesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpsertLevelPoliciesParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.variant_id,
            &params.location_ids,
            &params.safety_stock,
            &params.backorder_limits,
        ))
    }
}
pub struct UpsertItemsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn upsert_items() -> UpsertItemsStmt {
    UpsertItemsStmt(
        "INSERT INTO warehouse.stock_item AS i (variant_id, product_id, product_version, sku, tracked, removed) SELECT variant_id, product_id, product_version, sku, tracked, false FROM unnest( $1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::boolean[] ) AS t (variant_id, product_id, product_version, sku, tracked) ON CONFLICT (variant_id) DO UPDATE SET product_id = excluded.product_id, product_version = excluded.product_version, sku = excluded.sku, tracked = excluded.tracked, removed = false WHERE i.product_version < excluded.product_version AND (i.sku, i.tracked, i.removed, i.product_id) IS DISTINCT FROM (excluded.sku, excluded.tracked, false, excluded.product_id)",
        None,
    )
}
impl UpsertItemsStmt {
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
        T4: crate::StringSql,
        T5: crate::ArraySql<Item = T4>,
        T6: crate::ArraySql<Item = bool>,
    >(
        &'s self,
        client: &'c C,
        variant_ids: &'a T1,
        product_ids: &'a T2,
        product_versions: &'a T3,
        skus: &'a T5,
        tracked: &'a T6,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[variant_ids, product_ids, product_versions, skus, tracked]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = i64>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::ArraySql<Item = bool>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpsertItemsParams<T1, T2, T3, T4, T5, T6>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpsertItemsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpsertItemsParams<T1, T2, T3, T4, T5, T6>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.variant_ids,
            &params.product_ids,
            &params.product_versions,
            &params.skus,
            &params.tracked,
        ))
    }
}
pub struct RemoveItemsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_items() -> RemoveItemsStmt {
    RemoveItemsStmt(
        "UPDATE warehouse.stock_item AS i SET removed = true, product_version = t.product_version FROM unnest($1::uuid[], $2::bigint[]) AS t (product_id, product_version) WHERE i.product_id = t.product_id AND i.product_version < t.product_version AND NOT i.removed AND NOT (i.variant_id = ANY($3::uuid[]))",
        None,
    )
}
impl RemoveItemsStmt {
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
        T2: crate::ArraySql<Item = i64>,
        T3: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        product_ids: &'a T1,
        product_versions: &'a T2,
        kept_variant_ids: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[product_ids, product_versions, kept_variant_ids]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RemoveItemsParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RemoveItemsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RemoveItemsParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.product_ids, &params.product_versions, &params.kept_variant_ids))
    }
}
pub struct LevelDifferencesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn level_differences() -> LevelDifferencesStmt {
    LevelDifferencesStmt(
        "WITH ledger AS ( SELECT m.variant_id, m.location_id, sum(m.quantity)::bigint AS on_hand FROM warehouse.stock_movement AS m GROUP BY m.variant_id, m.location_id ), held AS ( SELECT rl.variant_id, rl.location_id, sum(rl.quantity - rl.issued - rl.released)::bigint AS reserved FROM warehouse.reservation AS r INNER JOIN warehouse.reservation_line AS rl ON rl.reservation_id = r.reservation_id WHERE r.status = 'held' AND rl.location_id IS NOT NULL GROUP BY rl.variant_id, rl.location_id ) SELECT i.sku, l.variant_id, l.location_id, l.on_hand, coalesce(ledger.on_hand, 0) AS ledger_on_hand, l.reserved, coalesce(held.reserved, 0) AS held_reserved FROM warehouse.stock_level AS l INNER JOIN warehouse.stock_item AS i ON i.variant_id = l.variant_id LEFT JOIN ledger ON ledger.variant_id = l.variant_id AND ledger.location_id = l.location_id LEFT JOIN held ON held.variant_id = l.variant_id AND held.location_id = l.location_id WHERE l.on_hand <> coalesce(ledger.on_hand, 0) OR l.reserved <> coalesce(held.reserved, 0) ORDER BY l.variant_id, l.location_id LIMIT 1000",
        None,
    )
}
impl LevelDifferencesStmt {
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
    ) -> LevelDifferencesQuery<'c, 'a, 's, C, LevelDifferences, 0> {
        LevelDifferencesQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<LevelDifferencesBorrowed, tokio_postgres::Error> {
                    Ok(LevelDifferencesBorrowed {
                        sku: row.try_get(0)?,
                        variant_id: row.try_get(1)?,
                        location_id: row.try_get(2)?,
                        on_hand: row.try_get(3)?,
                        ledger_on_hand: row.try_get(4)?,
                        reserved: row.try_get(5)?,
                        held_reserved: row.try_get(6)?,
                    })
                },
            mapper: |it| LevelDifferences::from(it),
        }
    }
}
pub struct TotalsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn totals() -> TotalsStmt {
    TotalsStmt(
        "SELECT count(*) AS level_count, coalesce(sum(on_hand), 0)::bigint AS on_hand, coalesce(sum(reserved), 0)::bigint AS reserved FROM warehouse.stock_level",
        None,
    )
}
impl TotalsStmt {
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
    ) -> TotalsQuery<'c, 'a, 's, C, Totals, 0> {
        TotalsQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Totals, tokio_postgres::Error> {
                Ok(Totals {
                    level_count: row.try_get(0)?,
                    on_hand: row.try_get(1)?,
                    reserved: row.try_get(2)?,
                })
            },
            mapper: |it| Totals::from(it),
        }
    }
}
