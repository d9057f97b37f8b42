// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct NoteVerificationsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = kernel_base::Timestamp>,
> {
    pub now: kernel_base::Timestamp,
    pub customer_ids: T1,
    pub verified_ats: T2,
}
#[derive(Clone, Copy, Debug)]
pub struct ListDueClaimsParams {
    pub now: kernel_base::Timestamp,
    pub row_limit: i64,
}
#[derive(Debug)]
pub struct SaveClaimParams<T1: crate::StringSql> {
    pub email: Option<T1>,
    pub looked_at: Option<kernel_base::Timestamp>,
    pub due_at: Option<kernel_base::Timestamp>,
    pub customer_id: uuid::Uuid,
    pub verified_at: kernel_base::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct PostponeClaimParams {
    pub due_at: kernel_base::Timestamp,
    pub customer_id: uuid::Uuid,
    pub verified_at: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct AssignOrdersParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::ArraySql<Item = i64>> {
    pub customer_id: uuid::Uuid,
    pub order_ids: T1,
    pub versions: T2,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct ClaimRow {
    pub customer_id: uuid::Uuid,
    pub verified_at: kernel_base::Timestamp,
    pub looked_at: Option<kernel_base::Timestamp>,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ClaimRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ClaimRow, tokio_postgres::Error>,
    mapper: fn(ClaimRow) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ClaimRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ClaimRow) -> R) -> ClaimRowQuery<'c, 'a, 's, C, R, N> {
        ClaimRowQuery {
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
pub struct NoteVerificationsStmt(&'static str, Option<tokio_postgres::Statement>);
/// Told twice it changes nothing; a later verification begins anew.
pub fn note_verifications() -> NoteVerificationsStmt {
    NoteVerificationsStmt(
        "INSERT INTO \"order\".email_claim AS c (customer_id, verified_at, due_at) SELECT customer_id, verified_at, $1 FROM unnest($2::uuid[], $3::timestamptz[]) AS t (customer_id, verified_at) ON CONFLICT ON CONSTRAINT email_claim_pkey DO UPDATE SET verified_at = excluded.verified_at, due_at = excluded.due_at, email = NULL, looked_at = NULL WHERE c.erased_at IS NULL AND c.verified_at < excluded.verified_at",
        None,
    )
}
impl NoteVerificationsStmt {
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
        T2: crate::ArraySql<Item = kernel_base::Timestamp>,
    >(
        &'s self,
        client: &'c C,
        now: &'a kernel_base::Timestamp,
        customer_ids: &'a T1,
        verified_ats: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, customer_ids, verified_ats]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = kernel_base::Timestamp>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        NoteVerificationsParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for NoteVerificationsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a NoteVerificationsParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.customer_ids, &params.verified_ats))
    }
}
pub struct ListDueClaimsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_due_claims() -> ListDueClaimsStmt {
    ListDueClaimsStmt(
        "SELECT customer_id, verified_at, looked_at FROM \"order\".email_claim WHERE due_at <= $1 ORDER BY due_at LIMIT $2::bigint",
        None,
    )
}
impl ListDueClaimsStmt {
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
    ) -> ClaimRowQuery<'c, 'a, 's, C, ClaimRow, 2> {
        ClaimRowQuery {
            client,
            params: [now, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ClaimRow, tokio_postgres::Error> {
                Ok(ClaimRow {
                    customer_id: row.try_get(0)?,
                    verified_at: row.try_get(1)?,
                    looked_at: row.try_get(2)?,
                })
            },
            mapper: |it| ClaimRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListDueClaimsParams,
        ClaimRowQuery<'c, 'a, 's, C, ClaimRow, 2>,
        C,
    > for ListDueClaimsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListDueClaimsParams,
    ) -> ClaimRowQuery<'c, 'a, 's, C, ClaimRow, 2> {
        self.bind(client, &params.now, &params.row_limit)
    }
}
pub struct SaveClaimStmt(&'static str, Option<tokio_postgres::Statement>);
/// Guard with 1: the claim must be the one that was read, and its customer not erased meanwhile.
pub fn save_claim() -> SaveClaimStmt {
    SaveClaimStmt(
        "UPDATE \"order\".email_claim SET email = $1, looked_at = $2, due_at = $3 WHERE customer_id = $4 AND verified_at = $5 AND due_at IS NOT NULL",
        None,
    )
}
impl SaveClaimStmt {
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
        email: &'a Option<T1>,
        looked_at: &'a Option<kernel_base::Timestamp>,
        due_at: &'a Option<kernel_base::Timestamp>,
        customer_id: &'a uuid::Uuid,
        verified_at: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[email, looked_at, due_at, customer_id, verified_at]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SaveClaimParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SaveClaimStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SaveClaimParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.email,
            &params.looked_at,
            &params.due_at,
            &params.customer_id,
            &params.verified_at,
        ))
    }
}
pub struct PostponeClaimStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn postpone_claim() -> PostponeClaimStmt {
    PostponeClaimStmt(
        "UPDATE \"order\".email_claim SET due_at = $1 WHERE customer_id = $2 AND verified_at = $3 AND due_at IS NOT NULL",
        None,
    )
}
impl PostponeClaimStmt {
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
        due_at: &'a kernel_base::Timestamp,
        customer_id: &'a uuid::Uuid,
        verified_at: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[due_at, customer_id, verified_at]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        PostponeClaimParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for PostponeClaimStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a PostponeClaimParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.due_at, &params.customer_id, &params.verified_at))
    }
}
pub struct ForgetClaimedEmailsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget_claimed_emails() -> ForgetClaimedEmailsStmt {
    ForgetClaimedEmailsStmt(
        "UPDATE \"order\".email_claim SET email = NULL WHERE email IS NOT NULL AND due_at IS NULL AND verified_at < $1",
        None,
    )
}
impl ForgetClaimedEmailsStmt {
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
        before: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[before]).await
    }
}
pub struct AssignOrdersStmt(&'static str, Option<tokio_postgres::Statement>);
/// Guard with the number of orders: one that changed since it was read, or became somebody's, stops the transaction.
pub fn assign_orders() -> AssignOrdersStmt {
    AssignOrdersStmt(
        "UPDATE \"order\".sales_order AS o SET customer_id = $1, version = o.version + 1 FROM unnest($2::uuid[], $3::bigint[]) AS t (order_id, version) WHERE o.order_id = t.order_id AND o.version = t.version AND o.customer_id IS NULL",
        None,
    )
}
impl AssignOrdersStmt {
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
    >(
        &'s self,
        client: &'c C,
        customer_id: &'a uuid::Uuid,
        order_ids: &'a T1,
        versions: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[customer_id, order_ids, versions]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        AssignOrdersParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for AssignOrdersStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a AssignOrdersParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.customer_id, &params.order_ids, &params.versions))
    }
}
