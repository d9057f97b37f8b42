// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListTransfersParams<T1: crate::StringSql> {
    pub before: uuid::Uuid,
    pub status: Option<T1>,
    pub row_limit: i64,
}
#[derive(Debug)]
pub struct InsertTransferParams<T1: crate::StringSql> {
    pub transfer_id: uuid::Uuid,
    pub from_location_id: uuid::Uuid,
    pub to_location_id: uuid::Uuid,
    pub note: Option<T1>,
    pub created_at: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct InsertTransferLinesParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::ArraySql<Item = i64>>
{
    pub transfer_id: uuid::Uuid,
    pub variant_ids: T1,
    pub quantities: T2,
}
#[derive(Debug)]
pub struct UpdateTransferParams<T1: crate::StringSql> {
    pub status: T1,
    pub shipped_at: Option<kernel_base::Timestamp>,
    pub ended_at: Option<kernel_base::Timestamp>,
    pub transfer_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Debug)]
pub struct UpdateTransferLinesParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::ArraySql<Item = i64>>
{
    pub variant_ids: T1,
    pub received: T2,
    pub transfer_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct TransferRow {
    pub transfer_id: uuid::Uuid,
    pub from_location_id: uuid::Uuid,
    pub to_location_id: uuid::Uuid,
    pub status: String,
    pub note: Option<String>,
    pub created_at: kernel_base::Timestamp,
    pub shipped_at: Option<kernel_base::Timestamp>,
    pub ended_at: Option<kernel_base::Timestamp>,
    pub version: i64,
}
pub struct TransferRowBorrowed<'a> {
    pub transfer_id: uuid::Uuid,
    pub from_location_id: uuid::Uuid,
    pub to_location_id: uuid::Uuid,
    pub status: &'a str,
    pub note: Option<&'a str>,
    pub created_at: kernel_base::Timestamp,
    pub shipped_at: Option<kernel_base::Timestamp>,
    pub ended_at: Option<kernel_base::Timestamp>,
    pub version: i64,
}
impl<'a> From<TransferRowBorrowed<'a>> for TransferRow {
    fn from(
        TransferRowBorrowed {
            transfer_id,
            from_location_id,
            to_location_id,
            status,
            note,
            created_at,
            shipped_at,
            ended_at,
            version,
        }: TransferRowBorrowed<'a>,
    ) -> Self {
        Self {
            transfer_id,
            from_location_id,
            to_location_id,
            status: status.into(),
            note: note.map(|v| v.into()),
            created_at,
            shipped_at,
            ended_at,
            version,
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct TransferLines {
    pub transfer_id: uuid::Uuid,
    pub variant_id: uuid::Uuid,
    pub quantity: i64,
    pub received: i64,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct TransferRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TransferRowBorrowed, tokio_postgres::Error>,
    mapper: fn(TransferRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TransferRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(TransferRowBorrowed) -> R) -> TransferRowQuery<'c, 'a, 's, C, R, N> {
        TransferRowQuery {
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
pub struct TransferLinesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TransferLines, tokio_postgres::Error>,
    mapper: fn(TransferLines) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TransferLinesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(TransferLines) -> R) -> TransferLinesQuery<'c, 'a, 's, C, R, N> {
        TransferLinesQuery {
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
pub struct FindTransferStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_transfer() -> FindTransferStmt {
    FindTransferStmt(
        "SELECT transfer_id, from_location_id, to_location_id, status, note, created_at, shipped_at, ended_at, version FROM warehouse.transfer WHERE transfer_id = $1",
        None,
    )
}
impl FindTransferStmt {
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
        transfer_id: &'a uuid::Uuid,
    ) -> TransferRowQuery<'c, 'a, 's, C, TransferRow, 1> {
        TransferRowQuery {
            client,
            params: [transfer_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<TransferRowBorrowed, tokio_postgres::Error> {
                Ok(TransferRowBorrowed {
                    transfer_id: row.try_get(0)?,
                    from_location_id: row.try_get(1)?,
                    to_location_id: row.try_get(2)?,
                    status: row.try_get(3)?,
                    note: row.try_get(4)?,
                    created_at: row.try_get(5)?,
                    shipped_at: row.try_get(6)?,
                    ended_at: row.try_get(7)?,
                    version: row.try_get(8)?,
                })
            },
            mapper: |it| TransferRow::from(it),
        }
    }
}
pub struct ListTransfersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_transfers() -> ListTransfersStmt {
    ListTransfersStmt(
        "SELECT transfer_id, from_location_id, to_location_id, status, note, created_at, shipped_at, ended_at, version FROM warehouse.transfer WHERE transfer_id < $1 AND ($2::text IS NULL OR status = $2) ORDER BY transfer_id DESC LIMIT $3",
        None,
    )
}
impl ListTransfersStmt {
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
        before: &'a uuid::Uuid,
        status: &'a Option<T1>,
        row_limit: &'a i64,
    ) -> TransferRowQuery<'c, 'a, 's, C, TransferRow, 3> {
        TransferRowQuery {
            client,
            params: [before, status, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<TransferRowBorrowed, tokio_postgres::Error> {
                Ok(TransferRowBorrowed {
                    transfer_id: row.try_get(0)?,
                    from_location_id: row.try_get(1)?,
                    to_location_id: row.try_get(2)?,
                    status: row.try_get(3)?,
                    note: row.try_get(4)?,
                    created_at: row.try_get(5)?,
                    shipped_at: row.try_get(6)?,
                    ended_at: row.try_get(7)?,
                    version: row.try_get(8)?,
                })
            },
            mapper: |it| TransferRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListTransfersParams<T1>,
        TransferRowQuery<'c, 'a, 's, C, TransferRow, 3>,
        C,
    > for ListTransfersStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListTransfersParams<T1>,
    ) -> TransferRowQuery<'c, 'a, 's, C, TransferRow, 3> {
        self.bind(client, &params.before, &params.status, &params.row_limit)
    }
}
pub struct TransferLinesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn transfer_lines() -> TransferLinesStmt {
    TransferLinesStmt(
        "SELECT transfer_id, variant_id, quantity, received FROM warehouse.transfer_line WHERE transfer_id = ANY($1::uuid[]) ORDER BY transfer_id, variant_id",
        None,
    )
}
impl TransferLinesStmt {
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
        transfer_ids: &'a T1,
    ) -> TransferLinesQuery<'c, 'a, 's, C, TransferLines, 1> {
        TransferLinesQuery {
            client,
            params: [transfer_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<TransferLines, tokio_postgres::Error> {
                Ok(TransferLines {
                    transfer_id: row.try_get(0)?,
                    variant_id: row.try_get(1)?,
                    quantity: row.try_get(2)?,
                    received: row.try_get(3)?,
                })
            },
            mapper: |it| TransferLines::from(it),
        }
    }
}
pub struct InsertTransferStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_transfer() -> InsertTransferStmt {
    InsertTransferStmt(
        "INSERT INTO warehouse.transfer ( transfer_id, from_location_id, to_location_id, status, note, created_at, shipped_at, ended_at, version ) VALUES ($1, $2, $3, 'draft', $4, $5, NULL, NULL, 1)",
        None,
    )
}
impl InsertTransferStmt {
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
        transfer_id: &'a uuid::Uuid,
        from_location_id: &'a uuid::Uuid,
        to_location_id: &'a uuid::Uuid,
        note: &'a Option<T1>,
        created_at: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[transfer_id, from_location_id, to_location_id, note, created_at]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertTransferParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertTransferStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertTransferParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.transfer_id,
            &params.from_location_id,
            &params.to_location_id,
            &params.note,
            &params.created_at,
        ))
    }
}
pub struct InsertTransferLinesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_transfer_lines() -> InsertTransferLinesStmt {
    InsertTransferLinesStmt(
        "INSERT INTO warehouse.transfer_line (transfer_id, variant_id, quantity, received) SELECT $1, variant_id, quantity, 0 FROM unnest($2::uuid[], $3::bigint[]) AS t (variant_id, quantity)",
        None,
    )
}
impl InsertTransferLinesStmt {
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
        transfer_id: &'a uuid::Uuid,
        variant_ids: &'a T1,
        quantities: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[transfer_id, variant_ids, quantities]).await
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
        InsertTransferLinesParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertTransferLinesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertTransferLinesParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.transfer_id, &params.variant_ids, &params.quantities))
    }
}
pub struct UpdateTransferStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_transfer() -> UpdateTransferStmt {
    UpdateTransferStmt(
        "UPDATE warehouse.transfer SET status = $1, shipped_at = $2, ended_at = $3, version = version + 1 WHERE transfer_id = $4 AND version = $5",
        None,
    )
}
impl UpdateTransferStmt {
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
        status: &'a T1,
        shipped_at: &'a Option<kernel_base::Timestamp>,
        ended_at: &'a Option<kernel_base::Timestamp>,
        transfer_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[status, shipped_at, ended_at, transfer_id, version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateTransferParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateTransferStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateTransferParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.status,
            &params.shipped_at,
            &params.ended_at,
            &params.transfer_id,
            &params.version,
        ))
    }
}
pub struct UpdateTransferLinesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_transfer_lines() -> UpdateTransferLinesStmt {
    UpdateTransferLinesStmt(
        "UPDATE warehouse.transfer_line AS l SET received = t.received FROM unnest($1::uuid[], $2::bigint[]) AS t (variant_id, received) WHERE l.transfer_id = $3 AND l.variant_id = t.variant_id",
        None,
    )
}
impl UpdateTransferLinesStmt {
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
        variant_ids: &'a T1,
        received: &'a T2,
        transfer_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[variant_ids, received, transfer_id]).await
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
        UpdateTransferLinesParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateTransferLinesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateTransferLinesParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.variant_ids, &params.received, &params.transfer_id))
    }
}
