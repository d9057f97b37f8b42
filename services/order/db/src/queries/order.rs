// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct NewOrderNumbersParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T3: crate::ArraySql<Item = i32>,
    T4: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = Option<T5>>,
    T7: crate::ArraySql<Item = kernel_base::Timestamp>,
> {
    pub order_ids: T1,
    pub cart_ids: T2,
    pub attempts: T3,
    pub customer_ids: T4,
    pub guest_emails: T6,
    pub placed_ats: T7,
}
#[derive(Debug)]
pub struct InsertOrdersParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = Option<T4>>,
    T6: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T7: crate::ArraySql<Item = i32>,
    T8: crate::StringSql,
    T9: crate::ArraySql<Item = T8>,
    T10: crate::StringSql,
    T11: crate::ArraySql<Item = T10>,
    T12: crate::StringSql,
    T13: crate::ArraySql<Item = T12>,
    T14: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T15: crate::StringSql,
    T16: crate::ArraySql<Item = Option<T15>>,
    T17: crate::StringSql,
    T18: crate::ArraySql<Item = Option<T17>>,
    T19: crate::StringSql,
    T20: crate::ArraySql<Item = Option<T19>>,
    T21: crate::StringSql,
    T22: crate::ArraySql<Item = Option<T21>>,
    T23: crate::StringSql,
    T24: crate::ArraySql<Item = Option<T23>>,
    T25: crate::StringSql,
    T26: crate::ArraySql<Item = Option<T25>>,
    T27: crate::StringSql,
    T28: crate::ArraySql<Item = Option<T27>>,
    T29: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T30: crate::StringSql,
    T31: crate::ArraySql<Item = Option<T30>>,
    T32: crate::StringSql,
    T33: crate::ArraySql<Item = T32>,
    T34: crate::StringSql,
    T35: crate::ArraySql<Item = Option<T34>>,
    T36: crate::StringSql,
    T37: crate::ArraySql<Item = Option<T36>>,
    T38: crate::ArraySql<Item = i64>,
    T39: crate::ArraySql<Item = i64>,
    T40: crate::ArraySql<Item = i64>,
    T41: crate::ArraySql<Item = i64>,
    T42: crate::ArraySql<Item = i32>,
    T43: crate::ArraySql<Item = i64>,
    T44: crate::BytesSql,
    T45: crate::ArraySql<Item = T44>,
    T46: crate::StringSql,
    T47: crate::ArraySql<Item = T46>,
    T48: crate::ArraySql<Item = kernel_base::Timestamp>,
    T49: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    T50: crate::ArraySql<Item = Option<i32>>,
