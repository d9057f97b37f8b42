// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListTaxClassesParams<T1: crate::StringSql> {
    pub after: T1,
    pub row_limit: i64,
}
#[derive(Debug)]
pub struct InsertTaxClassParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub tax_class_id: uuid::Uuid,
    pub code: T1,
    pub name: T2,
    pub fallback_id: Option<uuid::Uuid>,
    pub at: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct UpdateTaxClassParams<T1: crate::StringSql> {
    pub name: T1,
    pub fallback_id: Option<uuid::Uuid>,
    pub at: kernel_base::Timestamp,
    pub tax_class_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug)]
pub struct ListTaxRatesParams<T1: crate::StringSql> {
    pub country: T1,
    pub after: Option<uuid::Uuid>,
    pub row_limit: i64,
}
#[derive(Debug)]
pub struct InsertTaxRateParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::StringSql,
> {
    pub tax_rate_id: uuid::Uuid,
    pub country: T1,
    pub region: T2,
    pub place: T3,
    pub postcode_prefixes: T5,
    pub tax_class_id: uuid::Uuid,
    pub name: T6,
    pub rate_ppm: i32,
    pub valid_from: kernel_base::Timestamp,
    pub valid_until: Option<kernel_base::Timestamp>,
    pub at: kernel_base::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct EndTaxRateParams {
    pub valid_until: kernel_base::Timestamp,
    pub tax_rate_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct DeleteImportedTaxRatesParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::StringSql,
> {
    pub countries: T2,
    pub source: T3,
}
#[derive(Debug)]
pub struct InsertImportedTaxRatesParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::StringSql,
    T10: crate::ArraySql<Item = T9>,
    T11: crate::ArraySql<Item = uuid::Uuid>,
    T12: crate::StringSql,
    T13: crate::ArraySql<Item = T12>,
    T14: crate::ArraySql<Item = i32>,
    T15: crate::ArraySql<Item = kernel_base::Timestamp>,
    T16: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
> {
    pub source: T1,
    pub at: kernel_base::Timestamp,
    pub tax_rate_ids: T2,
    pub countries: T4,
    pub regions: T6,
    pub places: T8,
    pub postcode_prefixes: T10,
    pub tax_class_ids: T11,
    pub names: T13,
    pub rates_ppm: T14,
    pub valid_froms: T15,
    pub valid_untils: T16,
}
#[derive(Debug, Clone, PartialEq)]
pub struct TaxClassRow {
    pub tax_class_id: uuid::Uuid,
    pub code: String,
    pub name: String,
    pub fallback: Option<String>,
    pub version: i64,
}
pub struct TaxClassRowBorrowed<'a> {
    pub tax_class_id: uuid::Uuid,
    pub code: &'a str,
    pub name: &'a str,
    pub fallback: Option<&'a str>,
    pub version: i64,
}
impl<'a> From<TaxClassRowBorrowed<'a>> for TaxClassRow {
    fn from(
        TaxClassRowBorrowed { tax_class_id, code, name, fallback, version }: TaxClassRowBorrowed<'a>,
    ) -> Self {
        Self {
            tax_class_id,
            code: code.into(),
            name: name.into(),
            fallback: fallback.map(|v| v.into()),
            version,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct TaxRateRow {
    pub tax_rate_id: uuid::Uuid,
    pub country: String,
    pub region: String,
    pub place: String,
    pub postcode_prefixes: Vec<String>,
    pub tax_class: String,
    pub name: String,
    pub rate_ppm: i32,
    pub valid_from: kernel_base::Timestamp,
    pub valid_until: Option<kernel_base::Timestamp>,
    pub source: String,
}
pub struct TaxRateRowBorrowed<'a> {
    pub tax_rate_id: uuid::Uuid,
    pub country: &'a str,
    pub region: &'a str,
    pub place: &'a str,
    pub postcode_prefixes: crate::ArrayIterator<'a, &'a str>,
    pub tax_class: &'a str,
    pub name: &'a str,
    pub rate_ppm: i32,
    pub valid_from: kernel_base::Timestamp,
    pub valid_until: Option<kernel_base::Timestamp>,
    pub source: &'a str,
}
impl<'a> From<TaxRateRowBorrowed<'a>> for TaxRateRow {
    fn from(
        TaxRateRowBorrowed {
            tax_rate_id,
            country,
            region,
            place,
            postcode_prefixes,
            tax_class,
            name,
            rate_ppm,
            valid_from,
            valid_until,
            source,
        }: TaxRateRowBorrowed<'a>,
    ) -> Self {
        Self {
            tax_rate_id,
            country: country.into(),
            region: region.into(),
            place: place.into(),
            postcode_prefixes: postcode_prefixes.map(|v| v.into()).collect(),
            tax_class: tax_class.into(),
            name: name.into(),
            rate_ppm,
            valid_from,
            valid_until,
            source: source.into(),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct TaxClassRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TaxClassRowBorrowed, tokio_postgres::Error>,
    mapper: fn(TaxClassRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TaxClassRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(TaxClassRowBorrowed) -> R) -> TaxClassRowQuery<'c, 'a, 's, C, R, N> {
        TaxClassRowQuery {
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
pub struct TaxRateRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TaxRateRowBorrowed, tokio_postgres::Error>,
    mapper: fn(TaxRateRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TaxRateRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(TaxRateRowBorrowed) -> R) -> TaxRateRowQuery<'c, 'a, 's, C, R, N> {
        TaxRateRowQuery {
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
pub struct ListTaxClassesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_tax_classes() -> ListTaxClassesStmt {
    ListTaxClassesStmt(
        "SELECT c.tax_class_id, c.code, c.name, f.code AS fallback, c.version FROM pricing.tax_class AS c LEFT JOIN pricing.tax_class AS f ON f.tax_class_id = c.fallback_id WHERE c.code > $1 ORDER BY c.code LIMIT $2",
        None,
    )
}
impl ListTaxClassesStmt {
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
    ) -> TaxClassRowQuery<'c, 'a, 's, C, TaxClassRow, 2> {
        TaxClassRowQuery {
            client,
            params: [after, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<TaxClassRowBorrowed, tokio_postgres::Error> {
                Ok(TaxClassRowBorrowed {
                    tax_class_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    name: row.try_get(2)?,
                    fallback: row.try_get(3)?,
                    version: row.try_get(4)?,
                })
            },
            mapper: |it| TaxClassRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListTaxClassesParams<T1>,
        TaxClassRowQuery<'c, 'a, 's, C, TaxClassRow, 2>,
        C,
    > for ListTaxClassesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListTaxClassesParams<T1>,
    ) -> TaxClassRowQuery<'c, 'a, 's, C, TaxClassRow, 2> {
        self.bind(client, &params.after, &params.row_limit)
    }
}
pub struct FindTaxClassStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_tax_class() -> FindTaxClassStmt {
    FindTaxClassStmt(
        "SELECT c.tax_class_id, c.code, c.name, f.code AS fallback, c.version FROM pricing.tax_class AS c LEFT JOIN pricing.tax_class AS f ON f.tax_class_id = c.fallback_id WHERE c.code = $1",
        None,
    )
}
impl FindTaxClassStmt {
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
        code: &'a T1,
    ) -> TaxClassRowQuery<'c, 'a, 's, C, TaxClassRow, 1> {
        TaxClassRowQuery {
            client,
            params: [code],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<TaxClassRowBorrowed, tokio_postgres::Error> {
                Ok(TaxClassRowBorrowed {
                    tax_class_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    name: row.try_get(2)?,
                    fallback: row.try_get(3)?,
                    version: row.try_get(4)?,
                })
            },
            mapper: |it| TaxClassRow::from(it),
        }
    }
}
pub struct InsertTaxClassStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_tax_class() -> InsertTaxClassStmt {
    InsertTaxClassStmt(
        "INSERT INTO pricing.tax_class (tax_class_id, code, name, fallback_id, version, created_at, updated_at) VALUES ($1, $2, $3, $4, 1, $5, $5)",
        None,
    )
}
impl InsertTaxClassStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        tax_class_id: &'a uuid::Uuid,
        code: &'a T1,
        name: &'a T2,
        fallback_id: &'a Option<uuid::Uuid>,
        at: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[tax_class_id, code, name, fallback_id, at]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertTaxClassParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertTaxClassStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertTaxClassParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.tax_class_id,
            &params.code,
            &params.name,
            &params.fallback_id,
            &params.at,
        ))
    }
}
pub struct UpdateTaxClassStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_tax_class() -> UpdateTaxClassStmt {
    UpdateTaxClassStmt(
        "UPDATE pricing.tax_class SET name = $1, fallback_id = $2, version = version + 1, updated_at = $3 WHERE tax_class_id = $4 AND version = $5",
        None,
    )
}
impl UpdateTaxClassStmt {
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
        name: &'a T1,
        fallback_id: &'a Option<uuid::Uuid>,
        at: &'a kernel_base::Timestamp,
        tax_class_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[name, fallback_id, at, tax_class_id, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateTaxClassParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateTaxClassStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateTaxClassParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.name,
            &params.fallback_id,
            &params.at,
            &params.tax_class_id,
            &params.version,
        ))
    }
}
pub struct AllTaxRatesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn all_tax_rates() -> AllTaxRatesStmt {
    AllTaxRatesStmt(
        "SELECT r.tax_rate_id, r.country, r.region, r.place, r.postcode_prefixes, c.code AS tax_class, r.name, r.rate_ppm, r.valid_from, r.valid_until, r.source FROM pricing.tax_rate AS r INNER JOIN pricing.tax_class AS c ON c.tax_class_id = r.tax_class_id ORDER BY r.tax_rate_id",
        None,
    )
}
impl AllTaxRatesStmt {
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
    ) -> TaxRateRowQuery<'c, 'a, 's, C, TaxRateRow, 0> {
        TaxRateRowQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<TaxRateRowBorrowed, tokio_postgres::Error> {
                Ok(TaxRateRowBorrowed {
                    tax_rate_id: row.try_get(0)?,
                    country: row.try_get(1)?,
                    region: row.try_get(2)?,
                    place: row.try_get(3)?,
                    postcode_prefixes: row.try_get(4)?,
                    tax_class: row.try_get(5)?,
                    name: row.try_get(6)?,
                    rate_ppm: row.try_get(7)?,
                    valid_from: row.try_get(8)?,
                    valid_until: row.try_get(9)?,
                    source: row.try_get(10)?,
                })
            },
            mapper: |it| TaxRateRow::from(it),
        }
    }
}
pub struct ListTaxRatesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_tax_rates() -> ListTaxRatesStmt {
    ListTaxRatesStmt(
        "SELECT r.tax_rate_id, r.country, r.region, r.place, r.postcode_prefixes, c.code AS tax_class, r.name, r.rate_ppm, r.valid_from, r.valid_until, r.source FROM pricing.tax_rate AS r INNER JOIN pricing.tax_class AS c ON c.tax_class_id = r.tax_class_id WHERE r.country = $1 AND ($2::uuid IS NULL OR r.tax_rate_id > $2) ORDER BY r.tax_rate_id LIMIT $3",
        None,
    )
}
impl ListTaxRatesStmt {
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
        country: &'a T1,
        after: &'a Option<uuid::Uuid>,
        row_limit: &'a i64,
    ) -> TaxRateRowQuery<'c, 'a, 's, C, TaxRateRow, 3> {
        TaxRateRowQuery {
            client,
            params: [country, after, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<TaxRateRowBorrowed, tokio_postgres::Error> {
                Ok(TaxRateRowBorrowed {
                    tax_rate_id: row.try_get(0)?,
                    country: row.try_get(1)?,
                    region: row.try_get(2)?,
                    place: row.try_get(3)?,
                    postcode_prefixes: row.try_get(4)?,
                    tax_class: row.try_get(5)?,
                    name: row.try_get(6)?,
                    rate_ppm: row.try_get(7)?,
                    valid_from: row.try_get(8)?,
                    valid_until: row.try_get(9)?,
                    source: row.try_get(10)?,
                })
            },
            mapper: |it| TaxRateRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListTaxRatesParams<T1>,
        TaxRateRowQuery<'c, 'a, 's, C, TaxRateRow, 3>,
        C,
    > for ListTaxRatesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListTaxRatesParams<T1>,
    ) -> TaxRateRowQuery<'c, 'a, 's, C, TaxRateRow, 3> {
        self.bind(client, &params.country, &params.after, &params.row_limit)
    }
}
pub struct FindTaxRateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_tax_rate() -> FindTaxRateStmt {
    FindTaxRateStmt(
        "SELECT r.tax_rate_id, r.country, r.region, r.place, r.postcode_prefixes, c.code AS tax_class, r.name, r.rate_ppm, r.valid_from, r.valid_until, r.source FROM pricing.tax_rate AS r INNER JOIN pricing.tax_class AS c ON c.tax_class_id = r.tax_class_id WHERE r.tax_rate_id = $1",
        None,
    )
}
impl FindTaxRateStmt {
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
        tax_rate_id: &'a uuid::Uuid,
    ) -> TaxRateRowQuery<'c, 'a, 's, C, TaxRateRow, 1> {
        TaxRateRowQuery {
            client,
            params: [tax_rate_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<TaxRateRowBorrowed, tokio_postgres::Error> {
                Ok(TaxRateRowBorrowed {
                    tax_rate_id: row.try_get(0)?,
                    country: row.try_get(1)?,
                    region: row.try_get(2)?,
                    place: row.try_get(3)?,
                    postcode_prefixes: row.try_get(4)?,
                    tax_class: row.try_get(5)?,
                    name: row.try_get(6)?,
                    rate_ppm: row.try_get(7)?,
                    valid_from: row.try_get(8)?,
                    valid_until: row.try_get(9)?,
                    source: row.try_get(10)?,
                })
            },
            mapper: |it| TaxRateRow::from(it),
        }
    }
}
pub struct InsertTaxRateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_tax_rate() -> InsertTaxRateStmt {
    InsertTaxRateStmt(
        "INSERT INTO pricing.tax_rate ( tax_rate_id, country, region, place, postcode_prefixes, tax_class_id, name, rate_ppm, valid_from, valid_until, source, created_at ) VALUES ( $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'manual', $11 )",
        None,
    )
}
impl InsertTaxRateStmt {
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
        T6: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        tax_rate_id: &'a uuid::Uuid,
        country: &'a T1,
        region: &'a T2,
        place: &'a T3,
        postcode_prefixes: &'a T5,
        tax_class_id: &'a uuid::Uuid,
        name: &'a T6,
        rate_ppm: &'a i32,
        valid_from: &'a kernel_base::Timestamp,
        valid_until: &'a Option<kernel_base::Timestamp>,
        at: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    tax_rate_id,
                    country,
                    region,
                    place,
                    postcode_prefixes,
                    tax_class_id,
                    name,
                    rate_ppm,
                    valid_from,
                    valid_until,
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
    T5: crate::ArraySql<Item = T4>,
    T6: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertTaxRateParams<T1, T2, T3, T4, T5, T6>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertTaxRateStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertTaxRateParams<T1, T2, T3, T4, T5, T6>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.tax_rate_id,
            &params.country,
            &params.region,
            &params.place,
            &params.postcode_prefixes,
            &params.tax_class_id,
            &params.name,
            &params.rate_ppm,
            &params.valid_from,
            &params.valid_until,
            &params.at,
        ))
    }
}
pub struct EndTaxRateStmt(&'static str, Option<tokio_postgres::Statement>);
/// Whoever ends a rate has made it theirs: the next import leaves its country alone instead of bringing the rate back.
pub fn end_tax_rate() -> EndTaxRateStmt {
    EndTaxRateStmt(
        "UPDATE pricing.tax_rate SET valid_until = $1, source = 'manual' WHERE tax_rate_id = $2 AND (valid_until IS NULL OR valid_until > $1)",
        None,
    )
}
impl EndTaxRateStmt {
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
        valid_until: &'a kernel_base::Timestamp,
        tax_rate_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[valid_until, tax_rate_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        EndTaxRateParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for EndTaxRateStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a EndTaxRateParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.valid_until, &params.tax_rate_id))
    }
}
pub struct DeleteImportedTaxRatesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_imported_tax_rates() -> DeleteImportedTaxRatesStmt {
    DeleteImportedTaxRatesStmt(
        "DELETE FROM pricing.tax_rate WHERE country = ANY($1::text[]) AND source = $2",
        None,
    )
}
impl DeleteImportedTaxRatesStmt {
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
    >(
        &'s self,
        client: &'c C,
        countries: &'a T2,
        source: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[countries, source]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteImportedTaxRatesParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteImportedTaxRatesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteImportedTaxRatesParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.countries, &params.source))
    }
}
pub struct InsertImportedTaxRatesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_imported_tax_rates() -> InsertImportedTaxRatesStmt {
    InsertImportedTaxRatesStmt(
        "INSERT INTO pricing.tax_rate ( tax_rate_id, country, region, place, postcode_prefixes, tax_class_id, name, rate_ppm, valid_from, valid_until, source, created_at ) SELECT tax_rate_id, country, region, place, string_to_array(prefixes, ' '), tax_class_id, name, rate_ppm, valid_from, valid_until, $1, $2 FROM unnest( $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::text[], $10::int[], $11::timestamptz[], $12::timestamptz[] ) AS t(tax_rate_id, country, region, place, prefixes, tax_class_id, name, rate_ppm, valid_from, valid_until)",
        None,
    )
}
impl InsertImportedTaxRatesStmt {
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
        T7: crate::StringSql,
        T8: crate::ArraySql<Item = T7>,
        T9: crate::StringSql,
        T10: crate::ArraySql<Item = T9>,
        T11: crate::ArraySql<Item = uuid::Uuid>,
        T12: crate::StringSql,
        T13: crate::ArraySql<Item = T12>,
        T14: crate::ArraySql<Item = i32>,
        T15: crate::ArraySql<Item = kernel_base::Timestamp>,
        T16: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    >(
        &'s self,
        client: &'c C,
        source: &'a T1,
        at: &'a kernel_base::Timestamp,
        tax_rate_ids: &'a T2,
        countries: &'a T4,
        regions: &'a T6,
        places: &'a T8,
        postcode_prefixes: &'a T10,
        tax_class_ids: &'a T11,
        names: &'a T13,
        rates_ppm: &'a T14,
        valid_froms: &'a T15,
        valid_untils: &'a T16,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    source,
                    at,
                    tax_rate_ids,
                    countries,
                    regions,
                    places,
                    postcode_prefixes,
                    tax_class_ids,
                    names,
                    rates_ppm,
                    valid_froms,
                    valid_untils,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::StringSql,
    T10: crate::ArraySql<Item = T9>,
    T11: crate::ArraySql<Item = uuid::Uuid>,
    T12: crate::StringSql,
    T13: crate::ArraySql<Item = T12>,
    T14: crate::ArraySql<Item = i32>,
    T15: crate::ArraySql<Item = kernel_base::Timestamp>,
    T16: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertImportedTaxRatesParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertImportedTaxRatesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertImportedTaxRatesParams<
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
        >,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.source,
            &params.at,
            &params.tax_rate_ids,
            &params.countries,
            &params.regions,
            &params.places,
            &params.postcode_prefixes,
            &params.tax_class_ids,
            &params.names,
            &params.rates_ppm,
            &params.valid_froms,
            &params.valid_untils,
        ))
    }
}
