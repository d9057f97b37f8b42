// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListShipmentsParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::ArraySql<Item = T2>> {
    pub after: Option<uuid::Uuid>,
    pub status: Option<T1>,
    pub order_id: Option<uuid::Uuid>,
    pub channels: Option<T3>,
    pub limit: i64,
}
#[derive(Debug)]
pub struct InsertShipmentsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = Option<T5>>,
    T7: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T8: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T9: crate::StringSql,
    T10: crate::ArraySql<Item = Option<T9>>,
    T11: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T12: crate::StringSql,
    T13: crate::ArraySql<Item = T12>,
    T14: crate::ArraySql<Item = i64>,
> {
    pub now: kernel_base::Timestamp,
    pub shipment_ids: T1,
    pub order_ids: T2,
    pub order_numbers: T4,
    pub channels: T6,
    pub reservation_ids: T7,
    pub method_ids: T8,
    pub addresses: T10,
    pub splits_from: T11,
    pub statuses: T13,
    pub versions: T14,
}
#[derive(Debug)]
pub struct InsertLinesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::ArraySql<Item = i32>,
    T7: crate::ArraySql<Item = i64>,
> {
    pub shipment_ids: T1,
    pub line_ids: T2,
    pub variant_ids: T3,
    pub skus: T5,
    pub quantities: T6,
    pub weights: T7,
}
#[derive(Debug)]
pub struct InsertPackagesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = Option<i64>>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = Option<T3>>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = Option<T5>>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = Option<T7>>,
> {
    pub shipment_id: uuid::Uuid,
    pub now: kernel_base::Timestamp,
    pub package_ids: T1,
    pub weights: T2,
    pub carriers: T4,
    pub tracking_numbers: T6,
    pub tracking_urls: T8,
}
#[derive(Debug)]
pub struct UpdateShipmentParams<T1: crate::StringSql> {
    pub status: T1,
    pub shipped_at: Option<kernel_base::Timestamp>,
    pub delivered_at: Option<kernel_base::Timestamp>,
    pub cancelled_at: Option<kernel_base::Timestamp>,
    pub version: i64,
    pub now: kernel_base::Timestamp,
    pub shipment_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct CancelShipmentsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub now: kernel_base::Timestamp,
    pub shipment_ids: T1,
}
#[derive(Debug)]
pub struct InsertRequestsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = Option<uuid::Uuid>>,
> {
    pub now: kernel_base::Timestamp,
    pub order_ids: T1,
    pub shipment_ids: T2,
}
#[derive(Clone, Copy, Debug)]
pub struct UpdateRequestParams {
    pub shipment_id: uuid::Uuid,
    pub order_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ShipmentRow {
    pub shipment_id: uuid::Uuid,
    pub order_id: uuid::Uuid,
    pub order_number: String,
    pub channel: Option<String>,
    pub reservation_id: Option<uuid::Uuid>,
    pub method_id: Option<uuid::Uuid>,
    pub address: Option<String>,
    pub split_from: Option<uuid::Uuid>,
    pub status: String,
    pub version: i64,
    pub created_at: kernel_base::Timestamp,
    pub shipped_at: Option<kernel_base::Timestamp>,
    pub delivered_at: Option<kernel_base::Timestamp>,
    pub cancelled_at: Option<kernel_base::Timestamp>,
}
pub struct ShipmentRowBorrowed<'a> {
    pub shipment_id: uuid::Uuid,
    pub order_id: uuid::Uuid,
    pub order_number: &'a str,
    pub channel: Option<&'a str>,
    pub reservation_id: Option<uuid::Uuid>,
    pub method_id: Option<uuid::Uuid>,
    pub address: Option<&'a str>,
    pub split_from: Option<uuid::Uuid>,
    pub status: &'a str,
    pub version: i64,
    pub created_at: kernel_base::Timestamp,
    pub shipped_at: Option<kernel_base::Timestamp>,
    pub delivered_at: Option<kernel_base::Timestamp>,
    pub cancelled_at: Option<kernel_base::Timestamp>,
}
impl<'a> From<ShipmentRowBorrowed<'a>> for ShipmentRow {
    fn from(
        ShipmentRowBorrowed {
            shipment_id,
            order_id,
            order_number,
            channel,
            reservation_id,
            method_id,
            address,
            split_from,
            status,
            version,
            created_at,
            shipped_at,
            delivered_at,
            cancelled_at,
        }: ShipmentRowBorrowed<'a>,
    ) -> Self {
        Self {
            shipment_id,
            order_id,
            order_number: order_number.into(),
            channel: channel.map(|v| v.into()),
            reservation_id,
            method_id,
            address: address.map(|v| v.into()),
            split_from,
            status: status.into(),
            version,
            created_at,
            shipped_at,
            delivered_at,
            cancelled_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct LineRow {
    pub shipment_id: uuid::Uuid,
    pub line_id: uuid::Uuid,
    pub variant_id: uuid::Uuid,
    pub sku: String,
    pub quantity: i32,
    pub weight_g: i64,
}
pub struct LineRowBorrowed<'a> {
    pub shipment_id: uuid::Uuid,
    pub line_id: uuid::Uuid,
    pub variant_id: uuid::Uuid,
    pub sku: &'a str,
    pub quantity: i32,
    pub weight_g: i64,
}
impl<'a> From<LineRowBorrowed<'a>> for LineRow {
    fn from(
        LineRowBorrowed { shipment_id, line_id, variant_id, sku, quantity, weight_g }: LineRowBorrowed<'a>,
    ) -> Self {
        Self { shipment_id, line_id, variant_id, sku: sku.into(), quantity, weight_g }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct PackageRow {
    pub package_id: uuid::Uuid,
    pub shipment_id: uuid::Uuid,
    pub weight_g: Option<i64>,
    pub carrier: Option<String>,
    pub tracking_number: Option<String>,
    pub tracking_url: Option<String>,
}
pub struct PackageRowBorrowed<'a> {
    pub package_id: uuid::Uuid,
    pub shipment_id: uuid::Uuid,
    pub weight_g: Option<i64>,
    pub carrier: Option<&'a str>,
    pub tracking_number: Option<&'a str>,
    pub tracking_url: Option<&'a str>,
}
impl<'a> From<PackageRowBorrowed<'a>> for PackageRow {
    fn from(
        PackageRowBorrowed {
            package_id,
            shipment_id,
            weight_g,
            carrier,
            tracking_number,
            tracking_url,
        }: PackageRowBorrowed<'a>,
    ) -> Self {
        Self {
            package_id,
            shipment_id,
            weight_g,
            carrier: carrier.map(|v| v.into()),
            tracking_number: tracking_number.map(|v| v.into()),
            tracking_url: tracking_url.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct RequestRow {
    pub order_id: uuid::Uuid,
    pub shipment_id: Option<uuid::Uuid>,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ShipmentRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ShipmentRowBorrowed, tokio_postgres::Error>,
    mapper: fn(ShipmentRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ShipmentRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ShipmentRowBorrowed) -> R) -> ShipmentRowQuery<'c, 'a, 's, C, R, N> {
        ShipmentRowQuery {
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
pub struct OptionStringQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Option<&str>, tokio_postgres::Error>,
    mapper: fn(Option<&str>) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OptionStringQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Option<&str>) -> R) -> OptionStringQuery<'c, 'a, 's, C, R, N> {
        OptionStringQuery {
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
pub struct LineRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LineRowBorrowed, tokio_postgres::Error>,
    mapper: fn(LineRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LineRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(LineRowBorrowed) -> R) -> LineRowQuery<'c, 'a, 's, C, R, N> {
        LineRowQuery {
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
pub struct PackageRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<PackageRowBorrowed, tokio_postgres::Error>,
    mapper: fn(PackageRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> PackageRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(PackageRowBorrowed) -> R) -> PackageRowQuery<'c, 'a, 's, C, R, N> {
        PackageRowQuery {
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
pub struct RequestRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<RequestRow, tokio_postgres::Error>,
    mapper: fn(RequestRow) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> RequestRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(RequestRow) -> R) -> RequestRowQuery<'c, 'a, 's, C, R, N> {
        RequestRowQuery {
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
pub struct ListShipmentsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_shipments() -> ListShipmentsStmt {
    ListShipmentsStmt(
        "SELECT shipment_id, order_id, order_number, channel, reservation_id, method_id, address::text AS address, split_from, status, version, created_at, shipped_at, delivered_at, cancelled_at FROM shipping.shipment WHERE ($1::uuid IS NULL OR shipment_id < $1) AND ($2::text IS NULL OR status = $2) AND ($3::uuid IS NULL OR order_id = $3) AND ($4::text[] IS NULL OR channel = ANY($4)) ORDER BY shipment_id DESC LIMIT $5",
        None,
    )
}
impl ListShipmentsStmt {
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
        after: &'a Option<uuid::Uuid>,
        status: &'a Option<T1>,
        order_id: &'a Option<uuid::Uuid>,
        channels: &'a Option<T3>,
        limit: &'a i64,
    ) -> ShipmentRowQuery<'c, 'a, 's, C, ShipmentRow, 5> {
        ShipmentRowQuery {
            client,
            params: [after, status, order_id, channels, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ShipmentRowBorrowed, tokio_postgres::Error> {
                Ok(ShipmentRowBorrowed {
                    shipment_id: row.try_get(0)?,
                    order_id: row.try_get(1)?,
                    order_number: row.try_get(2)?,
                    channel: row.try_get(3)?,
                    reservation_id: row.try_get(4)?,
                    method_id: row.try_get(5)?,
                    address: row.try_get(6)?,
                    split_from: row.try_get(7)?,
                    status: row.try_get(8)?,
                    version: row.try_get(9)?,
                    created_at: row.try_get(10)?,
                    shipped_at: row.try_get(11)?,
                    delivered_at: row.try_get(12)?,
                    cancelled_at: row.try_get(13)?,
                })
            },
            mapper: |it| ShipmentRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::ArraySql<Item = T2>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListShipmentsParams<T1, T2, T3>,
        ShipmentRowQuery<'c, 'a, 's, C, ShipmentRow, 5>,
        C,
    > for ListShipmentsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListShipmentsParams<T1, T2, T3>,
    ) -> ShipmentRowQuery<'c, 'a, 's, C, ShipmentRow, 5> {
        self.bind(client, &params.after, &params.status, &params.order_id, &params.channels, &params.limit)
    }
}
pub struct FindShipmentStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_shipment() -> FindShipmentStmt {
    FindShipmentStmt(
        "SELECT shipment_id, order_id, order_number, channel, reservation_id, method_id, address::text AS address, split_from, status, version, created_at, shipped_at, delivered_at, cancelled_at FROM shipping.shipment WHERE shipment_id = $1",
        None,
    )
}
impl FindShipmentStmt {
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
        shipment_id: &'a uuid::Uuid,
    ) -> ShipmentRowQuery<'c, 'a, 's, C, ShipmentRow, 1> {
        ShipmentRowQuery {
            client,
            params: [shipment_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ShipmentRowBorrowed, tokio_postgres::Error> {
                Ok(ShipmentRowBorrowed {
                    shipment_id: row.try_get(0)?,
                    order_id: row.try_get(1)?,
                    order_number: row.try_get(2)?,
                    channel: row.try_get(3)?,
                    reservation_id: row.try_get(4)?,
                    method_id: row.try_get(5)?,
                    address: row.try_get(6)?,
                    split_from: row.try_get(7)?,
                    status: row.try_get(8)?,
                    version: row.try_get(9)?,
                    created_at: row.try_get(10)?,
                    shipped_at: row.try_get(11)?,
                    delivered_at: row.try_get(12)?,
                    cancelled_at: row.try_get(13)?,
                })
            },
            mapper: |it| ShipmentRow::from(it),
        }
    }
}
pub struct ShipmentChannelStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn shipment_channel() -> ShipmentChannelStmt {
    ShipmentChannelStmt("SELECT channel FROM shipping.shipment WHERE shipment_id = $1", None)
}
impl ShipmentChannelStmt {
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
        shipment_id: &'a uuid::Uuid,
    ) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 1> {
        OptionStringQuery {
            client,
            params: [shipment_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.map(|v| v.into()),
        }
    }
}
pub struct ListShipmentsOfOrdersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_shipments_of_orders() -> ListShipmentsOfOrdersStmt {
    ListShipmentsOfOrdersStmt(
        "SELECT shipment_id, order_id, order_number, channel, reservation_id, method_id, address::text AS address, split_from, status, version, created_at, shipped_at, delivered_at, cancelled_at FROM shipping.shipment WHERE order_id = ANY($1) ORDER BY shipment_id",
        None,
    )
}
impl ListShipmentsOfOrdersStmt {
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
        order_ids: &'a T1,
    ) -> ShipmentRowQuery<'c, 'a, 's, C, ShipmentRow, 1> {
        ShipmentRowQuery {
            client,
            params: [order_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ShipmentRowBorrowed, tokio_postgres::Error> {
                Ok(ShipmentRowBorrowed {
                    shipment_id: row.try_get(0)?,
                    order_id: row.try_get(1)?,
                    order_number: row.try_get(2)?,
                    channel: row.try_get(3)?,
                    reservation_id: row.try_get(4)?,
                    method_id: row.try_get(5)?,
                    address: row.try_get(6)?,
                    split_from: row.try_get(7)?,
                    status: row.try_get(8)?,
                    version: row.try_get(9)?,
                    created_at: row.try_get(10)?,
                    shipped_at: row.try_get(11)?,
                    delivered_at: row.try_get(12)?,
                    cancelled_at: row.try_get(13)?,
                })
            },
            mapper: |it| ShipmentRow::from(it),
        }
    }
}
pub struct ListLinesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_lines() -> ListLinesStmt {
    ListLinesStmt(
        "SELECT shipment_id, line_id, variant_id, sku, quantity, weight_g FROM shipping.shipment_line WHERE shipment_id = ANY($1) ORDER BY shipment_id, line_id",
        None,
    )
}
impl ListLinesStmt {
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
        shipment_ids: &'a T1,
    ) -> LineRowQuery<'c, 'a, 's, C, LineRow, 1> {
        LineRowQuery {
            client,
            params: [shipment_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LineRowBorrowed, tokio_postgres::Error> {
                Ok(LineRowBorrowed {
                    shipment_id: row.try_get(0)?,
                    line_id: row.try_get(1)?,
                    variant_id: row.try_get(2)?,
                    sku: row.try_get(3)?,
                    quantity: row.try_get(4)?,
                    weight_g: row.try_get(5)?,
                })
            },
            mapper: |it| LineRow::from(it),
        }
    }
}
pub struct ListPackagesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_packages() -> ListPackagesStmt {
    ListPackagesStmt(
        "SELECT package_id, shipment_id, weight_g, carrier, tracking_number, tracking_url FROM shipping.package WHERE shipment_id = ANY($1) ORDER BY shipment_id, package_id",
        None,
    )
}
impl ListPackagesStmt {
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
        shipment_ids: &'a T1,
    ) -> PackageRowQuery<'c, 'a, 's, C, PackageRow, 1> {
        PackageRowQuery {
            client,
            params: [shipment_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PackageRowBorrowed, tokio_postgres::Error> {
                Ok(PackageRowBorrowed {
                    package_id: row.try_get(0)?,
                    shipment_id: row.try_get(1)?,
                    weight_g: row.try_get(2)?,
                    carrier: row.try_get(3)?,
                    tracking_number: row.try_get(4)?,
                    tracking_url: row.try_get(5)?,
                })
            },
            mapper: |it| PackageRow::from(it),
        }
    }
}
pub struct InsertShipmentsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_shipments() -> InsertShipmentsStmt {
    InsertShipmentsStmt(
        "INSERT INTO shipping.shipment (shipment_id, order_id, order_number, channel, reservation_id, method_id, address, split_from, status, version, created_at, updated_at, cancelled_at) SELECT shipment_id, order_id, order_number, channel, reservation_id, method_id, address::jsonb, split_from, status, version, $1::timestamptz, $1, CASE status WHEN 'cancelled' THEN $1 END FROM unnest( $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::uuid[], $8::text[], $9::uuid[], $10::text[], $11::bigint[] ) AS t (shipment_id, order_id, order_number, channel, reservation_id, method_id, address, split_from, status, version)",
        None,
    )
}
impl InsertShipmentsStmt {
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
        T6: crate::ArraySql<Item = Option<T5>>,
        T7: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T8: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T9: crate::StringSql,
        T10: crate::ArraySql<Item = Option<T9>>,
        T11: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T12: crate::StringSql,
        T13: crate::ArraySql<Item = T12>,
        T14: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        now: &'a kernel_base::Timestamp,
        shipment_ids: &'a T1,
        order_ids: &'a T2,
        order_numbers: &'a T4,
        channels: &'a T6,
        reservation_ids: &'a T7,
        method_ids: &'a T8,
        addresses: &'a T10,
        splits_from: &'a T11,
        statuses: &'a T13,
        versions: &'a T14,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    now,
                    shipment_ids,
                    order_ids,
                    order_numbers,
                    channels,
                    reservation_ids,
                    method_ids,
                    addresses,
                    splits_from,
                    statuses,
                    versions,
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
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = Option<T5>>,
    T7: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T8: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T9: crate::StringSql,
    T10: crate::ArraySql<Item = Option<T9>>,
    T11: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T12: crate::StringSql,
    T13: crate::ArraySql<Item = T12>,
    T14: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertShipmentsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertShipmentsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertShipmentsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.now,
            &params.shipment_ids,
            &params.order_ids,
            &params.order_numbers,
            &params.channels,
            &params.reservation_ids,
            &params.method_ids,
            &params.addresses,
            &params.splits_from,
            &params.statuses,
            &params.versions,
        ))
    }
}
pub struct InsertLinesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_lines() -> InsertLinesStmt {
    InsertLinesStmt(
        "INSERT INTO shipping.shipment_line (shipment_id, line_id, variant_id, sku, quantity, weight_g) SELECT shipment_id, line_id, variant_id, sku, quantity, weight_g FROM unnest( $1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::integer[], $6::bigint[] ) AS t (shipment_id, line_id, variant_id, sku, quantity, weight_g)",
        None,
    )
}
impl InsertLinesStmt {
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
        T3: crate::ArraySql<Item = uuid::Uuid>,
        T4: crate::StringSql,
        T5: crate::ArraySql<Item = T4>,
        T6: crate::ArraySql<Item = i32>,
        T7: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        shipment_ids: &'a T1,
        line_ids: &'a T2,
        variant_ids: &'a T3,
        skus: &'a T5,
        quantities: &'a T6,
        weights: &'a T7,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[shipment_ids, line_ids, variant_ids, skus, quantities, weights]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::ArraySql<Item = i32>,
    T7: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertLinesParams<T1, T2, T3, T4, T5, T6, T7>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertLinesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertLinesParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.shipment_ids,
            &params.line_ids,
            &params.variant_ids,
            &params.skus,
            &params.quantities,
            &params.weights,
        ))
    }
}
pub struct DeleteLinesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_lines() -> DeleteLinesStmt {
    DeleteLinesStmt("DELETE FROM shipping.shipment_line WHERE shipment_id = $1", None)
}
impl DeleteLinesStmt {
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
        shipment_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[shipment_id]).await
    }
}
pub struct InsertPackagesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_packages() -> InsertPackagesStmt {
    InsertPackagesStmt(
        "INSERT INTO shipping.package (package_id, shipment_id, weight_g, carrier, tracking_number, tracking_url, created_at) SELECT package_id, $1, weight_g, carrier, tracking_number, tracking_url, $2 FROM unnest( $3::uuid[], $4::bigint[], $5::text[], $6::text[], $7::text[] ) AS t (package_id, weight_g, carrier, tracking_number, tracking_url)",
        None,
    )
}
impl InsertPackagesStmt {
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
        T2: crate::ArraySql<Item = Option<i64>>,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = Option<T3>>,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = Option<T5>>,
        T7: crate::StringSql,
        T8: crate::ArraySql<Item = Option<T7>>,
    >(
        &'s self,
        client: &'c C,
        shipment_id: &'a uuid::Uuid,
        now: &'a kernel_base::Timestamp,
        package_ids: &'a T1,
        weights: &'a T2,
        carriers: &'a T4,
        tracking_numbers: &'a T6,
        tracking_urls: &'a T8,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[shipment_id, now, package_ids, weights, carriers, tracking_numbers, tracking_urls],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = Option<i64>>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = Option<T3>>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = Option<T5>>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = Option<T7>>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertPackagesParams<T1, T2, T3, T4, T5, T6, T7, T8>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertPackagesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertPackagesParams<T1, T2, T3, T4, T5, T6, T7, T8>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.shipment_id,
            &params.now,
            &params.package_ids,
            &params.weights,
            &params.carriers,
            &params.tracking_numbers,
            &params.tracking_urls,
        ))
    }
}
pub struct UpdateShipmentStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_shipment() -> UpdateShipmentStmt {
    UpdateShipmentStmt(
        "UPDATE shipping.shipment SET status = $1, shipped_at = $2, delivered_at = $3, cancelled_at = $4, version = $5 + 1, updated_at = $6 WHERE shipment_id = $7 AND version = $5",
        None,
    )
}
impl UpdateShipmentStmt {
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
        status: &'a T1,
        shipped_at: &'a Option<kernel_base::Timestamp>,
        delivered_at: &'a Option<kernel_base::Timestamp>,
        cancelled_at: &'a Option<kernel_base::Timestamp>,
        version: &'a i64,
        now: &'a kernel_base::Timestamp,
        shipment_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[status, shipped_at, delivered_at, cancelled_at, version, now, shipment_id])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateShipmentParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateShipmentStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateShipmentParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.status,
            &params.shipped_at,
            &params.delivered_at,
            &params.cancelled_at,
            &params.version,
            &params.now,
            &params.shipment_id,
        ))
    }
}
pub struct CancelShipmentsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn cancel_shipments() -> CancelShipmentsStmt {
    CancelShipmentsStmt(
        "UPDATE shipping.shipment SET status = 'cancelled', cancelled_at = $1, version = version + 1, updated_at = $1 WHERE shipment_id = ANY($2) AND status = 'open'",
        None,
    )
}
impl CancelShipmentsStmt {
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
        now: &'a kernel_base::Timestamp,
        shipment_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, shipment_ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        CancelShipmentsParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for CancelShipmentsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a CancelShipmentsParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.shipment_ids))
    }
}
pub struct ListRequestsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_requests() -> ListRequestsStmt {
    ListRequestsStmt(
        "SELECT order_id, shipment_id FROM shipping.shipment_request WHERE order_id = ANY($1)",
        None,
    )
}
impl ListRequestsStmt {
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
        order_ids: &'a T1,
    ) -> RequestRowQuery<'c, 'a, 's, C, RequestRow, 1> {
        RequestRowQuery {
            client,
            params: [order_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<RequestRow, tokio_postgres::Error> {
                Ok(RequestRow { order_id: row.try_get(0)?, shipment_id: row.try_get(1)? })
            },
            mapper: |it| RequestRow::from(it),
        }
    }
}
pub struct InsertRequestsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_requests() -> InsertRequestsStmt {
    InsertRequestsStmt(
        "INSERT INTO shipping.shipment_request (order_id, shipment_id, created_at) SELECT order_id, shipment_id, $1 FROM unnest($2::uuid[], $3::uuid[]) AS t (order_id, shipment_id)",
        None,
    )
}
impl InsertRequestsStmt {
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
        T2: crate::ArraySql<Item = Option<uuid::Uuid>>,
    >(
        &'s self,
        client: &'c C,
        now: &'a kernel_base::Timestamp,
        order_ids: &'a T1,
        shipment_ids: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, order_ids, shipment_ids]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = Option<uuid::Uuid>>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertRequestsParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertRequestsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertRequestsParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.order_ids, &params.shipment_ids))
    }
}
pub struct UpdateRequestStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_request() -> UpdateRequestStmt {
    UpdateRequestStmt(
        "UPDATE shipping.shipment_request SET shipment_id = $1 WHERE order_id = $2 AND shipment_id IS NULL",
        None,
    )
}
impl UpdateRequestStmt {
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
        shipment_id: &'a uuid::Uuid,
        order_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[shipment_id, order_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateRequestParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateRequestStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateRequestParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.shipment_id, &params.order_id))
    }
}
