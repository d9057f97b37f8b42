--! find_shipments
SELECT order_id, shipment_id, last, shipped, delivered
FROM "order".shipment
WHERE order_id = ANY(:order_ids::uuid[]);

--! upsert_shipments
--- What was told once stays true: events of different shipments, or of a rebuild, come in any order.
INSERT INTO "order".shipment AS s (order_id, shipment_id, last, shipped, delivered)
SELECT order_id, shipment_id, last, shipped, delivered
FROM unnest(
    :order_ids::uuid[], :shipment_ids::uuid[], :lasts::boolean[], :shippeds::boolean[], :delivereds::boolean[]
) AS t (order_id, shipment_id, last, shipped, delivered)
ON CONFLICT ON CONSTRAINT shipment_pkey DO UPDATE
SET last = s.last OR excluded.last, shipped = s.shipped OR excluded.shipped,
    delivered = s.delivered OR excluded.delivered;
