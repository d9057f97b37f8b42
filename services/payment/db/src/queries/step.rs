// This file was generated with `clorinde`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct DueStepsParams {
    pub now: kernel_base::Timestamp,
    pub row_limit: i64,
}
#[derive(Debug)]
pub struct TouchIntentOfStepParams<T1: crate::StringSql> {
    pub now: kernel_base::Timestamp,
    pub step_key: T1,
}
#[derive(Debug)]
pub struct WakeStepParams<T1: crate::StringSql> {
    pub now: kernel_base::Timestamp,
    pub step_key: T1,
}
#[derive(Debug)]
pub struct UpsertStepsParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::ArraySql<Item = uuid::Uuid>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T8: crate::ArraySql<Item = i64>,
    T9: crate::StringSql,
    T10: crate::ArraySql<Item = Option<T9>>,
    T11: crate::ArraySql<Item = bool>,
    T12: crate::StringSql,
    T13: crate::ArraySql<Item = T12>,
    T14: crate::StringSql,
    T15: crate::ArraySql<Item = Option<T14>>,
    T16: crate::StringSql,
    T17: crate::ArraySql<Item = Option<T16>>,
    T18: crate::StringSql,
    T19: crate::ArraySql<Item = Option<T18>>,
    T20: crate::StringSql,
    T21: crate::ArraySql<Item = Option<T20>>,
    T22: crate::ArraySql<Item = i32>,
    T23: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    T24: crate::ArraySql<Item = kernel_base::Timestamp>,
    T25: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
