--! insert_movements (reasons[?], references[?])
INSERT INTO warehouse.stock_movement (
    movement_id, variant_id, location_id, kind, quantity, on_hand_after, reason, reference, actor, created_at
)
SELECT movement_id, variant_id, location_id, kind, quantity, on_hand_after, reason, reference, :actor, :created_at
FROM unnest(
    :movement_ids::uuid[], :variant_ids::uuid[], :location_ids::uuid[], :kinds::text[], :quantities::bigint[],
    :on_hand_after::bigint[], :reasons::text[], :references::text[]
) AS t (movement_id, variant_id, location_id, kind, quantity, on_hand_after, reason, reference);

--! list_movements (variant_id?, location_id?) : MovementRow(reason?, reference?)
SELECT
    m.movement_id, m.variant_id, i.sku, m.location_id, l.code AS location, m.kind, m.quantity, m.on_hand_after,
    m.reason, m.reference, m.actor, m.created_at
FROM warehouse.stock_movement AS m
INNER JOIN warehouse.stock_item AS i ON i.variant_id = m.variant_id
INNER JOIN warehouse.stock_location AS l ON l.location_id = m.location_id
WHERE
    m.movement_id < :before
    AND (:variant_id::uuid IS NULL OR m.variant_id = :variant_id)
    AND (:location_id::uuid IS NULL OR m.location_id = :location_id)
ORDER BY m.movement_id DESC
LIMIT :row_limit;
