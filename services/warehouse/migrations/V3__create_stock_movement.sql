-- The stock ledger: appended to, never changed. At every moment stock_level.on_hand is the sum of its movements.
CREATE TABLE warehouse.stock_movement (
    movement_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    location_id uuid NOT NULL,
    kind text NOT NULL,
    quantity bigint NOT NULL,
    on_hand_after bigint NOT NULL,
    reason text,
    reference text,
    actor text NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT stock_movement_pkey PRIMARY KEY (movement_id),
    CONSTRAINT stock_movement_variant_id_fkey FOREIGN KEY (variant_id) REFERENCES warehouse.stock_item (variant_id),
    CONSTRAINT stock_movement_location_id_fkey
        FOREIGN KEY (location_id) REFERENCES warehouse.stock_location (location_id),
    CONSTRAINT stock_movement_kind_check CHECK (
        kind IN ('opening', 'receive', 'issue', 'return', 'adjust', 'count', 'transfer_out', 'transfer_in', 'scrap')
    ),
    CONSTRAINT stock_movement_quantity_check CHECK (
        CASE
            WHEN kind IN ('receive', 'return', 'transfer_in') THEN quantity > 0
            WHEN kind IN ('issue', 'transfer_out', 'scrap') THEN quantity < 0
            WHEN kind = 'opening' THEN quantity >= 0
            WHEN kind = 'adjust' THEN quantity <> 0
            ELSE true
        END
    ),
    CONSTRAINT stock_movement_on_hand_after_check CHECK (on_hand_after >= 0),
    CONSTRAINT stock_movement_reason_check CHECK (char_length(reason) BETWEEN 1 AND 200),
    CONSTRAINT stock_movement_reference_check CHECK (char_length(reference) BETWEEN 1 AND 64),
    CONSTRAINT stock_movement_actor_check CHECK (char_length(actor) BETWEEN 1 AND 100)
);
CREATE INDEX stock_movement_variant_id_idx ON warehouse.stock_movement (variant_id, location_id, movement_id);
CREATE INDEX stock_movement_location_id_idx ON warehouse.stock_movement (location_id, movement_id);
