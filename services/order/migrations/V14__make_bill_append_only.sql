-- What was billed stays billed: a mistake is corrected by another bill. For everybody, the owner of the tables too; a
-- statement that would find no row is refused as well. Insertions fire nothing.
CREATE FUNCTION "order".refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'restrict_violation',
        MESSAGE = format('%s of %I.%I: its rows are never changed', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME),
        SCHEMA = TG_TABLE_SCHEMA,
        TABLE = TG_TABLE_NAME,
        CONSTRAINT = TG_NAME;
END $$;

CREATE TRIGGER bill_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "order".bill
    FOR EACH STATEMENT EXECUTE FUNCTION "order".refuse_change();
CREATE TRIGGER bill_line_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "order".bill_line
    FOR EACH STATEMENT EXECUTE FUNCTION "order".refuse_change();
