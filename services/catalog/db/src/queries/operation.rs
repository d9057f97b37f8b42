// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListOperationsParams<T1: crate::StringSql, T2: crate::ArraySql<Item = T1>> {
    pub before: uuid::Uuid,
    pub channels: Option<T2>,
    pub limit: i64,
}
#[derive(Debug)]
pub struct InsertOperationParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
> {
    pub operation_id: uuid::Uuid,
    pub kind: T1,
    pub format: T2,
    pub channel_code: T3,
    pub object_key: T4,
    pub now: kernel_base::Timestamp,
    pub act: Option<T5>,
}
#[derive(Clone, Copy, Debug)]
pub struct ClaimOperationParams {
    pub leased_until: kernel_base::Timestamp,
    pub rows_total: Option<i64>,
    pub operation_id: uuid::Uuid,
    pub now: kernel_base::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct AdvanceOperationParams {
    pub groups_done: i64,
    pub rows_done: i64,
    pub created: i64,
    pub updated: i64,
    pub unchanged: i64,
    pub failed: i64,
    pub leased_until: kernel_base::Timestamp,
    pub operation_id: uuid::Uuid,
    pub groups_before: i64,
}
#[derive(Debug)]
pub struct FinishOperationParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub status: T1,
    pub rows_total: Option<i64>,
    pub error_code: Option<T2>,
    pub now: kernel_base::Timestamp,
    pub operation_id: uuid::Uuid,
    pub groups_done: i64,
}
#[derive(Debug)]
pub struct InsertOperationErrorsParams<
    T1: crate::ArraySql<Item = i64>,
    T2: crate::ArraySql<Item = i32>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
