-- Commands to give back pieces that were carried out, so that one that comes twice frees them once.
CREATE TABLE warehouse.line_release (
    command_id uuid NOT NULL,
    reservation_id uuid NOT NULL,
    released_at timestamptz NOT NULL,
    CONSTRAINT line_release_pkey PRIMARY KEY (command_id)
);
