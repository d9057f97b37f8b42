CREATE TABLE cart.cart (
    cart_id          uuid NOT NULL,
    -- SHA-256 of the token; who holds the token owns the cart.
    token_hash       bytea NOT NULL,
    channel          text NOT NULL,
    currency         text NOT NULL,
    locale           text,
    customer_id      uuid,
    customer_group   text,
    email            text,
    shipping_address jsonb,
    billing_address  jsonb,
    -- The chosen delivery with its price at the last recalculation; the price is missing where it cannot be had.
    shipping         jsonb,
    -- The chosen ways of paying, without amounts where they follow from the total.
    payment          jsonb,
    -- What the shopper must be told about the cart as a whole.
    warnings         jsonb NOT NULL,
    status           text NOT NULL,
    -- How often it was sent to the order service, and as which order the last time.
    attempt          integer NOT NULL,
    order_id         uuid,
    order_number     text,
    -- The Idempotency-Key and request of the last attempt: repeated, they get its outcome, never another attempt.
    attempt_key      bytea,
    attempt_request  bytea,
    line_count       integer NOT NULL,
    items_net_minor  bigint NOT NULL,
    items_tax_minor  bigint NOT NULL,
    items_gross_minor bigint NOT NULL,
    -- When every line was last priced together; empty when that is overdue.
    priced_at        timestamptz,
    version          bigint NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    -- Moved at most once a day, so that adding a line does not rewrite the index.
    expires_at       timestamptz NOT NULL,
    completing_at    timestamptz,
    CONSTRAINT cart_pkey PRIMARY KEY (cart_id),
    CONSTRAINT cart_token_hash_check CHECK (octet_length(token_hash) = 32),
    CONSTRAINT cart_channel_check CHECK (length(channel) BETWEEN 1 AND 32),
    CONSTRAINT cart_currency_check CHECK (length(currency) = 3),
    CONSTRAINT cart_locale_check CHECK (length(locale) <= 6),
    CONSTRAINT cart_customer_group_check CHECK (length(customer_group) BETWEEN 1 AND 64),
    CONSTRAINT cart_email_check CHECK (length(email) <= 254),
    CONSTRAINT cart_order_number_check CHECK (length(order_number) BETWEEN 1 AND 32),
    CONSTRAINT cart_status_check CHECK (status IN ('open', 'completing', 'completed', 'expired')),
    CONSTRAINT cart_attempt_check CHECK (attempt >= 0 AND (attempt > 0) = (order_id IS NOT NULL)),
    CONSTRAINT cart_completing_check CHECK ((completing_at IS NOT NULL) = (status = 'completing')),
    CONSTRAINT cart_order_number_status_check CHECK ((order_number IS NOT NULL) = (status = 'completed')),
    CONSTRAINT cart_line_count_check CHECK (line_count BETWEEN 0 AND 10000)
) WITH (fillfactor = 70);
-- One order, one cart, one attempt.
CREATE UNIQUE INDEX cart_order_id_key ON cart.cart (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX cart_open_expires_at_idx ON cart.cart (expires_at) WHERE status = 'open';
CREATE INDEX cart_completing_at_idx ON cart.cart (completing_at) WHERE status = 'completing';
CREATE INDEX cart_customer_id_idx ON cart.cart (customer_id, cart_id) WHERE customer_id IS NOT NULL;

CREATE TABLE cart.line (
    cart_id           uuid NOT NULL,
    line_id           uuid NOT NULL,
    variant_id        uuid NOT NULL,
    quantity          integer NOT NULL,
    -- Empty where the line has no price at the moment.
    unit_price_micros bigint,
    net_minor         bigint NOT NULL,
    tax_minor         bigint NOT NULL,
    gross_minor       bigint NOT NULL,
    -- What the shopper must be told about this line.
    warnings          jsonb NOT NULL,
    CONSTRAINT line_pkey PRIMARY KEY (cart_id, line_id),
    -- Adding the same variant again adds to its line.
    CONSTRAINT line_variant_id_key UNIQUE (cart_id, variant_id),
    CONSTRAINT line_cart_id_fkey FOREIGN KEY (cart_id) REFERENCES cart.cart (cart_id) ON DELETE CASCADE,
    CONSTRAINT line_quantity_check CHECK (quantity BETWEEN 1 AND 1000000)
) WITH (fillfactor = 80);
