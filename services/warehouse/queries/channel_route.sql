--: RouteRow()

--! list_routes : RouteRow
SELECT channel, strategy, version, updated_at
FROM warehouse.channel_route
WHERE channel > :after
ORDER BY channel
LIMIT :row_limit;

--! find_routes : RouteRow
SELECT channel, strategy, version, updated_at
FROM warehouse.channel_route
WHERE channel = ANY(:channels::text[]);

--! route_locations
SELECT channel, location_id, priority
FROM warehouse.channel_location
WHERE channel = ANY(:channels::text[])
ORDER BY channel, priority, location_id;

--! upsert_route
INSERT INTO warehouse.channel_route AS r (channel, strategy, version, updated_at)
VALUES (:channel, :strategy, 1, :updated_at)
ON CONFLICT (channel) DO UPDATE
SET strategy = excluded.strategy, version = r.version + 1, updated_at = excluded.updated_at;

--! delete_route_locations
DELETE FROM warehouse.channel_location
WHERE channel = :channel;

--! insert_route_locations
INSERT INTO warehouse.channel_location (channel, location_id, priority)
SELECT :channel, location_id, priority
FROM unnest(:location_ids::uuid[], :priorities::int[]) AS t(location_id, priority);
