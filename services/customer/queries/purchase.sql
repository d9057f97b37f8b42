--! upsert_purchases (customer_ids[?], confirmed_ats[?], cancelled_ats[?])
--- Whatever is told twice or late changes nothing: totals only fall, and what happened stays. What an erased customer
--- bought is nobody's, also when it is told once more.
INSERT INTO customer.purchase AS p (order_id, customer_id, currency, total_minor, confirmed_at, cancelled_at)
SELECT order_id,
    CASE WHEN NOT EXISTS (
        SELECT FROM customer.erasure AS e WHERE e.customer_id = t.customer_id AND e.state = 'completed'
    ) THEN customer_id END,
    currency, total_minor, confirmed_at, cancelled_at
FROM unnest(
    :order_ids::uuid[], :customer_ids::uuid[], :currencies::text[], :total_minors::bigint[],
    :confirmed_ats::timestamptz[], :cancelled_ats::timestamptz[]
) AS t (order_id, customer_id, currency, total_minor, confirmed_at, cancelled_at)
ON CONFLICT ON CONSTRAINT purchase_pkey DO UPDATE
SET customer_id = coalesce(p.customer_id, excluded.customer_id),
    total_minor = least(p.total_minor, excluded.total_minor),
    confirmed_at = coalesce(p.confirmed_at, excluded.confirmed_at),
    cancelled_at = coalesce(p.cancelled_at, excluded.cancelled_at);

--! list_purchases : PurchaseRow(confirmed_at?, cancelled_at?)
--- Newest first: the ids sort by time.
SELECT order_id, currency, total_minor, confirmed_at, cancelled_at
FROM customer.purchase
WHERE customer_id = :customer_id
ORDER BY order_id DESC;

--! sum_purchases
SELECT currency, count(*) AS orders, least(sum(total_minor), 9223372036854775807)::bigint AS spent_minor,
    min(confirmed_at) AS first_order_at, max(confirmed_at) AS last_order_at
FROM customer.purchase
WHERE customer_id = :customer_id AND confirmed_at IS NOT NULL AND cancelled_at IS NULL
GROUP BY currency
ORDER BY currency;
