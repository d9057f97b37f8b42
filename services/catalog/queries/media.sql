--: MediaRow(object_key?, source_url?, content_type?, byte_size?)

--! find_media_of_products : MediaRow
SELECT media_id, product_id, alt, object_key, source_url, content_type, byte_size
FROM catalog.media
WHERE product_id = ANY(:product_ids::uuid[])
ORDER BY product_id, position;

--! find_media : MediaRow
SELECT media_id, product_id, alt, object_key, source_url, content_type, byte_size
FROM catalog.media
WHERE media_id = :media_id;

--! find_variant_media_of_products
SELECT variant_media.variant_id, variant_media.media_id
FROM catalog.variant
JOIN catalog.variant_media ON variant_media.variant_id = variant.variant_id
WHERE variant.product_id = ANY(:product_ids::uuid[])
ORDER BY variant_media.variant_id, variant_media.position;

--! upsert_media
INSERT INTO catalog.media (media_id, product_id, position, alt, object_key, source_url, content_type, byte_size)
SELECT media_id, product_id, position, alt, object_key, source_url, content_type, byte_size
FROM json_to_recordset(:rows::text::json)
     AS t(media_id uuid, product_id uuid, position integer, alt text, object_key text, source_url text,
          content_type text, byte_size bigint)
ON CONFLICT (media_id) DO UPDATE
SET position = excluded.position, alt = excluded.alt;

--! delete_media
DELETE FROM catalog.media
WHERE media_id = ANY(:media_ids::uuid[]);

--! delete_variant_media
DELETE FROM catalog.variant_media
WHERE variant_id = ANY(:variant_ids::uuid[]);

--! insert_variant_media
INSERT INTO catalog.variant_media (variant_id, media_id, position)
SELECT variant_id, media_id, position
FROM unnest(:variant_ids::uuid[], :media_ids::uuid[], :positions::integer[]) AS t(variant_id, media_id, position);
