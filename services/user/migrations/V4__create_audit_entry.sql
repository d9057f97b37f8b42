-- What staff did, with what stood there before and after. Holds ids and names, no e-mail addresses.
CREATE TABLE "user".audit_entry (
    -- UUIDv7 of the moment; of a change in another service, its event's id.
    audit_entry_id uuid NOT NULL,
    occurred_at    timestamptz NOT NULL,
    -- `staff:usr_…`, `service:…`, `operator`.
    actor          text NOT NULL,
    service        text NOT NULL,
    action         text NOT NULL,
    object_id      text NOT NULL,
    -- NULL when there was, or is, no such thing.
    before         jsonb,
    after          jsonb,
    trace          text,
    CONSTRAINT audit_entry_pkey PRIMARY KEY (audit_entry_id),
    CONSTRAINT audit_entry_actor_check CHECK (length(actor) BETWEEN 1 AND 200),
    CONSTRAINT audit_entry_service_check CHECK (length(service) BETWEEN 1 AND 40),
    CONSTRAINT audit_entry_action_check CHECK (length(action) BETWEEN 1 AND 100),
    CONSTRAINT audit_entry_object_id_check CHECK (length(object_id) BETWEEN 1 AND 200),
    CONSTRAINT audit_entry_trace_check CHECK (length(trace) <= 100)
);

CREATE INDEX audit_entry_actor_idx ON "user".audit_entry (actor, audit_entry_id);
CREATE INDEX audit_entry_object_id_idx ON "user".audit_entry (object_id, audit_entry_id);

CREATE FUNCTION "user".refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'audit_entry_append_only';
END $$;

CREATE TRIGGER audit_entry_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON "user".audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION "user".refuse_change();
