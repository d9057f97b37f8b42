-- What captures and refunds stood for. Append-only: what invoices less credit notes come to is what was captured less what
-- was refunded, for ever.
CREATE TABLE "order".bill (
    bill_id uuid NOT NULL,
    order_id uuid NOT NULL,
    sequence integer NOT NULL,
    kind text NOT NULL,
    -- The sum of all captures, or refunds, with this one: a sum that is told twice is billed once.
    reaches_minor bigint NOT NULL,
    gross_minor bigint NOT NULL,
    occurred_at timestamptz NOT NULL,
    CONSTRAINT bill_pkey PRIMARY KEY (bill_id),
    CONSTRAINT bill_order_fkey FOREIGN KEY (order_id) REFERENCES "order".sales_order (order_id),
    CONSTRAINT bill_order_sequence_key UNIQUE (order_id, sequence),
    CONSTRAINT bill_order_reaches_key UNIQUE (order_id, kind, reaches_minor),
    CONSTRAINT bill_sequence_check CHECK (sequence >= 1),
    CONSTRAINT bill_kind_check CHECK (kind IN ('invoice', 'credit_note')),
    CONSTRAINT bill_amounts_check CHECK (gross_minor > 0 AND reaches_minor >= gross_minor)
);

-- Net and tax as the document says them: those of a prepayment that is taken off are negative.
CREATE TABLE "order".bill_line (
    bill_id uuid NOT NULL,
    position integer NOT NULL,
    order_id uuid NOT NULL,
    kind text NOT NULL,
    line_id uuid,
    quantity integer NOT NULL,
    tax_rate_ppm integer NOT NULL,
    net_minor bigint NOT NULL,
    tax_minor bigint NOT NULL,
    CONSTRAINT bill_line_pkey PRIMARY KEY (bill_id, position),
    CONSTRAINT bill_line_bill_fkey FOREIGN KEY (bill_id) REFERENCES "order".bill (bill_id),
    CONSTRAINT bill_line_position_check CHECK (position >= 1),
    CONSTRAINT bill_line_kind_check CHECK (kind IN ('item', 'shipping', 'prepayment', 'allowance')),
    CONSTRAINT bill_line_line_check CHECK ((kind = 'item') = (line_id IS NOT NULL)),
    CONSTRAINT bill_line_amounts_check CHECK (kind = 'prepayment' OR (quantity >= 0 AND net_minor >= 0 AND tax_minor >= 0))
);
CREATE INDEX bill_line_order_idx ON "order".bill_line (order_id);

-- Captures that order asked for, with what each is for, so that what was asked for is what is billed. Amounts are those of
-- the moment of asking.
CREATE TABLE "order".capture_request (
    capture_id uuid NOT NULL,
    order_id uuid NOT NULL,
    state text NOT NULL,
    amount_minor bigint NOT NULL,
    shipped_at timestamptz,
    created_at timestamptz NOT NULL,
    CONSTRAINT capture_request_pkey PRIMARY KEY (capture_id),
    CONSTRAINT capture_request_order_fkey FOREIGN KEY (order_id) REFERENCES "order".sales_order (order_id),
    CONSTRAINT capture_request_state_check CHECK (state IN ('asked', 'billed', 'refused')),
    CONSTRAINT capture_request_amount_check CHECK (amount_minor > 0)
) WITH (fillfactor = 70);
CREATE INDEX capture_request_order_idx ON "order".capture_request (order_id);

CREATE TABLE "order".capture_request_line (
    capture_id uuid NOT NULL,
    position integer NOT NULL,
    -- NULL: shipping costs.
    line_id uuid,
    quantity integer NOT NULL,
    CONSTRAINT capture_request_line_pkey PRIMARY KEY (capture_id, position),
    CONSTRAINT capture_request_line_request_fkey FOREIGN KEY (capture_id) REFERENCES "order".capture_request (capture_id),
    CONSTRAINT capture_request_line_position_check CHECK (position >= 1),
    CONSTRAINT capture_request_line_quantity_check CHECK (quantity >= 1)
);
