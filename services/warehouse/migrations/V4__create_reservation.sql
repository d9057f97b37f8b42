-- Stock held for an order or checkout. Every outcome is kept, refusals and releases of what never came (tombstones)
-- included: that is what makes a repeated or overtaken command answerable.
CREATE TABLE warehouse.reservation (
    reservation_id uuid NOT NULL,
    owner text NOT NULL,
    channel text NOT NULL,
    status text NOT NULL,
    deadline timestamptz,
    refusal_code text,
    refusal_message text,
    end_reason text,
    created_at timestamptz NOT NULL,
    ended_at timestamptz,
    version bigint NOT NULL,
    CONSTRAINT reservation_pkey PRIMARY KEY (reservation_id),
    CONSTRAINT reservation_owner_check CHECK (char_length(owner) <= 64),
    CONSTRAINT reservation_channel_check CHECK (char_length(channel) <= 32),
    CONSTRAINT reservation_status_check CHECK (
        status IN ('held', 'released', 'refused', 'issued', 'expired', 'tombstone')
    ),
    CONSTRAINT reservation_refusal_code_check CHECK (
        (status = 'refused') = (refusal_code IS NOT NULL) AND char_length(refusal_code) <= 64
    ),
    CONSTRAINT reservation_refusal_message_check CHECK (
        (refusal_code IS NULL) = (refusal_message IS NULL) AND char_length(refusal_message) <= 500
    ),
    CONSTRAINT reservation_end_reason_check CHECK (char_length(end_reason) <= 200),
    CONSTRAINT reservation_ended_at_check CHECK ((status = 'held') = (ended_at IS NULL))
) WITH (fillfactor = 80);
CREATE INDEX reservation_owner_idx ON warehouse.reservation (owner, reservation_id);
CREATE INDEX reservation_held_idx ON warehouse.reservation (reservation_id) WHERE status = 'held';
CREATE INDEX reservation_deadline_idx ON warehouse.reservation (deadline)
WHERE status = 'held' AND deadline IS NOT NULL;

-- One row per line and location that serves it, in the order they were promised. No foreign keys to item and location:
-- these rows are written with every order, and the levels they were taken from are guarded already.
CREATE TABLE warehouse.reservation_line (
    reservation_id uuid NOT NULL,
    position integer NOT NULL,
    line_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    location_id uuid,
    quantity integer NOT NULL,
    backordered integer NOT NULL,
    issued integer NOT NULL,
    CONSTRAINT reservation_line_pkey PRIMARY KEY (reservation_id, position),
    CONSTRAINT reservation_line_reservation_id_fkey
        FOREIGN KEY (reservation_id) REFERENCES warehouse.reservation (reservation_id),
    CONSTRAINT reservation_line_quantity_check CHECK (quantity > 0),
    CONSTRAINT reservation_line_backordered_check CHECK (backordered BETWEEN 0 AND quantity),
    CONSTRAINT reservation_line_issued_check CHECK (issued BETWEEN 0 AND quantity)
) WITH (fillfactor = 80);

-- Shipments already booked out, so that one that is told of twice leaves the stock once.
CREATE TABLE warehouse.issued_shipment (
    shipment_id uuid NOT NULL,
    issued_at timestamptz NOT NULL,
    CONSTRAINT issued_shipment_pkey PRIMARY KEY (shipment_id)
);
