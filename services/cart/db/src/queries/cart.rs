// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListCartsParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::ArraySql<Item = T2>> {
    pub after: Option<uuid::Uuid>,
    pub status: Option<T1>,
    pub customer_id: Option<uuid::Uuid>,
    pub channels: Option<T3>,
    pub limit: i64,
}
#[derive(Debug)]
pub struct InsertCartParams<
    T1: crate::BytesSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = T6>,
    T8: crate::StringSql,
    T9: crate::StringSql,
    T10: crate::StringSql,
    T11: crate::StringSql,
    T12: crate::StringSql,
    T13: crate::StringSql,
> {
    pub cart_id: uuid::Uuid,
    pub token_hash: T1,
    pub channel: T2,
    pub currency: T3,
    pub locale: Option<T4>,
    pub customer_id: Option<uuid::Uuid>,
    pub customer_group: Option<T5>,
    pub customer_groups: T7,
    pub email: Option<T8>,
    pub shipping_address: Option<T9>,
    pub billing_address: Option<T10>,
    pub shipping: Option<T11>,
    pub payment: Option<T12>,
    pub warnings: T13,
    pub line_count: i32,
    pub items_net_minor: i64,
    pub items_tax_minor: i64,
    pub items_gross_minor: i64,
    pub priced_at: Option<kernel_base::Timestamp>,
    pub now: kernel_base::Timestamp,
    pub expires_at: kernel_base::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct UpdateTotalsParams {
    pub line_count: i32,
    pub items_net_minor: i64,
    pub items_tax_minor: i64,
    pub items_gross_minor: i64,
    pub priced_at: Option<kernel_base::Timestamp>,
    pub now: kernel_base::Timestamp,
    pub expires_at: kernel_base::Timestamp,
    pub cart_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug)]
pub struct UpdateCartParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
    T7: crate::StringSql,
> {
    pub locale: Option<T1>,
    pub email: Option<T2>,
    pub shipping_address: Option<T3>,
    pub billing_address: Option<T4>,
    pub shipping: Option<T5>,
    pub payment: Option<T6>,
    pub warnings: T7,
    pub line_count: i32,
    pub items_net_minor: i64,
    pub items_tax_minor: i64,
    pub items_gross_minor: i64,
    pub priced_at: Option<kernel_base::Timestamp>,
    pub now: kernel_base::Timestamp,
    pub expires_at: kernel_base::Timestamp,
    pub cart_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct BeginHoldParams {
    pub held_since: Option<kernel_base::Timestamp>,
    pub now: kernel_base::Timestamp,
    pub cart_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug)]
pub struct SaveHoldParams<T1: crate::StringSql> {
    pub held_since: Option<kernel_base::Timestamp>,
    pub held_until: Option<kernel_base::Timestamp>,
    pub hold_refusal: Option<T1>,
    pub cart_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug)]
pub struct StartCompletionParams<T1: crate::BytesSql, T2: crate::BytesSql> {
    pub now: kernel_base::Timestamp,
    pub attempt: i32,
    pub order_id: uuid::Uuid,
    pub attempt_key: T1,
    pub attempt_request: T2,
    pub cart_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug)]
