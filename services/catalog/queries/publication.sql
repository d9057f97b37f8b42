--! find_publications_of_products
SELECT product_id, channel_code, published_at, announced
FROM catalog.publication
WHERE product_id = ANY(:product_ids::uuid[])
ORDER BY product_id, channel_code;

--! upsert_publications
INSERT INTO catalog.publication (channel_code, product_id, published_at, announced)
SELECT channel_code, product_id, published_at, announced
FROM unnest(:channel_codes::text[], :product_ids::uuid[], :published_ats::timestamptz[], :announceds::boolean[])
     AS t(channel_code, product_id, published_at, announced)
ON CONFLICT (channel_code, product_id) DO UPDATE
SET published_at = excluded.published_at, announced = excluded.announced;

--! delete_publications
DELETE FROM catalog.publication
USING unnest(:channel_codes::text[], :product_ids::uuid[]) AS t(channel_code, product_id)
WHERE publication.channel_code = t.channel_code AND publication.product_id = t.product_id;

-- Products whose publication time has passed without an event.
--! list_due_publications
SELECT product_id
FROM catalog.publication
WHERE NOT announced AND published_at <= :now
ORDER BY published_at
LIMIT :limit;
