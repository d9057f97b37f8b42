// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListStoredValuesParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub kind: T1,
    pub after: Option<uuid::Uuid>,
    pub batch: Option<T2>,
    pub last_four: Option<T3>,
    pub customer_id: Option<uuid::Uuid>,
    pub row_limit: i64,
}
#[derive(Debug)]
pub struct InsertStoredValuesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::ArraySql<Item = i64>,
    T7: crate::ArraySql<Item = i64>,
    T8: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T9: crate::BytesSql,
    T10: crate::ArraySql<Item = Option<T9>>,
    T11: crate::StringSql,
    T12: crate::ArraySql<Item = Option<T11>>,
    T13: crate::StringSql,
    T14: crate::ArraySql<Item = Option<T13>>,
    T15: crate::ArraySql<Item = Option<i32>>,
    T16: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    T17: crate::StringSql,
    T18: crate::ArraySql<Item = T17>,
> {
    pub now: kernel_base::Timestamp,
    pub stored_value_ids: T1,
    pub kinds: T3,
    pub currencies: T5,
    pub balances: T6,
    pub held_minors: T7,
    pub customer_ids: T8,
    pub code_digests: T10,
    pub last_fours: T12,
    pub batches: T14,
    pub batch_places: T15,
    pub expires_ats: T16,
    pub created_bys: T18,
}
#[derive(Debug)]
pub struct MoveStoredValuesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::ArraySql<Item = i64>,
    T4: crate::ArraySql<Item = bool>,
