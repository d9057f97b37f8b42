--: LocationRow()

--! list_locations : LocationRow
SELECT location_id, code, name, priority, active, version, created_at, updated_at
FROM warehouse.stock_location
WHERE code > :after
ORDER BY code
LIMIT :row_limit;

--! find_location : LocationRow
SELECT location_id, code, name, priority, active, version, created_at, updated_at
FROM warehouse.stock_location
WHERE location_id = :location_id;

--! locations_by_code : LocationRow
SELECT location_id, code, name, priority, active, version, created_at, updated_at
FROM warehouse.stock_location
WHERE code = ANY(:codes::text[]);

--! active_locations
SELECT location_id
FROM warehouse.stock_location
WHERE active
ORDER BY priority, location_id;

--! insert_location
INSERT INTO warehouse.stock_location (location_id, code, name, priority, active, version, created_at, updated_at)
VALUES (:location_id, :code, :name, :priority, :active, 1, :created_at, :created_at);

--! ensure_location
INSERT INTO warehouse.stock_location (location_id, code, name, priority, active, version, created_at, updated_at)
VALUES (:location_id, :code, :name, :priority, true, 1, :created_at, :created_at)
ON CONFLICT DO NOTHING;

--! update_location
UPDATE warehouse.stock_location
SET name = :name, priority = :priority, active = :active, version = version + 1, updated_at = :updated_at
WHERE location_id = :location_id AND version = :version;

--! locations_by_id : LocationRow
SELECT location_id, code, name, priority, active, version, created_at, updated_at
FROM warehouse.stock_location
WHERE location_id = ANY(:location_ids::uuid[]);
