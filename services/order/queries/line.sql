--! insert_lines (list_prices[?], traces[?], tax_rates[?])
--- The columns of one line stand at the same index of every array.
INSERT INTO "order".order_line (
    order_id, position, line_id, variant_id, sku, title, quantity, unit_price_micros, list_price_micros, net_minor,
    tax_minor, gross_minor, requires_stock, requires_shipping, weight_g, trace, tax_rate_ppm
)
SELECT
    order_id, position, line_id, variant_id, sku, title, quantity, unit_price, list_price, net, tax, net + tax,
    requires_stock, requires_shipping, weight_g, trace, tax_rate
FROM unnest(
    :order_ids::uuid[], :positions::integer[], :line_ids::uuid[], :variant_ids::uuid[], :skus::text[],
    :titles::text[], :quantities::integer[], :unit_prices::bigint[], :list_prices::bigint[], :nets::bigint[],
    :taxes::bigint[], :requires_stocks::boolean[], :requires_shippings::boolean[], :weights_g::bigint[],
    :traces::text[], :tax_rates::integer[]
) AS t (
    order_id, position, line_id, variant_id, sku, title, quantity, unit_price, list_price, net, tax, requires_stock,
    requires_shipping, weight_g, trace, tax_rate
);

--! find_lines : LineRow(list_price_micros?)
SELECT
    order_id, position, line_id, variant_id, sku, title, quantity, shipped_quantity, cancelled_quantity,
    unit_price_micros, list_price_micros, net_minor, tax_minor, gross_minor, cancelled_minor, requires_stock, requires_shipping,
    weight_g
FROM "order".order_line
WHERE order_id = ANY(:order_ids::uuid[])
ORDER BY order_id, position;

--! delete_lines
DELETE FROM "order".order_line WHERE order_id = :order_id;

--! any_stock_line
--- Whether anything of the order is held in stock.
SELECT EXISTS (
    SELECT FROM "order".order_line WHERE order_id = :order_id AND requires_stock
) AS any_stock;

--! find_line_progress
--- What became of the pieces of each line.
SELECT
    order_id, position, line_id, variant_id, quantity, shipped_quantity, cancelled_quantity, gross_minor,
    cancelled_minor, requires_shipping, requires_stock
FROM "order".order_line
WHERE order_id = ANY(:order_ids::uuid[]);

--! save_line_progress
--- The order of each line is saved, with its guard, in the same transaction.
UPDATE "order".order_line AS l
SET shipped_quantity = t.shipped, cancelled_quantity = t.cancelled, cancelled_minor = t.cancelled_minor
FROM unnest(
    :order_ids::uuid[], :positions::integer[], :shipped::integer[], :cancelled::integer[], :cancelled_minors::bigint[]
) AS t (order_id, position, shipped, cancelled, cancelled_minor)
WHERE l.order_id = t.order_id AND l.position = t.position;

--! find_trace (): (trace?)
SELECT trace FROM "order".order_line WHERE order_id = :order_id AND line_id = :line_id;
