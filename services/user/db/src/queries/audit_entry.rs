// This file was generated with `clorinde`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct ListEntriesParams {
    pub from: uuid::Uuid,
    pub until: uuid::Uuid,
    pub limit: i64,
}
#[derive(Debug)]
pub struct ListEntriesOfServiceParams<T1: crate::StringSql> {
    pub service: T1,
    pub from: uuid::Uuid,
    pub until: uuid::Uuid,
    pub limit: i64,
}
#[derive(Debug)]
pub struct ListEntriesOfActionParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub action: T1,
    pub from: uuid::Uuid,
    pub until: uuid::Uuid,
    pub service: Option<T2>,
    pub limit: i64,
}
#[derive(Debug)]
pub struct ListEntriesByActorParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub actor: T1,
    pub from: uuid::Uuid,
    pub until: uuid::Uuid,
    pub service: Option<T2>,
    pub action: Option<T3>,
    pub limit: i64,
}
#[derive(Debug)]
pub struct ListEntriesOfObjectParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
> {
    pub object_id: T1,
    pub from: uuid::Uuid,
    pub until: uuid::Uuid,
    pub actor: Option<T2>,
    pub service: Option<T3>,
    pub action: Option<T4>,
    pub limit: i64,
}
#[derive(Debug)]
pub struct InsertEntriesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = kernel_base::Timestamp>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::StringSql,
    T10: crate::ArraySql<Item = T9>,
    T11: crate::StringSql,
    T12: crate::ArraySql<Item = Option<T11>>,
    T13: crate::StringSql,
    T14: crate::ArraySql<Item = Option<T13>>,
    T15: crate::StringSql,
    T16: crate::ArraySql<Item = Option<T15>>,
    T17: crate::StringSql,
    T18: crate::ArraySql<Item = Option<T17>>,
