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
    movement_id, variant_id, location_id, kind, quantity, on_hand_after, reason, reference, actor, created_at
FROM warehouse.stock_movement
WHERE
    movement_id < :before
    AND (:variant_id::uuid IS NULL OR variant_id = :variant_id)
    AND (:location_id::uuid IS NULL OR location_id = :location_id)
ORDER BY movement_id DESC
LIMIT :row_limit;
