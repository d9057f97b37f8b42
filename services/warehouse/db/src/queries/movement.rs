// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InsertMovementsParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::ArraySql<Item = uuid::Uuid>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::ArraySql<Item = i64>,
    T8: crate::ArraySql<Item = i64>,
    T9: crate::StringSql,
    T10: crate::ArraySql<Item = Option<T9>>,
    T11: crate::StringSql,
    T12: crate::ArraySql<Item = Option<T11>>,
> {
    pub actor: T1,
    pub created_at: kernel_base::Timestamp,
    pub movement_ids: T2,
    pub variant_ids: T3,
    pub location_ids: T4,
    pub kinds: T6,
    pub quantities: T7,
    pub on_hand_after: T8,
    pub reasons: T10,
    pub references: T12,
}
#[derive(Clone, Copy, Debug)]
pub struct ListMovementsParams {
    pub before: uuid::Uuid,
    pub variant_id: Option<uuid::Uuid>,
    pub location_id: Option<uuid::Uuid>,
    pub row_limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct MovementRow {
    pub movement_id: uuid::Uuid,
    pub variant_id: uuid::Uuid,
    pub sku: String,
    pub location_id: uuid::Uuid,
    pub location: String,
    pub kind: String,
    pub quantity: i64,
    pub on_hand_after: i64,
    pub reason: Option<String>,
    pub reference: Option<String>,
    pub actor: String,
    pub created_at: kernel_base::Timestamp,
}
pub struct MovementRowBorrowed<'a> {
    pub movement_id: uuid::Uuid,
    pub variant_id: uuid::Uuid,
    pub sku: &'a str,
    pub location_id: uuid::Uuid,
    pub location: &'a str,
    pub kind: &'a str,
    pub quantity: i64,
    pub on_hand_after: i64,
    pub reason: Option<&'a str>,
    pub reference: Option<&'a str>,
    pub actor: &'a str,
    pub created_at: kernel_base::Timestamp,
}
impl<'a> From<MovementRowBorrowed<'a>> for MovementRow {
    fn from(
        MovementRowBorrowed {
            movement_id,
            variant_id,
            sku,
            location_id,
            location,
            kind,
            quantity,
            on_hand_after,
            reason,
            reference,
            actor,
            created_at,
        }: MovementRowBorrowed<'a>,
    ) -> Self {
        Self {
            movement_id,
            variant_id,
            sku: sku.into(),
            location_id,
            location: location.into(),
            kind: kind.into(),
            quantity,
            on_hand_after,
            reason: reason.map(|v| v.into()),
            reference: reference.map(|v| v.into()),
            actor: actor.into(),
            created_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct MovementRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<MovementRowBorrowed, tokio_postgres::Error>,
    mapper: fn(MovementRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> MovementRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(MovementRowBorrowed) -> R) -> MovementRowQuery<'c, 'a, 's, C, R, N> {
        MovementRowQuery {
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
pub struct InsertMovementsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_movements() -> InsertMovementsStmt {
    InsertMovementsStmt(
        "INSERT INTO warehouse.stock_movement ( movement_id, variant_id, location_id, kind, quantity, on_hand_after, reason, reference, actor, created_at ) SELECT movement_id, variant_id, location_id, kind, quantity, on_hand_after, reason, reference, $1, $2 FROM unnest( $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::bigint[], $8::bigint[], $9::text[], $10::text[] ) AS t (movement_id, variant_id, location_id, kind, quantity, on_hand_after, reason, reference)",
        None,
    )
}
impl InsertMovementsStmt {
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
        T3: crate::ArraySql<Item = uuid::Uuid>,
        T4: crate::ArraySql<Item = uuid::Uuid>,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
        T7: crate::ArraySql<Item = i64>,
        T8: crate::ArraySql<Item = i64>,
        T9: crate::StringSql,
        T10: crate::ArraySql<Item = Option<T9>>,
        T11: crate::StringSql,
        T12: crate::ArraySql<Item = Option<T11>>,
    >(
        &'s self,
        client: &'c C,
        actor: &'a T1,
        created_at: &'a kernel_base::Timestamp,
        movement_ids: &'a T2,
        variant_ids: &'a T3,
        location_ids: &'a T4,
        kinds: &'a T6,
        quantities: &'a T7,
        on_hand_after: &'a T8,
        reasons: &'a T10,
        references: &'a T12,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    actor,
                    created_at,
                    movement_ids,
                    variant_ids,
                    location_ids,
                    kinds,
                    quantities,
                    on_hand_after,
                    reasons,
                    references,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = uuid::Uuid>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::ArraySql<Item = uuid::Uuid>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::ArraySql<Item = i64>,
    T8: crate::ArraySql<Item = i64>,
    T9: crate::StringSql,
    T10: crate::ArraySql<Item = Option<T9>>,
    T11: crate::StringSql,
    T12: crate::ArraySql<Item = Option<T11>>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertMovementsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertMovementsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertMovementsParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.actor,
            &params.created_at,
            &params.movement_ids,
            &params.variant_ids,
            &params.location_ids,
            &params.kinds,
            &params.quantities,
            &params.on_hand_after,
            &params.reasons,
            &params.references,
        ))
    }
}
pub struct ListMovementsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_movements() -> ListMovementsStmt {
    ListMovementsStmt(
        "SELECT m.movement_id, m.variant_id, i.sku, m.location_id, l.code AS location, m.kind, m.quantity, m.on_hand_after, m.reason, m.reference, m.actor, m.created_at FROM warehouse.stock_movement AS m INNER JOIN warehouse.stock_item AS i ON i.variant_id = m.variant_id INNER JOIN warehouse.stock_location AS l ON l.location_id = m.location_id WHERE m.movement_id < $1 AND ($2::uuid IS NULL OR m.variant_id = $2) AND ($3::uuid IS NULL OR m.location_id = $3) ORDER BY m.movement_id DESC LIMIT $4",
        None,
    )
}
impl ListMovementsStmt {
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
        before: &'a uuid::Uuid,
        variant_id: &'a Option<uuid::Uuid>,
        location_id: &'a Option<uuid::Uuid>,
        row_limit: &'a i64,
    ) -> MovementRowQuery<'c, 'a, 's, C, MovementRow, 4> {
        MovementRowQuery {
            client,
            params: [before, variant_id, location_id, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<MovementRowBorrowed, tokio_postgres::Error> {
                Ok(MovementRowBorrowed {
                    movement_id: row.try_get(0)?,
                    variant_id: row.try_get(1)?,
                    sku: row.try_get(2)?,
                    location_id: row.try_get(3)?,
                    location: row.try_get(4)?,
                    kind: row.try_get(5)?,
                    quantity: row.try_get(6)?,
                    on_hand_after: row.try_get(7)?,
                    reason: row.try_get(8)?,
                    reference: row.try_get(9)?,
                    actor: row.try_get(10)?,
                    created_at: row.try_get(11)?,
                })
            },
            mapper: |it| MovementRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListMovementsParams,
        MovementRowQuery<'c, 'a, 's, C, MovementRow, 4>,
        C,
    > for ListMovementsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListMovementsParams,
    ) -> MovementRowQuery<'c, 'a, 's, C, MovementRow, 4> {
        self.bind(client, &params.before, &params.variant_id, &params.location_id, &params.row_limit)
    }
}
