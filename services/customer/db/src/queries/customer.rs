// This file was generated with `clorinde`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct InsertCustomerParams {
    pub customer_id: uuid::Uuid,
    pub now: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct UpdateCustomerParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
> {
    pub email: Option<T1>,
    pub given_name: T2,
    pub family_name: T3,
    pub search_name: T4,
    pub locale: Option<T5>,
    pub status: T6,
    pub now: kernel_base::Timestamp,
    pub customer_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ListCustomersParams {
    pub after: Option<uuid::Uuid>,
    pub limit: i64,
}
#[derive(Debug)]
pub struct ListCustomersByEmailParams<T1: crate::StringSql> {
    pub email: T1,
    pub after: Option<uuid::Uuid>,
    pub limit: i64,
}
#[derive(Debug)]
pub struct ListCustomersByNameParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub first: T1,
    pub end: T2,
    pub after: Option<uuid::Uuid>,
    pub limit: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct TouchBookParams {
    pub customer_id: uuid::Uuid,
    pub book_version: i64,
}
#[derive(Debug)]
pub struct TouchGroupsParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::ArraySql<Item = i64>> {
    pub customer_ids: T1,
    pub groups_versions: T2,
}
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerRow {
    pub customer_id: uuid::Uuid,
    pub email: Option<String>,
    pub given_name: String,
    pub family_name: String,
    pub locale: Option<String>,
    pub status: String,
    pub version: i64,
    pub book_version: i64,
    pub created_at: kernel_base::Timestamp,
}
pub struct CustomerRowBorrowed<'a> {
    pub customer_id: uuid::Uuid,
    pub email: Option<&'a str>,
    pub given_name: &'a str,
    pub family_name: &'a str,
    pub locale: Option<&'a str>,
    pub status: &'a str,
    pub version: i64,
    pub book_version: i64,
    pub created_at: kernel_base::Timestamp,
}
impl<'a> From<CustomerRowBorrowed<'a>> for CustomerRow {
    fn from(
        CustomerRowBorrowed {
            customer_id,
            email,
            given_name,
            family_name,
            locale,
            status,
            version,
            book_version,
            created_at,
        }: CustomerRowBorrowed<'a>,
    ) -> Self {
        Self {
            customer_id,
            email: email.map(|v| v.into()),
            given_name: given_name.into(),
            family_name: family_name.into(),
            locale: locale.map(|v| v.into()),
            status: status.into(),
            version,
            book_version,
            created_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct FindGroupsVersions {
    pub customer_id: uuid::Uuid,
    pub groups_version: i64,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct CustomerRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CustomerRowBorrowed, tokio_postgres::Error>,
    mapper: fn(CustomerRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CustomerRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CustomerRowBorrowed) -> R) -> CustomerRowQuery<'c, 'a, 's, C, R, N> {
        CustomerRowQuery {
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
pub struct FindGroupsVersionsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindGroupsVersions, tokio_postgres::Error>,
    mapper: fn(FindGroupsVersions) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindGroupsVersionsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FindGroupsVersions) -> R) -> FindGroupsVersionsQuery<'c, 'a, 's, C, R, N> {
        FindGroupsVersionsQuery {
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
pub struct InsertCustomerStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_customer() -> InsertCustomerStmt {
    InsertCustomerStmt(
        "INSERT INTO customer.customer (customer_id, status, created_at, updated_at) VALUES ($1, 'active', $2, $2)",
        None,
    )
}
impl InsertCustomerStmt {
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
        InsertCustomerParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertCustomerStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertCustomerParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.customer_id, &params.now))
    }
}
pub struct FindCustomerStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_customer() -> FindCustomerStmt {
    FindCustomerStmt(
        "SELECT customer_id, email, given_name, family_name, locale, status, version, book_version, created_at FROM customer.customer WHERE customer_id = $1",
        None,
    )
}
impl FindCustomerStmt {
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
    ) -> CustomerRowQuery<'c, 'a, 's, C, CustomerRow, 1> {
        CustomerRowQuery {
            client,
            params: [customer_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CustomerRowBorrowed, tokio_postgres::Error> {
                Ok(CustomerRowBorrowed {
                    customer_id: row.try_get(0)?,
                    email: row.try_get(1)?,
                    given_name: row.try_get(2)?,
                    family_name: row.try_get(3)?,
                    locale: row.try_get(4)?,
                    status: row.try_get(5)?,
                    version: row.try_get(6)?,
                    book_version: row.try_get(7)?,
                    created_at: row.try_get(8)?,
                })
            },
            mapper: |it| CustomerRow::from(it),
        }
    }
}
pub struct UpdateCustomerStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_customer() -> UpdateCustomerStmt {
    UpdateCustomerStmt(
        "UPDATE customer.customer SET email = $1, given_name = $2, family_name = $3, search_name = $4, locale = $5, status = $6, version = version + 1, updated_at = $7 WHERE customer_id = $8 AND version = $9",
        None,
    )
}
impl UpdateCustomerStmt {
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
        email: &'a Option<T1>,
        given_name: &'a T2,
        family_name: &'a T3,
        search_name: &'a T4,
        locale: &'a Option<T5>,
        status: &'a T6,
        now: &'a kernel_base::Timestamp,
        customer_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[email, given_name, family_name, search_name, locale, status, now, customer_id, version],
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
        UpdateCustomerParams<T1, T2, T3, T4, T5, T6>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateCustomerStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateCustomerParams<T1, T2, T3, T4, T5, T6>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.email,
            &params.given_name,
            &params.family_name,
            &params.search_name,
            &params.locale,
            &params.status,
            &params.now,
            &params.customer_id,
            &params.version,
        ))
    }
}
pub struct ListCustomersStmt(&'static str, Option<tokio_postgres::Statement>);
/// Newest first: the ids sort by time.
pub fn list_customers() -> ListCustomersStmt {
    ListCustomersStmt(
        "SELECT customer_id, email, given_name, family_name, locale, status, version, book_version, created_at FROM customer.customer WHERE ($1::uuid IS NULL OR customer_id < $1) ORDER BY customer_id DESC LIMIT $2",
        None,
    )
}
impl ListCustomersStmt {
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
        after: &'a Option<uuid::Uuid>,
        limit: &'a i64,
    ) -> CustomerRowQuery<'c, 'a, 's, C, CustomerRow, 2> {
        CustomerRowQuery {
            client,
            params: [after, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CustomerRowBorrowed, tokio_postgres::Error> {
                Ok(CustomerRowBorrowed {
                    customer_id: row.try_get(0)?,
                    email: row.try_get(1)?,
                    given_name: row.try_get(2)?,
                    family_name: row.try_get(3)?,
                    locale: row.try_get(4)?,
                    status: row.try_get(5)?,
                    version: row.try_get(6)?,
                    book_version: row.try_get(7)?,
                    created_at: row.try_get(8)?,
                })
            },
            mapper: |it| CustomerRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListCustomersParams,
        CustomerRowQuery<'c, 'a, 's, C, CustomerRow, 2>,
        C,
    > for ListCustomersStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListCustomersParams,
    ) -> CustomerRowQuery<'c, 'a, 's, C, CustomerRow, 2> {
        self.bind(client, &params.after, &params.limit)
    }
}
pub struct ListCustomersByEmailStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_customers_by_email() -> ListCustomersByEmailStmt {
    ListCustomersByEmailStmt(
        "SELECT customer_id, email, given_name, family_name, locale, status, version, book_version, created_at FROM customer.customer WHERE lower(email) = lower($1::text) AND ($2::uuid IS NULL OR customer_id > $2) ORDER BY customer_id LIMIT $3",
        None,
    )
}
impl ListCustomersByEmailStmt {
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
        after: &'a Option<uuid::Uuid>,
        limit: &'a i64,
    ) -> CustomerRowQuery<'c, 'a, 's, C, CustomerRow, 3> {
        CustomerRowQuery {
            client,
            params: [email, after, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CustomerRowBorrowed, tokio_postgres::Error> {
                Ok(CustomerRowBorrowed {
                    customer_id: row.try_get(0)?,
                    email: row.try_get(1)?,
                    given_name: row.try_get(2)?,
                    family_name: row.try_get(3)?,
                    locale: row.try_get(4)?,
                    status: row.try_get(5)?,
                    version: row.try_get(6)?,
                    book_version: row.try_get(7)?,
                    created_at: row.try_get(8)?,
                })
            },
            mapper: |it| CustomerRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListCustomersByEmailParams<T1>,
        CustomerRowQuery<'c, 'a, 's, C, CustomerRow, 3>,
        C,
    > for ListCustomersByEmailStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListCustomersByEmailParams<T1>,
    ) -> CustomerRowQuery<'c, 'a, 's, C, CustomerRow, 3> {
        self.bind(client, &params.email, &params.after, &params.limit)
    }
}
pub struct ListCustomersByNameStmt(&'static str, Option<tokio_postgres::Statement>);
/// Names from `first` on and before `end`, by name. The cursor is an id alone: a name would not belong into an address.
pub fn list_customers_by_name() -> ListCustomersByNameStmt {
    ListCustomersByNameStmt(
        "SELECT customer_id, email, given_name, family_name, locale, status, version, book_version, created_at FROM customer.customer WHERE search_name >= $1::text AND search_name < $2::text AND ($3::uuid IS NULL OR (search_name, customer_id) > ( SELECT last.search_name, last.customer_id FROM customer.customer AS last WHERE last.customer_id = $3 )) ORDER BY search_name, customer_id LIMIT $4",
        None,
    )
}
impl ListCustomersByNameStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        first: &'a T1,
        end: &'a T2,
        after: &'a Option<uuid::Uuid>,
        limit: &'a i64,
    ) -> CustomerRowQuery<'c, 'a, 's, C, CustomerRow, 4> {
        CustomerRowQuery {
            client,
            params: [first, end, after, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CustomerRowBorrowed, tokio_postgres::Error> {
                Ok(CustomerRowBorrowed {
                    customer_id: row.try_get(0)?,
                    email: row.try_get(1)?,
                    given_name: row.try_get(2)?,
                    family_name: row.try_get(3)?,
                    locale: row.try_get(4)?,
                    status: row.try_get(5)?,
                    version: row.try_get(6)?,
                    book_version: row.try_get(7)?,
                    created_at: row.try_get(8)?,
                })
            },
            mapper: |it| CustomerRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListCustomersByNameParams<T1, T2>,
        CustomerRowQuery<'c, 'a, 's, C, CustomerRow, 4>,
        C,
    > for ListCustomersByNameStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListCustomersByNameParams<T1, T2>,
    ) -> CustomerRowQuery<'c, 'a, 's, C, CustomerRow, 4> {
        self.bind(client, &params.first, &params.end, &params.after, &params.limit)
    }
}
pub struct TouchBookStmt(&'static str, Option<tokio_postgres::Statement>);
/// Guard with 1: the address book must be as it was read.
pub fn touch_book() -> TouchBookStmt {
    TouchBookStmt(
        "UPDATE customer.customer SET book_version = book_version + 1 WHERE customer_id = $1 AND book_version = $2",
        None,
    )
}
impl TouchBookStmt {
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
        book_version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[customer_id, book_version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        TouchBookParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for TouchBookStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a TouchBookParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.customer_id, &params.book_version))
    }
}
pub struct TouchGroupsStmt(&'static str, Option<tokio_postgres::Statement>);
/// Guard with the number of customers: the groups of each must be as they were read.
pub fn touch_groups() -> TouchGroupsStmt {
    TouchGroupsStmt(
        "UPDATE customer.customer AS c SET groups_version = c.groups_version + 1 FROM unnest($1::uuid[], $2::bigint[]) AS t (customer_id, groups_version) WHERE c.customer_id = t.customer_id AND c.groups_version = t.groups_version",
        None,
    )
}
impl TouchGroupsStmt {
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
        customer_ids: &'a T1,
        groups_versions: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[customer_ids, groups_versions]).await
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
        TouchGroupsParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for TouchGroupsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a TouchGroupsParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.customer_ids, &params.groups_versions))
    }
}
pub struct FindGroupsVersionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_groups_versions() -> FindGroupsVersionsStmt {
    FindGroupsVersionsStmt(
        "SELECT customer_id, groups_version FROM customer.customer WHERE customer_id = ANY($1::uuid[])",
        None,
    )
}
impl FindGroupsVersionsStmt {
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
        customer_ids: &'a T1,
    ) -> FindGroupsVersionsQuery<'c, 'a, 's, C, FindGroupsVersions, 1> {
        FindGroupsVersionsQuery {
            client,
            params: [customer_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FindGroupsVersions, tokio_postgres::Error> {
                Ok(FindGroupsVersions { customer_id: row.try_get(0)?, groups_version: row.try_get(1)? })
            },
            mapper: |it| FindGroupsVersions::from(it),
        }
    }
}
