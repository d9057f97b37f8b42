-- The part of what was refunded that was given as store credit: the provider still has that money.
ALTER TABLE payment.tender
    ADD COLUMN credited_minor bigint NOT NULL DEFAULT 0,
    ADD CONSTRAINT tender_credited_check CHECK (credited_minor >= 0 AND credited_minor <= refunded_minor) NOT VALID;
ALTER TABLE payment.step ADD COLUMN to_store_credit boolean NOT NULL DEFAULT false;
