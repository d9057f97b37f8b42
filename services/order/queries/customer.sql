--! upsert_standings
--- Told late or twice it changes nothing.
INSERT INTO "order".customer_standing AS known (customer_id, profile_version, blocked)
SELECT customer_id, profile_version, blocked
FROM unnest(:customer_ids::uuid[], :versions::bigint[], :blocked::boolean[])
    AS t (customer_id, profile_version, blocked)
ON CONFLICT ON CONSTRAINT customer_standing_pkey DO UPDATE
SET profile_version = excluded.profile_version, blocked = excluded.blocked
WHERE known.profile_version < excluded.profile_version;

--! find_blocked
SELECT blocked FROM "order".customer_standing WHERE customer_id = :customer_id;
