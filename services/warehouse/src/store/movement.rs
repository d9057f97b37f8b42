//! The stock ledger.

use kernel_base::{Env, Id, Limit, Timestamp};
use kernel_db::{DbError, GenericClient, Write};
use shared_contracts::{StockLocationId, StockMovementId, VariantId};
use uuid::Uuid;
use warehouse_db::client::Params;
use warehouse_db::queries::movement::{InsertMovementsParams, MovementRow, insert_movements, list_movements};

use crate::domain::movement::{Movement, MovementKind, Note};
use crate::store::uuids;

/// A movement in the ledger.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) movement_id: StockMovementId,
    pub(crate) movement: Movement,
    pub(crate) actor: String,
    pub(crate) created_at: Timestamp,
}

/// An entry with the names people know variant and location by.
#[derive(Debug, Clone)]
pub(crate) struct NamedEntry {
    pub(crate) entry: Entry,
    pub(crate) sku: String,
    pub(crate) location: String,
}

/// Gives movements their ids. Ids made in one millisecond are in no order, so they are sorted: the ledger lists them as
/// they were entered.
pub(crate) fn entries(env: &Env, movements: &[Movement], actor: &str, now: Timestamp) -> Vec<Entry> {
    let mut ids: Vec<StockMovementId> = movements.iter().map(|_| env.id()).collect();
    ids.sort_unstable();
    let entry = |(movement_id, movement): (StockMovementId, &Movement)| Entry {
        movement_id,
        movement: movement.clone(),
        actor: actor.to_owned(),
        created_at: now,
    };
    ids.into_iter().zip(movements).map(entry).collect()
}

/// Appends entries of one actor and moment.
pub(crate) async fn append(write: &Write, entries: &[Entry]) -> Result<(), DbError> {
    let Some(first) = entries.first() else { return Ok(()) };
    let movements = || entries.iter().map(|entry| &entry.movement);
    insert_movements()
        .params(
            write,
            &InsertMovementsParams {
                movement_ids: uuids(entries.iter().map(|entry| entry.movement_id)),
                variant_ids: uuids(movements().map(|movement| movement.variant_id)),
                location_ids: uuids(movements().map(|movement| movement.location_id)),
                kinds: movements().map(|movement| movement.kind.as_str()).collect::<Vec<_>>(),
                quantities: movements().map(|movement| movement.quantity).collect::<Vec<_>>(),
                on_hand_after: movements().map(|movement| movement.on_hand_after).collect::<Vec<_>>(),
                reasons: movements().map(|movement| movement.note.reason.as_deref()).collect::<Vec<_>>(),
                references: movements()
                    .map(|movement| movement.note.reference.as_deref())
                    .collect::<Vec<_>>(),
                actor: first.actor.as_str(),
                created_at: first.created_at,
            },
        )
        .await?;
    Ok(())
}

/// Which movements a list holds.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct MovementFilter {
    pub(crate) variant_id: Option<VariantId>,
    pub(crate) location_id: Option<StockLocationId>,
}

/// Movements, latest first.
pub(crate) async fn list(
    client: &impl GenericClient,
    filter: MovementFilter,
    before: Option<StockMovementId>,
    limit: Limit,
) -> Result<Vec<NamedEntry>, DbError> {
    let before = before.map_or(Uuid::max(), Id::uuid);
    let (variant, location) = (filter.variant_id.map(Id::uuid), filter.location_id.map(Id::uuid));
    let rows = list_movements().bind(client, &before, &variant, &location, &limit.plus_one()).all().await?;
    Ok(rows.into_iter().map(named_entry).collect())
}

fn named_entry(row: MovementRow) -> NamedEntry {
    let movement = Movement {
        variant_id: Id::from_uuid(row.variant_id),
        location_id: Id::from_uuid(row.location_id),
        kind: MovementKind::parse(&row.kind).expect("BUG: stock_movement_kind_check"),
        quantity: row.quantity,
        on_hand_after: row.on_hand_after,
        note: Note { reason: row.reason, reference: row.reference },
    };
    let movement_id = Id::from_uuid(row.movement_id);
    let entry = Entry { movement_id, movement, actor: row.actor, created_at: row.created_at };
    NamedEntry { entry, sku: row.sku, location: row.location }
}
