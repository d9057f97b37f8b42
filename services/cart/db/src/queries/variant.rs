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
    T8: crate::StringSql,
    T9: crate::ArraySql<Item = T8>,
    T10: crate::ArraySql<Item = bool>,
    T11: crate::ArraySql<Item = bool>,
    T12: crate::ArraySql<Item = i64>,
> {
    pub variant_ids: T1,
    pub product_ids: T2,
    pub product_versions: T3,
    pub skus: T5,
    pub titles: T7,
    pub channels: T9,
    pub requires_stock: T10,
    pub requires_shipping: T11,
    pub weights: T12,
}
#[derive(Debug)]
pub struct WithdrawVariantsParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::ArraySql<Item = i64>> {
    pub product_ids: T1,
    pub product_versions: T2,
}
#[derive(Debug, Clone, PartialEq)]
pub struct VariantRow {
    pub variant_id: uuid::Uuid,
    pub sku: String,
    pub title: String,
    pub channels: Vec<String>,
    pub requires_stock: bool,
    pub requires_shipping: bool,
    pub weight_g: i64,
}
pub struct VariantRowBorrowed<'a> {
    pub variant_id: uuid::Uuid,
    pub sku: &'a str,
    pub title: &'a str,
    pub channels: crate::ArrayIterator<'a, &'a str>,
    pub requires_stock: bool,
    pub requires_shipping: bool,
    pub weight_g: i64,
}
impl<'a> From<VariantRowBorrowed<'a>> for VariantRow {
    fn from(
        VariantRowBorrowed {
            variant_id,
            sku,
            title,
            channels,
            requires_stock,
            requires_shipping,
            weight_g,
        }: VariantRowBorrowed<'a>,
    ) -> Self {
        Self {
            variant_id,
            sku: sku.into(),
            title: title.into(),
            channels: channels.map(|v| v.into()).collect(),
            requires_stock,
            requires_shipping,
            weight_g,
        }
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
pub struct ListVariantsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_variants() -> ListVariantsStmt {
    ListVariantsStmt(
        "SELECT v.variant_id, v.sku, v.title, ARRAY( SELECT published FROM unnest(v.channels) AS published WHERE NOT EXISTS (SELECT FROM cart.channel AS c WHERE c.channel = published AND NOT c.active) ) AS channels, v.requires_stock, v.requires_shipping, v.weight_g FROM cart.variant AS v WHERE v.variant_id = ANY($1)",
        None,
    )
}
impl ListVariantsStmt {
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
                    title: row.try_get(2)?,
                    channels: row.try_get(3)?,
                    requires_stock: row.try_get(4)?,
                    requires_shipping: row.try_get(5)?,
                    weight_g: row.try_get(6)?,
                })
            },
            mapper: |it| VariantRow::from(it),
        }
    }
}
pub struct UpsertVariantsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn upsert_variants() -> UpsertVariantsStmt {
    UpsertVariantsStmt(
        "INSERT INTO cart.variant AS known (variant_id, product_id, product_version, sku, title, channels, requires_stock, requires_shipping, weight_g) SELECT variant_id, product_id, product_version, sku, title, string_to_array(channels, ','), requires_stock, requires_shipping, weight_g FROM unnest( $1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::boolean[], $9::bigint[] ) AS t (variant_id, product_id, product_version, sku, title, channels, requires_stock, requires_shipping, weight_g) ON CONFLICT (variant_id) DO UPDATE SET product_id = excluded.product_id, product_version = excluded.product_version, sku = excluded.sku, title = excluded.title, channels = excluded.channels, requires_stock = excluded.requires_stock, requires_shipping = excluded.requires_shipping, weight_g = excluded.weight_g WHERE known.product_version < excluded.product_version",
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
        T8: crate::StringSql,
        T9: crate::ArraySql<Item = T8>,
        T10: crate::ArraySql<Item = bool>,
        T11: crate::ArraySql<Item = bool>,
        T12: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        variant_ids: &'a T1,
        product_ids: &'a T2,
        product_versions: &'a T3,
        skus: &'a T5,
        titles: &'a T7,
        channels: &'a T9,
        requires_stock: &'a T10,
        requires_shipping: &'a T11,
        weights: &'a T12,
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
                    channels,
                    requires_stock,
                    requires_shipping,
                    weights,
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
    T8: crate::StringSql,
    T9: crate::ArraySql<Item = T8>,
    T10: crate::ArraySql<Item = bool>,
    T11: crate::ArraySql<Item = bool>,
    T12: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpsertVariantsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpsertVariantsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpsertVariantsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.variant_ids,
            &params.product_ids,
            &params.product_versions,
            &params.skus,
            &params.titles,
            &params.channels,
            &params.requires_stock,
            &params.requires_shipping,
            &params.weights,
        ))
    }
}
pub struct WithdrawVariantsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn withdraw_variants() -> WithdrawVariantsStmt {
    WithdrawVariantsStmt(
        "UPDATE cart.variant AS known SET channels = '{}', product_version = t.product_version FROM unnest($1::uuid[], $2::bigint[]) AS t (product_id, product_version) WHERE known.product_id = t.product_id AND known.product_version < t.product_version",
        None,
    )
}
impl WithdrawVariantsStmt {
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
        WithdrawVariantsParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for WithdrawVariantsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a WithdrawVariantsParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.product_ids, &params.product_versions))
    }
}
