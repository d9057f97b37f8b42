--: VariantRow()

--! list_variants : VariantRow
-- With the channels that sell; one that is switched off sells nothing, whatever is published in it.
SELECT v.variant_id, v.sku, v.title,
    ARRAY(
        SELECT published FROM unnest(v.channels) AS published
        WHERE NOT EXISTS (SELECT FROM cart.channel AS c WHERE c.channel = published AND NOT c.active)
    ) AS channels,
    v.requires_stock, v.requires_shipping, v.weight_g
FROM cart.variant AS v
WHERE v.variant_id = ANY(:variant_ids);

--! upsert_variants
INSERT INTO cart.variant AS known
    (variant_id, product_id, product_version, sku, title, channels, requires_stock, requires_shipping, weight_g)
SELECT variant_id, product_id, product_version, sku, title, string_to_array(channels, ','), requires_stock,
    requires_shipping, weight_g
FROM unnest(
    :variant_ids::uuid[], :product_ids::uuid[], :product_versions::bigint[], :skus::text[], :titles::text[],
    :channels::text[], :requires_stock::boolean[], :requires_shipping::boolean[], :weights::bigint[]
) AS t (variant_id, product_id, product_version, sku, title, channels, requires_stock, requires_shipping, weight_g)
ON CONFLICT (variant_id) DO UPDATE
SET product_id = excluded.product_id, product_version = excluded.product_version, sku = excluded.sku,
    title = excluded.title, channels = excluded.channels, requires_stock = excluded.requires_stock,
    requires_shipping = excluded.requires_shipping, weight_g = excluded.weight_g
WHERE known.product_version < excluded.product_version;

--! withdraw_variants
-- Variants that their product no longer lists: kept, because carts name them, but not sold.
UPDATE cart.variant AS known
SET channels = '{}', product_version = t.product_version
FROM unnest(:product_ids::uuid[], :product_versions::bigint[]) AS t (product_id, product_version)
WHERE known.product_id = t.product_id AND known.product_version < t.product_version;
