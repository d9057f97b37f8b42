--! list_orders_of (customer_id?) : (cart_id?)
SELECT order_id, cart_id, status FROM "order".sales_order WHERE order_id = ANY(:order_ids::uuid[])
UNION
SELECT order_id, cart_id, status FROM "order".sales_order WHERE customer_id = :customer_id;

--! reduce_orders
-- Where tax was owed stays: country, region, and the beginning of the postal code. Nobody has a token of 32 zeros.
UPDATE "order".sales_order
SET email = NULL, customer_reference = NULL, payment_reference = NULL, token_hash = decode(repeat('00', 32), 'hex'),
    shipping_address = CASE WHEN shipping_address IS NOT NULL THEN jsonb_strip_nulls(jsonb_build_object(
        'name', 'erased', 'lines', jsonb_build_array('erased'), 'city', 'erased', 'region', shipping_address -> 'region',
        'postal_code', left(shipping_address ->> 'postal_code', 2), 'country', shipping_address -> 'country'
    )) END,
    billing_address = CASE WHEN billing_address IS NOT NULL THEN jsonb_strip_nulls(jsonb_build_object(
        'name', 'erased', 'lines', jsonb_build_array('erased'), 'city', 'erased', 'region', billing_address -> 'region',
        'postal_code', left(billing_address ->> 'postal_code', 2), 'country', billing_address -> 'country'
    )) END
WHERE order_id = ANY(:order_ids::uuid[]);

--! reduce_timelines
UPDATE "order".timeline_entry SET body = '' WHERE order_id = ANY(:order_ids::uuid[]);

--! reduce_tracking
UPDATE "order".shipment SET tracking = NULL WHERE order_id = ANY(:order_ids::uuid[]);

--! count_reduced
SELECT
    (SELECT count(*) FROM "order".timeline_entry WHERE order_id = ANY(:order_ids::uuid[])) AS entries,
    (SELECT count(*) FROM "order".shipment WHERE order_id = ANY(:order_ids::uuid[])) AS shipments,
    (SELECT count(*) FROM "order".order_line WHERE order_id = ANY(:order_ids::uuid[])) AS lines;

--! remember_erased_customer
INSERT INTO "order".erased_customer (customer_id, erased_at) VALUES (:customer_id, :now)
ON CONFLICT (customer_id) DO NOTHING;

--! list_entry_ids
-- Answers to requests for notes name the note alone.
SELECT entry_id FROM "order".timeline_entry WHERE order_id = ANY(:order_ids::uuid[]);
