--: TaxClassRow(fallback?)
--: TaxRateRow(valid_until?)

--! list_tax_classes : TaxClassRow
SELECT c.tax_class_id, c.code, c.name, f.code AS fallback, c.version
FROM pricing.tax_class AS c
LEFT JOIN pricing.tax_class AS f ON f.tax_class_id = c.fallback_id
WHERE c.code > :after
ORDER BY c.code
LIMIT :row_limit;

--! find_tax_class : TaxClassRow
SELECT c.tax_class_id, c.code, c.name, f.code AS fallback, c.version
FROM pricing.tax_class AS c
LEFT JOIN pricing.tax_class AS f ON f.tax_class_id = c.fallback_id
WHERE c.code = :code;

--! insert_tax_class (fallback_id?)
INSERT INTO pricing.tax_class (tax_class_id, code, name, fallback_id, version, created_at, updated_at)
VALUES (:tax_class_id, :code, :name, :fallback_id, 1, :at, :at);

--! update_tax_class (fallback_id?)
UPDATE pricing.tax_class
SET name = :name, fallback_id = :fallback_id, version = version + 1, updated_at = :at
WHERE tax_class_id = :tax_class_id AND version = :version;

--! all_tax_rates : TaxRateRow
SELECT
    r.tax_rate_id, r.country, r.region, r.place, r.postcode_prefixes, c.code AS tax_class, r.name, r.rate_ppm,
    r.valid_from, r.valid_until, r.source
FROM pricing.tax_rate AS r
INNER JOIN pricing.tax_class AS c ON c.tax_class_id = r.tax_class_id
ORDER BY r.tax_rate_id;

--! list_tax_rates (after?) : TaxRateRow
SELECT
    r.tax_rate_id, r.country, r.region, r.place, r.postcode_prefixes, c.code AS tax_class, r.name, r.rate_ppm,
    r.valid_from, r.valid_until, r.source
FROM pricing.tax_rate AS r
INNER JOIN pricing.tax_class AS c ON c.tax_class_id = r.tax_class_id
WHERE r.country = :country AND (:after::uuid IS NULL OR r.tax_rate_id > :after)
ORDER BY r.tax_rate_id
LIMIT :row_limit;

--! find_tax_rate : TaxRateRow
SELECT
    r.tax_rate_id, r.country, r.region, r.place, r.postcode_prefixes, c.code AS tax_class, r.name, r.rate_ppm,
    r.valid_from, r.valid_until, r.source
FROM pricing.tax_rate AS r
INNER JOIN pricing.tax_class AS c ON c.tax_class_id = r.tax_class_id
WHERE r.tax_rate_id = :tax_rate_id;

--! insert_tax_rate (valid_until?)
INSERT INTO pricing.tax_rate (
    tax_rate_id, country, region, place, postcode_prefixes, tax_class_id, name, rate_ppm, valid_from, valid_until, source,
    created_at
) VALUES (
    :tax_rate_id, :country, :region, :place, :postcode_prefixes, :tax_class_id, :name, :rate_ppm, :valid_from,
    :valid_until, 'manual', :at
);

--! end_tax_rate
--- Whoever ends a rate has made it theirs: the next import leaves its country alone instead of bringing the rate back.
UPDATE pricing.tax_rate
SET valid_until = :valid_until, source = 'manual'
WHERE tax_rate_id = :tax_rate_id AND (valid_until IS NULL OR valid_until > :valid_until);

--! delete_imported_tax_rates
DELETE FROM pricing.tax_rate
WHERE country = ANY(:countries::text[]) AND source = :source;

--! insert_imported_tax_rates (valid_untils[?])
INSERT INTO pricing.tax_rate (
    tax_rate_id, country, region, place, postcode_prefixes, tax_class_id, name, rate_ppm, valid_from, valid_until, source,
    created_at
)
SELECT
    tax_rate_id, country, region, place, string_to_array(prefixes, ' '), tax_class_id, name, rate_ppm,
    valid_from, valid_until, :source, :at
FROM unnest(
    :tax_rate_ids::uuid[], :countries::text[], :regions::text[], :places::text[], :postcode_prefixes::text[],
    :tax_class_ids::uuid[], :names::text[], :rates_ppm::int[], :valid_froms::timestamptz[], :valid_untils::timestamptz[]
) AS t(tax_rate_id, country, region, place, prefixes, tax_class_id, name, rate_ppm, valid_from, valid_until);
