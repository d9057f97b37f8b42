// This file was generated with `clorinde`. Do not modify.

#[derive(Debug, Clone, PartialEq, Copy)]
pub struct CountDocumentsOf {
    pub documents: i64,
    pub recipients: i64,
    pub waiting: i64,
    pub links: i64,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct CountDocumentsOfQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CountDocumentsOf, tokio_postgres::Error>,
    mapper: fn(CountDocumentsOf) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CountDocumentsOfQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CountDocumentsOf) -> R) -> CountDocumentsOfQuery<'c, 'a, 's, C, R, N> {
        CountDocumentsOfQuery {
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
pub struct CountDocumentsOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_documents_of() -> CountDocumentsOfStmt {
    CountDocumentsOfStmt(
        "SELECT (SELECT count(*) FROM invoice.document WHERE order_id = ANY($1::uuid[])) AS documents, (SELECT count(*) FROM invoice.recipient WHERE order_id = ANY($1::uuid[])) AS recipients, (SELECT count(*) FROM invoice.waiting_bill WHERE order_id = ANY($1::uuid[])) AS waiting, (SELECT count(*) FROM invoice.download_link WHERE document_id IN ( SELECT document_id FROM invoice.document WHERE order_id = ANY($1::uuid[]) )) AS links",
        None,
    )
}
impl CountDocumentsOfStmt {
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
    ) -> CountDocumentsOfQuery<'c, 'a, 's, C, CountDocumentsOf, 1> {
        CountDocumentsOfQuery {
            client,
            params: [order_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CountDocumentsOf, tokio_postgres::Error> {
                Ok(CountDocumentsOf {
                    documents: row.try_get(0)?,
                    recipients: row.try_get(1)?,
                    waiting: row.try_get(2)?,
                    links: row.try_get(3)?,
                })
            },
            mapper: |it| CountDocumentsOf::from(it),
        }
    }
}
pub struct RemoveLinksOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_links_of() -> RemoveLinksOfStmt {
    RemoveLinksOfStmt(
        "DELETE FROM invoice.download_link WHERE document_id IN ( SELECT document_id FROM invoice.document WHERE order_id = ANY($1::uuid[]) )",
        None,
    )
}
impl RemoveLinksOfStmt {
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
        order_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[order_ids]).await
    }
}
pub struct RemoveRecipientsOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_recipients_of() -> RemoveRecipientsOfStmt {
    RemoveRecipientsOfStmt("DELETE FROM invoice.recipient WHERE order_id = ANY($1::uuid[])", None)
}
impl RemoveRecipientsOfStmt {
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
        order_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[order_ids]).await
    }
}
pub struct ReduceWaitingOfStmt(&'static str, Option<tokio_postgres::Statement>);
/// The document is still to be issued, with the name and the address the law asks for.
pub fn reduce_waiting_of() -> ReduceWaitingOfStmt {
    ReduceWaitingOfStmt(
        "UPDATE invoice.waiting_bill SET bill = (bill - 'customer_id') #- '{buyer,personal,email}' #- '{buyer,personal,billing_address,phone}' #- '{buyer,personal,shipping_address,phone}' WHERE order_id = ANY($1::uuid[])",
        None,
    )
}
impl ReduceWaitingOfStmt {
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
        order_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[order_ids]).await
    }
}
