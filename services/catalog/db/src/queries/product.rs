// This file was generated with `clorinde`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct ListProductIdsParams {
    pub before: uuid::Uuid,
    pub limit: i64,
}
#[derive(Debug)]
pub struct ListProductIdsByStatusParams<T1: crate::StringSql> {
    pub status: T1,
    pub before: uuid::Uuid,
    pub limit: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ListProductIdsAfterParams {
    pub after: uuid::Uuid,
    pub limit: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteProductParams {
    pub product_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug)]
pub struct ListChannelProductsParams<T1: crate::StringSql> {
    pub channel_code: T1,
    pub now: kernel_base::Timestamp,
    pub before: uuid::Uuid,
    pub limit: i64,
}
#[derive(Debug)]
pub struct ListCategoryProductsParams<T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>> {
    pub channel_code: T1,
    pub now: kernel_base::Timestamp,
    pub before: uuid::Uuid,
    pub category_ids: T2,
    pub limit: i64,
}
#[derive(Debug)]
pub struct ListManualCollectionProductsParams<T1: crate::StringSql> {
    pub channel_code: T1,
    pub collection_id: uuid::Uuid,
    pub after_position: i32,
    pub after_id: uuid::Uuid,
    pub now: kernel_base::Timestamp,
    pub limit: i64,
}
#[derive(Debug)]
pub struct ListProductsWithAllTermsParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::StringSql,
> {
    pub terms: T2,
    pub channel_code: T3,
    pub now: kernel_base::Timestamp,
    pub before: uuid::Uuid,
    pub limit: i64,
}
#[derive(Debug)]
pub struct ListProductsWithAnyTermParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::StringSql,
> {
    pub terms: T2,
    pub channel_code: T3,
    pub now: kernel_base::Timestamp,
    pub before: uuid::Uuid,
    pub limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ProductRow {
    pub product_id: uuid::Uuid,
    pub handle: String,
    pub title: String,
    pub description: String,
    pub kind: String,
    pub status: String,
    pub vendor: String,
    pub product_type: String,
    pub tags: Vec<String>,
    pub seo_title: String,
    pub seo_description: String,
    pub option_names: Vec<String>,
    pub external_id: Option<String>,
    pub extra: String,
    pub version: i64,
    pub created_at: kernel_base::Timestamp,
    pub updated_at: kernel_base::Timestamp,
}
pub struct ProductRowBorrowed<'a> {
    pub product_id: uuid::Uuid,
    pub handle: &'a str,
    pub title: &'a str,
    pub description: &'a str,
    pub kind: &'a str,
    pub status: &'a str,
    pub vendor: &'a str,
    pub product_type: &'a str,
    pub tags: crate::ArrayIterator<'a, &'a str>,
    pub seo_title: &'a str,
    pub seo_description: &'a str,
    pub option_names: crate::ArrayIterator<'a, &'a str>,
    pub external_id: Option<&'a str>,
    pub extra: &'a str,
    pub version: i64,
    pub created_at: kernel_base::Timestamp,
    pub updated_at: kernel_base::Timestamp,
}
impl<'a> From<ProductRowBorrowed<'a>> for ProductRow {
    fn from(
        ProductRowBorrowed {
            product_id,
            handle,
            title,
            description,
            kind,
            status,
            vendor,
            product_type,
            tags,
            seo_title,
            seo_description,
            option_names,
            external_id,
            extra,
            version,
            created_at,
            updated_at,
        }: ProductRowBorrowed<'a>,
    ) -> Self {
        Self {
            product_id,
            handle: handle.into(),
            title: title.into(),
            description: description.into(),
            kind: kind.into(),
            status: status.into(),
            vendor: vendor.into(),
            product_type: product_type.into(),
            tags: tags.map(|v| v.into()).collect(),
            seo_title: seo_title.into(),
            seo_description: seo_description.into(),
            option_names: option_names.map(|v| v.into()).collect(),
            external_id: external_id.map(|v| v.into()),
            extra: extra.into(),
            version,
            created_at,
            updated_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct FindProductIdsByHandle {
    pub handle: String,
    pub product_id: uuid::Uuid,
}
pub struct FindProductIdsByHandleBorrowed<'a> {
    pub handle: &'a str,
    pub product_id: uuid::Uuid,
}
impl<'a> From<FindProductIdsByHandleBorrowed<'a>> for FindProductIdsByHandle {
    fn from(
        FindProductIdsByHandleBorrowed { handle, product_id }: FindProductIdsByHandleBorrowed<'a>,
    ) -> Self {
        Self { handle: handle.into(), product_id }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct FindExternalIdHolders {
    pub external_id: String,
    pub product_id: uuid::Uuid,
}
pub struct FindExternalIdHoldersBorrowed<'a> {
    pub external_id: &'a str,
    pub product_id: uuid::Uuid,
}
impl<'a> From<FindExternalIdHoldersBorrowed<'a>> for FindExternalIdHolders {
    fn from(
        FindExternalIdHoldersBorrowed { external_id, product_id }: FindExternalIdHoldersBorrowed<'a>,
    ) -> Self {
        Self { external_id: external_id.into(), product_id }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct ListManualCollectionProducts {
    pub product_id: uuid::Uuid,
    pub position: i32,
}
#[derive(Debug, Clone, PartialEq)]
pub struct CardRow {
    pub product_id: uuid::Uuid,
    pub version: i64,
    pub handle: String,
    pub title: String,
    pub kind: String,
    pub vendor: String,
    pub product_type: String,
    pub tags: Vec<String>,
    pub variant_count: i64,
    pub variant_id: Option<uuid::Uuid>,
    pub sku: Option<String>,
    pub requires_stock: Option<bool>,
    pub media_id: Option<uuid::Uuid>,
    pub source_url: Option<String>,
    pub alt: Option<String>,
}
pub struct CardRowBorrowed<'a> {
    pub product_id: uuid::Uuid,
    pub version: i64,
    pub handle: &'a str,
    pub title: &'a str,
    pub kind: &'a str,
    pub vendor: &'a str,
    pub product_type: &'a str,
    pub tags: crate::ArrayIterator<'a, &'a str>,
    pub variant_count: i64,
    pub variant_id: Option<uuid::Uuid>,
    pub sku: Option<&'a str>,
    pub requires_stock: Option<bool>,
    pub media_id: Option<uuid::Uuid>,
    pub source_url: Option<&'a str>,
    pub alt: Option<&'a str>,
}
impl<'a> From<CardRowBorrowed<'a>> for CardRow {
    fn from(
        CardRowBorrowed {
            product_id,
            version,
            handle,
            title,
            kind,
            vendor,
            product_type,
            tags,
            variant_count,
            variant_id,
            sku,
            requires_stock,
            media_id,
            source_url,
            alt,
        }: CardRowBorrowed<'a>,
    ) -> Self {
        Self {
            product_id,
            version,
            handle: handle.into(),
            title: title.into(),
            kind: kind.into(),
            vendor: vendor.into(),
            product_type: product_type.into(),
            tags: tags.map(|v| v.into()).collect(),
            variant_count,
            variant_id,
            sku: sku.map(|v| v.into()),
            requires_stock,
            media_id,
            source_url: source_url.map(|v| v.into()),
            alt: alt.map(|v| v.into()),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ProductRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ProductRowBorrowed, tokio_postgres::Error>,
    mapper: fn(ProductRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ProductRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ProductRowBorrowed) -> R) -> ProductRowQuery<'c, 'a, 's, C, R, N> {
        ProductRowQuery {
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
pub struct FindProductIdsByHandleQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindProductIdsByHandleBorrowed, tokio_postgres::Error>,
    mapper: fn(FindProductIdsByHandleBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindProductIdsByHandleQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(FindProductIdsByHandleBorrowed) -> R,
    ) -> FindProductIdsByHandleQuery<'c, 'a, 's, C, R, N> {
        FindProductIdsByHandleQuery {
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
pub struct FindExternalIdHoldersQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindExternalIdHoldersBorrowed, tokio_postgres::Error>,
    mapper: fn(FindExternalIdHoldersBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindExternalIdHoldersQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(FindExternalIdHoldersBorrowed) -> R,
    ) -> FindExternalIdHoldersQuery<'c, 'a, 's, C, R, N> {
        FindExternalIdHoldersQuery {
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
pub struct ListManualCollectionProductsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListManualCollectionProducts, tokio_postgres::Error>,
    mapper: fn(ListManualCollectionProducts) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListManualCollectionProductsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(ListManualCollectionProducts) -> R,
    ) -> ListManualCollectionProductsQuery<'c, 'a, 's, C, R, N> {
        ListManualCollectionProductsQuery {
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
pub struct CardRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CardRowBorrowed, tokio_postgres::Error>,
    mapper: fn(CardRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CardRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CardRowBorrowed) -> R) -> CardRowQuery<'c, 'a, 's, C, R, N> {
        CardRowQuery {
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
pub struct FindProductsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_products() -> FindProductsStmt {
    FindProductsStmt(
        "SELECT product_id, handle, title, description, kind, status, vendor, product_type, tags, seo_title, seo_description, option_names, external_id, extra::text AS extra, version, created_at, updated_at FROM catalog.product WHERE product_id = ANY($1::uuid[])",
        None,
    )
}
impl FindProductsStmt {
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
        product_ids: &'a T1,
    ) -> ProductRowQuery<'c, 'a, 's, C, ProductRow, 1> {
        ProductRowQuery {
            client,
            params: [product_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ProductRowBorrowed, tokio_postgres::Error> {
                Ok(ProductRowBorrowed {
                    product_id: row.try_get(0)?,
                    handle: row.try_get(1)?,
                    title: row.try_get(2)?,
                    description: row.try_get(3)?,
                    kind: row.try_get(4)?,
                    status: row.try_get(5)?,
                    vendor: row.try_get(6)?,
                    product_type: row.try_get(7)?,
                    tags: row.try_get(8)?,
                    seo_title: row.try_get(9)?,
                    seo_description: row.try_get(10)?,
                    option_names: row.try_get(11)?,
                    external_id: row.try_get(12)?,
                    extra: row.try_get(13)?,
                    version: row.try_get(14)?,
                    created_at: row.try_get(15)?,
                    updated_at: row.try_get(16)?,
                })
            },
            mapper: |it| ProductRow::from(it),
        }
    }
}
pub struct FindProductIdsByHandleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_product_ids_by_handle() -> FindProductIdsByHandleStmt {
    FindProductIdsByHandleStmt(
        "SELECT handle, product_id FROM catalog.product WHERE handle = ANY($1::text[])",
        None,
    )
}
impl FindProductIdsByHandleStmt {
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
        handles: &'a T2,
    ) -> FindProductIdsByHandleQuery<'c, 'a, 's, C, FindProductIdsByHandle, 1> {
        FindProductIdsByHandleQuery {
            client,
            params: [handles],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<FindProductIdsByHandleBorrowed, tokio_postgres::Error> {
                    Ok(FindProductIdsByHandleBorrowed {
                        handle: row.try_get(0)?,
                        product_id: row.try_get(1)?,
                    })
                },
            mapper: |it| FindProductIdsByHandle::from(it),
        }
    }
}
pub struct FindExternalIdHoldersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_external_id_holders() -> FindExternalIdHoldersStmt {
    FindExternalIdHoldersStmt(
        "SELECT external_id, product_id FROM catalog.product WHERE external_id = ANY($1::text[])",
        None,
    )
}
impl FindExternalIdHoldersStmt {
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
        external_ids: &'a T2,
    ) -> FindExternalIdHoldersQuery<'c, 'a, 's, C, FindExternalIdHolders, 1> {
        FindExternalIdHoldersQuery {
            client,
            params: [external_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<FindExternalIdHoldersBorrowed, tokio_postgres::Error> {
                    Ok(FindExternalIdHoldersBorrowed {
                        external_id: row.try_get(0)?,
                        product_id: row.try_get(1)?,
                    })
                },
            mapper: |it| FindExternalIdHolders::from(it),
        }
    }
}
pub struct ListProductIdsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_product_ids() -> ListProductIdsStmt {
    ListProductIdsStmt(
        "SELECT product_id FROM catalog.product WHERE product_id < $1 ORDER BY product_id DESC LIMIT $2",
        None,
    )
}
impl ListProductIdsStmt {
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
        before: &'a uuid::Uuid,
        limit: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [before, limit],
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
        ListProductIdsParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for ListProductIdsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListProductIdsParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.before, &params.limit)
    }
}
pub struct ListProductIdsByStatusStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_product_ids_by_status() -> ListProductIdsByStatusStmt {
    ListProductIdsByStatusStmt(
        "SELECT product_id FROM catalog.product WHERE status = $1 AND product_id < $2 ORDER BY product_id DESC LIMIT $3",
        None,
    )
}
impl ListProductIdsByStatusStmt {
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
        status: &'a T1,
        before: &'a uuid::Uuid,
        limit: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        UuidUuidQuery {
            client,
            params: [status, before, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListProductIdsByStatusParams<T1>,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3>,
        C,
    > for ListProductIdsByStatusStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListProductIdsByStatusParams<T1>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        self.bind(client, &params.status, &params.before, &params.limit)
    }
}
pub struct ListProductIdsAfterStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_product_ids_after() -> ListProductIdsAfterStmt {
    ListProductIdsAfterStmt(
        "SELECT product_id FROM catalog.product WHERE product_id > $1 ORDER BY product_id LIMIT $2",
        None,
    )
}
impl ListProductIdsAfterStmt {
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
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListProductIdsAfterParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for ListProductIdsAfterStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListProductIdsAfterParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.after, &params.limit)
    }
}
pub struct InsertProductsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_products() -> InsertProductsStmt {
    InsertProductsStmt(
        "INSERT INTO catalog.product (product_id, handle, title, description, kind, status, vendor, product_type, tags, seo_title, seo_description, option_names, external_id, terms, extra, version, created_at, updated_at) SELECT product_id, handle, title, description, kind, status, vendor, product_type, tags, seo_title, seo_description, option_names, external_id, terms, extra, version, created_at, updated_at FROM json_to_recordset($1::text::json) AS t(product_id uuid, handle text, title text, description text, kind text, status text, vendor text, product_type text, tags text[], seo_title text, seo_description text, option_names text[], external_id text, terms text[], extra jsonb, version bigint, created_at timestamptz, updated_at timestamptz)",
        None,
    )
}
impl InsertProductsStmt {
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
        rows: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[rows]).await
    }
}
pub struct UpdateProductsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_products() -> UpdateProductsStmt {
    UpdateProductsStmt(
        "UPDATE catalog.product SET handle = t.handle, title = t.title, description = t.description, kind = t.kind, status = t.status, vendor = t.vendor, product_type = t.product_type, tags = t.tags, seo_title = t.seo_title, seo_description = t.seo_description, option_names = t.option_names, external_id = t.external_id, terms = t.terms, extra = t.extra, version = t.version, updated_at = t.updated_at FROM json_to_recordset($1::text::json) AS t(product_id uuid, handle text, title text, description text, kind text, status text, vendor text, product_type text, tags text[], seo_title text, seo_description text, option_names text[], external_id text, terms text[], extra jsonb, version bigint, updated_at timestamptz, expected_version bigint) WHERE product.product_id = t.product_id AND product.version = t.expected_version",
        None,
    )
}
impl UpdateProductsStmt {
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
        rows: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[rows]).await
    }
}
pub struct DeleteProductStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_product() -> DeleteProductStmt {
    DeleteProductStmt("DELETE FROM catalog.product WHERE product_id = $1 AND version = $2", None)
}
impl DeleteProductStmt {
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
        product_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[product_id, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteProductParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteProductStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteProductParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.product_id, &params.version))
    }
}
pub struct ListChannelProductsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_channel_products() -> ListChannelProductsStmt {
    ListChannelProductsStmt(
        "SELECT publication.product_id FROM catalog.publication JOIN catalog.product ON product.product_id = publication.product_id WHERE publication.channel_code = $1 AND publication.published_at <= $2 AND publication.product_id < $3 AND product.status = 'active' ORDER BY publication.product_id DESC LIMIT $4",
        None,
    )
}
impl ListChannelProductsStmt {
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
        channel_code: &'a T1,
        now: &'a kernel_base::Timestamp,
        before: &'a uuid::Uuid,
        limit: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4> {
        UuidUuidQuery {
            client,
            params: [channel_code, now, before, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListChannelProductsParams<T1>,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4>,
        C,
    > for ListChannelProductsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListChannelProductsParams<T1>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4> {
        self.bind(client, &params.channel_code, &params.now, &params.before, &params.limit)
    }
}
pub struct ListCategoryProductsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_category_products() -> ListCategoryProductsStmt {
    ListCategoryProductsStmt(
        "SELECT publication.product_id FROM catalog.publication JOIN catalog.product ON product.product_id = publication.product_id WHERE publication.channel_code = $1 AND publication.published_at <= $2 AND publication.product_id < $3 AND product.status = 'active' AND publication.product_id IN ( SELECT product_category.product_id FROM catalog.product_category WHERE product_category.category_id = ANY($4::uuid[])) ORDER BY publication.product_id DESC LIMIT $5",
        None,
    )
}
impl ListCategoryProductsStmt {
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
        T1: crate::StringSql,
        T2: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        channel_code: &'a T1,
        now: &'a kernel_base::Timestamp,
        before: &'a uuid::Uuid,
        category_ids: &'a T2,
        limit: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 5> {
        UuidUuidQuery {
            client,
            params: [channel_code, now, before, category_ids, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListCategoryProductsParams<T1, T2>,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 5>,
        C,
    > for ListCategoryProductsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListCategoryProductsParams<T1, T2>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 5> {
        self.bind(
            client,
            &params.channel_code,
            &params.now,
            &params.before,
            &params.category_ids,
            &params.limit,
        )
    }
}
pub struct ListManualCollectionProductsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_manual_collection_products() -> ListManualCollectionProductsStmt {
    ListManualCollectionProductsStmt(
        "SELECT collection_product.product_id, collection_product.position FROM catalog.collection_product JOIN catalog.publication ON publication.product_id = collection_product.product_id AND publication.channel_code = $1 JOIN catalog.product ON product.product_id = collection_product.product_id WHERE collection_product.collection_id = $2 AND (collection_product.position, collection_product.product_id) > ($3, $4) AND publication.published_at <= $5 AND product.status = 'active' ORDER BY collection_product.position, collection_product.product_id LIMIT $6",
        None,
    )
}
impl ListManualCollectionProductsStmt {
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
        channel_code: &'a T1,
        collection_id: &'a uuid::Uuid,
        after_position: &'a i32,
        after_id: &'a uuid::Uuid,
        now: &'a kernel_base::Timestamp,
        limit: &'a i64,
    ) -> ListManualCollectionProductsQuery<'c, 'a, 's, C, ListManualCollectionProducts, 6> {
        ListManualCollectionProductsQuery {
            client,
            params: [channel_code, collection_id, after_position, after_id, now, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ListManualCollectionProducts, tokio_postgres::Error> {
                    Ok(ListManualCollectionProducts {
                        product_id: row.try_get(0)?,
                        position: row.try_get(1)?,
                    })
                },
            mapper: |it| ListManualCollectionProducts::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListManualCollectionProductsParams<T1>,
        ListManualCollectionProductsQuery<'c, 'a, 's, C, ListManualCollectionProducts, 6>,
        C,
    > for ListManualCollectionProductsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListManualCollectionProductsParams<T1>,
    ) -> ListManualCollectionProductsQuery<'c, 'a, 's, C, ListManualCollectionProducts, 6> {
        self.bind(
            client,
            &params.channel_code,
            &params.collection_id,
            &params.after_position,
            &params.after_id,
            &params.now,
            &params.limit,
        )
    }
}
pub struct ListProductsWithAllTermsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_products_with_all_terms() -> ListProductsWithAllTermsStmt {
    ListProductsWithAllTermsStmt(
        "SELECT publication.product_id FROM catalog.product JOIN catalog.publication ON publication.product_id = product.product_id WHERE product.terms @> $1::text[] AND product.status = 'active' AND publication.channel_code = $2 AND publication.published_at <= $3 AND publication.product_id < $4 ORDER BY publication.product_id DESC LIMIT $5",
        None,
    )
}
impl ListProductsWithAllTermsStmt {
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
        T1: crate::StringSql,
        T2: crate::ArraySql<Item = T1>,
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        terms: &'a T2,
        channel_code: &'a T3,
        now: &'a kernel_base::Timestamp,
        before: &'a uuid::Uuid,
        limit: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 5> {
        UuidUuidQuery {
            client,
            params: [terms, channel_code, now, before, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::ArraySql<Item = T1>, T3: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListProductsWithAllTermsParams<T1, T2, T3>,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 5>,
        C,
    > for ListProductsWithAllTermsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListProductsWithAllTermsParams<T1, T2, T3>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 5> {
        self.bind(client, &params.terms, &params.channel_code, &params.now, &params.before, &params.limit)
    }
}
pub struct ListProductsWithAnyTermStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_products_with_any_term() -> ListProductsWithAnyTermStmt {
    ListProductsWithAnyTermStmt(
        "SELECT publication.product_id FROM catalog.product JOIN catalog.publication ON publication.product_id = product.product_id WHERE product.terms && $1::text[] AND product.status = 'active' AND publication.channel_code = $2 AND publication.published_at <= $3 AND publication.product_id < $4 ORDER BY publication.product_id DESC LIMIT $5",
        None,
    )
}
impl ListProductsWithAnyTermStmt {
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
        T1: crate::StringSql,
        T2: crate::ArraySql<Item = T1>,
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        terms: &'a T2,
        channel_code: &'a T3,
        now: &'a kernel_base::Timestamp,
        before: &'a uuid::Uuid,
        limit: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 5> {
        UuidUuidQuery {
            client,
            params: [terms, channel_code, now, before, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::ArraySql<Item = T1>, T3: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListProductsWithAnyTermParams<T1, T2, T3>,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 5>,
        C,
    > for ListProductsWithAnyTermStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListProductsWithAnyTermParams<T1, T2, T3>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 5> {
        self.bind(client, &params.terms, &params.channel_code, &params.now, &params.before, &params.limit)
    }
}
pub struct FindCardsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_cards() -> FindCardsStmt {
    FindCardsStmt(
        "SELECT product.product_id, product.version, product.handle, product.title, product.kind, product.vendor, product.product_type, product.tags, count_of.variant_count, first_variant.variant_id, first_variant.sku, first_variant.requires_stock, first_media.media_id, first_media.source_url, first_media.alt FROM catalog.product CROSS JOIN LATERAL ( SELECT count(*) AS variant_count FROM catalog.variant WHERE variant.product_id = product.product_id AND variant.status = 'active' ) AS count_of LEFT JOIN LATERAL ( SELECT variant.variant_id, variant.sku, variant.requires_stock FROM catalog.variant WHERE variant.product_id = product.product_id AND variant.status = 'active' ORDER BY variant.position LIMIT 1 ) AS first_variant ON true LEFT JOIN LATERAL ( SELECT media.media_id, media.source_url, media.alt FROM catalog.media WHERE media.product_id = product.product_id ORDER BY media.position LIMIT 1 ) AS first_media ON true WHERE product.product_id = ANY($1::uuid[])",
        None,
    )
}
impl FindCardsStmt {
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
        product_ids: &'a T1,
    ) -> CardRowQuery<'c, 'a, 's, C, CardRow, 1> {
        CardRowQuery {
            client,
            params: [product_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CardRowBorrowed, tokio_postgres::Error> {
                Ok(CardRowBorrowed {
                    product_id: row.try_get(0)?,
                    version: row.try_get(1)?,
                    handle: row.try_get(2)?,
                    title: row.try_get(3)?,
                    kind: row.try_get(4)?,
                    vendor: row.try_get(5)?,
                    product_type: row.try_get(6)?,
                    tags: row.try_get(7)?,
                    variant_count: row.try_get(8)?,
                    variant_id: row.try_get(9)?,
                    sku: row.try_get(10)?,
                    requires_stock: row.try_get(11)?,
                    media_id: row.try_get(12)?,
                    source_url: row.try_get(13)?,
                    alt: row.try_get(14)?,
                })
            },
            mapper: |it| CardRow::from(it),
        }
    }
}
pub struct ListExtraColumnsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_extra_columns() -> ListExtraColumnsStmt {
    ListExtraColumnsStmt(
        "SELECT DISTINCT jsonb_object_keys(extra) AS column_name FROM catalog.product UNION SELECT DISTINCT jsonb_object_keys(extra) AS column_name FROM catalog.variant ORDER BY column_name",
        None,
    )
}
impl ListExtraColumnsStmt {
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
    ) -> StringQuery<'c, 'a, 's, C, String, 0> {
        StringQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
