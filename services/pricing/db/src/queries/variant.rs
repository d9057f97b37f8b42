// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct UpsertVariantsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::ArraySql<Item = i64>,
> {
    pub variant_ids: T1,
    pub product_ids: T2,
    pub skus: T4,
    pub tax_classes: T6,
    pub product_versions: T7,
}
#[derive(Debug)]
pub struct DeleteDroppedVariantsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub product_ids: T1,
    pub product_versions: T2,
    pub kept_variant_ids: T3,
}
#[derive(Debug, Clone, PartialEq)]
pub struct VariantRow {
    pub variant_id: uuid::Uuid,
    pub sku: String,
    pub tax_class: String,
}
pub struct VariantRowBorrowed<'a> {
    pub variant_id: uuid::Uuid,
    pub sku: &'a str,
    pub tax_class: &'a str,
}
impl<'a> From<VariantRowBorrowed<'a>> for VariantRow {
    fn from(VariantRowBorrowed { variant_id, sku, tax_class }: VariantRowBorrowed<'a>) -> Self {
        Self { variant_id, sku: sku.into(), tax_class: tax_class.into() }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct VariantRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<VariantRowBorrowed, tokio_postgres::Error>,
    mapper: fn(VariantRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> VariantRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(VariantRowBorrowed) -> R) -> VariantRowQuery<'c, 'a, 's, C, R, N> {
        VariantRowQuery {
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
pub struct FindVariantsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_variants() -> FindVariantsStmt {
    FindVariantsStmt(
        "SELECT variant_id, sku, tax_class FROM pricing.variant WHERE variant_id = ANY($1::uuid[])",
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
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        variant_ids: &'a T1,
    ) -> VariantRowQuery<'c, 'a, 's, C, VariantRow, 1> {
        VariantRowQuery {
            client,
            params: [variant_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<VariantRowBorrowed, tokio_postgres::Error> {
                Ok(VariantRowBorrowed {
                    variant_id: row.try_get(0)?,
                    sku: row.try_get(1)?,
                    tax_class: row.try_get(2)?,
                })
            },
            mapper: |it| VariantRow::from(it),
        }
    }
}
pub struct FindVariantsBySkuStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_variants_by_sku() -> FindVariantsBySkuStmt {
    FindVariantsBySkuStmt(
        "SELECT variant_id, sku, tax_class FROM pricing.variant WHERE sku = ANY($1::text[])",
        None,
    )
}
impl FindVariantsBySkuStmt {
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
    ) -> VariantRowQuery<'c, 'a, 's, C, VariantRow, 1> {
        VariantRowQuery {
            client,
            params: [skus],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<VariantRowBorrowed, tokio_postgres::Error> {
                Ok(VariantRowBorrowed {
                    variant_id: row.try_get(0)?,
                    sku: row.try_get(1)?,
                    tax_class: row.try_get(2)?,
                })
            },
            mapper: |it| VariantRow::from(it),
        }
    }
}
pub struct UpsertVariantsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn upsert_variants() -> UpsertVariantsStmt {
    UpsertVariantsStmt(
        "INSERT INTO pricing.variant AS v (variant_id, product_id, sku, tax_class, product_version) SELECT variant_id, product_id, sku, tax_class, product_version FROM unnest( $1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bigint[] ) AS t(variant_id, product_id, sku, tax_class, product_version) ORDER BY variant_id ON CONFLICT (variant_id) DO UPDATE SET product_id = excluded.product_id, sku = excluded.sku, tax_class = excluded.tax_class, product_version = excluded.product_version WHERE v.product_version <= excluded.product_version",
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
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
        T7: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        variant_ids: &'a T1,
        product_ids: &'a T2,
        skus: &'a T4,
        tax_classes: &'a T6,
        product_versions: &'a T7,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[variant_ids, product_ids, skus, tax_classes, product_versions]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpsertVariantsParams<T1, T2, T3, T4, T5, T6, T7>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpsertVariantsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpsertVariantsParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.variant_ids,
            &params.product_ids,
            &params.skus,
            &params.tax_classes,
            &params.product_versions,
        ))
    }
}
pub struct DeleteDroppedVariantsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_dropped_variants() -> DeleteDroppedVariantsStmt {
    DeleteDroppedVariantsStmt(
        "DELETE FROM pricing.variant AS v USING unnest($1::uuid[], $2::bigint[]) AS t(product_id, product_version) WHERE v.product_id = t.product_id AND v.product_version <= t.product_version AND v.variant_id <> ALL($3::uuid[])",
        None,
    )
}
impl DeleteDroppedVariantsStmt {
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
        DeleteDroppedVariantsParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteDroppedVariantsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteDroppedVariantsParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.product_ids, &params.product_versions, &params.kept_variant_ids))
    }
}