> {
    pub step_keys: T2,
    pub intent_ids: T3,
    pub tender_ids: T4,
    pub kinds: T6,
    pub operation_ids: T7,
    pub amounts: T8,
    pub reasons: T10,
    pub to_store_credits: T11,
    pub statuses: T13,
    pub action_results: T15,
    pub provider_references: T17,
    pub refusal_codes: T19,
    pub refusal_messages: T21,
    pub tries: T22,
    pub next_tries: T23,
    pub created_ats: T24,
    pub decided_ats: T25,
}
#[derive(Debug, Clone, PartialEq)]
pub struct StepRow {
    pub step_key: String,
    pub intent_id: uuid::Uuid,
    pub tender_id: uuid::Uuid,
    pub kind: String,
    pub operation_id: Option<uuid::Uuid>,
    pub amount_minor: i64,
    pub reason: Option<String>,
    pub to_store_credit: bool,
    pub status: String,
    pub action_result: Option<String>,
    pub provider_reference: Option<String>,
    pub refusal_code: Option<String>,
    pub refusal_message: Option<String>,
    pub tries: i32,
    pub news: i32,
    pub next_try_at: Option<kernel_base::Timestamp>,
    pub created_at: kernel_base::Timestamp,
    pub decided_at: Option<kernel_base::Timestamp>,
}
pub struct StepRowBorrowed<'a> {
    pub step_key: &'a str,
    pub intent_id: uuid::Uuid,
    pub tender_id: uuid::Uuid,
    pub kind: &'a str,
    pub operation_id: Option<uuid::Uuid>,
    pub amount_minor: i64,
    pub reason: Option<&'a str>,
    pub to_store_credit: bool,
    pub status: &'a str,
    pub action_result: Option<&'a str>,
    pub provider_reference: Option<&'a str>,
    pub refusal_code: Option<&'a str>,
    pub refusal_message: Option<&'a str>,
    pub tries: i32,
    pub news: i32,
    pub next_try_at: Option<kernel_base::Timestamp>,
    pub created_at: kernel_base::Timestamp,
    pub decided_at: Option<kernel_base::Timestamp>,
}
impl<'a> From<StepRowBorrowed<'a>> for StepRow {
    fn from(
        StepRowBorrowed {
            step_key,
            intent_id,
            tender_id,
            kind,
            operation_id,
            amount_minor,
            reason,
            to_store_credit,
            status,
            action_result,
            provider_reference,
            refusal_code,
            refusal_message,
            tries,
            news,
            next_try_at,
            created_at,
            decided_at,
        }: StepRowBorrowed<'a>,
    ) -> Self {
        Self {
            step_key: step_key.into(),
            intent_id,
            tender_id,
            kind: kind.into(),
            operation_id,
            amount_minor,
            reason: reason.map(|v| v.into()),
            to_store_credit,
            status: status.into(),
            action_result: action_result.map(|v| v.into()),
            provider_reference: provider_reference.map(|v| v.into()),
            refusal_code: refusal_code.map(|v| v.into()),
            refusal_message: refusal_message.map(|v| v.into()),
            tries,
            news,
            next_try_at,
            created_at,
            decided_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct DueSteps {
    pub step_key: String,
    pub intent_id: uuid::Uuid,
}
pub struct DueStepsBorrowed<'a> {
    pub step_key: &'a str,
    pub intent_id: uuid::Uuid,
}
impl<'a> From<DueStepsBorrowed<'a>> for DueSteps {
    fn from(DueStepsBorrowed { step_key, intent_id }: DueStepsBorrowed<'a>) -> Self {
        Self { step_key: step_key.into(), intent_id }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct StepRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<StepRowBorrowed, tokio_postgres::Error>,
    mapper: fn(StepRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StepRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(StepRowBorrowed) -> R) -> StepRowQuery<'c, 'a, 's, C, R, N> {
        StepRowQuery {
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
pub struct DueStepsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DueStepsBorrowed, tokio_postgres::Error>,
    mapper: fn(DueStepsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DueStepsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(DueStepsBorrowed) -> R) -> DueStepsQuery<'c, 'a, 's, C, R, N> {
        DueStepsQuery {
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
pub struct PendingStepsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn pending_steps() -> PendingStepsStmt {
    PendingStepsStmt(
        "SELECT step_key, intent_id, tender_id, kind, operation_id, amount_minor, reason, to_store_credit, status, action_result, provider_reference, refusal_code, refusal_message, tries, news, next_try_at, created_at, decided_at FROM payment.step WHERE intent_id = ANY($1::uuid[]) AND status = 'pending' ORDER BY created_at, step_key",
        None,
    )
}
impl PendingStepsStmt {
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
    ) -> StepRowQuery<'c, 'a, 's, C, StepRow, 1> {
        StepRowQuery {
            client,
            params: [intent_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<StepRowBorrowed, tokio_postgres::Error> {
                Ok(StepRowBorrowed {
                    step_key: row.try_get(0)?,
                    intent_id: row.try_get(1)?,
                    tender_id: row.try_get(2)?,
                    kind: row.try_get(3)?,
                    operation_id: row.try_get(4)?,
                    amount_minor: row.try_get(5)?,
                    reason: row.try_get(6)?,
                    to_store_credit: row.try_get(7)?,
                    status: row.try_get(8)?,
                    action_result: row.try_get(9)?,
                    provider_reference: row.try_get(10)?,
                    refusal_code: row.try_get(11)?,
                    refusal_message: row.try_get(12)?,
                    tries: row.try_get(13)?,
                    news: row.try_get(14)?,
                    next_try_at: row.try_get(15)?,
                    created_at: row.try_get(16)?,
                    decided_at: row.try_get(17)?,
                })
            },
            mapper: |it| StepRow::from(it),
        }
    }
}
pub struct StepsOfOperationsStmt(&'static str, Option<tokio_postgres::Statement>);
/// The parts of captures and refunds.
pub fn steps_of_operations() -> StepsOfOperationsStmt {
    StepsOfOperationsStmt(
        "SELECT step_key, intent_id, tender_id, kind, operation_id, amount_minor, reason, to_store_credit, status, action_result, provider_reference, refusal_code, refusal_message, tries, news, next_try_at, created_at, decided_at FROM payment.step WHERE intent_id = $1 AND operation_id IS NOT NULL ORDER BY created_at, step_key",
        None,
    )
}
impl StepsOfOperationsStmt {
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
        intent_id: &'a uuid::Uuid,
    ) -> StepRowQuery<'c, 'a, 's, C, StepRow, 1> {
        StepRowQuery {
            client,
            params: [intent_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<StepRowBorrowed, tokio_postgres::Error> {
                Ok(StepRowBorrowed {
                    step_key: row.try_get(0)?,
                    intent_id: row.try_get(1)?,
                    tender_id: row.try_get(2)?,
                    kind: row.try_get(3)?,
                    operation_id: row.try_get(4)?,
                    amount_minor: row.try_get(5)?,
                    reason: row.try_get(6)?,
                    to_store_credit: row.try_get(7)?,
                    status: row.try_get(8)?,
                    action_result: row.try_get(9)?,
                    provider_reference: row.try_get(10)?,
                    refusal_code: row.try_get(11)?,
                    refusal_message: row.try_get(12)?,
                    tries: row.try_get(13)?,
                    news: row.try_get(14)?,
                    next_try_at: row.try_get(15)?,
                    created_at: row.try_get(16)?,
                    decided_at: row.try_get(17)?,
                })
            },
            mapper: |it| StepRow::from(it),
        }
    }
}
pub struct DueStepsStmt(&'static str, Option<tokio_postgres::Statement>);
/// What a provider is to be asked now, oldest first.
pub fn due_steps() -> DueStepsStmt {
    DueStepsStmt(
        "SELECT step_key, intent_id FROM payment.step WHERE status = 'pending' AND next_try_at <= $1 ORDER BY next_try_at LIMIT $2::bigint",
        None,
    )
}
impl DueStepsStmt {
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
        row_limit: &'a i64,
    ) -> DueStepsQuery<'c, 'a, 's, C, DueSteps, 2> {
        DueStepsQuery {
            client,
            params: [now, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DueStepsBorrowed, tokio_postgres::Error> {
                Ok(DueStepsBorrowed { step_key: row.try_get(0)?, intent_id: row.try_get(1)? })
            },
            mapper: |it| DueSteps::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, DueStepsParams, DueStepsQuery<'c, 'a, 's, C, DueSteps, 2>, C>
    for DueStepsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DueStepsParams,
    ) -> DueStepsQuery<'c, 'a, 's, C, DueSteps, 2> {
        self.bind(client, &params.now, &params.row_limit)
    }
}
pub struct TouchIntentOfStepStmt(&'static str, Option<tokio_postgres::Statement>);
/// Whoever is about to write what it read before the news fails on the version and reads again. Comes before wake_step:
/// everybody locks intents first.
pub fn touch_intent_of_step() -> TouchIntentOfStepStmt {
    TouchIntentOfStepStmt(
        "UPDATE payment.intent AS i SET version = i.version + 1, updated_at = $1 FROM payment.step AS s WHERE s.step_key = $2 AND s.status = 'pending' AND i.intent_id = s.intent_id",
        None,
    )
}
impl TouchIntentOfStepStmt {
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
        now: &'a kernel_base::Timestamp,
        step_key: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, step_key]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        TouchIntentOfStepParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for TouchIntentOfStepStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a TouchIntentOfStepParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.step_key))
    }
}
pub struct WakeStepStmt(&'static str, Option<tokio_postgres::Statement>);
/// A webhook says that the provider has news of this step.
pub fn wake_step() -> WakeStepStmt {
    WakeStepStmt(
        "UPDATE payment.step SET news = news + 1, next_try_at = least(next_try_at, $1) WHERE step_key = $2 AND status = 'pending'",
        None,
    )
}
impl WakeStepStmt {
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
        now: &'a kernel_base::Timestamp,
        step_key: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, step_key]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        WakeStepParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for WakeStepStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a WakeStepParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.step_key))
    }
}
pub struct UpsertStepsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn upsert_steps() -> UpsertStepsStmt {
    UpsertStepsStmt(
        "INSERT INTO payment.step ( step_key, intent_id, tender_id, kind, operation_id, amount_minor, reason, to_store_credit, status, action_result, provider_reference, refusal_code, refusal_message, tries, next_try_at, created_at, decided_at ) SELECT step_key, intent_id, tender_id, kind, operation_id, amount_minor, reason, to_store_credit, status, action_result, provider_reference, refusal_code, refusal_message, tries, next_try_at, created_at, decided_at FROM unnest( $1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::bigint[], $7::text[], $8::boolean[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::integer[], $15::timestamptz[], $16::timestamptz[], $17::timestamptz[] ) AS t ( step_key, intent_id, tender_id, kind, operation_id, amount_minor, reason, to_store_credit, status, action_result, provider_reference, refusal_code, refusal_message, tries, next_try_at, created_at, decided_at ) ON CONFLICT (step_key) DO UPDATE SET status = excluded.status, action_result = excluded.action_result, provider_reference = excluded.provider_reference, refusal_code = excluded.refusal_code, refusal_message = excluded.refusal_message, tries = excluded.tries, next_try_at = excluded.next_try_at, decided_at = excluded.decided_at",
        None,
    )
}
impl UpsertStepsStmt {
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
        T2: crate::ArraySql<Item = T1>,
        T3: crate::ArraySql<Item = uuid::Uuid>,
        T4: crate::ArraySql<Item = uuid::Uuid>,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
        T7: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T8: crate::ArraySql<Item = i64>,
        T9: crate::StringSql,
        T10: crate::ArraySql<Item = Option<T9>>,
        T11: crate::ArraySql<Item = bool>,
        T12: crate::StringSql,
        T13: crate::ArraySql<Item = T12>,
        T14: crate::StringSql,
        T15: crate::ArraySql<Item = Option<T14>>,
        T16: crate::StringSql,
        T17: crate::ArraySql<Item = Option<T16>>,
        T18: crate::StringSql,
        T19: crate::ArraySql<Item = Option<T18>>,
        T20: crate::StringSql,
        T21: crate::ArraySql<Item = Option<T20>>,
        T22: crate::ArraySql<Item = i32>,
        T23: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
        T24: crate::ArraySql<Item = kernel_base::Timestamp>,
        T25: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    >(
        &'s self,
        client: &'c C,
        step_keys: &'a T2,
        intent_ids: &'a T3,
        tender_ids: &'a T4,
        kinds: &'a T6,
        operation_ids: &'a T7,
        amounts: &'a T8,
        reasons: &'a T10,
        to_store_credits: &'a T11,
        statuses: &'a T13,
        action_results: &'a T15,
        provider_references: &'a T17,
        refusal_codes: &'a T19,
        refusal_messages: &'a T21,
        tries: &'a T22,
        next_tries: &'a T23,
        created_ats: &'a T24,
        decided_ats: &'a T25,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    step_keys,
                    intent_ids,
                    tender_ids,
                    kinds,
                    operation_ids,
                    amounts,
                    reasons,
                    to_store_credits,
                    statuses,
                    action_results,
                    provider_references,
                    refusal_codes,
                    refusal_messages,
                    tries,
                    next_tries,
                    created_ats,
                    decided_ats,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::ArraySql<Item = uuid::Uuid>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T8: crate::ArraySql<Item = i64>,
    T9: crate::StringSql,
    T10: crate::ArraySql<Item = Option<T9>>,
    T11: crate::ArraySql<Item = bool>,
    T12: crate::StringSql,
    T13: crate::ArraySql<Item = T12>,
    T14: crate::StringSql,
    T15: crate::ArraySql<Item = Option<T14>>,
    T16: crate::StringSql,
    T17: crate::ArraySql<Item = Option<T16>>,
    T18: crate::StringSql,
    T19: crate::ArraySql<Item = Option<T18>>,
    T20: crate::StringSql,
    T21: crate::ArraySql<Item = Option<T20>>,
    T22: crate::ArraySql<Item = i32>,
    T23: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    T24: crate::ArraySql<Item = kernel_base::Timestamp>,
    T25: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpsertStepsParams<
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
            T19,
            T20,
            T21,
            T22,
            T23,
            T24,
            T25,
        >,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpsertStepsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpsertStepsParams<
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
            T19,
            T20,
            T21,
            T22,
            T23,
            T24,
            T25,
        >,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.step_keys,
            &params.intent_ids,
            &params.tender_ids,
            &params.kinds,
            &params.operation_ids,
            &params.amounts,
            &params.reasons,
            &params.to_store_credits,
            &params.statuses,
            &params.action_results,
            &params.provider_references,
            &params.refusal_codes,
            &params.refusal_messages,
            &params.tries,
            &params.next_tries,
            &params.created_ats,
            &params.decided_ats,
        ))
    }
}
