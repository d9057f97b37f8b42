--: CategoryRow(parent_id?)

--! list_categories : CategoryRow
SELECT category_id, parent_id, handle, name, description, position, version, created_at, updated_at
FROM catalog.category
ORDER BY position, name, category_id;

--! find_tree_version
SELECT version
FROM catalog.category_tree
WHERE category_tree_id = 1;

--! advance_tree_version
UPDATE catalog.category_tree
SET version = version + 1
WHERE category_tree_id = 1 AND version = :version;

--! insert_category (parent_id?)
INSERT INTO catalog.category (category_id, parent_id, handle, name, description, position, version, created_at,
                              updated_at)
VALUES (:category_id, :parent_id, :handle, :name, :description, :position, 1, :now, :now);

--! update_category (parent_id?)
UPDATE catalog.category
SET parent_id = :parent_id, handle = :handle, name = :name, description = :description, position = :position,
    version = version + 1, updated_at = :now
WHERE category_id = :category_id AND version = :version;

--! delete_category
DELETE FROM catalog.category
WHERE category_id = :category_id AND version = :version;

--! find_categories_of_products
SELECT product_id, category_id
FROM catalog.product_category
WHERE product_id = ANY(:product_ids::uuid[])
ORDER BY product_id, category_id;

--! insert_product_categories
INSERT INTO catalog.product_category (category_id, product_id)
SELECT category_id, product_id
FROM unnest(:category_ids::uuid[], :product_ids::uuid[]) AS t(category_id, product_id)
ON CONFLICT (category_id, product_id) DO NOTHING;

--! delete_product_categories
DELETE FROM catalog.product_category
USING unnest(:category_ids::uuid[], :product_ids::uuid[]) AS t(category_id, product_id)
WHERE product_category.category_id = t.category_id AND product_category.product_id = t.product_id;
