// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertEntriesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::ArraySql<Item = bool>,
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = T6>,
    T8: crate::StringSql,
    T9: crate::ArraySql<Item = T8>,
    T10: crate::ArraySql<Item = kernel_base::Timestamp>,
> {
    pub order_ids: T1,
    pub entry_ids: T2,
    pub kinds: T4,
    pub publics: T5,
    pub bodies: T7,
    pub actors: T9,
    pub occurred_ats: T10,
}
#[derive(Clone, Copy, Debug)]
pub struct ListEntriesParams {
    pub order_id: uuid::Uuid,
    pub after: Option<i64>,
    pub with_private: bool,
    pub row_limit: i64,
}
#[derive(Debug)]
pub struct InsertNegotiationsParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::ArraySql<Item = uuid::Uuid>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::ArraySql<Item = i32>,
    T8: crate::ArraySql<Item = Option<i64>>,
    T9: crate::ArraySql<Item = i64>,
> {
    pub order_id: uuid::Uuid,
    pub currency: T1,
    pub actor: T2,
    pub occurred_at: kernel_base::Timestamp,
    pub line_ids: T3,
    pub variant_ids: T4,
    pub skus: T6,
    pub quantities: T7,
    pub list_prices: T8,
    pub agreed_prices: T9,
}
#[derive(Clone, Copy, Debug)]
pub struct ListNegotiationsParams {
    pub order_id: uuid::Uuid,
    pub after: Option<uuid::Uuid>,
    pub row_limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ListEntries {
    pub entry_number: i64,
    pub entry_id: uuid::Uuid,
    pub kind: String,
    pub public: bool,
    pub body: String,
    pub actor: String,
    pub occurred_at: kernel_base::Timestamp,
}
pub struct ListEntriesBorrowed<'a> {
    pub entry_number: i64,
    pub entry_id: uuid::Uuid,
    pub kind: &'a str,
    pub public: bool,
    pub body: &'a str,
    pub actor: &'a str,
    pub occurred_at: kernel_base::Timestamp,
}
impl<'a> From<ListEntriesBorrowed<'a>> for ListEntries {
    fn from(
        ListEntriesBorrowed {
            entry_number,
            entry_id,
            kind,
            public,
            body,
            actor,
            occurred_at,
        }: ListEntriesBorrowed<'a>,
    ) -> Self {
        Self {
            entry_number,
            entry_id,
            kind: kind.into(),
            public,
            body: body.into(),
            actor: actor.into(),
            occurred_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct NegotiationRow {
    pub line_id: uuid::Uuid,
    pub variant_id: uuid::Uuid,
    pub sku: String,
    pub quantity: i32,
    pub list_price_micros: Option<i64>,
    pub agreed_price_micros: i64,
    pub currency: String,
    pub actor: String,
    pub occurred_at: kernel_base::Timestamp,
}
pub struct NegotiationRowBorrowed<'a> {
    pub line_id: uuid::Uuid,
    pub variant_id: uuid::Uuid,
    pub sku: &'a str,
    pub quantity: i32,
    pub list_price_micros: Option<i64>,
    pub agreed_price_micros: i64,
    pub currency: &'a str,
    pub actor: &'a str,
    pub occurred_at: kernel_base::Timestamp,
}
impl<'a> From<NegotiationRowBorrowed<'a>> for NegotiationRow {
    fn from(
        NegotiationRowBorrowed {
            line_id,
            variant_id,
            sku,
            quantity,
            list_price_micros,
            agreed_price_micros,
            currency,
            actor,
            occurred_at,
        }: NegotiationRowBorrowed<'a>,
    ) -> Self {
        Self {
            line_id,
            variant_id,
            sku: sku.into(),
            quantity,
            list_price_micros,
            agreed_price_micros,
            currency: currency.into(),
            actor: actor.into(),
            occurred_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ListEntriesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListEntriesBorrowed, tokio_postgres::Error>,
    mapper: fn(ListEntriesBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListEntriesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ListEntriesBorrowed) -> R) -> ListEntriesQuery<'c, 'a, 's, C, R, N> {
        ListEntriesQuery {
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
pub struct NegotiationRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<NegotiationRowBorrowed, tokio_postgres::Error>,
    mapper: fn(NegotiationRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> NegotiationRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(NegotiationRowBorrowed) -> R) -> NegotiationRowQuery<'c, 'a, 's, C, R, N> {
        NegotiationRowQuery {
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
pub struct InsertEntriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_entries() -> InsertEntriesStmt {
    InsertEntriesStmt(
        "INSERT INTO \"order\".timeline_entry (order_id, entry_id, kind, public, body, actor, occurred_at) SELECT order_id, entry_id, kind, public, body, actor, occurred_at FROM unnest( $1::uuid[], $2::uuid[], $3::text[], $4::boolean[], $5::text[], $6::text[], $7::timestamptz[] ) WITH ORDINALITY AS t (order_id, entry_id, kind, public, body, actor, occurred_at, place) ORDER BY place",
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
        T5: crate::ArraySql<Item = bool>,
        T6: crate::StringSql,
        T7: crate::ArraySql<Item = T6>,
        T8: crate::StringSql,
        T9: crate::ArraySql<Item = T8>,
        T10: crate::ArraySql<Item = kernel_base::Timestamp>,
    >(
        &'s self,
        client: &'c C,
        order_ids: &'a T1,
        entry_ids: &'a T2,
        kinds: &'a T4,
        publics: &'a T5,
        bodies: &'a T7,
        actors: &'a T9,
        occurred_ats: &'a T10,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[order_ids, entry_ids, kinds, publics, bodies, actors, occurred_ats]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::ArraySql<Item = bool>,
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = T6>,
    T8: crate::StringSql,
    T9: crate::ArraySql<Item = T8>,
    T10: crate::ArraySql<Item = kernel_base::Timestamp>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertEntriesParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertEntriesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertEntriesParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.order_ids,
            &params.entry_ids,
            &params.kinds,
            &params.publics,
            &params.bodies,
            &params.actors,
            &params.occurred_ats,
        ))
    }
}
pub struct ListEntriesStmt(&'static str, Option<tokio_postgres::Statement>);
/// Oldest first.
pub fn list_entries() -> ListEntriesStmt {
    ListEntriesStmt(
        "SELECT entry_number, entry_id, kind, public, body, actor, occurred_at FROM \"order\".timeline_entry WHERE order_id = $1 AND ($2::bigint IS NULL OR entry_number > $2) AND (public OR $3::boolean) ORDER BY entry_number LIMIT $4::bigint",
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
        order_id: &'a uuid::Uuid,
        after: &'a Option<i64>,
        with_private: &'a bool,
        row_limit: &'a i64,
    ) -> ListEntriesQuery<'c, 'a, 's, C, ListEntries, 4> {
        ListEntriesQuery {
            client,
            params: [order_id, after, with_private, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ListEntriesBorrowed, tokio_postgres::Error> {
                Ok(ListEntriesBorrowed {
                    entry_number: row.try_get(0)?,
                    entry_id: row.try_get(1)?,
                    kind: row.try_get(2)?,
                    public: row.try_get(3)?,
                    body: row.try_get(4)?,
                    actor: row.try_get(5)?,
                    occurred_at: row.try_get(6)?,
                })
            },
            mapper: |it| ListEntries::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListEntriesParams,
        ListEntriesQuery<'c, 'a, 's, C, ListEntries, 4>,
        C,
    > for ListEntriesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListEntriesParams,
    ) -> ListEntriesQuery<'c, 'a, 's, C, ListEntries, 4> {
        self.bind(client, &params.order_id, &params.after, &params.with_private, &params.row_limit)
    }
}
pub struct InsertNegotiationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_negotiations() -> InsertNegotiationsStmt {
    InsertNegotiationsStmt(
        "INSERT INTO \"order\".price_negotiation ( order_id, line_id, variant_id, sku, quantity, list_price_micros, agreed_price_micros, currency, actor, occurred_at ) SELECT $1, line_id, variant_id, sku, quantity, list_price, agreed_price, $2, $3, $4 FROM unnest( $5::uuid[], $6::uuid[], $7::text[], $8::integer[], $9::bigint[], $10::bigint[] ) AS t (line_id, variant_id, sku, quantity, list_price, agreed_price)",
        None,
    )
}
impl InsertNegotiationsStmt {
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
        T3: crate::ArraySql<Item = uuid::Uuid>,
        T4: crate::ArraySql<Item = uuid::Uuid>,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
        T7: crate::ArraySql<Item = i32>,
        T8: crate::ArraySql<Item = Option<i64>>,
        T9: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        order_id: &'a uuid::Uuid,
        currency: &'a T1,
        actor: &'a T2,
        occurred_at: &'a kernel_base::Timestamp,
        line_ids: &'a T3,
        variant_ids: &'a T4,
        skus: &'a T6,
        quantities: &'a T7,
        list_prices: &'a T8,
        agreed_prices: &'a T9,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    order_id,
                    currency,
                    actor,
                    occurred_at,
                    line_ids,
                    variant_ids,
                    skus,
                    quantities,
                    list_prices,
                    agreed_prices,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::ArraySql<Item = uuid::Uuid>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::ArraySql<Item = i32>,
    T8: crate::ArraySql<Item = Option<i64>>,
    T9: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertNegotiationsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertNegotiationsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertNegotiationsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.order_id,
            &params.currency,
            &params.actor,
            &params.occurred_at,
            &params.line_ids,
            &params.variant_ids,
            &params.skus,
            &params.quantities,
            &params.list_prices,
            &params.agreed_prices,
        ))
    }
}
pub struct ListNegotiationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_negotiations() -> ListNegotiationsStmt {
    ListNegotiationsStmt(
        "SELECT line_id, variant_id, sku, quantity, list_price_micros, agreed_price_micros, currency, actor, occurred_at FROM \"order\".price_negotiation WHERE order_id = $1 AND ($2::uuid IS NULL OR line_id > $2) ORDER BY line_id LIMIT $3::bigint",
        None,
    )
}
impl ListNegotiationsStmt {
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
        after: &'a Option<uuid::Uuid>,
        row_limit: &'a i64,
    ) -> NegotiationRowQuery<'c, 'a, 's, C, NegotiationRow, 3> {
        NegotiationRowQuery {
            client,
            params: [order_id, after, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<NegotiationRowBorrowed, tokio_postgres::Error> {
                Ok(NegotiationRowBorrowed {
                    line_id: row.try_get(0)?,
                    variant_id: row.try_get(1)?,
                    sku: row.try_get(2)?,
                    quantity: row.try_get(3)?,
                    list_price_micros: row.try_get(4)?,
                    agreed_price_micros: row.try_get(5)?,
                    currency: row.try_get(6)?,
                    actor: row.try_get(7)?,
                    occurred_at: row.try_get(8)?,
                })
            },
            mapper: |it| NegotiationRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListNegotiationsParams,
        NegotiationRowQuery<'c, 'a, 's, C, NegotiationRow, 3>,
        C,
    > for ListNegotiationsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListNegotiationsParams,
    ) -> NegotiationRowQuery<'c, 'a, 's, C, NegotiationRow, 3> {
        self.bind(client, &params.order_id, &params.after, &params.row_limit)
    }
}
pub struct FindNegotiatedLinesStmt(&'static str, Option<tokio_postgres::Statement>);
/// Of the lines that a draft has, or had.
pub fn find_negotiated_lines() -> FindNegotiatedLinesStmt {
    FindNegotiatedLinesStmt("SELECT line_id FROM \"order\".price_negotiation WHERE order_id = $1", None)
}
impl FindNegotiatedLinesStmt {
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
