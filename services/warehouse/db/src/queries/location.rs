// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListLocationsParams<T1: crate::StringSql> {
    pub after: T1,
    pub row_limit: i64,
}
#[derive(Debug)]
pub struct InsertLocationParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub location_id: uuid::Uuid,
    pub code: T1,
    pub name: T2,
    pub priority: i32,
    pub active: bool,
    pub created_at: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct EnsureLocationParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub location_id: uuid::Uuid,
    pub code: T1,
    pub name: T2,
    pub priority: i32,
    pub created_at: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct UpdateLocationParams<T1: crate::StringSql> {
    pub name: T1,
    pub priority: i32,
    pub active: bool,
    pub updated_at: kernel_base::Timestamp,
    pub location_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct LocationRow {
    pub location_id: uuid::Uuid,
    pub code: String,
    pub name: String,
    pub priority: i32,
    pub active: bool,
    pub version: i64,
    pub created_at: kernel_base::Timestamp,
    pub updated_at: kernel_base::Timestamp,
}
pub struct LocationRowBorrowed<'a> {
    pub location_id: uuid::Uuid,
    pub code: &'a str,
    pub name: &'a str,
    pub priority: i32,
    pub active: bool,
    pub version: i64,
    pub created_at: kernel_base::Timestamp,
    pub updated_at: kernel_base::Timestamp,
}
impl<'a> From<LocationRowBorrowed<'a>> for LocationRow {
    fn from(
        LocationRowBorrowed {
            location_id,
            code,
            name,
            priority,
            active,
            version,
            created_at,
            updated_at,
        }: LocationRowBorrowed<'a>,
    ) -> Self {
        Self {
            location_id,
            code: code.into(),
            name: name.into(),
            priority,
            active,
            version,
            created_at,
            updated_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct LocationRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LocationRowBorrowed, tokio_postgres::Error>,
    mapper: fn(LocationRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LocationRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(LocationRowBorrowed) -> R) -> LocationRowQuery<'c, 'a, 's, C, R, N> {
        LocationRowQuery {
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
pub struct ListLocationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_locations() -> ListLocationsStmt {
    ListLocationsStmt(
        "SELECT location_id, code, name, priority, active, version, created_at, updated_at FROM warehouse.stock_location WHERE code > $1 ORDER BY code LIMIT $2",
        None,
    )
}
impl ListLocationsStmt {
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
        after: &'a T1,
        row_limit: &'a i64,
    ) -> LocationRowQuery<'c, 'a, 's, C, LocationRow, 2> {
        LocationRowQuery {
            client,
            params: [after, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LocationRowBorrowed, tokio_postgres::Error> {
                Ok(LocationRowBorrowed {
                    location_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    name: row.try_get(2)?,
                    priority: row.try_get(3)?,
                    active: row.try_get(4)?,
                    version: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    updated_at: row.try_get(7)?,
                })
            },
            mapper: |it| LocationRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListLocationsParams<T1>,
        LocationRowQuery<'c, 'a, 's, C, LocationRow, 2>,
        C,
    > for ListLocationsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListLocationsParams<T1>,
    ) -> LocationRowQuery<'c, 'a, 's, C, LocationRow, 2> {
        self.bind(client, &params.after, &params.row_limit)
    }
}
pub struct FindLocationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_location() -> FindLocationStmt {
    FindLocationStmt(
        "SELECT location_id, code, name, priority, active, version, created_at, updated_at FROM warehouse.stock_location WHERE location_id = $1",
        None,
    )
}
impl FindLocationStmt {
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
        location_id: &'a uuid::Uuid,
    ) -> LocationRowQuery<'c, 'a, 's, C, LocationRow, 1> {
        LocationRowQuery {
            client,
            params: [location_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LocationRowBorrowed, tokio_postgres::Error> {
                Ok(LocationRowBorrowed {
                    location_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    name: row.try_get(2)?,
                    priority: row.try_get(3)?,
                    active: row.try_get(4)?,
                    version: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    updated_at: row.try_get(7)?,
                })
            },
            mapper: |it| LocationRow::from(it),
        }
    }
}
pub struct LocationsByCodeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn locations_by_code() -> LocationsByCodeStmt {
    LocationsByCodeStmt(
        "SELECT location_id, code, name, priority, active, version, created_at, updated_at FROM warehouse.stock_location WHERE code = ANY($1::text[])",
        None,
    )
}
impl LocationsByCodeStmt {
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
        codes: &'a T2,
    ) -> LocationRowQuery<'c, 'a, 's, C, LocationRow, 1> {
        LocationRowQuery {
            client,
            params: [codes],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LocationRowBorrowed, tokio_postgres::Error> {
                Ok(LocationRowBorrowed {
                    location_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    name: row.try_get(2)?,
                    priority: row.try_get(3)?,
                    active: row.try_get(4)?,
                    version: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    updated_at: row.try_get(7)?,
                })
            },
            mapper: |it| LocationRow::from(it),
        }
    }
}
pub struct ActiveLocationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn active_locations() -> ActiveLocationsStmt {
    ActiveLocationsStmt(
        "SELECT location_id FROM warehouse.stock_location WHERE active ORDER BY priority, location_id",
        None,
    )
}
impl ActiveLocationsStmt {
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
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 0> {
        UuidUuidQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct InsertLocationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_location() -> InsertLocationStmt {
    InsertLocationStmt(
        "INSERT INTO warehouse.stock_location (location_id, code, name, priority, active, version, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, 1, $6, $6)",
        None,
    )
}
impl InsertLocationStmt {
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
        location_id: &'a uuid::Uuid,
        code: &'a T1,
        name: &'a T2,
        priority: &'a i32,
        active: &'a bool,
        created_at: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[location_id, code, name, priority, active, created_at]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertLocationParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertLocationStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertLocationParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.location_id,
            &params.code,
            &params.name,
            &params.priority,
            &params.active,
            &params.created_at,
        ))
    }
}
pub struct EnsureLocationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn ensure_location() -> EnsureLocationStmt {
    EnsureLocationStmt(
        "INSERT INTO warehouse.stock_location (location_id, code, name, priority, active, version, created_at, updated_at) VALUES ($1, $2, $3, $4, true, 1, $5, $5) ON CONFLICT DO NOTHING",
        None,
    )
}
impl EnsureLocationStmt {
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
        location_id: &'a uuid::Uuid,
        code: &'a T1,
        name: &'a T2,
        priority: &'a i32,
        created_at: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[location_id, code, name, priority, created_at]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        EnsureLocationParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for EnsureLocationStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a EnsureLocationParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.location_id,
            &params.code,
            &params.name,
            &params.priority,
            &params.created_at,
        ))
    }
}
pub struct UpdateLocationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_location() -> UpdateLocationStmt {
    UpdateLocationStmt(
        "UPDATE warehouse.stock_location SET name = $1, priority = $2, active = $3, version = version + 1, updated_at = $4 WHERE location_id = $5 AND version = $6",
        None,
    )
}
impl UpdateLocationStmt {
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
        name: &'a T1,
        priority: &'a i32,
        active: &'a bool,
        updated_at: &'a kernel_base::Timestamp,
        location_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[name, priority, active, updated_at, location_id, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateLocationParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateLocationStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateLocationParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.name,
            &params.priority,
            &params.active,
            &params.updated_at,
            &params.location_id,
            &params.version,
        ))
    }
}
pub struct LocationsByIdStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn locations_by_id() -> LocationsByIdStmt {
    LocationsByIdStmt(
        "SELECT location_id, code, name, priority, active, version, created_at, updated_at FROM warehouse.stock_location WHERE location_id = ANY($1::uuid[])",
        None,
    )
}
impl LocationsByIdStmt {
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
        location_ids: &'a T1,
    ) -> LocationRowQuery<'c, 'a, 's, C, LocationRow, 1> {
        LocationRowQuery {
            client,
            params: [location_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LocationRowBorrowed, tokio_postgres::Error> {
                Ok(LocationRowBorrowed {
                    location_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    name: row.try_get(2)?,
                    priority: row.try_get(3)?,
                    active: row.try_get(4)?,
                    version: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    updated_at: row.try_get(7)?,
                })
            },
            mapper: |it| LocationRow::from(it),
        }
    }
}
