--! find_revision
SELECT revision
FROM catalog.revision
WHERE revision_id = 1;

--! advance_revision
UPDATE catalog.revision
SET revision = revision + 1
WHERE revision_id = 1;
