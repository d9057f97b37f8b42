// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListMethodsParams<T1: crate::StringSql, T2: crate::ArraySql<Item = T1>> {
    pub after: Option<uuid::Uuid>,
    pub shown_in: Option<T2>,
    pub limit: i64,
}
#[derive(Debug)]
pub struct InsertMethodParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
> {
    pub method_id: uuid::Uuid,
    pub code: T1,
    pub name: T2,
    pub carrier: Option<T3>,
    pub tax_class: T4,
    pub channels: T6,
    pub min_days: Option<i16>,
    pub max_days: Option<i16>,
    pub position: i32,
    pub active: bool,
    pub now: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct UpdateMethodParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
> {
    pub name: T1,
    pub carrier: Option<T2>,
    pub tax_class: T3,
    pub channels: T5,
    pub min_days: Option<i16>,
    pub max_days: Option<i16>,
    pub position: i32,
    pub active: bool,
    pub now: kernel_base::Timestamp,
    pub method_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct TouchMethodParams {
    pub now: kernel_base::Timestamp,
    pub method_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteMethodParams {
    pub method_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug)]
pub struct InsertRatesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = Option<T2>>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::ArraySql<Item = i64>,
    T7: crate::ArraySql<Item = Option<i64>>,
    T8: crate::ArraySql<Item = i64>,
    T9: crate::ArraySql<Item = Option<i64>>,
    T10: crate::ArraySql<Item = i64>,
    T11: crate::ArraySql<Item = i64>,
    T12: crate::ArraySql<Item = i64>,
> {
    pub method_id: uuid::Uuid,
    pub zone_ids: T1,
    pub labels: T3,
    pub currencies: T5,
    pub min_totals: T6,
    pub max_totals: T7,
    pub min_weights: T8,
    pub max_weights: T9,
    pub bases: T10,
    pub steps: T11,
    pub step_weights: T12,
}
#[derive(Debug)]
pub struct InsertPostcodeRulesParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::ArraySql<Item = bool>,
> {
    pub method_id: uuid::Uuid,
    pub countries: T2,
    pub firsts: T4,
    pub lasts: T6,
    pub included: T7,
}
#[derive(Debug, Clone, PartialEq)]
pub struct MethodRow {
    pub method_id: uuid::Uuid,
    pub code: String,
    pub name: String,
    pub carrier: Option<String>,
    pub tax_class: String,
    pub channels: Vec<String>,
    pub min_days: Option<i16>,
    pub max_days: Option<i16>,
    pub position: i32,
    pub active: bool,
    pub version: i64,
}
pub struct MethodRowBorrowed<'a> {
    pub method_id: uuid::Uuid,
    pub code: &'a str,
    pub name: &'a str,
    pub carrier: Option<&'a str>,
    pub tax_class: &'a str,
    pub channels: crate::ArrayIterator<'a, &'a str>,
    pub min_days: Option<i16>,
    pub max_days: Option<i16>,
    pub position: i32,
    pub active: bool,
    pub version: i64,
}
impl<'a> From<MethodRowBorrowed<'a>> for MethodRow {
    fn from(
        MethodRowBorrowed {
            method_id,
            code,
            name,
            carrier,
            tax_class,
            channels,
            min_days,
            max_days,
            position,
            active,
            version,
        }: MethodRowBorrowed<'a>,
    ) -> Self {
        Self {
            method_id,
            code: code.into(),
            name: name.into(),
            carrier: carrier.map(|v| v.into()),
            tax_class: tax_class.into(),
            channels: channels.map(|v| v.into()).collect(),
            min_days,
            max_days,
            position,
            active,
            version,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct RateRow {
    pub method_id: uuid::Uuid,
    pub rate_no: i32,
    pub zone_id: uuid::Uuid,
    pub label: Option<String>,
    pub currency: String,
    pub min_total_minor: i64,
    pub max_total_minor: Option<i64>,
    pub min_weight_g: i64,
    pub max_weight_g: Option<i64>,
    pub base_minor: i64,
    pub step_minor: i64,
    pub step_weight_g: i64,
}
pub struct RateRowBorrowed<'a> {
    pub method_id: uuid::Uuid,
    pub rate_no: i32,
    pub zone_id: uuid::Uuid,
    pub label: Option<&'a str>,
    pub currency: &'a str,
    pub min_total_minor: i64,
    pub max_total_minor: Option<i64>,
    pub min_weight_g: i64,
    pub max_weight_g: Option<i64>,
    pub base_minor: i64,
    pub step_minor: i64,
    pub step_weight_g: i64,
}
impl<'a> From<RateRowBorrowed<'a>> for RateRow {
    fn from(
        RateRowBorrowed {
            method_id,
            rate_no,
            zone_id,
            label,
            currency,
            min_total_minor,
            max_total_minor,
            min_weight_g,
            max_weight_g,
            base_minor,
            step_minor,
            step_weight_g,
        }: RateRowBorrowed<'a>,
    ) -> Self {
        Self {
            method_id,
            rate_no,
            zone_id,
            label: label.map(|v| v.into()),
            currency: currency.into(),
            min_total_minor,
            max_total_minor,
            min_weight_g,
            max_weight_g,
            base_minor,
            step_minor,
            step_weight_g,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct PostcodeRuleRow {
    pub method_id: uuid::Uuid,
    pub rule_no: i32,
    pub country: String,
    pub first: String,
    pub last: String,
    pub included: bool,
}
pub struct PostcodeRuleRowBorrowed<'a> {
    pub method_id: uuid::Uuid,
    pub rule_no: i32,
    pub country: &'a str,
    pub first: &'a str,
    pub last: &'a str,
    pub included: bool,
}
impl<'a> From<PostcodeRuleRowBorrowed<'a>> for PostcodeRuleRow {
    fn from(
        PostcodeRuleRowBorrowed {
            method_id,
            rule_no,
            country,
            first,
            last,
            included,
        }: PostcodeRuleRowBorrowed<'a>,
    ) -> Self {
        Self { method_id, rule_no, country: country.into(), first: first.into(), last: last.into(), included }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct MethodRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<MethodRowBorrowed, tokio_postgres::Error>,
    mapper: fn(MethodRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> MethodRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(MethodRowBorrowed) -> R) -> MethodRowQuery<'c, 'a, 's, C, R, N> {
        MethodRowQuery {
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
pub struct RateRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<RateRowBorrowed, tokio_postgres::Error>,
    mapper: fn(RateRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> RateRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(RateRowBorrowed) -> R) -> RateRowQuery<'c, 'a, 's, C, R, N> {
        RateRowQuery {
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
pub struct PostcodeRuleRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<PostcodeRuleRowBorrowed, tokio_postgres::Error>,
    mapper: fn(PostcodeRuleRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> PostcodeRuleRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(PostcodeRuleRowBorrowed) -> R,
    ) -> PostcodeRuleRowQuery<'c, 'a, 's, C, R, N> {
        PostcodeRuleRowQuery {
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
pub struct ListMethodsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_methods() -> ListMethodsStmt {
    ListMethodsStmt(
        "SELECT method_id, code, name, carrier, tax_class, channels, min_days, max_days, position, active, version FROM shipping.method WHERE ($1::uuid IS NULL OR method_id > $1) AND ($2::text[] IS NULL OR channels = '{}' OR channels && $2) ORDER BY method_id LIMIT $3",
        None,
    )
}
impl ListMethodsStmt {
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
        after: &'a Option<uuid::Uuid>,
        shown_in: &'a Option<T2>,
        limit: &'a i64,
    ) -> MethodRowQuery<'c, 'a, 's, C, MethodRow, 3> {
        MethodRowQuery {
            client,
            params: [after, shown_in, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<MethodRowBorrowed, tokio_postgres::Error> {
                Ok(MethodRowBorrowed {
                    method_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    name: row.try_get(2)?,
                    carrier: row.try_get(3)?,
                    tax_class: row.try_get(4)?,
                    channels: row.try_get(5)?,
                    min_days: row.try_get(6)?,
                    max_days: row.try_get(7)?,
                    position: row.try_get(8)?,
                    active: row.try_get(9)?,
                    version: row.try_get(10)?,
                })
            },
            mapper: |it| MethodRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::ArraySql<Item = T1>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListMethodsParams<T1, T2>,
        MethodRowQuery<'c, 'a, 's, C, MethodRow, 3>,
        C,
    > for ListMethodsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListMethodsParams<T1, T2>,
    ) -> MethodRowQuery<'c, 'a, 's, C, MethodRow, 3> {
        self.bind(client, &params.after, &params.shown_in, &params.limit)
    }
}
pub struct FindMethodStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_method() -> FindMethodStmt {
    FindMethodStmt(
        "SELECT method_id, code, name, carrier, tax_class, channels, min_days, max_days, position, active, version FROM shipping.method WHERE method_id = $1",
        None,
    )
}
impl FindMethodStmt {
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
        method_id: &'a uuid::Uuid,
    ) -> MethodRowQuery<'c, 'a, 's, C, MethodRow, 1> {
        MethodRowQuery {
            client,
            params: [method_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<MethodRowBorrowed, tokio_postgres::Error> {
                Ok(MethodRowBorrowed {
                    method_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    name: row.try_get(2)?,
                    carrier: row.try_get(3)?,
                    tax_class: row.try_get(4)?,
                    channels: row.try_get(5)?,
                    min_days: row.try_get(6)?,
                    max_days: row.try_get(7)?,
                    position: row.try_get(8)?,
                    active: row.try_get(9)?,
                    version: row.try_get(10)?,
                })
            },
            mapper: |it| MethodRow::from(it),
        }
    }
}
pub struct InsertMethodStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_method() -> InsertMethodStmt {
    InsertMethodStmt(
        "INSERT INTO shipping.method (method_id, code, name, carrier, tax_class, channels, min_days, max_days, position, active, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)",
        None,
    )
}
impl InsertMethodStmt {
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
        T6: crate::ArraySql<Item = T5>,
    >(
        &'s self,
        client: &'c C,
        method_id: &'a uuid::Uuid,
        code: &'a T1,
        name: &'a T2,
        carrier: &'a Option<T3>,
        tax_class: &'a T4,
        channels: &'a T6,
        min_days: &'a Option<i16>,
        max_days: &'a Option<i16>,
        position: &'a i32,
        active: &'a bool,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    method_id, code, name, carrier, tax_class, channels, min_days, max_days, position,
                    active, now,
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
    T6: crate::ArraySql<Item = T5>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertMethodParams<T1, T2, T3, T4, T5, T6>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertMethodStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertMethodParams<T1, T2, T3, T4, T5, T6>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.method_id,
            &params.code,
            &params.name,
            &params.carrier,
            &params.tax_class,
            &params.channels,
            &params.min_days,
            &params.max_days,
            &params.position,
            &params.active,
            &params.now,
        ))
    }
}
pub struct UpdateMethodStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_method() -> UpdateMethodStmt {
    UpdateMethodStmt(
        "UPDATE shipping.method SET name = $1, carrier = $2, tax_class = $3, channels = $4, min_days = $5, max_days = $6, position = $7, active = $8, version = version + 1, updated_at = $9 WHERE method_id = $10 AND version = $11",
        None,
    )
}
impl UpdateMethodStmt {
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
        T5: crate::ArraySql<Item = T4>,
    >(
        &'s self,
        client: &'c C,
        name: &'a T1,
        carrier: &'a Option<T2>,
        tax_class: &'a T3,
        channels: &'a T5,
        min_days: &'a Option<i16>,
        max_days: &'a Option<i16>,
        position: &'a i32,
        active: &'a bool,
        now: &'a kernel_base::Timestamp,
        method_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    name, carrier, tax_class, channels, min_days, max_days, position, active, now, method_id,
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
    T5: crate::ArraySql<Item = T4>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateMethodParams<T1, T2, T3, T4, T5>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateMethodStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateMethodParams<T1, T2, T3, T4, T5>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.name,
            &params.carrier,
            &params.tax_class,
            &params.channels,
            &params.min_days,
            &params.max_days,
            &params.position,
            &params.active,
            &params.now,
            &params.method_id,
            &params.version,
        ))
    }
}
pub struct TouchMethodStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn touch_method() -> TouchMethodStmt {
    TouchMethodStmt(
        "UPDATE shipping.method SET version = version + 1, updated_at = $1 WHERE method_id = $2 AND version = $3",
        None,
    )
}
impl TouchMethodStmt {
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
        now: &'a kernel_base::Timestamp,
        method_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, method_id, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        TouchMethodParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for TouchMethodStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a TouchMethodParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.method_id, &params.version))
    }
}
pub struct DeleteMethodStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_method() -> DeleteMethodStmt {
    DeleteMethodStmt("DELETE FROM shipping.method WHERE method_id = $1 AND version = $2", None)
}
impl DeleteMethodStmt {
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
        method_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[method_id, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteMethodParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteMethodStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteMethodParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.method_id, &params.version))
    }
}
pub struct ListRatesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_rates() -> ListRatesStmt {
    ListRatesStmt(
        "SELECT method_id, rate_no, zone_id, label, currency, min_total_minor, max_total_minor, min_weight_g, max_weight_g, base_minor, step_minor, step_weight_g FROM shipping.rate WHERE method_id = ANY($1) ORDER BY method_id, rate_no",
        None,
    )
}
impl ListRatesStmt {
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
        method_ids: &'a T1,
    ) -> RateRowQuery<'c, 'a, 's, C, RateRow, 1> {
        RateRowQuery {
            client,
            params: [method_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<RateRowBorrowed, tokio_postgres::Error> {
                Ok(RateRowBorrowed {
                    method_id: row.try_get(0)?,
                    rate_no: row.try_get(1)?,
                    zone_id: row.try_get(2)?,
                    label: row.try_get(3)?,
                    currency: row.try_get(4)?,
                    min_total_minor: row.try_get(5)?,
                    max_total_minor: row.try_get(6)?,
                    min_weight_g: row.try_get(7)?,
                    max_weight_g: row.try_get(8)?,
                    base_minor: row.try_get(9)?,
                    step_minor: row.try_get(10)?,
                    step_weight_g: row.try_get(11)?,
                })
            },
            mapper: |it| RateRow::from(it),
        }
    }
}
pub struct InsertRatesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_rates() -> InsertRatesStmt {
    InsertRatesStmt(
        "INSERT INTO shipping.rate (method_id, rate_no, zone_id, label, currency, min_total_minor, max_total_minor, min_weight_g, max_weight_g, base_minor, step_minor, step_weight_g) SELECT $1, rate_no, zone_id, label, currency, min_total_minor, max_total_minor, min_weight_g, max_weight_g, base_minor, step_minor, step_weight_g FROM unnest( $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[] ) WITH ORDINALITY AS t ( zone_id, label, currency, min_total_minor, max_total_minor, min_weight_g, max_weight_g, base_minor, step_minor, step_weight_g, rate_no )",
        None,
    )
}
impl InsertRatesStmt {
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
        T3: crate::ArraySql<Item = Option<T2>>,
        T4: crate::StringSql,
        T5: crate::ArraySql<Item = T4>,
        T6: crate::ArraySql<Item = i64>,
        T7: crate::ArraySql<Item = Option<i64>>,
        T8: crate::ArraySql<Item = i64>,
        T9: crate::ArraySql<Item = Option<i64>>,
        T10: crate::ArraySql<Item = i64>,
        T11: crate::ArraySql<Item = i64>,
        T12: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        method_id: &'a uuid::Uuid,
        zone_ids: &'a T1,
        labels: &'a T3,
        currencies: &'a T5,
        min_totals: &'a T6,
        max_totals: &'a T7,
        min_weights: &'a T8,
        max_weights: &'a T9,
        bases: &'a T10,
        steps: &'a T11,
        step_weights: &'a T12,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    method_id,
                    zone_ids,
                    labels,
                    currencies,
                    min_totals,
                    max_totals,
                    min_weights,
                    max_weights,
                    bases,
                    steps,
                    step_weights,
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
    T3: crate::ArraySql<Item = Option<T2>>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::ArraySql<Item = i64>,
    T7: crate::ArraySql<Item = Option<i64>>,
    T8: crate::ArraySql<Item = i64>,
    T9: crate::ArraySql<Item = Option<i64>>,
    T10: crate::ArraySql<Item = i64>,
    T11: crate::ArraySql<Item = i64>,
    T12: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertRatesParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertRatesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertRatesParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.method_id,
            &params.zone_ids,
            &params.labels,
            &params.currencies,
            &params.min_totals,
            &params.max_totals,
            &params.min_weights,
            &params.max_weights,
            &params.bases,
            &params.steps,
            &params.step_weights,
        ))
    }
}
pub struct DeleteRatesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_rates() -> DeleteRatesStmt {
    DeleteRatesStmt("DELETE FROM shipping.rate WHERE method_id = $1", None)
}
impl DeleteRatesStmt {
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
        method_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[method_id]).await
    }
}
pub struct ListPostcodeRulesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_postcode_rules() -> ListPostcodeRulesStmt {
    ListPostcodeRulesStmt(
        "SELECT method_id, rule_no, country, first, last, included FROM shipping.postcode_rule WHERE method_id = ANY($1) ORDER BY method_id, rule_no",
        None,
    )
}
impl ListPostcodeRulesStmt {
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
        method_ids: &'a T1,
    ) -> PostcodeRuleRowQuery<'c, 'a, 's, C, PostcodeRuleRow, 1> {
        PostcodeRuleRowQuery {
            client,
            params: [method_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PostcodeRuleRowBorrowed, tokio_postgres::Error> {
                Ok(PostcodeRuleRowBorrowed {
                    method_id: row.try_get(0)?,
                    rule_no: row.try_get(1)?,
                    country: row.try_get(2)?,
                    first: row.try_get(3)?,
                    last: row.try_get(4)?,
                    included: row.try_get(5)?,
                })
            },
            mapper: |it| PostcodeRuleRow::from(it),
        }
    }
}
pub struct InsertPostcodeRulesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_postcode_rules() -> InsertPostcodeRulesStmt {
    InsertPostcodeRulesStmt(
        "INSERT INTO shipping.postcode_rule (method_id, rule_no, country, first, last, included) SELECT $1, rule_no, country, first, last, included FROM unnest($2::text[], $3::text[], $4::text[], $5::boolean[]) WITH ORDINALITY AS t (country, first, last, included, rule_no)",
        None,
    )
}
impl InsertPostcodeRulesStmt {
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
        T2: crate::ArraySql<Item = T1>,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
        T7: crate::ArraySql<Item = bool>,
    >(
        &'s self,
        client: &'c C,
        method_id: &'a uuid::Uuid,
        countries: &'a T2,
        firsts: &'a T4,
        lasts: &'a T6,
        included: &'a T7,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[method_id, countries, firsts, lasts, included]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::ArraySql<Item = bool>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertPostcodeRulesParams<T1, T2, T3, T4, T5, T6, T7>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertPostcodeRulesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertPostcodeRulesParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.method_id,
            &params.countries,
            &params.firsts,
            &params.lasts,
            &params.included,
        ))
    }
}
pub struct DeletePostcodeRulesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_postcode_rules() -> DeletePostcodeRulesStmt {
    DeletePostcodeRulesStmt("DELETE FROM shipping.postcode_rule WHERE method_id = $1", None)
}
impl DeletePostcodeRulesStmt {
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
        method_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[method_id]).await
    }
}
