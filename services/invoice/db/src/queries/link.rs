// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertLinkParams<T1: crate::BytesSql, T2: crate::StringSql> {
    pub token_hash: T1,
    pub document_id: uuid::Uuid,
    pub format: T2,
    pub expires_at: kernel_base::Timestamp,
}
#[derive(Debug)]
pub struct FindLinkParams<T1: crate::BytesSql> {
    pub token_hash: T1,
    pub now: kernel_base::Timestamp,
}
#[derive(Debug, Clone, PartialEq)]
pub struct FindLink {
    pub document_id: uuid::Uuid,
    pub format: String,
}
pub struct FindLinkBorrowed<'a> {
    pub document_id: uuid::Uuid,
    pub format: &'a str,
}
impl<'a> From<FindLinkBorrowed<'a>> for FindLink {
    fn from(FindLinkBorrowed { document_id, format }: FindLinkBorrowed<'a>) -> Self {
        Self { document_id, format: format.into() }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct FindLinkQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindLinkBorrowed, tokio_postgres::Error>,
    mapper: fn(FindLinkBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindLinkQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FindLinkBorrowed) -> R) -> FindLinkQuery<'c, 'a, 's, C, R, N> {
        FindLinkQuery {
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
pub struct InsertLinkStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_link() -> InsertLinkStmt {
    InsertLinkStmt(
        "INSERT INTO invoice.download_link (token_hash, document_id, format, expires_at) SELECT $1, $2, $3, $4",
        None,
    )
}
impl InsertLinkStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        token_hash: &'a T1,
        document_id: &'a uuid::Uuid,
        format: &'a T2,
        expires_at: &'a kernel_base::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[token_hash, document_id, format, expires_at]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertLinkParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertLinkStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertLinkParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.token_hash,
            &params.document_id,
            &params.format,
            &params.expires_at,
        ))
    }
}
pub struct FindLinkStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_link() -> FindLinkStmt {
    FindLinkStmt(
        "SELECT document_id, format FROM invoice.download_link WHERE token_hash = $1 AND expires_at > $2",
        None,
    )
}
impl FindLinkStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>(
        &'s self,
        client: &'c C,
        token_hash: &'a T1,
        now: &'a kernel_base::Timestamp,
    ) -> FindLinkQuery<'c, 'a, 's, C, FindLink, 2> {
        FindLinkQuery {
            client,
            params: [token_hash, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FindLinkBorrowed, tokio_postgres::Error> {
                Ok(FindLinkBorrowed { document_id: row.try_get(0)?, format: row.try_get(1)? })
            },
            mapper: |it| FindLink::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FindLinkParams<T1>,
        FindLinkQuery<'c, 'a, 's, C, FindLink, 2>,
        C,
    > for FindLinkStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindLinkParams<T1>,
    ) -> FindLinkQuery<'c, 'a, 's, C, FindLink, 2> {
        self.bind(client, &params.token_hash, &params.now)
    }
}
pub struct RemoveExpiredLinksStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_expired_links() -> RemoveExpiredLinksStmt {
    RemoveExpiredLinksStmt("DELETE FROM invoice.download_link WHERE expires_at <= $1", None)
}
impl RemoveExpiredLinksStmt {
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
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now]).await
    }
}
