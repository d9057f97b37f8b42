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

-- What was said stays as it was said: another entry says otherwise. For everybody, the owner of the table too; a statement
-- that would find no row is refused as well. Deleting stays possible, for customers who want to be forgotten.
CREATE FUNCTION customer.refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'restrict_violation',
        MESSAGE = format('%s of %I.%I: its rows are never changed', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME),
        SCHEMA = TG_TABLE_SCHEMA,
        TABLE = TG_TABLE_NAME,
        CONSTRAINT = TG_NAME;
END $$;

CREATE TRIGGER consent_unchanged BEFORE UPDATE ON customer.consent
    FOR EACH STATEMENT EXECUTE FUNCTION customer.refuse_change();
