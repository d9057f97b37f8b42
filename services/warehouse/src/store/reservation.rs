//! Reservations and their lines.

use std::collections::{BTreeSet, HashMap};

use kernel_base::{Id, Limit, Refusal, Timestamp};
use kernel_db::{DbError, GenericClient, Write};
use kernel_http::Channels;
use shared_contracts::{CartId, ReservationId, ShipmentId, VariantId};
use uuid::Uuid;
use warehouse_db::client::Params;
use warehouse_db::queries::reservation::{
    InsertReservationLinesParams, InsertReservationsParams, ReservationRow, UpdateReservationsParams,
    due_reservations, find_holds_for_carts, find_reservations, insert_issued_shipments, insert_line_releases,
    insert_reservation_lines, insert_reservations, issued_shipments, line_releases, lines_to_hand_out,
    list_reservations, pieces_for_cart, reservation_channel, reservation_lines, update_pieces,
    update_reservations,
};

use crate::domain::reservation::{HeldLine, Reservation, Reservations, Status};
use crate::domain::stockroom::Held;
use crate::store::uuids;

/// Those that exist, with their lines.
pub(crate) async fn find(
    client: &impl GenericClient,
    ids: &[ReservationId],
) -> Result<Vec<Reservation>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids = uuids(ids.iter().copied());
    let rows = find_reservations().bind(client, &ids).all().await?;
    // The common case, a command that comes for the first time, needs no second statement.
    let mut lines = if rows.is_empty() { HashMap::new() } else { lines_of(client, &ids).await? };
    Ok(rows.into_iter().map(|row| reservation(row, &mut lines)).collect())
}

/// What these carts hold.
pub(crate) async fn held_for(
    client: &impl GenericClient,
    carts: &[CartId],
) -> Result<Vec<Reservation>, DbError> {
    if carts.is_empty() {
        return Ok(Vec::new());
    }
    let rows = find_holds_for_carts().bind(client, &uuids(carts.iter().copied())).all().await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.reservation_id).collect();
    let mut lines = if ids.is_empty() { HashMap::new() } else { lines_of(client, &ids).await? };
    Ok(rows.into_iter().map(|row| reservation(row, &mut lines)).collect())
}

/// What a cart holds of these variants, by location.
pub(crate) async fn pieces_held_for(
    client: &impl GenericClient,
    cart_id: Option<CartId>,
    variants: &[VariantId],
) -> Result<Vec<Held>, DbError> {
    let Some(cart_id) = cart_id else { return Ok(Vec::new()) };
    let variants = uuids(variants.iter().copied());
    let rows = pieces_for_cart().bind(client, &cart_id.uuid(), &variants).all().await?;
    let held = rows.into_iter().map(|row| Held {
        variant_id: Id::from_uuid(row.variant_id),
        location_id: Id::from_uuid(row.location_id),
        pieces: row.pieces,
    });
    Ok(held.collect())
}

/// Which reservations a list holds.
#[derive(Debug, Clone)]
pub(crate) struct ReservationFilter {
    /// Those of the caller.
    pub(crate) channels: Channels,
    pub(crate) status: Option<String>,
    pub(crate) owner: Option<String>,
}

/// Reservations with their lines, latest first.
pub(crate) async fn list(
    client: &impl GenericClient,
    filter: &ReservationFilter,
    before: Option<ReservationId>,
    limit: Limit,
) -> Result<Vec<Reservation>, DbError> {
    let before = before.map_or(Uuid::max(), Id::uuid);
    let rows = list_reservations()
        .bind(client, &before, &filter.status, &filter.owner, &filter.channels.names(), &limit.plus_one())
        .all()
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.reservation_id).collect();
    let mut lines = lines_of(client, &ids).await?;
    Ok(rows.into_iter().map(|row| reservation(row, &mut lines)).collect())
}

/// Where the reservation is.
pub(crate) async fn channel(
    client: &impl GenericClient,
    id: ReservationId,
) -> Result<Option<String>, DbError> {
    Ok(reservation_channel().bind(client, &id.uuid()).opt().await?)
}

