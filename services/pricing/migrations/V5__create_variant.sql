-- What pricing must know of catalog's variants: a copy, fed by catalog.product_changed, rebuilt from the feed at any time.
CREATE TABLE pricing.variant (
    variant_id uuid NOT NULL,
    product_id uuid NOT NULL,
    sku text NOT NULL,
    tax_class text NOT NULL,
    -- Version of the product whose event wrote this row.
    product_version bigint NOT NULL,
    CONSTRAINT variant_pkey PRIMARY KEY (variant_id),
    CONSTRAINT variant_sku_check CHECK (length(sku) BETWEEN 1 AND 64),
    CONSTRAINT variant_tax_class_check CHECK (length(tax_class) BETWEEN 1 AND 64)
);

-- Not unique: while two products swap SKUs, their events arrive one after the other.
CREATE INDEX variant_sku_idx ON pricing.variant (sku);
CREATE INDEX variant_product_id_idx ON pricing.variant (product_id);
