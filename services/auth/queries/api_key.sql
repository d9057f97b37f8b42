--: ApiKeyRow(channels?, previous_secret?, previous_until?, expires_at?, last_used_at?, revoked_at?)

--! list_api_keys (after?) : ApiKeyRow
SELECT api_key_id, name, created_by, scopes, channels, secret, previous_secret, previous_until, created_at, expires_at,
    last_used_at, revoked_at, version
FROM auth.api_key
WHERE (:after::uuid IS NULL OR api_key_id > :after)
ORDER BY api_key_id
LIMIT :limit;

--! find_api_key : ApiKeyRow
SELECT api_key_id, name, created_by, scopes, channels, secret, previous_secret, previous_until, created_at, expires_at,
    last_used_at, revoked_at, version
FROM auth.api_key
WHERE api_key_id = :api_key_id;

--! insert_api_key (channels?, expires_at?)
INSERT INTO auth.api_key (api_key_id, name, created_by, scopes, channels, secret, created_at, expires_at)
VALUES (:api_key_id, :name, :created_by, :scopes, :channels, :secret, :created_at, :expires_at);

--! update_api_key (previous_secret?, previous_until?, revoked_at?)
UPDATE auth.api_key
SET secret = :secret, previous_secret = :previous_secret, previous_until = :previous_until, revoked_at = :revoked_at,
    version = version + 1
WHERE api_key_id = :api_key_id AND version = :version;

--! use_api_key
UPDATE auth.api_key SET last_used_at = :now WHERE api_key_id = :api_key_id AND revoked_at IS NULL;
