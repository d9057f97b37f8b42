-- What the order still owes in all, once pieces of it were cancelled; NULL while that is the amount.
ALTER TABLE payment.intent
    ADD COLUMN due_minor bigint,
    -- The event that lowered it last. Refunds of what was collected beyond it carry this id.
    ADD COLUMN lowered_by uuid,
    ADD CONSTRAINT intent_due_check CHECK ((due_minor IS NULL) = (lowered_by IS NULL)
        AND due_minor >= 0 AND due_minor < amount_minor);
