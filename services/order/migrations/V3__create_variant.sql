-- Read model of catalog's variants, so that staff can order by SKU. Fed by catalog.product_changed.
CREATE TABLE "order".variant (
    variant_id uuid NOT NULL,
    product_id uuid NOT NULL,
    product_version bigint NOT NULL,
    -- Not unique: a SKU may move between products, whose events arrive in any order.
    sku text NOT NULL,
    title text NOT NULL,
    requires_stock boolean NOT NULL,
    requires_shipping boolean NOT NULL,
    weight_g bigint NOT NULL,
    -- False once catalog no longer lists it: old orders name it, new ones cannot.
    listed boolean NOT NULL,
    CONSTRAINT variant_pkey PRIMARY KEY (variant_id),
    CONSTRAINT variant_sku_check CHECK (length(sku) BETWEEN 1 AND 64),
    CONSTRAINT variant_title_check CHECK (length(title) BETWEEN 1 AND 255)
);

CREATE INDEX variant_sku_idx ON "order".variant (sku);
CREATE INDEX variant_product_idx ON "order".variant (product_id);
