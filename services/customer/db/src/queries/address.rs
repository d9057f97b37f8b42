// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertAddressParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::StringSql,
    T7: crate::StringSql,
    T8: crate::StringSql,
    T9: crate::StringSql,
> {
    pub address_id: uuid::Uuid,
    pub customer_id: uuid::Uuid,
    pub name: T1,
    pub company: Option<T2>,
    pub lines: T4,
    pub city: T5,
    pub region: Option<T6>,
    pub postal_code: Option<T7>,
    pub country: T8,
    pub phone: Option<T9>,
    pub default_shipping: bool,
    pub default_billing: bool,
    pub now: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct UpdateAddressParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::StringSql,
    T7: crate::StringSql,
    T8: crate::StringSql,
    T9: crate::StringSql,
> {
    pub name: T1,
    pub company: Option<T2>,
    pub lines: T4,
    pub city: T5,
    pub region: Option<T6>,
    pub postal_code: Option<T7>,
    pub country: T8,
    pub phone: Option<T9>,
    pub default_shipping: bool,
    pub default_billing: bool,
    pub now: kernel_base::Timestamp,
    pub address_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteAddressParams {
    pub address_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ClearDefaultsParams {
    pub shipping_id: Option<uuid::Uuid>,
    pub billing_id: Option<uuid::Uuid>,
    pub now: kernel_base::Timestamp,
    pub customer_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct AssignDefaultsParams {
    pub shipping_id: Option<uuid::Uuid>,
    pub billing_id: Option<uuid::Uuid>,
    pub now: kernel_base::Timestamp,
    pub customer_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct AddressRow {
    pub address_id: uuid::Uuid,
    pub customer_id: uuid::Uuid,
    pub name: String,
    pub company: Option<String>,
    pub lines: Vec<String>,
    pub city: String,
    pub region: Option<String>,
    pub postal_code: Option<String>,
    pub country: String,
    pub phone: Option<String>,
    pub default_shipping: bool,
    pub default_billing: bool,
    pub version: i64,
    pub created_at: kernel_base::Timestamp,
}
pub struct AddressRowBorrowed<'a> {
    pub address_id: uuid::Uuid,
    pub customer_id: uuid::Uuid,
    pub name: &'a str,
    pub company: Option<&'a str>,
    pub lines: crate::ArrayIterator<'a, &'a str>,
    pub city: &'a str,
    pub region: Option<&'a str>,
    pub postal_code: Option<&'a str>,
    pub country: &'a str,
    pub phone: Option<&'a str>,
    pub default_shipping: bool,
    pub default_billing: bool,
    pub version: i64,
    pub created_at: kernel_base::Timestamp,
}
impl<'a> From<AddressRowBorrowed<'a>> for AddressRow {
    fn from(
        AddressRowBorrowed {
            address_id,
            customer_id,
            name,
            company,
            lines,
            city,
            region,
            postal_code,
            country,
            phone,
            default_shipping,
            default_billing,
            version,
            created_at,
        }: AddressRowBorrowed<'a>,
    ) -> Self {
        Self {
            address_id,
            customer_id,
            name: name.into(),
            company: company.map(|v| v.into()),
            lines: lines.map(|v| v.into()).collect(),
            city: city.into(),
            region: region.map(|v| v.into()),
            postal_code: postal_code.map(|v| v.into()),
            country: country.into(),
            phone: phone.map(|v| v.into()),
            default_shipping,
            default_billing,
            version,
            created_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct AddressRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<AddressRowBorrowed, tokio_postgres::Error>,
    mapper: fn(AddressRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> AddressRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(AddressRowBorrowed) -> R) -> AddressRowQuery<'c, 'a, 's, C, R, N> {
        AddressRowQuery {
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
pub struct ListAddressesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_addresses() -> ListAddressesStmt {
    ListAddressesStmt(
        "SELECT address_id, customer_id, name, company, lines, city, region, postal_code, country, phone, default_shipping, default_billing, version, created_at FROM customer.address WHERE customer_id = $1 ORDER BY address_id",
        None,
    )
}
impl ListAddressesStmt {
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
    ) -> AddressRowQuery<'c, 'a, 's, C, AddressRow, 1> {
        AddressRowQuery {
            client,
            params: [customer_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AddressRowBorrowed, tokio_postgres::Error> {
                Ok(AddressRowBorrowed {
                    address_id: row.try_get(0)?,
                    customer_id: row.try_get(1)?,
                    name: row.try_get(2)?,
                    company: row.try_get(3)?,
                    lines: row.try_get(4)?,
                    city: row.try_get(5)?,
                    region: row.try_get(6)?,
                    postal_code: row.try_get(7)?,
                    country: row.try_get(8)?,
                    phone: row.try_get(9)?,
                    default_shipping: row.try_get(10)?,
                    default_billing: row.try_get(11)?,
                    version: row.try_get(12)?,
                    created_at: row.try_get(13)?,
                })
            },
            mapper: |it| AddressRow::from(it),
        }
    }
}
pub struct InsertAddressStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_address() -> InsertAddressStmt {
    InsertAddressStmt(
        "INSERT INTO customer.address (address_id, customer_id, name, company, lines, city, region, postal_code, country, phone, default_shipping, default_billing, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)",
        None,
    )
}
impl InsertAddressStmt {
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
        T4: crate::ArraySql<Item = T3>,
        T5: crate::StringSql,
        T6: crate::StringSql,
        T7: crate::StringSql,
        T8: crate::StringSql,
        T9: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        address_id: &'a uuid::Uuid,
        customer_id: &'a uuid::Uuid,
        name: &'a T1,
        company: &'a Option<T2>,
        lines: &'a T4,
        city: &'a T5,
        region: &'a Option<T6>,
        postal_code: &'a Option<T7>,
        country: &'a T8,
        phone: &'a Option<T9>,
        default_shipping: &'a bool,
        default_billing: &'a bool,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    address_id,
                    customer_id,
                    name,
                    company,
                    lines,
                    city,
                    region,
                    postal_code,
                    country,
                    phone,
                    default_shipping,
                    default_billing,
                    now,
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
    T4: crate::ArraySql<Item = T3>,
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
        InsertAddressParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertAddressStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertAddressParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.address_id,
            &params.customer_id,
            &params.name,
            &params.company,
            &params.lines,
            &params.city,
            &params.region,
            &params.postal_code,
            &params.country,
            &params.phone,
            &params.default_shipping,
            &params.default_billing,
            &params.now,
        ))
    }
}
pub struct UpdateAddressStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_address() -> UpdateAddressStmt {
    UpdateAddressStmt(
        "UPDATE customer.address SET name = $1, company = $2, lines = $3, city = $4, region = $5, postal_code = $6, country = $7, phone = $8, default_shipping = $9, default_billing = $10, version = version + 1, updated_at = $11 WHERE address_id = $12 AND version = $13",
        None,
    )
}
impl UpdateAddressStmt {
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
        T4: crate::ArraySql<Item = T3>,
        T5: crate::StringSql,
        T6: crate::StringSql,
        T7: crate::StringSql,
        T8: crate::StringSql,
        T9: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        name: &'a T1,
        company: &'a Option<T2>,
        lines: &'a T4,
        city: &'a T5,
        region: &'a Option<T6>,
        postal_code: &'a Option<T7>,
        country: &'a T8,
        phone: &'a Option<T9>,
        default_shipping: &'a bool,
        default_billing: &'a bool,
        now: &'a kernel_base::Timestamp,
        address_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    name,
                    company,
                    lines,
                    city,
                    region,
                    postal_code,
                    country,
                    phone,
                    default_shipping,
                    default_billing,
                    now,
                    address_id,
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
    T4: crate::ArraySql<Item = T3>,
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
        UpdateAddressParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateAddressStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateAddressParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.name,
            &params.company,
            &params.lines,
            &params.city,
            &params.region,
            &params.postal_code,
            &params.country,
            &params.phone,
            &params.default_shipping,
            &params.default_billing,
            &params.now,
            &params.address_id,
            &params.version,
        ))
    }
}
pub struct DeleteAddressStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_address() -> DeleteAddressStmt {
    DeleteAddressStmt("DELETE FROM customer.address WHERE address_id = $1 AND version = $2", None)
}
impl DeleteAddressStmt {
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
        address_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[address_id, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteAddressParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteAddressStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteAddressParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.address_id, &params.version))
    }
}
pub struct ClearDefaultsStmt(&'static str, Option<tokio_postgres::Statement>);
/// Goes before the others: there may be one default of a kind at any moment.
pub fn clear_defaults() -> ClearDefaultsStmt {
    ClearDefaultsStmt(
        "UPDATE customer.address SET default_shipping = default_shipping AND address_id IS NOT DISTINCT FROM $1::uuid, default_billing = default_billing AND address_id IS NOT DISTINCT FROM $2::uuid, version = version + 1, updated_at = $3 WHERE customer_id = $4 AND ((default_shipping AND address_id IS DISTINCT FROM $1) OR (default_billing AND address_id IS DISTINCT FROM $2))",
        None,
    )
}
impl ClearDefaultsStmt {
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
        shipping_id: &'a Option<uuid::Uuid>,
        billing_id: &'a Option<uuid::Uuid>,
        now: &'a kernel_base::Timestamp,
        customer_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[shipping_id, billing_id, now, customer_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ClearDefaultsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ClearDefaultsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ClearDefaultsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.shipping_id, &params.billing_id, &params.now, &params.customer_id))
    }
}
pub struct AssignDefaultsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn assign_defaults() -> AssignDefaultsStmt {
    AssignDefaultsStmt(
        "UPDATE customer.address SET default_shipping = default_shipping OR address_id IS NOT DISTINCT FROM $1::uuid, default_billing = default_billing OR address_id IS NOT DISTINCT FROM $2::uuid, version = version + 1, updated_at = $3 WHERE customer_id = $4 AND ((address_id = $1 AND NOT default_shipping) OR (address_id = $2 AND NOT default_billing))",
        None,
    )
}
impl AssignDefaultsStmt {
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
        shipping_id: &'a Option<uuid::Uuid>,
        billing_id: &'a Option<uuid::Uuid>,
        now: &'a kernel_base::Timestamp,
        customer_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[shipping_id, billing_id, now, customer_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        AssignDefaultsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for AssignDefaultsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a AssignDefaultsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.shipping_id, &params.billing_id, &params.now, &params.customer_id))
    }
}
