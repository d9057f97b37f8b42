// This file was generated with `clorinde`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct ListImportsParams {
    pub before: uuid::Uuid,
    pub row_limit: i64,
}
#[derive(Debug)]
pub struct InsertImportParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub import_id: uuid::Uuid,
    pub row_count: i64,
    pub actor: T1,
    pub created_at: kernel_base::Timestamp,
    pub act: Option<T2>,
}
#[derive(Debug)]
pub struct InsertImportChunksParams<
    T1: crate::ArraySql<Item = i32>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::BytesSql,
    T4: crate::ArraySql<Item = T3>,
> {
    pub import_id: uuid::Uuid,
    pub chunk_nos: T1,
    pub first_rows: T2,
    pub contents: T4,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteImportChunkParams {
    pub import_id: uuid::Uuid,
    pub chunk_no: i32,
}
#[derive(Clone, Copy, Debug)]
pub struct AdvanceImportParams {
    pub applied: i64,
    pub failed: i64,
    pub import_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct FinishImportParams {
    pub ended_at: kernel_base::Timestamp,
    pub import_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct InsertImportErrorsParams<
    T1: crate::ArraySql<Item = i64>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
> {
    pub import_id: uuid::Uuid,
    pub row_nos: T1,
    pub codes: T3,
    pub messages: T5,
}
#[derive(Clone, Copy, Debug)]
pub struct ListImportErrorsParams {
    pub import_id: uuid::Uuid,
    pub after: i64,
    pub row_limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ImportRow {
    pub import_id: uuid::Uuid,
    pub status: String,
    pub row_count: i64,
    pub applied_count: i64,
    pub failed_count: i64,
    pub actor: String,
    pub created_at: kernel_base::Timestamp,
    pub ended_at: Option<kernel_base::Timestamp>,
}
pub struct ImportRowBorrowed<'a> {
    pub import_id: uuid::Uuid,
    pub status: &'a str,
    pub row_count: i64,
    pub applied_count: i64,
    pub failed_count: i64,
    pub actor: &'a str,
    pub created_at: kernel_base::Timestamp,
    pub ended_at: Option<kernel_base::Timestamp>,
}
impl<'a> From<ImportRowBorrowed<'a>> for ImportRow {
    fn from(
        ImportRowBorrowed {
            import_id,
            status,
            row_count,
            applied_count,
            failed_count,
            actor,
            created_at,
            ended_at,
        }: ImportRowBorrowed<'a>,
    ) -> Self {
        Self {
            import_id,
            status: status.into(),
            row_count,
            applied_count,
            failed_count,
            actor: actor.into(),
            created_at,
            ended_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct NextChunkRow {
    pub import_id: uuid::Uuid,
    pub chunk_no: i32,
    pub first_row: i64,
    pub content: Vec<u8>,
    pub actor: String,
    pub act: Option<String>,
    pub row_count: i64,
    pub applied_count: i64,
    pub failed_count: i64,
    pub ends: bool,
}
pub struct NextChunkRowBorrowed<'a> {
    pub import_id: uuid::Uuid,
    pub chunk_no: i32,
    pub first_row: i64,
    pub content: &'a [u8],
    pub actor: &'a str,
    pub act: Option<&'a str>,
    pub row_count: i64,
    pub applied_count: i64,
    pub failed_count: i64,
    pub ends: bool,
}
impl<'a> From<NextChunkRowBorrowed<'a>> for NextChunkRow {
    fn from(
        NextChunkRowBorrowed {
            import_id,
            chunk_no,
            first_row,
            content,
            actor,
            act,
            row_count,
            applied_count,
            failed_count,
            ends,
        }: NextChunkRowBorrowed<'a>,
    ) -> Self {
        Self {
            import_id,
            chunk_no,
            first_row,
            content: content.into(),
            actor: actor.into(),
            act: act.map(|v| v.into()),
            row_count,
            applied_count,
            failed_count,
            ends,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ListImportErrors {
    pub row_no: i64,
    pub code: String,
    pub message: String,
}
pub struct ListImportErrorsBorrowed<'a> {
    pub row_no: i64,
    pub code: &'a str,
    pub message: &'a str,
}
impl<'a> From<ListImportErrorsBorrowed<'a>> for ListImportErrors {
    fn from(ListImportErrorsBorrowed { row_no, code, message }: ListImportErrorsBorrowed<'a>) -> Self {
        Self { row_no, code: code.into(), message: message.into() }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ImportRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ImportRowBorrowed, tokio_postgres::Error>,
    mapper: fn(ImportRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ImportRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ImportRowBorrowed) -> R) -> ImportRowQuery<'c, 'a, 's, C, R, N> {
        ImportRowQuery {
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
pub struct NextChunkRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<NextChunkRowBorrowed, tokio_postgres::Error>,
    mapper: fn(NextChunkRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> NextChunkRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(NextChunkRowBorrowed) -> R) -> NextChunkRowQuery<'c, 'a, 's, C, R, N> {
        NextChunkRowQuery {
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
pub struct ListImportErrorsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListImportErrorsBorrowed, tokio_postgres::Error>,
    mapper: fn(ListImportErrorsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListImportErrorsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(ListImportErrorsBorrowed) -> R,
    ) -> ListImportErrorsQuery<'c, 'a, 's, C, R, N> {
        ListImportErrorsQuery {
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
pub struct FindImportStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_import() -> FindImportStmt {
    FindImportStmt(
        "SELECT import_id, status, row_count, applied_count, failed_count, actor, created_at, ended_at FROM warehouse.stock_import WHERE import_id = $1",
        None,
    )
}
impl FindImportStmt {
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
        import_id: &'a uuid::Uuid,
    ) -> ImportRowQuery<'c, 'a, 's, C, ImportRow, 1> {
        ImportRowQuery {
            client,
            params: [import_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ImportRowBorrowed, tokio_postgres::Error> {
                Ok(ImportRowBorrowed {
                    import_id: row.try_get(0)?,
                    status: row.try_get(1)?,
                    row_count: row.try_get(2)?,
                    applied_count: row.try_get(3)?,
                    failed_count: row.try_get(4)?,
                    actor: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    ended_at: row.try_get(7)?,
                })
            },
            mapper: |it| ImportRow::from(it),
        }
    }
}
pub struct ListImportsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_imports() -> ListImportsStmt {
    ListImportsStmt(
        "SELECT import_id, status, row_count, applied_count, failed_count, actor, created_at, ended_at FROM warehouse.stock_import WHERE import_id < $1 ORDER BY import_id DESC LIMIT $2",
        None,
    )
}
impl ListImportsStmt {
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
        before: &'a uuid::Uuid,
        row_limit: &'a i64,
    ) -> ImportRowQuery<'c, 'a, 's, C, ImportRow, 2> {
        ImportRowQuery {
            client,
            params: [before, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ImportRowBorrowed, tokio_postgres::Error> {
                Ok(ImportRowBorrowed {
                    import_id: row.try_get(0)?,
                    status: row.try_get(1)?,
                    row_count: row.try_get(2)?,
                    applied_count: row.try_get(3)?,
                    failed_count: row.try_get(4)?,
                    actor: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    ended_at: row.try_get(7)?,
                })
            },
            mapper: |it| ImportRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListImportsParams,
        ImportRowQuery<'c, 'a, 's, C, ImportRow, 2>,
        C,
    > for ListImportsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListImportsParams,
    ) -> ImportRowQuery<'c, 'a, 's, C, ImportRow, 2> {
        self.bind(client, &params.before, &params.row_limit)
    }
}
pub struct InsertImportStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_import() -> InsertImportStmt {
    InsertImportStmt(
        "INSERT INTO warehouse.stock_import ( import_id, status, row_count, applied_count, failed_count, actor, created_at, ended_at, act ) VALUES ($1, 'running', $2, 0, 0, $3, $4, NULL, $5)",
        None,
    )
}
impl InsertImportStmt {
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
        import_id: &'a uuid::Uuid,
        row_count: &'a i64,
        actor: &'a T1,
        created_at: &'a kernel_base::Timestamp,
        act: &'a Option<T2>,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[import_id, row_count, actor, created_at, act]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertImportParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertImportStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertImportParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.import_id,
            &params.row_count,
            &params.actor,
            &params.created_at,
            &params.act,
        ))
    }
}
pub struct InsertImportChunksStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_import_chunks() -> InsertImportChunksStmt {
    InsertImportChunksStmt(
        "INSERT INTO warehouse.stock_import_chunk (import_id, chunk_no, first_row, content) SELECT $1, chunk_no, first_row, content FROM unnest($2::int[], $3::bigint[], $4::bytea[]) AS t (chunk_no, first_row, content)",
        None,
    )
}
impl InsertImportChunksStmt {
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
        T1: crate::ArraySql<Item = i32>,
        T2: crate::ArraySql<Item = i64>,
        T3: crate::BytesSql,
        T4: crate::ArraySql<Item = T3>,
    >(
        &'s self,
        client: &'c C,
        import_id: &'a uuid::Uuid,
        chunk_nos: &'a T1,
        first_rows: &'a T2,
        contents: &'a T4,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[import_id, chunk_nos, first_rows, contents]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = i32>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::BytesSql,
    T4: crate::ArraySql<Item = T3>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertImportChunksParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertImportChunksStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertImportChunksParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.import_id,
            &params.chunk_nos,
            &params.first_rows,
            &params.contents,
        ))
    }
}
pub struct NextImportChunkStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn next_import_chunk() -> NextImportChunkStmt {
    NextImportChunkStmt(
        "SELECT c.import_id, c.chunk_no, c.first_row, c.content, i.actor, i.act, i.row_count, i.applied_count, i.failed_count, NOT EXISTS ( SELECT 1 FROM warehouse.stock_import_chunk AS later WHERE later.import_id = c.import_id AND later.chunk_no > c.chunk_no ) AS ends FROM warehouse.stock_import AS i INNER JOIN warehouse.stock_import_chunk AS c ON c.import_id = i.import_id WHERE i.status = 'running' ORDER BY i.import_id, c.chunk_no LIMIT 1",
        None,
    )
}
impl NextImportChunkStmt {
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
    ) -> NextChunkRowQuery<'c, 'a, 's, C, NextChunkRow, 0> {
        NextChunkRowQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<NextChunkRowBorrowed, tokio_postgres::Error> {
                Ok(NextChunkRowBorrowed {
                    import_id: row.try_get(0)?,
                    chunk_no: row.try_get(1)?,
                    first_row: row.try_get(2)?,
                    content: row.try_get(3)?,
                    actor: row.try_get(4)?,
                    act: row.try_get(5)?,
                    row_count: row.try_get(6)?,
                    applied_count: row.try_get(7)?,
                    failed_count: row.try_get(8)?,
                    ends: row.try_get(9)?,
                })
            },
            mapper: |it| NextChunkRow::from(it),
        }
    }
}
pub struct DeleteImportChunkStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_import_chunk() -> DeleteImportChunkStmt {
    DeleteImportChunkStmt(
        "DELETE FROM warehouse.stock_import_chunk WHERE import_id = $1 AND chunk_no = $2",
        None,
    )
}
impl DeleteImportChunkStmt {
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
        import_id: &'a uuid::Uuid,
        chunk_no: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[import_id, chunk_no]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteImportChunkParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteImportChunkStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteImportChunkParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.import_id, &params.chunk_no))
    }
}
pub struct AdvanceImportStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn advance_import() -> AdvanceImportStmt {
    AdvanceImportStmt(
        "UPDATE warehouse.stock_import SET applied_count = applied_count + $1::bigint, failed_count = failed_count + $2::bigint WHERE import_id = $3 AND status = 'running'",
        None,
    )
}
impl AdvanceImportStmt {
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
        applied: &'a i64,
        failed: &'a i64,
        import_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[applied, failed, import_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        AdvanceImportParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for AdvanceImportStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a AdvanceImportParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.applied, &params.failed, &params.import_id))
    }
}
pub struct FinishImportStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn finish_import() -> FinishImportStmt {
    FinishImportStmt(
        "UPDATE warehouse.stock_import AS i SET status = 'done', ended_at = $1 WHERE i.import_id = $2 AND i.status = 'running' AND NOT EXISTS (SELECT 1 FROM warehouse.stock_import_chunk AS c WHERE c.import_id = i.import_id)",
        None,
    )
}
impl FinishImportStmt {
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
        ended_at: &'a kernel_base::Timestamp,
        import_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[ended_at, import_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        FinishImportParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for FinishImportStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a FinishImportParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.ended_at, &params.import_id))
    }
}
pub struct InsertImportErrorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_import_errors() -> InsertImportErrorsStmt {
    InsertImportErrorsStmt(
        "INSERT INTO warehouse.stock_import_error (import_id, row_no, code, message) SELECT $1, row_no, code, message FROM unnest($2::bigint[], $3::text[], $4::text[]) AS t (row_no, code, message)",
        None,
    )
}
impl InsertImportErrorsStmt {
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
        T2: crate::StringSql,
        T3: crate::ArraySql<Item = T2>,
        T4: crate::StringSql,
        T5: crate::ArraySql<Item = T4>,
    >(
        &'s self,
        client: &'c C,
        import_id: &'a uuid::Uuid,
        row_nos: &'a T1,
        codes: &'a T3,
        messages: &'a T5,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[import_id, row_nos, codes, messages]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = i64>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertImportErrorsParams<T1, T2, T3, T4, T5>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertImportErrorsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertImportErrorsParams<T1, T2, T3, T4, T5>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.import_id, &params.row_nos, &params.codes, &params.messages))
    }
}
pub struct ListImportErrorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_import_errors() -> ListImportErrorsStmt {
    ListImportErrorsStmt(
        "SELECT row_no, code, message FROM warehouse.stock_import_error WHERE import_id = $1 AND row_no > $2 ORDER BY row_no LIMIT $3",
        None,
    )
}
impl ListImportErrorsStmt {
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
        import_id: &'a uuid::Uuid,
        after: &'a i64,
        row_limit: &'a i64,
    ) -> ListImportErrorsQuery<'c, 'a, 's, C, ListImportErrors, 3> {
        ListImportErrorsQuery {
            client,
            params: [import_id, after, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ListImportErrorsBorrowed, tokio_postgres::Error> {
                    Ok(ListImportErrorsBorrowed {
                        row_no: row.try_get(0)?,
                        code: row.try_get(1)?,
                        message: row.try_get(2)?,
                    })
                },
            mapper: |it| ListImportErrors::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListImportErrorsParams,
        ListImportErrorsQuery<'c, 'a, 's, C, ListImportErrors, 3>,
        C,
    > for ListImportErrorsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListImportErrorsParams,
    ) -> ListImportErrorsQuery<'c, 'a, 's, C, ListImportErrors, 3> {
        self.bind(client, &params.import_id, &params.after, &params.row_limit)
    }
}
