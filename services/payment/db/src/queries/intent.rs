// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListIntentsParams<T1: crate::StringSql> {
    pub after: Option<uuid::Uuid>,
    pub order_id: Option<uuid::Uuid>,
    pub status: Option<T1>,
    pub row_limit: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct OverdueIntentsParams {
    pub now: kernel_base::Timestamp,
    pub now_less_grace: kernel_base::Timestamp,
    pub row_limit: i64,
}
#[derive(Debug)]
pub struct InsertIntentsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = Option<T4>>,
    T6: crate::ArraySql<Item = i64>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::ArraySql<Item = kernel_base::Timestamp>,
    T10: crate::ArraySql<Item = bool>,
    T11: crate::StringSql,
    T12: crate::ArraySql<Item = Option<T11>>,
    T13: crate::StringSql,
    T14: crate::ArraySql<Item = Option<T13>>,
    T15: crate::StringSql,
    T16: crate::ArraySql<Item = Option<T15>>,
    T17: crate::StringSql,
    T18: crate::ArraySql<Item = Option<T17>>,
    T19: crate::ArraySql<Item = i64>,
    T20: crate::ArraySql<Item = kernel_base::Timestamp>,
> {
    pub now: kernel_base::Timestamp,
    pub intent_ids: T1,
    pub order_ids: T2,
    pub customer_ids: T3,
    pub currencies: T5,
    pub amounts: T6,
    pub statuses: T8,
    pub deadlines: T9,
    pub order_confirmeds: T10,
    pub failure_codes: T12,
    pub failure_messages: T14,
    pub void_reasons: T16,
    pub traces: T18,
    pub versions: T19,
    pub created_ats: T20,
}
#[derive(Debug)]
pub struct UpdateIntentsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
    T4: crate::ArraySql<Item = i64>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::ArraySql<Item = kernel_base::Timestamp>,
    T8: crate::ArraySql<Item = bool>,
    T9: crate::StringSql,
    T10: crate::ArraySql<Item = Option<T9>>,
    T11: crate::StringSql,
    T12: crate::ArraySql<Item = Option<T11>>,
    T13: crate::StringSql,
    T14: crate::ArraySql<Item = Option<T13>>,
    T15: crate::ArraySql<Item = Option<i64>>,
    T16: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T17: crate::ArraySql<Item = i64>,
    T18: crate::ArraySql<Item = i64>,
