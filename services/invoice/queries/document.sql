--: DocumentRow(customer_id?, email?)
--: DocumentHeadRow(customer_id?)

--! issue_documents
--- Takes as many numbers as there are documents of each kind and period, and gives them in the order of the arrays. One
--- statement: whatever stops it takes no number. Counters are locked in one order, so nobody waits in a circle.
WITH wanted AS (
    SELECT t.*
    FROM unnest(
        :document_ids::uuid[], :legal_entity_ids::uuid[], :kinds::text[], :periods::text[], :prefixes::text[],
        :widths::integer[], :suffixes::text[], :order_ids::uuid[], :channels::text[], :currencies::text[],
        :nets::bigint[], :taxes::bigint[], :grosses::bigint[], :sellers::text[], :bills::text[]
    ) WITH ORDINALITY AS t (
        document_id, legal_entity_id, kind, period, prefix, width, suffix, order_id, channel, currency, net, tax, gross,
        seller, bill, place
    )
),
counted AS (
    SELECT legal_entity_id, kind, period, count(*) AS documents FROM wanted GROUP BY legal_entity_id, kind, period
),
taken AS (
    INSERT INTO invoice.counter AS c (legal_entity_id, kind, period, last_number)
    SELECT legal_entity_id, kind, period, documents FROM counted ORDER BY legal_entity_id, kind, period
    ON CONFLICT ON CONSTRAINT counter_pkey DO UPDATE SET last_number = c.last_number + excluded.last_number
    RETURNING c.legal_entity_id, c.kind, c.period, c.last_number
),
numbered AS (
    SELECT w.*, t.last_number - c.documents + row_number() OVER (
        PARTITION BY w.legal_entity_id, w.kind, w.period ORDER BY w.place
    ) AS number
    FROM wanted AS w
    JOIN counted AS c USING (legal_entity_id, kind, period)
    JOIN taken AS t USING (legal_entity_id, kind, period)
)
INSERT INTO invoice.document (
    document_id, legal_entity_id, kind, period, number, document_number, order_id, channel, currency, net_minor,
    tax_minor, gross_minor, seller, bill, issued_at
)
SELECT
    document_id, legal_entity_id, kind, period, number,
    prefix || lpad(number::text, greatest(width, length(number::text)), '0') || suffix, order_id, channel, currency,
    net, tax, gross, seller::jsonb, bill::jsonb, :now
FROM numbered;

--! insert_recipients (customer_ids[?], emails[?])
INSERT INTO invoice.recipient (document_id, order_id, customer_id, email)
SELECT document_id, order_id, customer_id, email
FROM unnest(:document_ids::uuid[], :order_ids::uuid[], :customer_ids::uuid[], :emails::text[])
    AS t (document_id, order_id, customer_id, email);

--! claim_recipients
--- A guest's order became a customer's.
UPDATE invoice.recipient AS r
SET customer_id = t.customer_id
FROM unnest(:order_ids::uuid[], :customer_ids::uuid[]) AS t (order_id, customer_id)
WHERE r.order_id = t.order_id AND r.customer_id IS NULL;

--! known_documents
SELECT document_id FROM invoice.document WHERE document_id = ANY(:document_ids::uuid[]);

--! find_documents : DocumentRow
SELECT
    d.document_id, d.legal_entity_id, d.kind, d.document_number, d.order_id, d.channel, d.seller::text AS seller,
    d.bill::text AS bill, d.issued_at, r.customer_id, r.email
FROM invoice.document AS d
LEFT JOIN invoice.recipient AS r ON r.document_id = d.document_id
WHERE d.document_id = ANY(:document_ids::uuid[]);

--! document_numbers
--- What other documents are called.
SELECT document_id, document_number, issued_at FROM invoice.document WHERE document_id = ANY(:document_ids::uuid[]);

--! document_channel
SELECT channel FROM invoice.document WHERE document_id = :document_id;

--! list_documents (after?, kind?, legal_entity_id?, order_id?, channel?, channels?, document_number?, customer_id?, issued_after?, issued_before?) : DocumentHeadRow
--- Newest bill first: the ids sort by time.
SELECT
    d.document_id, d.legal_entity_id, d.kind, d.document_number, d.order_id, d.channel, d.currency, d.net_minor,
    d.tax_minor, d.gross_minor, d.issued_at, r.customer_id
FROM invoice.document AS d
LEFT JOIN invoice.recipient AS r ON r.document_id = d.document_id
WHERE (:after::uuid IS NULL OR d.document_id < :after)
  AND (:kind::text IS NULL OR d.kind = :kind)
  AND (:legal_entity_id::uuid IS NULL OR d.legal_entity_id = :legal_entity_id)
  AND (:order_id::uuid IS NULL OR d.order_id = :order_id)
  AND (:channel::text IS NULL OR d.channel = :channel)
  AND (:channels::text[] IS NULL OR d.channel = ANY(:channels))
  AND (:document_number::text IS NULL OR d.document_number = :document_number)
  AND (:customer_id::uuid IS NULL OR r.customer_id = :customer_id)
  AND (:issued_after::timestamptz IS NULL OR d.issued_at >= :issued_after)
  AND (:issued_before::timestamptz IS NULL OR d.issued_at < :issued_before)
ORDER BY d.document_id DESC
LIMIT :row_limit::bigint;

--! list_counters
--- With how many documents there are: they must be as many as the last number says.
SELECT
    c.legal_entity_id, c.kind, c.period, c.last_number,
    (SELECT count(*) FROM invoice.document AS d
     WHERE d.legal_entity_id = c.legal_entity_id AND d.kind = c.kind AND d.period = c.period) AS documents
FROM invoice.counter AS c
WHERE c.legal_entity_id = :legal_entity_id
ORDER BY c.legal_entity_id, c.kind, c.period;
