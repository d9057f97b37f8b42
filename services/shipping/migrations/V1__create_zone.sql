-- A named set of countries to which rates apply. Read whole into memory, never searched by country here.
CREATE TABLE shipping.zone (
    zone_id    uuid NOT NULL,
    code       text NOT NULL,
    name       text NOT NULL,
    -- Covers every country, and addresses without one: the countries are then empty.
    everywhere boolean NOT NULL,
    countries  text[] NOT NULL,
    version    bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT zone_pkey PRIMARY KEY (zone_id),
    CONSTRAINT zone_code_key UNIQUE (code),
    CONSTRAINT zone_code_check CHECK (length(code) BETWEEN 1 AND 64),
    CONSTRAINT zone_name_check CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT zone_countries_check CHECK (cardinality(countries) <= 300 AND everywhere = (cardinality(countries) = 0))
);
