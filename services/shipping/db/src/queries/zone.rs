// This file was generated with `clorinde`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct ListZonesParams {
    pub after: Option<uuid::Uuid>,
    pub limit: i64,
}
#[derive(Debug)]
pub struct InsertZonesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::ArraySql<Item = bool>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
> {
    pub now: kernel_base::Timestamp,
    pub zone_ids: T1,
    pub codes: T3,
    pub names: T5,
    pub everywhere: T6,
    pub countries: T8,
}
#[derive(Debug)]
pub struct UpdateZoneParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::ArraySql<Item = T2>> {
    pub name: T1,
    pub everywhere: bool,
    pub countries: T3,
    pub now: kernel_base::Timestamp,
    pub zone_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteZoneParams {
    pub zone_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ZoneRow {
    pub zone_id: uuid::Uuid,
    pub code: String,
    pub name: String,
    pub everywhere: bool,
    pub countries: Vec<String>,
    pub version: i64,
}
pub struct ZoneRowBorrowed<'a> {
    pub zone_id: uuid::Uuid,
    pub code: &'a str,
    pub name: &'a str,
    pub everywhere: bool,
    pub countries: crate::ArrayIterator<'a, &'a str>,
    pub version: i64,
}
impl<'a> From<ZoneRowBorrowed<'a>> for ZoneRow {
    fn from(
        ZoneRowBorrowed { zone_id, code, name, everywhere, countries, version }: ZoneRowBorrowed<'a>,
    ) -> Self {
        Self {
            zone_id,
            code: code.into(),
            name: name.into(),
            everywhere,
            countries: countries.map(|v| v.into()).collect(),
            version,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ZoneRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ZoneRowBorrowed, tokio_postgres::Error>,
    mapper: fn(ZoneRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ZoneRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ZoneRowBorrowed) -> R) -> ZoneRowQuery<'c, 'a, 's, C, R, N> {
        ZoneRowQuery {
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
pub struct ListZonesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_zones() -> ListZonesStmt {
    ListZonesStmt(
        "SELECT zone_id, code, name, everywhere, countries, version FROM shipping.zone WHERE ($1::uuid IS NULL OR zone_id > $1) ORDER BY zone_id LIMIT $2",
        None,
    )
}
impl ListZonesStmt {
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
        after: &'a Option<uuid::Uuid>,
        limit: &'a i64,
    ) -> ZoneRowQuery<'c, 'a, 's, C, ZoneRow, 2> {
        ZoneRowQuery {
            client,
            params: [after, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ZoneRowBorrowed, tokio_postgres::Error> {
                Ok(ZoneRowBorrowed {
                    zone_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    name: row.try_get(2)?,
                    everywhere: row.try_get(3)?,
                    countries: row.try_get(4)?,
                    version: row.try_get(5)?,
                })
            },
            mapper: |it| ZoneRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, ListZonesParams, ZoneRowQuery<'c, 'a, 's, C, ZoneRow, 2>, C>
    for ListZonesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListZonesParams,
    ) -> ZoneRowQuery<'c, 'a, 's, C, ZoneRow, 2> {
        self.bind(client, &params.after, &params.limit)
    }
}
pub struct FindZoneStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_zone() -> FindZoneStmt {
    FindZoneStmt(
        "SELECT zone_id, code, name, everywhere, countries, version FROM shipping.zone WHERE zone_id = $1",
        None,
    )
}
impl FindZoneStmt {
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
        zone_id: &'a uuid::Uuid,
    ) -> ZoneRowQuery<'c, 'a, 's, C, ZoneRow, 1> {
        ZoneRowQuery {
            client,
            params: [zone_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ZoneRowBorrowed, tokio_postgres::Error> {
                Ok(ZoneRowBorrowed {
                    zone_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    name: row.try_get(2)?,
                    everywhere: row.try_get(3)?,
                    countries: row.try_get(4)?,
                    version: row.try_get(5)?,
                })
            },
            mapper: |it| ZoneRow::from(it),
        }
    }
}
pub struct InsertZonesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_zones() -> InsertZonesStmt {
    InsertZonesStmt(
        "INSERT INTO shipping.zone (zone_id, code, name, everywhere, countries, created_at, updated_at) SELECT zone_id, code, name, everywhere, string_to_array(countries, ','), $1, $1 FROM unnest($2::uuid[], $3::text[], $4::text[], $5::boolean[], $6::text[]) AS t (zone_id, code, name, everywhere, countries)",
        None,
    )
}
impl InsertZonesStmt {
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
        T2: crate::StringSql,
        T3: crate::ArraySql<Item = T2>,
        T4: crate::StringSql,
        T5: crate::ArraySql<Item = T4>,
        T6: crate::ArraySql<Item = bool>,
        T7: crate::StringSql,
        T8: crate::ArraySql<Item = T7>,
    >(
        &'s self,
        client: &'c C,
        now: &'a kernel_base::Timestamp,
        zone_ids: &'a T1,
        codes: &'a T3,
        names: &'a T5,
        everywhere: &'a T6,
        countries: &'a T8,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, zone_ids, codes, names, everywhere, countries]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::ArraySql<Item = bool>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertZonesParams<T1, T2, T3, T4, T5, T6, T7, T8>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertZonesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertZonesParams<T1, T2, T3, T4, T5, T6, T7, T8>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.now,
            &params.zone_ids,
            &params.codes,
            &params.names,
            &params.everywhere,
            &params.countries,
        ))
    }
}
pub struct UpdateZoneStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_zone() -> UpdateZoneStmt {
    UpdateZoneStmt(
        "UPDATE shipping.zone SET name = $1, everywhere = $2, countries = $3, version = version + 1, updated_at = $4 WHERE zone_id = $5 AND version = $6",
        None,
    )
}
impl UpdateZoneStmt {
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
        T3: crate::ArraySql<Item = T2>,
    >(
        &'s self,
        client: &'c C,
        name: &'a T1,
        everywhere: &'a bool,
        countries: &'a T3,
        now: &'a kernel_base::Timestamp,
        zone_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[name, everywhere, countries, now, zone_id, version]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateZoneParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateZoneStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateZoneParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.name,
            &params.everywhere,
            &params.countries,
            &params.now,
            &params.zone_id,
            &params.version,
        ))
    }
}
pub struct DeleteZoneStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_zone() -> DeleteZoneStmt {
    DeleteZoneStmt("DELETE FROM shipping.zone WHERE zone_id = $1 AND version = $2", None)
}
impl DeleteZoneStmt {
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
        zone_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[zone_id, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteZoneParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteZoneStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteZoneParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.zone_id, &params.version))
    }
}
