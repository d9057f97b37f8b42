// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct UpsertVariantsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = i64>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = T6>,
    T8: crate::ArraySql<Item = bool>,
    T9: crate::ArraySql<Item = bool>,
    T10: crate::ArraySql<Item = i64>,
> {
    pub variant_ids: T1,
    pub product_ids: T2,
    pub product_versions: T3,
    pub skus: T5,
    pub titles: T7,
    pub requires_stocks: T8,
    pub requires_shippings: T9,
    pub weights_g: T10,
}
#[derive(Debug)]
pub struct UnlistVariantsParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::ArraySql<Item = i64>> {
    pub product_ids: T1,
    pub product_versions: T2,
}
#[derive(Debug)]
pub struct FindVariantsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
> {
    pub variant_ids: T1,
    pub skus: T3,
}
#[derive(Debug, Clone, PartialEq)]
pub struct FindVariants {
    pub variant_id: uuid::Uuid,
    pub sku: String,
    pub title: String,
    pub requires_stock: bool,
    pub requires_shipping: bool,
    pub weight_g: i64,
    pub listed: bool,
    pub product_version: i64,
}
pub struct FindVariantsBorrowed<'a> {
    pub variant_id: uuid::Uuid,
    pub sku: &'a str,
    pub title: &'a str,
    pub requires_stock: bool,
    pub requires_shipping: bool,
    pub weight_g: i64,
    pub listed: bool,
    pub product_version: i64,
}
impl<'a> From<FindVariantsBorrowed<'a>> for FindVariants {
    fn from(
        FindVariantsBorrowed {
            variant_id,
            sku,
            title,
            requires_stock,
            requires_shipping,
            weight_g,
            listed,
            product_version,
        }: FindVariantsBorrowed<'a>,
    ) -> Self {
        Self {
            variant_id,
            sku: sku.into(),
            title: title.into(),
            requires_stock,
            requires_shipping,
            weight_g,
            listed,
            product_version,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct FindVariantsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindVariantsBorrowed, tokio_postgres::Error>,
    mapper: fn(FindVariantsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindVariantsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FindVariantsBorrowed) -> R) -> FindVariantsQuery<'c, 'a, 's, C, R, N> {
        FindVariantsQuery {
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
pub struct UpsertVariantsStmt(&'static str, Option<tokio_postgres::Statement>);
/// An older product version never overwrites a newer one: a rebuild replays the past.
pub fn upsert_variants() -> UpsertVariantsStmt {
    UpsertVariantsStmt(
        "INSERT INTO \"order\".variant AS v ( variant_id, product_id, product_version, sku, title, requires_stock, requires_shipping, weight_g, listed ) SELECT variant_id, product_id, product_version, sku, title, requires_stock, requires_shipping, weight_g, true FROM unnest( $1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::boolean[], $7::boolean[], $8::bigint[] ) AS t (variant_id, product_id, product_version, sku, title, requires_stock, requires_shipping, weight_g) ON CONFLICT ON CONSTRAINT variant_pkey DO UPDATE SET product_id = excluded.product_id, product_version = excluded.product_version, sku = excluded.sku, title = excluded.title, requires_stock = excluded.requires_stock, requires_shipping = excluded.requires_shipping, weight_g = excluded.weight_g, listed = true WHERE v.product_version < excluded.product_version",
        None,
    )
}
impl UpsertVariantsStmt {
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
        T6: crate::StringSql,
        T7: crate::ArraySql<Item = T6>,
        T8: crate::ArraySql<Item = bool>,
        T9: crate::ArraySql<Item = bool>,
        T10: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        variant_ids: &'a T1,
        product_ids: &'a T2,
        product_versions: &'a T3,
        skus: &'a T5,
        titles: &'a T7,
        requires_stocks: &'a T8,
        requires_shippings: &'a T9,
        weights_g: &'a T10,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    variant_ids,
                    product_ids,
                    product_versions,
                    skus,
                    titles,
                    requires_stocks,
                    requires_shippings,
                    weights_g,
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
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = T6>,
    T8: crate::ArraySql<Item = bool>,
    T9: crate::ArraySql<Item = bool>,
    T10: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpsertVariantsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpsertVariantsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpsertVariantsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.variant_ids,
            &params.product_ids,
            &params.product_versions,
            &params.skus,
            &params.titles,
            &params.requires_stocks,
            &params.requires_shippings,
            &params.weights_g,
        ))
    }
}
pub struct UnlistVariantsStmt(&'static str, Option<tokio_postgres::Statement>);
/// Variants that their product no longer names. Runs after the upsert of the same batch.
pub fn unlist_variants() -> UnlistVariantsStmt {
    UnlistVariantsStmt(
        "UPDATE \"order\".variant AS v SET listed = false, product_version = t.product_version FROM unnest($1::uuid[], $2::bigint[]) AS t (product_id, product_version) WHERE v.product_id = t.product_id AND v.product_version < t.product_version AND v.listed",
        None,
    )
}
impl UnlistVariantsStmt {
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
        product_ids: &'a T1,
        product_versions: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[product_ids, product_versions]).await
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
        UnlistVariantsParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UnlistVariantsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UnlistVariantsParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.product_ids, &params.product_versions))
    }
}
pub struct FindVariantsStmt(&'static str, Option<tokio_postgres::Statement>);
/// By id or by SKU; of two variants that ever had one SKU, both come, and the caller takes the listed one.
pub fn find_variants() -> FindVariantsStmt {
    FindVariantsStmt(
        "SELECT variant_id, sku, title, requires_stock, requires_shipping, weight_g, listed, product_version FROM \"order\".variant WHERE variant_id = ANY($1::uuid[]) UNION SELECT variant_id, sku, title, requires_stock, requires_shipping, weight_g, listed, product_version FROM \"order\".variant WHERE sku = ANY($2::text[])",
        None,
    )
}
impl FindVariantsStmt {
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
        T3: crate::ArraySql<Item = T2>,
    >(
        &'s self,
        client: &'c C,
        variant_ids: &'a T1,
        skus: &'a T3,
    ) -> FindVariantsQuery<'c, 'a, 's, C, FindVariants, 2> {
        FindVariantsQuery {
            client,
            params: [variant_ids, skus],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FindVariantsBorrowed, tokio_postgres::Error> {
                Ok(FindVariantsBorrowed {
                    variant_id: row.try_get(0)?,
                    sku: row.try_get(1)?,
                    title: row.try_get(2)?,
                    requires_stock: row.try_get(3)?,
                    requires_shipping: row.try_get(4)?,
                    weight_g: row.try_get(5)?,
                    listed: row.try_get(6)?,
                    product_version: row.try_get(7)?,
                })
            },
            mapper: |it| FindVariants::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FindVariantsParams<T1, T2, T3>,
        FindVariantsQuery<'c, 'a, 's, C, FindVariants, 2>,
        C,
    > for FindVariantsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindVariantsParams<T1, T2, T3>,
    ) -> FindVariantsQuery<'c, 'a, 's, C, FindVariants, 2> {
        self.bind(client, &params.variant_ids, &params.skus)
    }
}