> {
    pub operation_id: uuid::Uuid,
    pub row_numbers: T1,
    pub ordinals: T2,
    pub column_names: T4,
    pub codes: T6,
    pub messages: T8,
}
#[derive(Clone, Copy, Debug)]
pub struct ListOperationErrorsParams {
    pub operation_id: uuid::Uuid,
    pub after_row: i64,
    pub after_ordinal: i32,
    pub limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct OperationRow {
    pub operation_id: uuid::Uuid,
    pub kind: String,
    pub format: String,
    pub channel_code: String,
    pub status: String,
    pub object_key: String,
    pub groups_done: i64,
    pub rows_done: i64,
    pub rows_total: Option<i64>,
    pub created_count: i64,
    pub updated_count: i64,
    pub unchanged_count: i64,
    pub failed_count: i64,
    pub error_code: Option<String>,
    pub leased_until: Option<kernel_base::Timestamp>,
    pub attempts: i32,
    pub created_at: kernel_base::Timestamp,
    pub finished_at: Option<kernel_base::Timestamp>,
    pub act: Option<String>,
}
pub struct OperationRowBorrowed<'a> {
    pub operation_id: uuid::Uuid,
    pub kind: &'a str,
    pub format: &'a str,
    pub channel_code: &'a str,
    pub status: &'a str,
    pub object_key: &'a str,
    pub groups_done: i64,
    pub rows_done: i64,
    pub rows_total: Option<i64>,
    pub created_count: i64,
    pub updated_count: i64,
    pub unchanged_count: i64,
    pub failed_count: i64,
    pub error_code: Option<&'a str>,
    pub leased_until: Option<kernel_base::Timestamp>,
    pub attempts: i32,
    pub created_at: kernel_base::Timestamp,
    pub finished_at: Option<kernel_base::Timestamp>,
    pub act: Option<&'a str>,
}
impl<'a> From<OperationRowBorrowed<'a>> for OperationRow {
    fn from(
        OperationRowBorrowed {
            operation_id,
            kind,
            format,
            channel_code,
            status,
            object_key,
            groups_done,
            rows_done,
            rows_total,
            created_count,
            updated_count,
            unchanged_count,
            failed_count,
            error_code,
            leased_until,
            attempts,
            created_at,
            finished_at,
            act,
        }: OperationRowBorrowed<'a>,
    ) -> Self {
        Self {
            operation_id,
            kind: kind.into(),
            format: format.into(),
            channel_code: channel_code.into(),
            status: status.into(),
            object_key: object_key.into(),
            groups_done,
            rows_done,
            rows_total,
            created_count,
            updated_count,
            unchanged_count,
            failed_count,
            error_code: error_code.map(|v| v.into()),
            leased_until,
            attempts,
            created_at,
            finished_at,
            act: act.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct OperationErrorRow {
    pub row_number: i64,
    pub ordinal: i32,
    pub column_name: String,
    pub code: String,
    pub message: String,
}
pub struct OperationErrorRowBorrowed<'a> {
    pub row_number: i64,
    pub ordinal: i32,
    pub column_name: &'a str,
    pub code: &'a str,
    pub message: &'a str,
}
impl<'a> From<OperationErrorRowBorrowed<'a>> for OperationErrorRow {
    fn from(
        OperationErrorRowBorrowed {
            row_number,
            ordinal,
            column_name,
            code,
            message,
        }: OperationErrorRowBorrowed<'a>,
    ) -> Self {
        Self {
            row_number,
            ordinal,
            column_name: column_name.into(),
            code: code.into(),
            message: message.into(),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct OperationRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<OperationRowBorrowed, tokio_postgres::Error>,
    mapper: fn(OperationRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OperationRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(OperationRowBorrowed) -> R) -> OperationRowQuery<'c, 'a, 's, C, R, N> {
        OperationRowQuery {
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
pub struct OperationErrorRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<OperationErrorRowBorrowed, tokio_postgres::Error>,
    mapper: fn(OperationErrorRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OperationErrorRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(OperationErrorRowBorrowed) -> R,
    ) -> OperationErrorRowQuery<'c, 'a, 's, C, R, N> {
        OperationErrorRowQuery {
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
pub struct FindOperationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_operation() -> FindOperationStmt {
    FindOperationStmt(
        "SELECT operation_id, kind, format, channel_code, status, object_key, groups_done, rows_done, rows_total, created_count, updated_count, unchanged_count, failed_count, error_code, leased_until, attempts, created_at, finished_at, act FROM catalog.operation WHERE operation_id = $1",
        None,
    )
}
impl FindOperationStmt {
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
        operation_id: &'a uuid::Uuid,
    ) -> OperationRowQuery<'c, 'a, 's, C, OperationRow, 1> {
        OperationRowQuery {
            client,
            params: [operation_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OperationRowBorrowed, tokio_postgres::Error> {
                Ok(OperationRowBorrowed {
                    operation_id: row.try_get(0)?,
                    kind: row.try_get(1)?,
                    format: row.try_get(2)?,
                    channel_code: row.try_get(3)?,
                    status: row.try_get(4)?,
                    object_key: row.try_get(5)?,
                    groups_done: row.try_get(6)?,
                    rows_done: row.try_get(7)?,
                    rows_total: row.try_get(8)?,
                    created_count: row.try_get(9)?,
                    updated_count: row.try_get(10)?,
                    unchanged_count: row.try_get(11)?,
                    failed_count: row.try_get(12)?,
                    error_code: row.try_get(13)?,
                    leased_until: row.try_get(14)?,
                    attempts: row.try_get(15)?,
                    created_at: row.try_get(16)?,
                    finished_at: row.try_get(17)?,
                    act: row.try_get(18)?,
                })
            },
            mapper: |it| OperationRow::from(it),
        }
    }
}
pub struct ListOperationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_operations() -> ListOperationsStmt {
    ListOperationsStmt(
        "SELECT operation_id, kind, format, channel_code, status, object_key, groups_done, rows_done, rows_total, created_count, updated_count, unchanged_count, failed_count, error_code, leased_until, attempts, created_at, finished_at, act FROM catalog.operation WHERE operation_id < $1 AND ($2::text[] IS NULL OR channel_code = ANY($2)) ORDER BY operation_id DESC LIMIT $3",
        None,
    )
}
impl ListOperationsStmt {
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
        before: &'a uuid::Uuid,
        channels: &'a Option<T2>,
        limit: &'a i64,
    ) -> OperationRowQuery<'c, 'a, 's, C, OperationRow, 3> {
        OperationRowQuery {
            client,
            params: [before, channels, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OperationRowBorrowed, tokio_postgres::Error> {
                Ok(OperationRowBorrowed {
                    operation_id: row.try_get(0)?,
                    kind: row.try_get(1)?,
                    format: row.try_get(2)?,
                    channel_code: row.try_get(3)?,
                    status: row.try_get(4)?,
                    object_key: row.try_get(5)?,
                    groups_done: row.try_get(6)?,
                    rows_done: row.try_get(7)?,
                    rows_total: row.try_get(8)?,
                    created_count: row.try_get(9)?,
                    updated_count: row.try_get(10)?,
                    unchanged_count: row.try_get(11)?,
                    failed_count: row.try_get(12)?,
                    error_code: row.try_get(13)?,
                    leased_until: row.try_get(14)?,
                    attempts: row.try_get(15)?,
                    created_at: row.try_get(16)?,
                    finished_at: row.try_get(17)?,
                    act: row.try_get(18)?,
                })
            },
            mapper: |it| OperationRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::ArraySql<Item = T1>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListOperationsParams<T1, T2>,
        OperationRowQuery<'c, 'a, 's, C, OperationRow, 3>,
        C,
    > for ListOperationsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListOperationsParams<T1, T2>,
    ) -> OperationRowQuery<'c, 'a, 's, C, OperationRow, 3> {
        self.bind(client, &params.before, &params.channels, &params.limit)
    }
}
pub struct FindOpenOperationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_open_operation() -> FindOpenOperationStmt {
    FindOpenOperationStmt(
        "SELECT operation_id, kind, format, channel_code, status, object_key, groups_done, rows_done, rows_total, created_count, updated_count, unchanged_count, failed_count, error_code, leased_until, attempts, created_at, finished_at, act FROM catalog.operation WHERE status IN ('pending', 'running') AND (leased_until IS NULL OR leased_until <= $1) ORDER BY operation_id LIMIT 1",
        None,
    )
}
impl FindOpenOperationStmt {
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
    ) -> OperationRowQuery<'c, 'a, 's, C, OperationRow, 1> {
        OperationRowQuery {
            client,
            params: [now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OperationRowBorrowed, tokio_postgres::Error> {
                Ok(OperationRowBorrowed {
                    operation_id: row.try_get(0)?,
                    kind: row.try_get(1)?,
                    format: row.try_get(2)?,
                    channel_code: row.try_get(3)?,
                    status: row.try_get(4)?,
                    object_key: row.try_get(5)?,
                    groups_done: row.try_get(6)?,
                    rows_done: row.try_get(7)?,
                    rows_total: row.try_get(8)?,
                    created_count: row.try_get(9)?,
                    updated_count: row.try_get(10)?,
                    unchanged_count: row.try_get(11)?,
                    failed_count: row.try_get(12)?,
                    error_code: row.try_get(13)?,
                    leased_until: row.try_get(14)?,
                    attempts: row.try_get(15)?,
                    created_at: row.try_get(16)?,
                    finished_at: row.try_get(17)?,
                    act: row.try_get(18)?,
                })
            },
            mapper: |it| OperationRow::from(it),
        }
    }
}
pub struct InsertOperationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_operation() -> InsertOperationStmt {
    InsertOperationStmt(
        "INSERT INTO catalog.operation (operation_id, kind, format, channel_code, status, object_key, groups_done, rows_done, created_count, updated_count, unchanged_count, failed_count, created_at, act) VALUES ($1, $2, $3, $4, 'pending', $5, 0, 0, 0, 0, 0, 0, $6, $7)",
        None,
    )
}
impl InsertOperationStmt {
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
    >(
        &'s self,
        client: &'c C,
        operation_id: &'a uuid::Uuid,
        kind: &'a T1,
        format: &'a T2,
        channel_code: &'a T3,
        object_key: &'a T4,
        now: &'a kernel_base::Timestamp,
        act: &'a Option<T5>,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[operation_id, kind, format, channel_code, object_key, now, act]).await
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
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertOperationParams<T1, T2, T3, T4, T5>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertOperationStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertOperationParams<T1, T2, T3, T4, T5>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.operation_id,
            &params.kind,
            &params.format,
            &params.channel_code,
            &params.object_key,
            &params.now,
            &params.act,
        ))
    }
}
pub struct ClaimOperationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn claim_operation() -> ClaimOperationStmt {
    ClaimOperationStmt(
        "UPDATE catalog.operation SET status = 'running', leased_until = $1, rows_total = $2, attempts = attempts + 1 WHERE operation_id = $3 AND status IN ('pending', 'running') AND (leased_until IS NULL OR leased_until <= $4)",
        None,
    )
}
impl ClaimOperationStmt {
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
        leased_until: &'a kernel_base::Timestamp,
        rows_total: &'a Option<i64>,
        operation_id: &'a uuid::Uuid,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[leased_until, rows_total, operation_id, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ClaimOperationParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ClaimOperationStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ClaimOperationParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.leased_until,
            &params.rows_total,
            &params.operation_id,
            &params.now,
        ))
    }
}
pub struct AdvanceOperationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn advance_operation() -> AdvanceOperationStmt {
    AdvanceOperationStmt(
        "UPDATE catalog.operation SET groups_done = $1, rows_done = $2, created_count = created_count + $3, updated_count = updated_count + $4, unchanged_count = unchanged_count + $5, failed_count = failed_count + $6, leased_until = $7, attempts = 0 WHERE operation_id = $8 AND status = 'running' AND groups_done = $9",
        None,
    )
}
impl AdvanceOperationStmt {
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
        groups_done: &'a i64,
        rows_done: &'a i64,
        created: &'a i64,
        updated: &'a i64,
        unchanged: &'a i64,
        failed: &'a i64,
        leased_until: &'a kernel_base::Timestamp,
        operation_id: &'a uuid::Uuid,
        groups_before: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    groups_done,
                    rows_done,
                    created,
                    updated,
                    unchanged,
                    failed,
                    leased_until,
                    operation_id,
                    groups_before,
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
        AdvanceOperationParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for AdvanceOperationStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a AdvanceOperationParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.groups_done,
            &params.rows_done,
            &params.created,
            &params.updated,
            &params.unchanged,
            &params.failed,
            &params.leased_until,
            &params.operation_id,
            &params.groups_before,
        ))
    }
}
pub struct FinishOperationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn finish_operation() -> FinishOperationStmt {
    FinishOperationStmt(
        "UPDATE catalog.operation SET status = $1, rows_total = $2, error_code = $3, leased_until = NULL, finished_at = $4 WHERE operation_id = $5 AND status = 'running' AND groups_done = $6",
        None,
    )
}
impl FinishOperationStmt {
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
        status: &'a T1,
        rows_total: &'a Option<i64>,
        error_code: &'a Option<T2>,
        now: &'a kernel_base::Timestamp,
        operation_id: &'a uuid::Uuid,
        groups_done: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[status, rows_total, error_code, now, operation_id, groups_done]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        FinishOperationParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for FinishOperationStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a FinishOperationParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.status,
            &params.rows_total,
            &params.error_code,
            &params.now,
            &params.operation_id,
            &params.groups_done,
        ))
    }
}
pub struct InsertOperationErrorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_operation_errors() -> InsertOperationErrorsStmt {
    InsertOperationErrorsStmt(
        "INSERT INTO catalog.operation_error (operation_id, row_number, ordinal, column_name, code, message) SELECT $1, row_number, ordinal, column_name, code, message FROM unnest($2::bigint[], $3::integer[], $4::text[], $5::text[], $6::text[]) AS t(row_number, ordinal, column_name, code, message) ON CONFLICT (operation_id, row_number, ordinal) DO NOTHING",
        None,
    )
}
impl InsertOperationErrorsStmt {
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
        T1: crate::ArraySql<Item = i64>,
        T2: crate::ArraySql<Item = i32>,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
        T7: crate::StringSql,
        T8: crate::ArraySql<Item = T7>,
    >(
        &'s self,
        client: &'c C,
        operation_id: &'a uuid::Uuid,
        row_numbers: &'a T1,
        ordinals: &'a T2,
        column_names: &'a T4,
        codes: &'a T6,
        messages: &'a T8,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[operation_id, row_numbers, ordinals, column_names, codes, messages]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = i64>,
    T2: crate::ArraySql<Item = i32>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertOperationErrorsParams<T1, T2, T3, T4, T5, T6, T7, T8>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertOperationErrorsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertOperationErrorsParams<T1, T2, T3, T4, T5, T6, T7, T8>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.operation_id,
            &params.row_numbers,
            &params.ordinals,
            &params.column_names,
            &params.codes,
            &params.messages,
        ))
    }
}
pub struct ListOperationErrorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_operation_errors() -> ListOperationErrorsStmt {
    ListOperationErrorsStmt(
        "SELECT row_number, ordinal, column_name, code, message FROM catalog.operation_error WHERE operation_id = $1 AND (row_number, ordinal) > ($2, $3) ORDER BY row_number, ordinal LIMIT $4",
        None,
    )
}
impl ListOperationErrorsStmt {
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
        operation_id: &'a uuid::Uuid,
        after_row: &'a i64,
        after_ordinal: &'a i32,
        limit: &'a i64,
    ) -> OperationErrorRowQuery<'c, 'a, 's, C, OperationErrorRow, 4> {
        OperationErrorRowQuery {
            client,
            params: [operation_id, after_row, after_ordinal, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<OperationErrorRowBorrowed, tokio_postgres::Error> {
                    Ok(OperationErrorRowBorrowed {
                        row_number: row.try_get(0)?,
                        ordinal: row.try_get(1)?,
                        column_name: row.try_get(2)?,
                        code: row.try_get(3)?,
                        message: row.try_get(4)?,
                    })
                },
            mapper: |it| OperationErrorRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListOperationErrorsParams,
        OperationErrorRowQuery<'c, 'a, 's, C, OperationErrorRow, 4>,
        C,
    > for ListOperationErrorsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListOperationErrorsParams,
    ) -> OperationErrorRowQuery<'c, 'a, 's, C, OperationErrorRow, 4> {
        self.bind(client, &params.operation_id, &params.after_row, &params.after_ordinal, &params.limit)
    }
}
