// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListPriceListsParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::ArraySql<Item = T2>> {
    pub after: T1,
    pub channels: Option<T3>,
    pub row_limit: i64,
}
#[derive(Debug)]
pub struct InsertPriceListParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
> {
    pub price_list_id: uuid::Uuid,
    pub code: T1,
    pub name: T2,
    pub currency: T3,
    pub channel: Option<T4>,
    pub customer_group: Option<T5>,
    pub country: Option<T6>,
    pub priority: i32,
    pub starts_at: Option<kernel_base::Timestamp>,
    pub ends_at: Option<kernel_base::Timestamp>,
    pub at: kernel_base::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct KeepPastPriceListParams {
    pub at: kernel_base::Timestamp,
    pub price_list_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug)]
pub struct UpdatePriceListParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
> {
    pub name: T1,
    pub channel: Option<T2>,
    pub customer_group: Option<T3>,
    pub country: Option<T4>,
    pub priority: i32,
    pub starts_at: Option<kernel_base::Timestamp>,
    pub ends_at: Option<kernel_base::Timestamp>,
    pub at: kernel_base::Timestamp,
    pub price_list_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct PriceListRow {
    pub price_list_id: uuid::Uuid,
    pub code: String,
    pub name: String,
    pub currency: String,
    pub channel: Option<String>,
    pub customer_group: Option<String>,
    pub country: Option<String>,
    pub priority: i32,
    pub starts_at: Option<kernel_base::Timestamp>,
    pub ends_at: Option<kernel_base::Timestamp>,
    pub version: i64,
    pub updated_at: kernel_base::Timestamp,
}
pub struct PriceListRowBorrowed<'a> {
    pub price_list_id: uuid::Uuid,
    pub code: &'a str,
    pub name: &'a str,
    pub currency: &'a str,
    pub channel: Option<&'a str>,
    pub customer_group: Option<&'a str>,
    pub country: Option<&'a str>,
    pub priority: i32,
    pub starts_at: Option<kernel_base::Timestamp>,
    pub ends_at: Option<kernel_base::Timestamp>,
    pub version: i64,
    pub updated_at: kernel_base::Timestamp,
}
impl<'a> From<PriceListRowBorrowed<'a>> for PriceListRow {
    fn from(
        PriceListRowBorrowed {
            price_list_id,
            code,
            name,
            currency,
            channel,
            customer_group,
            country,
            priority,
            starts_at,
            ends_at,
            version,
            updated_at,
        }: PriceListRowBorrowed<'a>,
    ) -> Self {
        Self {
            price_list_id,
            code: code.into(),
            name: name.into(),
            currency: currency.into(),
            channel: channel.map(|v| v.into()),
            customer_group: customer_group.map(|v| v.into()),
            country: country.map(|v| v.into()),
            priority,
            starts_at,
            ends_at,
            version,
            updated_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct PastListRow {
    pub price_list_id: uuid::Uuid,
    pub code: String,
    pub name: String,
    pub currency: String,
    pub channel: Option<String>,
    pub customer_group: Option<String>,
    pub country: Option<String>,
    pub priority: i32,
    pub starts_at: Option<kernel_base::Timestamp>,
    pub ends_at: Option<kernel_base::Timestamp>,
    pub version: i64,
    pub in_force_from: Option<kernel_base::Timestamp>,
    pub in_force_until: kernel_base::Timestamp,
}
pub struct PastListRowBorrowed<'a> {
    pub price_list_id: uuid::Uuid,
    pub code: &'a str,
    pub name: &'a str,
    pub currency: &'a str,
    pub channel: Option<&'a str>,
    pub customer_group: Option<&'a str>,
    pub country: Option<&'a str>,
    pub priority: i32,
    pub starts_at: Option<kernel_base::Timestamp>,
    pub ends_at: Option<kernel_base::Timestamp>,
    pub version: i64,
    pub in_force_from: Option<kernel_base::Timestamp>,
    pub in_force_until: kernel_base::Timestamp,
}
impl<'a> From<PastListRowBorrowed<'a>> for PastListRow {
    fn from(
        PastListRowBorrowed {
            price_list_id,
            code,
            name,
            currency,
            channel,
            customer_group,
            country,
            priority,
            starts_at,
            ends_at,
            version,
            in_force_from,
            in_force_until,
        }: PastListRowBorrowed<'a>,
    ) -> Self {
        Self {
            price_list_id,
            code: code.into(),
            name: name.into(),
            currency: currency.into(),
            channel: channel.map(|v| v.into()),
            customer_group: customer_group.map(|v| v.into()),
            country: country.map(|v| v.into()),
            priority,
            starts_at,
            ends_at,
            version,
            in_force_from,
            in_force_until,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct PriceListRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<PriceListRowBorrowed, tokio_postgres::Error>,
    mapper: fn(PriceListRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> PriceListRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(PriceListRowBorrowed) -> R) -> PriceListRowQuery<'c, 'a, 's, C, R, N> {
        PriceListRowQuery {
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
pub struct PastListRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<PastListRowBorrowed, tokio_postgres::Error>,
    mapper: fn(PastListRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> PastListRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(PastListRowBorrowed) -> R) -> PastListRowQuery<'c, 'a, 's, C, R, N> {
        PastListRowQuery {
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
pub struct ListPriceListsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_price_lists() -> ListPriceListsStmt {
    ListPriceListsStmt(
        "SELECT price_list_id, code, name, currency, channel, customer_group, country, priority, starts_at, ends_at, version, updated_at FROM pricing.price_list WHERE code > $1 AND ($2::text[] IS NULL OR channel IS NULL OR channel = ANY($2)) ORDER BY code LIMIT $3",
        None,
    )
}
impl ListPriceListsStmt {
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
        channels: &'a Option<T3>,
        row_limit: &'a i64,
    ) -> PriceListRowQuery<'c, 'a, 's, C, PriceListRow, 3> {
        PriceListRowQuery {
            client,
            params: [after, channels, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PriceListRowBorrowed, tokio_postgres::Error> {
                Ok(PriceListRowBorrowed {
                    price_list_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    name: row.try_get(2)?,
                    currency: row.try_get(3)?,
                    channel: row.try_get(4)?,
                    customer_group: row.try_get(5)?,
                    country: row.try_get(6)?,
                    priority: row.try_get(7)?,
                    starts_at: row.try_get(8)?,
                    ends_at: row.try_get(9)?,
                    version: row.try_get(10)?,
                    updated_at: row.try_get(11)?,
                })
            },
            mapper: |it| PriceListRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::ArraySql<Item = T2>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListPriceListsParams<T1, T2, T3>,
        PriceListRowQuery<'c, 'a, 's, C, PriceListRow, 3>,
        C,
    > for ListPriceListsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListPriceListsParams<T1, T2, T3>,
    ) -> PriceListRowQuery<'c, 'a, 's, C, PriceListRow, 3> {
        self.bind(client, &params.after, &params.channels, &params.row_limit)
    }
}
pub struct FindPriceListStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_price_list() -> FindPriceListStmt {
    FindPriceListStmt(
        "SELECT price_list_id, code, name, currency, channel, customer_group, country, priority, starts_at, ends_at, version, updated_at FROM pricing.price_list WHERE price_list_id = $1",
        None,
    )
}
impl FindPriceListStmt {
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
        price_list_id: &'a uuid::Uuid,
    ) -> PriceListRowQuery<'c, 'a, 's, C, PriceListRow, 1> {
        PriceListRowQuery {
            client,
            params: [price_list_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PriceListRowBorrowed, tokio_postgres::Error> {
                Ok(PriceListRowBorrowed {
                    price_list_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    name: row.try_get(2)?,
                    currency: row.try_get(3)?,
                    channel: row.try_get(4)?,
                    customer_group: row.try_get(5)?,
                    country: row.try_get(6)?,
                    priority: row.try_get(7)?,
                    starts_at: row.try_get(8)?,
                    ends_at: row.try_get(9)?,
                    version: row.try_get(10)?,
                    updated_at: row.try_get(11)?,
                })
            },
            mapper: |it| PriceListRow::from(it),
        }
    }
}
pub struct InsertPriceListStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_price_list() -> InsertPriceListStmt {
    InsertPriceListStmt(
        "INSERT INTO pricing.price_list ( price_list_id, code, name, currency, channel, customer_group, country, priority, starts_at, ends_at, version, created_at, updated_at ) VALUES ( $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $11 )",
        None,
    )
}
impl InsertPriceListStmt {
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
    >(
        &'s self,
        client: &'c C,
        price_list_id: &'a uuid::Uuid,
        code: &'a T1,
        name: &'a T2,
        currency: &'a T3,
        channel: &'a Option<T4>,
        customer_group: &'a Option<T5>,
        country: &'a Option<T6>,
        priority: &'a i32,
        starts_at: &'a Option<kernel_base::Timestamp>,
        ends_at: &'a Option<kernel_base::Timestamp>,
        at: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    price_list_id,
                    code,
                    name,
                    currency,
                    channel,
                    customer_group,
                    country,
                    priority,
                    starts_at,
                    ends_at,
                    at,
                ],
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
    T6: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertPriceListParams<T1, T2, T3, T4, T5, T6>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertPriceListStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertPriceListParams<T1, T2, T3, T4, T5, T6>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.price_list_id,
            &params.code,
            &params.name,
            &params.currency,
            &params.channel,
            &params.customer_group,
            &params.country,
            &params.priority,
            &params.starts_at,
            &params.ends_at,
            &params.at,
        ))
    }
}
pub struct ListPastPriceListsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_past_price_lists() -> ListPastPriceListsStmt {
    ListPastPriceListsStmt(
        "SELECT p.price_list_id, l.code, p.name, l.currency, p.channel, p.customer_group, p.country, p.priority, p.starts_at, p.ends_at, p.version, p.in_force_from, p.in_force_until FROM pricing.price_list_past AS p INNER JOIN pricing.price_list AS l ON l.price_list_id = p.price_list_id ORDER BY p.price_list_id, p.version",
        None,
    )
}
impl ListPastPriceListsStmt {
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
    ) -> PastListRowQuery<'c, 'a, 's, C, PastListRow, 0> {
        PastListRowQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PastListRowBorrowed, tokio_postgres::Error> {
                Ok(PastListRowBorrowed {
                    price_list_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    name: row.try_get(2)?,
                    currency: row.try_get(3)?,
                    channel: row.try_get(4)?,
                    customer_group: row.try_get(5)?,
                    country: row.try_get(6)?,
                    priority: row.try_get(7)?,
                    starts_at: row.try_get(8)?,
                    ends_at: row.try_get(9)?,
                    version: row.try_get(10)?,
                    in_force_from: row.try_get(11)?,
                    in_force_until: row.try_get(12)?,
                })
            },
            mapper: |it| PastListRow::from(it),
        }
    }
}
pub struct PastOfPriceListsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn past_of_price_lists() -> PastOfPriceListsStmt {
    PastOfPriceListsStmt(
        "SELECT p.price_list_id, l.code, p.name, l.currency, p.channel, p.customer_group, p.country, p.priority, p.starts_at, p.ends_at, p.version, p.in_force_from, p.in_force_until FROM pricing.price_list_past AS p INNER JOIN pricing.price_list AS l ON l.price_list_id = p.price_list_id WHERE p.price_list_id = ANY($1::uuid[]) ORDER BY p.price_list_id, p.version",
        None,
    )
}
impl PastOfPriceListsStmt {
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
        price_list_ids: &'a T1,
    ) -> PastListRowQuery<'c, 'a, 's, C, PastListRow, 1> {
        PastListRowQuery {
            client,
            params: [price_list_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PastListRowBorrowed, tokio_postgres::Error> {
                Ok(PastListRowBorrowed {
                    price_list_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    name: row.try_get(2)?,
                    currency: row.try_get(3)?,
                    channel: row.try_get(4)?,
                    customer_group: row.try_get(5)?,
                    country: row.try_get(6)?,
                    priority: row.try_get(7)?,
                    starts_at: row.try_get(8)?,
                    ends_at: row.try_get(9)?,
                    version: row.try_get(10)?,
                    in_force_from: row.try_get(11)?,
                    in_force_until: row.try_get(12)?,
                })
            },
            mapper: |it| PastListRow::from(it),
        }
    }
}
pub struct KeepPastPriceListStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keep_past_price_list() -> KeepPastPriceListStmt {
    KeepPastPriceListStmt(
        "INSERT INTO pricing.price_list_past ( price_list_id, version, name, channel, customer_group, country, priority, starts_at, ends_at, in_force_from, in_force_until ) SELECT price_list_id, version, name, channel, customer_group, country, priority, starts_at, ends_at, CASE WHEN version > 1 THEN updated_at END, $1 FROM pricing.price_list WHERE price_list_id = $2 AND version = $3 ON CONFLICT (price_list_id, version) DO NOTHING",
        None,
    )
}
impl KeepPastPriceListStmt {
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
        at: &'a kernel_base::Timestamp,
        price_list_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[at, price_list_id, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        KeepPastPriceListParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for KeepPastPriceListStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a KeepPastPriceListParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.at, &params.price_list_id, &params.version))
    }
}
pub struct UpdatePriceListStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_price_list() -> UpdatePriceListStmt {
    UpdatePriceListStmt(
        "UPDATE pricing.price_list SET name = $1, channel = $2, customer_group = $3, country = $4, priority = $5, starts_at = $6, ends_at = $7, version = version + 1, updated_at = $8 WHERE price_list_id = $9 AND version = $10",
        None,
    )
}
impl UpdatePriceListStmt {
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
    >(
        &'s self,
        client: &'c C,
        name: &'a T1,
        channel: &'a Option<T2>,
        customer_group: &'a Option<T3>,
        country: &'a Option<T4>,
        priority: &'a i32,
        starts_at: &'a Option<kernel_base::Timestamp>,
        ends_at: &'a Option<kernel_base::Timestamp>,
        at: &'a kernel_base::Timestamp,
        price_list_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    name,
                    channel,
                    customer_group,
                    country,
                    priority,
                    starts_at,
                    ends_at,
                    at,
                    price_list_id,
                    version,
                ],
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
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdatePriceListParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdatePriceListStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdatePriceListParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.name,
            &params.channel,
            &params.customer_group,
            &params.country,
            &params.priority,
            &params.starts_at,
            &params.ends_at,
            &params.at,
            &params.price_list_id,
            &params.version,
        ))
    }
}
