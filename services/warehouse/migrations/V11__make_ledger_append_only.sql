-- What was entered stays entered: a mistake is corrected by another movement. For everybody, the owner of the table too; a
-- statement that would find no row is refused as well. Insertions fire nothing.
CREATE FUNCTION warehouse.refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'restrict_violation',
        MESSAGE = format('%s of %I.%I: its rows are never changed', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME),
        SCHEMA = TG_TABLE_SCHEMA,
        TABLE = TG_TABLE_NAME,
        CONSTRAINT = TG_NAME;
END $$;

CREATE TRIGGER stock_movement_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON warehouse.stock_movement
    FOR EACH STATEMENT EXECUTE FUNCTION warehouse.refuse_change();
