--: ShipmentRow(channel?, reservation_id?, method_id?, address?, split_from?, shipped_at?, delivered_at?, cancelled_at?)
--: LineRow()
--: PackageRow(weight_g?, carrier?, tracking_number?, tracking_url?)
--: RequestRow(shipment_id?)

--! list_shipments (after?, status?, order_id?, channels?) : ShipmentRow
SELECT shipment_id, order_id, order_number, channel, reservation_id, method_id, address::text AS address, split_from, status,
    version, created_at, shipped_at, delivered_at, cancelled_at
FROM shipping.shipment
WHERE (:after::uuid IS NULL OR shipment_id < :after)
    AND (:status::text IS NULL OR status = :status)
    AND (:order_id::uuid IS NULL OR order_id = :order_id)
    AND (:channels::text[] IS NULL OR channel = ANY(:channels))
ORDER BY shipment_id DESC
LIMIT :limit;

--! find_shipment : ShipmentRow
SELECT shipment_id, order_id, order_number, channel, reservation_id, method_id, address::text AS address, split_from, status,
    version, created_at, shipped_at, delivered_at, cancelled_at
FROM shipping.shipment
WHERE shipment_id = :shipment_id;

--! shipment_channel (): (channel?)
SELECT channel FROM shipping.shipment WHERE shipment_id = :shipment_id;

--! list_shipments_of_orders : ShipmentRow
SELECT shipment_id, order_id, order_number, channel, reservation_id, method_id, address::text AS address, split_from, status,
    version, created_at, shipped_at, delivered_at, cancelled_at
FROM shipping.shipment
WHERE order_id = ANY(:order_ids)
ORDER BY shipment_id;

--! list_lines : LineRow
SELECT shipment_id, line_id, variant_id, sku, quantity, weight_g
FROM shipping.shipment_line
WHERE shipment_id = ANY(:shipment_ids)
ORDER BY shipment_id, line_id;

--! list_packages : PackageRow
SELECT package_id, shipment_id, weight_g, carrier, tracking_number, tracking_url
FROM shipping.package
WHERE shipment_id = ANY(:shipment_ids)
ORDER BY shipment_id, package_id;

--! insert_shipments (channels[?], reservation_ids[?], method_ids[?], addresses[?], splits_from[?])
INSERT INTO shipping.shipment
    (shipment_id, order_id, order_number, channel, reservation_id, method_id, address, split_from, status, version, created_at,
     updated_at, cancelled_at)
SELECT shipment_id, order_id, order_number, channel, reservation_id, method_id, address::jsonb, split_from, status, version,
    :now::timestamptz, :now, CASE status WHEN 'cancelled' THEN :now END
FROM unnest(
    :shipment_ids::uuid[], :order_ids::uuid[], :order_numbers::text[], :channels::text[], :reservation_ids::uuid[],
    :method_ids::uuid[], :addresses::text[], :splits_from::uuid[], :statuses::text[], :versions::bigint[]
) AS t (shipment_id, order_id, order_number, channel, reservation_id, method_id, address, split_from, status, version);

--! insert_lines
INSERT INTO shipping.shipment_line (shipment_id, line_id, variant_id, sku, quantity, weight_g)
SELECT shipment_id, line_id, variant_id, sku, quantity, weight_g
FROM unnest(
    :shipment_ids::uuid[], :line_ids::uuid[], :variant_ids::uuid[], :skus::text[], :quantities::integer[],
    :weights::bigint[]
) AS t (shipment_id, line_id, variant_id, sku, quantity, weight_g);

--! delete_lines
DELETE FROM shipping.shipment_line WHERE shipment_id = :shipment_id;

--! insert_packages (weights[?], carriers[?], tracking_numbers[?], tracking_urls[?])
INSERT INTO shipping.package (package_id, shipment_id, weight_g, carrier, tracking_number, tracking_url, created_at)
SELECT package_id, :shipment_id, weight_g, carrier, tracking_number, tracking_url, :now
FROM unnest(
    :package_ids::uuid[], :weights::bigint[], :carriers::text[], :tracking_numbers::text[], :tracking_urls::text[]
) AS t (package_id, weight_g, carrier, tracking_number, tracking_url);

--! update_shipment (shipped_at?, delivered_at?, cancelled_at?)
UPDATE shipping.shipment
SET status = :status, shipped_at = :shipped_at, delivered_at = :delivered_at, cancelled_at = :cancelled_at,
    version = :version + 1, updated_at = :now
WHERE shipment_id = :shipment_id AND version = :version;

--! cancel_shipments
UPDATE shipping.shipment
SET status = 'cancelled', cancelled_at = :now, version = version + 1, updated_at = :now
WHERE shipment_id = ANY(:shipment_ids) AND status = 'open';

--! list_requests : RequestRow
SELECT order_id, shipment_id
FROM shipping.shipment_request
WHERE order_id = ANY(:order_ids);

--! insert_requests (shipment_ids[?])
INSERT INTO shipping.shipment_request (order_id, shipment_id, created_at)
SELECT order_id, shipment_id, :now
FROM unnest(:order_ids::uuid[], :shipment_ids::uuid[]) AS t (order_id, shipment_id);

--! update_request
UPDATE shipping.shipment_request SET shipment_id = :shipment_id WHERE order_id = :order_id AND shipment_id IS NULL;
