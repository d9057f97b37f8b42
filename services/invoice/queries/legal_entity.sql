--: LegalEntityRow()

--! insert_entity
INSERT INTO invoice.legal_entity (
    legal_entity_id, code, party, invoice_pattern, credit_note_pattern, created_at, updated_at
)
SELECT :legal_entity_id, :code, :party::text::jsonb, :invoice_pattern, :credit_note_pattern, :now, :now;

--! update_entity
--- Guard with 1: the entity must be as it was read. Patterns of an entity that has issued anything stay.
UPDATE invoice.legal_entity
SET party = :party::text::jsonb, invoice_pattern = :invoice_pattern, credit_note_pattern = :credit_note_pattern,
    version = version + 1, updated_at = :now
WHERE legal_entity_id = :legal_entity_id AND version = :version
  AND ((invoice_pattern, credit_note_pattern) = (:invoice_pattern, :credit_note_pattern)
       OR NOT EXISTS (SELECT FROM invoice.counter AS c WHERE c.legal_entity_id = :legal_entity_id));

--! find_entity : LegalEntityRow
SELECT legal_entity_id, code, party::text AS party, invoice_pattern, credit_note_pattern, version
FROM invoice.legal_entity
WHERE legal_entity_id = :legal_entity_id;

--! list_entities (after?) : LegalEntityRow
SELECT legal_entity_id, code, party::text AS party, invoice_pattern, credit_note_pattern, version
FROM invoice.legal_entity
WHERE (:after::uuid IS NULL OR legal_entity_id > :after)
ORDER BY legal_entity_id
LIMIT :row_limit::bigint;

--! has_issued
SELECT EXISTS (SELECT FROM invoice.counter WHERE legal_entity_id = :legal_entity_id) AS issued;

--! channels_of
SELECT legal_entity_id, channel
FROM invoice.channel_seller
WHERE legal_entity_id = ANY(:legal_entity_ids::uuid[])
ORDER BY channel;

--! sellers_of : LegalEntityRow
--- For whom these channels sell.
SELECT DISTINCT
    e.legal_entity_id, e.code, e.party::text AS party, e.invoice_pattern, e.credit_note_pattern, e.version
FROM invoice.legal_entity AS e
JOIN invoice.channel_seller AS c ON c.legal_entity_id = e.legal_entity_id
WHERE c.channel = ANY(:channels::text[]);

--! sellers_by_channel
SELECT channel, legal_entity_id FROM invoice.channel_seller WHERE channel = ANY(:channels::text[]);

--! remove_channels
DELETE FROM invoice.channel_seller WHERE legal_entity_id = :legal_entity_id AND channel <> ALL(:channels::text[]);

--! assign_channels
--- A channel of another seller stays with it, and the constraint says so.
INSERT INTO invoice.channel_seller (channel, legal_entity_id)
SELECT channel, :legal_entity_id FROM unnest(:channels::text[]) AS t (channel)
WHERE NOT EXISTS (
    SELECT FROM invoice.channel_seller AS known
    WHERE known.channel = t.channel AND known.legal_entity_id = :legal_entity_id
);
