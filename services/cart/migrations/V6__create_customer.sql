-- What cart must know of customers, as customer tells it: who is not sold to, and whose prices they get. Ids and codes only.
CREATE TABLE cart.customer (
    customer_id     uuid NOT NULL,
    -- Of the profile: the status comes with it. 0: nothing was told yet.
    profile_version bigint NOT NULL DEFAULT 0,
    blocked         boolean NOT NULL DEFAULT false,
    -- Counts changes of the groups; 0: nothing was told yet.
    groups_version  bigint NOT NULL DEFAULT 0,
    groups          text[] NOT NULL DEFAULT '{}',
    -- Whoever was erased is nobody: what is told late, or once more, is passed over.
    erased          boolean NOT NULL DEFAULT false,
    CONSTRAINT customer_pkey PRIMARY KEY (customer_id),
    CONSTRAINT customer_groups_check CHECK (cardinality(groups) <= 200),
    CONSTRAINT customer_erased_check CHECK (NOT erased OR (blocked AND cardinality(groups) = 0))
);
