-- Address books. Each has one default address to ship to and one to bill to as long as it has any.
CREATE TABLE customer.address (
    address_id       uuid NOT NULL,
    customer_id      uuid NOT NULL,
    name             text NOT NULL,
    company          text,
    lines            text[] NOT NULL,
    city             text NOT NULL,
    region           text,
    postal_code      text,
    country          text NOT NULL,
    phone            text,
    default_shipping boolean NOT NULL,
    default_billing  boolean NOT NULL,
    version          bigint NOT NULL DEFAULT 1,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    CONSTRAINT address_pkey PRIMARY KEY (address_id),
    CONSTRAINT address_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer.customer (customer_id),
    CONSTRAINT address_name_check CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT address_company_check CHECK (length(company) <= 200),
    CONSTRAINT address_lines_check CHECK (cardinality(lines) BETWEEN 1 AND 4),
    CONSTRAINT address_city_check CHECK (length(city) <= 200),
    CONSTRAINT address_region_check CHECK (length(region) <= 100),
    CONSTRAINT address_postal_code_check CHECK (length(postal_code) <= 20),
    CONSTRAINT address_country_check CHECK (length(country) = 2),
    CONSTRAINT address_phone_check CHECK (length(phone) <= 40)
);
CREATE INDEX address_customer_id_idx ON customer.address (customer_id);
CREATE UNIQUE INDEX address_default_shipping_key ON customer.address (customer_id) WHERE default_shipping;
CREATE UNIQUE INDEX address_default_billing_key ON customer.address (customer_id) WHERE default_billing;
