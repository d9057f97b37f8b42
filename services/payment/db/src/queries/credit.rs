// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertCreditParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
> {
    pub credit_id: uuid::Uuid,
    pub reference: T1,
    pub currency: T2,
    pub amount: i64,
    pub country: T3,
    pub reason: T4,
    pub issued_at: kernel_base::Timestamp,
    pub created_by: T5,
    pub now: kernel_base::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct ListCreditsParams {
    pub after: Option<uuid::Uuid>,
    pub row_limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct CreditRow {
    pub credit_id: uuid::Uuid,
    pub reference: String,
    pub currency: String,
    pub amount_minor: i64,
    pub country: String,
    pub reason: String,
    pub issued_at: kernel_base::Timestamp,
    pub created_by: String,
    pub created_at: kernel_base::Timestamp,
}
pub struct CreditRowBorrowed<'a> {
    pub credit_id: uuid::Uuid,
    pub reference: &'a str,
    pub currency: &'a str,
    pub amount_minor: i64,
    pub country: &'a str,
    pub reason: &'a str,
    pub issued_at: kernel_base::Timestamp,
    pub created_by: &'a str,
    pub created_at: kernel_base::Timestamp,
}
impl<'a> From<CreditRowBorrowed<'a>> for CreditRow {
    fn from(
        CreditRowBorrowed {
            credit_id,
            reference,
            currency,
            amount_minor,
            country,
            reason,
            issued_at,
            created_by,
            created_at,
        }: CreditRowBorrowed<'a>,
    ) -> Self {
        Self {
            credit_id,
            reference: reference.into(),
            currency: currency.into(),
            amount_minor,
            country: country.into(),
            reason: reason.into(),
            issued_at,
            created_by: created_by.into(),
            created_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct CreditRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CreditRowBorrowed, tokio_postgres::Error>,
    mapper: fn(CreditRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CreditRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CreditRowBorrowed) -> R) -> CreditRowQuery<'c, 'a, 's, C, R, N> {
        CreditRowQuery {
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
pub struct InsertCreditStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_credit() -> InsertCreditStmt {
    InsertCreditStmt(
        "INSERT INTO payment.credit ( credit_id, reference, currency, amount_minor, country, reason, issued_at, created_by, created_at ) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        None,
    )
}
impl InsertCreditStmt {
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
        T5: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        credit_id: &'a uuid::Uuid,
        reference: &'a T1,
        currency: &'a T2,
        amount: &'a i64,
        country: &'a T3,
        reason: &'a T4,
        issued_at: &'a kernel_base::Timestamp,
        created_by: &'a T5,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[credit_id, reference, currency, amount, country, reason, issued_at, created_by, now],
            )
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
    T5: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertCreditParams<T1, T2, T3, T4, T5>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertCreditStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertCreditParams<T1, T2, T3, T4, T5>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.credit_id,
            &params.reference,
            &params.currency,
            &params.amount,
            &params.country,
            &params.reason,
            &params.issued_at,
            &params.created_by,
            &params.now,
        ))
    }
}
pub struct ListCreditsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_credits() -> ListCreditsStmt {
    ListCreditsStmt(
        "SELECT credit_id, reference, currency, amount_minor, country, reason, issued_at, created_by, created_at FROM payment.credit WHERE ($1::uuid IS NULL OR credit_id < $1) ORDER BY credit_id DESC LIMIT $2::bigint",
        None,
    )
}
impl ListCreditsStmt {
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
    ) -> CreditRowQuery<'c, 'a, 's, C, CreditRow, 2> {
        CreditRowQuery {
            client,
            params: [after, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CreditRowBorrowed, tokio_postgres::Error> {
                Ok(CreditRowBorrowed {
                    credit_id: row.try_get(0)?,
                    reference: row.try_get(1)?,
                    currency: row.try_get(2)?,
                    amount_minor: row.try_get(3)?,
                    country: row.try_get(4)?,
                    reason: row.try_get(5)?,
                    issued_at: row.try_get(6)?,
                    created_by: row.try_get(7)?,
                    created_at: row.try_get(8)?,
                })
            },
            mapper: |it| CreditRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListCreditsParams,
        CreditRowQuery<'c, 'a, 's, C, CreditRow, 2>,
        C,
    > for ListCreditsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListCreditsParams,
    ) -> CreditRowQuery<'c, 'a, 's, C, CreditRow, 2> {
        self.bind(client, &params.after, &params.row_limit)
    }
}
