// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertAttributeParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
> {
    pub attribute_id: uuid::Uuid,
    pub code: T1,
    pub name: T2,
    pub value_type: T3,
    pub rule: T4,
    pub required: bool,
    pub product_types: T6,
    pub now: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct UpdateAttributeParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
> {
    pub name: T1,
    pub rule: T2,
    pub required: bool,
    pub product_types: T4,
    pub now: kernel_base::Timestamp,
    pub attribute_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteAttributeParams {
    pub attribute_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug)]
pub struct UpsertValuesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
> {
    pub product_ids: T1,
    pub attribute_ids: T2,
    pub values: T4,
}
#[derive(Debug)]
pub struct DeleteValuesParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::ArraySql<Item = uuid::Uuid>>
{
    pub product_ids: T1,
    pub attribute_ids: T2,
}
#[derive(Debug, Clone, PartialEq)]
pub struct AttributeRow {
    pub attribute_id: uuid::Uuid,
    pub code: String,
    pub name: String,
    pub value_type: String,
    pub rule: String,
    pub required: bool,
    pub product_types: Vec<String>,
    pub version: i64,
    pub created_at: kernel_base::Timestamp,
    pub updated_at: kernel_base::Timestamp,
}
pub struct AttributeRowBorrowed<'a> {
    pub attribute_id: uuid::Uuid,
    pub code: &'a str,
    pub name: &'a str,
    pub value_type: &'a str,
    pub rule: &'a str,
    pub required: bool,
    pub product_types: crate::ArrayIterator<'a, &'a str>,
    pub version: i64,
    pub created_at: kernel_base::Timestamp,
    pub updated_at: kernel_base::Timestamp,
}
impl<'a> From<AttributeRowBorrowed<'a>> for AttributeRow {
    fn from(
        AttributeRowBorrowed {
            attribute_id,
            code,
            name,
            value_type,
            rule,
            required,
            product_types,
            version,
            created_at,
            updated_at,
        }: AttributeRowBorrowed<'a>,
    ) -> Self {
        Self {
            attribute_id,
            code: code.into(),
            name: name.into(),
            value_type: value_type.into(),
            rule: rule.into(),
            required,
            product_types: product_types.map(|v| v.into()).collect(),
            version,
            created_at,
            updated_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct FindValuesOfProducts {
    pub product_id: uuid::Uuid,
    pub attribute_id: uuid::Uuid,
    pub code: String,
    pub value: String,
}
pub struct FindValuesOfProductsBorrowed<'a> {
    pub product_id: uuid::Uuid,
    pub attribute_id: uuid::Uuid,
    pub code: &'a str,
    pub value: &'a str,
}
impl<'a> From<FindValuesOfProductsBorrowed<'a>> for FindValuesOfProducts {
    fn from(
        FindValuesOfProductsBorrowed { product_id, attribute_id, code, value }: FindValuesOfProductsBorrowed<
            'a,
        >,
    ) -> Self {
        Self { product_id, attribute_id, code: code.into(), value: value.into() }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct AttributeRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<AttributeRowBorrowed, tokio_postgres::Error>,
    mapper: fn(AttributeRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> AttributeRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(AttributeRowBorrowed) -> R) -> AttributeRowQuery<'c, 'a, 's, C, R, N> {
        AttributeRowQuery {
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
pub struct FindValuesOfProductsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindValuesOfProductsBorrowed, tokio_postgres::Error>,
    mapper: fn(FindValuesOfProductsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindValuesOfProductsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(FindValuesOfProductsBorrowed) -> R,
    ) -> FindValuesOfProductsQuery<'c, 'a, 's, C, R, N> {
        FindValuesOfProductsQuery {
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
pub struct ListAttributesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_attributes() -> ListAttributesStmt {
    ListAttributesStmt(
        "SELECT attribute_id, code, name, value_type, rule::text AS rule, required, product_types, version, created_at, updated_at FROM catalog.attribute ORDER BY code",
        None,
    )
}
impl ListAttributesStmt {
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
    ) -> AttributeRowQuery<'c, 'a, 's, C, AttributeRow, 0> {
        AttributeRowQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AttributeRowBorrowed, tokio_postgres::Error> {
                Ok(AttributeRowBorrowed {
                    attribute_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    name: row.try_get(2)?,
                    value_type: row.try_get(3)?,
                    rule: row.try_get(4)?,
                    required: row.try_get(5)?,
                    product_types: row.try_get(6)?,
                    version: row.try_get(7)?,
                    created_at: row.try_get(8)?,
                    updated_at: row.try_get(9)?,
                })
            },
            mapper: |it| AttributeRow::from(it),
        }
    }
}
pub struct InsertAttributeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_attribute() -> InsertAttributeStmt {
    InsertAttributeStmt(
        "INSERT INTO catalog.attribute (attribute_id, code, name, value_type, rule, required, product_types, version, created_at, updated_at) VALUES ($1, $2, $3, $4, $5::text::jsonb, $6, $7::text[], 1, $8, $8)",
        None,
    )
}
impl InsertAttributeStmt {
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
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::StringSql,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
    >(
        &'s self,
        client: &'c C,
        attribute_id: &'a uuid::Uuid,
        code: &'a T1,
        name: &'a T2,
        value_type: &'a T3,
        rule: &'a T4,
        required: &'a bool,
        product_types: &'a T6,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[attribute_id, code, name, value_type, rule, required, product_types, now])
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertAttributeParams<T1, T2, T3, T4, T5, T6>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertAttributeStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertAttributeParams<T1, T2, T3, T4, T5, T6>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.attribute_id,
            &params.code,
            &params.name,
            &params.value_type,
            &params.rule,
            &params.required,
            &params.product_types,
            &params.now,
        ))
    }
}
pub struct UpdateAttributeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_attribute() -> UpdateAttributeStmt {
    UpdateAttributeStmt(
        "UPDATE catalog.attribute SET name = $1, rule = $2::text::jsonb, required = $3, product_types = $4::text[], version = version + 1, updated_at = $5 WHERE attribute_id = $6 AND version = $7",
        None,
    )
}
impl UpdateAttributeStmt {
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
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
    >(
        &'s self,
        client: &'c C,
        name: &'a T1,
        rule: &'a T2,
        required: &'a bool,
        product_types: &'a T4,
        now: &'a kernel_base::Timestamp,
        attribute_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[name, rule, required, product_types, now, attribute_id, version]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateAttributeParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateAttributeStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateAttributeParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.name,
            &params.rule,
            &params.required,
            &params.product_types,
            &params.now,
            &params.attribute_id,
            &params.version,
        ))
    }
}
pub struct DeleteAttributeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_attribute() -> DeleteAttributeStmt {
    DeleteAttributeStmt("DELETE FROM catalog.attribute WHERE attribute_id = $1 AND version = $2", None)
}
impl DeleteAttributeStmt {
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
        attribute_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[attribute_id, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteAttributeParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteAttributeStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteAttributeParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.attribute_id, &params.version))
    }
}
pub struct FindValuesOfProductsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_values_of_products() -> FindValuesOfProductsStmt {
    FindValuesOfProductsStmt(
        "SELECT product_attribute.product_id, product_attribute.attribute_id, attribute.code, product_attribute.value FROM catalog.product_attribute JOIN catalog.attribute ON attribute.attribute_id = product_attribute.attribute_id WHERE product_attribute.product_id = ANY($1::uuid[]) ORDER BY product_attribute.product_id, attribute.code",
        None,
    )
}
impl FindValuesOfProductsStmt {
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
    ) -> FindValuesOfProductsQuery<'c, 'a, 's, C, FindValuesOfProducts, 1> {
        FindValuesOfProductsQuery {
            client,
            params: [product_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<FindValuesOfProductsBorrowed, tokio_postgres::Error> {
                    Ok(FindValuesOfProductsBorrowed {
                        product_id: row.try_get(0)?,
                        attribute_id: row.try_get(1)?,
                        code: row.try_get(2)?,
                        value: row.try_get(3)?,
                    })
                },
            mapper: |it| FindValuesOfProducts::from(it),
        }
    }
}
pub struct UpsertValuesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn upsert_values() -> UpsertValuesStmt {
    UpsertValuesStmt(
        "INSERT INTO catalog.product_attribute (product_id, attribute_id, value) SELECT product_id, attribute_id, value FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS t(product_id, attribute_id, value) ON CONFLICT (product_id, attribute_id) DO UPDATE SET value = excluded.value",
        None,
    )
}
impl UpsertValuesStmt {
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
    >(
        &'s self,
        client: &'c C,
        product_ids: &'a T1,
        attribute_ids: &'a T2,
        values: &'a T4,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[product_ids, attribute_ids, values]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpsertValuesParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpsertValuesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpsertValuesParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.product_ids, &params.attribute_ids, &params.values))
    }
}
pub struct DeleteValuesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_values() -> DeleteValuesStmt {
    DeleteValuesStmt(
        "DELETE FROM catalog.product_attribute USING unnest($1::uuid[], $2::uuid[]) AS t(product_id, attribute_id) WHERE product_attribute.product_id = t.product_id AND product_attribute.attribute_id = t.attribute_id",
        None,
    )
}
impl DeleteValuesStmt {
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
    >(
        &'s self,
        client: &'c C,
        product_ids: &'a T1,
        attribute_ids: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[product_ids, attribute_ids]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteValuesParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteValuesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteValuesParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.product_ids, &params.attribute_ids))
    }
}
