--: PriceListRow(channel?, customer_group?, country?, starts_at?, ends_at?)

--! list_price_lists : PriceListRow
SELECT
    price_list_id, code, name, currency, channel, customer_group, country, priority, starts_at, ends_at, version
FROM pricing.price_list
WHERE code > :after
ORDER BY code
LIMIT :row_limit;

--! find_price_list : PriceListRow
SELECT
    price_list_id, code, name, currency, channel, customer_group, country, priority, starts_at, ends_at, version
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

--! update_price_list (channel?, customer_group?, country?, starts_at?, ends_at?)
UPDATE pricing.price_list
SET
    name = :name, channel = :channel, customer_group = :customer_group, country = :country, priority = :priority,
    starts_at = :starts_at, ends_at = :ends_at, version = version + 1, updated_at = :at
WHERE price_list_id = :price_list_id AND version = :version;
