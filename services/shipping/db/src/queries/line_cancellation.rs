// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertLineCancellationsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = Option<T3>>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = Option<T5>>,
> {
    pub now: kernel_base::Timestamp,
    pub command_ids: T1,
    pub order_ids: T2,
    pub refusal_codes: T4,
    pub refusal_messages: T6,
}
#[derive(Debug, Clone, PartialEq)]
pub struct LineCancellationRow {
    pub command_id: uuid::Uuid,
    pub refusal_code: Option<String>,
    pub refusal_message: Option<String>,
}
pub struct LineCancellationRowBorrowed<'a> {
    pub command_id: uuid::Uuid,
    pub refusal_code: Option<&'a str>,
    pub refusal_message: Option<&'a str>,
}
impl<'a> From<LineCancellationRowBorrowed<'a>> for LineCancellationRow {
    fn from(
        LineCancellationRowBorrowed {
            command_id,
            refusal_code,
            refusal_message,
        }: LineCancellationRowBorrowed<'a>,
    ) -> Self {
        Self {
            command_id,
            refusal_code: refusal_code.map(|v| v.into()),
            refusal_message: refusal_message.map(|v| v.into()),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct LineCancellationRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LineCancellationRowBorrowed, tokio_postgres::Error>,
    mapper: fn(LineCancellationRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LineCancellationRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(LineCancellationRowBorrowed) -> R,
    ) -> LineCancellationRowQuery<'c, 'a, 's, C, R, N> {
        LineCancellationRowQuery {
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
pub struct FindLineCancellationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_line_cancellations() -> FindLineCancellationsStmt {
    FindLineCancellationsStmt(
        "SELECT command_id, refusal_code, refusal_message FROM shipping.line_cancellation WHERE command_id = ANY($1)",
        None,
    )
}
impl FindLineCancellationsStmt {
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
        command_ids: &'a T1,
    ) -> LineCancellationRowQuery<'c, 'a, 's, C, LineCancellationRow, 1> {
        LineCancellationRowQuery {
            client,
            params: [command_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<LineCancellationRowBorrowed, tokio_postgres::Error> {
                    Ok(LineCancellationRowBorrowed {
                        command_id: row.try_get(0)?,
                        refusal_code: row.try_get(1)?,
                        refusal_message: row.try_get(2)?,
                    })
                },
            mapper: |it| LineCancellationRow::from(it),
        }
    }
}
pub struct InsertLineCancellationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_line_cancellations() -> InsertLineCancellationsStmt {
    InsertLineCancellationsStmt(
        "INSERT INTO shipping.line_cancellation (command_id, order_id, refusal_code, refusal_message, created_at) SELECT command_id, order_id, refusal_code, refusal_message, $1 FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[]) AS t (command_id, order_id, refusal_code, refusal_message)",
        None,
    )
}
impl InsertLineCancellationsStmt {
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = Option<T3>>,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = Option<T5>>,
    >(
        &'s self,
        client: &'c C,
        now: &'a kernel_base::Timestamp,
        command_ids: &'a T1,
        order_ids: &'a T2,
        refusal_codes: &'a T4,
        refusal_messages: &'a T6,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, command_ids, order_ids, refusal_codes, refusal_messages]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = Option<T3>>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = Option<T5>>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertLineCancellationsParams<T1, T2, T3, T4, T5, T6>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertLineCancellationsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertLineCancellationsParams<T1, T2, T3, T4, T5, T6>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.now,
            &params.command_ids,
            &params.order_ids,
            &params.refusal_codes,
            &params.refusal_messages,
        ))
    }
}