> {
    pub order_ids: T1,
    pub order_numbers: T3,
    pub external_ids: T5,
    pub cart_ids: T6,
    pub attempts: T7,
    pub channels: T9,
    pub currencies: T11,
    pub statuses: T13,
    pub customer_ids: T14,
    pub customer_references: T16,
    pub emails: T18,
    pub customer_groups: T20,
    pub countries: T22,
    pub country_texts: T24,
    pub shipping_addresses: T26,
    pub billing_addresses: T28,
    pub shipping_method_ids: T29,
    pub shipping_method_names: T31,
    pub tax_treatments: T33,
    pub payment_providers: T35,
    pub payment_references: T37,
    pub items_net_minors: T38,
    pub items_tax_minors: T39,
    pub shipping_gross_minors: T40,
    pub shipping_tax_minors: T41,
    pub line_counts: T42,
    pub unit_counts: T43,
    pub token_hashes: T45,
    pub created_bys: T47,
    pub created_ats: T48,
    pub placed_ats: T49,
    pub shipping_tax_rates: T50,
}
#[derive(Debug)]
pub struct ListOrdersParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
> {
    pub after: Option<uuid::Uuid>,
    pub status: Option<T1>,
    pub channel: Option<T2>,
    pub channels: Option<T4>,
    pub country_text: Option<T5>,
    pub customer_id: Option<uuid::Uuid>,
    pub placed_after: Option<kernel_base::Timestamp>,
    pub placed_before: Option<kernel_base::Timestamp>,
    pub row_limit: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ListOrdersOfCustomerParams {
    pub customer_id: uuid::Uuid,
    pub after: Option<uuid::Uuid>,
    pub row_limit: i64,
}
#[derive(Debug)]
pub struct ListGuestOrdersParams<T1: crate::StringSql> {
    pub email: T1,
    pub placed_until: kernel_base::Timestamp,
    pub row_limit: i64,
}
#[derive(Debug)]
pub struct SaveOrderStatesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T10: crate::StringSql,
    T11: crate::ArraySql<Item = Option<T10>>,
    T12: crate::StringSql,
    T13: crate::ArraySql<Item = Option<T12>>,
    T14: crate::ArraySql<Item = i64>,
    T15: crate::ArraySql<Item = i64>,
    T16: crate::ArraySql<Item = i64>,
    T17: crate::ArraySql<Item = i64>,
> {
    pub order_ids: T1,
    pub versions: T2,
    pub statuses: T4,
    pub payment_statuses: T6,
    pub fulfillment_statuses: T8,
    pub cancel_saga_ids: T9,
    pub reject_codes: T11,
    pub reject_messages: T13,
    pub cancelled_minors: T14,
    pub captured_minors: T15,
    pub refunded_minors: T16,
    pub voided_minors: T17,
}
#[derive(Clone, Copy, Debug)]
pub struct PlaceDraftParams {
    pub placed_at: kernel_base::Timestamp,
    pub order_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct RewriteDraftParams {
    pub items_net_minor: i64,
    pub items_tax_minor: i64,
    pub line_count: i32,
    pub unit_count: i64,
    pub order_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug)]
pub struct AmendDraftParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
    T7: crate::StringSql,
    T8: crate::StringSql,
    T9: crate::StringSql,
> {
    pub customer_id: Option<uuid::Uuid>,
    pub customer_reference: Option<T1>,
    pub email: Option<T2>,
    pub customer_group: Option<T3>,
    pub country: Option<T4>,
    pub country_text: Option<T5>,
    pub shipping_address: Option<T6>,
    pub tax_treatment: T7,
    pub payment_provider: Option<T8>,
    pub payment_reference: Option<T9>,
    pub items_net_minor: i64,
    pub items_tax_minor: i64,
    pub order_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct NewOrderNumbers {
    pub order_id: uuid::Uuid,
    pub counter: i64,
    pub claimed_by: Option<uuid::Uuid>,
}
#[derive(Debug, Clone, PartialEq)]
pub struct OrderRow {
    pub order_id: uuid::Uuid,
    pub order_number: String,
    pub external_id: Option<String>,
    pub cart_id: Option<uuid::Uuid>,
    pub status: String,
    pub payment_status: String,
    pub fulfillment_status: String,
    pub cancel_saga_id: Option<uuid::Uuid>,
    pub reject_code: Option<String>,
    pub reject_message: Option<String>,
    pub channel: String,
    pub currency: String,
    pub customer_id: Option<uuid::Uuid>,
    pub customer_reference: Option<String>,
    pub email: Option<String>,
    pub customer_group: Option<String>,
    pub country: Option<String>,
    pub country_text: Option<String>,
    pub shipping_address: Option<String>,
    pub billing_address: Option<String>,
    pub shipping_method_id: Option<uuid::Uuid>,
    pub shipping_method_name: Option<String>,
    pub tax_treatment: String,
    pub payment_provider: Option<String>,
    pub items_net_minor: i64,
    pub items_tax_minor: i64,
    pub shipping_gross_minor: i64,
    pub shipping_tax_minor: i64,
    pub total_minor: i64,
    pub cancelled_minor: i64,
    pub captured_minor: i64,
    pub refunded_minor: i64,
    pub voided_minor: i64,
    pub line_count: i32,
    pub unit_count: i64,
    pub created_at: kernel_base::Timestamp,
    pub placed_at: Option<kernel_base::Timestamp>,
    pub version: i64,
}
pub struct OrderRowBorrowed<'a> {
    pub order_id: uuid::Uuid,
    pub order_number: &'a str,
    pub external_id: Option<&'a str>,
    pub cart_id: Option<uuid::Uuid>,
    pub status: &'a str,
    pub payment_status: &'a str,
    pub fulfillment_status: &'a str,
    pub cancel_saga_id: Option<uuid::Uuid>,
    pub reject_code: Option<&'a str>,
    pub reject_message: Option<&'a str>,
    pub channel: &'a str,
    pub currency: &'a str,
    pub customer_id: Option<uuid::Uuid>,
    pub customer_reference: Option<&'a str>,
    pub email: Option<&'a str>,
    pub customer_group: Option<&'a str>,
    pub country: Option<&'a str>,
    pub country_text: Option<&'a str>,
    pub shipping_address: Option<&'a str>,
    pub billing_address: Option<&'a str>,
    pub shipping_method_id: Option<uuid::Uuid>,
    pub shipping_method_name: Option<&'a str>,
    pub tax_treatment: &'a str,
    pub payment_provider: Option<&'a str>,
    pub items_net_minor: i64,
    pub items_tax_minor: i64,
    pub shipping_gross_minor: i64,
    pub shipping_tax_minor: i64,
    pub total_minor: i64,
    pub cancelled_minor: i64,
    pub captured_minor: i64,
    pub refunded_minor: i64,
    pub voided_minor: i64,
    pub line_count: i32,
    pub unit_count: i64,
    pub created_at: kernel_base::Timestamp,
    pub placed_at: Option<kernel_base::Timestamp>,
    pub version: i64,
}
impl<'a> From<OrderRowBorrowed<'a>> for OrderRow {
    fn from(
        OrderRowBorrowed {
            order_id,
            order_number,
            external_id,
            cart_id,
            status,
            payment_status,
            fulfillment_status,
            cancel_saga_id,
            reject_code,
            reject_message,
            channel,
            currency,
            customer_id,
            customer_reference,
            email,
            customer_group,
            country,
            country_text,
            shipping_address,
            billing_address,
            shipping_method_id,
            shipping_method_name,
            tax_treatment,
            payment_provider,
            items_net_minor,
            items_tax_minor,
            shipping_gross_minor,
            shipping_tax_minor,
            total_minor,
            cancelled_minor,
            captured_minor,
            refunded_minor,
            voided_minor,
            line_count,
            unit_count,
            created_at,
            placed_at,
            version,
        }: OrderRowBorrowed<'a>,
    ) -> Self {
        Self {
            order_id,
            order_number: order_number.into(),
            external_id: external_id.map(|v| v.into()),
            cart_id,
            status: status.into(),
            payment_status: payment_status.into(),
            fulfillment_status: fulfillment_status.into(),
            cancel_saga_id,
            reject_code: reject_code.map(|v| v.into()),
            reject_message: reject_message.map(|v| v.into()),
            channel: channel.into(),
            currency: currency.into(),
            customer_id,
            customer_reference: customer_reference.map(|v| v.into()),
            email: email.map(|v| v.into()),
            customer_group: customer_group.map(|v| v.into()),
            country: country.map(|v| v.into()),
            country_text: country_text.map(|v| v.into()),
            shipping_address: shipping_address.map(|v| v.into()),
            billing_address: billing_address.map(|v| v.into()),
            shipping_method_id,
            shipping_method_name: shipping_method_name.map(|v| v.into()),
            tax_treatment: tax_treatment.into(),
            payment_provider: payment_provider.map(|v| v.into()),
            items_net_minor,
            items_tax_minor,
            shipping_gross_minor,
            shipping_tax_minor,
            total_minor,
            cancelled_minor,
            captured_minor,
            refunded_minor,
            voided_minor,
            line_count,
            unit_count,
            created_at,
            placed_at,
            version,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct OrderAccessRow {
    pub order_id: uuid::Uuid,
    pub token_hash: Vec<u8>,
    pub created_at: kernel_base::Timestamp,
}
pub struct OrderAccessRowBorrowed<'a> {
    pub order_id: uuid::Uuid,
    pub token_hash: &'a [u8],
    pub created_at: kernel_base::Timestamp,
}
impl<'a> From<OrderAccessRowBorrowed<'a>> for OrderAccessRow {
    fn from(OrderAccessRowBorrowed { order_id, token_hash, created_at }: OrderAccessRowBorrowed<'a>) -> Self {
        Self { order_id, token_hash: token_hash.into(), created_at }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct OrderStateRow {
    pub order_id: uuid::Uuid,
    pub order_number: String,
    pub cart_id: Option<uuid::Uuid>,
    pub attempt: i32,
    pub channel: String,
    pub currency: String,
    pub status: String,
    pub payment_status: String,
    pub fulfillment_status: String,
    pub cancel_saga_id: Option<uuid::Uuid>,
    pub reject_code: Option<String>,
    pub reject_message: Option<String>,
    pub total_minor: i64,
    pub shipping_gross_minor: i64,
    pub cancelled_minor: i64,
    pub captured_minor: i64,
    pub refunded_minor: i64,
    pub voided_minor: i64,
    pub version: i64,
}
pub struct OrderStateRowBorrowed<'a> {
    pub order_id: uuid::Uuid,
    pub order_number: &'a str,
    pub cart_id: Option<uuid::Uuid>,
    pub attempt: i32,
    pub channel: &'a str,
    pub currency: &'a str,
    pub status: &'a str,
    pub payment_status: &'a str,
    pub fulfillment_status: &'a str,
    pub cancel_saga_id: Option<uuid::Uuid>,
    pub reject_code: Option<&'a str>,
    pub reject_message: Option<&'a str>,
    pub total_minor: i64,
    pub shipping_gross_minor: i64,
    pub cancelled_minor: i64,
    pub captured_minor: i64,
    pub refunded_minor: i64,
    pub voided_minor: i64,
    pub version: i64,
}
impl<'a> From<OrderStateRowBorrowed<'a>> for OrderStateRow {
    fn from(
        OrderStateRowBorrowed {
            order_id,
            order_number,
            cart_id,
            attempt,
            channel,
            currency,
            status,
            payment_status,
            fulfillment_status,
            cancel_saga_id,
            reject_code,
            reject_message,
            total_minor,
            shipping_gross_minor,
            cancelled_minor,
            captured_minor,
            refunded_minor,
            voided_minor,
            version,
        }: OrderStateRowBorrowed<'a>,
    ) -> Self {
        Self {
            order_id,
            order_number: order_number.into(),
            cart_id,
            attempt,
            channel: channel.into(),
            currency: currency.into(),
            status: status.into(),
            payment_status: payment_status.into(),
            fulfillment_status: fulfillment_status.into(),
            cancel_saga_id,
            reject_code: reject_code.map(|v| v.into()),
            reject_message: reject_message.map(|v| v.into()),
            total_minor,
            shipping_gross_minor,
            cancelled_minor,
            captured_minor,
            refunded_minor,
            voided_minor,
            version,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct NewOrderNumbersQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<NewOrderNumbers, tokio_postgres::Error>,
    mapper: fn(NewOrderNumbers) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> NewOrderNumbersQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(NewOrderNumbers) -> R) -> NewOrderNumbersQuery<'c, 'a, 's, C, R, N> {
        NewOrderNumbersQuery {
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
pub struct OrderRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<OrderRowBorrowed, tokio_postgres::Error>,
    mapper: fn(OrderRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OrderRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(OrderRowBorrowed) -> R) -> OrderRowQuery<'c, 'a, 's, C, R, N> {
        OrderRowQuery {
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
pub struct StringQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<&str, tokio_postgres::Error>,
    mapper: fn(&str) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StringQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(&str) -> R) -> StringQuery<'c, 'a, 's, C, R, N> {
        StringQuery {
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
pub struct OrderAccessRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<OrderAccessRowBorrowed, tokio_postgres::Error>,
    mapper: fn(OrderAccessRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OrderAccessRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(OrderAccessRowBorrowed) -> R) -> OrderAccessRowQuery<'c, 'a, 's, C, R, N> {
        OrderAccessRowQuery {
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
pub struct OrderStateRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<OrderStateRowBorrowed, tokio_postgres::Error>,
    mapper: fn(OrderStateRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OrderStateRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(OrderStateRowBorrowed) -> R) -> OrderStateRowQuery<'c, 'a, 's, C, R, N> {
        OrderStateRowQuery {
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
pub struct NewOrderNumbersStmt(&'static str, Option<tokio_postgres::Statement>);
/// Which of these orders do not exist yet, each with the next number. A number drawn in vain is lost: numbers are
/// unique, not gapless. A customer who was erased orders nothing any more. An order of a guest that arrives late may be
/// that of a customer who has shown since that the address is theirs.
pub fn new_order_numbers() -> NewOrderNumbersStmt {
    NewOrderNumbersStmt(
        "SELECT new.order_id, nextval('\"order\".order_number_seq') AS counter, claim.customer_id AS claimed_by FROM unnest( $1::uuid[], $2::uuid[], $3::integer[], $4::uuid[], $5::text[], $6::timestamptz[] ) AS new (order_id, cart_id, attempt, customer_id, guest_email, placed_at) LEFT JOIN LATERAL ( SELECT c.customer_id FROM \"order\".email_claim AS c WHERE c.email = new.guest_email AND c.verified_at >= new.placed_at ORDER BY c.verified_at DESC LIMIT 1 ) AS claim ON true WHERE NOT EXISTS (SELECT FROM \"order\".sales_order AS old WHERE old.order_id = new.order_id) AND NOT EXISTS ( SELECT FROM \"order\".sales_order AS old WHERE old.cart_id = new.cart_id AND old.attempt = new.attempt ) AND NOT EXISTS (SELECT FROM \"order\".erased_customer AS erased WHERE erased.customer_id = new.customer_id)",
        None,
    )
}
impl NewOrderNumbersStmt {
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
        T2: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T3: crate::ArraySql<Item = i32>,
        T4: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = Option<T5>>,
        T7: crate::ArraySql<Item = kernel_base::Timestamp>,
    >(
        &'s self,
        client: &'c C,
        order_ids: &'a T1,
        cart_ids: &'a T2,
        attempts: &'a T3,
        customer_ids: &'a T4,
        guest_emails: &'a T6,
        placed_ats: &'a T7,
    ) -> NewOrderNumbersQuery<'c, 'a, 's, C, NewOrderNumbers, 6> {
        NewOrderNumbersQuery {
            client,
            params: [order_ids, cart_ids, attempts, customer_ids, guest_emails, placed_ats],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<NewOrderNumbers, tokio_postgres::Error> {
                Ok(NewOrderNumbers {
                    order_id: row.try_get(0)?,
                    counter: row.try_get(1)?,
                    claimed_by: row.try_get(2)?,
                })
            },
            mapper: |it| NewOrderNumbers::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T3: crate::ArraySql<Item = i32>,
    T4: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = Option<T5>>,
    T7: crate::ArraySql<Item = kernel_base::Timestamp>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        NewOrderNumbersParams<T1, T2, T3, T4, T5, T6, T7>,
        NewOrderNumbersQuery<'c, 'a, 's, C, NewOrderNumbers, 6>,
        C,
    > for NewOrderNumbersStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a NewOrderNumbersParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> NewOrderNumbersQuery<'c, 'a, 's, C, NewOrderNumbers, 6> {
        self.bind(
            client,
            &params.order_ids,
            &params.cart_ids,
            &params.attempts,
            &params.customer_ids,
            &params.guest_emails,
            &params.placed_ats,
        )
    }
}
pub struct InsertOrdersStmt(&'static str, Option<tokio_postgres::Statement>);
/// The columns of one order stand at the same index of every array.
pub fn insert_orders() -> InsertOrdersStmt {
    InsertOrdersStmt(
        "INSERT INTO \"order\".sales_order ( order_id, order_number, external_id, cart_id, attempt, channel, currency, status, payment_status, fulfillment_status, customer_id, customer_reference, email, customer_group, country, country_text, shipping_address, billing_address, shipping_method_id, shipping_method_name, tax_treatment, payment_provider, payment_reference, items_net_minor, items_tax_minor, shipping_gross_minor, shipping_tax_minor, total_minor, line_count, unit_count, token_hash, created_by, created_at, placed_at, shipping_tax_rate_ppm, version ) SELECT order_id, order_number, external_id, cart_id, attempt, channel, currency, status, 'none', 'none', customer_id, customer_reference, email, customer_group, country, country_text, shipping_address::jsonb, billing_address::jsonb, shipping_method_id, shipping_method_name, tax_treatment, payment_provider, payment_reference, items_net_minor, items_tax_minor, shipping_gross_minor, shipping_tax_minor, items_net_minor + items_tax_minor + shipping_gross_minor, line_count, unit_count, token_hash, created_by, created_at, placed_at, shipping_tax_rate, 1 FROM unnest( $1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::integer[], $6::text[], $7::text[], $8::text[], $9::uuid[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::uuid[], $18::text[], $19::text[], $20::text[], $21::text[], $22::bigint[], $23::bigint[], $24::bigint[], $25::bigint[], $26::integer[], $27::bigint[], $28::bytea[], $29::text[], $30::timestamptz[], $31::timestamptz[], $32::integer[] ) AS t ( order_id, order_number, external_id, cart_id, attempt, channel, currency, status, customer_id, customer_reference, email, customer_group, country, country_text, shipping_address, billing_address, shipping_method_id, shipping_method_name, tax_treatment, payment_provider, payment_reference, items_net_minor, items_tax_minor, shipping_gross_minor, shipping_tax_minor, line_count, unit_count, token_hash, created_by, created_at, placed_at, shipping_tax_rate )",
        None,
    )
}
impl InsertOrdersStmt {
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
        T5: crate::ArraySql<Item = Option<T4>>,
        T6: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T7: crate::ArraySql<Item = i32>,
        T8: crate::StringSql,
        T9: crate::ArraySql<Item = T8>,
        T10: crate::StringSql,
        T11: crate::ArraySql<Item = T10>,
        T12: crate::StringSql,
        T13: crate::ArraySql<Item = T12>,
        T14: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T15: crate::StringSql,
        T16: crate::ArraySql<Item = Option<T15>>,
        T17: crate::StringSql,
        T18: crate::ArraySql<Item = Option<T17>>,
        T19: crate::StringSql,
        T20: crate::ArraySql<Item = Option<T19>>,
        T21: crate::StringSql,
        T22: crate::ArraySql<Item = Option<T21>>,
        T23: crate::StringSql,
        T24: crate::ArraySql<Item = Option<T23>>,
        T25: crate::StringSql,
        T26: crate::ArraySql<Item = Option<T25>>,
        T27: crate::StringSql,
        T28: crate::ArraySql<Item = Option<T27>>,
        T29: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T30: crate::StringSql,
        T31: crate::ArraySql<Item = Option<T30>>,
        T32: crate::StringSql,
        T33: crate::ArraySql<Item = T32>,
        T34: crate::StringSql,
        T35: crate::ArraySql<Item = Option<T34>>,
        T36: crate::StringSql,
        T37: crate::ArraySql<Item = Option<T36>>,
        T38: crate::ArraySql<Item = i64>,
        T39: crate::ArraySql<Item = i64>,
        T40: crate::ArraySql<Item = i64>,
        T41: crate::ArraySql<Item = i64>,
        T42: crate::ArraySql<Item = i32>,
        T43: crate::ArraySql<Item = i64>,
        T44: crate::BytesSql,
        T45: crate::ArraySql<Item = T44>,
        T46: crate::StringSql,
        T47: crate::ArraySql<Item = T46>,
        T48: crate::ArraySql<Item = kernel_base::Timestamp>,
        T49: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
        T50: crate::ArraySql<Item = Option<i32>>,
    >(
        &'s self,
        client: &'c C,
        order_ids: &'a T1,
        order_numbers: &'a T3,
        external_ids: &'a T5,
        cart_ids: &'a T6,
        attempts: &'a T7,
        channels: &'a T9,
        currencies: &'a T11,
        statuses: &'a T13,
        customer_ids: &'a T14,
        customer_references: &'a T16,
        emails: &'a T18,
        customer_groups: &'a T20,
        countries: &'a T22,
        country_texts: &'a T24,
        shipping_addresses: &'a T26,
        billing_addresses: &'a T28,
        shipping_method_ids: &'a T29,
        shipping_method_names: &'a T31,
        tax_treatments: &'a T33,
        payment_providers: &'a T35,
        payment_references: &'a T37,
        items_net_minors: &'a T38,
        items_tax_minors: &'a T39,
        shipping_gross_minors: &'a T40,
        shipping_tax_minors: &'a T41,
        line_counts: &'a T42,
        unit_counts: &'a T43,
        token_hashes: &'a T45,
        created_bys: &'a T47,
        created_ats: &'a T48,
        placed_ats: &'a T49,
        shipping_tax_rates: &'a T50,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    order_ids,
                    order_numbers,
                    external_ids,
                    cart_ids,
                    attempts,
                    channels,
                    currencies,
                    statuses,
                    customer_ids,
                    customer_references,
                    emails,
                    customer_groups,
                    countries,
                    country_texts,
                    shipping_addresses,
                    billing_addresses,
                    shipping_method_ids,
                    shipping_method_names,
                    tax_treatments,
                    payment_providers,
                    payment_references,
                    items_net_minors,
                    items_tax_minors,
                    shipping_gross_minors,
                    shipping_tax_minors,
                    line_counts,
                    unit_counts,
                    token_hashes,
                    created_bys,
                    created_ats,
                    placed_ats,
                    shipping_tax_rates,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = Option<T4>>,
    T6: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T7: crate::ArraySql<Item = i32>,
    T8: crate::StringSql,
    T9: crate::ArraySql<Item = T8>,
    T10: crate::StringSql,
    T11: crate::ArraySql<Item = T10>,
    T12: crate::StringSql,
    T13: crate::ArraySql<Item = T12>,
    T14: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T15: crate::StringSql,
    T16: crate::ArraySql<Item = Option<T15>>,
    T17: crate::StringSql,
    T18: crate::ArraySql<Item = Option<T17>>,
    T19: crate::StringSql,
    T20: crate::ArraySql<Item = Option<T19>>,
    T21: crate::StringSql,
    T22: crate::ArraySql<Item = Option<T21>>,
    T23: crate::StringSql,
    T24: crate::ArraySql<Item = Option<T23>>,
    T25: crate::StringSql,
    T26: crate::ArraySql<Item = Option<T25>>,
    T27: crate::StringSql,
    T28: crate::ArraySql<Item = Option<T27>>,
    T29: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T30: crate::StringSql,
    T31: crate::ArraySql<Item = Option<T30>>,
    T32: crate::StringSql,
    T33: crate::ArraySql<Item = T32>,
    T34: crate::StringSql,
    T35: crate::ArraySql<Item = Option<T34>>,
    T36: crate::StringSql,
    T37: crate::ArraySql<Item = Option<T36>>,
    T38: crate::ArraySql<Item = i64>,
    T39: crate::ArraySql<Item = i64>,
    T40: crate::ArraySql<Item = i64>,
    T41: crate::ArraySql<Item = i64>,
    T42: crate::ArraySql<Item = i32>,
    T43: crate::ArraySql<Item = i64>,
    T44: crate::BytesSql,
    T45: crate::ArraySql<Item = T44>,
    T46: crate::StringSql,
    T47: crate::ArraySql<Item = T46>,
    T48: crate::ArraySql<Item = kernel_base::Timestamp>,
    T49: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    T50: crate::ArraySql<Item = Option<i32>>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertOrdersParams<
            T1,
            T2,
            T3,
            T4,
            T5,
            T6,
            T7,
            T8,
            T9,
            T10,
            T11,
            T12,
            T13,
            T14,
            T15,
            T16,
            T17,
            T18,
            T19,
            T20,
            T21,
            T22,
            T23,
            T24,
            T25,
            T26,
            T27,
            T28,
            T29,
            T30,
            T31,
            T32,
            T33,
            T34,
            T35,
            T36,
            T37,
            T38,
            T39,
            T40,
            T41,
            T42,
            T43,
            T44,
            T45,
            T46,
            T47,
            T48,
            T49,
            T50,
        >,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertOrdersStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertOrdersParams<
            T1,
            T2,
            T3,
            T4,
            T5,
            T6,
            T7,
            T8,
            T9,
            T10,
            T11,
            T12,
            T13,
            T14,
            T15,
            T16,
            T17,
            T18,
            T19,
            T20,
            T21,
            T22,
            T23,
            T24,
            T25,
            T26,
            T27,
            T28,
            T29,
            T30,
            T31,
            T32,
            T33,
            T34,
            T35,
            T36,
            T37,
            T38,
            T39,
            T40,
            T41,
            T42,
            T43,
            T44,
            T45,
            T46,
            T47,
            T48,
            T49,
            T50,
        >,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.order_ids,
            &params.order_numbers,
            &params.external_ids,
            &params.cart_ids,
            &params.attempts,
            &params.channels,
            &params.currencies,
            &params.statuses,
            &params.customer_ids,
            &params.customer_references,
            &params.emails,
            &params.customer_groups,
            &params.countries,
            &params.country_texts,
            &params.shipping_addresses,
            &params.billing_addresses,
            &params.shipping_method_ids,
            &params.shipping_method_names,
            &params.tax_treatments,
            &params.payment_providers,
            &params.payment_references,
            &params.items_net_minors,
            &params.items_tax_minors,
            &params.shipping_gross_minors,
            &params.shipping_tax_minors,
            &params.line_counts,
            &params.unit_counts,
            &params.token_hashes,
            &params.created_bys,
            &params.created_ats,
            &params.placed_ats,
            &params.shipping_tax_rates,
        ))
    }
}
pub struct FindOrdersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_orders() -> FindOrdersStmt {
    FindOrdersStmt(
        "SELECT order_id, order_number, external_id, cart_id, status, payment_status, fulfillment_status, cancel_saga_id, reject_code, reject_message, channel, currency, customer_id, customer_reference, email, customer_group, country, country_text, shipping_address::text AS shipping_address, billing_address::text AS billing_address, shipping_method_id, shipping_method_name, tax_treatment, payment_provider, items_net_minor, items_tax_minor, shipping_gross_minor, shipping_tax_minor, total_minor, cancelled_minor, captured_minor, refunded_minor, voided_minor, line_count, unit_count, created_at, placed_at, version FROM \"order\".sales_order WHERE order_id = ANY($1::uuid[])",
        None,
    )
}
impl FindOrdersStmt {
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
    ) -> OrderRowQuery<'c, 'a, 's, C, OrderRow, 1> {
        OrderRowQuery {
            client,
            params: [order_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OrderRowBorrowed, tokio_postgres::Error> {
                Ok(OrderRowBorrowed {
                    order_id: row.try_get(0)?,
                    order_number: row.try_get(1)?,
                    external_id: row.try_get(2)?,
                    cart_id: row.try_get(3)?,
                    status: row.try_get(4)?,
                    payment_status: row.try_get(5)?,
                    fulfillment_status: row.try_get(6)?,
                    cancel_saga_id: row.try_get(7)?,
                    reject_code: row.try_get(8)?,
                    reject_message: row.try_get(9)?,
                    channel: row.try_get(10)?,
                    currency: row.try_get(11)?,
                    customer_id: row.try_get(12)?,
                    customer_reference: row.try_get(13)?,
                    email: row.try_get(14)?,
                    customer_group: row.try_get(15)?,
                    country: row.try_get(16)?,
                    country_text: row.try_get(17)?,
                    shipping_address: row.try_get(18)?,
                    billing_address: row.try_get(19)?,
                    shipping_method_id: row.try_get(20)?,
                    shipping_method_name: row.try_get(21)?,
                    tax_treatment: row.try_get(22)?,
                    payment_provider: row.try_get(23)?,
                    items_net_minor: row.try_get(24)?,
                    items_tax_minor: row.try_get(25)?,
                    shipping_gross_minor: row.try_get(26)?,
                    shipping_tax_minor: row.try_get(27)?,
                    total_minor: row.try_get(28)?,
                    cancelled_minor: row.try_get(29)?,
                    captured_minor: row.try_get(30)?,
                    refunded_minor: row.try_get(31)?,
                    voided_minor: row.try_get(32)?,
                    line_count: row.try_get(33)?,
                    unit_count: row.try_get(34)?,
                    created_at: row.try_get(35)?,
                    placed_at: row.try_get(36)?,
                    version: row.try_get(37)?,
                })
            },
            mapper: |it| OrderRow::from(it),
        }
    }
}
pub struct ListOrdersStmt(&'static str, Option<tokio_postgres::Statement>);
/// Newest first: the ids sort by time.
pub fn list_orders() -> ListOrdersStmt {
    ListOrdersStmt(
        "SELECT order_id, order_number, external_id, cart_id, status, payment_status, fulfillment_status, cancel_saga_id, reject_code, reject_message, channel, currency, customer_id, customer_reference, email, customer_group, country, country_text, shipping_address::text AS shipping_address, billing_address::text AS billing_address, shipping_method_id, shipping_method_name, tax_treatment, payment_provider, items_net_minor, items_tax_minor, shipping_gross_minor, shipping_tax_minor, total_minor, cancelled_minor, captured_minor, refunded_minor, voided_minor, line_count, unit_count, created_at, placed_at, version FROM \"order\".sales_order WHERE ($1::uuid IS NULL OR order_id < $1) AND ($2::text IS NULL OR status = $2) AND ($3::text IS NULL OR channel = $3) AND ($4::text[] IS NULL OR channel = ANY($4)) AND ($5::text IS NULL OR country_text = $5) AND ($6::uuid IS NULL OR customer_id = $6) AND ($7::timestamptz IS NULL OR placed_at >= $7) AND ($8::timestamptz IS NULL OR placed_at < $8) ORDER BY order_id DESC LIMIT $9::bigint",
        None,
    )
}
impl ListOrdersStmt {
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
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
        T5: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        after: &'a Option<uuid::Uuid>,
        status: &'a Option<T1>,
        channel: &'a Option<T2>,
        channels: &'a Option<T4>,
        country_text: &'a Option<T5>,
        customer_id: &'a Option<uuid::Uuid>,
        placed_after: &'a Option<kernel_base::Timestamp>,
        placed_before: &'a Option<kernel_base::Timestamp>,
        row_limit: &'a i64,
    ) -> OrderRowQuery<'c, 'a, 's, C, OrderRow, 9> {
        OrderRowQuery {
            client,
            params: [
                after,
                status,
                channel,
                channels,
                country_text,
                customer_id,
                placed_after,
                placed_before,
                row_limit,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OrderRowBorrowed, tokio_postgres::Error> {
                Ok(OrderRowBorrowed {
                    order_id: row.try_get(0)?,
                    order_number: row.try_get(1)?,
                    external_id: row.try_get(2)?,
                    cart_id: row.try_get(3)?,
                    status: row.try_get(4)?,
                    payment_status: row.try_get(5)?,
                    fulfillment_status: row.try_get(6)?,
                    cancel_saga_id: row.try_get(7)?,
                    reject_code: row.try_get(8)?,
                    reject_message: row.try_get(9)?,
                    channel: row.try_get(10)?,
                    currency: row.try_get(11)?,
                    customer_id: row.try_get(12)?,
                    customer_reference: row.try_get(13)?,
                    email: row.try_get(14)?,
                    customer_group: row.try_get(15)?,
                    country: row.try_get(16)?,
                    country_text: row.try_get(17)?,
                    shipping_address: row.try_get(18)?,
                    billing_address: row.try_get(19)?,
                    shipping_method_id: row.try_get(20)?,
                    shipping_method_name: row.try_get(21)?,
                    tax_treatment: row.try_get(22)?,
                    payment_provider: row.try_get(23)?,
                    items_net_minor: row.try_get(24)?,
                    items_tax_minor: row.try_get(25)?,
                    shipping_gross_minor: row.try_get(26)?,
                    shipping_tax_minor: row.try_get(27)?,
                    total_minor: row.try_get(28)?,
                    cancelled_minor: row.try_get(29)?,
                    captured_minor: row.try_get(30)?,
                    refunded_minor: row.try_get(31)?,
                    voided_minor: row.try_get(32)?,
                    line_count: row.try_get(33)?,
                    unit_count: row.try_get(34)?,
                    created_at: row.try_get(35)?,
                    placed_at: row.try_get(36)?,
                    version: row.try_get(37)?,
                })
            },
            mapper: |it| OrderRow::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListOrdersParams<T1, T2, T3, T4, T5>,
        OrderRowQuery<'c, 'a, 's, C, OrderRow, 9>,
        C,
    > for ListOrdersStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListOrdersParams<T1, T2, T3, T4, T5>,
    ) -> OrderRowQuery<'c, 'a, 's, C, OrderRow, 9> {
        self.bind(
            client,
            &params.after,
            &params.status,
            &params.channel,
            &params.channels,
            &params.country_text,
            &params.customer_id,
            &params.placed_after,
            &params.placed_before,
            &params.row_limit,
        )
    }
}
pub struct ListOrdersOfCustomerStmt(&'static str, Option<tokio_postgres::Statement>);
/// What they ordered, newest first: neither what staff is still writing or threw away, nor what could not be placed.
pub fn list_orders_of_customer() -> ListOrdersOfCustomerStmt {
    ListOrdersOfCustomerStmt(
        "SELECT order_id, order_number, external_id, cart_id, status, payment_status, fulfillment_status, cancel_saga_id, reject_code, reject_message, channel, currency, customer_id, customer_reference, email, customer_group, country, country_text, shipping_address::text AS shipping_address, billing_address::text AS billing_address, shipping_method_id, shipping_method_name, tax_treatment, payment_provider, items_net_minor, items_tax_minor, shipping_gross_minor, shipping_tax_minor, total_minor, cancelled_minor, captured_minor, refunded_minor, voided_minor, line_count, unit_count, created_at, placed_at, version FROM \"order\".sales_order WHERE customer_id = $1 AND ($2::uuid IS NULL OR order_id < $2) AND placed_at IS NOT NULL AND status <> 'rejected' ORDER BY order_id DESC LIMIT $3::bigint",
        None,
    )
}
impl ListOrdersOfCustomerStmt {
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
        customer_id: &'a uuid::Uuid,
        after: &'a Option<uuid::Uuid>,
        row_limit: &'a i64,
    ) -> OrderRowQuery<'c, 'a, 's, C, OrderRow, 3> {
        OrderRowQuery {
            client,
            params: [customer_id, after, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OrderRowBorrowed, tokio_postgres::Error> {
                Ok(OrderRowBorrowed {
                    order_id: row.try_get(0)?,
                    order_number: row.try_get(1)?,
                    external_id: row.try_get(2)?,
                    cart_id: row.try_get(3)?,
                    status: row.try_get(4)?,
                    payment_status: row.try_get(5)?,
                    fulfillment_status: row.try_get(6)?,
                    cancel_saga_id: row.try_get(7)?,
                    reject_code: row.try_get(8)?,
                    reject_message: row.try_get(9)?,
                    channel: row.try_get(10)?,
                    currency: row.try_get(11)?,
                    customer_id: row.try_get(12)?,
                    customer_reference: row.try_get(13)?,
                    email: row.try_get(14)?,
                    customer_group: row.try_get(15)?,
                    country: row.try_get(16)?,
                    country_text: row.try_get(17)?,
                    shipping_address: row.try_get(18)?,
                    billing_address: row.try_get(19)?,
                    shipping_method_id: row.try_get(20)?,
                    shipping_method_name: row.try_get(21)?,
                    tax_treatment: row.try_get(22)?,
                    payment_provider: row.try_get(23)?,
                    items_net_minor: row.try_get(24)?,
                    items_tax_minor: row.try_get(25)?,
                    shipping_gross_minor: row.try_get(26)?,
                    shipping_tax_minor: row.try_get(27)?,
                    total_minor: row.try_get(28)?,
                    cancelled_minor: row.try_get(29)?,
                    captured_minor: row.try_get(30)?,
                    refunded_minor: row.try_get(31)?,
                    voided_minor: row.try_get(32)?,
                    line_count: row.try_get(33)?,
                    unit_count: row.try_get(34)?,
                    created_at: row.try_get(35)?,
                    placed_at: row.try_get(36)?,
                    version: row.try_get(37)?,
                })
            },
            mapper: |it| OrderRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListOrdersOfCustomerParams,
        OrderRowQuery<'c, 'a, 's, C, OrderRow, 3>,
        C,
    > for ListOrdersOfCustomerStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListOrdersOfCustomerParams,
    ) -> OrderRowQuery<'c, 'a, 's, C, OrderRow, 3> {
        self.bind(client, &params.customer_id, &params.after, &params.row_limit)
    }
}
pub struct OrderChannelStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn order_channel() -> OrderChannelStmt {
    OrderChannelStmt("SELECT channel FROM \"order\".sales_order WHERE order_id = $1", None)
}
impl OrderChannelStmt {
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
    ) -> StringQuery<'c, 'a, 's, C, String, 1> {
        StringQuery {
            client,
            params: [order_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
pub struct OrderIdByExternalIdStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn order_id_by_external_id() -> OrderIdByExternalIdStmt {
    OrderIdByExternalIdStmt("SELECT order_id FROM \"order\".sales_order WHERE external_id = $1::text", None)
}
impl OrderIdByExternalIdStmt {
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
        external_id: &'a T1,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [external_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct OrderAccessStmt(&'static str, Option<tokio_postgres::Statement>);
/// What proves that a guest may see the order.
pub fn order_access() -> OrderAccessStmt {
    OrderAccessStmt(
        "SELECT order_id, token_hash, created_at FROM \"order\".sales_order WHERE order_id = $1",
        None,
    )
}
impl OrderAccessStmt {
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
    ) -> OrderAccessRowQuery<'c, 'a, 's, C, OrderAccessRow, 1> {
        OrderAccessRowQuery {
            client,
            params: [order_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OrderAccessRowBorrowed, tokio_postgres::Error> {
                Ok(OrderAccessRowBorrowed {
                    order_id: row.try_get(0)?,
                    token_hash: row.try_get(1)?,
                    created_at: row.try_get(2)?,
                })
            },
            mapper: |it| OrderAccessRow::from(it),
        }
    }
}
pub struct OrderAccessByNumberStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn order_access_by_number() -> OrderAccessByNumberStmt {
    OrderAccessByNumberStmt(
        "SELECT order_id, token_hash, created_at FROM \"order\".sales_order WHERE order_number = $1::text",
        None,
    )
}
impl OrderAccessByNumberStmt {
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
        order_number: &'a T1,
    ) -> OrderAccessRowQuery<'c, 'a, 's, C, OrderAccessRow, 1> {
        OrderAccessRowQuery {
            client,
            params: [order_number],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OrderAccessRowBorrowed, tokio_postgres::Error> {
                Ok(OrderAccessRowBorrowed {
                    order_id: row.try_get(0)?,
                    token_hash: row.try_get(1)?,
                    created_at: row.try_get(2)?,
                })
            },
            mapper: |it| OrderAccessRow::from(it),
        }
    }
}
pub struct FindOrderStatesStmt(&'static str, Option<tokio_postgres::Statement>);
/// What the transitions of many orders depend on.
pub fn find_order_states() -> FindOrderStatesStmt {
    FindOrderStatesStmt(
        "SELECT order_id, order_number, cart_id, attempt, channel, currency, status, payment_status, fulfillment_status, cancel_saga_id, reject_code, reject_message, total_minor, shipping_gross_minor, cancelled_minor, captured_minor, refunded_minor, voided_minor, version FROM \"order\".sales_order WHERE order_id = ANY($1::uuid[])",
        None,
    )
}
impl FindOrderStatesStmt {
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
    ) -> OrderStateRowQuery<'c, 'a, 's, C, OrderStateRow, 1> {
        OrderStateRowQuery {
            client,
            params: [order_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OrderStateRowBorrowed, tokio_postgres::Error> {
                Ok(OrderStateRowBorrowed {
                    order_id: row.try_get(0)?,
                    order_number: row.try_get(1)?,
                    cart_id: row.try_get(2)?,
                    attempt: row.try_get(3)?,
                    channel: row.try_get(4)?,
                    currency: row.try_get(5)?,
                    status: row.try_get(6)?,
                    payment_status: row.try_get(7)?,
                    fulfillment_status: row.try_get(8)?,
                    cancel_saga_id: row.try_get(9)?,
                    reject_code: row.try_get(10)?,
                    reject_message: row.try_get(11)?,
                    total_minor: row.try_get(12)?,
                    shipping_gross_minor: row.try_get(13)?,
                    cancelled_minor: row.try_get(14)?,
                    captured_minor: row.try_get(15)?,
                    refunded_minor: row.try_get(16)?,
                    voided_minor: row.try_get(17)?,
                    version: row.try_get(18)?,
                })
            },
            mapper: |it| OrderStateRow::from(it),
        }
    }
}
pub struct ListGuestOrdersStmt(&'static str, Option<tokio_postgres::Statement>);
/// Placed by nobody known with this address, until then.
pub fn list_guest_orders() -> ListGuestOrdersStmt {
    ListGuestOrdersStmt(
        "SELECT order_id, order_number, cart_id, attempt, channel, currency, status, payment_status, fulfillment_status, cancel_saga_id, reject_code, reject_message, total_minor, shipping_gross_minor, cancelled_minor, captured_minor, refunded_minor, voided_minor, version FROM \"order\".sales_order WHERE customer_id IS NULL AND email IS NOT NULL AND lower(email) = lower($1::text) AND placed_at <= $2 ORDER BY order_id LIMIT $3::bigint",
        None,
    )
}
impl ListGuestOrdersStmt {
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
        email: &'a T1,
        placed_until: &'a kernel_base::Timestamp,
        row_limit: &'a i64,
    ) -> OrderStateRowQuery<'c, 'a, 's, C, OrderStateRow, 3> {
        OrderStateRowQuery {
            client,
            params: [email, placed_until, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OrderStateRowBorrowed, tokio_postgres::Error> {
                Ok(OrderStateRowBorrowed {
                    order_id: row.try_get(0)?,
                    order_number: row.try_get(1)?,
                    cart_id: row.try_get(2)?,
                    attempt: row.try_get(3)?,
                    channel: row.try_get(4)?,
                    currency: row.try_get(5)?,
                    status: row.try_get(6)?,
                    payment_status: row.try_get(7)?,
                    fulfillment_status: row.try_get(8)?,
                    cancel_saga_id: row.try_get(9)?,
                    reject_code: row.try_get(10)?,
                    reject_message: row.try_get(11)?,
                    total_minor: row.try_get(12)?,
                    shipping_gross_minor: row.try_get(13)?,
                    cancelled_minor: row.try_get(14)?,
                    captured_minor: row.try_get(15)?,
                    refunded_minor: row.try_get(16)?,
                    voided_minor: row.try_get(17)?,
                    version: row.try_get(18)?,
                })
            },
            mapper: |it| OrderStateRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListGuestOrdersParams<T1>,
        OrderStateRowQuery<'c, 'a, 's, C, OrderStateRow, 3>,
        C,
    > for ListGuestOrdersStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListGuestOrdersParams<T1>,
    ) -> OrderStateRowQuery<'c, 'a, 's, C, OrderStateRow, 3> {
        self.bind(client, &params.email, &params.placed_until, &params.row_limit)
    }
}
pub struct SaveOrderStatesStmt(&'static str, Option<tokio_postgres::Statement>);
/// Guard with the number of orders: one that changed since it was read stops the transaction.
pub fn save_order_states() -> SaveOrderStatesStmt {
    SaveOrderStatesStmt(
        "UPDATE \"order\".sales_order AS o SET status = t.status, payment_status = t.payment_status, fulfillment_status = t.fulfillment_status, cancel_saga_id = t.cancel_saga_id, reject_code = t.reject_code, reject_message = t.reject_message, cancelled_minor = t.cancelled_minor, captured_minor = t.captured_minor, refunded_minor = t.refunded_minor, voided_minor = t.voided_minor, version = o.version + 1 FROM unnest( $1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::text[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[] ) AS t ( order_id, version, status, payment_status, fulfillment_status, cancel_saga_id, reject_code, reject_message, cancelled_minor, captured_minor, refunded_minor, voided_minor ) WHERE o.order_id = t.order_id AND o.version = t.version",
        None,
    )
}
impl SaveOrderStatesStmt {
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
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
        T7: crate::StringSql,
        T8: crate::ArraySql<Item = T7>,
        T9: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T10: crate::StringSql,
        T11: crate::ArraySql<Item = Option<T10>>,
        T12: crate::StringSql,
        T13: crate::ArraySql<Item = Option<T12>>,
        T14: crate::ArraySql<Item = i64>,
        T15: crate::ArraySql<Item = i64>,
        T16: crate::ArraySql<Item = i64>,
        T17: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        order_ids: &'a T1,
        versions: &'a T2,
        statuses: &'a T4,
        payment_statuses: &'a T6,
        fulfillment_statuses: &'a T8,
        cancel_saga_ids: &'a T9,
        reject_codes: &'a T11,
        reject_messages: &'a T13,
        cancelled_minors: &'a T14,
        captured_minors: &'a T15,
        refunded_minors: &'a T16,
        voided_minors: &'a T17,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    order_ids,
                    versions,
                    statuses,
                    payment_statuses,
                    fulfillment_statuses,
                    cancel_saga_ids,
                    reject_codes,
                    reject_messages,
                    cancelled_minors,
                    captured_minors,
                    refunded_minors,
                    voided_minors,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T10: crate::StringSql,
    T11: crate::ArraySql<Item = Option<T10>>,
    T12: crate::StringSql,
    T13: crate::ArraySql<Item = Option<T12>>,
    T14: crate::ArraySql<Item = i64>,
    T15: crate::ArraySql<Item = i64>,
    T16: crate::ArraySql<Item = i64>,
    T17: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SaveOrderStatesParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SaveOrderStatesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SaveOrderStatesParams<
            T1,
            T2,
            T3,
            T4,
            T5,
            T6,
            T7,
            T8,
            T9,
            T10,
            T11,
            T12,
            T13,
            T14,
            T15,
            T16,
            T17,
        >,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.order_ids,
            &params.versions,
            &params.statuses,
            &params.payment_statuses,
            &params.fulfillment_statuses,
            &params.cancel_saga_ids,
            &params.reject_codes,
            &params.reject_messages,
            &params.cancelled_minors,
            &params.captured_minors,
            &params.refunded_minors,
            &params.voided_minors,
        ))
    }
}
pub struct PaymentReferenceStmt(&'static str, Option<tokio_postgres::Statement>);
/// What the payer is to be reminded of; only payment needs it.
pub fn payment_reference() -> PaymentReferenceStmt {
    PaymentReferenceStmt("SELECT payment_reference FROM \"order\".sales_order WHERE order_id = $1", None)
}
impl PaymentReferenceStmt {
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
    ) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 1> {
        OptionStringQuery {
            client,
            params: [order_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.map(|v| v.into()),
        }
    }
}
pub struct PlaceDraftStmt(&'static str, Option<tokio_postgres::Statement>);
/// Guard with 1: the draft must be as it was read.
pub fn place_draft() -> PlaceDraftStmt {
    PlaceDraftStmt(
        "UPDATE \"order\".sales_order SET status = 'pending', placed_at = $1, version = version + 1 WHERE order_id = $2 AND version = $3 AND status = 'draft'",
        None,
    )
}
impl PlaceDraftStmt {
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
        placed_at: &'a kernel_base::Timestamp,
        order_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[placed_at, order_id, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        PlaceDraftParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for PlaceDraftStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a PlaceDraftParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.placed_at, &params.order_id, &params.version))
    }
}
pub struct RewriteDraftStmt(&'static str, Option<tokio_postgres::Statement>);
/// New totals for new lines. Guard with 1: the draft must be as it was read.
pub fn rewrite_draft() -> RewriteDraftStmt {
    RewriteDraftStmt(
        "UPDATE \"order\".sales_order SET items_net_minor = $1, items_tax_minor = $2, total_minor = $1::bigint + $2::bigint + shipping_gross_minor, line_count = $3, unit_count = $4, version = version + 1 WHERE order_id = $5 AND version = $6 AND status = 'draft'",
        None,
    )
}
impl RewriteDraftStmt {
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
        items_net_minor: &'a i64,
        items_tax_minor: &'a i64,
        line_count: &'a i32,
        unit_count: &'a i64,
        order_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[items_net_minor, items_tax_minor, line_count, unit_count, order_id, version])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RewriteDraftParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RewriteDraftStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RewriteDraftParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.items_net_minor,
            &params.items_tax_minor,
            &params.line_count,
            &params.unit_count,
            &params.order_id,
            &params.version,
        ))
    }
}
pub struct AmendDraftStmt(&'static str, Option<tokio_postgres::Statement>);
/// Everything that staff may change but the lines, with the totals of these. Guard with 1: the draft must be as it was read.
pub fn amend_draft() -> AmendDraftStmt {
    AmendDraftStmt(
        "UPDATE \"order\".sales_order SET customer_id = $1, customer_reference = $2, email = $3, customer_group = $4, country = $5, country_text = $6, shipping_address = $7::text::jsonb, tax_treatment = $8, payment_provider = $9, payment_reference = $10, items_net_minor = $11, items_tax_minor = $12, total_minor = $11::bigint + $12::bigint + shipping_gross_minor, version = version + 1 WHERE order_id = $13 AND version = $14 AND status = 'draft'",
        None,
    )
}
impl AmendDraftStmt {
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
        T8: crate::StringSql,
        T9: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        customer_id: &'a Option<uuid::Uuid>,
        customer_reference: &'a Option<T1>,
        email: &'a Option<T2>,
        customer_group: &'a Option<T3>,
        country: &'a Option<T4>,
        country_text: &'a Option<T5>,
        shipping_address: &'a Option<T6>,
        tax_treatment: &'a T7,
        payment_provider: &'a Option<T8>,
        payment_reference: &'a Option<T9>,
        items_net_minor: &'a i64,
        items_tax_minor: &'a i64,
        order_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    customer_id,
                    customer_reference,
                    email,
                    customer_group,
                    country,
                    country_text,
                    shipping_address,
                    tax_treatment,
                    payment_provider,
                    payment_reference,
                    items_net_minor,
                    items_tax_minor,
                    order_id,
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
    T8: crate::StringSql,
    T9: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        AmendDraftParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for AmendDraftStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a AmendDraftParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.customer_id,
            &params.customer_reference,
            &params.email,
            &params.customer_group,
            &params.country,
            &params.country_text,
            &params.shipping_address,
            &params.tax_treatment,
            &params.payment_provider,
            &params.payment_reference,
            &params.items_net_minor,
            &params.items_tax_minor,
            &params.order_id,
            &params.version,
        ))
    }
}
