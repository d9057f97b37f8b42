--: LineRow(unit_price_micros?)

--! list_lines : LineRow
SELECT line_id, variant_id, quantity, unit_price_micros, net_minor, tax_minor, gross_minor, warnings::text AS warnings
FROM cart.line
WHERE cart_id = :cart_id
ORDER BY line_id;

--! list_lines_of_variants : LineRow
SELECT line_id, variant_id, quantity, unit_price_micros, net_minor, tax_minor, gross_minor, warnings::text AS warnings
FROM cart.line
WHERE cart_id = :cart_id AND variant_id = ANY(:variant_ids);

--! find_line : LineRow
SELECT line_id, variant_id, quantity, unit_price_micros, net_minor, tax_minor, gross_minor, warnings::text AS warnings
FROM cart.line
WHERE cart_id = :cart_id AND line_id = :line_id;

--! upsert_lines (unit_prices[?])
INSERT INTO cart.line
    (cart_id, line_id, variant_id, quantity, unit_price_micros, net_minor, tax_minor, gross_minor, warnings)
SELECT :cart_id, line_id, variant_id, quantity, unit_price_micros, net_minor, tax_minor, gross_minor, warnings::jsonb
FROM unnest(
    :line_ids::uuid[], :variant_ids::uuid[], :quantities::integer[], :unit_prices::bigint[], :nets::bigint[],
    :taxes::bigint[], :grosses::bigint[], :warnings::text[]
) AS t (line_id, variant_id, quantity, unit_price_micros, net_minor, tax_minor, gross_minor, warnings)
ON CONFLICT (cart_id, line_id) DO UPDATE
SET quantity = excluded.quantity, unit_price_micros = excluded.unit_price_micros, net_minor = excluded.net_minor,
    tax_minor = excluded.tax_minor, gross_minor = excluded.gross_minor, warnings = excluded.warnings;

--! delete_lines
DELETE FROM cart.line WHERE cart_id = :cart_id AND line_id = ANY(:line_ids);
