// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct UpsertCommandsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::ArraySql<Item = uuid::Uuid>,
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = T6>,
    T8: crate::StringSql,
    T9: crate::ArraySql<Item = T8>,
    T10: crate::StringSql,
    T11: crate::ArraySql<Item = Option<T10>>,
> {
    pub now: kernel_base::Timestamp,
    pub command_ids: T1,
    pub intent_ids: T2,
    pub kinds: T4,
    pub saga_ids: T5,
    pub steps: T7,
    pub subjects: T9,
    pub outcomes: T11,
}
#[derive(Debug, Clone, PartialEq)]
pub struct CommandRow {
    pub command_id: uuid::Uuid,
    pub intent_id: uuid::Uuid,
    pub kind: String,
    pub saga_id: uuid::Uuid,
    pub step: String,
    pub subject: String,
    pub outcome: Option<String>,
}
pub struct CommandRowBorrowed<'a> {
    pub command_id: uuid::Uuid,
    pub intent_id: uuid::Uuid,
    pub kind: &'a str,
    pub saga_id: uuid::Uuid,
    pub step: &'a str,
    pub subject: &'a str,
    pub outcome: Option<&'a str>,
}
impl<'a> From<CommandRowBorrowed<'a>> for CommandRow {
    fn from(
        CommandRowBorrowed {
            command_id,
            intent_id,
            kind,
            saga_id,
            step,
            subject,
            outcome,
        }: CommandRowBorrowed<'a>,
    ) -> Self {
        Self {
            command_id,
            intent_id,
            kind: kind.into(),
            saga_id,
            step: step.into(),
            subject: subject.into(),
            outcome: outcome.map(|v| v.into()),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct CommandRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CommandRowBorrowed, tokio_postgres::Error>,
    mapper: fn(CommandRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CommandRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CommandRowBorrowed) -> R) -> CommandRowQuery<'c, 'a, 's, C, R, N> {
        CommandRowQuery {
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
pub struct FindCommandsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_commands() -> FindCommandsStmt {
    FindCommandsStmt(
        "SELECT command_id, intent_id, kind, saga_id, step, subject, outcome FROM payment.command WHERE command_id = ANY($1::uuid[])",
        None,
    )
}
impl FindCommandsStmt {
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
    ) -> CommandRowQuery<'c, 'a, 's, C, CommandRow, 1> {
        CommandRowQuery {
            client,
            params: [command_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CommandRowBorrowed, tokio_postgres::Error> {
                Ok(CommandRowBorrowed {
                    command_id: row.try_get(0)?,
                    intent_id: row.try_get(1)?,
                    kind: row.try_get(2)?,
                    saga_id: row.try_get(3)?,
                    step: row.try_get(4)?,
                    subject: row.try_get(5)?,
                    outcome: row.try_get(6)?,
                })
            },
            mapper: |it| CommandRow::from(it),
        }
    }
}
pub struct WaitingCommandsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn waiting_commands() -> WaitingCommandsStmt {
    WaitingCommandsStmt(
        "SELECT command_id, intent_id, kind, saga_id, step, subject, outcome FROM payment.command WHERE intent_id = ANY($1::uuid[]) AND outcome IS NULL ORDER BY received_at, command_id",
        None,
    )
}
impl WaitingCommandsStmt {
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
        intent_ids: &'a T1,
    ) -> CommandRowQuery<'c, 'a, 's, C, CommandRow, 1> {
        CommandRowQuery {
            client,
            params: [intent_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CommandRowBorrowed, tokio_postgres::Error> {
                Ok(CommandRowBorrowed {
                    command_id: row.try_get(0)?,
                    intent_id: row.try_get(1)?,
                    kind: row.try_get(2)?,
                    saga_id: row.try_get(3)?,
                    step: row.try_get(4)?,
                    subject: row.try_get(5)?,
                    outcome: row.try_get(6)?,
                })
            },
            mapper: |it| CommandRow::from(it),
        }
    }
}
pub struct UpsertCommandsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn upsert_commands() -> UpsertCommandsStmt {
    UpsertCommandsStmt(
        "INSERT INTO payment.command (command_id, intent_id, kind, saga_id, step, subject, outcome, received_at) SELECT command_id, intent_id, kind, saga_id, step, subject, outcome, $1 FROM unnest( $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[] ) AS t (command_id, intent_id, kind, saga_id, step, subject, outcome) ON CONFLICT (command_id) DO UPDATE SET outcome = excluded.outcome",
        None,
    )
}
impl UpsertCommandsStmt {
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
        T4: crate::ArraySql<Item = T3>,
        T5: crate::ArraySql<Item = uuid::Uuid>,
        T6: crate::StringSql,
        T7: crate::ArraySql<Item = T6>,
        T8: crate::StringSql,
        T9: crate::ArraySql<Item = T8>,
        T10: crate::StringSql,
        T11: crate::ArraySql<Item = Option<T10>>,
    >(
        &'s self,
        client: &'c C,
        now: &'a kernel_base::Timestamp,
        command_ids: &'a T1,
        intent_ids: &'a T2,
        kinds: &'a T4,
        saga_ids: &'a T5,
        steps: &'a T7,
        subjects: &'a T9,
        outcomes: &'a T11,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[now, command_ids, intent_ids, kinds, saga_ids, steps, subjects, outcomes])
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::ArraySql<Item = uuid::Uuid>,
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = T6>,
    T8: crate::StringSql,
    T9: crate::ArraySql<Item = T8>,
    T10: crate::StringSql,
    T11: crate::ArraySql<Item = Option<T10>>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpsertCommandsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpsertCommandsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpsertCommandsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.now,
            &params.command_ids,
            &params.intent_ids,
            &params.kinds,
            &params.saga_ids,
            &params.steps,
            &params.subjects,
            &params.outcomes,
        ))
    }
}
