--: VariantRow(barcode?)

--! find_variants_of_products : VariantRow
SELECT variant_id, product_id, sku, option_values::text AS option_values, status, tax_class, requires_stock,
       requires_shipping, weight_g, barcode, extra::text AS extra
FROM catalog.variant
WHERE product_id = ANY(:product_ids::uuid[])
ORDER BY product_id, position;

-- Who holds a SKU. Case matters.
--! find_sku_holders
SELECT sku, product_id
FROM catalog.variant
WHERE sku = ANY(:skus::text[]);

--! find_variant_holders
SELECT variant_id, product_id
FROM catalog.variant
WHERE variant_id = ANY(:variant_ids::uuid[]);

--! upsert_variants
INSERT INTO catalog.variant (variant_id, product_id, position, sku, option_values, status, tax_class, requires_stock,
                             requires_shipping, weight_g, barcode, extra)
SELECT variant_id, product_id, position, sku, option_values, status, tax_class, requires_stock,
       requires_shipping, weight_g, barcode, extra
FROM json_to_recordset(:rows::text::json)
     AS t(variant_id uuid, product_id uuid, position integer, sku text, option_values jsonb, status text,
          tax_class text, requires_stock boolean, requires_shipping boolean, weight_g integer, barcode text,
          extra jsonb)
ON CONFLICT (variant_id) DO UPDATE
SET position = excluded.position, sku = excluded.sku, option_values = excluded.option_values,
    status = excluded.status, tax_class = excluded.tax_class, requires_stock = excluded.requires_stock,
    requires_shipping = excluded.requires_shipping, weight_g = excluded.weight_g, barcode = excluded.barcode,
    extra = excluded.extra;

--! delete_variants
DELETE FROM catalog.variant
WHERE variant_id = ANY(:variant_ids::uuid[]);
