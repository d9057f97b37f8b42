-- What happened to an order, for people. Append-only.
CREATE TABLE "order".timeline_entry (
    order_id uuid NOT NULL,
    -- Order of writing; ids of the same millisecond have none.
    entry_number bigint GENERATED ALWAYS AS IDENTITY,
    entry_id uuid NOT NULL,
    kind text NOT NULL,
    -- Whether the customer sees it.
    public boolean NOT NULL,
    body text NOT NULL,
    actor text NOT NULL,
    occurred_at timestamptz NOT NULL,
    CONSTRAINT timeline_entry_pkey PRIMARY KEY (order_id, entry_number),
    CONSTRAINT timeline_entry_order_fkey FOREIGN KEY (order_id) REFERENCES "order".sales_order (order_id),
    CONSTRAINT timeline_entry_kind_check CHECK (length(kind) BETWEEN 1 AND 64),
    CONSTRAINT timeline_entry_body_check CHECK (length(body) <= 5000),
    CONSTRAINT timeline_entry_actor_check CHECK (length(actor) BETWEEN 1 AND 200)
);

-- Who agreed to which price instead of the list's, kept when the draft's lines are rewritten. Append-only.
CREATE TABLE "order".price_negotiation (
    order_id uuid NOT NULL,
    line_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    sku text NOT NULL,
    quantity integer NOT NULL,
    -- Absent when the price list has no price for it.
    list_price_micros bigint,
    agreed_price_micros bigint NOT NULL,
    currency text NOT NULL,
    actor text NOT NULL,
    occurred_at timestamptz NOT NULL,
    CONSTRAINT price_negotiation_pkey PRIMARY KEY (order_id, line_id),
    CONSTRAINT price_negotiation_order_fkey FOREIGN KEY (order_id) REFERENCES "order".sales_order (order_id),
    CONSTRAINT price_negotiation_sku_check CHECK (length(sku) BETWEEN 1 AND 64),
    CONSTRAINT price_negotiation_quantity_check CHECK (quantity >= 1),
    CONSTRAINT price_negotiation_price_check CHECK (agreed_price_micros >= 0),
    CONSTRAINT price_negotiation_currency_check CHECK (length(currency) = 3),
    CONSTRAINT price_negotiation_actor_check CHECK (length(actor) BETWEEN 1 AND 200)
);
