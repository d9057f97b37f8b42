-- What customers agreed to and took back: entries that are never changed, the last one of a kind counts.
CREATE TABLE customer.consent (
    consent_id   uuid NOT NULL,
    customer_id  uuid NOT NULL,
    kind         text NOT NULL,
    given        boolean NOT NULL,
    -- Where they were asked, and which text they saw.
    source       text NOT NULL,
    text_version text NOT NULL,
    recorded_at  timestamptz NOT NULL,
    CONSTRAINT consent_pkey PRIMARY KEY (consent_id),
    CONSTRAINT consent_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer.customer (customer_id),
    CONSTRAINT consent_kind_check CHECK (length(kind) BETWEEN 1 AND 64),
    CONSTRAINT consent_source_check CHECK (length(source) BETWEEN 1 AND 64),
    CONSTRAINT consent_text_version_check CHECK (length(text_version) BETWEEN 1 AND 64)
);
CREATE INDEX consent_customer_id_idx ON customer.consent (customer_id, kind, recorded_at, consent_id);
