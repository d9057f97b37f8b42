--: AuditEntryRow(before?, after?, trace?, path?)

--! list_entries : AuditEntryRow
SELECT
    audit_entry_id, occurred_at, actor, service, action, object_id,
    before::text AS before, after::text AS after, trace, path
FROM "user".audit_entry
WHERE audit_entry_id >= :from AND audit_entry_id < :until
ORDER BY audit_entry_id DESC
LIMIT :limit;

--! list_entries_of_service : AuditEntryRow
SELECT
    audit_entry_id, occurred_at, actor, service, action, object_id,
    before::text AS before, after::text AS after, trace, path
FROM "user".audit_entry
WHERE service = :service AND audit_entry_id >= :from AND audit_entry_id < :until
ORDER BY audit_entry_id DESC
LIMIT :limit;

--! list_entries_of_action (service?) : AuditEntryRow
SELECT
    audit_entry_id, occurred_at, actor, service, action, object_id,
    before::text AS before, after::text AS after, trace, path
FROM "user".audit_entry
WHERE action = :action AND audit_entry_id >= :from AND audit_entry_id < :until
    AND (:service::text IS NULL OR service = :service)
ORDER BY audit_entry_id DESC
LIMIT :limit;

--! list_entries_by_actor (service?, action?) : AuditEntryRow
SELECT
    audit_entry_id, occurred_at, actor, service, action, object_id,
    before::text AS before, after::text AS after, trace, path
FROM "user".audit_entry
WHERE actor = :actor AND audit_entry_id >= :from AND audit_entry_id < :until
    AND (:service::text IS NULL OR service = :service)
    AND (:action::text IS NULL OR action = :action)
ORDER BY audit_entry_id DESC
LIMIT :limit;

--! list_entries_of_object (actor?, service?, action?) : AuditEntryRow
SELECT
    audit_entry_id, occurred_at, actor, service, action, object_id,
    before::text AS before, after::text AS after, trace, path
FROM "user".audit_entry
WHERE object_id = :object_id AND audit_entry_id >= :from AND audit_entry_id < :until
    AND (:actor::text IS NULL OR actor = :actor)
    AND (:service::text IS NULL OR service = :service)
    AND (:action::text IS NULL OR action = :action)
ORDER BY audit_entry_id DESC
LIMIT :limit;

--! insert_entries (befores[?], afters[?], traces[?], paths[?])
INSERT INTO "user".audit_entry
    (audit_entry_id, occurred_at, actor, service, action, object_id, before, after, trace, path)
SELECT audit_entry_id, occurred_at, actor, service, action, object_id, before::jsonb, after::jsonb, trace, path
FROM unnest(
    :audit_entry_ids::uuid[], :times::timestamptz[], :actors::text[], :services::text[], :actions::text[],
    :object_ids::text[], :befores::text[], :afters::text[], :traces::text[], :paths::text[]
) AS t (audit_entry_id, occurred_at, actor, service, action, object_id, before, after, trace, path)
ON CONFLICT (audit_entry_id) DO NOTHING;
