// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertAccountsParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
> {
    pub accounts: T2,
    pub currencies: T4,
}
#[derive(Debug)]
pub struct InsertTransfersParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::StringSql,
    T10: crate::ArraySql<Item = T9>,
    T11: crate::ArraySql<Item = i64>,
    T12: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T13: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T14: crate::StringSql,
    T15: crate::ArraySql<Item = Option<T14>>,
> {
    pub now: kernel_base::Timestamp,
    pub references: T2,
    pub kinds: T4,
    pub debits: T6,
    pub credits: T8,
    pub currencies: T10,
    pub amounts: T11,
    pub intent_ids: T12,
    pub stored_value_ids: T13,
    pub reasons: T15,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Balances {
    pub account: String,
    pub currency: String,
    pub debit_minor: i64,
    pub credit_minor: i64,
}
pub struct BalancesBorrowed<'a> {
    pub account: &'a str,
    pub currency: &'a str,
    pub debit_minor: i64,
    pub credit_minor: i64,
}
impl<'a> From<BalancesBorrowed<'a>> for Balances {
    fn from(BalancesBorrowed { account, currency, debit_minor, credit_minor }: BalancesBorrowed<'a>) -> Self {
        Self { account: account.into(), currency: currency.into(), debit_minor, credit_minor }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct TenderTotals {
    pub provider: String,
    pub currency: String,
    pub held_minor: i64,
    pub received_minor: i64,
    pub credited_minor: i64,
}
pub struct TenderTotalsBorrowed<'a> {
    pub provider: &'a str,
    pub currency: &'a str,
    pub held_minor: i64,
    pub received_minor: i64,
    pub credited_minor: i64,
}
impl<'a> From<TenderTotalsBorrowed<'a>> for TenderTotals {
    fn from(
        TenderTotalsBorrowed {
            provider,
            currency,
            held_minor,
            received_minor,
            credited_minor,
        }: TenderTotalsBorrowed<'a>,
    ) -> Self {
        Self {
            provider: provider.into(),
            currency: currency.into(),
            held_minor,
            received_minor,
            credited_minor,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct CreditTotals {
    pub currency: String,
    pub amount_minor: i64,
}
pub struct CreditTotalsBorrowed<'a> {
    pub currency: &'a str,
    pub amount_minor: i64,
}
impl<'a> From<CreditTotalsBorrowed<'a>> for CreditTotals {
    fn from(CreditTotalsBorrowed { currency, amount_minor }: CreditTotalsBorrowed<'a>) -> Self {
        Self { currency: currency.into(), amount_minor }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct BalancesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<BalancesBorrowed, tokio_postgres::Error>,
    mapper: fn(BalancesBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> BalancesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(BalancesBorrowed) -> R) -> BalancesQuery<'c, 'a, 's, C, R, N> {
        BalancesQuery {
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
pub struct TenderTotalsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TenderTotalsBorrowed, tokio_postgres::Error>,
    mapper: fn(TenderTotalsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TenderTotalsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(TenderTotalsBorrowed) -> R) -> TenderTotalsQuery<'c, 'a, 's, C, R, N> {
        TenderTotalsQuery {
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
pub struct CreditTotalsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CreditTotalsBorrowed, tokio_postgres::Error>,
    mapper: fn(CreditTotalsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CreditTotalsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CreditTotalsBorrowed) -> R) -> CreditTotalsQuery<'c, 'a, 's, C, R, N> {
        CreditTotalsQuery {
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
pub struct InsertAccountsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_accounts() -> InsertAccountsStmt {
    InsertAccountsStmt(
        "INSERT INTO payment.ledger_account (account, currency) SELECT account, currency FROM unnest($1::text[], $2::text[]) AS t (account, currency) ON CONFLICT (account, currency) DO NOTHING",
        None,
    )
}
impl InsertAccountsStmt {
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
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
    >(
        &'s self,
        client: &'c C,
        accounts: &'a T2,
        currencies: &'a T4,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[accounts, currencies]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertAccountsParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertAccountsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertAccountsParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.accounts, &params.currencies))
    }
}
pub struct InsertTransfersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_transfers() -> InsertTransfersStmt {
    InsertTransfersStmt(
        "INSERT INTO payment.ledger_transfer ( reference, kind, debit_account, credit_account, currency, amount_minor, intent_id, stored_value_id, reason, created_at ) SELECT reference, kind, debit_account, credit_account, currency, amount_minor, intent_id, stored_value_id, reason, $1 FROM unnest( $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::uuid[], $9::uuid[], $10::text[] ) AS t ( reference, kind, debit_account, credit_account, currency, amount_minor, intent_id, stored_value_id, reason )",
        None,
    )
}
impl InsertTransfersStmt {
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
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
        T7: crate::StringSql,
        T8: crate::ArraySql<Item = T7>,
        T9: crate::StringSql,
        T10: crate::ArraySql<Item = T9>,
        T11: crate::ArraySql<Item = i64>,
        T12: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T13: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T14: crate::StringSql,
        T15: crate::ArraySql<Item = Option<T14>>,
    >(
        &'s self,
        client: &'c C,
        now: &'a kernel_base::Timestamp,
        references: &'a T2,
        kinds: &'a T4,
        debits: &'a T6,
        credits: &'a T8,
        currencies: &'a T10,
        amounts: &'a T11,
        intent_ids: &'a T12,
        stored_value_ids: &'a T13,
        reasons: &'a T15,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    now,
                    references,
                    kinds,
                    debits,
                    credits,
                    currencies,
                    amounts,
                    intent_ids,
                    stored_value_ids,
                    reasons,
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
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::StringSql,
    T10: crate::ArraySql<Item = T9>,
    T11: crate::ArraySql<Item = i64>,
    T12: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T13: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T14: crate::StringSql,
    T15: crate::ArraySql<Item = Option<T14>>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertTransfersParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertTransfersStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertTransfersParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.now,
            &params.references,
            &params.kinds,
            &params.debits,
            &params.credits,
            &params.currencies,
            &params.amounts,
            &params.intent_ids,
            &params.stored_value_ids,
            &params.reasons,
        ))
    }
}
pub struct BalancesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn balances() -> BalancesStmt {
    BalancesStmt(
        "SELECT a.account, a.currency, (SELECT coalesce(sum(d.amount_minor), 0)::bigint FROM payment.ledger_transfer AS d WHERE d.debit_account = a.account AND d.currency = a.currency) AS debit_minor, (SELECT coalesce(sum(c.amount_minor), 0)::bigint FROM payment.ledger_transfer AS c WHERE c.credit_account = a.account AND c.currency = a.currency) AS credit_minor FROM payment.ledger_account AS a ORDER BY a.currency, a.account",
        None,
    )
}
impl BalancesStmt {
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
    ) -> BalancesQuery<'c, 'a, 's, C, Balances, 0> {
        BalancesQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BalancesBorrowed, tokio_postgres::Error> {
                Ok(BalancesBorrowed {
                    account: row.try_get(0)?,
                    currency: row.try_get(1)?,
                    debit_minor: row.try_get(2)?,
                    credit_minor: row.try_get(3)?,
                })
            },
            mapper: |it| Balances::from(it),
        }
    }
}
pub struct TenderTotalsStmt(&'static str, Option<tokio_postgres::Statement>);
/// What the tenders say that the ledger must hold.
pub fn tender_totals() -> TenderTotalsStmt {
    TenderTotalsStmt(
        "SELECT t.provider, i.currency AS currency, sum(t.authorized_minor - t.captured_minor - t.voided_minor)::bigint AS held_minor, sum(t.captured_minor - t.refunded_minor + t.credited_minor)::bigint AS received_minor, sum(t.credited_minor)::bigint AS credited_minor FROM payment.tender AS t JOIN payment.intent AS i ON i.intent_id = t.intent_id WHERE i.currency IS NOT NULL GROUP BY t.provider, i.currency ORDER BY t.provider, i.currency",
        None,
    )
}
impl TenderTotalsStmt {
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
    ) -> TenderTotalsQuery<'c, 'a, 's, C, TenderTotals, 0> {
        TenderTotalsQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<TenderTotalsBorrowed, tokio_postgres::Error> {
                Ok(TenderTotalsBorrowed {
                    provider: row.try_get(0)?,
                    currency: row.try_get(1)?,
                    held_minor: row.try_get(2)?,
                    received_minor: row.try_get(3)?,
                    credited_minor: row.try_get(4)?,
                })
            },
            mapper: |it| TenderTotals::from(it),
        }
    }
}
pub struct CreditTotalsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn credit_totals() -> CreditTotalsStmt {
    CreditTotalsStmt(
        "SELECT currency, sum(amount_minor)::bigint AS amount_minor FROM payment.credit GROUP BY currency ORDER BY currency",
        None,
    )
}
impl CreditTotalsStmt {
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
    ) -> CreditTotalsQuery<'c, 'a, 's, C, CreditTotals, 0> {
        CreditTotalsQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CreditTotalsBorrowed, tokio_postgres::Error> {
                Ok(CreditTotalsBorrowed { currency: row.try_get(0)?, amount_minor: row.try_get(1)? })
            },
            mapper: |it| CreditTotals::from(it),
        }
    }
}
