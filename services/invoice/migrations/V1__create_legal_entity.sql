-- Who sells by law, and how their documents are numbered.
CREATE TABLE invoice.legal_entity (
    legal_entity_id uuid NOT NULL,
    code text NOT NULL,
    -- Name, address, tax numbers, contact, bank account; copied into every document.
    party jsonb NOT NULL,
    invoice_pattern text NOT NULL,
    credit_note_pattern text NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT legal_entity_pkey PRIMARY KEY (legal_entity_id),
    CONSTRAINT legal_entity_code_key UNIQUE (code),
    CONSTRAINT legal_entity_code_check CHECK (length(code) BETWEEN 1 AND 16),
    CONSTRAINT legal_entity_pattern_check
        CHECK (length(invoice_pattern) BETWEEN 1 AND 64 AND length(credit_note_pattern) BETWEEN 1 AND 64)
);

-- For whom a channel sells: one at a time.
CREATE TABLE invoice.channel_seller (
    channel text NOT NULL,
    legal_entity_id uuid NOT NULL,
    CONSTRAINT channel_seller_pkey PRIMARY KEY (channel),
    CONSTRAINT channel_seller_legal_entity_fkey FOREIGN KEY (legal_entity_id)
        REFERENCES invoice.legal_entity (legal_entity_id),
    CONSTRAINT channel_seller_channel_check CHECK (length(channel) BETWEEN 1 AND 32)
);
CREATE INDEX channel_seller_legal_entity_idx ON invoice.channel_seller (legal_entity_id);
