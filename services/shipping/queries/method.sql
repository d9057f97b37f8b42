--: MethodRow(carrier?, min_days?, max_days?)
--: RateRow(label?, max_total_minor?, max_weight_g?)
--: PostcodeRuleRow()

--! list_methods (after?, shown_in?) : MethodRow
SELECT method_id, code, name, carrier, tax_class, channels, min_days, max_days, position, active, version
FROM shipping.method
WHERE (:after::uuid IS NULL OR method_id > :after)
    -- A method without channels is offered in all of them.
    AND (:shown_in::text[] IS NULL OR channels = '{}' OR channels && :shown_in)
ORDER BY method_id
LIMIT :limit;

--! find_method : MethodRow
SELECT method_id, code, name, carrier, tax_class, channels, min_days, max_days, position, active, version
FROM shipping.method
WHERE method_id = :method_id;

--! insert_method (carrier?, min_days?, max_days?)
INSERT INTO shipping.method
    (method_id, code, name, carrier, tax_class, channels, min_days, max_days, position, active, created_at, updated_at)
VALUES
    (:method_id, :code, :name, :carrier, :tax_class, :channels, :min_days, :max_days, :position, :active, :now, :now);

--! update_method (carrier?, min_days?, max_days?)
UPDATE shipping.method
SET name = :name, carrier = :carrier, tax_class = :tax_class, channels = :channels, min_days = :min_days,
    max_days = :max_days, position = :position, active = :active, version = version + 1, updated_at = :now
WHERE method_id = :method_id AND version = :version;

--! touch_method
UPDATE shipping.method SET version = version + 1, updated_at = :now WHERE method_id = :method_id AND version = :version;

--! delete_method
DELETE FROM shipping.method WHERE method_id = :method_id AND version = :version;

--! list_rates : RateRow
SELECT method_id, rate_no, zone_id, label, currency, min_total_minor, max_total_minor, min_weight_g, max_weight_g,
    base_minor, step_minor, step_weight_g
FROM shipping.rate
WHERE method_id = ANY(:method_ids)
ORDER BY method_id, rate_no;

--! insert_rates (labels[?], max_totals[?], max_weights[?])
INSERT INTO shipping.rate
    (method_id, rate_no, zone_id, label, currency, min_total_minor, max_total_minor, min_weight_g, max_weight_g,
     base_minor, step_minor, step_weight_g)
SELECT :method_id, rate_no, zone_id, label, currency, min_total_minor, max_total_minor, min_weight_g, max_weight_g,
    base_minor, step_minor, step_weight_g
FROM unnest(
    :zone_ids::uuid[], :labels::text[], :currencies::text[], :min_totals::bigint[], :max_totals::bigint[],
    :min_weights::bigint[], :max_weights::bigint[], :bases::bigint[], :steps::bigint[], :step_weights::bigint[]
) WITH ORDINALITY AS t (
    zone_id, label, currency, min_total_minor, max_total_minor, min_weight_g, max_weight_g, base_minor, step_minor,
    step_weight_g, rate_no
);

--! delete_rates
DELETE FROM shipping.rate WHERE method_id = :method_id;

--! list_postcode_rules : PostcodeRuleRow
SELECT method_id, rule_no, country, first, last, included
FROM shipping.postcode_rule
WHERE method_id = ANY(:method_ids)
ORDER BY method_id, rule_no;

--! insert_postcode_rules
INSERT INTO shipping.postcode_rule (method_id, rule_no, country, first, last, included)
SELECT :method_id, rule_no, country, first, last, included
FROM unnest(:countries::text[], :firsts::text[], :lasts::text[], :included::boolean[])
    WITH ORDINALITY AS t (country, first, last, included, rule_no);

--! delete_postcode_rules
DELETE FROM shipping.postcode_rule WHERE method_id = :method_id;
