--: StockRow(expected_at?, location_id?, on_hand?, reserved?, safety_stock?, backorder_limit?)

-- Items and levels in one statement: one snapshot, so that the version belongs to the figures.
--! find_stock : StockRow
SELECT
    i.variant_id, i.sku, i.tracked, i.oversell, i.expected_at, i.low_stock_threshold, i.policy_version, i.version,
    l.location_id, l.on_hand, l.reserved, l.safety_stock, l.backorder_limit
FROM warehouse.stock_item AS i
LEFT JOIN warehouse.stock_level AS l ON l.variant_id = i.variant_id
WHERE i.variant_id = ANY(:variant_ids::uuid[])
ORDER BY i.variant_id;

--! list_items (sku?, location_id?)
SELECT i.variant_id, i.sku
FROM warehouse.stock_item AS i
WHERE
    NOT i.removed
    AND (i.sku, i.variant_id) > (:after_sku, :after_variant_id)
    AND (:sku::text IS NULL OR i.sku = :sku)
    AND (
        :location_id::uuid IS NULL
        OR EXISTS (
            SELECT 1 FROM warehouse.stock_level AS l
            WHERE l.variant_id = i.variant_id AND l.location_id = :location_id
        )
    )
ORDER BY i.sku, i.variant_id
LIMIT :row_limit;

-- A SKU that two variants had at different times belongs to the one that still exists.
--! variants_by_sku
SELECT i.sku, i.variant_id
FROM warehouse.stock_item AS i
WHERE i.sku = ANY(:skus::text[]) AND NOT i.removed;

-- Moves the items on, in the order of their ids so that two transactions never wait for each other crosswise.
--! touch_items
WITH locked AS (
    SELECT i.variant_id
    FROM warehouse.stock_item AS i
    INNER JOIN unnest(:variant_ids::uuid[], :versions::bigint[]) AS t (variant_id, version)
        ON i.variant_id = t.variant_id AND i.version = t.version
    ORDER BY i.variant_id
    FOR NO KEY UPDATE OF i
)
UPDATE warehouse.stock_item AS i
SET version = i.version + 1
FROM locked
WHERE i.variant_id = locked.variant_id;

--! update_levels
UPDATE warehouse.stock_level AS l
SET on_hand = l.on_hand + t.on_hand, reserved = l.reserved + t.reserved
FROM unnest(:variant_ids::uuid[], :location_ids::uuid[], :on_hand::bigint[], :reserved::bigint[])
    AS t (variant_id, location_id, on_hand, reserved)
WHERE l.variant_id = t.variant_id AND l.location_id = t.location_id;

--! insert_levels
INSERT INTO warehouse.stock_level (variant_id, location_id, on_hand, reserved, safety_stock, backorder_limit)
SELECT variant_id, location_id, on_hand, reserved, 0, 0
FROM unnest(:variant_ids::uuid[], :location_ids::uuid[], :on_hand::bigint[], :reserved::bigint[])
    AS t (variant_id, location_id, on_hand, reserved);

--! update_policy (expected_at?)
UPDATE warehouse.stock_item
SET
    oversell = :oversell, expected_at = :expected_at, low_stock_threshold = :low_stock_threshold,
    policy_version = policy_version + 1, version = version + 1
WHERE variant_id = :variant_id AND version = :version;

--! upsert_level_policies
INSERT INTO warehouse.stock_level AS l (variant_id, location_id, on_hand, reserved, safety_stock, backorder_limit)
SELECT :variant_id, location_id, 0, 0, safety_stock, backorder_limit
FROM unnest(:location_ids::uuid[], :safety_stock::bigint[], :backorder_limits::bigint[])
    AS t (location_id, safety_stock, backorder_limit)
ON CONFLICT (variant_id, location_id) DO UPDATE
SET safety_stock = excluded.safety_stock, backorder_limit = excluded.backorder_limit;

-- Copies what the catalog says; an older version of the product never overwrites a newer one.
--! upsert_items
INSERT INTO warehouse.stock_item AS i (variant_id, product_id, product_version, sku, tracked, removed)
SELECT variant_id, product_id, product_version, sku, tracked, false
FROM unnest(
    :variant_ids::uuid[], :product_ids::uuid[], :product_versions::bigint[], :skus::text[], :tracked::boolean[]
) AS t (variant_id, product_id, product_version, sku, tracked)
ON CONFLICT (variant_id) DO UPDATE
SET
    product_id = excluded.product_id, product_version = excluded.product_version, sku = excluded.sku,
    tracked = excluded.tracked, removed = false
WHERE
    i.product_version < excluded.product_version
    AND (i.sku, i.tracked, i.removed, i.product_id)
    IS DISTINCT FROM (excluded.sku, excluded.tracked, false, excluded.product_id);

-- Variants a product no longer has. Their stock and ledger stay.
--! remove_items
UPDATE warehouse.stock_item AS i
SET removed = true, product_version = t.product_version
FROM unnest(:product_ids::uuid[], :product_versions::bigint[]) AS t (product_id, product_version)
WHERE
    i.product_id = t.product_id
    AND i.product_version < t.product_version
    AND NOT i.removed
    AND NOT (i.variant_id = ANY(:kept_variant_ids::uuid[]));

-- Levels that differ from what the ledger and the open reservations add up to. None, or something is broken.
--! level_differences
WITH ledger AS (
    SELECT m.variant_id, m.location_id, sum(m.quantity)::bigint AS on_hand
    FROM warehouse.stock_movement AS m
    GROUP BY m.variant_id, m.location_id
),

held AS (
    SELECT rl.variant_id, rl.location_id, sum(rl.quantity - rl.issued - rl.released)::bigint AS reserved
    FROM warehouse.reservation AS r
    INNER JOIN warehouse.reservation_line AS rl ON rl.reservation_id = r.reservation_id
    WHERE r.status = 'held' AND rl.location_id IS NOT NULL
    GROUP BY rl.variant_id, rl.location_id
)

SELECT
    i.sku, l.variant_id, l.location_id, l.on_hand, coalesce(ledger.on_hand, 0) AS ledger_on_hand, l.reserved,
    coalesce(held.reserved, 0) AS held_reserved
FROM warehouse.stock_level AS l
INNER JOIN warehouse.stock_item AS i ON i.variant_id = l.variant_id
LEFT JOIN ledger ON ledger.variant_id = l.variant_id AND ledger.location_id = l.location_id
LEFT JOIN held ON held.variant_id = l.variant_id AND held.location_id = l.location_id
WHERE l.on_hand <> coalesce(ledger.on_hand, 0) OR l.reserved <> coalesce(held.reserved, 0)
ORDER BY l.variant_id, l.location_id
LIMIT 1000;

--! totals
SELECT
    count(*) AS level_count,
    coalesce(sum(on_hand), 0)::bigint AS on_hand,
    coalesce(sum(reserved), 0)::bigint AS reserved
FROM warehouse.stock_level;
