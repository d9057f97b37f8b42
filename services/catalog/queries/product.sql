--: ProductRow(external_id?)
--: CardRow(variant_id?, sku?, requires_stock?, media_id?, source_url?, alt?)

--! find_products : ProductRow
SELECT product_id, handle, title, description, kind, status, vendor, product_type, tags, seo_title, seo_description,
       option_names, external_id, extra::text AS extra, version, created_at, updated_at
FROM catalog.product
WHERE product_id = ANY(:product_ids::uuid[]);

--! find_product_ids_by_handle
SELECT handle, product_id
FROM catalog.product
WHERE handle = ANY(:handles::text[]);

--! find_external_id_holders
SELECT external_id, product_id
FROM catalog.product
WHERE external_id = ANY(:external_ids::text[]);

--! list_product_ids
SELECT product_id
FROM catalog.product
WHERE product_id < :before
ORDER BY product_id DESC
LIMIT :limit;

--! list_product_ids_by_status
SELECT product_id
FROM catalog.product
WHERE status = :status AND product_id < :before
ORDER BY product_id DESC
LIMIT :limit;

-- Oldest first, as an export writes them.
--! list_product_ids_after
SELECT product_id
FROM catalog.product
WHERE product_id > :after
ORDER BY product_id
LIMIT :limit;

-- Rows travel as JSON because arrays inside rows do not fit unnest.
--! insert_products
INSERT INTO catalog.product (product_id, handle, title, description, kind, status, vendor, product_type, tags, seo_title,
                             seo_description, option_names, external_id, terms, extra, version, created_at, updated_at)
SELECT product_id, handle, title, description, kind, status, vendor, product_type, tags, seo_title,
       seo_description, option_names, external_id, terms, extra, version, created_at, updated_at
FROM json_to_recordset(:rows::text::json)
     AS t(product_id uuid, handle text, title text, description text, kind text, status text, vendor text,
          product_type text, tags text[], seo_title text, seo_description text, option_names text[], external_id text,
          terms text[], extra jsonb, version bigint, created_at timestamptz, updated_at timestamptz);

--! update_products
UPDATE catalog.product
SET handle = t.handle, title = t.title, description = t.description, kind = t.kind, status = t.status,
    vendor = t.vendor, product_type = t.product_type, tags = t.tags, seo_title = t.seo_title,
    seo_description = t.seo_description, option_names = t.option_names, external_id = t.external_id, terms = t.terms,
    extra = t.extra, version = t.version, updated_at = t.updated_at
FROM json_to_recordset(:rows::text::json)
     AS t(product_id uuid, handle text, title text, description text, kind text, status text, vendor text,
          product_type text, tags text[], seo_title text, seo_description text, option_names text[], external_id text,
          terms text[], extra jsonb, version bigint, updated_at timestamptz, expected_version bigint)
WHERE product.product_id = t.product_id AND product.version = t.expected_version;

--! delete_product
DELETE FROM catalog.product
WHERE product_id = :product_id AND version = :version;

-- Newest first: what a channel sells.
--! list_channel_products
SELECT publication.product_id
FROM catalog.publication
JOIN catalog.product ON product.product_id = publication.product_id
WHERE publication.channel_code = :channel_code
  AND publication.published_at <= :now
  AND publication.product_id < :before
  AND product.status = 'active'
ORDER BY publication.product_id DESC
LIMIT :limit;

--! list_category_products
SELECT publication.product_id
FROM catalog.publication
JOIN catalog.product ON product.product_id = publication.product_id
WHERE publication.channel_code = :channel_code
  AND publication.published_at <= :now
  AND publication.product_id < :before
  AND product.status = 'active'
  AND publication.product_id IN (
      SELECT product_category.product_id
      FROM catalog.product_category
      WHERE product_category.category_id = ANY(:category_ids::uuid[]))
ORDER BY publication.product_id DESC
LIMIT :limit;

--! list_manual_collection_products
SELECT collection_product.product_id, collection_product.position
FROM catalog.collection_product
JOIN catalog.publication ON publication.product_id = collection_product.product_id
                        AND publication.channel_code = :channel_code
JOIN catalog.product ON product.product_id = collection_product.product_id
WHERE collection_product.collection_id = :collection_id
  AND (collection_product.position, collection_product.product_id) > (:after_position, :after_id)
  AND publication.published_at <= :now
  AND product.status = 'active'
ORDER BY collection_product.position, collection_product.product_id
LIMIT :limit;

--! list_products_with_all_terms
SELECT publication.product_id
FROM catalog.product
JOIN catalog.publication ON publication.product_id = product.product_id
WHERE product.terms @> :terms::text[]
  AND product.status = 'active'
  AND publication.channel_code = :channel_code
  AND publication.published_at <= :now
  AND publication.product_id < :before
ORDER BY publication.product_id DESC
LIMIT :limit;

--! list_products_with_any_term
SELECT publication.product_id
FROM catalog.product
JOIN catalog.publication ON publication.product_id = product.product_id
WHERE product.terms && :terms::text[]
  AND product.status = 'active'
  AND publication.channel_code = :channel_code
  AND publication.published_at <= :now
  AND publication.product_id < :before
ORDER BY publication.product_id DESC
LIMIT :limit;

-- What a list shows of a product: its first picture and its first variant for sale.
--! find_cards : CardRow
SELECT product.product_id, product.version, product.handle, product.title, product.kind, product.vendor,
       product.product_type, product.tags, count_of.variant_count,
       first_variant.variant_id, first_variant.sku, first_variant.requires_stock,
       first_media.media_id, first_media.source_url, first_media.alt
FROM catalog.product
CROSS JOIN LATERAL (
    SELECT count(*) AS variant_count
    FROM catalog.variant
    WHERE variant.product_id = product.product_id AND variant.status = 'active'
) AS count_of
LEFT JOIN LATERAL (
    SELECT variant.variant_id, variant.sku, variant.requires_stock
    FROM catalog.variant
    WHERE variant.product_id = product.product_id AND variant.status = 'active'
    ORDER BY variant.position
    LIMIT 1
) AS first_variant ON true
LEFT JOIN LATERAL (
    SELECT media.media_id, media.source_url, media.alt
    FROM catalog.media
    WHERE media.product_id = product.product_id
    ORDER BY media.position
    LIMIT 1
) AS first_media ON true
WHERE product.product_id = ANY(:product_ids::uuid[]);

-- Columns that imports have brought beyond those a format knows.
--! list_extra_columns
SELECT DISTINCT jsonb_object_keys(extra) AS column_name
FROM catalog.product
UNION
SELECT DISTINCT jsonb_object_keys(extra) AS column_name
FROM catalog.variant
ORDER BY column_name;
