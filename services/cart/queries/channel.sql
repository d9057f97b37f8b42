--! upsert_channels
INSERT INTO cart.channel AS known (channel, version, active)
SELECT channel, version, active
FROM unnest(:channels::text[], :versions::bigint[], :active::boolean[]) AS t (channel, version, active)
ON CONFLICT (channel) DO UPDATE SET version = excluded.version, active = excluded.active
WHERE known.version < excluded.version;
