// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListGroupsParams<T1: crate::StringSql> {
    pub after: Option<T1>,
    pub limit: i64,
}
#[derive(Debug)]
pub struct InsertGroupParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
> {
    pub code: T1,
    pub name: T2,
    pub kind: T3,
    pub spent_over_minor: Option<i64>,
    pub spent_currency: Option<T4>,
    pub orders_over: Option<i64>,
    pub countries: T6,
    pub consent: Option<T7>,
    pub sweep_after: Option<uuid::Uuid>,
    pub now: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct UpdateGroupParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::StringSql,
> {
    pub name: T1,
    pub spent_over_minor: Option<i64>,
    pub spent_currency: Option<T2>,
    pub orders_over: Option<i64>,
    pub countries: T4,
    pub consent: Option<T5>,
    pub sweep_after: Option<uuid::Uuid>,
    pub now: kernel_base::Timestamp,
    pub code: T6,
    pub version: i64,
}
#[derive(Debug)]
pub struct DeleteGroupParams<T1: crate::StringSql> {
    pub code: T1,
    pub version: i64,
}
#[derive(Debug)]
pub struct ListMembersParams<T1: crate::StringSql> {
    pub group_code: T1,
    pub after: Option<uuid::Uuid>,
    pub limit: i64,
}
#[derive(Debug)]
pub struct InsertMembershipsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
> {
    pub now: kernel_base::Timestamp,
    pub customer_ids: T1,
    pub group_codes: T3,
}
#[derive(Debug)]
pub struct DeleteMembershipsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
> {
    pub customer_ids: T1,
    pub group_codes: T3,
}
#[derive(Debug, Clone, PartialEq)]
pub struct GroupRow {
    pub code: String,
    pub name: String,
    pub kind: String,
    pub spent_over_minor: Option<i64>,
    pub spent_currency: Option<String>,
    pub orders_over: Option<i64>,
    pub countries: Vec<String>,
    pub consent: Option<String>,
    pub sweep_after: Option<uuid::Uuid>,
    pub version: i64,
}
pub struct GroupRowBorrowed<'a> {
    pub code: &'a str,
    pub name: &'a str,
    pub kind: &'a str,
    pub spent_over_minor: Option<i64>,
    pub spent_currency: Option<&'a str>,
    pub orders_over: Option<i64>,
    pub countries: crate::ArrayIterator<'a, &'a str>,
    pub consent: Option<&'a str>,
    pub sweep_after: Option<uuid::Uuid>,
    pub version: i64,
}
impl<'a> From<GroupRowBorrowed<'a>> for GroupRow {
    fn from(
        GroupRowBorrowed {
            code,
            name,
            kind,
            spent_over_minor,
            spent_currency,
            orders_over,
            countries,
            consent,
            sweep_after,
            version,
        }: GroupRowBorrowed<'a>,
    ) -> Self {
        Self {
            code: code.into(),
            name: name.into(),
            kind: kind.into(),
            spent_over_minor,
            spent_currency: spent_currency.map(|v| v.into()),
            orders_over,
            countries: countries.map(|v| v.into()).collect(),
            consent: consent.map(|v| v.into()),
            sweep_after,
            version,
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct ListMembers {
    pub customer_id: uuid::Uuid,
    pub since: kernel_base::Timestamp,
}
#[derive(Debug, Clone, PartialEq)]
pub struct FindMemberships {
    pub customer_id: uuid::Uuid,
    pub group_code: String,
    pub since: kernel_base::Timestamp,
    pub kind: String,
}
pub struct FindMembershipsBorrowed<'a> {
    pub customer_id: uuid::Uuid,
    pub group_code: &'a str,
    pub since: kernel_base::Timestamp,
    pub kind: &'a str,
}
impl<'a> From<FindMembershipsBorrowed<'a>> for FindMemberships {
    fn from(
        FindMembershipsBorrowed { customer_id, group_code, since, kind }: FindMembershipsBorrowed<'a>,
    ) -> Self {
        Self { customer_id, group_code: group_code.into(), since, kind: kind.into() }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct GroupRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<GroupRowBorrowed, tokio_postgres::Error>,
    mapper: fn(GroupRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> GroupRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(GroupRowBorrowed) -> R) -> GroupRowQuery<'c, 'a, 's, C, R, N> {
        GroupRowQuery {
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
pub struct I64Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<i64, tokio_postgres::Error>,
    mapper: fn(i64) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> I64Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(i64) -> R) -> I64Query<'c, 'a, 's, C, R, N> {
        I64Query {
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
pub struct ListMembersQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListMembers, tokio_postgres::Error>,
    mapper: fn(ListMembers) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListMembersQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ListMembers) -> R) -> ListMembersQuery<'c, 'a, 's, C, R, N> {
        ListMembersQuery {
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
pub struct FindMembershipsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindMembershipsBorrowed, tokio_postgres::Error>,
    mapper: fn(FindMembershipsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindMembershipsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(FindMembershipsBorrowed) -> R,
    ) -> FindMembershipsQuery<'c, 'a, 's, C, R, N> {
        FindMembershipsQuery {
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
pub struct ListGroupsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_groups() -> ListGroupsStmt {
    ListGroupsStmt(
        "SELECT code, name, kind, spent_over_minor, spent_currency, orders_over, countries, consent, sweep_after, version FROM customer.customer_group WHERE ($1::text IS NULL OR code > $1) ORDER BY code LIMIT $2",
        None,
    )
}
impl ListGroupsStmt {
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
        after: &'a Option<T1>,
        limit: &'a i64,
    ) -> GroupRowQuery<'c, 'a, 's, C, GroupRow, 2> {
        GroupRowQuery {
            client,
            params: [after, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<GroupRowBorrowed, tokio_postgres::Error> {
                Ok(GroupRowBorrowed {
                    code: row.try_get(0)?,
                    name: row.try_get(1)?,
                    kind: row.try_get(2)?,
                    spent_over_minor: row.try_get(3)?,
                    spent_currency: row.try_get(4)?,
                    orders_over: row.try_get(5)?,
                    countries: row.try_get(6)?,
                    consent: row.try_get(7)?,
                    sweep_after: row.try_get(8)?,
                    version: row.try_get(9)?,
                })
            },
            mapper: |it| GroupRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListGroupsParams<T1>,
        GroupRowQuery<'c, 'a, 's, C, GroupRow, 2>,
        C,
    > for ListGroupsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListGroupsParams<T1>,
    ) -> GroupRowQuery<'c, 'a, 's, C, GroupRow, 2> {
        self.bind(client, &params.after, &params.limit)
    }
}
pub struct FindGroupStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_group() -> FindGroupStmt {
    FindGroupStmt(
        "SELECT code, name, kind, spent_over_minor, spent_currency, orders_over, countries, consent, sweep_after, version FROM customer.customer_group WHERE code = $1",
        None,
    )
}
impl FindGroupStmt {
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
    ) -> GroupRowQuery<'c, 'a, 's, C, GroupRow, 1> {
        GroupRowQuery {
            client,
            params: [code],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<GroupRowBorrowed, tokio_postgres::Error> {
                Ok(GroupRowBorrowed {
                    code: row.try_get(0)?,
                    name: row.try_get(1)?,
                    kind: row.try_get(2)?,
                    spent_over_minor: row.try_get(3)?,
                    spent_currency: row.try_get(4)?,
                    orders_over: row.try_get(5)?,
                    countries: row.try_get(6)?,
                    consent: row.try_get(7)?,
                    sweep_after: row.try_get(8)?,
                    version: row.try_get(9)?,
                })
            },
            mapper: |it| GroupRow::from(it),
        }
    }
}
pub struct CountGroupsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_groups() -> CountGroupsStmt {
    CountGroupsStmt("SELECT count(*) AS group_count FROM customer.customer_group", None)
}
impl CountGroupsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C) -> I64Query<'c, 'a, 's, C, i64, 0> {
        I64Query {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct InsertGroupStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_group() -> InsertGroupStmt {
    InsertGroupStmt(
        "INSERT INTO customer.customer_group (code, name, kind, spent_over_minor, spent_currency, orders_over, countries, consent, sweep_after, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
        None,
    )
}
impl InsertGroupStmt {
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
        T7: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        code: &'a T1,
        name: &'a T2,
        kind: &'a T3,
        spent_over_minor: &'a Option<i64>,
        spent_currency: &'a Option<T4>,
        orders_over: &'a Option<i64>,
        countries: &'a T6,
        consent: &'a Option<T7>,
        sweep_after: &'a Option<uuid::Uuid>,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    code,
                    name,
                    kind,
                    spent_over_minor,
                    spent_currency,
                    orders_over,
                    countries,
                    consent,
                    sweep_after,
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
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertGroupParams<T1, T2, T3, T4, T5, T6, T7>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertGroupStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertGroupParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.code,
            &params.name,
            &params.kind,
            &params.spent_over_minor,
            &params.spent_currency,
            &params.orders_over,
            &params.countries,
            &params.consent,
            &params.sweep_after,
            &params.now,
        ))
    }
}
pub struct UpdateGroupStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_group() -> UpdateGroupStmt {
    UpdateGroupStmt(
        "UPDATE customer.customer_group SET name = $1, spent_over_minor = $2, spent_currency = $3, orders_over = $4, countries = $5, consent = $6, sweep_after = $7, version = version + 1, updated_at = $8 WHERE code = $9 AND version = $10",
        None,
    )
}
impl UpdateGroupStmt {
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
    >(
        &'s self,
        client: &'c C,
        name: &'a T1,
        spent_over_minor: &'a Option<i64>,
        spent_currency: &'a Option<T2>,
        orders_over: &'a Option<i64>,
        countries: &'a T4,
        consent: &'a Option<T5>,
        sweep_after: &'a Option<uuid::Uuid>,
        now: &'a kernel_base::Timestamp,
        code: &'a T6,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    name,
                    spent_over_minor,
                    spent_currency,
                    orders_over,
                    countries,
                    consent,
                    sweep_after,
                    now,
                    code,
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
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateGroupParams<T1, T2, T3, T4, T5, T6>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateGroupStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateGroupParams<T1, T2, T3, T4, T5, T6>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.name,
            &params.spent_over_minor,
            &params.spent_currency,
            &params.orders_over,
            &params.countries,
            &params.consent,
            &params.sweep_after,
            &params.now,
            &params.code,
            &params.version,
        ))
    }
}
pub struct DeleteGroupStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_group() -> DeleteGroupStmt {
    DeleteGroupStmt("DELETE FROM customer.customer_group WHERE code = $1 AND version = $2", None)
}
impl DeleteGroupStmt {
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
        code: &'a T1,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[code, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteGroupParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteGroupStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteGroupParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.code, &params.version))
    }
}
pub struct ListMembersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_members() -> ListMembersStmt {
    ListMembersStmt(
        "SELECT customer_id, since FROM customer.membership WHERE group_code = $1 AND ($2::uuid IS NULL OR customer_id > $2) ORDER BY customer_id LIMIT $3",
        None,
    )
}
impl ListMembersStmt {
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
        group_code: &'a T1,
        after: &'a Option<uuid::Uuid>,
        limit: &'a i64,
    ) -> ListMembersQuery<'c, 'a, 's, C, ListMembers, 3> {
        ListMembersQuery {
            client,
            params: [group_code, after, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ListMembers, tokio_postgres::Error> {
                Ok(ListMembers { customer_id: row.try_get(0)?, since: row.try_get(1)? })
            },
            mapper: |it| ListMembers::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListMembersParams<T1>,
        ListMembersQuery<'c, 'a, 's, C, ListMembers, 3>,
        C,
    > for ListMembersStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListMembersParams<T1>,
    ) -> ListMembersQuery<'c, 'a, 's, C, ListMembers, 3> {
        self.bind(client, &params.group_code, &params.after, &params.limit)
    }
}
pub struct FindMembershipsStmt(&'static str, Option<tokio_postgres::Statement>);
/// The groups of these customers, with how each group gets its members.
pub fn find_memberships() -> FindMembershipsStmt {
    FindMembershipsStmt(
        "SELECT m.customer_id, m.group_code, m.since, g.kind FROM customer.membership AS m JOIN customer.customer_group AS g ON g.code = m.group_code WHERE m.customer_id = ANY($1::uuid[]) ORDER BY m.customer_id, m.group_code",
        None,
    )
}
impl FindMembershipsStmt {
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
    ) -> FindMembershipsQuery<'c, 'a, 's, C, FindMemberships, 1> {
        FindMembershipsQuery {
            client,
            params: [customer_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FindMembershipsBorrowed, tokio_postgres::Error> {
                Ok(FindMembershipsBorrowed {
                    customer_id: row.try_get(0)?,
                    group_code: row.try_get(1)?,
                    since: row.try_get(2)?,
                    kind: row.try_get(3)?,
                })
            },
            mapper: |it| FindMemberships::from(it),
        }
    }
}
pub struct InsertMembershipsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_memberships() -> InsertMembershipsStmt {
    InsertMembershipsStmt(
        "INSERT INTO customer.membership (customer_id, group_code, since) SELECT customer_id, group_code, $1 FROM unnest($2::uuid[], $3::text[]) AS t (customer_id, group_code) ON CONFLICT ON CONSTRAINT membership_pkey DO NOTHING",
        None,
    )
}
impl InsertMembershipsStmt {
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
    >(
        &'s self,
        client: &'c C,
        now: &'a kernel_base::Timestamp,
        customer_ids: &'a T1,
        group_codes: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, customer_ids, group_codes]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertMembershipsParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertMembershipsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertMembershipsParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.customer_ids, &params.group_codes))
    }
}
pub struct DeleteMembershipsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_memberships() -> DeleteMembershipsStmt {
    DeleteMembershipsStmt(
        "DELETE FROM customer.membership AS m USING unnest($1::uuid[], $2::text[]) AS t (customer_id, group_code) WHERE m.customer_id = t.customer_id AND m.group_code = t.group_code",
        None,
    )
}
impl DeleteMembershipsStmt {
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
    >(
        &'s self,
        client: &'c C,
        customer_ids: &'a T1,
        group_codes: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[customer_ids, group_codes]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteMembershipsParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteMembershipsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteMembershipsParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.customer_ids, &params.group_codes))
    }
}
