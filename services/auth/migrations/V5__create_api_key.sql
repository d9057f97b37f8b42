-- Keys with which programs sign in for staff. A key never may more than who made it may at that moment.
CREATE TABLE auth.api_key (
    api_key_id      uuid NOT NULL,
    name            text NOT NULL,
    -- The member of staff who made it: `usr_…`.
    created_by      text NOT NULL,
    scopes          text[] NOT NULL,
    -- In which sales channels; none: in all its maker's.
    channels        text[],
    -- SHA-256 of its secret, which has 256 random bits.
    secret          bytea NOT NULL,
    -- The secret before it, good for a while: programs are not changed all at once.
    previous_secret bytea,
    previous_until  timestamptz,
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz,
    last_used_at    timestamptz,
    revoked_at      timestamptz,
    version         bigint NOT NULL DEFAULT 1,
    CONSTRAINT api_key_pkey PRIMARY KEY (api_key_id),
    CONSTRAINT api_key_name_check CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT api_key_created_by_check CHECK (length(created_by) BETWEEN 1 AND 64),
    CONSTRAINT api_key_scopes_check CHECK (cardinality(scopes) BETWEEN 1 AND 200),
    CONSTRAINT api_key_channels_check CHECK (cardinality(channels) BETWEEN 1 AND 200),
    CONSTRAINT api_key_secret_check CHECK (octet_length(secret) = 32),
    CONSTRAINT api_key_previous_secret_check CHECK (
        octet_length(previous_secret) = 32 AND (previous_secret IS NULL) = (previous_until IS NULL)
    )
);
