--! upsert_variants
--- An older product version never overwrites a newer one: a rebuild replays the past.
INSERT INTO "order".variant AS v (
    variant_id, product_id, product_version, sku, title, requires_stock, requires_shipping, weight_g, listed
)
SELECT variant_id, product_id, product_version, sku, title, requires_stock, requires_shipping, weight_g, true
FROM unnest(
    :variant_ids::uuid[], :product_ids::uuid[], :product_versions::bigint[], :skus::text[], :titles::text[],
    :requires_stocks::boolean[], :requires_shippings::boolean[], :weights_g::bigint[]
) AS t (variant_id, product_id, product_version, sku, title, requires_stock, requires_shipping, weight_g)
ON CONFLICT ON CONSTRAINT variant_pkey DO UPDATE
SET product_id = excluded.product_id, product_version = excluded.product_version, sku = excluded.sku,
    title = excluded.title, requires_stock = excluded.requires_stock,
    requires_shipping = excluded.requires_shipping, weight_g = excluded.weight_g, listed = true
WHERE v.product_version < excluded.product_version;

--! unlist_variants
--- Variants that their product no longer names. Runs after the upsert of the same batch.
UPDATE "order".variant AS v
SET listed = false, product_version = t.product_version
FROM unnest(:product_ids::uuid[], :product_versions::bigint[]) AS t (product_id, product_version)
WHERE v.product_id = t.product_id AND v.product_version < t.product_version AND v.listed;

--! find_variants
--- By id or by SKU; of two variants that ever had one SKU, both come, and the caller takes the listed one.
SELECT variant_id, sku, title, requires_stock, requires_shipping, weight_g, listed, product_version
FROM "order".variant
WHERE variant_id = ANY(:variant_ids::uuid[])
UNION
SELECT variant_id, sku, title, requires_stock, requires_shipping, weight_g, listed, product_version
FROM "order".variant
WHERE sku = ANY(:skus::text[]);
