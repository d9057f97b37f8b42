-- Keys with which storefronts say for which sales channel they ask. Public: they stand in pages, and open nothing.
CREATE TABLE auth.publishable_key (
    publishable_key_id uuid NOT NULL,
    key                text NOT NULL,
    name               text NOT NULL,
    channel            text NOT NULL,
    created_at         timestamptz NOT NULL,
    revoked_at         timestamptz,
    CONSTRAINT publishable_key_pkey PRIMARY KEY (publishable_key_id),
    CONSTRAINT publishable_key_key_key UNIQUE (key),
    CONSTRAINT publishable_key_key_check CHECK (key ~ '^pk_[0-9a-f]{64}$'),
    CONSTRAINT publishable_key_name_check CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT publishable_key_channel_check CHECK (length(channel) BETWEEN 1 AND 32)
);

CREATE INDEX publishable_key_valid_idx ON auth.publishable_key (publishable_key_id) WHERE revoked_at IS NULL;
