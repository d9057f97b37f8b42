-- What was issued stays as it was issued: a mistake is corrected by a credit note. For everybody, the owner of the tables
-- too; a statement that would find no row is refused as well. Insertions fire nothing.
CREATE FUNCTION invoice.refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'restrict_violation',
        MESSAGE = format('%s of %I.%I: its rows are never changed', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME),
        SCHEMA = TG_TABLE_SCHEMA,
        TABLE = TG_TABLE_NAME,
        CONSTRAINT = TG_NAME;
END $$;

CREATE TRIGGER document_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON invoice.document
    FOR EACH STATEMENT EXECUTE FUNCTION invoice.refuse_change();
CREATE TRIGGER counter_is_kept BEFORE DELETE OR TRUNCATE ON invoice.counter
    FOR EACH STATEMENT EXECUTE FUNCTION invoice.refuse_change();
