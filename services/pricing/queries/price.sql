--: PriceRow(valid_until?)
--: HistoryRow(unit_price_micros?, valid_until?)

--! prices_from : PriceRow
-- What holds at a time or will: all that quotes of that time and later need.
SELECT price_id, price_list_id, variant_id, min_quantity, unit_price_micros, valid_from, valid_until
FROM pricing.price
WHERE variant_id = ANY(:variant_ids::uuid[]) AND (valid_until IS NULL OR valid_until > :at);

--! prices_at : PriceRow
SELECT price_id, price_list_id, variant_id, min_quantity, unit_price_micros, valid_from, valid_until
FROM pricing.price
WHERE variant_id = ANY(:variant_ids::uuid[]) AND valid_from <= :at AND (valid_until IS NULL OR valid_until > :at);

--! list_prices : PriceRow
SELECT price_id, price_list_id, variant_id, min_quantity, unit_price_micros, valid_from, valid_until
FROM pricing.price
WHERE
    price_list_id = :price_list_id AND variant_id = ANY(:variant_ids::uuid[])
    AND (valid_until IS NULL OR valid_until > :at)
ORDER BY variant_id, min_quantity, valid_from;

--! list_priced_variants (after?)
SELECT variant_id
FROM pricing.price_set
WHERE price_list_id = :price_list_id AND (:after::uuid IS NULL OR variant_id > :after)
ORDER BY variant_id
LIMIT :row_limit;

--! prices_to_change : PriceRow
SELECT p.price_id, p.price_list_id, p.variant_id, p.min_quantity, p.unit_price_micros, p.valid_from, p.valid_until
FROM unnest(:price_list_ids::uuid[], :variant_ids::uuid[]) AS t(price_list_id, variant_id)
INNER JOIN pricing.price AS p ON p.price_list_id = t.price_list_id AND p.variant_id = t.variant_id
WHERE p.valid_until IS NULL OR p.valid_until > :at;

--! price_set_versions
SELECT s.price_list_id, s.variant_id, s.version
FROM unnest(:price_list_ids::uuid[], :variant_ids::uuid[]) AS t(price_list_id, variant_id)
INNER JOIN pricing.price_set AS s ON s.price_list_id = t.price_list_id AND s.variant_id = t.variant_id;

--! raise_price_sets
-- Changes fewer rows than given when another change came first.
INSERT INTO pricing.price_set AS s (price_list_id, variant_id, version, updated_at)
SELECT price_list_id, variant_id, version, :at
FROM unnest(:price_list_ids::uuid[], :variant_ids::uuid[], :versions::bigint[]) AS t(price_list_id, variant_id, version)
ORDER BY price_list_id, variant_id
ON CONFLICT (price_list_id, variant_id) DO UPDATE
SET version = excluded.version, updated_at = excluded.updated_at
WHERE s.version = excluded.version - 1;

--! delete_prices
DELETE FROM pricing.price
WHERE price_id = ANY(:price_ids::uuid[]);

--! end_prices
UPDATE pricing.price AS p
SET valid_until = t.valid_until
FROM unnest(:price_ids::uuid[], :valid_untils::timestamptz[]) AS t(price_id, valid_until)
WHERE p.price_id = t.price_id;

--! insert_prices (valid_untils[?])
INSERT INTO pricing.price (
    price_id, price_list_id, variant_id, min_quantity, unit_price_micros, valid_from, valid_until
)
SELECT price_id, price_list_id, variant_id, min_quantity, unit_price_micros, valid_from, valid_until
FROM unnest(
    :price_ids::uuid[], :price_list_ids::uuid[], :variant_ids::uuid[], :min_quantities::int[],
    :unit_prices_micros::bigint[], :valid_froms::timestamptz[], :valid_untils::timestamptz[]
) AS t(price_id, price_list_id, variant_id, min_quantity, unit_price_micros, valid_from, valid_until);

--! insert_price_history (unit_prices_micros[?], valid_untils[?])
INSERT INTO pricing.price_history (
    variant_id, price_list_id, version, min_quantity, unit_price_micros, valid_from, valid_until, recorded_at
)
SELECT variant_id, price_list_id, version, min_quantity, unit_price_micros, valid_from, valid_until, :at
FROM unnest(
    :variant_ids::uuid[], :price_list_ids::uuid[], :versions::bigint[], :min_quantities::int[],
    :unit_prices_micros::bigint[], :valid_froms::timestamptz[], :valid_untils::timestamptz[]
) AS t(variant_id, price_list_id, version, min_quantity, unit_price_micros, valid_from, valid_until);

--! recent_history : HistoryRow
-- Of the price of one piece; enough changes to look back over 30 days even when prices change every hour.
SELECT
    h.variant_id, h.price_list_id, h.version, h.min_quantity, h.unit_price_micros, h.valid_from, h.valid_until,
    h.recorded_at
FROM unnest(:variant_ids::uuid[]) AS t(variant_id)
CROSS JOIN LATERAL (
    SELECT variant_id, price_list_id, version, min_quantity, unit_price_micros, valid_from, valid_until, recorded_at
    FROM pricing.price_history
    WHERE variant_id = t.variant_id AND min_quantity = 1
    ORDER BY recorded_at DESC, price_list_id DESC, version DESC
    LIMIT :row_limit
) AS h;

--! first_history_page : HistoryRow
SELECT variant_id, price_list_id, version, min_quantity, unit_price_micros, valid_from, valid_until, recorded_at
FROM pricing.price_history
WHERE variant_id = :variant_id
ORDER BY recorded_at DESC, price_list_id DESC, version DESC, min_quantity DESC
LIMIT :row_limit;

--! next_history_page : HistoryRow
SELECT variant_id, price_list_id, version, min_quantity, unit_price_micros, valid_from, valid_until, recorded_at
FROM pricing.price_history
WHERE
    variant_id = :variant_id
    AND (recorded_at, price_list_id, version, min_quantity)
    < (:recorded_at::timestamptz, :price_list_id::uuid, :version::bigint, :min_quantity::int)
ORDER BY recorded_at DESC, price_list_id DESC, version DESC, min_quantity DESC
LIMIT :row_limit;
