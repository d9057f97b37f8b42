-- What was done in one service, and who did one thing, are found without reading everything else. The log holds only the
-- changes of accounts and roles when this is released, so nobody waits for the indexes.
CREATE INDEX audit_entry_service_idx ON "user".audit_entry (service, audit_entry_id);
CREATE INDEX audit_entry_action_idx ON "user".audit_entry (action, audit_entry_id);
