// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertEntityParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
> {
    pub legal_entity_id: uuid::Uuid,
    pub code: T1,
    pub party: T2,
    pub invoice_pattern: T3,
    pub credit_note_pattern: T4,
    pub now: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct UpdateEntityParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub party: T1,
    pub invoice_pattern: T2,
    pub credit_note_pattern: T3,
    pub now: kernel_base::Timestamp,
    pub legal_entity_id: uuid::Uuid,
    pub version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ListEntitiesParams {
    pub after: Option<uuid::Uuid>,
    pub row_limit: i64,
}
#[derive(Debug)]
pub struct RemoveChannelsParams<T1: crate::StringSql, T2: crate::ArraySql<Item = T1>> {
    pub legal_entity_id: uuid::Uuid,
    pub channels: T2,
}
#[derive(Debug)]
pub struct AssignChannelsParams<T1: crate::StringSql, T2: crate::ArraySql<Item = T1>> {
    pub legal_entity_id: uuid::Uuid,
    pub channels: T2,
}
#[derive(Debug, Clone, PartialEq)]
pub struct LegalEntityRow {
    pub legal_entity_id: uuid::Uuid,
    pub code: String,
    pub party: String,
    pub invoice_pattern: String,
    pub credit_note_pattern: String,
    pub version: i64,
}
pub struct LegalEntityRowBorrowed<'a> {
    pub legal_entity_id: uuid::Uuid,
    pub code: &'a str,
    pub party: &'a str,
    pub invoice_pattern: &'a str,
    pub credit_note_pattern: &'a str,
    pub version: i64,
}
impl<'a> From<LegalEntityRowBorrowed<'a>> for LegalEntityRow {
    fn from(
        LegalEntityRowBorrowed {
            legal_entity_id,
            code,
            party,
            invoice_pattern,
            credit_note_pattern,
            version,
        }: LegalEntityRowBorrowed<'a>,
    ) -> Self {
        Self {
            legal_entity_id,
            code: code.into(),
            party: party.into(),
            invoice_pattern: invoice_pattern.into(),
            credit_note_pattern: credit_note_pattern.into(),
            version,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelsOf {
    pub legal_entity_id: uuid::Uuid,
    pub channel: String,
}
pub struct ChannelsOfBorrowed<'a> {
    pub legal_entity_id: uuid::Uuid,
    pub channel: &'a str,
}
impl<'a> From<ChannelsOfBorrowed<'a>> for ChannelsOf {
    fn from(ChannelsOfBorrowed { legal_entity_id, channel }: ChannelsOfBorrowed<'a>) -> Self {
        Self { legal_entity_id, channel: channel.into() }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct SellersByChannel {
    pub channel: String,
    pub legal_entity_id: uuid::Uuid,
}
pub struct SellersByChannelBorrowed<'a> {
    pub channel: &'a str,
    pub legal_entity_id: uuid::Uuid,
}
impl<'a> From<SellersByChannelBorrowed<'a>> for SellersByChannel {
    fn from(SellersByChannelBorrowed { channel, legal_entity_id }: SellersByChannelBorrowed<'a>) -> Self {
        Self { channel: channel.into(), legal_entity_id }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct LegalEntityRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LegalEntityRowBorrowed, tokio_postgres::Error>,
    mapper: fn(LegalEntityRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LegalEntityRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(LegalEntityRowBorrowed) -> R) -> LegalEntityRowQuery<'c, 'a, 's, C, R, N> {
        LegalEntityRowQuery {
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
pub struct BoolQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<bool, tokio_postgres::Error>,
    mapper: fn(bool) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> BoolQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(bool) -> R) -> BoolQuery<'c, 'a, 's, C, R, N> {
        BoolQuery {
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
pub struct ChannelsOfQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ChannelsOfBorrowed, tokio_postgres::Error>,
    mapper: fn(ChannelsOfBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ChannelsOfQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ChannelsOfBorrowed) -> R) -> ChannelsOfQuery<'c, 'a, 's, C, R, N> {
        ChannelsOfQuery {
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
pub struct SellersByChannelQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SellersByChannelBorrowed, tokio_postgres::Error>,
    mapper: fn(SellersByChannelBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SellersByChannelQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(SellersByChannelBorrowed) -> R,
    ) -> SellersByChannelQuery<'c, 'a, 's, C, R, N> {
        SellersByChannelQuery {
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
pub struct InsertEntityStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_entity() -> InsertEntityStmt {
    InsertEntityStmt(
        "INSERT INTO invoice.legal_entity ( legal_entity_id, code, party, invoice_pattern, credit_note_pattern, created_at, updated_at ) SELECT $1, $2, $3::text::jsonb, $4, $5, $6, $6",
        None,
    )
}
impl InsertEntityStmt {
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
    >(
        &'s self,
        client: &'c C,
        legal_entity_id: &'a uuid::Uuid,
        code: &'a T1,
        party: &'a T2,
        invoice_pattern: &'a T3,
        credit_note_pattern: &'a T4,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[legal_entity_id, code, party, invoice_pattern, credit_note_pattern, now])
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertEntityParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertEntityStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertEntityParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.legal_entity_id,
            &params.code,
            &params.party,
            &params.invoice_pattern,
            &params.credit_note_pattern,
            &params.now,
        ))
    }
}
pub struct UpdateEntityStmt(&'static str, Option<tokio_postgres::Statement>);
/// Guard with 1: the entity must be as it was read. Patterns of an entity that has issued anything stay.
pub fn update_entity() -> UpdateEntityStmt {
    UpdateEntityStmt(
        "UPDATE invoice.legal_entity SET party = $1::text::jsonb, invoice_pattern = $2, credit_note_pattern = $3, version = version + 1, updated_at = $4 WHERE legal_entity_id = $5 AND version = $6 AND ((invoice_pattern, credit_note_pattern) = ($2, $3) OR NOT EXISTS (SELECT FROM invoice.counter AS c WHERE c.legal_entity_id = $5))",
        None,
    )
}
impl UpdateEntityStmt {
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
    >(
        &'s self,
        client: &'c C,
        party: &'a T1,
        invoice_pattern: &'a T2,
        credit_note_pattern: &'a T3,
        now: &'a kernel_base::Timestamp,
        legal_entity_id: &'a uuid::Uuid,
        version: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[party, invoice_pattern, credit_note_pattern, now, legal_entity_id, version])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateEntityParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateEntityStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateEntityParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.party,
            &params.invoice_pattern,
            &params.credit_note_pattern,
            &params.now,
            &params.legal_entity_id,
            &params.version,
        ))
    }
}
pub struct FindEntityStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_entity() -> FindEntityStmt {
    FindEntityStmt(
        "SELECT legal_entity_id, code, party::text AS party, invoice_pattern, credit_note_pattern, version FROM invoice.legal_entity WHERE legal_entity_id = $1",
        None,
    )
}
impl FindEntityStmt {
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
    ) -> LegalEntityRowQuery<'c, 'a, 's, C, LegalEntityRow, 1> {
        LegalEntityRowQuery {
            client,
            params: [legal_entity_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LegalEntityRowBorrowed, tokio_postgres::Error> {
                Ok(LegalEntityRowBorrowed {
                    legal_entity_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    party: row.try_get(2)?,
                    invoice_pattern: row.try_get(3)?,
                    credit_note_pattern: row.try_get(4)?,
                    version: row.try_get(5)?,
                })
            },
            mapper: |it| LegalEntityRow::from(it),
        }
    }
}
pub struct ListEntitiesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_entities() -> ListEntitiesStmt {
    ListEntitiesStmt(
        "SELECT legal_entity_id, code, party::text AS party, invoice_pattern, credit_note_pattern, version FROM invoice.legal_entity WHERE ($1::uuid IS NULL OR legal_entity_id > $1) ORDER BY legal_entity_id LIMIT $2::bigint",
        None,
    )
}
impl ListEntitiesStmt {
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
        after: &'a Option<uuid::Uuid>,
        row_limit: &'a i64,
    ) -> LegalEntityRowQuery<'c, 'a, 's, C, LegalEntityRow, 2> {
        LegalEntityRowQuery {
            client,
            params: [after, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LegalEntityRowBorrowed, tokio_postgres::Error> {
                Ok(LegalEntityRowBorrowed {
                    legal_entity_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    party: row.try_get(2)?,
                    invoice_pattern: row.try_get(3)?,
                    credit_note_pattern: row.try_get(4)?,
                    version: row.try_get(5)?,
                })
            },
            mapper: |it| LegalEntityRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListEntitiesParams,
        LegalEntityRowQuery<'c, 'a, 's, C, LegalEntityRow, 2>,
        C,
    > for ListEntitiesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListEntitiesParams,
    ) -> LegalEntityRowQuery<'c, 'a, 's, C, LegalEntityRow, 2> {
        self.bind(client, &params.after, &params.row_limit)
    }
}
pub struct HasIssuedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn has_issued() -> HasIssuedStmt {
    HasIssuedStmt("SELECT EXISTS (SELECT FROM invoice.counter WHERE legal_entity_id = $1) AS issued", None)
}
impl HasIssuedStmt {
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
    ) -> BoolQuery<'c, 'a, 's, C, bool, 1> {
        BoolQuery {
            client,
            params: [legal_entity_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct ChannelsOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn channels_of() -> ChannelsOfStmt {
    ChannelsOfStmt(
        "SELECT legal_entity_id, channel FROM invoice.channel_seller WHERE legal_entity_id = ANY($1::uuid[]) ORDER BY channel",
        None,
    )
}
impl ChannelsOfStmt {
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
        legal_entity_ids: &'a T1,
    ) -> ChannelsOfQuery<'c, 'a, 's, C, ChannelsOf, 1> {
        ChannelsOfQuery {
            client,
            params: [legal_entity_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ChannelsOfBorrowed, tokio_postgres::Error> {
                Ok(ChannelsOfBorrowed { legal_entity_id: row.try_get(0)?, channel: row.try_get(1)? })
            },
            mapper: |it| ChannelsOf::from(it),
        }
    }
}
pub struct SellersOfStmt(&'static str, Option<tokio_postgres::Statement>);
/// For whom these channels sell.
pub fn sellers_of() -> SellersOfStmt {
    SellersOfStmt(
        "SELECT DISTINCT e.legal_entity_id, e.code, e.party::text AS party, e.invoice_pattern, e.credit_note_pattern, e.version FROM invoice.legal_entity AS e JOIN invoice.channel_seller AS c ON c.legal_entity_id = e.legal_entity_id WHERE c.channel = ANY($1::text[])",
        None,
    )
}
impl SellersOfStmt {
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
        channels: &'a T2,
    ) -> LegalEntityRowQuery<'c, 'a, 's, C, LegalEntityRow, 1> {
        LegalEntityRowQuery {
            client,
            params: [channels],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LegalEntityRowBorrowed, tokio_postgres::Error> {
                Ok(LegalEntityRowBorrowed {
                    legal_entity_id: row.try_get(0)?,
                    code: row.try_get(1)?,
                    party: row.try_get(2)?,
                    invoice_pattern: row.try_get(3)?,
                    credit_note_pattern: row.try_get(4)?,
                    version: row.try_get(5)?,
                })
            },
            mapper: |it| LegalEntityRow::from(it),
        }
    }
}
pub struct SellersByChannelStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn sellers_by_channel() -> SellersByChannelStmt {
    SellersByChannelStmt(
        "SELECT channel, legal_entity_id FROM invoice.channel_seller WHERE channel = ANY($1::text[])",
        None,
    )
}
impl SellersByChannelStmt {
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
        channels: &'a T2,
    ) -> SellersByChannelQuery<'c, 'a, 's, C, SellersByChannel, 1> {
        SellersByChannelQuery {
            client,
            params: [channels],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<SellersByChannelBorrowed, tokio_postgres::Error> {
                    Ok(SellersByChannelBorrowed {
                        channel: row.try_get(0)?,
                        legal_entity_id: row.try_get(1)?,
                    })
                },
            mapper: |it| SellersByChannel::from(it),
        }
    }
}
pub struct RemoveChannelsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_channels() -> RemoveChannelsStmt {
    RemoveChannelsStmt(
        "DELETE FROM invoice.channel_seller WHERE legal_entity_id = $1 AND channel <> ALL($2::text[])",
        None,
    )
}
impl RemoveChannelsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::ArraySql<Item = T1>>(
        &'s self,
        client: &'c C,
        legal_entity_id: &'a uuid::Uuid,
        channels: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[legal_entity_id, channels]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::ArraySql<Item = T1>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RemoveChannelsParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RemoveChannelsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RemoveChannelsParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.legal_entity_id, &params.channels))
    }
}
pub struct AssignChannelsStmt(&'static str, Option<tokio_postgres::Statement>);
/// A channel of another seller stays with it, and the constraint says so.
pub fn assign_channels() -> AssignChannelsStmt {
    AssignChannelsStmt(
        "INSERT INTO invoice.channel_seller (channel, legal_entity_id) SELECT channel, $1 FROM unnest($2::text[]) AS t (channel) WHERE NOT EXISTS ( SELECT FROM invoice.channel_seller AS known WHERE known.channel = t.channel AND known.legal_entity_id = $1 )",
        None,
    )
}
impl AssignChannelsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::ArraySql<Item = T1>>(
        &'s self,
        client: &'c C,
        legal_entity_id: &'a uuid::Uuid,
        channels: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[legal_entity_id, channels]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::ArraySql<Item = T1>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        AssignChannelsParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for AssignChannelsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a AssignChannelsParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.legal_entity_id, &params.channels))
    }
}
