-- Histories of gift cards and store credit. No booking has one yet, so the index is made in a moment.
CREATE INDEX ledger_transfer_stored_value_id_idx ON payment.ledger_transfer (stored_value_id, created_at)
    WHERE stored_value_id IS NOT NULL;
