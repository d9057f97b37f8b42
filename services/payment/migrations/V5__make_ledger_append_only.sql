-- What was booked stays booked: a mistake is corrected by another booking. For everybody, the owner of the tables too; a
-- statement that would find no row is refused as well. Insertions fire nothing.
CREATE FUNCTION payment.refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'restrict_violation',
        MESSAGE = format('%s of %I.%I: its rows are never changed', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME),
        SCHEMA = TG_TABLE_SCHEMA,
        TABLE = TG_TABLE_NAME,
        CONSTRAINT = TG_NAME;
END $$;

CREATE TRIGGER ledger_account_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payment.ledger_account
    FOR EACH STATEMENT EXECUTE FUNCTION payment.refuse_change();
CREATE TRIGGER ledger_transfer_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payment.ledger_transfer
    FOR EACH STATEMENT EXECUTE FUNCTION payment.refuse_change();
-- What bookings outside of any intent are proved against.
CREATE TRIGGER credit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payment.credit
    FOR EACH STATEMENT EXECUTE FUNCTION payment.refuse_change();
