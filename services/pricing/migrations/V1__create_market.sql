-- A market says how a currency is sold in some countries: with or without tax in the price, and how amounts are rounded.
CREATE TABLE pricing.market (
    market_id uuid NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    currency text NOT NULL,
    prices_include_tax boolean NOT NULL,
    rounding_mode text NOT NULL,
    rounding_level text NOT NULL,
    rounding_target text NOT NULL,
    -- Where tax is due while the destination is unknown.
    home_country text,
    -- Serves the currency's buyers in countries that no market lists.
    default_for_currency boolean NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT market_pkey PRIMARY KEY (market_id),
    CONSTRAINT market_code_key UNIQUE (code),
    CONSTRAINT market_code_check CHECK (length(code) BETWEEN 1 AND 64),
    CONSTRAINT market_name_check CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT market_currency_check CHECK (length(currency) = 3),
    CONSTRAINT market_rounding_mode_check CHECK (rounding_mode IN ('half_up', 'half_even', 'down', 'up')),
    CONSTRAINT market_rounding_level_check CHECK (rounding_level IN ('unit', 'line', 'total')),
    CONSTRAINT market_rounding_target_check CHECK (rounding_target IN ('net', 'tax', 'gross')),
    CONSTRAINT market_home_country_check CHECK (length(home_country) = 2),
    CONSTRAINT market_version_check CHECK (version >= 1)
);

CREATE UNIQUE INDEX market_default_for_currency_key ON pricing.market (currency) WHERE default_for_currency;

CREATE TABLE pricing.market_country (
    currency text NOT NULL,
    country text NOT NULL,
    market_id uuid NOT NULL,
    -- One currency in one country is sold by one set of rules.
    CONSTRAINT market_country_pkey PRIMARY KEY (currency, country),
    CONSTRAINT market_country_currency_check CHECK (length(currency) = 3),
    CONSTRAINT market_country_country_check CHECK (length(country) = 2),
    CONSTRAINT market_country_market_id_fkey FOREIGN KEY (market_id) REFERENCES pricing.market (market_id)
        ON DELETE CASCADE
);

CREATE INDEX market_country_market_id_idx ON pricing.market_country (market_id);
