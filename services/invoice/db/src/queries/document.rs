// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct IssueDocumentsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::ArraySql<Item = i32>,
    T10: crate::StringSql,
    T11: crate::ArraySql<Item = T10>,
    T12: crate::ArraySql<Item = uuid::Uuid>,
    T13: crate::StringSql,
    T14: crate::ArraySql<Item = T13>,
    T15: crate::StringSql,
    T16: crate::ArraySql<Item = T15>,
    T17: crate::ArraySql<Item = i64>,
    T18: crate::ArraySql<Item = i64>,
    T19: crate::ArraySql<Item = i64>,
    T20: crate::StringSql,
    T21: crate::ArraySql<Item = T20>,
    T22: crate::StringSql,
    T23: crate::ArraySql<Item = T22>,
> {
    pub document_ids: T1,
    pub legal_entity_ids: T2,
    pub kinds: T4,
    pub periods: T6,
    pub prefixes: T8,
    pub widths: T9,
    pub suffixes: T11,
    pub order_ids: T12,
    pub channels: T14,
    pub currencies: T16,
    pub nets: T17,
    pub taxes: T18,
    pub grosses: T19,
    pub sellers: T21,
    pub bills: T23,
    pub now: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct InsertRecipientsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = Option<T4>>,
> {
    pub document_ids: T1,
    pub order_ids: T2,
    pub customer_ids: T3,
    pub emails: T5,
}
#[derive(Debug)]
pub struct ClaimRecipientsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub order_ids: T1,
    pub customer_ids: T2,
}
#[derive(Debug)]
pub struct ListDocumentsParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
> {
    pub after: Option<uuid::Uuid>,
    pub kind: Option<T1>,
    pub legal_entity_id: Option<uuid::Uuid>,
    pub order_id: Option<uuid::Uuid>,
    pub channel: Option<T2>,
    pub channels: Option<T4>,
    pub document_number: Option<T5>,
    pub customer_id: Option<uuid::Uuid>,
    pub issued_after: Option<kernel_base::Timestamp>,
    pub issued_before: Option<kernel_base::Timestamp>,
    pub row_limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentRow {
    pub document_id: uuid::Uuid,
    pub legal_entity_id: uuid::Uuid,
    pub kind: String,
    pub document_number: String,
    pub order_id: uuid::Uuid,
    pub channel: String,
    pub seller: String,
    pub bill: String,
    pub issued_at: kernel_base::Timestamp,
    pub customer_id: Option<uuid::Uuid>,
    pub email: Option<String>,
}
pub struct DocumentRowBorrowed<'a> {
    pub document_id: uuid::Uuid,
    pub legal_entity_id: uuid::Uuid,
    pub kind: &'a str,
    pub document_number: &'a str,
    pub order_id: uuid::Uuid,
    pub channel: &'a str,
    pub seller: &'a str,
    pub bill: &'a str,
    pub issued_at: kernel_base::Timestamp,
    pub customer_id: Option<uuid::Uuid>,
    pub email: Option<&'a str>,
}
impl<'a> From<DocumentRowBorrowed<'a>> for DocumentRow {
    fn from(
        DocumentRowBorrowed {
            document_id,
            legal_entity_id,
            kind,
            document_number,
            order_id,
            channel,
            seller,
            bill,
            issued_at,
            customer_id,
            email,
        }: DocumentRowBorrowed<'a>,
    ) -> Self {
        Self {
            document_id,
            legal_entity_id,
            kind: kind.into(),
            document_number: document_number.into(),
            order_id,
            channel: channel.into(),
            seller: seller.into(),
            bill: bill.into(),
            issued_at,
            customer_id,
            email: email.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentNumbers {
    pub document_id: uuid::Uuid,
    pub document_number: String,
    pub issued_at: kernel_base::Timestamp,
}
pub struct DocumentNumbersBorrowed<'a> {
    pub document_id: uuid::Uuid,
    pub document_number: &'a str,
    pub issued_at: kernel_base::Timestamp,
}
impl<'a> From<DocumentNumbersBorrowed<'a>> for DocumentNumbers {
    fn from(
        DocumentNumbersBorrowed { document_id, document_number, issued_at }: DocumentNumbersBorrowed<'a>,
    ) -> Self {
        Self { document_id, document_number: document_number.into(), issued_at }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentHeadRow {
    pub document_id: uuid::Uuid,
    pub legal_entity_id: uuid::Uuid,
    pub kind: String,
    pub document_number: String,
    pub order_id: uuid::Uuid,
    pub channel: String,
    pub currency: String,
    pub net_minor: i64,
    pub tax_minor: i64,
    pub gross_minor: i64,
    pub issued_at: kernel_base::Timestamp,
    pub customer_id: Option<uuid::Uuid>,
}
pub struct DocumentHeadRowBorrowed<'a> {
    pub document_id: uuid::Uuid,
    pub legal_entity_id: uuid::Uuid,
    pub kind: &'a str,
    pub document_number: &'a str,
    pub order_id: uuid::Uuid,
    pub channel: &'a str,
    pub currency: &'a str,
    pub net_minor: i64,
    pub tax_minor: i64,
    pub gross_minor: i64,
    pub issued_at: kernel_base::Timestamp,
    pub customer_id: Option<uuid::Uuid>,
}
impl<'a> From<DocumentHeadRowBorrowed<'a>> for DocumentHeadRow {
    fn from(
        DocumentHeadRowBorrowed {
            document_id,
            legal_entity_id,
            kind,
            document_number,
            order_id,
            channel,
            currency,
            net_minor,
            tax_minor,
            gross_minor,
            issued_at,
            customer_id,
        }: DocumentHeadRowBorrowed<'a>,
    ) -> Self {
        Self {
            document_id,
            legal_entity_id,
            kind: kind.into(),
            document_number: document_number.into(),
            order_id,
            channel: channel.into(),
            currency: currency.into(),
            net_minor,
            tax_minor,
            gross_minor,
            issued_at,
            customer_id,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ListCounters {
    pub legal_entity_id: uuid::Uuid,
    pub kind: String,
    pub period: String,
    pub last_number: i64,
    pub documents: i64,
}
pub struct ListCountersBorrowed<'a> {
    pub legal_entity_id: uuid::Uuid,
    pub kind: &'a str,
    pub period: &'a str,
    pub last_number: i64,
    pub documents: i64,
}
impl<'a> From<ListCountersBorrowed<'a>> for ListCounters {
    fn from(
        ListCountersBorrowed { legal_entity_id, kind, period, last_number, documents }: ListCountersBorrowed<
            'a,
        >,
    ) -> Self {
        Self { legal_entity_id, kind: kind.into(), period: period.into(), last_number, documents }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
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
pub struct DocumentRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DocumentRowBorrowed, tokio_postgres::Error>,
    mapper: fn(DocumentRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DocumentRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(DocumentRowBorrowed) -> R) -> DocumentRowQuery<'c, 'a, 's, C, R, N> {
        DocumentRowQuery {
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
pub struct DocumentNumbersQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DocumentNumbersBorrowed, tokio_postgres::Error>,
    mapper: fn(DocumentNumbersBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DocumentNumbersQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(DocumentNumbersBorrowed) -> R,
    ) -> DocumentNumbersQuery<'c, 'a, 's, C, R, N> {
        DocumentNumbersQuery {
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
pub struct StringQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<&str, tokio_postgres::Error>,
    mapper: fn(&str) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StringQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(&str) -> R) -> StringQuery<'c, 'a, 's, C, R, N> {
        StringQuery {
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
pub struct DocumentHeadRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DocumentHeadRowBorrowed, tokio_postgres::Error>,
    mapper: fn(DocumentHeadRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DocumentHeadRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(DocumentHeadRowBorrowed) -> R,
    ) -> DocumentHeadRowQuery<'c, 'a, 's, C, R, N> {
        DocumentHeadRowQuery {
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
pub struct ListCountersQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListCountersBorrowed, tokio_postgres::Error>,
    mapper: fn(ListCountersBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListCountersQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ListCountersBorrowed) -> R) -> ListCountersQuery<'c, 'a, 's, C, R, N> {
        ListCountersQuery {
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
pub struct IssueDocumentsStmt(&'static str, Option<tokio_postgres::Statement>);
/// Takes as many numbers as there are documents of each kind and period, and gives them in the order of the arrays. One
/// statement: whatever stops it takes no number. Counters are locked in one order, so nobody waits in a circle.
pub fn issue_documents() -> IssueDocumentsStmt {
    IssueDocumentsStmt(
        "WITH wanted AS ( SELECT t.* FROM unnest( $1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::integer[], $7::text[], $8::uuid[], $9::text[], $10::text[], $11::bigint[], $12::bigint[], $13::bigint[], $14::text[], $15::text[] ) WITH ORDINALITY AS t ( document_id, legal_entity_id, kind, period, prefix, width, suffix, order_id, channel, currency, net, tax, gross, seller, bill, place ) ), counted AS ( SELECT legal_entity_id, kind, period, count(*) AS documents FROM wanted GROUP BY legal_entity_id, kind, period ), taken AS ( INSERT INTO invoice.counter AS c (legal_entity_id, kind, period, last_number) SELECT legal_entity_id, kind, period, documents FROM counted ORDER BY legal_entity_id, kind, period ON CONFLICT ON CONSTRAINT counter_pkey DO UPDATE SET last_number = c.last_number + excluded.last_number RETURNING c.legal_entity_id, c.kind, c.period, c.last_number ), numbered AS ( SELECT w.*, t.last_number - c.documents + row_number() OVER ( PARTITION BY w.legal_entity_id, w.kind, w.period ORDER BY w.place ) AS number FROM wanted AS w JOIN counted AS c USING (legal_entity_id, kind, period) JOIN taken AS t USING (legal_entity_id, kind, period) ) INSERT INTO invoice.document ( document_id, legal_entity_id, kind, period, number, document_number, order_id, channel, currency, net_minor, tax_minor, gross_minor, seller, bill, issued_at ) SELECT document_id, legal_entity_id, kind, period, number, prefix || lpad(number::text, greatest(width, length(number::text)), '0') || suffix, order_id, channel, currency, net, tax, gross, seller::jsonb, bill::jsonb, $16 FROM numbered",
        None,
    )
}
impl IssueDocumentsStmt {
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
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
        T7: crate::StringSql,
        T8: crate::ArraySql<Item = T7>,
        T9: crate::ArraySql<Item = i32>,
        T10: crate::StringSql,
        T11: crate::ArraySql<Item = T10>,
        T12: crate::ArraySql<Item = uuid::Uuid>,
        T13: crate::StringSql,
        T14: crate::ArraySql<Item = T13>,
        T15: crate::StringSql,
        T16: crate::ArraySql<Item = T15>,
        T17: crate::ArraySql<Item = i64>,
        T18: crate::ArraySql<Item = i64>,
        T19: crate::ArraySql<Item = i64>,
        T20: crate::StringSql,
        T21: crate::ArraySql<Item = T20>,
        T22: crate::StringSql,
        T23: crate::ArraySql<Item = T22>,
    >(
        &'s self,
        client: &'c C,
        document_ids: &'a T1,
        legal_entity_ids: &'a T2,
        kinds: &'a T4,
        periods: &'a T6,
        prefixes: &'a T8,
        widths: &'a T9,
        suffixes: &'a T11,
        order_ids: &'a T12,
        channels: &'a T14,
        currencies: &'a T16,
        nets: &'a T17,
        taxes: &'a T18,
        grosses: &'a T19,
        sellers: &'a T21,
        bills: &'a T23,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    document_ids,
                    legal_entity_ids,
                    kinds,
                    periods,
                    prefixes,
                    widths,
                    suffixes,
                    order_ids,
                    channels,
                    currencies,
                    nets,
                    taxes,
                    grosses,
                    sellers,
                    bills,
                    now,
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
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::ArraySql<Item = i32>,
    T10: crate::StringSql,
    T11: crate::ArraySql<Item = T10>,
    T12: crate::ArraySql<Item = uuid::Uuid>,
    T13: crate::StringSql,
    T14: crate::ArraySql<Item = T13>,
    T15: crate::StringSql,
    T16: crate::ArraySql<Item = T15>,
    T17: crate::ArraySql<Item = i64>,
    T18: crate::ArraySql<Item = i64>,
    T19: crate::ArraySql<Item = i64>,
    T20: crate::StringSql,
    T21: crate::ArraySql<Item = T20>,
    T22: crate::StringSql,
    T23: crate::ArraySql<Item = T22>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        IssueDocumentsParams<
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
    > for IssueDocumentsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a IssueDocumentsParams<
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
            &params.document_ids,
            &params.legal_entity_ids,
            &params.kinds,
            &params.periods,
            &params.prefixes,
            &params.widths,
            &params.suffixes,
            &params.order_ids,
            &params.channels,
            &params.currencies,
            &params.nets,
            &params.taxes,
            &params.grosses,
            &params.sellers,
            &params.bills,
            &params.now,
        ))
    }
}
pub struct InsertRecipientsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_recipients() -> InsertRecipientsStmt {
    InsertRecipientsStmt(
        "INSERT INTO invoice.recipient (document_id, order_id, customer_id, email) SELECT document_id, order_id, customer_id, email FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]) AS t (document_id, order_id, customer_id, email)",
        None,
    )
}
impl InsertRecipientsStmt {
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
    >(
        &'s self,
        client: &'c C,
        document_ids: &'a T1,
        order_ids: &'a T2,
        customer_ids: &'a T3,
        emails: &'a T5,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[document_ids, order_ids, customer_ids, emails]).await
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
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertRecipientsParams<T1, T2, T3, T4, T5>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertRecipientsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertRecipientsParams<T1, T2, T3, T4, T5>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.document_ids,
            &params.order_ids,
            &params.customer_ids,
            &params.emails,
        ))
    }
}
pub struct ClaimRecipientsStmt(&'static str, Option<tokio_postgres::Statement>);
/// A guest's order became a customer's.
pub fn claim_recipients() -> ClaimRecipientsStmt {
    ClaimRecipientsStmt(
        "UPDATE invoice.recipient AS r SET customer_id = t.customer_id FROM unnest($1::uuid[], $2::uuid[]) AS t (order_id, customer_id) WHERE r.order_id = t.order_id AND r.customer_id IS NULL",
        None,
    )
}
impl ClaimRecipientsStmt {
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
    >(
        &'s self,
        client: &'c C,
        order_ids: &'a T1,
        customer_ids: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[order_ids, customer_ids]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ClaimRecipientsParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ClaimRecipientsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ClaimRecipientsParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.order_ids, &params.customer_ids))
    }
}
pub struct KnownDocumentsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn known_documents() -> KnownDocumentsStmt {
    KnownDocumentsStmt("SELECT document_id FROM invoice.document WHERE document_id = ANY($1::uuid[])", None)
}
impl KnownDocumentsStmt {
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
        document_ids: &'a T1,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [document_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct FindDocumentsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_documents() -> FindDocumentsStmt {
    FindDocumentsStmt(
        "SELECT d.document_id, d.legal_entity_id, d.kind, d.document_number, d.order_id, d.channel, d.seller::text AS seller, d.bill::text AS bill, d.issued_at, r.customer_id, r.email FROM invoice.document AS d LEFT JOIN invoice.recipient AS r ON r.document_id = d.document_id WHERE d.document_id = ANY($1::uuid[])",
        None,
    )
}
impl FindDocumentsStmt {
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
        document_ids: &'a T1,
    ) -> DocumentRowQuery<'c, 'a, 's, C, DocumentRow, 1> {
        DocumentRowQuery {
            client,
            params: [document_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DocumentRowBorrowed, tokio_postgres::Error> {
                Ok(DocumentRowBorrowed {
                    document_id: row.try_get(0)?,
                    legal_entity_id: row.try_get(1)?,
                    kind: row.try_get(2)?,
                    document_number: row.try_get(3)?,
                    order_id: row.try_get(4)?,
                    channel: row.try_get(5)?,
                    seller: row.try_get(6)?,
                    bill: row.try_get(7)?,
                    issued_at: row.try_get(8)?,
                    customer_id: row.try_get(9)?,
                    email: row.try_get(10)?,
                })
            },
            mapper: |it| DocumentRow::from(it),
        }
    }
}
pub struct DocumentNumbersStmt(&'static str, Option<tokio_postgres::Statement>);
/// What other documents are called.
pub fn document_numbers() -> DocumentNumbersStmt {
    DocumentNumbersStmt(
        "SELECT document_id, document_number, issued_at FROM invoice.document WHERE document_id = ANY($1::uuid[])",
        None,
    )
}
impl DocumentNumbersStmt {
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
        document_ids: &'a T1,
    ) -> DocumentNumbersQuery<'c, 'a, 's, C, DocumentNumbers, 1> {
        DocumentNumbersQuery {
            client,
            params: [document_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DocumentNumbersBorrowed, tokio_postgres::Error> {
                Ok(DocumentNumbersBorrowed {
                    document_id: row.try_get(0)?,
                    document_number: row.try_get(1)?,
                    issued_at: row.try_get(2)?,
                })
            },
            mapper: |it| DocumentNumbers::from(it),
        }
    }
}
pub struct DocumentChannelStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn document_channel() -> DocumentChannelStmt {
    DocumentChannelStmt("SELECT channel FROM invoice.document WHERE document_id = $1", None)
}
impl DocumentChannelStmt {
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
        document_id: &'a uuid::Uuid,
    ) -> StringQuery<'c, 'a, 's, C, String, 1> {
        StringQuery {
            client,
            params: [document_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
pub struct ListDocumentsStmt(&'static str, Option<tokio_postgres::Statement>);
/// Newest bill first: the ids sort by time.
pub fn list_documents() -> ListDocumentsStmt {
    ListDocumentsStmt(
        "SELECT d.document_id, d.legal_entity_id, d.kind, d.document_number, d.order_id, d.channel, d.currency, d.net_minor, d.tax_minor, d.gross_minor, d.issued_at, r.customer_id FROM invoice.document AS d LEFT JOIN invoice.recipient AS r ON r.document_id = d.document_id WHERE ($1::uuid IS NULL OR d.document_id < $1) AND ($2::text IS NULL OR d.kind = $2) AND ($3::uuid IS NULL OR d.legal_entity_id = $3) AND ($4::uuid IS NULL OR d.order_id = $4) AND ($5::text IS NULL OR d.channel = $5) AND ($6::text[] IS NULL OR d.channel = ANY($6)) AND ($7::text IS NULL OR d.document_number = $7) AND ($8::uuid IS NULL OR r.customer_id = $8) AND ($9::timestamptz IS NULL OR d.issued_at >= $9) AND ($10::timestamptz IS NULL OR d.issued_at < $10) ORDER BY d.document_id DESC LIMIT $11::bigint",
        None,
    )
}
impl ListDocumentsStmt {
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
        T4: crate::ArraySql<Item = T3>,
        T5: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        after: &'a Option<uuid::Uuid>,
        kind: &'a Option<T1>,
        legal_entity_id: &'a Option<uuid::Uuid>,
        order_id: &'a Option<uuid::Uuid>,
        channel: &'a Option<T2>,
        channels: &'a Option<T4>,
        document_number: &'a Option<T5>,
        customer_id: &'a Option<uuid::Uuid>,
        issued_after: &'a Option<kernel_base::Timestamp>,
        issued_before: &'a Option<kernel_base::Timestamp>,
        row_limit: &'a i64,
    ) -> DocumentHeadRowQuery<'c, 'a, 's, C, DocumentHeadRow, 11> {
        DocumentHeadRowQuery {
            client,
            params: [
                after,
                kind,
                legal_entity_id,
                order_id,
                channel,
                channels,
                document_number,
                customer_id,
                issued_after,
                issued_before,
                row_limit,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DocumentHeadRowBorrowed, tokio_postgres::Error> {
                Ok(DocumentHeadRowBorrowed {
                    document_id: row.try_get(0)?,
                    legal_entity_id: row.try_get(1)?,
                    kind: row.try_get(2)?,
                    document_number: row.try_get(3)?,
                    order_id: row.try_get(4)?,
                    channel: row.try_get(5)?,
                    currency: row.try_get(6)?,
                    net_minor: row.try_get(7)?,
                    tax_minor: row.try_get(8)?,
                    gross_minor: row.try_get(9)?,
                    issued_at: row.try_get(10)?,
                    customer_id: row.try_get(11)?,
                })
            },
            mapper: |it| DocumentHeadRow::from(it),
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
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListDocumentsParams<T1, T2, T3, T4, T5>,
        DocumentHeadRowQuery<'c, 'a, 's, C, DocumentHeadRow, 11>,
        C,
    > for ListDocumentsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListDocumentsParams<T1, T2, T3, T4, T5>,
    ) -> DocumentHeadRowQuery<'c, 'a, 's, C, DocumentHeadRow, 11> {
        self.bind(
            client,
            &params.after,
            &params.kind,
            &params.legal_entity_id,
            &params.order_id,
            &params.channel,
            &params.channels,
            &params.document_number,
            &params.customer_id,
            &params.issued_after,
            &params.issued_before,
            &params.row_limit,
        )
    }
}
pub struct ListCountersStmt(&'static str, Option<tokio_postgres::Statement>);
/// With how many documents there are: they must be as many as the last number says.
pub fn list_counters() -> ListCountersStmt {
    ListCountersStmt(
        "SELECT c.legal_entity_id, c.kind, c.period, c.last_number, (SELECT count(*) FROM invoice.document AS d WHERE d.legal_entity_id = c.legal_entity_id AND d.kind = c.kind AND d.period = c.period) AS documents FROM invoice.counter AS c WHERE c.legal_entity_id = $1 ORDER BY c.legal_entity_id, c.kind, c.period",
        None,
    )
}
impl ListCountersStmt {
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
        legal_entity_id: &'a uuid::Uuid,
    ) -> ListCountersQuery<'c, 'a, 's, C, ListCounters, 1> {
        ListCountersQuery {
            client,
            params: [legal_entity_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ListCountersBorrowed, tokio_postgres::Error> {
                Ok(ListCountersBorrowed {
                    legal_entity_id: row.try_get(0)?,
                    kind: row.try_get(1)?,
                    period: row.try_get(2)?,
                    last_number: row.try_get(3)?,
                    documents: row.try_get(4)?,
                })
            },
            mapper: |it| ListCounters::from(it),
        }
    }
}
