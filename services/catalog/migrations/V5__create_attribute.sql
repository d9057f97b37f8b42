-- Typed properties a merchant defines for products.
CREATE TABLE catalog.attribute (
    attribute_id  uuid NOT NULL,
    code          text NOT NULL,
    name          text NOT NULL,
    value_type    text NOT NULL,
    -- Bounds, lengths or choices, by value_type; checked in the domain.
    rule          jsonb NOT NULL,
    -- Needed before a product becomes active.
    required      boolean NOT NULL,
    -- The product types it is meant for; all when empty.
    product_types text[] NOT NULL,
    version       bigint NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    CONSTRAINT attribute_pkey PRIMARY KEY (attribute_id),
    CONSTRAINT attribute_code_key UNIQUE (code),
    CONSTRAINT attribute_code_check CHECK (code ~ '^[a-z0-9][a-z0-9_-]{0,63}$'),
    CONSTRAINT attribute_name_check CHECK (char_length(name) BETWEEN 1 AND 100),
    CONSTRAINT attribute_value_type_check CHECK (value_type IN ('text', 'integer', 'decimal', 'boolean', 'date', 'choice')),
    CONSTRAINT attribute_rule_check CHECK (jsonb_typeof(rule) = 'object'),
    CONSTRAINT attribute_product_types_check CHECK (cardinality(product_types) <= 100),
    CONSTRAINT attribute_version_check CHECK (version > 0)
);

CREATE TABLE catalog.product_attribute (
    product_id   uuid NOT NULL,
    attribute_id uuid NOT NULL,
    -- Canonical text of the typed value.
    value        text NOT NULL,
    CONSTRAINT product_attribute_pkey PRIMARY KEY (product_id, attribute_id),
    CONSTRAINT product_attribute_product_id_fkey FOREIGN KEY (product_id) REFERENCES catalog.product ON DELETE CASCADE,
    CONSTRAINT product_attribute_attribute_id_fkey FOREIGN KEY (attribute_id) REFERENCES catalog.attribute,
    CONSTRAINT product_attribute_value_check CHECK (char_length(value) <= 4096)
);

CREATE INDEX product_attribute_attribute_id_idx ON catalog.product_attribute (attribute_id);
