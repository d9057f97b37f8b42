--: OauthClientRow(secret?, revoked_at?)

--! list_oauth_clients (after?) : OauthClientRow
SELECT oauth_client_id, name, realm, secret, redirect_uris, created_at, revoked_at
FROM auth.oauth_client
WHERE (:after::uuid IS NULL OR oauth_client_id > :after)
ORDER BY oauth_client_id
LIMIT :limit;

--! find_oauth_client : OauthClientRow
SELECT oauth_client_id, name, realm, secret, redirect_uris, created_at, revoked_at
FROM auth.oauth_client
WHERE oauth_client_id = :oauth_client_id;

--! insert_oauth_client (secret?)
INSERT INTO auth.oauth_client (oauth_client_id, name, realm, secret, redirect_uris, created_at)
VALUES (:oauth_client_id, :name, :realm, :secret, :redirect_uris, :created_at);

--! revoke_oauth_client
UPDATE auth.oauth_client SET revoked_at = :now WHERE oauth_client_id = :oauth_client_id AND revoked_at IS NULL;
