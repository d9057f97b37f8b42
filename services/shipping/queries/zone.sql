--: ZoneRow()

--! list_zones (after?) : ZoneRow
SELECT zone_id, code, name, everywhere, countries, version
FROM shipping.zone
WHERE (:after::uuid IS NULL OR zone_id > :after)
ORDER BY zone_id
LIMIT :limit;

--! find_zone : ZoneRow
SELECT zone_id, code, name, everywhere, countries, version
FROM shipping.zone
WHERE zone_id = :zone_id;

--! insert_zones
INSERT INTO shipping.zone (zone_id, code, name, everywhere, countries, created_at, updated_at)
SELECT zone_id, code, name, everywhere, string_to_array(countries, ','), :now, :now
FROM unnest(:zone_ids::uuid[], :codes::text[], :names::text[], :everywhere::boolean[], :countries::text[])
    AS t (zone_id, code, name, everywhere, countries);

--! update_zone
UPDATE shipping.zone
SET name = :name, everywhere = :everywhere, countries = :countries, version = version + 1, updated_at = :now
WHERE zone_id = :zone_id AND version = :version;

--! delete_zone
DELETE FROM shipping.zone WHERE zone_id = :zone_id AND version = :version;
