// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertVariantMediaParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = i32>,
> {
    pub variant_ids: T1,
    pub media_ids: T2,
    pub positions: T3,
}
#[derive(Debug, Clone, PartialEq)]
pub struct MediaRow {
    pub media_id: uuid::Uuid,
    pub product_id: uuid::Uuid,
    pub alt: String,
    pub object_key: Option<String>,
    pub source_url: Option<String>,
    pub content_type: Option<String>,
    pub byte_size: Option<i64>,
}
pub struct MediaRowBorrowed<'a> {
    pub media_id: uuid::Uuid,
    pub product_id: uuid::Uuid,
    pub alt: &'a str,
    pub object_key: Option<&'a str>,
    pub source_url: Option<&'a str>,
    pub content_type: Option<&'a str>,
    pub byte_size: Option<i64>,
}
impl<'a> From<MediaRowBorrowed<'a>> for MediaRow {
    fn from(
        MediaRowBorrowed {
            media_id,
            product_id,
            alt,
            object_key,
            source_url,
            content_type,
            byte_size,
        }: MediaRowBorrowed<'a>,
    ) -> Self {
        Self {
            media_id,
            product_id,
            alt: alt.into(),
            object_key: object_key.map(|v| v.into()),
            source_url: source_url.map(|v| v.into()),
            content_type: content_type.map(|v| v.into()),
            byte_size,
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct FindVariantMediaOfProducts {
    pub variant_id: uuid::Uuid,
    pub media_id: uuid::Uuid,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct MediaRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<MediaRowBorrowed, tokio_postgres::Error>,
    mapper: fn(MediaRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> MediaRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(MediaRowBorrowed) -> R) -> MediaRowQuery<'c, 'a, 's, C, R, N> {
        MediaRowQuery {
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
pub struct FindVariantMediaOfProductsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindVariantMediaOfProducts, tokio_postgres::Error>,
    mapper: fn(FindVariantMediaOfProducts) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindVariantMediaOfProductsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(FindVariantMediaOfProducts) -> R,
    ) -> FindVariantMediaOfProductsQuery<'c, 'a, 's, C, R, N> {
        FindVariantMediaOfProductsQuery {
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
pub struct FindMediaOfProductsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_media_of_products() -> FindMediaOfProductsStmt {
    FindMediaOfProductsStmt(
        "SELECT media_id, product_id, alt, object_key, source_url, content_type, byte_size FROM catalog.media WHERE product_id = ANY($1::uuid[]) ORDER BY product_id, position",
        None,
    )
}
impl FindMediaOfProductsStmt {
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
    ) -> MediaRowQuery<'c, 'a, 's, C, MediaRow, 1> {
        MediaRowQuery {
            client,
            params: [product_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<MediaRowBorrowed, tokio_postgres::Error> {
                Ok(MediaRowBorrowed {
                    media_id: row.try_get(0)?,
                    product_id: row.try_get(1)?,
                    alt: row.try_get(2)?,
                    object_key: row.try_get(3)?,
                    source_url: row.try_get(4)?,
                    content_type: row.try_get(5)?,
                    byte_size: row.try_get(6)?,
                })
            },
            mapper: |it| MediaRow::from(it),
        }
    }
}
pub struct FindMediaStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_media() -> FindMediaStmt {
    FindMediaStmt(
        "SELECT media_id, product_id, alt, object_key, source_url, content_type, byte_size FROM catalog.media WHERE media_id = $1",
        None,
    )
}
impl FindMediaStmt {
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
        media_id: &'a uuid::Uuid,
    ) -> MediaRowQuery<'c, 'a, 's, C, MediaRow, 1> {
        MediaRowQuery {
            client,
            params: [media_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<MediaRowBorrowed, tokio_postgres::Error> {
                Ok(MediaRowBorrowed {
                    media_id: row.try_get(0)?,
                    product_id: row.try_get(1)?,
                    alt: row.try_get(2)?,
                    object_key: row.try_get(3)?,
                    source_url: row.try_get(4)?,
                    content_type: row.try_get(5)?,
                    byte_size: row.try_get(6)?,
                })
            },
            mapper: |it| MediaRow::from(it),
        }
    }
}
pub struct FindVariantMediaOfProductsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_variant_media_of_products() -> FindVariantMediaOfProductsStmt {
    FindVariantMediaOfProductsStmt(
        "SELECT variant_media.variant_id, variant_media.media_id FROM catalog.variant JOIN catalog.variant_media ON variant_media.variant_id = variant.variant_id WHERE variant.product_id = ANY($1::uuid[]) ORDER BY variant_media.variant_id, variant_media.position",
        None,
    )
}
impl FindVariantMediaOfProductsStmt {
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
    ) -> FindVariantMediaOfProductsQuery<'c, 'a, 's, C, FindVariantMediaOfProducts, 1> {
        FindVariantMediaOfProductsQuery {
            client,
            params: [product_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<FindVariantMediaOfProducts, tokio_postgres::Error> {
                    Ok(FindVariantMediaOfProducts { variant_id: row.try_get(0)?, media_id: row.try_get(1)? })
                },
            mapper: |it| FindVariantMediaOfProducts::from(it),
        }
    }
}
pub struct UpsertMediaStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn upsert_media() -> UpsertMediaStmt {
    UpsertMediaStmt(
        "INSERT INTO catalog.media (media_id, product_id, position, alt, object_key, source_url, content_type, byte_size) SELECT media_id, product_id, position, alt, object_key, source_url, content_type, byte_size FROM json_to_recordset($1::text::json) AS t(media_id uuid, product_id uuid, position integer, alt text, object_key text, source_url text, content_type text, byte_size bigint) ON CONFLICT (media_id) DO UPDATE SET position = excluded.position, alt = excluded.alt",
        None,
    )
}
impl UpsertMediaStmt {
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
pub struct DeleteMediaStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_media() -> DeleteMediaStmt {
    DeleteMediaStmt("DELETE FROM catalog.media WHERE media_id = ANY($1::uuid[])", None)
}
impl DeleteMediaStmt {
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
        media_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[media_ids]).await
    }
}
pub struct DeleteVariantMediaStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_variant_media() -> DeleteVariantMediaStmt {
    DeleteVariantMediaStmt("DELETE FROM catalog.variant_media WHERE variant_id = ANY($1::uuid[])", None)
}
impl DeleteVariantMediaStmt {
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
        variant_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[variant_ids]).await
    }
}
pub struct InsertVariantMediaStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_variant_media() -> InsertVariantMediaStmt {
    InsertVariantMediaStmt(
        "INSERT INTO catalog.variant_media (variant_id, media_id, position) SELECT variant_id, media_id, position FROM unnest($1::uuid[], $2::uuid[], $3::integer[]) AS t(variant_id, media_id, position)",
        None,
    )
}
impl InsertVariantMediaStmt {
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
    >(
        &'s self,
        client: &'c C,
        variant_ids: &'a T1,
        media_ids: &'a T2,
        positions: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[variant_ids, media_ids, positions]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = i32>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertVariantMediaParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertVariantMediaStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertVariantMediaParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.variant_ids, &params.media_ids, &params.positions))
    }
}
