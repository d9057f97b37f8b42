--! list_orders_of (customer_id?, guest_email?) : (cart_id?)
SELECT order_id, cart_id, status FROM "order".sales_order WHERE order_id = ANY(:order_ids::uuid[])
UNION
SELECT order_id, cart_id, status FROM "order".sales_order WHERE customer_id = :customer_id
UNION
SELECT order_id, cart_id, status FROM "order".sales_order
WHERE customer_id IS NULL AND email IS NOT NULL AND lower(email) = lower(:guest_email::text);

--! reduce_orders (customer_id?)
-- Where tax was owed stays: country, region, and the beginning of the postal code. Nobody has a token of 32 zeros. Guard
-- with the number of orders: one that became the customer's since they were read stops the transaction.
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
WHERE order_id = ANY(:order_ids::uuid[]) OR customer_id = :customer_id;

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

--! end_claim
--- Written before the orders are: whoever gives the customer orders at the same moment holds this row, or waits for it.
INSERT INTO "order".email_claim (customer_id, verified_at, erased_at) VALUES (:customer_id, :now, :now)
ON CONFLICT ON CONSTRAINT email_claim_pkey DO UPDATE
SET email = NULL, looked_at = NULL, due_at = NULL, erased_at = excluded.erased_at;

--! list_entry_ids
-- Answers to requests for notes name the note alone.
SELECT entry_id FROM "order".timeline_entry WHERE order_id = ANY(:order_ids::uuid[]);
