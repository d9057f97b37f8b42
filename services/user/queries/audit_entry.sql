--: AuditEntryRow(before?, after?, trace?)

--! list_entries : AuditEntryRow
SELECT
    audit_entry_id, occurred_at, actor, service, action, object_id,
    before::text AS before, after::text AS after, trace
FROM "user".audit_entry
WHERE audit_entry_id >= :from AND audit_entry_id < :until
ORDER BY audit_entry_id DESC
LIMIT :limit;

--! list_entries_by_actor : AuditEntryRow
SELECT
    audit_entry_id, occurred_at, actor, service, action, object_id,
    before::text AS before, after::text AS after, trace
FROM "user".audit_entry
WHERE actor = :actor AND audit_entry_id >= :from AND audit_entry_id < :until
ORDER BY audit_entry_id DESC
LIMIT :limit;

--! list_entries_of_object (actor?) : AuditEntryRow
SELECT
    audit_entry_id, occurred_at, actor, service, action, object_id,
    before::text AS before, after::text AS after, trace
FROM "user".audit_entry
WHERE object_id = :object_id AND audit_entry_id >= :from AND audit_entry_id < :until
    AND (:actor::text IS NULL OR actor = :actor)
ORDER BY audit_entry_id DESC
LIMIT :limit;

--! insert_entries (befores[?], afters[?], traces[?])
INSERT INTO "user".audit_entry
    (audit_entry_id, occurred_at, actor, service, action, object_id, before, after, trace)
SELECT audit_entry_id, occurred_at, actor, service, action, object_id, before::jsonb, after::jsonb, trace
FROM unnest(
    :audit_entry_ids::uuid[], :times::timestamptz[], :actors::text[], :services::text[], :actions::text[],
    :object_ids::text[], :befores::text[], :afters::text[], :traces::text[]
) AS t (audit_entry_id, occurred_at, actor, service, action, object_id, before, after, trace)
ON CONFLICT (audit_entry_id) DO NOTHING;
