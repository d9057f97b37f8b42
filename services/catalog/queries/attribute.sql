--: AttributeRow()

--! list_attributes : AttributeRow
SELECT attribute_id, code, name, value_type, rule::text AS rule, required, product_types, version, created_at, updated_at
FROM catalog.attribute
ORDER BY code;

--! insert_attribute
INSERT INTO catalog.attribute (attribute_id, code, name, value_type, rule, required, product_types, version, created_at,
                               updated_at)
VALUES (:attribute_id, :code, :name, :value_type, :rule::text::jsonb, :required, :product_types::text[], 1, :now, :now);

--! update_attribute
UPDATE catalog.attribute
SET name = :name, rule = :rule::text::jsonb, required = :required, product_types = :product_types::text[],
    version = version + 1, updated_at = :now
WHERE attribute_id = :attribute_id AND version = :version;

--! delete_attribute
DELETE FROM catalog.attribute
WHERE attribute_id = :attribute_id AND version = :version;

--! find_values_of_products
SELECT product_attribute.product_id, product_attribute.attribute_id, attribute.code, product_attribute.value
FROM catalog.product_attribute
JOIN catalog.attribute ON attribute.attribute_id = product_attribute.attribute_id
WHERE product_attribute.product_id = ANY(:product_ids::uuid[])
ORDER BY product_attribute.product_id, attribute.code;

--! upsert_values
INSERT INTO catalog.product_attribute (product_id, attribute_id, value)
SELECT product_id, attribute_id, value
FROM unnest(:product_ids::uuid[], :attribute_ids::uuid[], :values::text[]) AS t(product_id, attribute_id, value)
ON CONFLICT (product_id, attribute_id) DO UPDATE
SET value = excluded.value;

--! delete_values
DELETE FROM catalog.product_attribute
USING unnest(:product_ids::uuid[], :attribute_ids::uuid[]) AS t(product_id, attribute_id)
WHERE product_attribute.product_id = t.product_id AND product_attribute.attribute_id = t.attribute_id;
