CREATE TABLE catalog.variant (
    variant_id        uuid NOT NULL,
    product_id        uuid NOT NULL,
    position          integer NOT NULL,
    sku               text NOT NULL,
    -- One text per axis of product.option_names.
    option_values     jsonb NOT NULL,
    status            text NOT NULL,
    tax_class         text NOT NULL,
    requires_stock    boolean NOT NULL,
    requires_shipping boolean NOT NULL,
    weight_g          integer NOT NULL,
    barcode           text,
    extra             jsonb NOT NULL,
    CONSTRAINT variant_pkey PRIMARY KEY (variant_id),
    -- Case matters: the real data has 112 codes in two spellings.
    CONSTRAINT variant_sku_key UNIQUE (sku),
    CONSTRAINT variant_product_id_fkey FOREIGN KEY (product_id) REFERENCES catalog.product ON DELETE CASCADE,
    CONSTRAINT variant_position_check CHECK (position BETWEEN 0 AND 2047),
    CONSTRAINT variant_sku_check CHECK (sku ~ '^[!-~]([ -~]{0,62}[!-~])?$'),
    CONSTRAINT variant_option_values_check
        CHECK (jsonb_typeof(option_values) = 'array' AND jsonb_array_length(option_values) <= 6),
    CONSTRAINT variant_status_check CHECK (status IN ('active', 'archived')),
    CONSTRAINT variant_tax_class_check CHECK (tax_class ~ '^[a-z0-9][a-z0-9_-]{0,63}$'),
    CONSTRAINT variant_weight_g_check CHECK (weight_g BETWEEN 0 AND 10000000),
    CONSTRAINT variant_barcode_check CHECK (char_length(barcode) BETWEEN 1 AND 64),
    CONSTRAINT variant_extra_check CHECK (jsonb_typeof(extra) = 'object')
);

-- Two variants of a product differ in at least one option. Hashed: six long values exceed what an index row holds.
CREATE UNIQUE INDEX variant_option_values_key ON catalog.variant (product_id, md5(option_values::text));
