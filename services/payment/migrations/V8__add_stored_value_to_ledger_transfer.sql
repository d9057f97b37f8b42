-- Which gift card or store credit a booking moved: its history. Old rows moved none.
ALTER TABLE payment.ledger_transfer
    ADD COLUMN stored_value_id uuid,
    -- What staff wrote when they gave or took back store credit. A document of the books: it is not erased.
    ADD COLUMN reason text,
    DROP CONSTRAINT ledger_transfer_kind_check,
    ADD CONSTRAINT ledger_transfer_kind_check CHECK (kind IN ('authorization', 'release', 'capture', 'refund', 'credit',
        'issue', 'grant', 'reclaim')) NOT VALID,
    ADD CONSTRAINT ledger_transfer_reason_check CHECK (length(reason) <= 500) NOT VALID,
    ADD CONSTRAINT ledger_transfer_stored_value_id_fkey FOREIGN KEY (stored_value_id)
        REFERENCES payment.stored_value (stored_value_id) NOT VALID;
