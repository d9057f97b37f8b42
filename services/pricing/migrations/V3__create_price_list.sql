-- Prices of one currency under a common condition. Among the lists that apply, the highest priority with a price wins.
CREATE TABLE pricing.price_list (
    price_list_id uuid NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    currency text NOT NULL,
    -- Conditions; absent means everyone, everywhere.
    channel text,
    customer_group text,
    country text,
    priority integer NOT NULL,
    starts_at timestamptz,
    ends_at timestamptz,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT price_list_pkey PRIMARY KEY (price_list_id),
    CONSTRAINT price_list_code_key UNIQUE (code),
    CONSTRAINT price_list_code_check CHECK (length(code) BETWEEN 1 AND 64),
    CONSTRAINT price_list_name_check CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT price_list_currency_check CHECK (length(currency) = 3),
    CONSTRAINT price_list_channel_check CHECK (length(channel) BETWEEN 1 AND 32),
    CONSTRAINT price_list_customer_group_check CHECK (length(customer_group) BETWEEN 1 AND 64),
    CONSTRAINT price_list_country_check CHECK (length(country) = 2),
    CONSTRAINT price_list_priority_check CHECK (priority BETWEEN -1000000 AND 1000000),
    CONSTRAINT price_list_period_check CHECK (ends_at > starts_at),
    CONSTRAINT price_list_version_check CHECK (version >= 1)
);
