-- Stock on its way between two locations: shipped from one (transfer_out), received at the other, perhaps in parts.
CREATE TABLE warehouse.transfer (
    transfer_id uuid NOT NULL,
    from_location_id uuid NOT NULL,
    to_location_id uuid NOT NULL,
    status text NOT NULL,
    note text,
    created_at timestamptz NOT NULL,
    shipped_at timestamptz,
    ended_at timestamptz,
    version bigint NOT NULL,
    CONSTRAINT transfer_pkey PRIMARY KEY (transfer_id),
    CONSTRAINT transfer_from_location_id_fkey
        FOREIGN KEY (from_location_id) REFERENCES warehouse.stock_location (location_id),
    CONSTRAINT transfer_to_location_id_fkey
        FOREIGN KEY (to_location_id) REFERENCES warehouse.stock_location (location_id),
    CONSTRAINT transfer_status_check CHECK (status IN ('draft', 'shipped', 'received', 'closed', 'cancelled')),
    CONSTRAINT transfer_locations_check CHECK (from_location_id <> to_location_id),
    CONSTRAINT transfer_note_check CHECK (char_length(note) BETWEEN 1 AND 200),
    CONSTRAINT transfer_shipped_at_check CHECK ((status IN ('shipped', 'received', 'closed')) = (shipped_at IS NOT NULL)),
    CONSTRAINT transfer_ended_at_check CHECK ((status IN ('received', 'closed', 'cancelled')) = (ended_at IS NOT NULL))
);
CREATE INDEX transfer_from_location_id_idx ON warehouse.transfer (from_location_id);
CREATE INDEX transfer_to_location_id_idx ON warehouse.transfer (to_location_id);

CREATE TABLE warehouse.transfer_line (
    transfer_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    quantity bigint NOT NULL,
    received bigint NOT NULL,
    CONSTRAINT transfer_line_pkey PRIMARY KEY (transfer_id, variant_id),
    CONSTRAINT transfer_line_transfer_id_fkey FOREIGN KEY (transfer_id) REFERENCES warehouse.transfer (transfer_id),
    CONSTRAINT transfer_line_variant_id_fkey FOREIGN KEY (variant_id) REFERENCES warehouse.stock_item (variant_id),
    CONSTRAINT transfer_line_quantity_check CHECK (quantity BETWEEN 1 AND 1000000),
    CONSTRAINT transfer_line_received_check CHECK (received BETWEEN 0 AND quantity)
);
CREATE INDEX transfer_line_variant_id_idx ON warehouse.transfer_line (variant_id);
