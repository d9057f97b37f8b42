// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListRoutesParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::ArraySql<Item = T2>> {
    pub after: T1,
    pub only: Option<T3>,
    pub row_limit: i64,
}
#[derive(Debug)]
pub struct UpsertRouteParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub channel: T1,
    pub strategy: T2,
    pub updated_at: kernel_base::Timestamp,
    pub expected: Option<i64>,
}
#[derive(Debug)]
pub struct InsertRouteLocationsParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = i32>,
> {
    pub channel: T1,
    pub location_ids: T2,
    pub priorities: T3,
}
#[derive(Debug, Clone, PartialEq)]
pub struct RouteRow {
    pub channel: String,
    pub strategy: String,
    pub version: i64,
    pub updated_at: kernel_base::Timestamp,
}
pub struct RouteRowBorrowed<'a> {
    pub channel: &'a str,
    pub strategy: &'a str,
    pub version: i64,
    pub updated_at: kernel_base::Timestamp,
}
impl<'a> From<RouteRowBorrowed<'a>> for RouteRow {
    fn from(RouteRowBorrowed { channel, strategy, version, updated_at }: RouteRowBorrowed<'a>) -> Self {
        Self { channel: channel.into(), strategy: strategy.into(), version, updated_at }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct RouteLocations {
    pub channel: String,
    pub location_id: uuid::Uuid,
    pub priority: i32,
}
pub struct RouteLocationsBorrowed<'a> {
    pub channel: &'a str,
    pub location_id: uuid::Uuid,
    pub priority: i32,
}
impl<'a> From<RouteLocationsBorrowed<'a>> for RouteLocations {
    fn from(RouteLocationsBorrowed { channel, location_id, priority }: RouteLocationsBorrowed<'a>) -> Self {
        Self { channel: channel.into(), location_id, priority }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct RouteRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<RouteRowBorrowed, tokio_postgres::Error>,
    mapper: fn(RouteRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> RouteRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(RouteRowBorrowed) -> R) -> RouteRowQuery<'c, 'a, 's, C, R, N> {
        RouteRowQuery {
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
pub struct RouteLocationsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<RouteLocationsBorrowed, tokio_postgres::Error>,
    mapper: fn(RouteLocationsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> RouteLocationsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(RouteLocationsBorrowed) -> R) -> RouteLocationsQuery<'c, 'a, 's, C, R, N> {
        RouteLocationsQuery {
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
pub struct ListRoutesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_routes() -> ListRoutesStmt {
    ListRoutesStmt(
        "SELECT channel, strategy, version, updated_at FROM warehouse.channel_route WHERE channel > $1 AND ($2::text[] IS NULL OR channel = ANY($2)) ORDER BY channel LIMIT $3",
        None,
    )
}
impl ListRoutesStmt {
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
        T2: crate::StringSql,
        T3: crate::ArraySql<Item = T2>,
    >(
        &'s self,
        client: &'c C,
        after: &'a T1,
        only: &'a Option<T3>,
        row_limit: &'a i64,
    ) -> RouteRowQuery<'c, 'a, 's, C, RouteRow, 3> {
        RouteRowQuery {
            client,
            params: [after, only, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<RouteRowBorrowed, tokio_postgres::Error> {
                Ok(RouteRowBorrowed {
                    channel: row.try_get(0)?,
                    strategy: row.try_get(1)?,
                    version: row.try_get(2)?,
                    updated_at: row.try_get(3)?,
                })
            },
            mapper: |it| RouteRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::ArraySql<Item = T2>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListRoutesParams<T1, T2, T3>,
        RouteRowQuery<'c, 'a, 's, C, RouteRow, 3>,
        C,
    > for ListRoutesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListRoutesParams<T1, T2, T3>,
    ) -> RouteRowQuery<'c, 'a, 's, C, RouteRow, 3> {
        self.bind(client, &params.after, &params.only, &params.row_limit)
    }
}
pub struct FindRoutesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_routes() -> FindRoutesStmt {
    FindRoutesStmt(
        "SELECT channel, strategy, version, updated_at FROM warehouse.channel_route WHERE channel = ANY($1::text[])",
        None,
    )
}
impl FindRoutesStmt {
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
        channels: &'a T2,
    ) -> RouteRowQuery<'c, 'a, 's, C, RouteRow, 1> {
        RouteRowQuery {
            client,
            params: [channels],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<RouteRowBorrowed, tokio_postgres::Error> {
                Ok(RouteRowBorrowed {
                    channel: row.try_get(0)?,
                    strategy: row.try_get(1)?,
                    version: row.try_get(2)?,
                    updated_at: row.try_get(3)?,
                })
            },
            mapper: |it| RouteRow::from(it),
        }
    }
}
pub struct RouteLocationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn route_locations() -> RouteLocationsStmt {
    RouteLocationsStmt(
        "SELECT channel, location_id, priority FROM warehouse.channel_location WHERE channel = ANY($1::text[]) ORDER BY channel, priority, location_id",
        None,
    )
}
impl RouteLocationsStmt {
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
        channels: &'a T2,
    ) -> RouteLocationsQuery<'c, 'a, 's, C, RouteLocations, 1> {
        RouteLocationsQuery {
            client,
            params: [channels],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<RouteLocationsBorrowed, tokio_postgres::Error> {
                Ok(RouteLocationsBorrowed {
                    channel: row.try_get(0)?,
                    location_id: row.try_get(1)?,
                    priority: row.try_get(2)?,
                })
            },
            mapper: |it| RouteLocations::from(it),
        }
    }
}
pub struct UpsertRouteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn upsert_route() -> UpsertRouteStmt {
    UpsertRouteStmt(
        "INSERT INTO warehouse.channel_route AS r (channel, strategy, version, updated_at) SELECT $1, $2, 1, $3 WHERE $4::bigint IS NULL OR EXISTS (SELECT 1 FROM warehouse.channel_route AS known WHERE known.channel = $1) ON CONFLICT (channel) DO UPDATE SET strategy = excluded.strategy, version = r.version + 1, updated_at = excluded.updated_at WHERE $4::bigint IS NULL OR r.version = $4",
        None,
    )
}
impl UpsertRouteStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        channel: &'a T1,
        strategy: &'a T2,
        updated_at: &'a kernel_base::Timestamp,
        expected: &'a Option<i64>,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[channel, strategy, updated_at, expected]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpsertRouteParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpsertRouteStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpsertRouteParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.channel, &params.strategy, &params.updated_at, &params.expected))
    }
}
pub struct DeleteRouteLocationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_route_locations() -> DeleteRouteLocationsStmt {
    DeleteRouteLocationsStmt("DELETE FROM warehouse.channel_location WHERE channel = $1", None)
}
impl DeleteRouteLocationsStmt {
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
        channel: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[channel]).await
    }
}
pub struct InsertRouteLocationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_route_locations() -> InsertRouteLocationsStmt {
    InsertRouteLocationsStmt(
        "INSERT INTO warehouse.channel_location (channel, location_id, priority) SELECT $1, location_id, priority FROM unnest($2::uuid[], $3::int[]) AS t(location_id, priority)",
        None,
    )
}
impl InsertRouteLocationsStmt {
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
        T3: crate::ArraySql<Item = i32>,
    >(
        &'s self,
        client: &'c C,
        channel: &'a T1,
        location_ids: &'a T2,
        priorities: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[channel, location_ids, priorities]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = i32>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertRouteLocationsParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertRouteLocationsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertRouteLocationsParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.channel, &params.location_ids, &params.priorities))
    }
}
