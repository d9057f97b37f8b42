-- Orders and their lines. "order" is a reserved word, so the schema is always written in quotes.

-- One counter for all channels: the channel's prefix and a check digit make the number people see.
CREATE SEQUENCE "order".order_number_seq AS bigint START WITH 10000;

CREATE TABLE "order".sales_order (
    order_id uuid NOT NULL,
    order_number text NOT NULL,
    external_id text,
    cart_id uuid,
    attempt integer NOT NULL,
    channel text NOT NULL,
    currency text NOT NULL,
    status text NOT NULL,
    payment_status text NOT NULL,
    fulfillment_status text NOT NULL,
    -- The saga that is cancelling the order, or has cancelled it: a semantic lock.
    cancel_saga_id uuid,
    reject_code text,
    reject_message text,
    customer_id uuid,
    customer_reference text,
    email text,
    country text,
    country_text text,
    shipping_address jsonb,
    billing_address jsonb,
    shipping_method_id uuid,
    shipping_method_name text,
    tax_treatment text NOT NULL,
    payment_provider text,
    payment_reference text,
    items_net_minor bigint NOT NULL,
    items_tax_minor bigint NOT NULL,
    shipping_gross_minor bigint NOT NULL,
    shipping_tax_minor bigint NOT NULL,
    total_minor bigint NOT NULL,
    cancelled_minor bigint NOT NULL DEFAULT 0,
    captured_minor bigint NOT NULL DEFAULT 0,
    refunded_minor bigint NOT NULL DEFAULT 0,
    line_count integer NOT NULL,
    unit_count bigint NOT NULL,
    -- SHA-256 of the token with which a guest looks the order up.
    token_hash bytea NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    placed_at timestamptz,
    version bigint NOT NULL,
    CONSTRAINT sales_order_pkey PRIMARY KEY (order_id),
    CONSTRAINT sales_order_number_key UNIQUE (order_number),
    CONSTRAINT sales_order_number_check CHECK (length(order_number) BETWEEN 1 AND 32),
    CONSTRAINT sales_order_external_id_check CHECK (length(external_id) BETWEEN 1 AND 100),
    CONSTRAINT sales_order_attempt_check CHECK (attempt >= 1),
    CONSTRAINT sales_order_channel_check CHECK (length(channel) BETWEEN 1 AND 32),
    CONSTRAINT sales_order_currency_check CHECK (length(currency) = 3),
    CONSTRAINT sales_order_status_check
        CHECK (status IN ('draft', 'pending', 'confirmed', 'rejected', 'cancelled', 'completed')),
    CONSTRAINT sales_order_payment_status_check CHECK (
        payment_status IN ('none', 'authorized', 'partially_paid', 'paid', 'voided', 'partially_refunded', 'refunded')
    ),
    CONSTRAINT sales_order_fulfillment_status_check
        CHECK (fulfillment_status IN ('none', 'requested', 'partial', 'shipped', 'delivered')),
    CONSTRAINT sales_order_rejection_check CHECK ((status = 'rejected') = (reject_code IS NOT NULL)),
    CONSTRAINT sales_order_reject_code_check CHECK (length(reject_code) BETWEEN 1 AND 100),
    CONSTRAINT sales_order_reject_message_check CHECK (length(reject_message) <= 1000),
    CONSTRAINT sales_order_customer_reference_check CHECK (length(customer_reference) BETWEEN 1 AND 100),
    CONSTRAINT sales_order_email_check CHECK (length(email) BETWEEN 3 AND 254),
    CONSTRAINT sales_order_country_check CHECK (length(country) = 2),
    CONSTRAINT sales_order_country_text_check CHECK (length(country_text) BETWEEN 1 AND 100),
    CONSTRAINT sales_order_shipping_method_name_check CHECK (length(shipping_method_name) <= 255),
    CONSTRAINT sales_order_tax_treatment_check CHECK (tax_treatment IN ('market', 'exempt')),
    CONSTRAINT sales_order_payment_provider_check CHECK (length(payment_provider) BETWEEN 1 AND 64),
    CONSTRAINT sales_order_payment_reference_check CHECK (length(payment_reference) BETWEEN 1 AND 255),
    CONSTRAINT sales_order_total_check CHECK (
        total_minor = items_net_minor + items_tax_minor + shipping_gross_minor
        AND items_net_minor >= 0 AND items_tax_minor >= 0
        AND shipping_tax_minor BETWEEN 0 AND shipping_gross_minor
    ),
    CONSTRAINT sales_order_cancelled_check CHECK (cancelled_minor BETWEEN 0 AND total_minor),
    CONSTRAINT sales_order_refunded_check CHECK (refunded_minor BETWEEN 0 AND captured_minor),
    CONSTRAINT sales_order_line_count_check CHECK (line_count BETWEEN 1 AND 10000),
    CONSTRAINT sales_order_token_hash_check CHECK (length(token_hash) = 32),
    CONSTRAINT sales_order_created_by_check CHECK (length(created_by) BETWEEN 1 AND 200),
    -- A draft may be thrown away, which cancels it unplaced.
    CONSTRAINT sales_order_placed_check CHECK (
        CASE status WHEN 'draft' THEN placed_at IS NULL WHEN 'cancelled' THEN true ELSE placed_at IS NOT NULL END
    )
) WITH (fillfactor = 70); -- room for the row's later versions beside it, so that they need no index entries

