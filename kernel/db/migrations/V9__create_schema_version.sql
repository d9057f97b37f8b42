-- The service may not read which migrations were applied, but it must know whether it can work with the schema: the
-- latest migration of the kernel's own and of the service's; 0 when there is none.
CREATE FUNCTION kernel.schema_version(OUT kernel integer, OUT service integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    SELECT coalesce(max(version), 0) INTO kernel FROM kernel.kernel_migration;
    IF to_regclass('kernel.service_migration') IS NULL THEN
        service := 0;
    ELSE
        SELECT coalesce(max(version), 0) INTO service FROM kernel.service_migration;
    END IF;
END $$;
