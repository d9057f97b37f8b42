// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListCartsOfParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::StringSql> {
    pub cart_ids: T1,
    pub customer_id: Option<uuid::Uuid>,
    pub guest_email: Option<T2>,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct ListCartsOf {
    pub cart_id: uuid::Uuid,
    pub line_count: i32,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ListCartsOfQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListCartsOf, tokio_postgres::Error>,
    mapper: fn(ListCartsOf) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListCartsOfQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ListCartsOf) -> R) -> ListCartsOfQuery<'c, 'a, 's, C, R, N> {
        ListCartsOfQuery {
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
pub struct ListCartsOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_carts_of() -> ListCartsOfStmt {
    ListCartsOfStmt(
        "SELECT cart_id, line_count FROM cart.cart WHERE cart_id = ANY($1::uuid[]) UNION SELECT cart_id, line_count FROM cart.cart WHERE customer_id = $2 UNION SELECT cart_id, line_count FROM cart.cart WHERE customer_id IS NULL AND email IS NOT NULL AND lower(email) = lower($3::text)",
        None,
    )
}
impl ListCartsOfStmt {
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
        T1: crate::ArraySql<Item = uuid::Uuid>,
        T2: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        cart_ids: &'a T1,
        customer_id: &'a Option<uuid::Uuid>,
        guest_email: &'a Option<T2>,
    ) -> ListCartsOfQuery<'c, 'a, 's, C, ListCartsOf, 3> {
        ListCartsOfQuery {
            client,
            params: [cart_ids, customer_id, guest_email],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ListCartsOf, tokio_postgres::Error> {
                Ok(ListCartsOf { cart_id: row.try_get(0)?, line_count: row.try_get(1)? })
            },
            mapper: |it| ListCartsOf::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListCartsOfParams<T1, T2>,
        ListCartsOfQuery<'c, 'a, 's, C, ListCartsOf, 3>,
        C,
    > for ListCartsOfStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListCartsOfParams<T1, T2>,
    ) -> ListCartsOfQuery<'c, 'a, 's, C, ListCartsOf, 3> {
        self.bind(client, &params.cart_ids, &params.customer_id, &params.guest_email)
    }
}
pub struct DeleteCartsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_carts() -> DeleteCartsStmt {
    DeleteCartsStmt("DELETE FROM cart.cart WHERE cart_id = ANY($1::uuid[])", None)
}
impl DeleteCartsStmt {
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
        cart_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[cart_ids]).await
    }
}
