-- The keys that sign access tokens. Key n + 1 follows key n: the unique generation lets several processes make one key.
CREATE TABLE auth.signing_key (
    kid             text NOT NULL,
    generation      bigint NOT NULL,
    public_key      text NOT NULL,
    -- AES-256-GCM under the key of the configuration: nonce, ciphertext, tag.
    sealed_key      bytea NOT NULL,
    created_at      timestamptz NOT NULL,
    signs_from      timestamptz NOT NULL,
    signs_until     timestamptz NOT NULL,
    -- Its last token has ended by then.
    published_until timestamptz NOT NULL,
    CONSTRAINT signing_key_pkey PRIMARY KEY (kid),
    CONSTRAINT signing_key_generation_key UNIQUE (generation),
    CONSTRAINT signing_key_kid_check CHECK (length(kid) = 43),
    CONSTRAINT signing_key_public_key_check CHECK (length(public_key) = 43),
    CONSTRAINT signing_key_sealed_key_check CHECK (octet_length(sealed_key) BETWEEN 29 AND 1024),
    CONSTRAINT signing_key_times_check CHECK (
        created_at <= signs_from AND signs_from <= signs_until AND signs_until < published_until
    )
);

CREATE INDEX signing_key_published_until_idx ON auth.signing_key (published_until);