/// Holds whose deadline passed, the longest overdue first.
pub(crate) async fn due(
    client: &impl GenericClient,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<ReservationId>, DbError> {
    let ids = due_reservations().bind(client, &now, &limit).all().await?;
    Ok(ids.into_iter().map(Id::from_uuid).collect())
}

/// Which of these have pieces that are in no shipment and were not handed out yet.
pub(crate) async fn to_hand_out(
    client: &impl GenericClient,
    ids: &BTreeSet<ReservationId>,
) -> Result<BTreeSet<ReservationId>, DbError> {
    if ids.is_empty() {
        return Ok(BTreeSet::new());
    }
    let ids = lines_to_hand_out().bind(client, &uuids(ids.iter().copied())).all().await?;
    Ok(ids.into_iter().map(Id::from_uuid).collect())
}

/// Which of these shipments were booked out already.
pub(crate) async fn issued(
    client: &impl GenericClient,
    shipments: &[ShipmentId],
) -> Result<Vec<ShipmentId>, DbError> {
    let ids = issued_shipments().bind(client, &uuids(shipments.iter().copied())).all().await?;
    Ok(ids.into_iter().map(Id::from_uuid).collect())
}

pub(crate) async fn mark_issued(
    write: &Write,
    shipments: &[ShipmentId],
    now: Timestamp,
) -> Result<(), DbError> {
    if !shipments.is_empty() {
        insert_issued_shipments().bind(write, &now, &uuids(shipments.iter().copied())).await?;
    }
    Ok(())
}

/// Which of these commands to give back pieces were carried out already.
pub(crate) async fn released_by(
    client: &impl GenericClient,
    commands: Vec<Uuid>,
) -> Result<BTreeSet<Uuid>, DbError> {
    if commands.is_empty() {
        return Ok(BTreeSet::new());
    }
    Ok(line_releases().bind(client, &commands).all().await?.into_iter().collect())
}

pub(crate) async fn mark_released_by(
    write: &Write,
    commands: &[(Uuid, ReservationId)],
    now: Timestamp,
) -> Result<(), DbError> {
    if !commands.is_empty() {
        let ids: Vec<Uuid> = commands.iter().map(|(command_id, _)| *command_id).collect();
        let reservations = uuids(commands.iter().map(|(_, reservation_id)| *reservation_id));
        insert_line_releases().bind(write, &now, &ids, &reservations).await?;
    }
    Ok(())
}

/// Writes what changed, then what was made: a cart's new hold takes the place of the one that ended.
pub(crate) async fn save(write: &Write, reservations: &Reservations) -> Result<(), DbError> {
    let made: Vec<&Reservation> = reservations.made().collect();
    let changed: Vec<&Reservation> = reservations.changed().collect();
    update(write, &changed).await?;
    insert(write, &made).await
}

async fn insert(write: &Write, made: &[&Reservation]) -> Result<(), DbError> {
    if made.is_empty() {
        return Ok(());
    }
    let refusal = |reservation: &Reservation| match &reservation.status {
        Status::Refused(refusal) => Some(refusal.clone()),
        _ => None,
    };
    let refusals: Vec<Option<Refusal>> = made.iter().map(|reservation| refusal(reservation)).collect();
    insert_reservations()
        .params(
            write,
            &InsertReservationsParams {
                reservation_ids: uuids(made.iter().map(|reservation| reservation.reservation_id)),
                owners: made.iter().map(|reservation| reservation.owner.as_str()).collect::<Vec<_>>(),
                cart_ids: made
                    .iter()
                    .map(|reservation| reservation.cart_id.map(Id::uuid))
                    .collect::<Vec<_>>(),
                channels: made.iter().map(|reservation| reservation.channel.as_str()).collect::<Vec<_>>(),
                statuses: made.iter().map(|reservation| reservation.status.as_str()).collect::<Vec<_>>(),
                deadlines: made.iter().map(|reservation| reservation.deadline).collect::<Vec<_>>(),
                refusal_codes: refusals
                    .iter()
                    .map(|refusal| refusal.as_ref().map(|refusal| &*refusal.code))
                    .collect::<Vec<_>>(),
                refusal_messages: refusals
                    .iter()
                    .map(|refusal| refusal.as_ref().map(|refusal| &*refusal.message))
                    .collect::<Vec<_>>(),
                end_reasons: made
                    .iter()
                    .map(|reservation| reservation.end_reason.as_deref())
                    .collect::<Vec<_>>(),
                created_at: made.iter().map(|reservation| reservation.created_at).collect::<Vec<_>>(),
                ended_at: made.iter().map(|reservation| reservation.ended_at).collect::<Vec<_>>(),
            },
        )
        .await?;
    insert_lines(write, made).await
}

async fn insert_lines(write: &Write, made: &[&Reservation]) -> Result<(), DbError> {
    let lines: Vec<(ReservationId, i32, &HeldLine)> = made.iter().flat_map(|made| numbered(made)).collect();
    if lines.is_empty() {
        return Ok(());
    }
    insert_reservation_lines()
        .params(
            write,
            &InsertReservationLinesParams {
                reservation_ids: uuids(lines.iter().map(|line| line.0)),
                positions: lines.iter().map(|line| line.1).collect::<Vec<_>>(),
                line_ids: uuids(lines.iter().map(|line| line.2.line_id)),
                variant_ids: uuids(lines.iter().map(|line| line.2.variant_id)),
                location_ids: lines.iter().map(|line| line.2.location_id.map(Id::uuid)).collect::<Vec<_>>(),
                quantities: lines.iter().map(|line| line.2.quantity).collect::<Vec<_>>(),
                backordered: lines.iter().map(|line| line.2.backordered).collect::<Vec<_>>(),
                issued: lines.iter().map(|line| line.2.issued).collect::<Vec<_>>(),
                released: lines.iter().map(|line| line.2.released).collect::<Vec<_>>(),
                handed_out: lines.iter().map(|line| line.2.handed_out).collect::<Vec<_>>(),
            },
        )
        .await?;
    Ok(())
}

async fn update(write: &Write, changed: &[&Reservation]) -> Result<(), DbError> {
    if changed.is_empty() {
        return Ok(());
    }
    update_reservations()
        .params(
            &write.expect(changed.len(), "reservation_version"),
            &UpdateReservationsParams {
                reservation_ids: uuids(changed.iter().map(|reservation| reservation.reservation_id)),
                versions: changed.iter().map(|reservation| reservation.version).collect::<Vec<_>>(),
                statuses: changed.iter().map(|reservation| reservation.status.as_str()).collect::<Vec<_>>(),
                deadlines: changed.iter().map(|reservation| reservation.deadline).collect::<Vec<_>>(),
                end_reasons: changed
                    .iter()
                    .map(|reservation| reservation.end_reason.as_deref())
                    .collect::<Vec<_>>(),
                ended_at: changed.iter().map(|reservation| reservation.ended_at).collect::<Vec<_>>(),
            },
        )
        .await?;
    let moved: Vec<(ReservationId, i32, &HeldLine)> =
        changed.iter().flat_map(|changed| numbered(changed)).filter(|line| line.2.moved()).collect();
    if !moved.is_empty() {
        let ids = uuids(moved.iter().map(|line| line.0));
        let positions: Vec<i32> = moved.iter().map(|line| line.1).collect();
        let issued: Vec<i32> = moved.iter().map(|line| line.2.issued).collect();
        let released: Vec<i32> = moved.iter().map(|line| line.2.released).collect();
        update_pieces().bind(write, &ids, &positions, &issued, &released).await?;
    }
    Ok(())
}

/// Lines with their place in the reservation.
fn numbered(reservation: &Reservation) -> impl Iterator<Item = (ReservationId, i32, &HeldLine)> {
    (0..).zip(&reservation.lines).map(|(position, line)| (reservation.reservation_id, position, line))
}

async fn lines_of(
    client: &impl GenericClient,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<HeldLine>>, DbError> {
    let mut lines: HashMap<Uuid, Vec<HeldLine>> = HashMap::new();
    for row in reservation_lines().bind(client, &ids).all().await? {
        lines.entry(row.reservation_id).or_default().push(HeldLine {
            line_id: Id::from_uuid(row.line_id),
            variant_id: Id::from_uuid(row.variant_id),
            location_id: row.location_id.map(Id::from_uuid),
            quantity: row.quantity,
            backordered: row.backordered,
            issued: row.issued,
            released: row.released,
            handed_out: row.handed_out,
        });
    }
    Ok(lines)
}

fn reservation(row: ReservationRow, lines: &mut HashMap<Uuid, Vec<HeldLine>>) -> Reservation {
    let refusal = row.refusal_code.map(|code| Refusal::new(code, row.refusal_message.unwrap_or_default()));
    let status = match (row.status.as_str(), refusal) {
        ("held", _) => Status::Held,
        ("released", _) => Status::Released,
        ("refused", Some(refusal)) => Status::Refused(refusal),
        ("issued", _) => Status::Issued,
        ("expired", _) => Status::Expired,
        ("tombstone", _) => Status::Tombstone,
        _ => unreachable!("BUG: reservation_status_check, reservation_refusal_code_check"),
    };
    Reservation {
        reservation_id: Id::from_uuid(row.reservation_id),
        owner: row.owner,
        cart_id: row.cart_id.map(Id::from_uuid),
        channel: row.channel,
        status,
        deadline: row.deadline,
        end_reason: row.end_reason,
        created_at: row.created_at,
        ended_at: row.ended_at,
        lines: lines.remove(&row.reservation_id).unwrap_or_default(),
        version: row.version,
    }
}
