--! find_shipments
SELECT order_id, shipment_id, shipped, delivered, cancelled
FROM "order".shipment
WHERE order_id = ANY(:order_ids::uuid[]);

--! upsert_shipments
--- What was told once stays true.
INSERT INTO "order".shipment AS s (order_id, shipment_id, shipped, delivered, cancelled)
SELECT order_id, shipment_id, shipped, delivered, cancelled
FROM unnest(
    :order_ids::uuid[], :shipment_ids::uuid[], :shippeds::boolean[], :delivereds::boolean[], :cancelleds::boolean[]
) AS t (order_id, shipment_id, shipped, delivered, cancelled)
ON CONFLICT ON CONSTRAINT shipment_pkey DO UPDATE
SET shipped = s.shipped OR excluded.shipped, delivered = s.delivered OR excluded.delivered,
    cancelled = s.cancelled OR excluded.cancelled;
