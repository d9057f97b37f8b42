-- All prices of one variant in one list change together: this row is what concurrent changes race for.
CREATE TABLE pricing.price_set (
    price_list_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    version bigint NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT price_set_pkey PRIMARY KEY (price_list_id, variant_id),
    CONSTRAINT price_set_price_list_id_fkey FOREIGN KEY (price_list_id) REFERENCES pricing.price_list (price_list_id),
    CONSTRAINT price_set_version_check CHECK (version >= 1)
);

-- The price of one piece from min_quantity pieces on. Ended prices stay, so that a quote of a past day can be repeated.
CREATE TABLE pricing.price (
    price_id uuid NOT NULL,
    price_list_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    min_quantity integer NOT NULL,
    unit_price_micros bigint NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_until timestamptz,
    CONSTRAINT price_pkey PRIMARY KEY (price_id),
    CONSTRAINT price_min_quantity_check CHECK (min_quantity BETWEEN 1 AND 1000000),
    CONSTRAINT price_unit_price_micros_check CHECK (unit_price_micros BETWEEN 0 AND 1000000000000000),
    CONSTRAINT price_period_check CHECK (valid_until > valid_from),
    CONSTRAINT price_price_list_id_variant_id_fkey FOREIGN KEY (price_list_id, variant_id)
        REFERENCES pricing.price_set (price_list_id, variant_id),
    -- A tier has one price at a time.
    CONSTRAINT price_period_excl EXCLUDE USING gist (
        variant_id WITH =, price_list_id WITH =, min_quantity WITH =, tstzrange(valid_from, valid_until) WITH &&
    )
);

CREATE INDEX price_price_list_id_variant_id_idx ON pricing.price (price_list_id, variant_id);
CREATE INDEX price_variant_id_idx ON pricing.price (variant_id);

-- Append-only: each change's word on a tier in a period; without a price it has none. Where periods overlap, the higher
-- version counts. The proof behind the lowest price of the last 30 days.
CREATE TABLE pricing.price_history (
    variant_id uuid NOT NULL,
    price_list_id uuid NOT NULL,
    version bigint NOT NULL,
    min_quantity integer NOT NULL,
    unit_price_micros bigint,
    valid_from timestamptz NOT NULL,
    valid_until timestamptz,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT price_history_pkey PRIMARY KEY (variant_id, price_list_id, version, min_quantity),
    CONSTRAINT price_history_min_quantity_check CHECK (min_quantity BETWEEN 1 AND 1000000),
    CONSTRAINT price_history_unit_price_micros_check CHECK (unit_price_micros BETWEEN 0 AND 1000000000000000),
    CONSTRAINT price_history_period_check CHECK (valid_until > valid_from),
    CONSTRAINT price_history_price_list_id_variant_id_fkey FOREIGN KEY (price_list_id, variant_id)
        REFERENCES pricing.price_set (price_list_id, variant_id)
);

-- The latest changes of a variant, newest first.
CREATE INDEX price_history_variant_id_idx
    ON pricing.price_history (variant_id, recorded_at, price_list_id, version, min_quantity);
CREATE INDEX price_history_price_list_id_variant_id_idx ON pricing.price_history (price_list_id, variant_id);
