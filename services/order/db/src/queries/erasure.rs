// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListOrdersOfParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::StringSql> {
    pub order_ids: T1,
    pub customer_id: Option<uuid::Uuid>,
    pub guest_email: Option<T2>,
}
#[derive(Debug)]
pub struct ReduceOrdersParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub order_ids: T1,
    pub customer_id: Option<uuid::Uuid>,
}
#[derive(Clone, Copy, Debug)]
pub struct RememberErasedCustomerParams {
    pub customer_id: uuid::Uuid,
    pub now: kernel_base::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct EndClaimParams {
    pub customer_id: uuid::Uuid,
    pub now: kernel_base::Timestamp,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ListOrdersOf {
    pub order_id: uuid::Uuid,
    pub cart_id: Option<uuid::Uuid>,
    pub status: String,
}
pub struct ListOrdersOfBorrowed<'a> {
    pub order_id: uuid::Uuid,
    pub cart_id: Option<uuid::Uuid>,
    pub status: &'a str,
}
impl<'a> From<ListOrdersOfBorrowed<'a>> for ListOrdersOf {
    fn from(ListOrdersOfBorrowed { order_id, cart_id, status }: ListOrdersOfBorrowed<'a>) -> Self {
        Self { order_id, cart_id, status: status.into() }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct CountReduced {
    pub entries: i64,
    pub shipments: i64,
    pub lines: i64,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ListOrdersOfQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListOrdersOfBorrowed, tokio_postgres::Error>,
    mapper: fn(ListOrdersOfBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListOrdersOfQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ListOrdersOfBorrowed) -> R) -> ListOrdersOfQuery<'c, 'a, 's, C, R, N> {
        ListOrdersOfQuery {
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
pub struct CountReducedQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CountReduced, tokio_postgres::Error>,
    mapper: fn(CountReduced) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CountReducedQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CountReduced) -> R) -> CountReducedQuery<'c, 'a, 's, C, R, N> {
        CountReducedQuery {
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
pub struct ListOrdersOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_orders_of() -> ListOrdersOfStmt {
    ListOrdersOfStmt(
        "SELECT order_id, cart_id, status FROM \"order\".sales_order WHERE order_id = ANY($1::uuid[]) UNION SELECT order_id, cart_id, status FROM \"order\".sales_order WHERE customer_id = $2 UNION SELECT order_id, cart_id, status FROM \"order\".sales_order WHERE customer_id IS NULL AND email IS NOT NULL AND lower(email) = lower($3::text)",
        None,
    )
}
impl ListOrdersOfStmt {
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
        T1: crate::ArraySql<Item = uuid::Uuid>,
        T2: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        order_ids: &'a T1,
        customer_id: &'a Option<uuid::Uuid>,
        guest_email: &'a Option<T2>,
    ) -> ListOrdersOfQuery<'c, 'a, 's, C, ListOrdersOf, 3> {
        ListOrdersOfQuery {
            client,
            params: [order_ids, customer_id, guest_email],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ListOrdersOfBorrowed, tokio_postgres::Error> {
                Ok(ListOrdersOfBorrowed {
                    order_id: row.try_get(0)?,
                    cart_id: row.try_get(1)?,
                    status: row.try_get(2)?,
                })
            },
            mapper: |it| ListOrdersOf::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListOrdersOfParams<T1, T2>,
        ListOrdersOfQuery<'c, 'a, 's, C, ListOrdersOf, 3>,
        C,
    > for ListOrdersOfStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListOrdersOfParams<T1, T2>,
    ) -> ListOrdersOfQuery<'c, 'a, 's, C, ListOrdersOf, 3> {
        self.bind(client, &params.order_ids, &params.customer_id, &params.guest_email)
    }
}
pub struct ReduceOrdersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn reduce_orders() -> ReduceOrdersStmt {
    ReduceOrdersStmt(
        "UPDATE \"order\".sales_order SET email = NULL, customer_reference = NULL, payment_reference = NULL, token_hash = decode(repeat('00', 32), 'hex'), shipping_address = CASE WHEN shipping_address IS NOT NULL THEN jsonb_strip_nulls(jsonb_build_object( 'name', 'erased', 'lines', jsonb_build_array('erased'), 'city', 'erased', 'region', shipping_address -> 'region', 'postal_code', left(shipping_address ->> 'postal_code', 2), 'country', shipping_address -> 'country' )) END, billing_address = CASE WHEN billing_address IS NOT NULL THEN jsonb_strip_nulls(jsonb_build_object( 'name', 'erased', 'lines', jsonb_build_array('erased'), 'city', 'erased', 'region', billing_address -> 'region', 'postal_code', left(billing_address ->> 'postal_code', 2), 'country', billing_address -> 'country' )) END WHERE order_id = ANY($1::uuid[]) OR customer_id = $2",
        None,
    )
}
impl ReduceOrdersStmt {
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
        customer_id: &'a Option<uuid::Uuid>,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[order_ids, customer_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ReduceOrdersParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ReduceOrdersStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ReduceOrdersParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.order_ids, &params.customer_id))
    }
}
pub struct ReduceTimelinesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn reduce_timelines() -> ReduceTimelinesStmt {
    ReduceTimelinesStmt(
        "UPDATE \"order\".timeline_entry SET body = '' WHERE order_id = ANY($1::uuid[])",
        None,
    )
}
impl ReduceTimelinesStmt {
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
pub struct ReduceTrackingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn reduce_tracking() -> ReduceTrackingStmt {
    ReduceTrackingStmt("UPDATE \"order\".shipment SET tracking = NULL WHERE order_id = ANY($1::uuid[])", None)
}
impl ReduceTrackingStmt {
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
pub struct CountReducedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_reduced() -> CountReducedStmt {
    CountReducedStmt(
        "SELECT (SELECT count(*) FROM \"order\".timeline_entry WHERE order_id = ANY($1::uuid[])) AS entries, (SELECT count(*) FROM \"order\".shipment WHERE order_id = ANY($1::uuid[])) AS shipments, (SELECT count(*) FROM \"order\".order_line WHERE order_id = ANY($1::uuid[])) AS lines",
        None,
    )
}
impl CountReducedStmt {
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
    ) -> CountReducedQuery<'c, 'a, 's, C, CountReduced, 1> {
        CountReducedQuery {
            client,
            params: [order_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CountReduced, tokio_postgres::Error> {
                Ok(CountReduced {
                    entries: row.try_get(0)?,
                    shipments: row.try_get(1)?,
                    lines: row.try_get(2)?,
                })
            },
            mapper: |it| CountReduced::from(it),
        }
    }
}
pub struct RememberErasedCustomerStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remember_erased_customer() -> RememberErasedCustomerStmt {
    RememberErasedCustomerStmt(
        "INSERT INTO \"order\".erased_customer (customer_id, erased_at) VALUES ($1, $2) ON CONFLICT (customer_id) DO NOTHING",
        None,
    )
}
impl RememberErasedCustomerStmt {
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
        customer_id: &'a uuid::Uuid,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[customer_id, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RememberErasedCustomerParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RememberErasedCustomerStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RememberErasedCustomerParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.customer_id, &params.now))
    }
}
pub struct EndClaimStmt(&'static str, Option<tokio_postgres::Statement>);
/// Written before the orders are: whoever gives the customer orders at the same moment holds this row, or waits for it.
pub fn end_claim() -> EndClaimStmt {
    EndClaimStmt(
        "INSERT INTO \"order\".email_claim (customer_id, verified_at, erased_at) VALUES ($1, $2, $2) ON CONFLICT ON CONSTRAINT email_claim_pkey DO UPDATE SET email = NULL, looked_at = NULL, due_at = NULL, erased_at = excluded.erased_at",
        None,
    )
}
impl EndClaimStmt {
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
        customer_id: &'a uuid::Uuid,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[customer_id, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        EndClaimParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for EndClaimStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a EndClaimParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.customer_id, &params.now))
    }
}
pub struct ListEntryIdsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_entry_ids() -> ListEntryIdsStmt {
    ListEntryIdsStmt("SELECT entry_id FROM \"order\".timeline_entry WHERE order_id = ANY($1::uuid[])", None)
}
impl ListEntryIdsStmt {
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
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [order_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
