--! find_shipments
--- What the decisions about these orders depend on.
SELECT order_id, shipment_id, shipped, delivered, cancelled
FROM "order".shipment
WHERE order_id = ANY(:order_ids::uuid[]);

--! list_shipments : ShipmentRow(shipped_at?, delivered_at?, tracking?)
--- Oldest first: the ids sort by time.
SELECT shipment_id, shipped, delivered, cancelled, shipped_at, delivered_at, tracking::text AS tracking
FROM "order".shipment
WHERE order_id = :order_id
ORDER BY shipment_id;

--! upsert_shipments (shipped_ats[?], delivered_ats[?], trackings[?])
--- What was told once stays true; of how to follow a shipment, what was told last.
INSERT INTO "order".shipment AS s (
    order_id, shipment_id, shipped, delivered, cancelled, shipped_at, delivered_at, tracking
)
SELECT order_id, shipment_id, shipped, delivered, cancelled, shipped_at, delivered_at, tracking::jsonb
FROM unnest(
    :order_ids::uuid[], :shipment_ids::uuid[], :shippeds::boolean[], :delivereds::boolean[], :cancelleds::boolean[],
    :shipped_ats::timestamptz[], :delivered_ats::timestamptz[], :trackings::text[]
) AS t (order_id, shipment_id, shipped, delivered, cancelled, shipped_at, delivered_at, tracking)
ON CONFLICT ON CONSTRAINT shipment_pkey DO UPDATE
SET shipped = s.shipped OR excluded.shipped, delivered = s.delivered OR excluded.delivered,
    cancelled = s.cancelled OR excluded.cancelled, shipped_at = coalesce(s.shipped_at, excluded.shipped_at),
    delivered_at = coalesce(s.delivered_at, excluded.delivered_at), tracking = coalesce(excluded.tracking, s.tracking);
