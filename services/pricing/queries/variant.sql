--: VariantRow()

--! find_variants : VariantRow
SELECT variant_id, sku, tax_class
FROM pricing.variant
WHERE variant_id = ANY(:variant_ids::uuid[]);

--! find_variants_by_sku : VariantRow
SELECT variant_id, sku, tax_class
FROM pricing.variant
WHERE sku = ANY(:skus::text[]);

--! upsert_variants
INSERT INTO pricing.variant AS v (variant_id, product_id, sku, tax_class, product_version)
SELECT variant_id, product_id, sku, tax_class, product_version
FROM unnest(
    :variant_ids::uuid[], :product_ids::uuid[], :skus::text[], :tax_classes::text[], :product_versions::bigint[]
) AS t(variant_id, product_id, sku, tax_class, product_version)
ORDER BY variant_id
ON CONFLICT (variant_id) DO UPDATE
SET
    product_id = excluded.product_id, sku = excluded.sku, tax_class = excluded.tax_class,
    product_version = excluded.product_version
WHERE v.product_version <= excluded.product_version;

--! delete_dropped_variants
-- Variants of a product that its last event no longer lists.
DELETE FROM pricing.variant AS v
USING unnest(:product_ids::uuid[], :product_versions::bigint[]) AS t(product_id, product_version)
WHERE
    v.product_id = t.product_id AND v.product_version <= t.product_version
    AND v.variant_id <> ALL(:kept_variant_ids::uuid[]);