> {
    pub stored_value_ids: T1,
    pub balances: T2,
    pub held_minors: T3,
    pub holds: T4,
}
#[derive(Clone, Copy, Debug)]
pub struct DisableGiftCardParams {
    pub now: kernel_base::Timestamp,
    pub stored_value_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct MovementsOfParams {
    pub stored_value_id: uuid::Uuid,
    pub row_limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct StoredValueRow {
    pub stored_value_id: uuid::Uuid,
    pub kind: String,
    pub currency: String,
    pub balance_minor: i64,
    pub held_minor: i64,
    pub customer_id: Option<uuid::Uuid>,
    pub code_digest: Option<Vec<u8>>,
    pub last_four: Option<String>,
    pub batch: Option<String>,
    pub expires_at: Option<kernel_base::Timestamp>,
    pub disabled_at: Option<kernel_base::Timestamp>,
    pub created_by: String,
    pub created_at: kernel_base::Timestamp,
}
pub struct StoredValueRowBorrowed<'a> {
    pub stored_value_id: uuid::Uuid,
    pub kind: &'a str,
    pub currency: &'a str,
    pub balance_minor: i64,
    pub held_minor: i64,
    pub customer_id: Option<uuid::Uuid>,
    pub code_digest: Option<&'a [u8]>,
    pub last_four: Option<&'a str>,
    pub batch: Option<&'a str>,
    pub expires_at: Option<kernel_base::Timestamp>,
    pub disabled_at: Option<kernel_base::Timestamp>,
    pub created_by: &'a str,
    pub created_at: kernel_base::Timestamp,
}
impl<'a> From<StoredValueRowBorrowed<'a>> for StoredValueRow {
    fn from(
        StoredValueRowBorrowed {
            stored_value_id,
            kind,
            currency,
            balance_minor,
            held_minor,
            customer_id,
            code_digest,
            last_four,
            batch,
            expires_at,
            disabled_at,
            created_by,
            created_at,
        }: StoredValueRowBorrowed<'a>,
    ) -> Self {
        Self {
            stored_value_id,
            kind: kind.into(),
            currency: currency.into(),
            balance_minor,
            held_minor,
            customer_id,
            code_digest: code_digest.map(|v| v.into()),
            last_four: last_four.map(|v| v.into()),
            batch: batch.map(|v| v.into()),
            expires_at,
            disabled_at,
            created_by: created_by.into(),
            created_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct MovementRow {
    pub kind: String,
    pub debit_account: String,
    pub amount_minor: i64,
    pub reason: Option<String>,
    pub created_at: kernel_base::Timestamp,
}
pub struct MovementRowBorrowed<'a> {
    pub kind: &'a str,
    pub debit_account: &'a str,
    pub amount_minor: i64,
    pub reason: Option<&'a str>,
    pub created_at: kernel_base::Timestamp,
}
impl<'a> From<MovementRowBorrowed<'a>> for MovementRow {
    fn from(
        MovementRowBorrowed { kind, debit_account, amount_minor, reason, created_at }: MovementRowBorrowed<
            'a,
        >,
    ) -> Self {
        Self {
            kind: kind.into(),
            debit_account: debit_account.into(),
            amount_minor,
            reason: reason.map(|v| v.into()),
            created_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct StoredValueTotals {
    pub kind: String,
    pub currency: String,
    pub balance_minor: i64,
    pub held_minor: i64,
}
pub struct StoredValueTotalsBorrowed<'a> {
    pub kind: &'a str,
    pub currency: &'a str,
    pub balance_minor: i64,
    pub held_minor: i64,
}
impl<'a> From<StoredValueTotalsBorrowed<'a>> for StoredValueTotals {
    fn from(
        StoredValueTotalsBorrowed { kind, currency, balance_minor, held_minor }: StoredValueTotalsBorrowed<
            'a,
        >,
    ) -> Self {
        Self { kind: kind.into(), currency: currency.into(), balance_minor, held_minor }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct StoredValueRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<StoredValueRowBorrowed, tokio_postgres::Error>,
    mapper: fn(StoredValueRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StoredValueRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(StoredValueRowBorrowed) -> R) -> StoredValueRowQuery<'c, 'a, 's, C, R, N> {
        StoredValueRowQuery {
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
pub struct MovementRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<MovementRowBorrowed, tokio_postgres::Error>,
    mapper: fn(MovementRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> MovementRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(MovementRowBorrowed) -> R) -> MovementRowQuery<'c, 'a, 's, C, R, N> {
        MovementRowQuery {
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
pub struct StoredValueTotalsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<StoredValueTotalsBorrowed, tokio_postgres::Error>,
    mapper: fn(StoredValueTotalsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StoredValueTotalsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(StoredValueTotalsBorrowed) -> R,
    ) -> StoredValueTotalsQuery<'c, 'a, 's, C, R, N> {
        StoredValueTotalsQuery {
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
pub struct FindStoredValuesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_stored_values() -> FindStoredValuesStmt {
    FindStoredValuesStmt(
        "SELECT stored_value_id, kind, currency, balance_minor, held_minor, customer_id, code_digest, last_four, batch, expires_at, disabled_at, created_by, created_at FROM payment.stored_value WHERE stored_value_id = ANY($1::uuid[])",
        None,
    )
}
impl FindStoredValuesStmt {
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
        stored_value_ids: &'a T1,
    ) -> StoredValueRowQuery<'c, 'a, 's, C, StoredValueRow, 1> {
        StoredValueRowQuery {
            client,
            params: [stored_value_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<StoredValueRowBorrowed, tokio_postgres::Error> {
                Ok(StoredValueRowBorrowed {
                    stored_value_id: row.try_get(0)?,
                    kind: row.try_get(1)?,
                    currency: row.try_get(2)?,
                    balance_minor: row.try_get(3)?,
                    held_minor: row.try_get(4)?,
                    customer_id: row.try_get(5)?,
                    code_digest: row.try_get(6)?,
                    last_four: row.try_get(7)?,
                    batch: row.try_get(8)?,
                    expires_at: row.try_get(9)?,
                    disabled_at: row.try_get(10)?,
                    created_by: row.try_get(11)?,
                    created_at: row.try_get(12)?,
                })
            },
            mapper: |it| StoredValueRow::from(it),
        }
    }
}
pub struct FindGiftCardsByCodeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_gift_cards_by_code() -> FindGiftCardsByCodeStmt {
    FindGiftCardsByCodeStmt(
        "SELECT stored_value_id, kind, currency, balance_minor, held_minor, customer_id, code_digest, last_four, batch, expires_at, disabled_at, created_by, created_at FROM payment.stored_value WHERE code_digest = ANY($1::bytea[])",
        None,
    )
}
impl FindGiftCardsByCodeStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::ArraySql<Item = T1>>(
        &'s self,
        client: &'c C,
        code_digests: &'a T2,
    ) -> StoredValueRowQuery<'c, 'a, 's, C, StoredValueRow, 1> {
        StoredValueRowQuery {
            client,
            params: [code_digests],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<StoredValueRowBorrowed, tokio_postgres::Error> {
                Ok(StoredValueRowBorrowed {
                    stored_value_id: row.try_get(0)?,
                    kind: row.try_get(1)?,
                    currency: row.try_get(2)?,
                    balance_minor: row.try_get(3)?,
                    held_minor: row.try_get(4)?,
                    customer_id: row.try_get(5)?,
                    code_digest: row.try_get(6)?,
                    last_four: row.try_get(7)?,
                    batch: row.try_get(8)?,
                    expires_at: row.try_get(9)?,
                    disabled_at: row.try_get(10)?,
                    created_by: row.try_get(11)?,
                    created_at: row.try_get(12)?,
                })
            },
            mapper: |it| StoredValueRow::from(it),
        }
    }
}
pub struct FindStoreCreditsOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_store_credits_of() -> FindStoreCreditsOfStmt {
    FindStoreCreditsOfStmt(
        "SELECT stored_value_id, kind, currency, balance_minor, held_minor, customer_id, code_digest, last_four, batch, expires_at, disabled_at, created_by, created_at FROM payment.stored_value WHERE customer_id = ANY($1::uuid[]) ORDER BY customer_id, currency",
        None,
    )
}
impl FindStoreCreditsOfStmt {
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
        customer_ids: &'a T1,
    ) -> StoredValueRowQuery<'c, 'a, 's, C, StoredValueRow, 1> {
        StoredValueRowQuery {
            client,
            params: [customer_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<StoredValueRowBorrowed, tokio_postgres::Error> {
                Ok(StoredValueRowBorrowed {
                    stored_value_id: row.try_get(0)?,
                    kind: row.try_get(1)?,
                    currency: row.try_get(2)?,
                    balance_minor: row.try_get(3)?,
                    held_minor: row.try_get(4)?,
                    customer_id: row.try_get(5)?,
                    code_digest: row.try_get(6)?,
                    last_four: row.try_get(7)?,
                    batch: row.try_get(8)?,
                    expires_at: row.try_get(9)?,
                    disabled_at: row.try_get(10)?,
                    created_by: row.try_get(11)?,
                    created_at: row.try_get(12)?,
                })
            },
            mapper: |it| StoredValueRow::from(it),
        }
    }
}
pub struct ListStoredValuesStmt(&'static str, Option<tokio_postgres::Statement>);
/// Newest first: the ids sort by time.
pub fn list_stored_values() -> ListStoredValuesStmt {
    ListStoredValuesStmt(
        "SELECT stored_value_id, kind, currency, balance_minor, held_minor, customer_id, code_digest, last_four, batch, expires_at, disabled_at, created_by, created_at FROM payment.stored_value WHERE kind = $1 AND ($2::uuid IS NULL OR stored_value_id < $2) AND ($3::text IS NULL OR batch = $3) AND ($4::text IS NULL OR last_four = $4) AND ($5::uuid IS NULL OR customer_id = $5) ORDER BY stored_value_id DESC LIMIT $6::bigint",
        None,
    )
}
impl ListStoredValuesStmt {
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
    >(
        &'s self,
        client: &'c C,
        kind: &'a T1,
        after: &'a Option<uuid::Uuid>,
        batch: &'a Option<T2>,
        last_four: &'a Option<T3>,
        customer_id: &'a Option<uuid::Uuid>,
        row_limit: &'a i64,
    ) -> StoredValueRowQuery<'c, 'a, 's, C, StoredValueRow, 6> {
        StoredValueRowQuery {
            client,
            params: [kind, after, batch, last_four, customer_id, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<StoredValueRowBorrowed, tokio_postgres::Error> {
                Ok(StoredValueRowBorrowed {
                    stored_value_id: row.try_get(0)?,
                    kind: row.try_get(1)?,
                    currency: row.try_get(2)?,
                    balance_minor: row.try_get(3)?,
                    held_minor: row.try_get(4)?,
                    customer_id: row.try_get(5)?,
                    code_digest: row.try_get(6)?,
                    last_four: row.try_get(7)?,
                    batch: row.try_get(8)?,
                    expires_at: row.try_get(9)?,
                    disabled_at: row.try_get(10)?,
                    created_by: row.try_get(11)?,
                    created_at: row.try_get(12)?,
                })
            },
            mapper: |it| StoredValueRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListStoredValuesParams<T1, T2, T3>,
        StoredValueRowQuery<'c, 'a, 's, C, StoredValueRow, 6>,
        C,
    > for ListStoredValuesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListStoredValuesParams<T1, T2, T3>,
    ) -> StoredValueRowQuery<'c, 'a, 's, C, StoredValueRow, 6> {
        self.bind(
            client,
            &params.kind,
            &params.after,
            &params.batch,
            &params.last_four,
            &params.customer_id,
            &params.row_limit,
        )
    }
}
pub struct InsertStoredValuesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_stored_values() -> InsertStoredValuesStmt {
    InsertStoredValuesStmt(
        "INSERT INTO payment.stored_value ( stored_value_id, kind, currency, balance_minor, held_minor, customer_id, code_digest, last_four, batch, batch_place, expires_at, created_by, created_at ) SELECT stored_value_id, kind, currency, balance_minor, held_minor, customer_id, code_digest, last_four, batch, batch_place, expires_at, created_by, $1 FROM unnest( $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::uuid[], $8::bytea[], $9::text[], $10::text[], $11::integer[], $12::timestamptz[], $13::text[] ) AS t ( stored_value_id, kind, currency, balance_minor, held_minor, customer_id, code_digest, last_four, batch, batch_place, expires_at, created_by )",
        None,
    )
}
impl InsertStoredValuesStmt {
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
        T4: crate::StringSql,
        T5: crate::ArraySql<Item = T4>,
        T6: crate::ArraySql<Item = i64>,
        T7: crate::ArraySql<Item = i64>,
        T8: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T9: crate::BytesSql,
        T10: crate::ArraySql<Item = Option<T9>>,
        T11: crate::StringSql,
        T12: crate::ArraySql<Item = Option<T11>>,
        T13: crate::StringSql,
        T14: crate::ArraySql<Item = Option<T13>>,
        T15: crate::ArraySql<Item = Option<i32>>,
        T16: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
        T17: crate::StringSql,
        T18: crate::ArraySql<Item = T17>,
    >(
        &'s self,
        client: &'c C,
        now: &'a kernel_base::Timestamp,
        stored_value_ids: &'a T1,
        kinds: &'a T3,
        currencies: &'a T5,
        balances: &'a T6,
        held_minors: &'a T7,
        customer_ids: &'a T8,
        code_digests: &'a T10,
        last_fours: &'a T12,
        batches: &'a T14,
        batch_places: &'a T15,
        expires_ats: &'a T16,
        created_bys: &'a T18,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    now,
                    stored_value_ids,
                    kinds,
                    currencies,
                    balances,
                    held_minors,
                    customer_ids,
                    code_digests,
                    last_fours,
                    batches,
                    batch_places,
                    expires_ats,
                    created_bys,
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
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
    T6: crate::ArraySql<Item = i64>,
    T7: crate::ArraySql<Item = i64>,
    T8: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T9: crate::BytesSql,
    T10: crate::ArraySql<Item = Option<T9>>,
    T11: crate::StringSql,
    T12: crate::ArraySql<Item = Option<T11>>,
    T13: crate::StringSql,
    T14: crate::ArraySql<Item = Option<T13>>,
    T15: crate::ArraySql<Item = Option<i32>>,
    T16: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    T17: crate::StringSql,
    T18: crate::ArraySql<Item = T17>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertStoredValuesParams<
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
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertStoredValuesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertStoredValuesParams<
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
            &params.stored_value_ids,
            &params.kinds,
            &params.currencies,
            &params.balances,
            &params.held_minors,
            &params.customer_ids,
            &params.code_digests,
            &params.last_fours,
            &params.batches,
            &params.batch_places,
            &params.expires_ats,
            &params.created_bys,
        ))
    }
}
pub struct MoveStoredValuesStmt(&'static str, Option<tokio_postgres::Statement>);
/// Differences, so that writers who free or add value never disturb each other. Guarded by the number of rows: a card
/// that was disabled since it was read holds nothing new.
pub fn move_stored_values() -> MoveStoredValuesStmt {
    MoveStoredValuesStmt(
        "UPDATE payment.stored_value AS v SET balance_minor = v.balance_minor + t.balance_minor, held_minor = v.held_minor + t.held_minor FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::boolean[]) AS t (stored_value_id, balance_minor, held_minor, holds) WHERE v.stored_value_id = t.stored_value_id AND NOT (t.holds AND v.disabled_at IS NOT NULL)",
        None,
    )
}
impl MoveStoredValuesStmt {
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
        T3: crate::ArraySql<Item = i64>,
        T4: crate::ArraySql<Item = bool>,
    >(
        &'s self,
        client: &'c C,
        stored_value_ids: &'a T1,
        balances: &'a T2,
        held_minors: &'a T3,
        holds: &'a T4,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[stored_value_ids, balances, held_minors, holds]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::ArraySql<Item = i64>,
    T4: crate::ArraySql<Item = bool>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        MoveStoredValuesParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for MoveStoredValuesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a MoveStoredValuesParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.stored_value_ids,
            &params.balances,
            &params.held_minors,
            &params.holds,
        ))
    }
}
pub struct DisableGiftCardStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn disable_gift_card() -> DisableGiftCardStmt {
    DisableGiftCardStmt(
        "UPDATE payment.stored_value SET disabled_at = $1 WHERE stored_value_id = $2 AND kind = 'gift_card' AND disabled_at IS NULL",
        None,
    )
}
impl DisableGiftCardStmt {
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
        now: &'a kernel_base::Timestamp,
        stored_value_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, stored_value_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DisableGiftCardParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DisableGiftCardStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DisableGiftCardParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.stored_value_id))
    }
}
pub struct MovementsOfStmt(&'static str, Option<tokio_postgres::Statement>);
/// The newest bookings that changed what is owed to the holder.
pub fn movements_of() -> MovementsOfStmt {
    MovementsOfStmt(
        "SELECT kind, debit_account, amount_minor, reason, created_at FROM payment.ledger_transfer WHERE stored_value_id = $1 AND kind NOT IN ('authorization', 'release') ORDER BY created_at DESC, reference DESC LIMIT $2::bigint",
        None,
    )
}
impl MovementsOfStmt {
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
        stored_value_id: &'a uuid::Uuid,
        row_limit: &'a i64,
    ) -> MovementRowQuery<'c, 'a, 's, C, MovementRow, 2> {
        MovementRowQuery {
            client,
            params: [stored_value_id, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<MovementRowBorrowed, tokio_postgres::Error> {
                Ok(MovementRowBorrowed {
                    kind: row.try_get(0)?,
                    debit_account: row.try_get(1)?,
                    amount_minor: row.try_get(2)?,
                    reason: row.try_get(3)?,
                    created_at: row.try_get(4)?,
                })
            },
            mapper: |it| MovementRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        MovementsOfParams,
        MovementRowQuery<'c, 'a, 's, C, MovementRow, 2>,
        C,
    > for MovementsOfStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a MovementsOfParams,
    ) -> MovementRowQuery<'c, 'a, 's, C, MovementRow, 2> {
        self.bind(client, &params.stored_value_id, &params.row_limit)
    }
}
pub struct StoredValueTotalsStmt(&'static str, Option<tokio_postgres::Statement>);
/// What the gift cards and the store credit say that the ledger must hold.
pub fn stored_value_totals() -> StoredValueTotalsStmt {
    StoredValueTotalsStmt(
        "SELECT kind, currency, sum(balance_minor)::bigint AS balance_minor, sum(held_minor)::bigint AS held_minor FROM payment.stored_value GROUP BY kind, currency ORDER BY kind, currency",
        None,
    )
}
impl StoredValueTotalsStmt {
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
    ) -> StoredValueTotalsQuery<'c, 'a, 's, C, StoredValueTotals, 0> {
        StoredValueTotalsQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<StoredValueTotalsBorrowed, tokio_postgres::Error> {
                    Ok(StoredValueTotalsBorrowed {
                        kind: row.try_get(0)?,
                        currency: row.try_get(1)?,
                        balance_minor: row.try_get(2)?,
                        held_minor: row.try_get(3)?,
                    })
                },
            mapper: |it| StoredValueTotals::from(it),
        }
    }
}
