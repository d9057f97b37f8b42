// This file was generated with `clorinde`. Do not modify.

#[derive(Debug, Clone, PartialEq, Copy)]
pub struct ListIntentsOf {
    pub intent_id: uuid::Uuid,
    pub tenders: i64,
    pub steps: i64,
    pub transfers: i64,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ListIntentsOfQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListIntentsOf, tokio_postgres::Error>,
    mapper: fn(ListIntentsOf) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListIntentsOfQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ListIntentsOf) -> R) -> ListIntentsOfQuery<'c, 'a, 's, C, R, N> {
        ListIntentsOfQuery {
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
pub struct ListIntentsOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_intents_of() -> ListIntentsOfStmt {
    ListIntentsOfStmt(
        "SELECT intent_id, (SELECT count(*) FROM payment.tender AS t WHERE t.intent_id = i.intent_id) AS tenders, (SELECT count(*) FROM payment.step AS s WHERE s.intent_id = i.intent_id) AS steps, (SELECT count(*) FROM payment.ledger_transfer AS l WHERE l.intent_id = i.intent_id) AS transfers FROM payment.intent AS i WHERE order_id = ANY($1::uuid[])",
        None,
    )
}
impl ListIntentsOfStmt {
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
    ) -> ListIntentsOfQuery<'c, 'a, 's, C, ListIntentsOf, 1> {
        ListIntentsOfQuery {
            client,
            params: [order_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ListIntentsOf, tokio_postgres::Error> {
                Ok(ListIntentsOf {
                    intent_id: row.try_get(0)?,
                    tenders: row.try_get(1)?,
                    steps: row.try_get(2)?,
                    transfers: row.try_get(3)?,
                })
            },
            mapper: |it| ListIntentsOf::from(it),
        }
    }
}
pub struct ReduceIntentsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn reduce_intents() -> ReduceIntentsStmt {
    ReduceIntentsStmt(
        "UPDATE payment.intent SET void_reason = NULL, customer_id = NULL WHERE intent_id = ANY($1::uuid[])",
        None,
    )
}
impl ReduceIntentsStmt {
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
        intent_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[intent_ids]).await
    }
}
pub struct ReduceStoreCreditsStmt(&'static str, Option<tokio_postgres::Statement>);
/// What we owe stays in the books; to whom is forgotten.
pub fn reduce_store_credits() -> ReduceStoreCreditsStmt {
    ReduceStoreCreditsStmt("UPDATE payment.stored_value SET customer_id = NULL WHERE customer_id = $1", None)
}
impl ReduceStoreCreditsStmt {
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
        customer_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[customer_id]).await
    }
}
pub struct ReduceTendersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn reduce_tenders() -> ReduceTendersStmt {
    ReduceTendersStmt(
        "UPDATE payment.tender SET token = NULL, reference = NULL, action_url = NULL WHERE intent_id = ANY($1::uuid[])",
        None,
    )
}
impl ReduceTendersStmt {
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
        intent_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[intent_ids]).await
    }
}
pub struct ReduceStepsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn reduce_steps() -> ReduceStepsStmt {
    ReduceStepsStmt(
        "UPDATE payment.step SET reason = NULL, action_result = NULL WHERE intent_id = ANY($1::uuid[]) AND status <> 'pending'",
        None,
    )
}
impl ReduceStepsStmt {
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
        intent_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[intent_ids]).await
    }
}
pub struct ReduceWebhooksStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn reduce_webhooks() -> ReduceWebhooksStmt {
    ReduceWebhooksStmt(
        "UPDATE payment.webhook SET payload = '{}' WHERE step_key IN (SELECT step_key FROM payment.step WHERE intent_id = ANY($1::uuid[]))",
        None,
    )
}
impl ReduceWebhooksStmt {
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
        intent_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[intent_ids]).await
    }
}
