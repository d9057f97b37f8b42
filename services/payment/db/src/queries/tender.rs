// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct UpsertTendersParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = i16>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = T6>,
    T8: crate::ArraySql<Item = i64>,
    T9: crate::ArraySql<Item = i64>,
    T10: crate::ArraySql<Item = i64>,
    T11: crate::ArraySql<Item = i64>,
    T12: crate::ArraySql<Item = i64>,
    T13: crate::ArraySql<Item = i64>,
    T14: crate::ArraySql<Item = i64>,
    T15: crate::ArraySql<Item = i64>,
    T16: crate::StringSql,
    T17: crate::ArraySql<Item = Option<T16>>,
    T18: crate::StringSql,
    T19: crate::ArraySql<Item = Option<T18>>,
    T20: crate::StringSql,
    T21: crate::ArraySql<Item = Option<T20>>,
    T22: crate::StringSql,
    T23: crate::ArraySql<Item = Option<T22>>,
> {
    pub tender_ids: T1,
    pub intent_ids: T2,
    pub places: T3,
    pub providers: T5,
    pub statuses: T7,
    pub amounts: T8,
    pub authorized: T9,
    pub capturing: T10,
    pub captured: T11,
    pub voided: T12,
    pub refunding: T13,
    pub refunded: T14,
    pub credited: T15,
    pub tokens: T17,
    pub references: T19,
    pub provider_references: T21,
    pub action_urls: T23,
}
#[derive(Debug, Clone, PartialEq)]
pub struct TenderRow {
    pub tender_id: uuid::Uuid,
    pub intent_id: uuid::Uuid,
    pub provider: String,
    pub status: String,
    pub amount_minor: i64,
    pub authorized_minor: i64,
    pub capturing_minor: i64,
    pub captured_minor: i64,
    pub voided_minor: i64,
    pub refunding_minor: i64,
    pub refunded_minor: i64,
    pub credited_minor: i64,
    pub token: Option<String>,
    pub reference: Option<String>,
    pub provider_reference: Option<String>,
    pub action_url: Option<String>,
}
pub struct TenderRowBorrowed<'a> {
    pub tender_id: uuid::Uuid,
    pub intent_id: uuid::Uuid,
    pub provider: &'a str,
    pub status: &'a str,
    pub amount_minor: i64,
    pub authorized_minor: i64,
    pub capturing_minor: i64,
    pub captured_minor: i64,
    pub voided_minor: i64,
    pub refunding_minor: i64,
    pub refunded_minor: i64,
    pub credited_minor: i64,
    pub token: Option<&'a str>,
    pub reference: Option<&'a str>,
    pub provider_reference: Option<&'a str>,
    pub action_url: Option<&'a str>,
}
impl<'a> From<TenderRowBorrowed<'a>> for TenderRow {
    fn from(
        TenderRowBorrowed {
            tender_id,
            intent_id,
            provider,
            status,
            amount_minor,
            authorized_minor,
            capturing_minor,
            captured_minor,
            voided_minor,
            refunding_minor,
            refunded_minor,
            credited_minor,
            token,
            reference,
            provider_reference,
            action_url,
        }: TenderRowBorrowed<'a>,
    ) -> Self {
        Self {
            tender_id,
            intent_id,
            provider: provider.into(),
            status: status.into(),
            amount_minor,
            authorized_minor,
            capturing_minor,
            captured_minor,
            voided_minor,
            refunding_minor,
            refunded_minor,
            credited_minor,
            token: token.map(|v| v.into()),
            reference: reference.map(|v| v.into()),
            provider_reference: provider_reference.map(|v| v.into()),
            action_url: action_url.map(|v| v.into()),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct TenderRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TenderRowBorrowed, tokio_postgres::Error>,
    mapper: fn(TenderRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TenderRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(TenderRowBorrowed) -> R) -> TenderRowQuery<'c, 'a, 's, C, R, N> {
        TenderRowQuery {
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
pub struct FindTendersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_tenders() -> FindTendersStmt {
    FindTendersStmt(
        "SELECT tender_id, intent_id, provider, status, amount_minor, authorized_minor, capturing_minor, captured_minor, voided_minor, refunding_minor, refunded_minor, credited_minor, token, reference, provider_reference, action_url FROM payment.tender WHERE intent_id = ANY($1::uuid[]) ORDER BY intent_id, place",
        None,
    )
}
impl FindTendersStmt {
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
    ) -> TenderRowQuery<'c, 'a, 's, C, TenderRow, 1> {
        TenderRowQuery {
            client,
            params: [intent_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<TenderRowBorrowed, tokio_postgres::Error> {
                Ok(TenderRowBorrowed {
                    tender_id: row.try_get(0)?,
                    intent_id: row.try_get(1)?,
                    provider: row.try_get(2)?,
                    status: row.try_get(3)?,
                    amount_minor: row.try_get(4)?,
                    authorized_minor: row.try_get(5)?,
                    capturing_minor: row.try_get(6)?,
                    captured_minor: row.try_get(7)?,
                    voided_minor: row.try_get(8)?,
                    refunding_minor: row.try_get(9)?,
                    refunded_minor: row.try_get(10)?,
                    credited_minor: row.try_get(11)?,
                    token: row.try_get(12)?,
                    reference: row.try_get(13)?,
                    provider_reference: row.try_get(14)?,
                    action_url: row.try_get(15)?,
                })
            },
            mapper: |it| TenderRow::from(it),
        }
    }
}
pub struct UpsertTendersStmt(&'static str, Option<tokio_postgres::Statement>);
/// A tender of another intent is left alone, which the guard on the number of rows turns into an error.
pub fn upsert_tenders() -> UpsertTendersStmt {
    UpsertTendersStmt(
        "INSERT INTO payment.tender AS old ( tender_id, intent_id, place, provider, status, amount_minor, authorized_minor, capturing_minor, captured_minor, voided_minor, refunding_minor, refunded_minor, credited_minor, token, reference, provider_reference, action_url ) SELECT tender_id, intent_id, place, provider, status, amount_minor, authorized_minor, capturing_minor, captured_minor, voided_minor, refunding_minor, refunded_minor, credited_minor, token, reference, provider_reference, action_url FROM unnest( $1::uuid[], $2::uuid[], $3::smallint[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[], $14::text[], $15::text[], $16::text[], $17::text[] ) AS t ( tender_id, intent_id, place, provider, status, amount_minor, authorized_minor, capturing_minor, captured_minor, voided_minor, refunding_minor, refunded_minor, credited_minor, token, reference, provider_reference, action_url ) ON CONFLICT (tender_id) DO UPDATE SET status = excluded.status, authorized_minor = excluded.authorized_minor, capturing_minor = excluded.capturing_minor, captured_minor = excluded.captured_minor, voided_minor = excluded.voided_minor, refunding_minor = excluded.refunding_minor, refunded_minor = excluded.refunded_minor, credited_minor = excluded.credited_minor, token = excluded.token, provider_reference = excluded.provider_reference, action_url = excluded.action_url WHERE old.intent_id = excluded.intent_id",
        None,
    )
}
impl UpsertTendersStmt {
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
        T3: crate::ArraySql<Item = i16>,
        T4: crate::StringSql,
        T5: crate::ArraySql<Item = T4>,
        T6: crate::StringSql,
        T7: crate::ArraySql<Item = T6>,
        T8: crate::ArraySql<Item = i64>,
        T9: crate::ArraySql<Item = i64>,
        T10: crate::ArraySql<Item = i64>,
        T11: crate::ArraySql<Item = i64>,
        T12: crate::ArraySql<Item = i64>,
        T13: crate::ArraySql<Item = i64>,
        T14: crate::ArraySql<Item = i64>,
        T15: crate::ArraySql<Item = i64>,
        T16: crate::StringSql,
        T17: crate::ArraySql<Item = Option<T16>>,
        T18: crate::StringSql,
        T19: crate::ArraySql<Item = Option<T18>>,
        T20: crate::StringSql,
        T21: crate::ArraySql<Item = Option<T20>>,
        T22: crate::StringSql,
        T23: crate::ArraySql<Item = Option<T22>>,
    >(
        &'s self,
        client: &'c C,
        tender_ids: &'a T1,
        intent_ids: &'a T2,
        places: &'a T3,
        providers: &'a T5,
        statuses: &'a T7,
        amounts: &'a T8,
        authorized: &'a T9,
        capturing: &'a T10,
        captured: &'a T11,
        voided: &'a T12,
        refunding: &'a T13,
        refunded: &'a T14,
        credited: &'a T15,
        tokens: &'a T17,
        references: &'a T19,
        provider_references: &'a T21,
        action_urls: &'a T23,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    tender_ids,
                    intent_ids,
                    places,
                    providers,
                    statuses,
                    amounts,
                    authorized,
                    capturing,
                    captured,
                    voided,
                    refunding,
                    refunded,
                    credited,
                    tokens,
                    references,
                    provider_references,
                    action_urls,
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
    T3: crate::ArraySql<Item = i16>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = T6>,
    T8: crate::ArraySql<Item = i64>,
    T9: crate::ArraySql<Item = i64>,
    T10: crate::ArraySql<Item = i64>,
    T11: crate::ArraySql<Item = i64>,
    T12: crate::ArraySql<Item = i64>,
    T13: crate::ArraySql<Item = i64>,
    T14: crate::ArraySql<Item = i64>,
    T15: crate::ArraySql<Item = i64>,
    T16: crate::StringSql,
    T17: crate::ArraySql<Item = Option<T16>>,
    T18: crate::StringSql,
    T19: crate::ArraySql<Item = Option<T18>>,
    T20: crate::StringSql,
    T21: crate::ArraySql<Item = Option<T20>>,
    T22: crate::StringSql,
    T23: crate::ArraySql<Item = Option<T22>>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpsertTendersParams<
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
        >,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpsertTendersStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpsertTendersParams<
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
        >,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.tender_ids,
            &params.intent_ids,
            &params.places,
            &params.providers,
            &params.statuses,
            &params.amounts,
            &params.authorized,
            &params.capturing,
            &params.captured,
            &params.voided,
            &params.refunding,
            &params.refunded,
            &params.credited,
            &params.tokens,
            &params.references,
            &params.provider_references,
            &params.action_urls,
        ))
    }
}
