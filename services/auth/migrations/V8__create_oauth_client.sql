-- Applications that people sign in to: storefronts, apps on telephones, tools of the staff.
CREATE TABLE auth.oauth_client (
    oauth_client_id uuid NOT NULL,
    name            text NOT NULL,
    -- Whom it signs in.
    realm           text NOT NULL,
    -- SHA-256 of its secret, which has 256 random bits. None: it runs where nothing can be kept secret.
    secret          bytea,
    -- Where people may be sent back to.
    redirect_uris   text[] NOT NULL,
    created_at      timestamptz NOT NULL,
    revoked_at      timestamptz,
    CONSTRAINT oauth_client_pkey PRIMARY KEY (oauth_client_id),
    CONSTRAINT oauth_client_name_check CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT oauth_client_realm_check CHECK (realm IN ('customer', 'staff')),
    CONSTRAINT oauth_client_secret_check CHECK (octet_length(secret) = 32),
    CONSTRAINT oauth_client_redirect_uris_check CHECK (cardinality(redirect_uris) BETWEEN 1 AND 10)
);
