-- A way to ship that a shopper can choose.
CREATE TABLE shipping.method (
    method_id  uuid NOT NULL,
    code       text NOT NULL,
    name       text NOT NULL,
    carrier    text,
    tax_class  text NOT NULL,
    -- Empty: every channel.
    channels   text[] NOT NULL,
    min_days   smallint,
    max_days   smallint,
    -- Smaller ones are shown first.
    position   integer NOT NULL,
    active     boolean NOT NULL,
    version    bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT method_pkey PRIMARY KEY (method_id),
    CONSTRAINT method_code_key UNIQUE (code),
    CONSTRAINT method_code_check CHECK (length(code) BETWEEN 1 AND 64),
    CONSTRAINT method_name_check CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT method_carrier_check CHECK (length(carrier) BETWEEN 1 AND 64),
    CONSTRAINT method_tax_class_check CHECK (length(tax_class) BETWEEN 1 AND 64),
    CONSTRAINT method_channels_check CHECK (cardinality(channels) <= 100),
    CONSTRAINT method_days_check CHECK (
        (min_days IS NULL) = (max_days IS NULL) AND min_days >= 0 AND max_days BETWEEN min_days AND 365
    )
);

-- What a method costs in a zone when value and weight of the goods lie in the ranges (both ends included). Of several
-- that fit in the first zone that fits, the cheapest counts.
CREATE TABLE shipping.rate (
    method_id       uuid NOT NULL,
    rate_no         integer NOT NULL,
    zone_id         uuid NOT NULL,
    -- For people: the row's name on the carrier's card.
    label           text,
    currency        text NOT NULL,
    min_total_minor bigint NOT NULL,
    max_total_minor bigint,
    min_weight_g    bigint NOT NULL,
    max_weight_g    bigint,
    base_minor      bigint NOT NULL,
    -- Added for every started `step_weight_g`; a step of 0 g means no steps.
    step_minor      bigint NOT NULL,
    step_weight_g   bigint NOT NULL,
    CONSTRAINT rate_pkey PRIMARY KEY (method_id, rate_no),
    CONSTRAINT rate_method_id_fkey FOREIGN KEY (method_id) REFERENCES shipping.method (method_id) ON DELETE CASCADE,
    CONSTRAINT rate_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES shipping.zone (zone_id),
    CONSTRAINT rate_rate_no_check CHECK (rate_no BETWEEN 1 AND 5000),
    CONSTRAINT rate_label_check CHECK (length(label) BETWEEN 1 AND 200),
    CONSTRAINT rate_currency_check CHECK (length(currency) = 3),
    CONSTRAINT rate_total_check CHECK (min_total_minor >= 0 AND max_total_minor >= min_total_minor),
    CONSTRAINT rate_weight_check CHECK (min_weight_g >= 0 AND max_weight_g >= min_weight_g),
    CONSTRAINT rate_amount_check CHECK (base_minor >= 0 AND step_minor >= 0 AND step_weight_g >= 0)
);
CREATE INDEX rate_zone_id_idx ON shipping.rate (zone_id);

-- Where a method goes inside a country, and where it does not. With rules that include, only what they name is served.
CREATE TABLE shipping.postcode_rule (
    method_id uuid NOT NULL,
    rule_no   integer NOT NULL,
    country   text NOT NULL,
    first     text NOT NULL,
    last      text NOT NULL,
    included  boolean NOT NULL,
    CONSTRAINT postcode_rule_pkey PRIMARY KEY (method_id, rule_no),
    CONSTRAINT postcode_rule_method_id_fkey FOREIGN KEY (method_id) REFERENCES shipping.method (method_id) ON DELETE CASCADE,
    CONSTRAINT postcode_rule_rule_no_check CHECK (rule_no BETWEEN 1 AND 1000),
    CONSTRAINT postcode_rule_country_check CHECK (length(country) = 2),
    CONSTRAINT postcode_rule_first_check CHECK (length(first) BETWEEN 1 AND 20),
    CONSTRAINT postcode_rule_last_check CHECK (length(last) BETWEEN 1 AND 20)
);
