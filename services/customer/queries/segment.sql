--! mark_due
INSERT INTO customer.segment_due (customer_id, mark)
SELECT customer_id, :mark
FROM unnest(:customer_ids::uuid[]) AS t (customer_id)
ORDER BY customer_id
ON CONFLICT ON CONSTRAINT segment_due_pkey DO UPDATE SET mark = excluded.mark;

--! mark_buyers_due
--- The customers of these orders.
INSERT INTO customer.segment_due (customer_id, mark)
SELECT DISTINCT customer_id, :mark::uuid
FROM customer.purchase
WHERE order_id = ANY(:order_ids::uuid[]) AND customer_id IS NOT NULL
ORDER BY customer_id
ON CONFLICT ON CONSTRAINT segment_due_pkey DO UPDATE SET mark = excluded.mark;

--! list_due
SELECT customer_id, mark FROM customer.segment_due ORDER BY customer_id LIMIT :limit;

--! delete_due
--- Leaves those who were marked again since they were read.
DELETE FROM customer.segment_due AS d
USING unnest(:customer_ids::uuid[], :marks::uuid[]) AS t (customer_id, mark)
WHERE d.customer_id = t.customer_id AND d.mark = t.mark;

--! find_sweep
--- A segment whose rule is new to some customers, if there is one.
SELECT code, sweep_after, version FROM customer.customer_group WHERE sweep_after IS NOT NULL ORDER BY code LIMIT 1;

--! list_swept
SELECT customer_id FROM customer.customer WHERE customer_id > :after ORDER BY customer_id LIMIT :limit;

--! advance_sweep (sweep_after?)
--- Guard with 1: a rule that changed meanwhile begins its sweep anew.
UPDATE customer.customer_group SET sweep_after = :sweep_after
WHERE code = :code AND version = :version AND sweep_after = :seen;

--! evaluate_segments (group_code?) : EvaluationRow(country?)
--- Every one of these customers against every segment, or one: what the rule looks at, and whether it holds.
SELECT f.customer_id, f.group_code, f.orders, f.spent_minor, f.country, f.consented,
    coalesce(
        (f.spent_over_minor IS NOT NULL OR f.orders_over IS NOT NULL OR cardinality(f.countries) > 0
            OR f.consent IS NOT NULL)
        AND (f.spent_over_minor IS NULL OR f.spent_minor > f.spent_over_minor)
        AND (f.orders_over IS NULL OR f.orders > f.orders_over)
        AND (cardinality(f.countries) = 0 OR f.country = ANY(f.countries))
        AND (f.consent IS NULL OR f.consented),
        false
    ) AS holds
FROM (
    SELECT c.customer_id, g.code AS group_code, g.spent_over_minor, g.orders_over, g.countries, g.consent,
        (
            SELECT count(*) FROM customer.purchase AS p
            WHERE p.customer_id = c.customer_id AND p.confirmed_at IS NOT NULL AND p.cancelled_at IS NULL
        ) AS orders,
        (
            SELECT least(coalesce(sum(p.total_minor), 0), 9223372036854775807)::bigint FROM customer.purchase AS p
            WHERE p.customer_id = c.customer_id AND p.currency = g.spent_currency AND p.confirmed_at IS NOT NULL
              AND p.cancelled_at IS NULL
        ) AS spent_minor,
        (
            SELECT a.country FROM customer.address AS a
            WHERE a.customer_id = c.customer_id AND a.default_shipping
        ) AS country,
        coalesce((
            SELECT s.given FROM customer.consent AS s
            WHERE s.customer_id = c.customer_id AND s.kind = g.consent
            ORDER BY s.recorded_at DESC, s.consent_id DESC
            LIMIT 1
        ), false) AS consented
    FROM customer.customer AS c
    CROSS JOIN customer.customer_group AS g
    WHERE c.customer_id = ANY(:customer_ids::uuid[]) AND g.kind = 'segment'
      AND (:group_code::text IS NULL OR g.code = :group_code)
) AS f
ORDER BY f.customer_id, f.group_code;
