--: RouteRow()

--! list_routes (only?) : RouteRow
SELECT channel, strategy, version, updated_at
FROM warehouse.channel_route
WHERE channel > :after AND (:only::text[] IS NULL OR channel = ANY(:only))
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

-- Over the version that is expected, where one is.
--! upsert_route (expected?)
INSERT INTO warehouse.channel_route AS r (channel, strategy, version, updated_at)
SELECT :channel, :strategy, 1, :updated_at
WHERE
    :expected::bigint IS NULL
    OR EXISTS (SELECT 1 FROM warehouse.channel_route AS known WHERE known.channel = :channel)
ON CONFLICT (channel) DO UPDATE
SET strategy = excluded.strategy, version = r.version + 1, updated_at = excluded.updated_at
WHERE :expected::bigint IS NULL OR r.version = :expected;

--! delete_route_locations
DELETE FROM warehouse.channel_location
WHERE channel = :channel;

--! insert_route_locations
INSERT INTO warehouse.channel_location (channel, location_id, priority)
SELECT :channel, location_id, priority
FROM unnest(:location_ids::uuid[], :priorities::int[]) AS t(location_id, priority);
