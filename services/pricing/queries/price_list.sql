--: PriceListRow(channel?, customer_group?, country?, starts_at?, ends_at?)
--: PastListRow(channel?, customer_group?, country?, starts_at?, ends_at?, in_force_from?)

--! list_price_lists (channels?) : PriceListRow
SELECT
    price_list_id, code, name, currency, channel, customer_group, country, priority, starts_at, ends_at, version,
    updated_at
FROM pricing.price_list
WHERE code > :after
    -- A list without a channel is met by buyers of all of them.
    AND (:channels::text[] IS NULL OR channel IS NULL OR channel = ANY(:channels))
ORDER BY code
LIMIT :row_limit;

--! find_price_list : PriceListRow
SELECT
    price_list_id, code, name, currency, channel, customer_group, country, priority, starts_at, ends_at, version,
    updated_at
FROM pricing.price_list
WHERE price_list_id = :price_list_id;

--! insert_price_list (channel?, customer_group?, country?, starts_at?, ends_at?)
INSERT INTO pricing.price_list (
    price_list_id, code, name, currency, channel, customer_group, country, priority, starts_at, ends_at, version,
    created_at, updated_at
) VALUES (
    :price_list_id, :code, :name, :currency, :channel, :customer_group, :country, :priority, :starts_at, :ends_at, 1,
    :at, :at
);

--! list_past_price_lists : PastListRow
SELECT
    p.price_list_id, l.code, p.name, l.currency, p.channel, p.customer_group, p.country, p.priority, p.starts_at,
    p.ends_at, p.version, p.in_force_from, p.in_force_until
FROM pricing.price_list_past AS p
INNER JOIN pricing.price_list AS l ON l.price_list_id = p.price_list_id
ORDER BY p.price_list_id, p.version;

--! past_of_price_lists : PastListRow
SELECT
    p.price_list_id, l.code, p.name, l.currency, p.channel, p.customer_group, p.country, p.priority, p.starts_at,
    p.ends_at, p.version, p.in_force_from, p.in_force_until
FROM pricing.price_list_past AS p
INNER JOIN pricing.price_list AS l ON l.price_list_id = p.price_list_id
WHERE p.price_list_id = ANY(:price_list_ids::uuid[])
ORDER BY p.price_list_id, p.version;

-- Comes before the change, in its transaction. Who loses a race for the version is stopped by the change, not here.
--! keep_past_price_list
INSERT INTO pricing.price_list_past (
    price_list_id, version, name, channel, customer_group, country, priority, starts_at, ends_at, in_force_from,
    in_force_until
)
SELECT
    price_list_id, version, name, channel, customer_group, country, priority, starts_at, ends_at,
    CASE WHEN version > 1 THEN updated_at END, :at
FROM pricing.price_list
WHERE price_list_id = :price_list_id AND version = :version
ON CONFLICT (price_list_id, version) DO NOTHING;

--! update_price_list (channel?, customer_group?, country?, starts_at?, ends_at?)
UPDATE pricing.price_list
SET
    name = :name, channel = :channel, customer_group = :customer_group, country = :country, priority = :priority,
    starts_at = :starts_at, ends_at = :ends_at, version = version + 1, updated_at = :at
WHERE price_list_id = :price_list_id AND version = :version;
