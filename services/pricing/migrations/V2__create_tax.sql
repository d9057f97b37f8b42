-- Equality of ids and texts inside exclusion constraints.
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA pricing;

CREATE TABLE pricing.tax_class (
    tax_class_id uuid NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    -- Whose rate is due where this class has none.
    fallback_id uuid,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT tax_class_pkey PRIMARY KEY (tax_class_id),
    CONSTRAINT tax_class_code_key UNIQUE (code),
    CONSTRAINT tax_class_code_check CHECK (length(code) BETWEEN 1 AND 64),
    CONSTRAINT tax_class_name_check CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT tax_class_fallback_id_fkey FOREIGN KEY (fallback_id) REFERENCES pricing.tax_class (tax_class_id),
    CONSTRAINT tax_class_fallback_id_check CHECK (fallback_id <> tax_class_id),
    CONSTRAINT tax_class_version_check CHECK (version >= 1)
);

CREATE INDEX tax_class_fallback_id_idx ON pricing.tax_class (fallback_id);

-- A rate holds from valid_from until valid_until; a new rate of law is a new row, so that past quotes can be repeated.
CREATE TABLE pricing.tax_rate (
    tax_rate_id uuid NOT NULL,
    country text NOT NULL,
    -- Subdivision without the country; empty for the whole country.
    region text NOT NULL,
    -- A place with rates of its own, found by postcode; empty for none.
    place text NOT NULL,
    postcode_prefixes text[] NOT NULL,
    tax_class_id uuid NOT NULL,
    -- As it stands on the receipt: VAT, GST.
    name text NOT NULL,
    rate_ppm integer NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_until timestamptz,
    -- manual, or the data file it was imported from.
    source text NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT tax_rate_pkey PRIMARY KEY (tax_rate_id),
    CONSTRAINT tax_rate_country_check CHECK (length(country) = 2),
    CONSTRAINT tax_rate_region_check CHECK (length(region) <= 10),
    CONSTRAINT tax_rate_place_check CHECK (length(place) <= 200),
    CONSTRAINT tax_rate_postcode_prefixes_check CHECK ((place = '') = (cardinality(postcode_prefixes) = 0)),
    CONSTRAINT tax_rate_name_check CHECK (length(name) BETWEEN 1 AND 50),
    CONSTRAINT tax_rate_rate_ppm_check CHECK (rate_ppm BETWEEN 0 AND 10000000),
    CONSTRAINT tax_rate_period_check CHECK (valid_until > valid_from),
    CONSTRAINT tax_rate_source_check CHECK (length(source) BETWEEN 1 AND 64),
    CONSTRAINT tax_rate_tax_class_id_fkey FOREIGN KEY (tax_class_id) REFERENCES pricing.tax_class (tax_class_id),
    -- One tax has one rate at a time; several taxes of different names add up.
    CONSTRAINT tax_rate_period_excl EXCLUDE USING gist (
        country WITH =, region WITH =, place WITH =, tax_class_id WITH =, name WITH =,
        tstzrange(valid_from, valid_until) WITH &&
    )
);

CREATE INDEX tax_rate_tax_class_id_idx ON pricing.tax_rate (tax_class_id);
CREATE INDEX tax_rate_country_idx ON pricing.tax_rate (country, tax_rate_id);
