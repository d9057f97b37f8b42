--! count_shipments_of
SELECT count(*) AS shipments,
    coalesce(sum((SELECT count(*) FROM shipping.package AS p WHERE p.shipment_id = s.shipment_id)), 0)::bigint AS packages
FROM shipping.shipment AS s
WHERE order_id = ANY(:order_ids::uuid[]);

--! reduce_shipments
-- Where goods were sent, as far as tax and customs ask: country, region, and the beginning of the postal code.
UPDATE shipping.shipment
SET address = jsonb_strip_nulls(jsonb_build_object(
        'name', 'erased', 'lines', jsonb_build_array('erased'), 'city', 'erased', 'region', address -> 'region',
        'postal_code', left(address ->> 'postal_code', 2), 'country', address -> 'country'
    ))
WHERE order_id = ANY(:order_ids::uuid[]) AND address IS NOT NULL;

--! reduce_packages
UPDATE shipping.package SET tracking_number = NULL, tracking_url = NULL
WHERE shipment_id IN (SELECT shipment_id FROM shipping.shipment WHERE order_id = ANY(:order_ids::uuid[]));
