-- The terms that a price list had before each change: what was asked in the last 30 days, and a quote as of then, follow
-- from the terms of that time and not from today's.
CREATE TABLE pricing.price_list_past (
    price_list_id uuid NOT NULL,
    version bigint NOT NULL,
    name text NOT NULL,
    channel text,
    customer_group text,
    country text,
    priority integer NOT NULL,
    starts_at timestamptz,
    ends_at timestamptz,
    -- When these terms were in force; the first ones from ever.
    in_force_from timestamptz,
    in_force_until timestamptz NOT NULL,
    CONSTRAINT price_list_past_pkey PRIMARY KEY (price_list_id, version),
    CONSTRAINT price_list_past_price_list_id_fkey
        FOREIGN KEY (price_list_id) REFERENCES pricing.price_list (price_list_id),
    CONSTRAINT price_list_past_in_force_check CHECK (in_force_from <= in_force_until)
);
