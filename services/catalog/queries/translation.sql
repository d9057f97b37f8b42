--! find_translations
SELECT subject_id, locale, field, value
FROM catalog.translation
WHERE subject_id = ANY(:subject_ids::uuid[]) AND locale = ANY(:locales::text[]);

--! list_translations
SELECT locale, field, value
FROM catalog.translation
WHERE subject_id = :subject_id
ORDER BY locale, field;

--! upsert_translations
INSERT INTO catalog.translation (subject_kind, subject_id, locale, field, value)
SELECT :subject_kind, :subject_id, :locale, field, value
FROM unnest(:fields::text[], :values::text[]) AS t(field, value)
ON CONFLICT (subject_id, locale, field) DO UPDATE
SET value = excluded.value;

--! delete_translations
DELETE FROM catalog.translation
WHERE subject_id = :subject_id AND locale = :locale AND NOT (field = ANY(:kept_fields::text[]));

--! delete_translations_of_subject
DELETE FROM catalog.translation
WHERE subject_id = :subject_id;
