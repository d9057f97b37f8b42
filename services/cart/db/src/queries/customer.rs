// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct UpsertProfilesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::ArraySql<Item = bool>,
> {
    pub customer_ids: T1,
    pub versions: T2,
    pub blocked: T3,
}
#[derive(Debug)]
pub struct UpsertGroupsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
> {
    pub customer_ids: T1,
    pub versions: T2,
    pub codes: T4,
}
#[derive(Debug, Clone, PartialEq)]
pub struct FindStanding {
    pub blocked: bool,
    pub groups: Vec<String>,
}
pub struct FindStandingBorrowed<'a> {
    pub blocked: bool,
    pub groups: crate::ArrayIterator<'a, &'a str>,
}
impl<'a> From<FindStandingBorrowed<'a>> for FindStanding {
    fn from(FindStandingBorrowed { blocked, groups }: FindStandingBorrowed<'a>) -> Self {
        Self { blocked, groups: groups.map(|v| v.into()).collect() }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct FindStandingQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindStandingBorrowed, tokio_postgres::Error>,
    mapper: fn(FindStandingBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindStandingQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FindStandingBorrowed) -> R) -> FindStandingQuery<'c, 'a, 's, C, R, N> {
        FindStandingQuery {
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
pub struct UpsertProfilesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn upsert_profiles() -> UpsertProfilesStmt {
    UpsertProfilesStmt(
        "INSERT INTO cart.customer AS known (customer_id, profile_version, blocked) SELECT customer_id, profile_version, blocked FROM unnest($1::uuid[], $2::bigint[], $3::boolean[]) AS t (customer_id, profile_version, blocked) ON CONFLICT ON CONSTRAINT customer_pkey DO UPDATE SET profile_version = excluded.profile_version, blocked = excluded.blocked WHERE known.profile_version < excluded.profile_version AND NOT known.erased",
        None,
    )
}
impl UpsertProfilesStmt {
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
        T3: crate::ArraySql<Item = bool>,
    >(
        &'s self,
        client: &'c C,
        customer_ids: &'a T1,
        versions: &'a T2,
        blocked: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[customer_ids, versions, blocked]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::ArraySql<Item = bool>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpsertProfilesParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpsertProfilesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpsertProfilesParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.customer_ids, &params.versions, &params.blocked))
    }
}
pub struct UpsertGroupsStmt(&'static str, Option<tokio_postgres::Statement>);
/// The codes of each customer are separated by commas, of which they have none.
pub fn upsert_groups() -> UpsertGroupsStmt {
    UpsertGroupsStmt(
        "INSERT INTO cart.customer AS known (customer_id, groups_version, groups) SELECT customer_id, groups_version, string_to_array(codes, ',') FROM unnest($1::uuid[], $2::bigint[], $3::text[]) AS t (customer_id, groups_version, codes) ON CONFLICT ON CONSTRAINT customer_pkey DO UPDATE SET groups_version = excluded.groups_version, groups = excluded.groups WHERE known.groups_version < excluded.groups_version AND NOT known.erased",
        None,
    )
}
impl UpsertGroupsStmt {
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
    >(
        &'s self,
        client: &'c C,
        customer_ids: &'a T1,
        versions: &'a T2,
        codes: &'a T4,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[customer_ids, versions, codes]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpsertGroupsParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpsertGroupsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpsertGroupsParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.customer_ids, &params.versions, &params.codes))
    }
}
pub struct FindStandingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_standing() -> FindStandingStmt {
    FindStandingStmt("SELECT blocked, groups FROM cart.customer WHERE customer_id = $1", None)
}
impl FindStandingStmt {
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
    ) -> FindStandingQuery<'c, 'a, 's, C, FindStanding, 1> {
        FindStandingQuery {
            client,
            params: [customer_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FindStandingBorrowed, tokio_postgres::Error> {
                Ok(FindStandingBorrowed { blocked: row.try_get(0)?, groups: row.try_get(1)? })
            },
            mapper: |it| FindStanding::from(it),
        }
    }
}
pub struct EraseCustomerStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn erase_customer() -> EraseCustomerStmt {
    EraseCustomerStmt(
        "INSERT INTO cart.customer (customer_id, blocked, erased) VALUES ($1, true, true) ON CONFLICT ON CONSTRAINT customer_pkey DO UPDATE SET blocked = true, groups = '{}', erased = true",
        None,
    )
}
impl EraseCustomerStmt {
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
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[customer_id]).await
    }
}
