-- Where the shop sells. A channel is switched off, never deleted: other services hold its code.
CREATE TABLE catalog.channel (
    channel_code text NOT NULL,
    name         text NOT NULL,
    currency     text NOT NULL,
    active       boolean NOT NULL,
    version      bigint NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CONSTRAINT channel_pkey PRIMARY KEY (channel_code),
    CONSTRAINT channel_code_check CHECK (channel_code ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
    CONSTRAINT channel_name_check CHECK (char_length(name) BETWEEN 1 AND 100),
    CONSTRAINT channel_currency_check CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT channel_version_check CHECK (version > 0)
);
