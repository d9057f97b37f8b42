// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertCategoryParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub category_id: uuid::Uuid,
    pub parent_id: Option<uuid::Uuid>,
    pub handle: T1,
    pub name: T2,
    pub description: T3,
    pub position: i32,
    pub now: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct UpdateCategoryParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub parent_id: Option<uuid::Uuid>,
    pub handle: T1,
    pub name: T2,
    pub description: T3,
    pub position: i32,
    pub now: kernel_base::Timestamp,
    pub category_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteCategoryParams {
    pub category_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug)]
pub struct InsertProductCategoriesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub category_ids: T1,
    pub product_ids: T2,
}
#[derive(Debug)]
pub struct DeleteProductCategoriesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub category_ids: T1,
    pub product_ids: T2,
}
#[derive(Debug, Clone, PartialEq)]
pub struct CategoryRow {
    pub category_id: uuid::Uuid,
    pub parent_id: Option<uuid::Uuid>,
    pub handle: String,
    pub name: String,
    pub description: String,
    pub position: i32,
    pub version: i64,
    pub created_at: kernel_base::Timestamp,
    pub updated_at: kernel_base::Timestamp,
}
pub struct CategoryRowBorrowed<'a> {
    pub category_id: uuid::Uuid,
    pub parent_id: Option<uuid::Uuid>,
    pub handle: &'a str,
    pub name: &'a str,
    pub description: &'a str,
    pub position: i32,
    pub version: i64,
    pub created_at: kernel_base::Timestamp,
    pub updated_at: kernel_base::Timestamp,
}
impl<'a> From<CategoryRowBorrowed<'a>> for CategoryRow {
    fn from(
        CategoryRowBorrowed {
            category_id,
            parent_id,
            handle,
            name,
            description,
            position,
            version,
            created_at,
            updated_at,
        }: CategoryRowBorrowed<'a>,
    ) -> Self {
        Self {
            category_id,
            parent_id,
            handle: handle.into(),
            name: name.into(),
            description: description.into(),
            position,
            version,
            created_at,
            updated_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct FindCategoriesOfProducts {
    pub product_id: uuid::Uuid,
    pub category_id: uuid::Uuid,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct CategoryRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CategoryRowBorrowed, tokio_postgres::Error>,
    mapper: fn(CategoryRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CategoryRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CategoryRowBorrowed) -> R) -> CategoryRowQuery<'c, 'a, 's, C, R, N> {
        CategoryRowQuery {
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
pub struct I64Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<i64, tokio_postgres::Error>,
    mapper: fn(i64) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> I64Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(i64) -> R) -> I64Query<'c, 'a, 's, C, R, N> {
        I64Query {
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
pub struct FindCategoriesOfProductsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindCategoriesOfProducts, tokio_postgres::Error>,
    mapper: fn(FindCategoriesOfProducts) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindCategoriesOfProductsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(FindCategoriesOfProducts) -> R,
    ) -> FindCategoriesOfProductsQuery<'c, 'a, 's, C, R, N> {
        FindCategoriesOfProductsQuery {
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
pub struct ListCategoriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_categories() -> ListCategoriesStmt {
    ListCategoriesStmt(
        "SELECT category_id, parent_id, handle, name, description, position, version, created_at, updated_at FROM catalog.category ORDER BY position, name, category_id",
        None,
    )
}
impl ListCategoriesStmt {
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
    ) -> CategoryRowQuery<'c, 'a, 's, C, CategoryRow, 0> {
        CategoryRowQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CategoryRowBorrowed, tokio_postgres::Error> {
                Ok(CategoryRowBorrowed {
                    category_id: row.try_get(0)?,
                    parent_id: row.try_get(1)?,
                    handle: row.try_get(2)?,
                    name: row.try_get(3)?,
                    description: row.try_get(4)?,
                    position: row.try_get(5)?,
                    version: row.try_get(6)?,
                    created_at: row.try_get(7)?,
                    updated_at: row.try_get(8)?,
                })
            },
            mapper: |it| CategoryRow::from(it),
        }
    }
}
pub struct FindTreeVersionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_tree_version() -> FindTreeVersionStmt {
    FindTreeVersionStmt("SELECT version FROM catalog.category_tree WHERE category_tree_id = 1", None)
}
impl FindTreeVersionStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C) -> I64Query<'c, 'a, 's, C, i64, 0> {
        I64Query {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct AdvanceTreeVersionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn advance_tree_version() -> AdvanceTreeVersionStmt {
    AdvanceTreeVersionStmt(
        "UPDATE catalog.category_tree SET version = version + 1 WHERE category_tree_id = 1 AND version = $1",
        None,
    )
}
impl AdvanceTreeVersionStmt {
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
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[version]).await
    }
}
pub struct InsertCategoryStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_category() -> InsertCategoryStmt {
    InsertCategoryStmt(
        "INSERT INTO catalog.category (category_id, parent_id, handle, name, description, position, version, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $7)",
        None,
    )
}
impl InsertCategoryStmt {
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
    >(
        &'s self,
        client: &'c C,
        category_id: &'a uuid::Uuid,
        parent_id: &'a Option<uuid::Uuid>,
        handle: &'a T1,
        name: &'a T2,
        description: &'a T3,
        position: &'a i32,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[category_id, parent_id, handle, name, description, position, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertCategoryParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertCategoryStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertCategoryParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.category_id,
            &params.parent_id,
            &params.handle,
            &params.name,
            &params.description,
            &params.position,
            &params.now,
        ))
    }
}
pub struct UpdateCategoryStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_category() -> UpdateCategoryStmt {
    UpdateCategoryStmt(
        "UPDATE catalog.category SET parent_id = $1, handle = $2, name = $3, description = $4, position = $5, version = version + 1, updated_at = $6 WHERE category_id = $7 AND version = $8",
        None,
    )
}
impl UpdateCategoryStmt {
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
    >(
        &'s self,
        client: &'c C,
        parent_id: &'a Option<uuid::Uuid>,
        handle: &'a T1,
        name: &'a T2,
        description: &'a T3,
        position: &'a i32,
        now: &'a kernel_base::Timestamp,
        category_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[parent_id, handle, name, description, position, now, category_id, version])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateCategoryParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateCategoryStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateCategoryParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.parent_id,
            &params.handle,
            &params.name,
            &params.description,
            &params.position,
            &params.now,
            &params.category_id,
            &params.version,
        ))
    }
}
pub struct DeleteCategoryStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_category() -> DeleteCategoryStmt {
    DeleteCategoryStmt("DELETE FROM catalog.category WHERE category_id = $1 AND version = $2", None)
}
impl DeleteCategoryStmt {
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
        category_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[category_id, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteCategoryParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteCategoryStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteCategoryParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.category_id, &params.version))
    }
}
pub struct FindCategoriesOfProductsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_categories_of_products() -> FindCategoriesOfProductsStmt {
    FindCategoriesOfProductsStmt(
        "SELECT product_id, category_id FROM catalog.product_category WHERE product_id = ANY($1::uuid[]) ORDER BY product_id, category_id",
        None,
    )
}
impl FindCategoriesOfProductsStmt {
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
    ) -> FindCategoriesOfProductsQuery<'c, 'a, 's, C, FindCategoriesOfProducts, 1> {
        FindCategoriesOfProductsQuery {
            client,
            params: [product_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<FindCategoriesOfProducts, tokio_postgres::Error> {
                    Ok(FindCategoriesOfProducts { product_id: row.try_get(0)?, category_id: row.try_get(1)? })
                },
            mapper: |it| FindCategoriesOfProducts::from(it),
        }
    }
}
pub struct InsertProductCategoriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_product_categories() -> InsertProductCategoriesStmt {
    InsertProductCategoriesStmt(
        "INSERT INTO catalog.product_category (category_id, product_id) SELECT category_id, product_id FROM unnest($1::uuid[], $2::uuid[]) AS t(category_id, product_id) ON CONFLICT (category_id, product_id) DO NOTHING",
        None,
    )
}
impl InsertProductCategoriesStmt {
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
        category_ids: &'a T1,
        product_ids: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[category_ids, product_ids]).await
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
        InsertProductCategoriesParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertProductCategoriesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertProductCategoriesParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.category_ids, &params.product_ids))
    }
}
pub struct DeleteProductCategoriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_product_categories() -> DeleteProductCategoriesStmt {
    DeleteProductCategoriesStmt(
        "DELETE FROM catalog.product_category USING unnest($1::uuid[], $2::uuid[]) AS t(category_id, product_id) WHERE product_category.category_id = t.category_id AND product_category.product_id = t.product_id",
        None,
    )
}
impl DeleteProductCategoriesStmt {
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
        category_ids: &'a T1,
        product_ids: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[category_ids, product_ids]).await
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
        DeleteProductCategoriesParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteProductCategoriesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteProductCategoriesParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.category_ids, &params.product_ids))
    }
}
