-- What cart knows of catalog's variants, from catalog.product_changed. A copy: it can be rebuilt from catalog's log.
CREATE TABLE cart.variant (
    variant_id        uuid NOT NULL,
    product_id        uuid NOT NULL,
    product_version   bigint NOT NULL,
    sku               text NOT NULL,
    title             text NOT NULL,
    -- Where it may be sold; empty when it may not be sold at all.
    channels          text[] NOT NULL,
    requires_stock    boolean NOT NULL,
    requires_shipping boolean NOT NULL,
    weight_g          bigint NOT NULL,
    CONSTRAINT variant_pkey PRIMARY KEY (variant_id),
    CONSTRAINT variant_sku_check CHECK (length(sku) BETWEEN 1 AND 64),
    CONSTRAINT variant_title_check CHECK (length(title) BETWEEN 1 AND 600),
    CONSTRAINT variant_weight_g_check CHECK (weight_g >= 0)
);
CREATE INDEX variant_product_id_idx ON cart.variant (product_id);