> {
    pub audit_entry_ids: T1,
    pub times: T2,
    pub actors: T4,
    pub services: T6,
    pub actions: T8,
    pub object_ids: T10,
    pub befores: T12,
    pub afters: T14,
    pub traces: T16,
    pub paths: T18,
}
#[derive(Debug, Clone, PartialEq)]
pub struct AuditEntryRow {
    pub audit_entry_id: uuid::Uuid,
    pub occurred_at: kernel_base::Timestamp,
    pub actor: String,
    pub service: String,
    pub action: String,
    pub object_id: String,
    pub before: Option<String>,
    pub after: Option<String>,
    pub trace: Option<String>,
    pub path: Option<String>,
}
pub struct AuditEntryRowBorrowed<'a> {
    pub audit_entry_id: uuid::Uuid,
    pub occurred_at: kernel_base::Timestamp,
    pub actor: &'a str,
    pub service: &'a str,
    pub action: &'a str,
    pub object_id: &'a str,
    pub before: Option<&'a str>,
    pub after: Option<&'a str>,
    pub trace: Option<&'a str>,
    pub path: Option<&'a str>,
}
impl<'a> From<AuditEntryRowBorrowed<'a>> for AuditEntryRow {
    fn from(
        AuditEntryRowBorrowed {
            audit_entry_id,
            occurred_at,
            actor,
            service,
            action,
            object_id,
            before,
            after,
            trace,
            path,
        }: AuditEntryRowBorrowed<'a>,
    ) -> Self {
        Self {
            audit_entry_id,
            occurred_at,
            actor: actor.into(),
            service: service.into(),
            action: action.into(),
            object_id: object_id.into(),
            before: before.map(|v| v.into()),
            after: after.map(|v| v.into()),
            trace: trace.map(|v| v.into()),
            path: path.map(|v| v.into()),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct AuditEntryRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<AuditEntryRowBorrowed, tokio_postgres::Error>,
    mapper: fn(AuditEntryRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> AuditEntryRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(AuditEntryRowBorrowed) -> R) -> AuditEntryRowQuery<'c, 'a, 's, C, R, N> {
        AuditEntryRowQuery {
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
pub struct ListEntriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_entries() -> ListEntriesStmt {
    ListEntriesStmt(
        "SELECT audit_entry_id, occurred_at, actor, service, action, object_id, before::text AS before, after::text AS after, trace, path FROM \"user\".audit_entry WHERE audit_entry_id >= $1 AND audit_entry_id < $2 ORDER BY audit_entry_id DESC LIMIT $3",
        None,
    )
}
impl ListEntriesStmt {
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
        from: &'a uuid::Uuid,
        until: &'a uuid::Uuid,
        limit: &'a i64,
    ) -> AuditEntryRowQuery<'c, 'a, 's, C, AuditEntryRow, 3> {
        AuditEntryRowQuery {
            client,
            params: [from, until, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AuditEntryRowBorrowed, tokio_postgres::Error> {
                Ok(AuditEntryRowBorrowed {
                    audit_entry_id: row.try_get(0)?,
                    occurred_at: row.try_get(1)?,
                    actor: row.try_get(2)?,
                    service: row.try_get(3)?,
                    action: row.try_get(4)?,
                    object_id: row.try_get(5)?,
                    before: row.try_get(6)?,
                    after: row.try_get(7)?,
                    trace: row.try_get(8)?,
                    path: row.try_get(9)?,
                })
            },
            mapper: |it| AuditEntryRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListEntriesParams,
        AuditEntryRowQuery<'c, 'a, 's, C, AuditEntryRow, 3>,
        C,
    > for ListEntriesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListEntriesParams,
    ) -> AuditEntryRowQuery<'c, 'a, 's, C, AuditEntryRow, 3> {
        self.bind(client, &params.from, &params.until, &params.limit)
    }
}
pub struct ListEntriesOfServiceStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_entries_of_service() -> ListEntriesOfServiceStmt {
    ListEntriesOfServiceStmt(
        "SELECT audit_entry_id, occurred_at, actor, service, action, object_id, before::text AS before, after::text AS after, trace, path FROM \"user\".audit_entry WHERE service = $1 AND audit_entry_id >= $2 AND audit_entry_id < $3 ORDER BY audit_entry_id DESC LIMIT $4",
        None,
    )
}
impl ListEntriesOfServiceStmt {
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
        service: &'a T1,
        from: &'a uuid::Uuid,
        until: &'a uuid::Uuid,
        limit: &'a i64,
    ) -> AuditEntryRowQuery<'c, 'a, 's, C, AuditEntryRow, 4> {
        AuditEntryRowQuery {
            client,
            params: [service, from, until, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AuditEntryRowBorrowed, tokio_postgres::Error> {
                Ok(AuditEntryRowBorrowed {
                    audit_entry_id: row.try_get(0)?,
                    occurred_at: row.try_get(1)?,
                    actor: row.try_get(2)?,
                    service: row.try_get(3)?,
                    action: row.try_get(4)?,
                    object_id: row.try_get(5)?,
                    before: row.try_get(6)?,
                    after: row.try_get(7)?,
                    trace: row.try_get(8)?,
                    path: row.try_get(9)?,
                })
            },
            mapper: |it| AuditEntryRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListEntriesOfServiceParams<T1>,
        AuditEntryRowQuery<'c, 'a, 's, C, AuditEntryRow, 4>,
        C,
    > for ListEntriesOfServiceStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListEntriesOfServiceParams<T1>,
    ) -> AuditEntryRowQuery<'c, 'a, 's, C, AuditEntryRow, 4> {
        self.bind(client, &params.service, &params.from, &params.until, &params.limit)
    }
}
pub struct ListEntriesOfActionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_entries_of_action() -> ListEntriesOfActionStmt {
    ListEntriesOfActionStmt(
        "SELECT audit_entry_id, occurred_at, actor, service, action, object_id, before::text AS before, after::text AS after, trace, path FROM \"user\".audit_entry WHERE action = $1 AND audit_entry_id >= $2 AND audit_entry_id < $3 AND ($4::text IS NULL OR service = $4) ORDER BY audit_entry_id DESC LIMIT $5",
        None,
    )
}
impl ListEntriesOfActionStmt {
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
        action: &'a T1,
        from: &'a uuid::Uuid,
        until: &'a uuid::Uuid,
        service: &'a Option<T2>,
        limit: &'a i64,
    ) -> AuditEntryRowQuery<'c, 'a, 's, C, AuditEntryRow, 5> {
        AuditEntryRowQuery {
            client,
            params: [action, from, until, service, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AuditEntryRowBorrowed, tokio_postgres::Error> {
                Ok(AuditEntryRowBorrowed {
                    audit_entry_id: row.try_get(0)?,
                    occurred_at: row.try_get(1)?,
                    actor: row.try_get(2)?,
                    service: row.try_get(3)?,
                    action: row.try_get(4)?,
                    object_id: row.try_get(5)?,
                    before: row.try_get(6)?,
                    after: row.try_get(7)?,
                    trace: row.try_get(8)?,
                    path: row.try_get(9)?,
                })
            },
            mapper: |it| AuditEntryRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListEntriesOfActionParams<T1, T2>,
        AuditEntryRowQuery<'c, 'a, 's, C, AuditEntryRow, 5>,
        C,
    > for ListEntriesOfActionStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListEntriesOfActionParams<T1, T2>,
    ) -> AuditEntryRowQuery<'c, 'a, 's, C, AuditEntryRow, 5> {
        self.bind(client, &params.action, &params.from, &params.until, &params.service, &params.limit)
    }
}
pub struct ListEntriesByActorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_entries_by_actor() -> ListEntriesByActorStmt {
    ListEntriesByActorStmt(
        "SELECT audit_entry_id, occurred_at, actor, service, action, object_id, before::text AS before, after::text AS after, trace, path FROM \"user\".audit_entry WHERE actor = $1 AND audit_entry_id >= $2 AND audit_entry_id < $3 AND ($4::text IS NULL OR service = $4) AND ($5::text IS NULL OR action = $5) ORDER BY audit_entry_id DESC LIMIT $6",
        None,
    )
}
impl ListEntriesByActorStmt {
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
    >(
        &'s self,
        client: &'c C,
        actor: &'a T1,
        from: &'a uuid::Uuid,
        until: &'a uuid::Uuid,
        service: &'a Option<T2>,
        action: &'a Option<T3>,
        limit: &'a i64,
    ) -> AuditEntryRowQuery<'c, 'a, 's, C, AuditEntryRow, 6> {
        AuditEntryRowQuery {
            client,
            params: [actor, from, until, service, action, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AuditEntryRowBorrowed, tokio_postgres::Error> {
                Ok(AuditEntryRowBorrowed {
                    audit_entry_id: row.try_get(0)?,
                    occurred_at: row.try_get(1)?,
                    actor: row.try_get(2)?,
                    service: row.try_get(3)?,
                    action: row.try_get(4)?,
                    object_id: row.try_get(5)?,
                    before: row.try_get(6)?,
                    after: row.try_get(7)?,
                    trace: row.try_get(8)?,
                    path: row.try_get(9)?,
                })
            },
            mapper: |it| AuditEntryRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListEntriesByActorParams<T1, T2, T3>,
        AuditEntryRowQuery<'c, 'a, 's, C, AuditEntryRow, 6>,
        C,
    > for ListEntriesByActorStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListEntriesByActorParams<T1, T2, T3>,
    ) -> AuditEntryRowQuery<'c, 'a, 's, C, AuditEntryRow, 6> {
        self.bind(
            client,
            &params.actor,
            &params.from,
            &params.until,
            &params.service,
            &params.action,
            &params.limit,
        )
    }
}
pub struct ListEntriesOfObjectStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_entries_of_object() -> ListEntriesOfObjectStmt {
    ListEntriesOfObjectStmt(
        "SELECT audit_entry_id, occurred_at, actor, service, action, object_id, before::text AS before, after::text AS after, trace, path FROM \"user\".audit_entry WHERE object_id = $1 AND audit_entry_id >= $2 AND audit_entry_id < $3 AND ($4::text IS NULL OR actor = $4) AND ($5::text IS NULL OR service = $5) AND ($6::text IS NULL OR action = $6) ORDER BY audit_entry_id DESC LIMIT $7",
        None,
    )
}
impl ListEntriesOfObjectStmt {
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
        T4: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        object_id: &'a T1,
        from: &'a uuid::Uuid,
        until: &'a uuid::Uuid,
        actor: &'a Option<T2>,
        service: &'a Option<T3>,
        action: &'a Option<T4>,
        limit: &'a i64,
    ) -> AuditEntryRowQuery<'c, 'a, 's, C, AuditEntryRow, 7> {
        AuditEntryRowQuery {
            client,
            params: [object_id, from, until, actor, service, action, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AuditEntryRowBorrowed, tokio_postgres::Error> {
                Ok(AuditEntryRowBorrowed {
                    audit_entry_id: row.try_get(0)?,
                    occurred_at: row.try_get(1)?,
                    actor: row.try_get(2)?,
                    service: row.try_get(3)?,
                    action: row.try_get(4)?,
                    object_id: row.try_get(5)?,
                    before: row.try_get(6)?,
                    after: row.try_get(7)?,
                    trace: row.try_get(8)?,
                    path: row.try_get(9)?,
                })
            },
            mapper: |it| AuditEntryRow::from(it),
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
    T4: crate::StringSql,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListEntriesOfObjectParams<T1, T2, T3, T4>,
        AuditEntryRowQuery<'c, 'a, 's, C, AuditEntryRow, 7>,
        C,
    > for ListEntriesOfObjectStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListEntriesOfObjectParams<T1, T2, T3, T4>,
    ) -> AuditEntryRowQuery<'c, 'a, 's, C, AuditEntryRow, 7> {
        self.bind(
            client,
            &params.object_id,
            &params.from,
            &params.until,
            &params.actor,
            &params.service,
            &params.action,
            &params.limit,
        )
    }
}
pub struct InsertEntriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_entries() -> InsertEntriesStmt {
    InsertEntriesStmt(
        "INSERT INTO \"user\".audit_entry (audit_entry_id, occurred_at, actor, service, action, object_id, before, after, trace, path) SELECT audit_entry_id, occurred_at, actor, service, action, object_id, before::jsonb, after::jsonb, trace, path FROM unnest( $1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[] ) AS t (audit_entry_id, occurred_at, actor, service, action, object_id, before, after, trace, path) ON CONFLICT (audit_entry_id) DO NOTHING",
        None,
    )
}
impl InsertEntriesStmt {
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
        T2: crate::ArraySql<Item = kernel_base::Timestamp>,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
        T7: crate::StringSql,
        T8: crate::ArraySql<Item = T7>,
        T9: crate::StringSql,
        T10: crate::ArraySql<Item = T9>,
        T11: crate::StringSql,
        T12: crate::ArraySql<Item = Option<T11>>,
        T13: crate::StringSql,
        T14: crate::ArraySql<Item = Option<T13>>,
        T15: crate::StringSql,
        T16: crate::ArraySql<Item = Option<T15>>,
        T17: crate::StringSql,
        T18: crate::ArraySql<Item = Option<T17>>,
    >(
        &'s self,
        client: &'c C,
        audit_entry_ids: &'a T1,
        times: &'a T2,
        actors: &'a T4,
        services: &'a T6,
        actions: &'a T8,
        object_ids: &'a T10,
        befores: &'a T12,
        afters: &'a T14,
        traces: &'a T16,
        paths: &'a T18,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    audit_entry_ids,
                    times,
                    actors,
                    services,
                    actions,
                    object_ids,
                    befores,
                    afters,
                    traces,
                    paths,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = kernel_base::Timestamp>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::StringSql,
    T10: crate::ArraySql<Item = T9>,
    T11: crate::StringSql,
    T12: crate::ArraySql<Item = Option<T11>>,
    T13: crate::StringSql,
    T14: crate::ArraySql<Item = Option<T13>>,
    T15: crate::StringSql,
    T16: crate::ArraySql<Item = Option<T15>>,
    T17: crate::StringSql,
    T18: crate::ArraySql<Item = Option<T17>>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertEntriesParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertEntriesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertEntriesParams<
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
        >,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.audit_entry_ids,
            &params.times,
            &params.actors,
            &params.services,
            &params.actions,
            &params.object_ids,
            &params.befores,
            &params.afters,
            &params.traces,
            &params.paths,
        ))
    }
}
