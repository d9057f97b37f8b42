--: CollectionRow()

--! list_collections : CollectionRow
SELECT collection_id, handle, title, description, kind, rule_match, rule_terms, version, created_at, updated_at
FROM catalog.collection
WHERE collection_id > :after
ORDER BY collection_id
LIMIT :limit;

--! find_collection : CollectionRow
SELECT collection_id, handle, title, description, kind, rule_match, rule_terms, version, created_at, updated_at
FROM catalog.collection
WHERE collection_id = :collection_id;

--! find_collection_by_handle : CollectionRow
SELECT collection_id, handle, title, description, kind, rule_match, rule_terms, version, created_at, updated_at
FROM catalog.collection
WHERE handle = :handle;

--! insert_collection
INSERT INTO catalog.collection (collection_id, handle, title, description, kind, rule_match, rule_terms, version,
                                created_at, updated_at)
VALUES (:collection_id, :handle, :title, :description, :kind, :rule_match, :rule_terms::text[], 1, :now, :now);

--! update_collection
UPDATE catalog.collection
SET handle = :handle, title = :title, description = :description, rule_match = :rule_match,
    rule_terms = :rule_terms::text[], version = version + 1, updated_at = :now
WHERE collection_id = :collection_id AND version = :version;

--! delete_collection
DELETE FROM catalog.collection
WHERE collection_id = :collection_id AND version = :version;

--! list_members
SELECT product_id
FROM catalog.collection_product
WHERE collection_id = :collection_id
ORDER BY position, product_id;

--! delete_members
DELETE FROM catalog.collection_product
WHERE collection_id = :collection_id;

--! insert_members
INSERT INTO catalog.collection_product (collection_id, product_id, position)
SELECT :collection_id, product_id, position
FROM unnest(:product_ids::uuid[], :positions::integer[]) AS t(product_id, position);

--! advance_collection
UPDATE catalog.collection
SET version = version + 1, updated_at = :now
WHERE collection_id = :collection_id AND version = :version;
