--! upsert_profiles
INSERT INTO cart.customer AS known (customer_id, profile_version, blocked)
SELECT customer_id, profile_version, blocked
FROM unnest(:customer_ids::uuid[], :versions::bigint[], :blocked::boolean[])
    AS t (customer_id, profile_version, blocked)
ON CONFLICT ON CONSTRAINT customer_pkey DO UPDATE
SET profile_version = excluded.profile_version, blocked = excluded.blocked
WHERE known.profile_version < excluded.profile_version AND NOT known.erased;

--! upsert_groups
--- The codes of each customer are separated by commas, of which they have none.
INSERT INTO cart.customer AS known (customer_id, groups_version, groups)
SELECT customer_id, groups_version, string_to_array(codes, ',')
FROM unnest(:customer_ids::uuid[], :versions::bigint[], :codes::text[]) AS t (customer_id, groups_version, codes)
ON CONFLICT ON CONSTRAINT customer_pkey DO UPDATE
SET groups_version = excluded.groups_version, groups = excluded.groups
WHERE known.groups_version < excluded.groups_version AND NOT known.erased;

--! find_standing
SELECT blocked, groups FROM cart.customer WHERE customer_id = :customer_id;

--! erase_customer
INSERT INTO cart.customer (customer_id, blocked, erased) VALUES (:customer_id, true, true)
ON CONFLICT ON CONSTRAINT customer_pkey DO UPDATE SET blocked = true, groups = '{}', erased = true;