> {
    pub now: kernel_base::Timestamp,
    pub intent_ids: T1,
    pub currencies: T3,
    pub amounts: T4,
    pub statuses: T6,
    pub deadlines: T7,
    pub order_confirmeds: T8,
    pub failure_codes: T10,
    pub failure_messages: T12,
    pub void_reasons: T14,
    pub dues: T15,
    pub lowered_bys: T16,
    pub old_versions: T17,
    pub versions: T18,
}
#[derive(Debug)]
pub struct ConfirmOrdersParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub now: kernel_base::Timestamp,
    pub order_ids: T1,
}
#[derive(Debug, Clone, PartialEq)]
pub struct IntentRow {
    pub intent_id: uuid::Uuid,
    pub order_id: uuid::Uuid,
    pub customer_id: Option<uuid::Uuid>,
    pub currency: Option<String>,
    pub amount_minor: i64,
    pub status: String,
    pub deadline_at: kernel_base::Timestamp,
    pub order_confirmed: bool,
    pub failure_code: Option<String>,
    pub failure_message: Option<String>,
    pub void_reason: Option<String>,
    pub trace: Option<String>,
    pub version: i64,
    pub created_at: kernel_base::Timestamp,
    pub due_minor: Option<i64>,
    pub lowered_by: Option<uuid::Uuid>,
}
pub struct IntentRowBorrowed<'a> {
    pub intent_id: uuid::Uuid,
    pub order_id: uuid::Uuid,
    pub customer_id: Option<uuid::Uuid>,
    pub currency: Option<&'a str>,
    pub amount_minor: i64,
    pub status: &'a str,
    pub deadline_at: kernel_base::Timestamp,
    pub order_confirmed: bool,
    pub failure_code: Option<&'a str>,
    pub failure_message: Option<&'a str>,
    pub void_reason: Option<&'a str>,
    pub trace: Option<&'a str>,
    pub version: i64,
    pub created_at: kernel_base::Timestamp,
    pub due_minor: Option<i64>,
    pub lowered_by: Option<uuid::Uuid>,
}
impl<'a> From<IntentRowBorrowed<'a>> for IntentRow {
    fn from(
        IntentRowBorrowed {
            intent_id,
            order_id,
            customer_id,
            currency,
            amount_minor,
            status,
            deadline_at,
            order_confirmed,
            failure_code,
            failure_message,
            void_reason,
            trace,
            version,
            created_at,
            due_minor,
            lowered_by,
        }: IntentRowBorrowed<'a>,
    ) -> Self {
        Self {
            intent_id,
            order_id,
            customer_id,
            currency: currency.map(|v| v.into()),
            amount_minor,
            status: status.into(),
            deadline_at,
            order_confirmed,
            failure_code: failure_code.map(|v| v.into()),
            failure_message: failure_message.map(|v| v.into()),
            void_reason: void_reason.map(|v| v.into()),
            trace: trace.map(|v| v.into()),
            version,
            created_at,
            due_minor,
            lowered_by,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct IntentRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<IntentRowBorrowed, tokio_postgres::Error>,
    mapper: fn(IntentRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> IntentRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(IntentRowBorrowed) -> R) -> IntentRowQuery<'c, 'a, 's, C, R, N> {
        IntentRowQuery {
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
pub struct UuidUuidQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<uuid::Uuid, tokio_postgres::Error>,
    mapper: fn(uuid::Uuid) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> UuidUuidQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(uuid::Uuid) -> R) -> UuidUuidQuery<'c, 'a, 's, C, R, N> {
        UuidUuidQuery {
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
pub struct FindIntentsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_intents() -> FindIntentsStmt {
    FindIntentsStmt(
        "SELECT intent_id, order_id, customer_id, currency, amount_minor, status, deadline_at, order_confirmed, failure_code, failure_message, void_reason, trace, version, created_at, due_minor, lowered_by FROM payment.intent WHERE intent_id = ANY($1::uuid[])",
        None,
    )
}
impl FindIntentsStmt {
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
    ) -> IntentRowQuery<'c, 'a, 's, C, IntentRow, 1> {
        IntentRowQuery {
            client,
            params: [intent_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<IntentRowBorrowed, tokio_postgres::Error> {
                Ok(IntentRowBorrowed {
                    intent_id: row.try_get(0)?,
                    order_id: row.try_get(1)?,
                    customer_id: row.try_get(2)?,
                    currency: row.try_get(3)?,
                    amount_minor: row.try_get(4)?,
                    status: row.try_get(5)?,
                    deadline_at: row.try_get(6)?,
                    order_confirmed: row.try_get(7)?,
                    failure_code: row.try_get(8)?,
                    failure_message: row.try_get(9)?,
                    void_reason: row.try_get(10)?,
                    trace: row.try_get(11)?,
                    version: row.try_get(12)?,
                    created_at: row.try_get(13)?,
                    due_minor: row.try_get(14)?,
                    lowered_by: row.try_get(15)?,
                })
            },
            mapper: |it| IntentRow::from(it),
        }
    }
}
pub struct IntentsOfOrdersStmt(&'static str, Option<tokio_postgres::Statement>);
/// Which payments news of these orders concern.
pub fn intents_of_orders() -> IntentsOfOrdersStmt {
    IntentsOfOrdersStmt(
        "SELECT intent_id FROM payment.intent WHERE order_id = ANY($1::uuid[]) AND currency IS NOT NULL",
        None,
    )
}
impl IntentsOfOrdersStmt {
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
        order_ids: &'a T1,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [order_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct NewestIntentOfOrderStmt(&'static str, Option<tokio_postgres::Statement>);
/// An earlier attempt to place the order may have failed.
pub fn newest_intent_of_order() -> NewestIntentOfOrderStmt {
    NewestIntentOfOrderStmt(
        "SELECT intent_id FROM payment.intent WHERE order_id = $1 AND currency IS NOT NULL ORDER BY intent_id DESC LIMIT 1",
        None,
    )
}
impl NewestIntentOfOrderStmt {
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
        order_id: &'a uuid::Uuid,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [order_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct ListIntentsStmt(&'static str, Option<tokio_postgres::Statement>);
/// Newest first: the ids sort by time.
pub fn list_intents() -> ListIntentsStmt {
    ListIntentsStmt(
        "SELECT intent_id FROM payment.intent WHERE currency IS NOT NULL AND ($1::uuid IS NULL OR intent_id < $1) AND ($2::uuid IS NULL OR order_id = $2) AND ($3::text IS NULL OR status = $3) ORDER BY intent_id DESC LIMIT $4::bigint",
        None,
    )
}
impl ListIntentsStmt {
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
        after: &'a Option<uuid::Uuid>,
        order_id: &'a Option<uuid::Uuid>,
        status: &'a Option<T1>,
        row_limit: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4> {
        UuidUuidQuery {
            client,
            params: [after, order_id, status, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListIntentsParams<T1>,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4>,
        C,
    > for ListIntentsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListIntentsParams<T1>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4> {
        self.bind(client, &params.after, &params.order_id, &params.status, &params.row_limit)
    }
}
pub struct OverdueIntentsStmt(&'static str, Option<tokio_postgres::Statement>);
/// What the index of waiting money holds and the clock has reached; secured money is given some grace.
pub fn overdue_intents() -> OverdueIntentsStmt {
    OverdueIntentsStmt(
        "SELECT intent_id FROM payment.intent WHERE (status = 'authorizing' OR (status = 'authorized' AND NOT order_confirmed)) AND deadline_at <= $1 AND (status = 'authorizing' OR deadline_at <= $2) ORDER BY deadline_at LIMIT $3::bigint",
        None,
    )
}
impl OverdueIntentsStmt {
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
        now_less_grace: &'a kernel_base::Timestamp,
        row_limit: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        UuidUuidQuery {
            client,
            params: [now, now_less_grace, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        OverdueIntentsParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3>,
        C,
    > for OverdueIntentsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OverdueIntentsParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        self.bind(client, &params.now, &params.now_less_grace, &params.row_limit)
    }
}
pub struct InsertIntentsStmt(&'static str, Option<tokio_postgres::Statement>);
/// A new payment is owed in whole: order tells of cancelled pieces only after payment's own answer.
pub fn insert_intents() -> InsertIntentsStmt {
    InsertIntentsStmt(
        "INSERT INTO payment.intent ( intent_id, order_id, customer_id, currency, amount_minor, status, deadline_at, order_confirmed, failure_code, failure_message, void_reason, trace, version, created_at, updated_at ) SELECT intent_id, order_id, customer_id, currency, amount_minor, status, deadline_at, order_confirmed, failure_code, failure_message, void_reason, trace, version, created_at, $1 FROM unnest( $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::bigint[], $7::text[], $8::timestamptz[], $9::boolean[], $10::text[], $11::text[], $12::text[], $13::text[], $14::bigint[], $15::timestamptz[] ) AS t ( intent_id, order_id, customer_id, currency, amount_minor, status, deadline_at, order_confirmed, failure_code, failure_message, void_reason, trace, version, created_at )",
        None,
    )
}
impl InsertIntentsStmt {
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
        T3: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T4: crate::StringSql,
        T5: crate::ArraySql<Item = Option<T4>>,
        T6: crate::ArraySql<Item = i64>,
        T7: crate::StringSql,
        T8: crate::ArraySql<Item = T7>,
        T9: crate::ArraySql<Item = kernel_base::Timestamp>,
        T10: crate::ArraySql<Item = bool>,
        T11: crate::StringSql,
        T12: crate::ArraySql<Item = Option<T11>>,
        T13: crate::StringSql,
        T14: crate::ArraySql<Item = Option<T13>>,
        T15: crate::StringSql,
        T16: crate::ArraySql<Item = Option<T15>>,
        T17: crate::StringSql,
        T18: crate::ArraySql<Item = Option<T17>>,
        T19: crate::ArraySql<Item = i64>,
        T20: crate::ArraySql<Item = kernel_base::Timestamp>,
    >(
        &'s self,
        client: &'c C,
        now: &'a kernel_base::Timestamp,
        intent_ids: &'a T1,
        order_ids: &'a T2,
        customer_ids: &'a T3,
        currencies: &'a T5,
        amounts: &'a T6,
        statuses: &'a T8,
        deadlines: &'a T9,
        order_confirmeds: &'a T10,
        failure_codes: &'a T12,
        failure_messages: &'a T14,
        void_reasons: &'a T16,
        traces: &'a T18,
        versions: &'a T19,
        created_ats: &'a T20,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    now,
                    intent_ids,
                    order_ids,
                    customer_ids,
                    currencies,
                    amounts,
                    statuses,
                    deadlines,
                    order_confirmeds,
                    failure_codes,
                    failure_messages,
                    void_reasons,
                    traces,
                    versions,
                    created_ats,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = Option<T4>>,
    T6: crate::ArraySql<Item = i64>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::ArraySql<Item = kernel_base::Timestamp>,
    T10: crate::ArraySql<Item = bool>,
    T11: crate::StringSql,
    T12: crate::ArraySql<Item = Option<T11>>,
    T13: crate::StringSql,
    T14: crate::ArraySql<Item = Option<T13>>,
    T15: crate::StringSql,
    T16: crate::ArraySql<Item = Option<T15>>,
    T17: crate::StringSql,
    T18: crate::ArraySql<Item = Option<T17>>,
    T19: crate::ArraySql<Item = i64>,
    T20: crate::ArraySql<Item = kernel_base::Timestamp>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertIntentsParams<
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
        >,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertIntentsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertIntentsParams<
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
        >,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.now,
            &params.intent_ids,
            &params.order_ids,
            &params.customer_ids,
            &params.currencies,
            &params.amounts,
            &params.statuses,
            &params.deadlines,
            &params.order_confirmeds,
            &params.failure_codes,
            &params.failure_messages,
            &params.void_reasons,
            &params.traces,
            &params.versions,
            &params.created_ats,
        ))
    }
}
pub struct UpdateIntentsStmt(&'static str, Option<tokio_postgres::Statement>);
/// Guarded by the number of rows: an intent that somebody else changed since it was read is not among them.
pub fn update_intents() -> UpdateIntentsStmt {
    UpdateIntentsStmt(
        "UPDATE payment.intent AS i SET currency = t.currency, amount_minor = t.amount_minor, status = t.status, deadline_at = t.deadline_at, order_confirmed = t.order_confirmed, failure_code = t.failure_code, failure_message = t.failure_message, void_reason = t.void_reason, due_minor = t.due_minor, lowered_by = t.lowered_by, version = t.version, updated_at = $1 FROM unnest( $2::uuid[], $3::text[], $4::bigint[], $5::text[], $6::timestamptz[], $7::boolean[], $8::text[], $9::text[], $10::text[], $11::bigint[], $12::uuid[], $13::bigint[], $14::bigint[] ) AS t ( intent_id, currency, amount_minor, status, deadline_at, order_confirmed, failure_code, failure_message, void_reason, due_minor, lowered_by, old_version, version ) WHERE i.intent_id = t.intent_id AND i.version = t.old_version",
        None,
    )
}
impl UpdateIntentsStmt {
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
        T4: crate::ArraySql<Item = i64>,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
        T7: crate::ArraySql<Item = kernel_base::Timestamp>,
        T8: crate::ArraySql<Item = bool>,
        T9: crate::StringSql,
        T10: crate::ArraySql<Item = Option<T9>>,
        T11: crate::StringSql,
        T12: crate::ArraySql<Item = Option<T11>>,
        T13: crate::StringSql,
        T14: crate::ArraySql<Item = Option<T13>>,
        T15: crate::ArraySql<Item = Option<i64>>,
        T16: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T17: crate::ArraySql<Item = i64>,
        T18: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        now: &'a kernel_base::Timestamp,
        intent_ids: &'a T1,
        currencies: &'a T3,
        amounts: &'a T4,
        statuses: &'a T6,
        deadlines: &'a T7,
        order_confirmeds: &'a T8,
        failure_codes: &'a T10,
        failure_messages: &'a T12,
        void_reasons: &'a T14,
        dues: &'a T15,
        lowered_bys: &'a T16,
        old_versions: &'a T17,
        versions: &'a T18,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    now,
                    intent_ids,
                    currencies,
                    amounts,
                    statuses,
                    deadlines,
                    order_confirmeds,
                    failure_codes,
                    failure_messages,
                    void_reasons,
                    dues,
                    lowered_bys,
                    old_versions,
                    versions,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
    T4: crate::ArraySql<Item = i64>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::ArraySql<Item = kernel_base::Timestamp>,
    T8: crate::ArraySql<Item = bool>,
    T9: crate::StringSql,
    T10: crate::ArraySql<Item = Option<T9>>,
    T11: crate::StringSql,
    T12: crate::ArraySql<Item = Option<T11>>,
    T13: crate::StringSql,
    T14: crate::ArraySql<Item = Option<T13>>,
    T15: crate::ArraySql<Item = Option<i64>>,
    T16: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T17: crate::ArraySql<Item = i64>,
    T18: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateIntentsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateIntentsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateIntentsParams<
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
            &params.now,
            &params.intent_ids,
            &params.currencies,
            &params.amounts,
            &params.statuses,
            &params.deadlines,
            &params.order_confirmeds,
            &params.failure_codes,
            &params.failure_messages,
            &params.void_reasons,
            &params.dues,
            &params.lowered_bys,
            &params.old_versions,
            &params.versions,
        ))
    }
}
pub struct ConfirmOrdersStmt(&'static str, Option<tokio_postgres::Statement>);
/// The money of these orders is no longer watched by the clock. A version more makes an expiry under way read again.
pub fn confirm_orders() -> ConfirmOrdersStmt {
    ConfirmOrdersStmt(
        "UPDATE payment.intent SET order_confirmed = true, version = version + 1, updated_at = $1 WHERE order_id = ANY($2::uuid[]) AND NOT order_confirmed AND status IN ('authorizing', 'authorized')",
        None,
    )
}
impl ConfirmOrdersStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        now: &'a kernel_base::Timestamp,
        order_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, order_ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ConfirmOrdersParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ConfirmOrdersStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ConfirmOrdersParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.order_ids))
    }
}
pub struct UnpaidOrdersStmt(&'static str, Option<tokio_postgres::Statement>);
/// Of these confirmed orders, those whose every payment has ended without money: the merchant must know.
pub fn unpaid_orders() -> UnpaidOrdersStmt {
    UnpaidOrdersStmt(
        "SELECT order_id FROM payment.intent WHERE order_id = ANY($1::uuid[]) GROUP BY order_id HAVING bool_and(status IN ('voiding', 'voided', 'failed'))",
        None,
    )
}
impl UnpaidOrdersStmt {
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
        order_ids: &'a T1,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [order_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
