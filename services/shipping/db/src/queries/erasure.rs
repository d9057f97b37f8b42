// This file was generated with `clorinde`. Do not modify.

#[derive(Debug, Clone, PartialEq, Copy)]
pub struct CountShipmentsOf {
    pub shipments: i64,
    pub packages: i64,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct CountShipmentsOfQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CountShipmentsOf, tokio_postgres::Error>,
    mapper: fn(CountShipmentsOf) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CountShipmentsOfQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CountShipmentsOf) -> R) -> CountShipmentsOfQuery<'c, 'a, 's, C, R, N> {
        CountShipmentsOfQuery {
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
pub struct CountShipmentsOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_shipments_of() -> CountShipmentsOfStmt {
    CountShipmentsOfStmt(
        "SELECT count(*) AS shipments, coalesce(sum((SELECT count(*) FROM shipping.package AS p WHERE p.shipment_id = s.shipment_id)), 0)::bigint AS packages FROM shipping.shipment AS s WHERE order_id = ANY($1::uuid[])",
        None,
    )
}
impl CountShipmentsOfStmt {
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
    ) -> CountShipmentsOfQuery<'c, 'a, 's, C, CountShipmentsOf, 1> {
        CountShipmentsOfQuery {
            client,
            params: [order_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CountShipmentsOf, tokio_postgres::Error> {
                Ok(CountShipmentsOf { shipments: row.try_get(0)?, packages: row.try_get(1)? })
            },
            mapper: |it| CountShipmentsOf::from(it),
        }
    }
}
pub struct ReduceShipmentsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn reduce_shipments() -> ReduceShipmentsStmt {
    ReduceShipmentsStmt(
        "UPDATE shipping.shipment SET address = jsonb_strip_nulls(jsonb_build_object( 'name', 'erased', 'lines', jsonb_build_array('erased'), 'city', 'erased', 'region', address -> 'region', 'postal_code', left(address ->> 'postal_code', 2), 'country', address -> 'country' )) WHERE order_id = ANY($1::uuid[]) AND address IS NOT NULL",
        None,
    )
}
impl ReduceShipmentsStmt {
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
        order_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[order_ids]).await
    }
}
pub struct ReducePackagesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn reduce_packages() -> ReducePackagesStmt {
    ReducePackagesStmt(
        "UPDATE shipping.package SET tracking_number = NULL, tracking_url = NULL WHERE shipment_id IN (SELECT shipment_id FROM shipping.shipment WHERE order_id = ANY($1::uuid[]))",
        None,
    )
}
impl ReducePackagesStmt {
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
        order_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[order_ids]).await
    }
}
