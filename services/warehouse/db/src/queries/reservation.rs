// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct PiecesForCartParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub cart_id: uuid::Uuid,
    pub variant_ids: T1,
}
#[derive(Debug)]
pub struct ListReservationsParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
> {
    pub before: uuid::Uuid,
    pub status: Option<T1>,
    pub owner: Option<T2>,
    pub channels: Option<T4>,
    pub row_limit: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DueReservationsParams {
    pub now: kernel_base::Timestamp,
    pub row_limit: i64,
}
#[derive(Debug)]
pub struct InsertReservationsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
    T4: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    T10: crate::StringSql,
    T11: crate::ArraySql<Item = Option<T10>>,
    T12: crate::StringSql,
    T13: crate::ArraySql<Item = Option<T12>>,
    T14: crate::StringSql,
    T15: crate::ArraySql<Item = Option<T14>>,
    T16: crate::ArraySql<Item = kernel_base::Timestamp>,
    T17: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
> {
    pub reservation_ids: T1,
    pub owners: T3,
    pub cart_ids: T4,
    pub channels: T6,
    pub statuses: T8,
    pub deadlines: T9,
    pub refusal_codes: T11,
    pub refusal_messages: T13,
    pub end_reasons: T15,
    pub created_at: T16,
    pub ended_at: T17,
}
#[derive(Debug)]
pub struct InsertReservationLinesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i32>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::ArraySql<Item = uuid::Uuid>,
    T5: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T6: crate::ArraySql<Item = i32>,
    T7: crate::ArraySql<Item = i32>,
    T8: crate::ArraySql<Item = i32>,
    T9: crate::ArraySql<Item = i32>,
    T10: crate::ArraySql<Item = bool>,
> {
    pub reservation_ids: T1,
    pub positions: T2,
    pub line_ids: T3,
    pub variant_ids: T4,
    pub location_ids: T5,
    pub quantities: T6,
    pub backordered: T7,
    pub issued: T8,
    pub released: T9,
    pub handed_out: T10,
}
#[derive(Debug)]
pub struct UpdateReservationsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = Option<T6>>,
    T8: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
> {
    pub reservation_ids: T1,
    pub versions: T2,
    pub statuses: T4,
    pub deadlines: T5,
    pub end_reasons: T7,
    pub ended_at: T8,
}
#[derive(Debug)]
pub struct UpdatePiecesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i32>,
    T3: crate::ArraySql<Item = i32>,
    T4: crate::ArraySql<Item = i32>,
> {
    pub reservation_ids: T1,
    pub positions: T2,
    pub issued: T3,
    pub released: T4,
}
#[derive(Debug)]
pub struct InsertIssuedShipmentsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub issued_at: kernel_base::Timestamp,
    pub shipment_ids: T1,
}
#[derive(Debug)]
pub struct InsertLineReleasesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub released_at: kernel_base::Timestamp,
    pub command_ids: T1,
    pub reservation_ids: T2,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ReservationRow {
    pub reservation_id: uuid::Uuid,
    pub owner: String,
    pub cart_id: Option<uuid::Uuid>,
    pub channel: String,
    pub status: String,
    pub deadline: Option<kernel_base::Timestamp>,
    pub refusal_code: Option<String>,
    pub refusal_message: Option<String>,
    pub end_reason: Option<String>,
    pub created_at: kernel_base::Timestamp,
    pub ended_at: Option<kernel_base::Timestamp>,
    pub version: i64,
}
pub struct ReservationRowBorrowed<'a> {
    pub reservation_id: uuid::Uuid,
    pub owner: &'a str,
    pub cart_id: Option<uuid::Uuid>,
    pub channel: &'a str,
    pub status: &'a str,
    pub deadline: Option<kernel_base::Timestamp>,
    pub refusal_code: Option<&'a str>,
    pub refusal_message: Option<&'a str>,
    pub end_reason: Option<&'a str>,
    pub created_at: kernel_base::Timestamp,
    pub ended_at: Option<kernel_base::Timestamp>,
    pub version: i64,
}
impl<'a> From<ReservationRowBorrowed<'a>> for ReservationRow {
    fn from(
        ReservationRowBorrowed {
            reservation_id,
            owner,
            cart_id,
            channel,
            status,
            deadline,
            refusal_code,
            refusal_message,
            end_reason,
            created_at,
            ended_at,
            version,
        }: ReservationRowBorrowed<'a>,
    ) -> Self {
        Self {
            reservation_id,
            owner: owner.into(),
            cart_id,
            channel: channel.into(),
            status: status.into(),
            deadline,
            refusal_code: refusal_code.map(|v| v.into()),
            refusal_message: refusal_message.map(|v| v.into()),
            end_reason: end_reason.map(|v| v.into()),
            created_at,
            ended_at,
            version,
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct PiecesForCart {
    pub variant_id: uuid::Uuid,
    pub location_id: uuid::Uuid,
    pub pieces: i64,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct ReservationLineRow {
    pub reservation_id: uuid::Uuid,
    pub line_id: uuid::Uuid,
    pub variant_id: uuid::Uuid,
    pub location_id: Option<uuid::Uuid>,
    pub quantity: i32,
    pub backordered: i32,
    pub issued: i32,
    pub released: i32,
    pub handed_out: bool,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ReservationRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ReservationRowBorrowed, tokio_postgres::Error>,
    mapper: fn(ReservationRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ReservationRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ReservationRowBorrowed) -> R) -> ReservationRowQuery<'c, 'a, 's, C, R, N> {
        ReservationRowQuery {
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
pub struct PiecesForCartQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<PiecesForCart, tokio_postgres::Error>,
    mapper: fn(PiecesForCart) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> PiecesForCartQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(PiecesForCart) -> R) -> PiecesForCartQuery<'c, 'a, 's, C, R, N> {
        PiecesForCartQuery {
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
pub struct ReservationLineRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ReservationLineRow, tokio_postgres::Error>,
    mapper: fn(ReservationLineRow) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ReservationLineRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ReservationLineRow) -> R) -> ReservationLineRowQuery<'c, 'a, 's, C, R, N> {
        ReservationLineRowQuery {
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
pub struct StringQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<&str, tokio_postgres::Error>,
    mapper: fn(&str) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StringQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(&str) -> R) -> StringQuery<'c, 'a, 's, C, R, N> {
        StringQuery {
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
pub struct UuidUuidQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<uuid::Uuid, tokio_postgres::Error>,
    mapper: fn(uuid::Uuid) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> UuidUuidQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(uuid::Uuid) -> R) -> UuidUuidQuery<'c, 'a, 's, C, R, N> {
        UuidUuidQuery {
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
pub struct FindReservationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_reservations() -> FindReservationsStmt {
    FindReservationsStmt(
        "SELECT reservation_id, owner, cart_id, channel, status, deadline, refusal_code, refusal_message, end_reason, created_at, ended_at, version FROM warehouse.reservation WHERE reservation_id = ANY($1::uuid[])",
        None,
    )
}
impl FindReservationsStmt {
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
        reservation_ids: &'a T1,
    ) -> ReservationRowQuery<'c, 'a, 's, C, ReservationRow, 1> {
        ReservationRowQuery {
            client,
            params: [reservation_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ReservationRowBorrowed, tokio_postgres::Error> {
                Ok(ReservationRowBorrowed {
                    reservation_id: row.try_get(0)?,
                    owner: row.try_get(1)?,
                    cart_id: row.try_get(2)?,
                    channel: row.try_get(3)?,
                    status: row.try_get(4)?,
                    deadline: row.try_get(5)?,
                    refusal_code: row.try_get(6)?,
                    refusal_message: row.try_get(7)?,
                    end_reason: row.try_get(8)?,
                    created_at: row.try_get(9)?,
                    ended_at: row.try_get(10)?,
                    version: row.try_get(11)?,
                })
            },
            mapper: |it| ReservationRow::from(it),
        }
    }
}
pub struct FindHoldsForCartsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_holds_for_carts() -> FindHoldsForCartsStmt {
    FindHoldsForCartsStmt(
        "SELECT reservation_id, owner, cart_id, channel, status, deadline, refusal_code, refusal_message, end_reason, created_at, ended_at, version FROM warehouse.reservation WHERE cart_id = ANY($1::uuid[]) AND status = 'held'",
        None,
    )
}
impl FindHoldsForCartsStmt {
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
        cart_ids: &'a T1,
    ) -> ReservationRowQuery<'c, 'a, 's, C, ReservationRow, 1> {
        ReservationRowQuery {
            client,
            params: [cart_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ReservationRowBorrowed, tokio_postgres::Error> {
                Ok(ReservationRowBorrowed {
                    reservation_id: row.try_get(0)?,
                    owner: row.try_get(1)?,
                    cart_id: row.try_get(2)?,
                    channel: row.try_get(3)?,
                    status: row.try_get(4)?,
                    deadline: row.try_get(5)?,
                    refusal_code: row.try_get(6)?,
                    refusal_message: row.try_get(7)?,
                    end_reason: row.try_get(8)?,
                    created_at: row.try_get(9)?,
                    ended_at: row.try_get(10)?,
                    version: row.try_get(11)?,
                })
            },
            mapper: |it| ReservationRow::from(it),
        }
    }
}
pub struct PiecesForCartStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn pieces_for_cart() -> PiecesForCartStmt {
    PiecesForCartStmt(
        "SELECT l.variant_id, l.location_id, sum(l.quantity - l.issued - l.released)::bigint AS pieces FROM warehouse.reservation AS r INNER JOIN warehouse.reservation_line AS l ON l.reservation_id = r.reservation_id WHERE r.cart_id = $1 AND r.status = 'held' AND l.variant_id = ANY($2::uuid[]) AND l.location_id IS NOT NULL GROUP BY l.variant_id, l.location_id",
        None,
    )
}
impl PiecesForCartStmt {
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
    ) -> PiecesForCartQuery<'c, 'a, 's, C, PiecesForCart, 2> {
        PiecesForCartQuery {
            client,
            params: [cart_id, variant_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PiecesForCart, tokio_postgres::Error> {
                Ok(PiecesForCart {
                    variant_id: row.try_get(0)?,
                    location_id: row.try_get(1)?,
                    pieces: row.try_get(2)?,
                })
            },
            mapper: |it| PiecesForCart::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        PiecesForCartParams<T1>,
        PiecesForCartQuery<'c, 'a, 's, C, PiecesForCart, 2>,
        C,
    > for PiecesForCartStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a PiecesForCartParams<T1>,
    ) -> PiecesForCartQuery<'c, 'a, 's, C, PiecesForCart, 2> {
        self.bind(client, &params.cart_id, &params.variant_ids)
    }
}
pub struct ReservationLinesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn reservation_lines() -> ReservationLinesStmt {
    ReservationLinesStmt(
        "SELECT reservation_id, line_id, variant_id, location_id, quantity, backordered, issued, released, handed_out FROM warehouse.reservation_line WHERE reservation_id = ANY($1::uuid[]) ORDER BY reservation_id, position",
        None,
    )
}
impl ReservationLinesStmt {
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
        reservation_ids: &'a T1,
    ) -> ReservationLineRowQuery<'c, 'a, 's, C, ReservationLineRow, 1> {
        ReservationLineRowQuery {
            client,
            params: [reservation_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ReservationLineRow, tokio_postgres::Error> {
                Ok(ReservationLineRow {
                    reservation_id: row.try_get(0)?,
                    line_id: row.try_get(1)?,
                    variant_id: row.try_get(2)?,
                    location_id: row.try_get(3)?,
                    quantity: row.try_get(4)?,
                    backordered: row.try_get(5)?,
                    issued: row.try_get(6)?,
                    released: row.try_get(7)?,
                    handed_out: row.try_get(8)?,
                })
            },
            mapper: |it| ReservationLineRow::from(it),
        }
    }
}
pub struct ListReservationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_reservations() -> ListReservationsStmt {
    ListReservationsStmt(
        "SELECT reservation_id, owner, cart_id, channel, status, deadline, refusal_code, refusal_message, end_reason, created_at, ended_at, version FROM warehouse.reservation WHERE reservation_id < $1 AND ($2::text IS NULL OR status = $2) AND ($3::text IS NULL OR owner = $3) AND ($4::text[] IS NULL OR channel = ANY($4)) ORDER BY reservation_id DESC LIMIT $5",
        None,
    )
}
impl ListReservationsStmt {
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
        T1: crate::StringSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
    >(
        &'s self,
        client: &'c C,
        before: &'a uuid::Uuid,
        status: &'a Option<T1>,
        owner: &'a Option<T2>,
        channels: &'a Option<T4>,
        row_limit: &'a i64,
    ) -> ReservationRowQuery<'c, 'a, 's, C, ReservationRow, 5> {
        ReservationRowQuery {
            client,
            params: [before, status, owner, channels, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ReservationRowBorrowed, tokio_postgres::Error> {
                Ok(ReservationRowBorrowed {
                    reservation_id: row.try_get(0)?,
                    owner: row.try_get(1)?,
                    cart_id: row.try_get(2)?,
                    channel: row.try_get(3)?,
                    status: row.try_get(4)?,
                    deadline: row.try_get(5)?,
                    refusal_code: row.try_get(6)?,
                    refusal_message: row.try_get(7)?,
                    end_reason: row.try_get(8)?,
                    created_at: row.try_get(9)?,
                    ended_at: row.try_get(10)?,
                    version: row.try_get(11)?,
                })
            },
            mapper: |it| ReservationRow::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListReservationsParams<T1, T2, T3, T4>,
        ReservationRowQuery<'c, 'a, 's, C, ReservationRow, 5>,
        C,
    > for ListReservationsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListReservationsParams<T1, T2, T3, T4>,
    ) -> ReservationRowQuery<'c, 'a, 's, C, ReservationRow, 5> {
        self.bind(client, &params.before, &params.status, &params.owner, &params.channels, &params.row_limit)
    }
}
pub struct ReservationChannelStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn reservation_channel() -> ReservationChannelStmt {
    ReservationChannelStmt("SELECT channel FROM warehouse.reservation WHERE reservation_id = $1", None)
}
impl ReservationChannelStmt {
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
        reservation_id: &'a uuid::Uuid,
    ) -> StringQuery<'c, 'a, 's, C, String, 1> {
        StringQuery {
            client,
            params: [reservation_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
pub struct DueReservationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn due_reservations() -> DueReservationsStmt {
    DueReservationsStmt(
        "SELECT reservation_id FROM warehouse.reservation WHERE status = 'held' AND deadline IS NOT NULL AND deadline <= $1 ORDER BY deadline LIMIT $2",
        None,
    )
}
impl DueReservationsStmt {
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
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [now, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        DueReservationsParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for DueReservationsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DueReservationsParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.now, &params.row_limit)
    }
}
pub struct InsertReservationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_reservations() -> InsertReservationsStmt {
    InsertReservationsStmt(
        "INSERT INTO warehouse.reservation ( reservation_id, owner, cart_id, channel, status, deadline, refusal_code, refusal_message, end_reason, created_at, ended_at, version ) SELECT reservation_id, owner, cart_id, channel, status, deadline, refusal_code, refusal_message, end_reason, created_at, ended_at, 1 FROM unnest( $1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::text[], $9::text[], $10::timestamptz[], $11::timestamptz[] ) AS t ( reservation_id, owner, cart_id, channel, status, deadline, refusal_code, refusal_message, end_reason, created_at, ended_at )",
        None,
    )
}
impl InsertReservationsStmt {
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
        T2: crate::StringSql,
        T3: crate::ArraySql<Item = T2>,
        T4: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
        T7: crate::StringSql,
        T8: crate::ArraySql<Item = T7>,
        T9: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
        T10: crate::StringSql,
        T11: crate::ArraySql<Item = Option<T10>>,
        T12: crate::StringSql,
        T13: crate::ArraySql<Item = Option<T12>>,
        T14: crate::StringSql,
        T15: crate::ArraySql<Item = Option<T14>>,
        T16: crate::ArraySql<Item = kernel_base::Timestamp>,
        T17: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    >(
        &'s self,
        client: &'c C,
        reservation_ids: &'a T1,
        owners: &'a T3,
        cart_ids: &'a T4,
        channels: &'a T6,
        statuses: &'a T8,
        deadlines: &'a T9,
        refusal_codes: &'a T11,
        refusal_messages: &'a T13,
        end_reasons: &'a T15,
        created_at: &'a T16,
        ended_at: &'a T17,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    reservation_ids,
                    owners,
                    cart_ids,
                    channels,
                    statuses,
                    deadlines,
                    refusal_codes,
                    refusal_messages,
                    end_reasons,
                    created_at,
                    ended_at,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
    T4: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    T10: crate::StringSql,
    T11: crate::ArraySql<Item = Option<T10>>,
    T12: crate::StringSql,
    T13: crate::ArraySql<Item = Option<T12>>,
    T14: crate::StringSql,
    T15: crate::ArraySql<Item = Option<T14>>,
    T16: crate::ArraySql<Item = kernel_base::Timestamp>,
    T17: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertReservationsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertReservationsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertReservationsParams<
            T1,
            T2,
            T3,
            T4,
            T5,
            T6,
            T7,
            T8,
            T9,
            T10,
            T11,
            T12,
            T13,
            T14,
            T15,
            T16,
            T17,
        >,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.reservation_ids,
            &params.owners,
            &params.cart_ids,
            &params.channels,
            &params.statuses,
            &params.deadlines,
            &params.refusal_codes,
            &params.refusal_messages,
            &params.end_reasons,
            &params.created_at,
            &params.ended_at,
        ))
    }
}
pub struct InsertReservationLinesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_reservation_lines() -> InsertReservationLinesStmt {
    InsertReservationLinesStmt(
        "INSERT INTO warehouse.reservation_line ( reservation_id, position, line_id, variant_id, location_id, quantity, backordered, issued, released, handed_out ) SELECT reservation_id, position, line_id, variant_id, location_id, quantity, backordered, issued, released, handed_out FROM unnest( $1::uuid[], $2::int[], $3::uuid[], $4::uuid[], $5::uuid[], $6::int[], $7::int[], $8::int[], $9::int[], $10::boolean[] ) AS t ( reservation_id, position, line_id, variant_id, location_id, quantity, backordered, issued, released, handed_out )",
        None,
    )
}
impl InsertReservationLinesStmt {
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
        T2: crate::ArraySql<Item = i32>,
        T3: crate::ArraySql<Item = uuid::Uuid>,
        T4: crate::ArraySql<Item = uuid::Uuid>,
        T5: crate::ArraySql<Item = Option<uuid::Uuid>>,
        T6: crate::ArraySql<Item = i32>,
        T7: crate::ArraySql<Item = i32>,
        T8: crate::ArraySql<Item = i32>,
        T9: crate::ArraySql<Item = i32>,
        T10: crate::ArraySql<Item = bool>,
    >(
        &'s self,
        client: &'c C,
        reservation_ids: &'a T1,
        positions: &'a T2,
        line_ids: &'a T3,
        variant_ids: &'a T4,
        location_ids: &'a T5,
        quantities: &'a T6,
        backordered: &'a T7,
        issued: &'a T8,
        released: &'a T9,
        handed_out: &'a T10,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    reservation_ids,
                    positions,
                    line_ids,
                    variant_ids,
                    location_ids,
                    quantities,
                    backordered,
                    issued,
                    released,
                    handed_out,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i32>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::ArraySql<Item = uuid::Uuid>,
    T5: crate::ArraySql<Item = Option<uuid::Uuid>>,
    T6: crate::ArraySql<Item = i32>,
    T7: crate::ArraySql<Item = i32>,
    T8: crate::ArraySql<Item = i32>,
    T9: crate::ArraySql<Item = i32>,
    T10: crate::ArraySql<Item = bool>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertReservationLinesParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertReservationLinesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertReservationLinesParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.reservation_ids,
            &params.positions,
            &params.line_ids,
            &params.variant_ids,
            &params.location_ids,
            &params.quantities,
            &params.backordered,
            &params.issued,
            &params.released,
            &params.handed_out,
        ))
    }
}
pub struct UpdateReservationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_reservations() -> UpdateReservationsStmt {
    UpdateReservationsStmt(
        "UPDATE warehouse.reservation AS r SET status = t.status, deadline = t.deadline, end_reason = t.end_reason, ended_at = t.ended_at, version = r.version + 1 FROM unnest( $1::uuid[], $2::bigint[], $3::text[], $4::timestamptz[], $5::text[], $6::timestamptz[] ) AS t (reservation_id, version, status, deadline, end_reason, ended_at) WHERE r.reservation_id = t.reservation_id AND r.version = t.version",
        None,
    )
}
impl UpdateReservationsStmt {
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
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
        T5: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
        T6: crate::StringSql,
        T7: crate::ArraySql<Item = Option<T6>>,
        T8: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    >(
        &'s self,
        client: &'c C,
        reservation_ids: &'a T1,
        versions: &'a T2,
        statuses: &'a T4,
        deadlines: &'a T5,
        end_reasons: &'a T7,
        ended_at: &'a T8,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[reservation_ids, versions, statuses, deadlines, end_reasons, ended_at]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
    T6: crate::StringSql,
    T7: crate::ArraySql<Item = Option<T6>>,
    T8: crate::ArraySql<Item = Option<kernel_base::Timestamp>>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateReservationsParams<T1, T2, T3, T4, T5, T6, T7, T8>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateReservationsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateReservationsParams<T1, T2, T3, T4, T5, T6, T7, T8>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.reservation_ids,
            &params.versions,
            &params.statuses,
            &params.deadlines,
            &params.end_reasons,
            &params.ended_at,
        ))
    }
}
pub struct UpdatePiecesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update_pieces() -> UpdatePiecesStmt {
    UpdatePiecesStmt(
        "UPDATE warehouse.reservation_line AS l SET issued = t.issued, released = t.released FROM unnest( $1::uuid[], $2::int[], $3::int[], $4::int[] ) AS t (reservation_id, position, issued, released) WHERE l.reservation_id = t.reservation_id AND l.position = t.position",
        None,
    )
}
impl UpdatePiecesStmt {
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
        T2: crate::ArraySql<Item = i32>,
        T3: crate::ArraySql<Item = i32>,
        T4: crate::ArraySql<Item = i32>,
    >(
        &'s self,
        client: &'c C,
        reservation_ids: &'a T1,
        positions: &'a T2,
        issued: &'a T3,
        released: &'a T4,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[reservation_ids, positions, issued, released]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i32>,
    T3: crate::ArraySql<Item = i32>,
    T4: crate::ArraySql<Item = i32>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdatePiecesParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdatePiecesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdatePiecesParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.reservation_ids,
            &params.positions,
            &params.issued,
            &params.released,
        ))
    }
}
pub struct LinesToHandOutStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lines_to_hand_out() -> LinesToHandOutStmt {
    LinesToHandOutStmt(
        "SELECT reservation_id FROM warehouse.reservation_line WHERE reservation_id = ANY($1::uuid[]) AND handed_out AND issued + released < quantity",
        None,
    )
}
impl LinesToHandOutStmt {
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
        reservation_ids: &'a T1,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [reservation_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct IssuedShipmentsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn issued_shipments() -> IssuedShipmentsStmt {
    IssuedShipmentsStmt(
        "SELECT shipment_id FROM warehouse.issued_shipment WHERE shipment_id = ANY($1::uuid[])",
        None,
    )
}
impl IssuedShipmentsStmt {
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
        shipment_ids: &'a T1,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [shipment_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct InsertIssuedShipmentsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_issued_shipments() -> InsertIssuedShipmentsStmt {
    InsertIssuedShipmentsStmt(
        "INSERT INTO warehouse.issued_shipment (shipment_id, issued_at) SELECT shipment_id, $1 FROM unnest($2::uuid[]) AS t (shipment_id)",
        None,
    )
}
impl InsertIssuedShipmentsStmt {
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
        issued_at: &'a kernel_base::Timestamp,
        shipment_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[issued_at, shipment_ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertIssuedShipmentsParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertIssuedShipmentsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertIssuedShipmentsParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.issued_at, &params.shipment_ids))
    }
}
pub struct LineReleasesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn line_releases() -> LineReleasesStmt {
    LineReleasesStmt("SELECT command_id FROM warehouse.line_release WHERE command_id = ANY($1::uuid[])", None)
}
impl LineReleasesStmt {
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
        command_ids: &'a T1,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [command_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct InsertLineReleasesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_line_releases() -> InsertLineReleasesStmt {
    InsertLineReleasesStmt(
        "INSERT INTO warehouse.line_release (command_id, reservation_id, released_at) SELECT command_id, reservation_id, $1 FROM unnest($2::uuid[], $3::uuid[]) AS t (command_id, reservation_id)",
        None,
    )
}
impl InsertLineReleasesStmt {
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
    >(
        &'s self,
        client: &'c C,
        released_at: &'a kernel_base::Timestamp,
        command_ids: &'a T1,
        reservation_ids: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[released_at, command_ids, reservation_ids]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertLineReleasesParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertLineReleasesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertLineReleasesParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.released_at, &params.command_ids, &params.reservation_ids))
    }
}
