-- One row per variant the catalog has told of: the aggregate that every change of its levels passes through. Who changes
-- a level also moves the item's version on, so that two decisions about one variant never both succeed from one reading.
-- `sku` is a copy and not unique here: events of two products that swap a SKU may arrive in either order.
CREATE TABLE warehouse.stock_item (
    variant_id uuid NOT NULL,
    product_id uuid NOT NULL,
    product_version bigint NOT NULL,
    sku text NOT NULL,
    tracked boolean NOT NULL,
    removed boolean NOT NULL,
    oversell text NOT NULL DEFAULT 'deny',
    expected_at timestamptz,
    low_stock_threshold bigint NOT NULL DEFAULT 0,
    version bigint NOT NULL DEFAULT 1,
    CONSTRAINT stock_item_pkey PRIMARY KEY (variant_id),
    CONSTRAINT stock_item_sku_check CHECK (char_length(sku) BETWEEN 1 AND 64),
    CONSTRAINT stock_item_oversell_check CHECK (oversell IN ('deny', 'backorder', 'preorder')),
    CONSTRAINT stock_item_expected_at_check CHECK (oversell <> 'preorder' OR expected_at IS NOT NULL),
    CONSTRAINT stock_item_low_stock_threshold_check CHECK (low_stock_threshold BETWEEN 0 AND 1000000000)
) WITH (fillfactor = 60);
CREATE INDEX stock_item_sku_idx ON warehouse.stock_item (sku, variant_id);
CREATE INDEX stock_item_product_id_idx ON warehouse.stock_item (product_id);

-- Stock of one variant at one location. No column that changes is indexed: updates stay on their page (HOT).
CREATE TABLE warehouse.stock_level (
    variant_id uuid NOT NULL,
    location_id uuid NOT NULL,
    on_hand bigint NOT NULL,
    reserved bigint NOT NULL,
    safety_stock bigint NOT NULL,
    backorder_limit bigint NOT NULL,
    CONSTRAINT stock_level_pkey PRIMARY KEY (variant_id, location_id),
    CONSTRAINT stock_level_variant_id_fkey FOREIGN KEY (variant_id) REFERENCES warehouse.stock_item (variant_id),
    CONSTRAINT stock_level_location_id_fkey
        FOREIGN KEY (location_id) REFERENCES warehouse.stock_location (location_id),
    CONSTRAINT stock_level_on_hand_check CHECK (on_hand BETWEEN 0 AND 1000000000),
    CONSTRAINT stock_level_reserved_check CHECK (reserved >= 0),
    CONSTRAINT stock_level_oversold_check CHECK (reserved <= on_hand + backorder_limit),
    CONSTRAINT stock_level_safety_stock_check CHECK (safety_stock BETWEEN 0 AND 1000000000),
    CONSTRAINT stock_level_backorder_limit_check CHECK (backorder_limit BETWEEN 0 AND 1000000000)
) WITH (fillfactor = 60);
CREATE INDEX stock_level_location_id_idx ON warehouse.stock_level (location_id, variant_id);
