-- Groups: members are entered by staff (manual) or found by a rule (segment). A segment has every customer for whom all of
-- its conditions hold, and nobody when it has none.
CREATE TABLE customer.customer_group (
    code             text NOT NULL,
    name             text NOT NULL,
    kind             text NOT NULL,
    -- Bought for more than this, in this currency.
    spent_over_minor bigint,
    spent_currency   text,
    -- More orders than this.
    orders_over      bigint,
    -- The default address to ship to lies in one of these.
    countries        text[] NOT NULL DEFAULT '{}',
    -- This consent is given.
    consent          text,
    -- While all customers are looked at after a change of the rule: the last one that was. NULL: all were.
    sweep_after      uuid,
    version          bigint NOT NULL DEFAULT 1,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    CONSTRAINT customer_group_pkey PRIMARY KEY (code),
    CONSTRAINT customer_group_code_check CHECK (length(code) BETWEEN 1 AND 64),
    CONSTRAINT customer_group_name_check CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT customer_group_kind_check CHECK (kind IN ('manual', 'segment')),
    CONSTRAINT customer_group_spent_check
        CHECK ((spent_over_minor IS NULL) = (spent_currency IS NULL) AND spent_over_minor >= 0
            AND length(spent_currency) = 3),
    CONSTRAINT customer_group_orders_check CHECK (orders_over >= 0),
    CONSTRAINT customer_group_countries_check CHECK (cardinality(countries) <= 300),
    CONSTRAINT customer_group_consent_check CHECK (length(consent) BETWEEN 1 AND 64),
    CONSTRAINT customer_group_rule_check CHECK (
        kind = 'segment' OR (
            spent_over_minor IS NULL AND orders_over IS NULL AND cardinality(countries) = 0 AND consent IS NULL
            AND sweep_after IS NULL
        )
    )
);
CREATE INDEX customer_group_segment_idx ON customer.customer_group (code) WHERE kind = 'segment';
CREATE INDEX customer_group_sweep_idx ON customer.customer_group (code) WHERE sweep_after IS NOT NULL;

CREATE TABLE customer.membership (
    customer_id uuid NOT NULL,
    group_code  text NOT NULL,
    since       timestamptz NOT NULL,
    CONSTRAINT membership_pkey PRIMARY KEY (customer_id, group_code),
    CONSTRAINT membership_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer.customer (customer_id),
    CONSTRAINT membership_group_code_fkey FOREIGN KEY (group_code) REFERENCES customer.customer_group (code)
);
CREATE INDEX membership_group_code_idx ON customer.membership (group_code, customer_id);

-- Customers whose segments are to be found anew. A change that comes while that is being done brings another mark, and the
-- customer stays.
CREATE TABLE customer.segment_due (
    customer_id uuid NOT NULL,
    mark        uuid NOT NULL,
    CONSTRAINT segment_due_pkey PRIMARY KEY (customer_id)
);
