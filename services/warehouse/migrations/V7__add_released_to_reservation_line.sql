-- Pieces of a line that were given back while the rest stays held: at all times issued + released + held = quantity.
ALTER TABLE warehouse.reservation_line ADD COLUMN released integer NOT NULL DEFAULT 0;
ALTER TABLE warehouse.reservation_line DROP CONSTRAINT reservation_line_issued_check;
ALTER TABLE warehouse.reservation_line ADD CONSTRAINT reservation_line_pieces_check CHECK (
    issued >= 0 AND released >= 0 AND issued + released <= quantity
);
