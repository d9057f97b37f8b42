-- Whoever holds the token of an invitation becomes the user. Only its SHA-256 is kept.
CREATE TABLE "user".invitation (
    token_hash  bytea NOT NULL,
    user_id     uuid NOT NULL,
    -- Who has seen the token.
    invited_by  text NOT NULL,
    -- What the user could do when the token was given out. Once they could do more, the token is worth nothing: who saw
    -- it may not hold that.
    permissions text[] NOT NULL,
    channels    text[],
    expires_at  timestamptz NOT NULL,
    accepted_at timestamptz,
    revoked_at  timestamptz,
    created_at  timestamptz NOT NULL,
    CONSTRAINT invitation_pkey PRIMARY KEY (token_hash),
    CONSTRAINT invitation_token_hash_check CHECK (octet_length(token_hash) = 32),
    CONSTRAINT invitation_invited_by_check CHECK (length(invited_by) BETWEEN 1 AND 200),
    CONSTRAINT invitation_end_check CHECK (accepted_at IS NULL OR revoked_at IS NULL),
    CONSTRAINT invitation_user_id_fkey FOREIGN KEY (user_id) REFERENCES "user".user_account (user_id)
);

CREATE INDEX invitation_user_id_idx ON "user".invitation (user_id);

CREATE UNIQUE INDEX invitation_user_id_open_key ON "user".invitation (user_id)
    WHERE accepted_at IS NULL AND revoked_at IS NULL;
