--! insert_entries
INSERT INTO "order".timeline_entry (order_id, entry_id, kind, public, body, actor, occurred_at)
SELECT order_id, entry_id, kind, public, body, actor, occurred_at
FROM unnest(
    :order_ids::uuid[], :entry_ids::uuid[], :kinds::text[], :publics::boolean[], :bodies::text[], :actors::text[],
    :occurred_ats::timestamptz[]
) WITH ORDINALITY AS t (order_id, entry_id, kind, public, body, actor, occurred_at, place)
ORDER BY place;

--! list_entries (after?)
--- Oldest first.
SELECT entry_number, entry_id, kind, public, body, actor, occurred_at
FROM "order".timeline_entry
WHERE order_id = :order_id
  AND (:after::bigint IS NULL OR entry_number > :after)
  AND (public OR :with_private::boolean)
ORDER BY entry_number
LIMIT :row_limit::bigint;

--! insert_negotiations (list_prices[?])
INSERT INTO "order".price_negotiation (
    order_id, line_id, variant_id, sku, quantity, list_price_micros, agreed_price_micros, currency, actor, occurred_at
)
SELECT :order_id, line_id, variant_id, sku, quantity, list_price, agreed_price, :currency, :actor, :occurred_at
FROM unnest(
    :line_ids::uuid[], :variant_ids::uuid[], :skus::text[], :quantities::integer[], :list_prices::bigint[],
    :agreed_prices::bigint[]
) AS t (line_id, variant_id, sku, quantity, list_price, agreed_price);

--! list_negotiations (after?) : NegotiationRow(list_price_micros?)
SELECT line_id, variant_id, sku, quantity, list_price_micros, agreed_price_micros, currency, actor, occurred_at
FROM "order".price_negotiation
WHERE order_id = :order_id
  AND (:after::uuid IS NULL OR line_id > :after)
ORDER BY line_id
LIMIT :row_limit::bigint;

--! find_negotiated_lines
--- Of the lines that a draft has, or had.
SELECT line_id FROM "order".price_negotiation WHERE order_id = :order_id;
