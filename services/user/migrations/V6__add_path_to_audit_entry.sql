-- The path of the request, of what staff did in another service.
ALTER TABLE "user".audit_entry
    ADD COLUMN path text CONSTRAINT audit_entry_path_check CHECK (length(path) BETWEEN 1 AND 500);
