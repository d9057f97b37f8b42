// This file was generated with `clorinde`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct ListCollectionsParams {
    pub after: uuid::Uuid,
    pub limit: i64,
}
#[derive(Debug)]
pub struct InsertCollectionParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = T6>,
> {
    pub collection_id: uuid::Uuid,
    pub handle: T1,
    pub title: T2,
    pub description: T3,
    pub kind: T4,
    pub rule_match: T5,
    pub rule_terms: T7,
    pub now: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct UpdateCollectionParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
> {
    pub handle: T1,
    pub title: T2,
    pub description: T3,
    pub rule_match: T4,
    pub rule_terms: T6,
    pub now: kernel_base::Timestamp,
    pub collection_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteCollectionParams {
    pub collection_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug)]
pub struct InsertMembersParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::ArraySql<Item = i32>> {
    pub collection_id: uuid::Uuid,
    pub product_ids: T1,
    pub positions: T2,
}
#[derive(Clone, Copy, Debug)]
pub struct AdvanceCollectionParams {
    pub now: kernel_base::Timestamp,
    pub collection_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct CollectionRow {
    pub collection_id: uuid::Uuid,
    pub handle: String,
    pub title: String,
    pub description: String,
    pub kind: String,
    pub rule_match: String,
    pub rule_terms: Vec<String>,
    pub version: i64,
    pub created_at: kernel_base::Timestamp,
    pub updated_at: kernel_base::Timestamp,
}
pub struct CollectionRowBorrowed<'a> {
    pub collection_id: uuid::Uuid,
    pub handle: &'a str,
    pub title: &'a str,
    pub description: &'a str,
    pub kind: &'a str,
    pub rule_match: &'a str,
    pub rule_terms: crate::ArrayIterator<'a, &'a str>,
    pub version: i64,
    pub created_at: kernel_base::Timestamp,
    pub updated_at: kernel_base::Timestamp,
}
impl<'a> From<CollectionRowBorrowed<'a>> for CollectionRow {
    fn from(
        CollectionRowBorrowed {
            collection_id,
            handle,
            title,
            description,
            kind,
            rule_match,
            rule_terms,
            version,
            created_at,
            updated_at,
        }: CollectionRowBorrowed<'a>,
    ) -> Self {
        Self {
            collection_id,
            handle: handle.into(),
            title: title.into(),
            description: description.into(),
            kind: kind.into(),
            rule_match: rule_match.into(),
            rule_terms: rule_terms.map(|v| v.into()).collect(),
            version,
            created_at,
            updated_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct CollectionRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CollectionRowBorrowed, tokio_postgres::Error>,
    mapper: fn(CollectionRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CollectionRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CollectionRowBorrowed) -> R) -> CollectionRowQuery<'c, 'a, 's, C, R, N> {
        CollectionRowQuery {
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
pub struct ListCollectionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_collections() -> ListCollectionsStmt {
    ListCollectionsStmt(
        "SELECT collection_id, handle, title, description, kind, rule_match, rule_terms, version, created_at, updated_at FROM catalog.collection WHERE collection_id > $1 ORDER BY collection_id LIMIT $2",
        None,
    )
}
impl ListCollectionsStmt {
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
    ) -> CollectionRowQuery<'c, 'a, 's, C, CollectionRow, 2> {
        CollectionRowQuery {
            client,
            params: [after, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CollectionRowBorrowed, tokio_postgres::Error> {
                Ok(CollectionRowBorrowed {
                    collection_id: row.try_get(0)?,
                    handle: row.try_get(1)?,
                    title: row.try_get(2)?,
                    description: row.try_get(3)?,
                    kind: row.try_get(4)?,
                    rule_match: row.try_get(5)?,
                    rule_terms: row.try_get(6)?,
                    version: row.try_get(7)?,
                    created_at: row.try_get(8)?,
                    updated_at: row.try_get(9)?,
                })
            },
            mapper: |it| CollectionRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListCollectionsParams,
        CollectionRowQuery<'c, 'a, 's, C, CollectionRow, 2>,
        C,
    > for ListCollectionsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListCollectionsParams,
    ) -> CollectionRowQuery<'c, 'a, 's, C, CollectionRow, 2> {
        self.bind(client, &params.after, &params.limit)
    }
}
pub struct FindCollectionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_collection() -> FindCollectionStmt {
    FindCollectionStmt(
        "SELECT collection_id, handle, title, description, kind, rule_match, rule_terms, version, created_at, updated_at FROM catalog.collection WHERE collection_id = $1",
        None,
    )
}
impl FindCollectionStmt {
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
        collection_id: &'a uuid::Uuid,
    ) -> CollectionRowQuery<'c, 'a, 's, C, CollectionRow, 1> {
        CollectionRowQuery {
            client,
            params: [collection_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CollectionRowBorrowed, tokio_postgres::Error> {
                Ok(CollectionRowBorrowed {
                    collection_id: row.try_get(0)?,
                    handle: row.try_get(1)?,
                    title: row.try_get(2)?,
                    description: row.try_get(3)?,
                    kind: row.try_get(4)?,
                    rule_match: row.try_get(5)?,
                    rule_terms: row.try_get(6)?,
                    version: row.try_get(7)?,
                    created_at: row.try_get(8)?,
                    updated_at: row.try_get(9)?,
                })
            },
            mapper: |it| CollectionRow::from(it),
        }
    }
}
pub struct FindCollectionByHandleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_collection_by_handle() -> FindCollectionByHandleStmt {
    FindCollectionByHandleStmt(
        "SELECT collection_id, handle, title, description, kind, rule_match, rule_terms, version, created_at, updated_at FROM catalog.collection WHERE handle = $1",
        None,
    )
}
impl FindCollectionByHandleStmt {
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
        handle: &'a T1,
    ) -> CollectionRowQuery<'c, 'a, 's, C, CollectionRow, 1> {
        CollectionRowQuery {
            client,
            params: [handle],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CollectionRowBorrowed, tokio_postgres::Error> {
                Ok(CollectionRowBorrowed {
                    collection_id: row.try_get(0)?,
                    handle: row.try_get(1)?,
                    title: row.try_get(2)?,
                    description: row.try_get(3)?,
                    kind: row.try_get(4)?,
                    rule_match: row.try_get(5)?,
                    rule_terms: row.try_get(6)?,
                    version: row.try_get(7)?,
                    created_at: row.try_get(8)?,
                    updated_at: row.try_get(9)?,
                })
            },
            mapper: |it| CollectionRow::from(it),
        }
    }
}
pub struct InsertCollectionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_collection() -> InsertCollectionStmt {
    InsertCollectionStmt(
        "INSERT INTO catalog.collection (collection_id, handle, title, description, kind, rule_match, rule_terms, version, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7::text[], 1, $8, $8)",
        None,
    )
}
impl InsertCollectionStmt {
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
        T6: crate::StringSql,
        T7: crate::ArraySql<Item = T6>,
    >(
        &'s self,
        client: &'c C,
        collection_id: &'a uuid::Uuid,
        handle: &'a T1,
        title: &'a T2,
        description: &'a T3,
        kind: &'a T4,
        rule_match: &'a T5,
        rule_terms: &'a T7,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[collection_id, handle, title, description, kind, rule_match, rule_terms, now])
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
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = T6>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertCollectionParams<T1, T2, T3, T4, T5, T6, T7>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertCollectionStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertCollectionParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.collection_id,
            &params.handle,
            &params.title,
            &params.description,
            &params.kind,
            &params.rule_match,
            &params.rule_terms,
            &params.now,
        ))
    }
}
pub struct UpdateCollectionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_collection() -> UpdateCollectionStmt {
    UpdateCollectionStmt(
        "UPDATE catalog.collection SET handle = $1, title = $2, description = $3, rule_match = $4, rule_terms = $5::text[], version = version + 1, updated_at = $6 WHERE collection_id = $7 AND version = $8",
        None,
    )
}
impl UpdateCollectionStmt {
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
        handle: &'a T1,
        title: &'a T2,
        description: &'a T3,
        rule_match: &'a T4,
        rule_terms: &'a T6,
        now: &'a kernel_base::Timestamp,
        collection_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[handle, title, description, rule_match, rule_terms, now, collection_id, version],
            )
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
        UpdateCollectionParams<T1, T2, T3, T4, T5, T6>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateCollectionStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateCollectionParams<T1, T2, T3, T4, T5, T6>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.handle,
            &params.title,
            &params.description,
            &params.rule_match,
            &params.rule_terms,
            &params.now,
            &params.collection_id,
            &params.version,
        ))
    }
}
pub struct DeleteCollectionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_collection() -> DeleteCollectionStmt {
    DeleteCollectionStmt("DELETE FROM catalog.collection WHERE collection_id = $1 AND version = $2", None)
}
impl DeleteCollectionStmt {
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
        collection_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[collection_id, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteCollectionParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteCollectionStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteCollectionParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.collection_id, &params.version))
    }
}
pub struct ListMembersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_members() -> ListMembersStmt {
    ListMembersStmt(
        "SELECT product_id FROM catalog.collection_product WHERE collection_id = $1 ORDER BY position, product_id",
        None,
    )
}
impl ListMembersStmt {
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
        collection_id: &'a uuid::Uuid,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [collection_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct DeleteMembersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_members() -> DeleteMembersStmt {
    DeleteMembersStmt("DELETE FROM catalog.collection_product WHERE collection_id = $1", None)
}
impl DeleteMembersStmt {
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
        collection_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[collection_id]).await
    }
}
pub struct InsertMembersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_members() -> InsertMembersStmt {
    InsertMembersStmt(
        "INSERT INTO catalog.collection_product (collection_id, product_id, position) SELECT $1, product_id, position FROM unnest($2::uuid[], $3::integer[]) AS t(product_id, position)",
        None,
    )
}
impl InsertMembersStmt {
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
        T2: crate::ArraySql<Item = i32>,
    >(
        &'s self,
        client: &'c C,
        collection_id: &'a uuid::Uuid,
        product_ids: &'a T1,
        positions: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[collection_id, product_ids, positions]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i32>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertMembersParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertMembersStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertMembersParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.collection_id, &params.product_ids, &params.positions))
    }
}
pub struct AdvanceCollectionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn advance_collection() -> AdvanceCollectionStmt {
    AdvanceCollectionStmt(
        "UPDATE catalog.collection SET version = version + 1, updated_at = $1 WHERE collection_id = $2 AND version = $3",
        None,
    )
}
impl AdvanceCollectionStmt {
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
        now: &'a kernel_base::Timestamp,
        collection_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, collection_id, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        AdvanceCollectionParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for AdvanceCollectionStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a AdvanceCollectionParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.collection_id, &params.version))
    }
}
