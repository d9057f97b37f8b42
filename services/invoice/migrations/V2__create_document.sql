-- The last number given. A row, not a sequence: a transaction that is rolled back gives its numbers back, and the next one
-- waits for it. So numbers have no gap, whatever dies when.
CREATE TABLE invoice.counter (
    legal_entity_id uuid NOT NULL,
    kind text NOT NULL,
    period text NOT NULL,
    last_number bigint NOT NULL,
    CONSTRAINT counter_pkey PRIMARY KEY (legal_entity_id, kind, period),
    CONSTRAINT counter_legal_entity_fkey FOREIGN KEY (legal_entity_id) REFERENCES invoice.legal_entity (legal_entity_id),
    CONSTRAINT counter_kind_check CHECK (kind IN ('invoice', 'credit_note')),
    CONSTRAINT counter_period_check CHECK (length(period) BETWEEN 1 AND 7),
    CONSTRAINT counter_last_number_check CHECK (last_number >= 1)
) WITH (fillfactor = 50);

-- Invoices and credit notes as they were issued. Its id is that of the order's bill, so a bill has one document however
-- often it is told.
CREATE TABLE invoice.document (
    document_id uuid NOT NULL,
    legal_entity_id uuid NOT NULL,
    kind text NOT NULL,
    period text NOT NULL,
    number bigint NOT NULL,
    document_number text NOT NULL,
    order_id uuid NOT NULL,
    channel text NOT NULL,
    currency text NOT NULL,
    net_minor bigint NOT NULL,
    tax_minor bigint NOT NULL,
    gross_minor bigint NOT NULL,
    -- Who sold and what was billed, as they were; everything that is shown of the document comes of them.
    seller jsonb NOT NULL,
    bill jsonb NOT NULL,
    issued_at timestamptz NOT NULL,
    CONSTRAINT document_pkey PRIMARY KEY (document_id),
    CONSTRAINT document_counter_fkey FOREIGN KEY (legal_entity_id, kind, period)
        REFERENCES invoice.counter (legal_entity_id, kind, period),
    CONSTRAINT document_number_key UNIQUE (legal_entity_id, kind, period, number),
    CONSTRAINT document_document_number_key UNIQUE (legal_entity_id, document_number),
    CONSTRAINT document_number_check CHECK (number >= 1 AND length(document_number) BETWEEN 1 AND 80),
    CONSTRAINT document_channel_check CHECK (length(channel) BETWEEN 1 AND 32),
    CONSTRAINT document_currency_check CHECK (length(currency) = 3),
    CONSTRAINT document_amounts_check CHECK (gross_minor = net_minor + tax_minor AND gross_minor > 0)
);
CREATE INDEX document_order_idx ON invoice.document (order_id);
CREATE INDEX document_document_number_idx ON invoice.document (document_number);

-- What of a document is a person's and not the tax office's: taken away when the person is erased.
CREATE TABLE invoice.recipient (
    document_id uuid NOT NULL,
    order_id uuid NOT NULL,
    customer_id uuid,
    email text,
    CONSTRAINT recipient_pkey PRIMARY KEY (document_id),
    CONSTRAINT recipient_document_fkey FOREIGN KEY (document_id) REFERENCES invoice.document (document_id),
    CONSTRAINT recipient_email_check CHECK (length(email) BETWEEN 3 AND 254)
);
CREATE INDEX recipient_order_idx ON invoice.recipient (order_id);
CREATE INDEX recipient_customer_idx ON invoice.recipient (customer_id, document_id) WHERE customer_id IS NOT NULL;
