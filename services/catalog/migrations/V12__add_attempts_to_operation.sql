-- How often a process took it up since the last batch was committed: what never gets on must not be tried for ever.
ALTER TABLE catalog.operation ADD COLUMN attempts integer NOT NULL DEFAULT 0;
ALTER TABLE catalog.operation ADD CONSTRAINT operation_attempts_check CHECK (attempts >= 0);