-- A completed cart makes one order, whatever is repeated.
CREATE UNIQUE INDEX sales_order_cart_key ON "order".sales_order (cart_id, attempt) WHERE cart_id IS NOT NULL;
-- The merchant's own number (an invoice, an ERP document) names one order.
CREATE UNIQUE INDEX sales_order_external_id_key ON "order".sales_order (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX sales_order_customer_idx ON "order".sales_order (customer_id, order_id) WHERE customer_id IS NOT NULL;
-- No index on any status: an indexed column that changes three times per order would cost every such update all
-- the table's indexes. Lists run along the primary key, whose ids sort by time.

CREATE TABLE "order".order_line (
    order_id uuid NOT NULL,
    position integer NOT NULL,
    line_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    sku text NOT NULL,
    title text NOT NULL,
    quantity integer NOT NULL,
    -- Pieces that left, and pieces that will not.
    shipped_quantity integer NOT NULL DEFAULT 0,
    cancelled_quantity integer NOT NULL DEFAULT 0,
    unit_price_micros bigint NOT NULL,
    -- What the price list said when another price was negotiated.
    list_price_micros bigint,
    net_minor bigint NOT NULL,
    tax_minor bigint NOT NULL,
    gross_minor bigint NOT NULL,
    cancelled_minor bigint NOT NULL DEFAULT 0,
    requires_stock boolean NOT NULL,
    requires_shipping boolean NOT NULL,
    weight_g bigint NOT NULL,
    -- How pricing came to the amounts, as JSON; passed through to people, never queried.
    trace text,
    CONSTRAINT order_line_pkey PRIMARY KEY (order_id, position),
    CONSTRAINT order_line_order_fkey FOREIGN KEY (order_id) REFERENCES "order".sales_order (order_id),
    CONSTRAINT order_line_position_check CHECK (position BETWEEN 1 AND 10000),
    CONSTRAINT order_line_sku_check CHECK (length(sku) BETWEEN 1 AND 64),
    CONSTRAINT order_line_title_check CHECK (length(title) BETWEEN 1 AND 255),
    CONSTRAINT order_line_quantity_check CHECK (quantity BETWEEN 1 AND 1000000),
    CONSTRAINT order_line_pieces_check CHECK (
        shipped_quantity >= 0 AND cancelled_quantity >= 0 AND shipped_quantity + cancelled_quantity <= quantity
    ),
    CONSTRAINT order_line_unit_price_check CHECK (unit_price_micros >= 0),
    CONSTRAINT order_line_list_price_check CHECK (list_price_micros >= 0),
    CONSTRAINT order_line_amounts_check
        CHECK (gross_minor = net_minor + tax_minor AND net_minor >= 0 AND tax_minor >= 0),
    CONSTRAINT order_line_cancelled_check CHECK (cancelled_minor BETWEEN 0 AND gross_minor),
    CONSTRAINT order_line_weight_check CHECK (weight_g >= 0),
    CONSTRAINT order_line_trace_check CHECK (length(trace) <= 20000)
);
