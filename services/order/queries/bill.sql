--: BillableLineRow(tax_rate_ppm?)
--: BilledSumRow(line_id?)
--: CaptureRequestRow(shipped_at?, line_id?)

--! find_billable_lines : BillableLineRow
SELECT
    order_id, line_id, sku, title, quantity, cancelled_quantity, unit_price_micros, net_minor, tax_minor,
    cancelled_minor, requires_shipping, tax_rate_ppm
FROM "order".order_line
WHERE order_id = ANY(:order_ids::uuid[])
ORDER BY order_id, position;

--! find_shipping_tax_rates : (shipping_tax_rate_ppm?)
SELECT order_id, shipping_tax_rate_ppm FROM "order".sales_order WHERE order_id = ANY(:order_ids::uuid[]);

--! find_bills
--- Oldest first.
SELECT bill_id, order_id, kind, gross_minor
FROM "order".bill
WHERE order_id = ANY(:order_ids::uuid[])
ORDER BY order_id, sequence;

--! sum_bill_lines : BilledSumRow
--- What the bills of each kind come to, by what they are for.
SELECT
    l.order_id, b.kind AS bill_kind, l.kind, l.line_id, l.tax_rate_ppm, sum(l.quantity)::bigint AS quantity,
    sum(l.net_minor)::bigint AS net_minor, sum(l.tax_minor)::bigint AS tax_minor
FROM "order".bill_line AS l
JOIN "order".bill AS b ON b.bill_id = l.bill_id
WHERE l.order_id = ANY(:order_ids::uuid[])
GROUP BY l.order_id, b.kind, l.kind, l.line_id, l.tax_rate_ppm;

--! insert_bills
INSERT INTO "order".bill (bill_id, order_id, sequence, kind, reaches_minor, gross_minor, occurred_at)
SELECT bill_id, order_id, sequence, kind, reaches, gross, :now
FROM unnest(
    :bill_ids::uuid[], :order_ids::uuid[], :sequences::integer[], :kinds::text[], :reaches::bigint[], :grosses::bigint[]
) AS t (bill_id, order_id, sequence, kind, reaches, gross);

--! insert_bill_lines (line_ids[?])
INSERT INTO "order".bill_line (
    bill_id, position, order_id, kind, line_id, quantity, tax_rate_ppm, net_minor, tax_minor
)
SELECT bill_id, position, order_id, kind, line_id, quantity, rate, net, tax
FROM unnest(
    :bill_ids::uuid[], :positions::integer[], :order_ids::uuid[], :kinds::text[], :line_ids::uuid[],
    :quantities::integer[], :rates::integer[], :nets::bigint[], :taxes::bigint[]
) AS t (bill_id, position, order_id, kind, line_id, quantity, rate, net, tax);

--! find_capture_requests : CaptureRequestRow
--- What was asked for and neither billed nor refused, oldest first.
SELECT r.capture_id, r.order_id, r.amount_minor, r.shipped_at, l.line_id, l.quantity
FROM "order".capture_request AS r
JOIN "order".capture_request_line AS l ON l.capture_id = r.capture_id
WHERE r.order_id = ANY(:order_ids::uuid[]) AND r.state = 'asked'
ORDER BY r.order_id, r.created_at, r.capture_id, l.position;

--! insert_capture_requests (shipped_ats[?])
INSERT INTO "order".capture_request (capture_id, order_id, state, amount_minor, shipped_at, created_at)
SELECT capture_id, order_id, 'asked', amount, shipped_at, :now
FROM unnest(:capture_ids::uuid[], :order_ids::uuid[], :amounts::bigint[], :shipped_ats::timestamptz[])
    AS t (capture_id, order_id, amount, shipped_at);

--! insert_capture_request_lines (line_ids[?])
INSERT INTO "order".capture_request_line (capture_id, position, line_id, quantity)
SELECT capture_id, position, line_id, quantity
FROM unnest(:capture_ids::uuid[], :positions::integer[], :line_ids::uuid[], :quantities::integer[])
    AS t (capture_id, position, line_id, quantity);

--! end_capture_requests
UPDATE "order".capture_request SET state = :state
WHERE capture_id = ANY(:capture_ids::uuid[]) AND state = 'asked';

--! asked_captures
--- Those of these captures that nothing was heard of yet.
SELECT capture_id FROM "order".capture_request WHERE capture_id = ANY(:capture_ids::uuid[]) AND state = 'asked';