pub struct FinishCompletionsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
> {
    pub now: kernel_base::Timestamp,
    pub cart_ids: T1,
    pub order_ids: T2,
    pub order_numbers: T4,
}
#[derive(Debug)]
pub struct ReopenCartsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::ArraySql<Item = bool>,
> {
    pub now: kernel_base::Timestamp,
    pub expires_at: kernel_base::Timestamp,
    pub cart_ids: T1,
    pub order_ids: T2,
    pub warnings: T4,
    pub holds: T5,
}
#[derive(Clone, Copy, Debug)]
pub struct ListOverdueParams {
    pub now: kernel_base::Timestamp,
    pub limit: i64,
}
#[derive(Debug)]
pub struct ExpireCartsParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::ArraySql<Item = i64>> {
    pub now: kernel_base::Timestamp,
    pub cart_ids: T1,
    pub versions: T2,
}
#[derive(Clone, Copy, Debug)]
pub struct ListEndedParams {
    pub before: kernel_base::Timestamp,
    pub limit: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ListStuckParams {
    pub since: kernel_base::Timestamp,
    pub limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct CartRow {
    pub cart_id: uuid::Uuid,
    pub token_hash: Vec<u8>,
    pub channel: String,
    pub currency: String,
    pub locale: Option<String>,
    pub customer_id: Option<uuid::Uuid>,
    pub customer_group: Option<String>,
    pub customer_groups: Vec<String>,
    pub email: Option<String>,
    pub shipping_address: Option<String>,
    pub billing_address: Option<String>,
    pub shipping: Option<String>,
    pub payment: Option<String>,
    pub warnings: String,
    pub status: String,
    pub attempt: i32,
    pub order_id: Option<uuid::Uuid>,
    pub order_number: Option<String>,
    pub attempt_key: Option<Vec<u8>>,
    pub attempt_request: Option<Vec<u8>>,
    pub line_count: i32,
    pub items_net_minor: i64,
    pub items_tax_minor: i64,
    pub items_gross_minor: i64,
    pub priced_at: Option<kernel_base::Timestamp>,
    pub version: i64,
    pub created_at: kernel_base::Timestamp,
    pub updated_at: kernel_base::Timestamp,
    pub expires_at: kernel_base::Timestamp,
    pub completing_at: Option<kernel_base::Timestamp>,
    pub held_since: Option<kernel_base::Timestamp>,
    pub held_until: Option<kernel_base::Timestamp>,
    pub hold_refusal: Option<String>,
    pub customer_blocked: bool,
    pub known_groups: Vec<String>,
}
pub struct CartRowBorrowed<'a> {
    pub cart_id: uuid::Uuid,
    pub token_hash: &'a [u8],
    pub channel: &'a str,
    pub currency: &'a str,
    pub locale: Option<&'a str>,
    pub customer_id: Option<uuid::Uuid>,
    pub customer_group: Option<&'a str>,
    pub customer_groups: crate::ArrayIterator<'a, &'a str>,
    pub email: Option<&'a str>,
    pub shipping_address: Option<&'a str>,
    pub billing_address: Option<&'a str>,
    pub shipping: Option<&'a str>,
    pub payment: Option<&'a str>,
    pub warnings: &'a str,
    pub status: &'a str,
    pub attempt: i32,
    pub order_id: Option<uuid::Uuid>,
    pub order_number: Option<&'a str>,
    pub attempt_key: Option<&'a [u8]>,
    pub attempt_request: Option<&'a [u8]>,
    pub line_count: i32,
    pub items_net_minor: i64,
    pub items_tax_minor: i64,
    pub items_gross_minor: i64,
    pub priced_at: Option<kernel_base::Timestamp>,
    pub version: i64,
    pub created_at: kernel_base::Timestamp,
    pub updated_at: kernel_base::Timestamp,
    pub expires_at: kernel_base::Timestamp,
    pub completing_at: Option<kernel_base::Timestamp>,
    pub held_since: Option<kernel_base::Timestamp>,
    pub held_until: Option<kernel_base::Timestamp>,
    pub hold_refusal: Option<&'a str>,
    pub customer_blocked: bool,
    pub known_groups: crate::ArrayIterator<'a, &'a str>,
}
impl<'a> From<CartRowBorrowed<'a>> for CartRow {
    fn from(
        CartRowBorrowed {
            cart_id,
            token_hash,
            channel,
            currency,
            locale,
            customer_id,
            customer_group,
            customer_groups,
            email,
            shipping_address,
            billing_address,
            shipping,
            payment,
            warnings,
            status,
            attempt,
            order_id,
            order_number,
            attempt_key,
            attempt_request,
            line_count,
            items_net_minor,
            items_tax_minor,
            items_gross_minor,
            priced_at,
            version,
            created_at,
            updated_at,
            expires_at,
            completing_at,
            held_since,
            held_until,
            hold_refusal,
            customer_blocked,
            known_groups,
        }: CartRowBorrowed<'a>,
    ) -> Self {
        Self {
            cart_id,
            token_hash: token_hash.into(),
            channel: channel.into(),
            currency: currency.into(),
            locale: locale.map(|v| v.into()),
            customer_id,
            customer_group: customer_group.map(|v| v.into()),
            customer_groups: customer_groups.map(|v| v.into()).collect(),
            email: email.map(|v| v.into()),
            shipping_address: shipping_address.map(|v| v.into()),
            billing_address: billing_address.map(|v| v.into()),
            shipping: shipping.map(|v| v.into()),
            payment: payment.map(|v| v.into()),
            warnings: warnings.into(),
            status: status.into(),
            attempt,
            order_id,
            order_number: order_number.map(|v| v.into()),
            attempt_key: attempt_key.map(|v| v.into()),
            attempt_request: attempt_request.map(|v| v.into()),
            line_count,
            items_net_minor,
            items_tax_minor,
            items_gross_minor,
            priced_at,
            version,
            created_at,
            updated_at,
            expires_at,
            completing_at,
            held_since,
            held_until,
            hold_refusal: hold_refusal.map(|v| v.into()),
            customer_blocked,
            known_groups: known_groups.map(|v| v.into()).collect(),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ExpiredRow {
    pub cart_id: uuid::Uuid,
    pub channel: String,
    pub customer_id: Option<uuid::Uuid>,
    pub line_count: i32,
    pub version: i64,
    pub updated_at: kernel_base::Timestamp,
    pub held_until: Option<kernel_base::Timestamp>,
}
pub struct ExpiredRowBorrowed<'a> {
    pub cart_id: uuid::Uuid,
    pub channel: &'a str,
    pub customer_id: Option<uuid::Uuid>,
    pub line_count: i32,
    pub version: i64,
    pub updated_at: kernel_base::Timestamp,
    pub held_until: Option<kernel_base::Timestamp>,
}
impl<'a> From<ExpiredRowBorrowed<'a>> for ExpiredRow {
    fn from(
        ExpiredRowBorrowed {
            cart_id,
            channel,
            customer_id,
            line_count,
            version,
            updated_at,
            held_until,
        }: ExpiredRowBorrowed<'a>,
    ) -> Self {
        Self { cart_id, channel: channel.into(), customer_id, line_count, version, updated_at, held_until }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct StuckRow {
    pub cart_id: uuid::Uuid,
    pub order_id: Option<uuid::Uuid>,
    pub attempt: i32,
    pub completing_at: Option<kernel_base::Timestamp>,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct CartRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CartRowBorrowed, tokio_postgres::Error>,
    mapper: fn(CartRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CartRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CartRowBorrowed) -> R) -> CartRowQuery<'c, 'a, 's, C, R, N> {
        CartRowQuery {
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
pub struct ExpiredRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ExpiredRowBorrowed, tokio_postgres::Error>,
    mapper: fn(ExpiredRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ExpiredRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ExpiredRowBorrowed) -> R) -> ExpiredRowQuery<'c, 'a, 's, C, R, N> {
        ExpiredRowQuery {
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
pub struct StuckRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<StuckRow, tokio_postgres::Error>,
    mapper: fn(StuckRow) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StuckRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(StuckRow) -> R) -> StuckRowQuery<'c, 'a, 's, C, R, N> {
        StuckRowQuery {
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
pub struct FindCartStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_cart() -> FindCartStmt {
    FindCartStmt(
        "SELECT cart_id, token_hash, channel, currency, locale, cart.customer_id, customer_group, customer_groups, email, shipping_address::text AS shipping_address, billing_address::text AS billing_address, shipping::text AS shipping, payment::text AS payment, warnings::text AS warnings, status, attempt, order_id, order_number, attempt_key, attempt_request, line_count, items_net_minor, items_tax_minor, items_gross_minor, priced_at, version, created_at, updated_at, expires_at, completing_at, held_since, held_until, hold_refusal, coalesce(customer.blocked, false) AS customer_blocked, coalesce(customer.groups, '{}') AS known_groups FROM cart.cart LEFT JOIN cart.customer ON customer.customer_id = cart.customer_id WHERE cart_id = $1",
        None,
    )
}
impl FindCartStmt {
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
        cart_id: &'a uuid::Uuid,
    ) -> CartRowQuery<'c, 'a, 's, C, CartRow, 1> {
        CartRowQuery {
            client,
            params: [cart_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CartRowBorrowed, tokio_postgres::Error> {
                Ok(CartRowBorrowed {
                    cart_id: row.try_get(0)?,
                    token_hash: row.try_get(1)?,
                    channel: row.try_get(2)?,
                    currency: row.try_get(3)?,
                    locale: row.try_get(4)?,
                    customer_id: row.try_get(5)?,
                    customer_group: row.try_get(6)?,
                    customer_groups: row.try_get(7)?,
                    email: row.try_get(8)?,
                    shipping_address: row.try_get(9)?,
                    billing_address: row.try_get(10)?,
                    shipping: row.try_get(11)?,
                    payment: row.try_get(12)?,
                    warnings: row.try_get(13)?,
                    status: row.try_get(14)?,
                    attempt: row.try_get(15)?,
                    order_id: row.try_get(16)?,
                    order_number: row.try_get(17)?,
                    attempt_key: row.try_get(18)?,
                    attempt_request: row.try_get(19)?,
                    line_count: row.try_get(20)?,
                    items_net_minor: row.try_get(21)?,
                    items_tax_minor: row.try_get(22)?,
                    items_gross_minor: row.try_get(23)?,
                    priced_at: row.try_get(24)?,
                    version: row.try_get(25)?,
                    created_at: row.try_get(26)?,
                    updated_at: row.try_get(27)?,
                    expires_at: row.try_get(28)?,
                    completing_at: row.try_get(29)?,
                    held_since: row.try_get(30)?,
                    held_until: row.try_get(31)?,
                    hold_refusal: row.try_get(32)?,
                    customer_blocked: row.try_get(33)?,
                    known_groups: row.try_get(34)?,
                })
            },
            mapper: |it| CartRow::from(it),
        }
    }
}
pub struct ListCartsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_carts() -> ListCartsStmt {
    ListCartsStmt(
        "SELECT cart_id, token_hash, channel, currency, locale, cart.customer_id, customer_group, customer_groups, email, shipping_address::text AS shipping_address, billing_address::text AS billing_address, shipping::text AS shipping, payment::text AS payment, warnings::text AS warnings, status, attempt, order_id, order_number, attempt_key, attempt_request, line_count, items_net_minor, items_tax_minor, items_gross_minor, priced_at, version, created_at, updated_at, expires_at, completing_at, held_since, held_until, hold_refusal, coalesce(customer.blocked, false) AS customer_blocked, coalesce(customer.groups, '{}') AS known_groups FROM cart.cart LEFT JOIN cart.customer ON customer.customer_id = cart.customer_id WHERE ($1::uuid IS NULL OR cart_id < $1) AND ($2::text IS NULL OR status = $2) AND ($3::uuid IS NULL OR cart.customer_id = $3) AND ($4::text[] IS NULL OR channel = ANY($4)) ORDER BY cart_id DESC LIMIT $5",
        None,
    )
}
impl ListCartsStmt {
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
        customer_id: &'a Option<uuid::Uuid>,
        channels: &'a Option<T3>,
        limit: &'a i64,
    ) -> CartRowQuery<'c, 'a, 's, C, CartRow, 5> {
        CartRowQuery {
            client,
            params: [after, status, customer_id, channels, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CartRowBorrowed, tokio_postgres::Error> {
                Ok(CartRowBorrowed {
                    cart_id: row.try_get(0)?,
                    token_hash: row.try_get(1)?,
                    channel: row.try_get(2)?,
                    currency: row.try_get(3)?,
                    locale: row.try_get(4)?,
                    customer_id: row.try_get(5)?,
                    customer_group: row.try_get(6)?,
                    customer_groups: row.try_get(7)?,
                    email: row.try_get(8)?,
                    shipping_address: row.try_get(9)?,
                    billing_address: row.try_get(10)?,
                    shipping: row.try_get(11)?,
                    payment: row.try_get(12)?,
                    warnings: row.try_get(13)?,
                    status: row.try_get(14)?,
                    attempt: row.try_get(15)?,
                    order_id: row.try_get(16)?,
                    order_number: row.try_get(17)?,
                    attempt_key: row.try_get(18)?,
                    attempt_request: row.try_get(19)?,
                    line_count: row.try_get(20)?,
                    items_net_minor: row.try_get(21)?,
                    items_tax_minor: row.try_get(22)?,
                    items_gross_minor: row.try_get(23)?,
                    priced_at: row.try_get(24)?,
                    version: row.try_get(25)?,
                    created_at: row.try_get(26)?,
                    updated_at: row.try_get(27)?,
                    expires_at: row.try_get(28)?,
                    completing_at: row.try_get(29)?,
                    held_since: row.try_get(30)?,
                    held_until: row.try_get(31)?,
                    hold_refusal: row.try_get(32)?,
                    customer_blocked: row.try_get(33)?,
                    known_groups: row.try_get(34)?,
                })
            },
            mapper: |it| CartRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::ArraySql<Item = T2>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListCartsParams<T1, T2, T3>,
        CartRowQuery<'c, 'a, 's, C, CartRow, 5>,
        C,
    > for ListCartsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListCartsParams<T1, T2, T3>,
    ) -> CartRowQuery<'c, 'a, 's, C, CartRow, 5> {
        self.bind(client, &params.after, &params.status, &params.customer_id, &params.channels, &params.limit)
    }
}
pub struct InsertCartStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_cart() -> InsertCartStmt {
    InsertCartStmt(
        "INSERT INTO cart.cart (cart_id, token_hash, channel, currency, locale, customer_id, customer_group, customer_groups, email, shipping_address, billing_address, shipping, payment, warnings, status, attempt, line_count, items_net_minor, items_tax_minor, items_gross_minor, priced_at, version, created_at, updated_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text[], $9, $10::text::jsonb, $11::text::jsonb, $12::text::jsonb, $13::text::jsonb, $14::text::jsonb, 'open', 0, $15, $16, $17, $18, $19, 1, $20, $20, $21)",
        None,
    )
}
impl InsertCartStmt {
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
        T1: crate::BytesSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::StringSql,
        T5: crate::StringSql,
        T6: crate::StringSql,
        T7: crate::ArraySql<Item = T6>,
        T8: crate::StringSql,
        T9: crate::StringSql,
        T10: crate::StringSql,
        T11: crate::StringSql,
        T12: crate::StringSql,
        T13: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        cart_id: &'a uuid::Uuid,
        token_hash: &'a T1,
        channel: &'a T2,
        currency: &'a T3,
        locale: &'a Option<T4>,
        customer_id: &'a Option<uuid::Uuid>,
        customer_group: &'a Option<T5>,
        customer_groups: &'a T7,
        email: &'a Option<T8>,
        shipping_address: &'a Option<T9>,
        billing_address: &'a Option<T10>,
        shipping: &'a Option<T11>,
        payment: &'a Option<T12>,
        warnings: &'a T13,
        line_count: &'a i32,
        items_net_minor: &'a i64,
        items_tax_minor: &'a i64,
        items_gross_minor: &'a i64,
        priced_at: &'a Option<kernel_base::Timestamp>,
        now: &'a kernel_base::Timestamp,
        expires_at: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    cart_id,
                    token_hash,
                    channel,
                    currency,
                    locale,
                    customer_id,
                    customer_group,
                    customer_groups,
                    email,
                    shipping_address,
                    billing_address,
                    shipping,
                    payment,
                    warnings,
                    line_count,
                    items_net_minor,
                    items_tax_minor,
                    items_gross_minor,
                    priced_at,
                    now,
                    expires_at,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::BytesSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = T6>,
    T8: crate::StringSql,
    T9: crate::StringSql,
    T10: crate::StringSql,
    T11: crate::StringSql,
    T12: crate::StringSql,
    T13: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertCartParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertCartStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertCartParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.cart_id,
            &params.token_hash,
            &params.channel,
            &params.currency,
            &params.locale,
            &params.customer_id,
            &params.customer_group,
            &params.customer_groups,
            &params.email,
            &params.shipping_address,
            &params.billing_address,
            &params.shipping,
            &params.payment,
            &params.warnings,
            &params.line_count,
            &params.items_net_minor,
            &params.items_tax_minor,
            &params.items_gross_minor,
            &params.priced_at,
            &params.now,
            &params.expires_at,
        ))
    }
}
pub struct UpdateTotalsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_totals() -> UpdateTotalsStmt {
    UpdateTotalsStmt(
        "UPDATE cart.cart SET line_count = $1, items_net_minor = $2, items_tax_minor = $3, items_gross_minor = $4, priced_at = $5, version = version + 1, updated_at = $6, expires_at = $7 WHERE cart_id = $8 AND version = $9 AND status = 'open'",
        None,
    )
}
impl UpdateTotalsStmt {
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
        line_count: &'a i32,
        items_net_minor: &'a i64,
        items_tax_minor: &'a i64,
        items_gross_minor: &'a i64,
        priced_at: &'a Option<kernel_base::Timestamp>,
        now: &'a kernel_base::Timestamp,
        expires_at: &'a kernel_base::Timestamp,
        cart_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    line_count,
                    items_net_minor,
                    items_tax_minor,
                    items_gross_minor,
                    priced_at,
                    now,
                    expires_at,
                    cart_id,
                    version,
                ],
            )
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateTotalsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateTotalsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateTotalsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.line_count,
            &params.items_net_minor,
            &params.items_tax_minor,
            &params.items_gross_minor,
            &params.priced_at,
            &params.now,
            &params.expires_at,
            &params.cart_id,
            &params.version,
        ))
    }
}
pub struct UpdateCartStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_cart() -> UpdateCartStmt {
    UpdateCartStmt(
        "UPDATE cart.cart SET locale = $1, email = $2, shipping_address = $3::text::jsonb, billing_address = $4::text::jsonb, shipping = $5::text::jsonb, payment = $6::text::jsonb, warnings = $7::text::jsonb, line_count = $8, items_net_minor = $9, items_tax_minor = $10, items_gross_minor = $11, priced_at = $12, version = version + 1, updated_at = $13, expires_at = $14 WHERE cart_id = $15 AND version = $16 AND status = 'open'",
        None,
    )
}
impl UpdateCartStmt {
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
        T7: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        locale: &'a Option<T1>,
        email: &'a Option<T2>,
        shipping_address: &'a Option<T3>,
        billing_address: &'a Option<T4>,
        shipping: &'a Option<T5>,
        payment: &'a Option<T6>,
        warnings: &'a T7,
        line_count: &'a i32,
        items_net_minor: &'a i64,
        items_tax_minor: &'a i64,
        items_gross_minor: &'a i64,
        priced_at: &'a Option<kernel_base::Timestamp>,
        now: &'a kernel_base::Timestamp,
        expires_at: &'a kernel_base::Timestamp,
        cart_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    locale,
                    email,
                    shipping_address,
                    billing_address,
                    shipping,
                    payment,
                    warnings,
                    line_count,
                    items_net_minor,
                    items_tax_minor,
                    items_gross_minor,
                    priced_at,
                    now,
                    expires_at,
                    cart_id,
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
    T5: crate::StringSql,
    T6: crate::StringSql,
    T7: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateCartParams<T1, T2, T3, T4, T5, T6, T7>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateCartStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateCartParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.locale,
            &params.email,
            &params.shipping_address,
            &params.billing_address,
            &params.shipping,
            &params.payment,
            &params.warnings,
            &params.line_count,
            &params.items_net_minor,
            &params.items_tax_minor,
            &params.items_gross_minor,
            &params.priced_at,
            &params.now,
            &params.expires_at,
            &params.cart_id,
            &params.version,
        ))
    }
}
pub struct BeginHoldStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn begin_hold() -> BeginHoldStmt {
    BeginHoldStmt(
        "UPDATE cart.cart SET held_since = $1, held_until = NULL, hold_refusal = NULL, version = version + 1, updated_at = $2 WHERE cart_id = $3 AND version = $4 AND status = 'open'",
        None,
    )
}
impl BeginHoldStmt {
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
        held_since: &'a Option<kernel_base::Timestamp>,
        now: &'a kernel_base::Timestamp,
        cart_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[held_since, now, cart_id, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        BeginHoldParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for BeginHoldStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a BeginHoldParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.held_since, &params.now, &params.cart_id, &params.version))
    }
}
pub struct SaveHoldStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn save_hold() -> SaveHoldStmt {
    SaveHoldStmt(
        "UPDATE cart.cart SET held_since = $1, held_until = $2, hold_refusal = $3 WHERE cart_id = $4 AND version = $5 AND status = 'open'",
        None,
    )
}
impl SaveHoldStmt {
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
        held_since: &'a Option<kernel_base::Timestamp>,
        held_until: &'a Option<kernel_base::Timestamp>,
        hold_refusal: &'a Option<T1>,
        cart_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[held_since, held_until, hold_refusal, cart_id, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SaveHoldParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SaveHoldStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SaveHoldParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.held_since,
            &params.held_until,
            &params.hold_refusal,
            &params.cart_id,
            &params.version,
        ))
    }
}
pub struct StartCompletionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn start_completion() -> StartCompletionStmt {
    StartCompletionStmt(
        "UPDATE cart.cart SET status = 'completing', completing_at = $1, attempt = $2, order_id = $3, attempt_key = $4, attempt_request = $5, warnings = '[]', version = version + 1, updated_at = $1 WHERE cart_id = $6 AND version = $7 AND status = 'open'",
        None,
    )
}
impl StartCompletionStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::BytesSql>(
        &'s self,
        client: &'c C,
        now: &'a kernel_base::Timestamp,
        attempt: &'a i32,
        order_id: &'a uuid::Uuid,
        attempt_key: &'a T1,
        attempt_request: &'a T2,
        cart_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[now, attempt, order_id, attempt_key, attempt_request, cart_id, version])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql, T2: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        StartCompletionParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for StartCompletionStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a StartCompletionParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.now,
            &params.attempt,
            &params.order_id,
            &params.attempt_key,
            &params.attempt_request,
            &params.cart_id,
            &params.version,
        ))
    }
}
pub struct FinishCompletionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn finish_completions() -> FinishCompletionsStmt {
    FinishCompletionsStmt(
        "UPDATE cart.cart SET status = 'completed', order_number = t.order_number, completing_at = NULL, version = version + 1, updated_at = $1, ended_at = $1 FROM unnest($2::uuid[], $3::uuid[], $4::text[]) AS t (cart_id, order_id, order_number) WHERE cart.cart_id = t.cart_id AND cart.order_id = t.order_id AND cart.status = 'completing'",
        None,
    )
}
impl FinishCompletionsStmt {
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
    >(
        &'s self,
        client: &'c C,
        now: &'a kernel_base::Timestamp,
        cart_ids: &'a T1,
        order_ids: &'a T2,
        order_numbers: &'a T4,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, cart_ids, order_ids, order_numbers]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        FinishCompletionsParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for FinishCompletionsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a FinishCompletionsParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.cart_ids, &params.order_ids, &params.order_numbers))
    }
}
pub struct ReopenCartsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn reopen_carts() -> ReopenCartsStmt {
    ReopenCartsStmt(
        "UPDATE cart.cart SET status = 'open', completing_at = NULL, warnings = t.warnings::jsonb, priced_at = NULL, version = version + 1, updated_at = $1, expires_at = $2, held_since = CASE WHEN t.holds THEN held_since END, held_until = CASE WHEN t.holds THEN held_until END, hold_refusal = CASE WHEN t.holds THEN hold_refusal END FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::boolean[]) AS t (cart_id, order_id, warnings, holds) WHERE cart.cart_id = t.cart_id AND cart.order_id = t.order_id AND cart.status = 'completing'",
        None,
    )
}
impl ReopenCartsStmt {
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
        T5: crate::ArraySql<Item = bool>,
    >(
        &'s self,
        client: &'c C,
        now: &'a kernel_base::Timestamp,
        expires_at: &'a kernel_base::Timestamp,
        cart_ids: &'a T1,
        order_ids: &'a T2,
        warnings: &'a T4,
        holds: &'a T5,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, expires_at, cart_ids, order_ids, warnings, holds]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::ArraySql<Item = bool>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ReopenCartsParams<T1, T2, T3, T4, T5>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ReopenCartsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ReopenCartsParams<T1, T2, T3, T4, T5>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.now,
            &params.expires_at,
            &params.cart_ids,
            &params.order_ids,
            &params.warnings,
            &params.holds,
        ))
    }
}
pub struct ListOverdueStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_overdue() -> ListOverdueStmt {
    ListOverdueStmt(
        "SELECT cart_id, channel, customer_id, line_count, version, updated_at, held_until FROM cart.cart WHERE status = 'open' AND expires_at <= $1 ORDER BY expires_at LIMIT $2",
        None,
    )
}
impl ListOverdueStmt {
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
    ) -> ExpiredRowQuery<'c, 'a, 's, C, ExpiredRow, 2> {
        ExpiredRowQuery {
            client,
            params: [now, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ExpiredRowBorrowed, tokio_postgres::Error> {
                Ok(ExpiredRowBorrowed {
                    cart_id: row.try_get(0)?,
                    channel: row.try_get(1)?,
                    customer_id: row.try_get(2)?,
                    line_count: row.try_get(3)?,
                    version: row.try_get(4)?,
                    updated_at: row.try_get(5)?,
                    held_until: row.try_get(6)?,
                })
            },
            mapper: |it| ExpiredRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListOverdueParams,
        ExpiredRowQuery<'c, 'a, 's, C, ExpiredRow, 2>,
        C,
    > for ListOverdueStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListOverdueParams,
    ) -> ExpiredRowQuery<'c, 'a, 's, C, ExpiredRow, 2> {
        self.bind(client, &params.now, &params.limit)
    }
}
pub struct ExpireCartsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn expire_carts() -> ExpireCartsStmt {
    ExpireCartsStmt(
        "UPDATE cart.cart SET status = 'expired', version = cart.version + 1, updated_at = $1, ended_at = $1 FROM unnest($2::uuid[], $3::bigint[]) AS t (cart_id, version) WHERE cart.cart_id = t.cart_id AND cart.version = t.version AND cart.status = 'open'",
        None,
    )
}
impl ExpireCartsStmt {
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
        T2: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        now: &'a kernel_base::Timestamp,
        cart_ids: &'a T1,
        versions: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, cart_ids, versions]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ExpireCartsParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ExpireCartsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ExpireCartsParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.cart_ids, &params.versions))
    }
}
pub struct ListEndedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_ended() -> ListEndedStmt {
    ListEndedStmt(
        "SELECT cart_id FROM cart.cart WHERE ended_at IS NOT NULL AND ended_at <= $1 ORDER BY ended_at LIMIT $2",
        None,
    )
}
impl ListEndedStmt {
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
        before: &'a kernel_base::Timestamp,
        limit: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [before, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, ListEndedParams, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>, C>
    for ListEndedStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListEndedParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.before, &params.limit)
    }
}
pub struct DeleteCartsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_carts() -> DeleteCartsStmt {
    DeleteCartsStmt("DELETE FROM cart.cart WHERE cart_id = ANY($1::uuid[]) AND ended_at IS NOT NULL", None)
}
impl DeleteCartsStmt {
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
        cart_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[cart_ids]).await
    }
}
pub struct ListStuckStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_stuck() -> ListStuckStmt {
    ListStuckStmt(
        "SELECT cart_id, order_id, attempt, completing_at FROM cart.cart WHERE status = 'completing' AND completing_at <= $1 ORDER BY completing_at LIMIT $2",
        None,
    )
}
impl ListStuckStmt {
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
        since: &'a kernel_base::Timestamp,
        limit: &'a i64,
    ) -> StuckRowQuery<'c, 'a, 's, C, StuckRow, 2> {
        StuckRowQuery {
            client,
            params: [since, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<StuckRow, tokio_postgres::Error> {
                Ok(StuckRow {
                    cart_id: row.try_get(0)?,
                    order_id: row.try_get(1)?,
                    attempt: row.try_get(2)?,
                    completing_at: row.try_get(3)?,
                })
            },
            mapper: |it| StuckRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, ListStuckParams, StuckRowQuery<'c, 'a, 's, C, StuckRow, 2>, C>
    for ListStuckStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListStuckParams,
    ) -> StuckRowQuery<'c, 'a, 's, C, StuckRow, 2> {
        self.bind(client, &params.since, &params.limit)
    }
}
