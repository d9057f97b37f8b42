// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListLinesOfVariantsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub cart_id: uuid::Uuid,
    pub variant_ids: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct FindLineParams {
    pub cart_id: uuid::Uuid,
    pub line_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct UpsertLinesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = i32>,
    T4: crate::ArraySql<Item = Option<i64>>,
    T5: crate::ArraySql<Item = i64>,
    T6: crate::ArraySql<Item = i64>,
    T7: crate::ArraySql<Item = i64>,
    T8: crate::StringSql,
    T9: crate::ArraySql<Item = T8>,
> {
    pub cart_id: uuid::Uuid,
    pub line_ids: T1,
    pub variant_ids: T2,
    pub quantities: T3,
    pub unit_prices: T4,
    pub nets: T5,
    pub taxes: T6,
    pub grosses: T7,
    pub warnings: T9,
}
#[derive(Debug)]
pub struct DeleteLinesParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub cart_id: uuid::Uuid,
    pub line_ids: T1,
}
#[derive(Debug, Clone, PartialEq)]
pub struct LineRow {
    pub line_id: uuid::Uuid,
    pub variant_id: uuid::Uuid,
    pub quantity: i32,
    pub unit_price_micros: Option<i64>,
    pub net_minor: i64,
    pub tax_minor: i64,
    pub gross_minor: i64,
    pub warnings: String,
}
pub struct LineRowBorrowed<'a> {
    pub line_id: uuid::Uuid,
    pub variant_id: uuid::Uuid,
    pub quantity: i32,
    pub unit_price_micros: Option<i64>,
    pub net_minor: i64,
    pub tax_minor: i64,
    pub gross_minor: i64,
    pub warnings: &'a str,
}
impl<'a> From<LineRowBorrowed<'a>> for LineRow {
    fn from(
        LineRowBorrowed {
            line_id,
            variant_id,
            quantity,
            unit_price_micros,
            net_minor,
            tax_minor,
            gross_minor,
            warnings,
        }: LineRowBorrowed<'a>,
    ) -> Self {
        Self {
            line_id,
            variant_id,
            quantity,
            unit_price_micros,
            net_minor,
            tax_minor,
            gross_minor,
            warnings: warnings.into(),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct LineRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LineRowBorrowed, tokio_postgres::Error>,
    mapper: fn(LineRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LineRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(LineRowBorrowed) -> R) -> LineRowQuery<'c, 'a, 's, C, R, N> {
        LineRowQuery {
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
pub struct ListLinesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_lines() -> ListLinesStmt {
    ListLinesStmt(
        "SELECT line_id, variant_id, quantity, unit_price_micros, net_minor, tax_minor, gross_minor, warnings::text AS warnings FROM cart.line WHERE cart_id = $1 ORDER BY line_id",
        None,
    )
}
impl ListLinesStmt {
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
        cart_id: &'a uuid::Uuid,
    ) -> LineRowQuery<'c, 'a, 's, C, LineRow, 1> {
        LineRowQuery {
            client,
            params: [cart_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LineRowBorrowed, tokio_postgres::Error> {
                Ok(LineRowBorrowed {
                    line_id: row.try_get(0)?,
                    variant_id: row.try_get(1)?,
                    quantity: row.try_get(2)?,
                    unit_price_micros: row.try_get(3)?,
                    net_minor: row.try_get(4)?,
                    tax_minor: row.try_get(5)?,
                    gross_minor: row.try_get(6)?,
                    warnings: row.try_get(7)?,
                })
            },
            mapper: |it| LineRow::from(it),
        }
    }
}
pub struct ListLinesOfVariantsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_lines_of_variants() -> ListLinesOfVariantsStmt {
    ListLinesOfVariantsStmt(
        "SELECT line_id, variant_id, quantity, unit_price_micros, net_minor, tax_minor, gross_minor, warnings::text AS warnings FROM cart.line WHERE cart_id = $1 AND variant_id = ANY($2)",
        None,
    )
}
impl ListLinesOfVariantsStmt {
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
        cart_id: &'a uuid::Uuid,
        variant_ids: &'a T1,
    ) -> LineRowQuery<'c, 'a, 's, C, LineRow, 2> {
        LineRowQuery {
            client,
            params: [cart_id, variant_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LineRowBorrowed, tokio_postgres::Error> {
                Ok(LineRowBorrowed {
                    line_id: row.try_get(0)?,
                    variant_id: row.try_get(1)?,
                    quantity: row.try_get(2)?,
                    unit_price_micros: row.try_get(3)?,
                    net_minor: row.try_get(4)?,
                    tax_minor: row.try_get(5)?,
                    gross_minor: row.try_get(6)?,
                    warnings: row.try_get(7)?,
                })
            },
            mapper: |it| LineRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListLinesOfVariantsParams<T1>,
        LineRowQuery<'c, 'a, 's, C, LineRow, 2>,
        C,
    > for ListLinesOfVariantsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListLinesOfVariantsParams<T1>,
    ) -> LineRowQuery<'c, 'a, 's, C, LineRow, 2> {
        self.bind(client, &params.cart_id, &params.variant_ids)
    }
}
pub struct FindLineStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_line() -> FindLineStmt {
    FindLineStmt(
        "SELECT line_id, variant_id, quantity, unit_price_micros, net_minor, tax_minor, gross_minor, warnings::text AS warnings FROM cart.line WHERE cart_id = $1 AND line_id = $2",
        None,
    )
}
impl FindLineStmt {
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
        cart_id: &'a uuid::Uuid,
        line_id: &'a uuid::Uuid,
    ) -> LineRowQuery<'c, 'a, 's, C, LineRow, 2> {
        LineRowQuery {
            client,
            params: [cart_id, line_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LineRowBorrowed, tokio_postgres::Error> {
                Ok(LineRowBorrowed {
                    line_id: row.try_get(0)?,
                    variant_id: row.try_get(1)?,
                    quantity: row.try_get(2)?,
                    unit_price_micros: row.try_get(3)?,
                    net_minor: row.try_get(4)?,
                    tax_minor: row.try_get(5)?,
                    gross_minor: row.try_get(6)?,
                    warnings: row.try_get(7)?,
                })
            },
            mapper: |it| LineRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, FindLineParams, LineRowQuery<'c, 'a, 's, C, LineRow, 2>, C>
    for FindLineStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindLineParams,
    ) -> LineRowQuery<'c, 'a, 's, C, LineRow, 2> {
        self.bind(client, &params.cart_id, &params.line_id)
    }
}
pub struct UpsertLinesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn upsert_lines() -> UpsertLinesStmt {
    UpsertLinesStmt(
        "INSERT INTO cart.line (cart_id, line_id, variant_id, quantity, unit_price_micros, net_minor, tax_minor, gross_minor, warnings) SELECT $1, line_id, variant_id, quantity, unit_price_micros, net_minor, tax_minor, gross_minor, warnings::jsonb FROM unnest( $2::uuid[], $3::uuid[], $4::integer[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::text[] ) AS t (line_id, variant_id, quantity, unit_price_micros, net_minor, tax_minor, gross_minor, warnings) ON CONFLICT (cart_id, line_id) DO UPDATE SET quantity = excluded.quantity, unit_price_micros = excluded.unit_price_micros, net_minor = excluded.net_minor, tax_minor = excluded.tax_minor, gross_minor = excluded.gross_minor, warnings = excluded.warnings",
        None,
    )
}
impl UpsertLinesStmt {
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
        T3: crate::ArraySql<Item = i32>,
        T4: crate::ArraySql<Item = Option<i64>>,
        T5: crate::ArraySql<Item = i64>,
        T6: crate::ArraySql<Item = i64>,
        T7: crate::ArraySql<Item = i64>,
        T8: crate::StringSql,
        T9: crate::ArraySql<Item = T8>,
    >(
        &'s self,
        client: &'c C,
        cart_id: &'a uuid::Uuid,
        line_ids: &'a T1,
        variant_ids: &'a T2,
        quantities: &'a T3,
        unit_prices: &'a T4,
        nets: &'a T5,
        taxes: &'a T6,
        grosses: &'a T7,
        warnings: &'a T9,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[cart_id, line_ids, variant_ids, quantities, unit_prices, nets, taxes, grosses, warnings],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = i32>,
    T4: crate::ArraySql<Item = Option<i64>>,
    T5: crate::ArraySql<Item = i64>,
    T6: crate::ArraySql<Item = i64>,
    T7: crate::ArraySql<Item = i64>,
    T8: crate::StringSql,
    T9: crate::ArraySql<Item = T8>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpsertLinesParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpsertLinesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpsertLinesParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.cart_id,
            &params.line_ids,
            &params.variant_ids,
            &params.quantities,
            &params.unit_prices,
            &params.nets,
            &params.taxes,
            &params.grosses,
            &params.warnings,
        ))
    }
}
pub struct DeleteLinesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_lines() -> DeleteLinesStmt {
    DeleteLinesStmt("DELETE FROM cart.line WHERE cart_id = $1 AND line_id = ANY($2)", None)
}
impl DeleteLinesStmt {
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
        cart_id: &'a uuid::Uuid,
        line_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[cart_id, line_ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteLinesParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteLinesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteLinesParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.cart_id, &params.line_ids))
    }
}
