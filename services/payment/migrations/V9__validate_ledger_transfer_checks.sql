-- Apart from the file that adds them: this reads the whole table, and writers go on meanwhile.
ALTER TABLE payment.ledger_transfer VALIDATE CONSTRAINT ledger_transfer_kind_check;
ALTER TABLE payment.ledger_transfer VALIDATE CONSTRAINT ledger_transfer_reason_check;
ALTER TABLE payment.ledger_transfer VALIDATE CONSTRAINT ledger_transfer_stored_value_id_fkey;
