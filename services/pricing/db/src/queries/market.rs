// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListMarketsParams<T1: crate::StringSql> {
    pub after: T1,
    pub row_limit: i64,
}
#[derive(Debug)]
pub struct InsertMarketParams<
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
    pub market_id: uuid::Uuid,
    pub code: T1,
    pub name: T2,
    pub currency: T3,
    pub prices_include_tax: bool,
    pub rounding_mode: T4,
    pub rounding_level: T5,
    pub rounding_target: T6,
    pub home_country: Option<T7>,
    pub default_for_currency: bool,
    pub tax_provider: Option<T8>,
    pub tax_fallback: T9,
    pub at: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct UpdateMarketParams<
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
    pub code: T1,
    pub name: T2,
    pub currency: T3,
    pub prices_include_tax: bool,
    pub rounding_mode: T4,
    pub rounding_level: T5,
    pub rounding_target: T6,
    pub home_country: Option<T7>,
    pub default_for_currency: bool,
    pub tax_provider: Option<T8>,
    pub tax_fallback: T9,
    pub at: kernel_base::Timestamp,
    pub market_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug)]
pub struct InsertMarketCountriesParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
> {
    pub currency: T1,
    pub market_id: uuid::Uuid,
    pub countries: T3,
}
#[derive(Debug, Clone, PartialEq)]
pub struct MarketRow {
    pub market_id: uuid::Uuid,
    pub code: String,
    pub name: String,
    pub currency: String,
    pub prices_include_tax: bool,
    pub rounding_mode: String,
    pub rounding_level: String,
    pub rounding_target: String,
    pub home_country: Option<String>,
    pub default_for_currency: bool,
    pub tax_provider: Option<String>,
    pub tax_fallback: String,
    pub version: i64,
    pub countries: Vec<String>,
}
pub struct MarketRowBorrowed<'a> {
    pub market_id: uuid::Uuid,
    pub code: &'a str,
    pub name: &'a str,
    pub currency: &'a str,
    pub prices_include_tax: bool,
    pub rounding_mode: &'a str,
    pub rounding_level: &'a str,
    pub rounding_target: &'a str,
    pub home_country: Option<&'a str>,
    pub default_for_currency: bool,
    pub tax_provider: Option<&'a str>,
    pub tax_fallback: &'a str,
    pub version: i64,
    pub countries: crate::ArrayIterator<'a, &'a str>,
}
impl<'a> From<MarketRowBorrowed<'a>> for MarketRow {
    fn from(
        MarketRowBorrowed {
            market_id,
            code,
            name,
            currency,
            prices_include_tax,
            rounding_mode,
            rounding_level,
            rounding_target,
            home_country,
            default_for_currency,
            tax_provider,
            tax_fallback,
            version,
            countries,
        }: MarketRowBorrowed<'a>,
    ) -> Self {
        Self {
            market_id,
            code: code.into(),
            name: name.into(),
            currency: currency.into(),
            prices_include_tax,
            rounding_mode: rounding_mode.into(),
            rounding_level: rounding_level.into(),
            rounding_target: rounding_target.into(),
            home_country: home_country.map(|v| v.into()),
            default_for_currency,
            tax_provider: tax_provider.map(|v| v.into()),
            tax_fallback: tax_fallback.into(),
            version,
            countries: countries.map(|v| v.into()).collect(),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct MarketRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<MarketRowBorrowed, tokio_postgres::Error>,
    mapper: fn(MarketRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> MarketRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(MarketRowBorrowed) -> R) -> MarketRowQuery<'c, 'a, 's, C, R, N> {
        MarketRowQuery {
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
pub struct ListMarketsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_markets() -> ListMarketsStmt {
    ListMarketsStmt(
        "SELECT m.market_id, m.code, m.name, m.currency, m.prices_include_tax, m.rounding_mode, m.rounding_level, m.rounding_target, m.home_country, m.default_for_currency, m.tax_provider, m.tax_fallback, m.version, ARRAY( SELECT c.country FROM pricing.market_country AS c WHERE c.market_id = m.market_id ORDER BY c.country ) AS countries FROM pricing.market AS m WHERE m.code > $1 ORDER BY m.code LIMIT $2",
        None,
    )
}
impl ListMarketsStmt {
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
    ) -> MarketRowQuery<'c, 'a, 's, C, MarketRow, 2> {
        MarketRowQuery {
            client,
            params: [after, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<MarketRowBorrowed, tokio_postgres::Error> {
                Ok(MarketRowBorrowed {
                    market_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    name: row.try_get(2)?,
                    currency: row.try_get(3)?,
                    prices_include_tax: row.try_get(4)?,
                    rounding_mode: row.try_get(5)?,
                    rounding_level: row.try_get(6)?,
                    rounding_target: row.try_get(7)?,
                    home_country: row.try_get(8)?,
                    default_for_currency: row.try_get(9)?,
                    tax_provider: row.try_get(10)?,
                    tax_fallback: row.try_get(11)?,
                    version: row.try_get(12)?,
                    countries: row.try_get(13)?,
                })
            },
            mapper: |it| MarketRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListMarketsParams<T1>,
        MarketRowQuery<'c, 'a, 's, C, MarketRow, 2>,
        C,
    > for ListMarketsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListMarketsParams<T1>,
    ) -> MarketRowQuery<'c, 'a, 's, C, MarketRow, 2> {
        self.bind(client, &params.after, &params.row_limit)
    }
}
pub struct FindMarketStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_market() -> FindMarketStmt {
    FindMarketStmt(
        "SELECT m.market_id, m.code, m.name, m.currency, m.prices_include_tax, m.rounding_mode, m.rounding_level, m.rounding_target, m.home_country, m.default_for_currency, m.tax_provider, m.tax_fallback, m.version, ARRAY( SELECT c.country FROM pricing.market_country AS c WHERE c.market_id = m.market_id ORDER BY c.country ) AS countries FROM pricing.market AS m WHERE m.market_id = $1",
        None,
    )
}
impl FindMarketStmt {
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
        market_id: &'a uuid::Uuid,
    ) -> MarketRowQuery<'c, 'a, 's, C, MarketRow, 1> {
        MarketRowQuery {
            client,
            params: [market_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<MarketRowBorrowed, tokio_postgres::Error> {
                Ok(MarketRowBorrowed {
                    market_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    name: row.try_get(2)?,
                    currency: row.try_get(3)?,
                    prices_include_tax: row.try_get(4)?,
                    rounding_mode: row.try_get(5)?,
                    rounding_level: row.try_get(6)?,
                    rounding_target: row.try_get(7)?,
                    home_country: row.try_get(8)?,
                    default_for_currency: row.try_get(9)?,
                    tax_provider: row.try_get(10)?,
                    tax_fallback: row.try_get(11)?,
                    version: row.try_get(12)?,
                    countries: row.try_get(13)?,
                })
            },
            mapper: |it| MarketRow::from(it),
        }
    }
}
pub struct InsertMarketStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_market() -> InsertMarketStmt {
    InsertMarketStmt(
        "INSERT INTO pricing.market ( market_id, code, name, currency, prices_include_tax, rounding_mode, rounding_level, rounding_target, home_country, default_for_currency, tax_provider, tax_fallback, version, created_at, updated_at ) VALUES ( $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13, $13 )",
        None,
    )
}
impl InsertMarketStmt {
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
        market_id: &'a uuid::Uuid,
        code: &'a T1,
        name: &'a T2,
        currency: &'a T3,
        prices_include_tax: &'a bool,
        rounding_mode: &'a T4,
        rounding_level: &'a T5,
        rounding_target: &'a T6,
        home_country: &'a Option<T7>,
        default_for_currency: &'a bool,
        tax_provider: &'a Option<T8>,
        tax_fallback: &'a T9,
        at: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    market_id,
                    code,
                    name,
                    currency,
                    prices_include_tax,
                    rounding_mode,
                    rounding_level,
                    rounding_target,
                    home_country,
                    default_for_currency,
                    tax_provider,
                    tax_fallback,
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
    T7: crate::StringSql,
    T8: crate::StringSql,
    T9: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertMarketParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertMarketStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertMarketParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.market_id,
            &params.code,
            &params.name,
            &params.currency,
            &params.prices_include_tax,
            &params.rounding_mode,
            &params.rounding_level,
            &params.rounding_target,
            &params.home_country,
            &params.default_for_currency,
            &params.tax_provider,
            &params.tax_fallback,
            &params.at,
        ))
    }
}
pub struct UpdateMarketStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_market() -> UpdateMarketStmt {
    UpdateMarketStmt(
        "UPDATE pricing.market SET code = $1, name = $2, currency = $3, prices_include_tax = $4, rounding_mode = $5, rounding_level = $6, rounding_target = $7, home_country = $8, default_for_currency = $9, tax_provider = $10, tax_fallback = $11, version = version + 1, updated_at = $12 WHERE market_id = $13 AND version = $14",
        None,
    )
}
impl UpdateMarketStmt {
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
        code: &'a T1,
        name: &'a T2,
        currency: &'a T3,
        prices_include_tax: &'a bool,
        rounding_mode: &'a T4,
        rounding_level: &'a T5,
        rounding_target: &'a T6,
        home_country: &'a Option<T7>,
        default_for_currency: &'a bool,
        tax_provider: &'a Option<T8>,
        tax_fallback: &'a T9,
        at: &'a kernel_base::Timestamp,
        market_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    code,
                    name,
                    currency,
                    prices_include_tax,
                    rounding_mode,
                    rounding_level,
                    rounding_target,
                    home_country,
                    default_for_currency,
                    tax_provider,
                    tax_fallback,
                    at,
                    market_id,
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
        UpdateMarketParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateMarketStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateMarketParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.code,
            &params.name,
            &params.currency,
            &params.prices_include_tax,
            &params.rounding_mode,
            &params.rounding_level,
            &params.rounding_target,
            &params.home_country,
            &params.default_for_currency,
            &params.tax_provider,
            &params.tax_fallback,
            &params.at,
            &params.market_id,
            &params.version,
        ))
    }
}
pub struct DeleteMarketCountriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_market_countries() -> DeleteMarketCountriesStmt {
    DeleteMarketCountriesStmt("DELETE FROM pricing.market_country WHERE market_id = $1", None)
}
impl DeleteMarketCountriesStmt {
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
        market_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[market_id]).await
    }
}
pub struct InsertMarketCountriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_market_countries() -> InsertMarketCountriesStmt {
    InsertMarketCountriesStmt(
        "INSERT INTO pricing.market_country (currency, country, market_id) SELECT $1, country, $2 FROM unnest($3::text[]) AS t(country)",
        None,
    )
}
impl InsertMarketCountriesStmt {
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
        currency: &'a T1,
        market_id: &'a uuid::Uuid,
        countries: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[currency, market_id, countries]).await
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
        InsertMarketCountriesParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertMarketCountriesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertMarketCountriesParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.currency, &params.market_id, &params.countries))
    }
}
