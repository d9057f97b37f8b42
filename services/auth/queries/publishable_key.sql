--: PublishableKeyRow(revoked_at?)

--! list_publishable_keys (after?) : PublishableKeyRow
SELECT publishable_key_id, key, name, channel, created_at, revoked_at
FROM auth.publishable_key
WHERE (:after::uuid IS NULL OR publishable_key_id > :after)
ORDER BY publishable_key_id
LIMIT :limit;

--! find_publishable_key : PublishableKeyRow
SELECT publishable_key_id, key, name, channel, created_at, revoked_at
FROM auth.publishable_key
WHERE publishable_key_id = :publishable_key_id;

--! list_valid_publishable_keys
SELECT key, channel
FROM auth.publishable_key
WHERE revoked_at IS NULL
ORDER BY publishable_key_id
LIMIT :limit;

--! count_valid_publishable_keys
SELECT count(*) AS valid FROM auth.publishable_key WHERE revoked_at IS NULL;

--! insert_publishable_key
INSERT INTO auth.publishable_key (publishable_key_id, key, name, channel, created_at)
VALUES (:publishable_key_id, :key, :name, :channel, :created_at);

--! revoke_publishable_key
UPDATE auth.publishable_key SET revoked_at = :now WHERE publishable_key_id = :publishable_key_id AND revoked_at IS NULL;
