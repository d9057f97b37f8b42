// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct UpsertPublicationsParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::ArraySql<Item = kernel_base::Timestamp>,
    T5: crate::ArraySql<Item = bool>,
> {
    pub channel_codes: T2,
    pub product_ids: T3,
    pub published_ats: T4,
    pub announceds: T5,
}
#[derive(Debug)]
pub struct DeletePublicationsParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub channel_codes: T2,
    pub product_ids: T3,
}
#[derive(Clone, Copy, Debug)]
pub struct ListDuePublicationsParams {
    pub now: kernel_base::Timestamp,
    pub limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct FindPublicationsOfProducts {
    pub product_id: uuid::Uuid,
    pub channel_code: String,
    pub published_at: kernel_base::Timestamp,
    pub announced: bool,
}
pub struct FindPublicationsOfProductsBorrowed<'a> {
    pub product_id: uuid::Uuid,
    pub channel_code: &'a str,
    pub published_at: kernel_base::Timestamp,
    pub announced: bool,
}
impl<'a> From<FindPublicationsOfProductsBorrowed<'a>> for FindPublicationsOfProducts {
    fn from(
        FindPublicationsOfProductsBorrowed {
            product_id,
            channel_code,
            published_at,
            announced,
        }: FindPublicationsOfProductsBorrowed<'a>,
    ) -> Self {
        Self { product_id, channel_code: channel_code.into(), published_at, announced }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct FindPublicationsOfProductsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindPublicationsOfProductsBorrowed, tokio_postgres::Error>,
    mapper: fn(FindPublicationsOfProductsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindPublicationsOfProductsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(FindPublicationsOfProductsBorrowed) -> R,
    ) -> FindPublicationsOfProductsQuery<'c, 'a, 's, C, R, N> {
        FindPublicationsOfProductsQuery {
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
pub struct FindPublicationsOfProductsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_publications_of_products() -> FindPublicationsOfProductsStmt {
    FindPublicationsOfProductsStmt(
        "SELECT product_id, channel_code, published_at, announced FROM catalog.publication WHERE product_id = ANY($1::uuid[]) ORDER BY product_id, channel_code",
        None,
    )
}
impl FindPublicationsOfProductsStmt {
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
    ) -> FindPublicationsOfProductsQuery<'c, 'a, 's, C, FindPublicationsOfProducts, 1> {
        FindPublicationsOfProductsQuery {
            client,
            params: [product_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |
                row: &tokio_postgres::Row,
            | -> Result<FindPublicationsOfProductsBorrowed, tokio_postgres::Error> {
                Ok(FindPublicationsOfProductsBorrowed {
                    product_id: row.try_get(0)?,
                    channel_code: row.try_get(1)?,
                    published_at: row.try_get(2)?,
                    announced: row.try_get(3)?,
                })
            },
            mapper: |it| FindPublicationsOfProducts::from(it),
        }
    }
}
pub struct UpsertPublicationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn upsert_publications() -> UpsertPublicationsStmt {
    UpsertPublicationsStmt(
        "INSERT INTO catalog.publication (channel_code, product_id, published_at, announced) SELECT channel_code, product_id, published_at, announced FROM unnest($1::text[], $2::uuid[], $3::timestamptz[], $4::boolean[]) AS t(channel_code, product_id, published_at, announced) ON CONFLICT (channel_code, product_id) DO UPDATE SET published_at = excluded.published_at, announced = excluded.announced",
        None,
    )
}
impl UpsertPublicationsStmt {
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
        T2: crate::ArraySql<Item = T1>,
        T3: crate::ArraySql<Item = uuid::Uuid>,
        T4: crate::ArraySql<Item = kernel_base::Timestamp>,
        T5: crate::ArraySql<Item = bool>,
    >(
        &'s self,
        client: &'c C,
        channel_codes: &'a T2,
        product_ids: &'a T3,
        published_ats: &'a T4,
        announceds: &'a T5,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[channel_codes, product_ids, published_ats, announceds]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::ArraySql<Item = kernel_base::Timestamp>,
    T5: crate::ArraySql<Item = bool>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpsertPublicationsParams<T1, T2, T3, T4, T5>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpsertPublicationsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpsertPublicationsParams<T1, T2, T3, T4, T5>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.channel_codes,
            &params.product_ids,
            &params.published_ats,
            &params.announceds,
        ))
    }
}
pub struct DeletePublicationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_publications() -> DeletePublicationsStmt {
    DeletePublicationsStmt(
        "DELETE FROM catalog.publication USING unnest($1::text[], $2::uuid[]) AS t(channel_code, product_id) WHERE publication.channel_code = t.channel_code AND publication.product_id = t.product_id",
        None,
    )
}
impl DeletePublicationsStmt {
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
        T2: crate::ArraySql<Item = T1>,
        T3: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        channel_codes: &'a T2,
        product_ids: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[channel_codes, product_ids]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeletePublicationsParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeletePublicationsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeletePublicationsParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.channel_codes, &params.product_ids))
    }
}
pub struct ListDuePublicationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_due_publications() -> ListDuePublicationsStmt {
    ListDuePublicationsStmt(
        "SELECT product_id FROM catalog.publication WHERE NOT announced AND published_at <= $1 ORDER BY published_at LIMIT $2",
        None,
    )
}
impl ListDuePublicationsStmt {
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
        now: &'a kernel_base::Timestamp,
        limit: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [now, limit],
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
        ListDuePublicationsParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for ListDuePublicationsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListDuePublicationsParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.now, &params.limit)
    }
}
