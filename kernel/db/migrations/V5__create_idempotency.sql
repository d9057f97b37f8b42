-- The answer to a request with an Idempotency-Key, stored in the transaction of its effect.
CREATE TABLE kernel.idempotency_key (
    key_hash     bytea NOT NULL,
    request_hash bytea NOT NULL,
    status       smallint NOT NULL,
    etag         text,
    location     text,
    body         text NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT idempotency_key_pkey PRIMARY KEY (key_hash),
    CONSTRAINT idempotency_key_key_hash_check CHECK (octet_length(key_hash) = 32),
    CONSTRAINT idempotency_key_request_hash_check CHECK (octet_length(request_hash) = 32)
);
CREATE INDEX idempotency_key_created_at_idx ON kernel.idempotency_key (created_at);
