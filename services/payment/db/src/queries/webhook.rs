// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertWebhookParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
> {
    pub provider: T1,
    pub event_id: T2,
    pub step_key: T3,
    pub kind: T4,
    pub payload: T5,
    pub now: kernel_base::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteWebhooksParams {
    pub before: kernel_base::Timestamp,
    pub row_limit: i64,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct InsertWebhookStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_webhook() -> InsertWebhookStmt {
    InsertWebhookStmt(
        "INSERT INTO payment.webhook (provider, event_id, step_key, kind, payload, received_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (provider, event_id) DO NOTHING",
        None,
    )
}
impl InsertWebhookStmt {
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
        provider: &'a T1,
        event_id: &'a T2,
        step_key: &'a T3,
        kind: &'a T4,
        payload: &'a T5,
        now: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[provider, event_id, step_key, kind, payload, now]).await
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
        InsertWebhookParams<T1, T2, T3, T4, T5>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertWebhookStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertWebhookParams<T1, T2, T3, T4, T5>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.provider,
            &params.event_id,
            &params.step_key,
            &params.kind,
            &params.payload,
            &params.now,
        ))
    }
}
pub struct DeleteWebhooksStmt(&'static str, Option<tokio_postgres::Statement>);
/// The oldest of what nobody will send again.
pub fn delete_webhooks() -> DeleteWebhooksStmt {
    DeleteWebhooksStmt(
        "DELETE FROM payment.webhook WHERE (provider, event_id) IN ( SELECT old.provider, old.event_id FROM payment.webhook AS old WHERE old.received_at < $1 ORDER BY old.received_at LIMIT $2::bigint )",
        None,
    )
}
impl DeleteWebhooksStmt {
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
        row_limit: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[before, row_limit]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteWebhooksParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteWebhooksStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteWebhooksParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.before, &params.row_limit))
    }
}
