-- A guarded statement of a pipelined write calls this with the rows it changed: the COMMIT is already on its way, so
-- only the database can stop it. The name comes back to the caller as the violated constraint.
CREATE FUNCTION kernel.require_rows(actual bigint, expected bigint, name text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF actual <> expected THEN
        RAISE EXCEPTION USING
            ERRCODE = 'KR001',
            MESSAGE = format('%s: expected to change %s rows, changed %s', name, expected, actual),
            CONSTRAINT = name;
    END IF;
END $$;
