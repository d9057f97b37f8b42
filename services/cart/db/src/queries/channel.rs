// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct UpsertChannelsParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::ArraySql<Item = i64>,
    T4: crate::ArraySql<Item = bool>,
> {
    pub channels: T2,
    pub versions: T3,
    pub active: T4,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct UpsertChannelsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn upsert_channels() -> UpsertChannelsStmt {
    UpsertChannelsStmt(
        "INSERT INTO cart.channel AS known (channel, version, active) SELECT channel, version, active FROM unnest($1::text[], $2::bigint[], $3::boolean[]) AS t (channel, version, active) ON CONFLICT (channel) DO UPDATE SET version = excluded.version, active = excluded.active WHERE known.version < excluded.version",
        None,
    )
}
impl UpsertChannelsStmt {
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
        T3: crate::ArraySql<Item = i64>,
        T4: crate::ArraySql<Item = bool>,
    >(
        &'s self,
        client: &'c C,
        channels: &'a T2,
        versions: &'a T3,
        active: &'a T4,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[channels, versions, active]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::ArraySql<Item = i64>,
    T4: crate::ArraySql<Item = bool>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpsertChannelsParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpsertChannelsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpsertChannelsParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.channels, &params.versions, &params.active))
    }
}
