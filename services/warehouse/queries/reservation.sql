--: ReservationRow(cart_id?, deadline?, refusal_code?, refusal_message?, end_reason?, ended_at?)
--: ReservationLineRow(location_id?)

--! find_reservations : ReservationRow
SELECT
    reservation_id, owner, cart_id, channel, status, deadline, refusal_code, refusal_message, end_reason,
    created_at, ended_at, version
FROM warehouse.reservation
WHERE reservation_id = ANY(:reservation_ids::uuid[]);

--! find_holds_for_carts : ReservationRow
SELECT
    reservation_id, owner, cart_id, channel, status, deadline, refusal_code, refusal_message, end_reason,
    created_at, ended_at, version
FROM warehouse.reservation
WHERE cart_id = ANY(:cart_ids::uuid[]) AND status = 'held';

-- What a cart holds of these variants.
--! pieces_for_cart
SELECT l.variant_id, l.location_id, sum(l.quantity - l.issued - l.released)::bigint AS pieces
FROM warehouse.reservation AS r
INNER JOIN warehouse.reservation_line AS l ON l.reservation_id = r.reservation_id
WHERE
    r.cart_id = :cart_id AND r.status = 'held'
    AND l.variant_id = ANY(:variant_ids::uuid[]) AND l.location_id IS NOT NULL
GROUP BY l.variant_id, l.location_id;

--! reservation_lines : ReservationLineRow
SELECT reservation_id, line_id, variant_id, location_id, quantity, backordered, issued, released, handed_out
FROM warehouse.reservation_line
WHERE reservation_id = ANY(:reservation_ids::uuid[])
ORDER BY reservation_id, position;

--! list_reservations (status?, owner?, channels?) : ReservationRow
SELECT
    reservation_id, owner, cart_id, channel, status, deadline, refusal_code, refusal_message, end_reason,
    created_at, ended_at, version
FROM warehouse.reservation
WHERE
    reservation_id < :before
    AND (:status::text IS NULL OR status = :status)
    AND (:owner::text IS NULL OR owner = :owner)
    AND (:channels::text[] IS NULL OR channel = ANY(:channels))
ORDER BY reservation_id DESC
LIMIT :row_limit;

--! reservation_channel
SELECT channel FROM warehouse.reservation WHERE reservation_id = :reservation_id;

--! due_reservations
SELECT reservation_id
FROM warehouse.reservation
WHERE status = 'held' AND deadline IS NOT NULL AND deadline <= :now
ORDER BY deadline
LIMIT :row_limit;

--! insert_reservations (cart_ids[?], deadlines[?], refusal_codes[?], refusal_messages[?], end_reasons[?], ended_at[?])
INSERT INTO warehouse.reservation (
    reservation_id, owner, cart_id, channel, status, deadline, refusal_code, refusal_message, end_reason,
    created_at, ended_at, version
)
SELECT
    reservation_id, owner, cart_id, channel, status, deadline, refusal_code, refusal_message, end_reason,
    created_at, ended_at, 1
FROM unnest(
    :reservation_ids::uuid[], :owners::text[], :cart_ids::uuid[], :channels::text[], :statuses::text[],
    :deadlines::timestamptz[], :refusal_codes::text[], :refusal_messages::text[], :end_reasons::text[],
    :created_at::timestamptz[], :ended_at::timestamptz[]
) AS t (
    reservation_id, owner, cart_id, channel, status, deadline, refusal_code, refusal_message, end_reason, created_at,
    ended_at
);

--! insert_reservation_lines (location_ids[?])
INSERT INTO warehouse.reservation_line (
    reservation_id, position, line_id, variant_id, location_id, quantity, backordered, issued, released, handed_out
)
SELECT
    reservation_id, position, line_id, variant_id, location_id, quantity, backordered, issued, released, handed_out
FROM unnest(
    :reservation_ids::uuid[], :positions::int[], :line_ids::uuid[], :variant_ids::uuid[], :location_ids::uuid[],
    :quantities::int[], :backordered::int[], :issued::int[], :released::int[], :handed_out::boolean[]
) AS t (
    reservation_id, position, line_id, variant_id, location_id, quantity, backordered, issued, released, handed_out
);

--! update_reservations (deadlines[?], end_reasons[?], ended_at[?])
UPDATE warehouse.reservation AS r
SET
    status = t.status, deadline = t.deadline, end_reason = t.end_reason, ended_at = t.ended_at,
    version = r.version + 1
FROM unnest(
    :reservation_ids::uuid[], :versions::bigint[], :statuses::text[], :deadlines::timestamptz[],
    :end_reasons::text[], :ended_at::timestamptz[]
) AS t (reservation_id, version, status, deadline, end_reason, ended_at)
WHERE r.reservation_id = t.reservation_id AND r.version = t.version;

--! update_pieces
UPDATE warehouse.reservation_line AS l
SET issued = t.issued, released = t.released
FROM unnest(
    :reservation_ids::uuid[], :positions::int[], :issued::int[], :released::int[]
) AS t (reservation_id, position, issued, released)
WHERE l.reservation_id = t.reservation_id AND l.position = t.position;

--! lines_to_hand_out
SELECT reservation_id
FROM warehouse.reservation_line
WHERE reservation_id = ANY(:reservation_ids::uuid[]) AND handed_out AND issued + released < quantity;

--! issued_shipments
SELECT shipment_id
FROM warehouse.issued_shipment
WHERE shipment_id = ANY(:shipment_ids::uuid[]);

--! insert_issued_shipments
INSERT INTO warehouse.issued_shipment (shipment_id, issued_at)
SELECT shipment_id, :issued_at
FROM unnest(:shipment_ids::uuid[]) AS t (shipment_id);

--! line_releases
SELECT command_id
FROM warehouse.line_release
WHERE command_id = ANY(:command_ids::uuid[]);

--! insert_line_releases
INSERT INTO warehouse.line_release (command_id, reservation_id, released_at)
SELECT command_id, reservation_id, :released_at
FROM unnest(:command_ids::uuid[], :reservation_ids::uuid[]) AS t (command_id, reservation_id);
