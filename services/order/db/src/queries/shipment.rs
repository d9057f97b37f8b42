// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct UpsertShipmentsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = bool>,
    T4: crate::ArraySql<Item = bool>,
    T5: crate::ArraySql<Item = bool>,
    T6: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    T7: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    T8: crate::StringSql,
    T9: crate::ArraySql<Item = Option<T8>>,
> {
    pub order_ids: T1,
    pub shipment_ids: T2,
    pub shippeds: T3,
    pub delivereds: T4,
    pub cancelleds: T5,
    pub shipped_ats: T6,
    pub delivered_ats: T7,
    pub trackings: T9,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct FindShipments {
    pub order_id: uuid::Uuid,
    pub shipment_id: uuid::Uuid,
    pub shipped: bool,
    pub delivered: bool,
    pub cancelled: bool,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ShipmentRow {
    pub shipment_id: uuid::Uuid,
    pub shipped: bool,
    pub delivered: bool,
    pub cancelled: bool,
    pub shipped_at: Option<kernel_base::Timestamp>,
    pub delivered_at: Option<kernel_base::Timestamp>,
    pub tracking: Option<String>,
}
pub struct ShipmentRowBorrowed<'a> {
    pub shipment_id: uuid::Uuid,
    pub shipped: bool,
    pub delivered: bool,
    pub cancelled: bool,
    pub shipped_at: Option<kernel_base::Timestamp>,
    pub delivered_at: Option<kernel_base::Timestamp>,
    pub tracking: Option<&'a str>,
}
impl<'a> From<ShipmentRowBorrowed<'a>> for ShipmentRow {
    fn from(
        ShipmentRowBorrowed {
            shipment_id,
            shipped,
            delivered,
            cancelled,
            shipped_at,
            delivered_at,
            tracking,
        }: ShipmentRowBorrowed<'a>,
    ) -> Self {
        Self {
            shipment_id,
            shipped,
            delivered,
            cancelled,
            shipped_at,
            delivered_at,
            tracking: tracking.map(|v| v.into()),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct FindShipmentsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindShipments, tokio_postgres::Error>,
    mapper: fn(FindShipments) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindShipmentsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FindShipments) -> R) -> FindShipmentsQuery<'c, 'a, 's, C, R, N> {
        FindShipmentsQuery {
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
pub struct FindShipmentsStmt(&'static str, Option<tokio_postgres::Statement>);
/// What the decisions about these orders depend on.
pub fn find_shipments() -> FindShipmentsStmt {
    FindShipmentsStmt(
        "SELECT order_id, shipment_id, shipped, delivered, cancelled FROM \"order\".shipment WHERE order_id = ANY($1::uuid[])",
        None,
    )
}
impl FindShipmentsStmt {
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
    ) -> FindShipmentsQuery<'c, 'a, 's, C, FindShipments, 1> {
        FindShipmentsQuery {
            client,
            params: [order_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FindShipments, tokio_postgres::Error> {
                Ok(FindShipments {
                    order_id: row.try_get(0)?,
                    shipment_id: row.try_get(1)?,
                    shipped: row.try_get(2)?,
                    delivered: row.try_get(3)?,
                    cancelled: row.try_get(4)?,
                })
            },
            mapper: |it| FindShipments::from(it),
        }
    }
}
pub struct ListShipmentsStmt(&'static str, Option<tokio_postgres::Statement>);
/// Oldest first: the ids sort by time.
pub fn list_shipments() -> ListShipmentsStmt {
    ListShipmentsStmt(
        "SELECT shipment_id, shipped, delivered, cancelled, shipped_at, delivered_at, tracking::text AS tracking FROM \"order\".shipment WHERE order_id = $1 ORDER BY shipment_id",
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
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        order_id: &'a uuid::Uuid,
    ) -> ShipmentRowQuery<'c, 'a, 's, C, ShipmentRow, 1> {
        ShipmentRowQuery {
            client,
            params: [order_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ShipmentRowBorrowed, tokio_postgres::Error> {
                Ok(ShipmentRowBorrowed {
                    shipment_id: row.try_get(0)?,
                    shipped: row.try_get(1)?,
                    delivered: row.try_get(2)?,
                    cancelled: row.try_get(3)?,
                    shipped_at: row.try_get(4)?,
                    delivered_at: row.try_get(5)?,
                    tracking: row.try_get(6)?,
                })
            },
            mapper: |it| ShipmentRow::from(it),
        }
    }
}
pub struct UpsertShipmentsStmt(&'static str, Option<tokio_postgres::Statement>);
/// What was told once stays true; of how to follow a shipment, what was told last.
pub fn upsert_shipments() -> UpsertShipmentsStmt {
    UpsertShipmentsStmt(
        "INSERT INTO \"order\".shipment AS s ( order_id, shipment_id, shipped, delivered, cancelled, shipped_at, delivered_at, tracking ) SELECT order_id, shipment_id, shipped, delivered, cancelled, shipped_at, delivered_at, tracking::jsonb FROM unnest( $1::uuid[], $2::uuid[], $3::boolean[], $4::boolean[], $5::boolean[], $6::timestamptz[], $7::timestamptz[], $8::text[] ) AS t (order_id, shipment_id, shipped, delivered, cancelled, shipped_at, delivered_at, tracking) ON CONFLICT ON CONSTRAINT shipment_pkey DO UPDATE SET shipped = s.shipped OR excluded.shipped, delivered = s.delivered OR excluded.delivered, cancelled = s.cancelled OR excluded.cancelled, shipped_at = coalesce(s.shipped_at, excluded.shipped_at), delivered_at = coalesce(s.delivered_at, excluded.delivered_at), tracking = coalesce(excluded.tracking, s.tracking)",
        None,
    )
}
impl UpsertShipmentsStmt {
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
        T3: crate::ArraySql<Item = bool>,
        T4: crate::ArraySql<Item = bool>,
        T5: crate::ArraySql<Item = bool>,
        T6: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
        T7: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
        T8: crate::StringSql,
        T9: crate::ArraySql<Item = Option<T8>>,
    >(
        &'s self,
        client: &'c C,
        order_ids: &'a T1,
        shipment_ids: &'a T2,
        shippeds: &'a T3,
        delivereds: &'a T4,
        cancelleds: &'a T5,
        shipped_ats: &'a T6,
        delivered_ats: &'a T7,
        trackings: &'a T9,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    order_ids,
                    shipment_ids,
                    shippeds,
                    delivereds,
                    cancelleds,
                    shipped_ats,
                    delivered_ats,
                    trackings,
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
    T3: crate::ArraySql<Item = bool>,
    T4: crate::ArraySql<Item = bool>,
    T5: crate::ArraySql<Item = bool>,
    T6: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    T7: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    T8: crate::StringSql,
    T9: crate::ArraySql<Item = Option<T8>>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpsertShipmentsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpsertShipmentsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpsertShipmentsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.order_ids,
            &params.shipment_ids,
            &params.shippeds,
            &params.delivereds,
            &params.cancelleds,
            &params.shipped_ats,
            &params.delivered_ats,
            &params.trackings,
        ))
    }
}
