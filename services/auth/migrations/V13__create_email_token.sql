-- What letters hold: each is good once, for one thing, for a while.
CREATE TABLE auth.email_token (
    -- SHA-256 of it.
    token      bytea NOT NULL,
    kind       text NOT NULL,
    account_id uuid NOT NULL,
    -- Where it was sent: who shows it reads letters to this address.
    address    text NOT NULL,
    expires_at timestamptz NOT NULL,
    -- Kept until it would have expired: the same letter, sent twice, must not be good twice.
    used_at    timestamptz,
    CONSTRAINT email_token_pkey PRIMARY KEY (token),
    CONSTRAINT email_token_account_id_fkey FOREIGN KEY (account_id)
        REFERENCES auth.account (account_id) ON DELETE CASCADE,
    CONSTRAINT email_token_token_check CHECK (octet_length(token) = 32),
    CONSTRAINT email_token_kind_check CHECK (kind IN ('verify_email', 'reset_password', 'change_email')),
    CONSTRAINT email_token_address_check CHECK (length(address) BETWEEN 3 AND 254)
);

CREATE INDEX email_token_account_id_idx ON auth.email_token (account_id);
CREATE INDEX email_token_expires_at_idx ON auth.email_token (expires_at);
