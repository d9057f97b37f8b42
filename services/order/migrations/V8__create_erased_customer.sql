-- Customers who were erased: a cart of theirs that was completed at the same moment makes no order any more.
CREATE TABLE "order".erased_customer (
    customer_id uuid NOT NULL,
    erased_at   timestamptz NOT NULL,
    CONSTRAINT erased_customer_pkey PRIMARY KEY (customer_id)
);
