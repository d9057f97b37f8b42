// This file was generated with `clorinde`. Do not modify.

#[derive(Debug, Clone, PartialEq)]
pub struct VariantRow {
    pub variant_id: uuid::Uuid,
    pub product_id: uuid::Uuid,
    pub sku: String,
    pub option_values: String,
    pub status: String,
    pub tax_class: String,
    pub requires_stock: bool,
    pub requires_shipping: bool,
    pub weight_g: i32,
    pub barcode: Option<String>,
    pub extra: String,
}
pub struct VariantRowBorrowed<'a> {
    pub variant_id: uuid::Uuid,
    pub product_id: uuid::Uuid,
    pub sku: &'a str,
    pub option_values: &'a str,
    pub status: &'a str,
    pub tax_class: &'a str,
    pub requires_stock: bool,
    pub requires_shipping: bool,
    pub weight_g: i32,
    pub barcode: Option<&'a str>,
    pub extra: &'a str,
}
impl<'a> From<VariantRowBorrowed<'a>> for VariantRow {
    fn from(
        VariantRowBorrowed {
            variant_id,
            product_id,
            sku,
            option_values,
            status,
            tax_class,
            requires_stock,
            requires_shipping,
            weight_g,
            barcode,
            extra,
        }: VariantRowBorrowed<'a>,
    ) -> Self {
        Self {
            variant_id,
            product_id,
            sku: sku.into(),
            option_values: option_values.into(),
            status: status.into(),
            tax_class: tax_class.into(),
            requires_stock,
            requires_shipping,
            weight_g,
            barcode: barcode.map(|v| v.into()),
            extra: extra.into(),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct FindSkuHolders {
    pub sku: String,
    pub product_id: uuid::Uuid,
}
pub struct FindSkuHoldersBorrowed<'a> {
    pub sku: &'a str,
    pub product_id: uuid::Uuid,
}
impl<'a> From<FindSkuHoldersBorrowed<'a>> for FindSkuHolders {
    fn from(FindSkuHoldersBorrowed { sku, product_id }: FindSkuHoldersBorrowed<'a>) -> Self {
        Self { sku: sku.into(), product_id }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct FindVariantHolders {
    pub variant_id: uuid::Uuid,
    pub product_id: uuid::Uuid,
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
pub struct FindSkuHoldersQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindSkuHoldersBorrowed, tokio_postgres::Error>,
    mapper: fn(FindSkuHoldersBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindSkuHoldersQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FindSkuHoldersBorrowed) -> R) -> FindSkuHoldersQuery<'c, 'a, 's, C, R, N> {
        FindSkuHoldersQuery {
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
pub struct FindVariantHoldersQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindVariantHolders, tokio_postgres::Error>,
    mapper: fn(FindVariantHolders) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindVariantHoldersQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FindVariantHolders) -> R) -> FindVariantHoldersQuery<'c, 'a, 's, C, R, N> {
        FindVariantHoldersQuery {
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
pub struct FindVariantsOfProductsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_variants_of_products() -> FindVariantsOfProductsStmt {
    FindVariantsOfProductsStmt(
        "SELECT variant_id, product_id, sku, option_values::text AS option_values, status, tax_class, requires_stock, requires_shipping, weight_g, barcode, extra::text AS extra FROM catalog.variant WHERE product_id = ANY($1::uuid[]) ORDER BY product_id, position",
        None,
    )
}
impl FindVariantsOfProductsStmt {
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
    ) -> VariantRowQuery<'c, 'a, 's, C, VariantRow, 1> {
        VariantRowQuery {
            client,
            params: [product_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<VariantRowBorrowed, tokio_postgres::Error> {
                Ok(VariantRowBorrowed {
                    variant_id: row.try_get(0)?,
                    product_id: row.try_get(1)?,
                    sku: row.try_get(2)?,
                    option_values: row.try_get(3)?,
                    status: row.try_get(4)?,
                    tax_class: row.try_get(5)?,
                    requires_stock: row.try_get(6)?,
                    requires_shipping: row.try_get(7)?,
                    weight_g: row.try_get(8)?,
                    barcode: row.try_get(9)?,
                    extra: row.try_get(10)?,
                })
            },
            mapper: |it| VariantRow::from(it),
        }
    }
}
pub struct FindSkuHoldersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_sku_holders() -> FindSkuHoldersStmt {
    FindSkuHoldersStmt("SELECT sku, product_id FROM catalog.variant WHERE sku = ANY($1::text[])", None)
}
impl FindSkuHoldersStmt {
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
    ) -> FindSkuHoldersQuery<'c, 'a, 's, C, FindSkuHolders, 1> {
        FindSkuHoldersQuery {
            client,
            params: [skus],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FindSkuHoldersBorrowed, tokio_postgres::Error> {
                Ok(FindSkuHoldersBorrowed { sku: row.try_get(0)?, product_id: row.try_get(1)? })
            },
            mapper: |it| FindSkuHolders::from(it),
        }
    }
}
pub struct FindVariantHoldersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_variant_holders() -> FindVariantHoldersStmt {
    FindVariantHoldersStmt(
        "SELECT variant_id, product_id FROM catalog.variant WHERE variant_id = ANY($1::uuid[])",
        None,
    )
}
impl FindVariantHoldersStmt {
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
    ) -> FindVariantHoldersQuery<'c, 'a, 's, C, FindVariantHolders, 1> {
        FindVariantHoldersQuery {
            client,
            params: [variant_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FindVariantHolders, tokio_postgres::Error> {
                Ok(FindVariantHolders { variant_id: row.try_get(0)?, product_id: row.try_get(1)? })
            },
            mapper: |it| FindVariantHolders::from(it),
        }
    }
}
pub struct UpsertVariantsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn upsert_variants() -> UpsertVariantsStmt {
    UpsertVariantsStmt(
        "INSERT INTO catalog.variant (variant_id, product_id, position, sku, option_values, status, tax_class, requires_stock, requires_shipping, weight_g, barcode, extra) SELECT variant_id, product_id, position, sku, option_values, status, tax_class, requires_stock, requires_shipping, weight_g, barcode, extra FROM json_to_recordset($1::text::json) AS t(variant_id uuid, product_id uuid, position integer, sku text, option_values jsonb, status text, tax_class text, requires_stock boolean, requires_shipping boolean, weight_g integer, barcode text, extra jsonb) ON CONFLICT (variant_id) DO UPDATE SET position = excluded.position, sku = excluded.sku, option_values = excluded.option_values, status = excluded.status, tax_class = excluded.tax_class, requires_stock = excluded.requires_stock, requires_shipping = excluded.requires_shipping, weight_g = excluded.weight_g, barcode = excluded.barcode, extra = excluded.extra",
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
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        rows: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[rows]).await
    }
}
pub struct DeleteVariantsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_variants() -> DeleteVariantsStmt {
    DeleteVariantsStmt("DELETE FROM catalog.variant WHERE variant_id = ANY($1::uuid[])", None)
}
impl DeleteVariantsStmt {
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
