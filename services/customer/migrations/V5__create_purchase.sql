-- What order told of each order: a read model. Statistics are summed up from it when asked, so they cannot drift. The customer
-- may not have been seen here yet, and an order may be nobody's.
CREATE TABLE customer.purchase (
    order_id     uuid NOT NULL,
    customer_id  uuid,
    currency     text NOT NULL,
    -- What is to be paid now: it falls as pieces are cancelled.
    total_minor  bigint NOT NULL,
    confirmed_at timestamptz,
    cancelled_at timestamptz,
    CONSTRAINT purchase_pkey PRIMARY KEY (order_id),
    CONSTRAINT purchase_currency_check CHECK (length(currency) = 3)
);
CREATE INDEX purchase_customer_id_idx ON customer.purchase (customer_id, order_id);
-- What counts.
CREATE INDEX purchase_counted_idx ON customer.purchase (customer_id, currency)
    WHERE confirmed_at IS NOT NULL AND cancelled_at IS NULL;
