--: GroupRow(spent_over_minor?, spent_currency?, orders_over?, consent?, sweep_after?)

--! list_groups (after?) : GroupRow
SELECT code, name, kind, spent_over_minor, spent_currency, orders_over, countries, consent, sweep_after, version
FROM customer.customer_group
WHERE (:after::text IS NULL OR code > :after)
ORDER BY code
LIMIT :limit;

--! find_group : GroupRow
SELECT code, name, kind, spent_over_minor, spent_currency, orders_over, countries, consent, sweep_after, version
FROM customer.customer_group
WHERE code = :code;

--! count_groups
SELECT count(*) AS group_count FROM customer.customer_group;

--! insert_group (spent_over_minor?, spent_currency?, orders_over?, consent?, sweep_after?)
INSERT INTO customer.customer_group
    (code, name, kind, spent_over_minor, spent_currency, orders_over, countries, consent, sweep_after, created_at,
     updated_at)
VALUES
    (:code, :name, :kind, :spent_over_minor, :spent_currency, :orders_over, :countries, :consent, :sweep_after, :now,
     :now);

--! update_group (spent_over_minor?, spent_currency?, orders_over?, consent?, sweep_after?)
UPDATE customer.customer_group
SET name = :name, spent_over_minor = :spent_over_minor, spent_currency = :spent_currency, orders_over = :orders_over,
    countries = :countries, consent = :consent, sweep_after = :sweep_after, version = version + 1, updated_at = :now
WHERE code = :code AND version = :version;

--! delete_group
DELETE FROM customer.customer_group WHERE code = :code AND version = :version;

--! list_members (after?)
SELECT customer_id, since
FROM customer.membership
WHERE group_code = :group_code AND (:after::uuid IS NULL OR customer_id > :after)
ORDER BY customer_id
LIMIT :limit;

--! find_memberships
--- The groups of these customers, with how each group gets its members.
SELECT m.customer_id, m.group_code, m.since, g.kind
FROM customer.membership AS m
JOIN customer.customer_group AS g ON g.code = m.group_code
WHERE m.customer_id = ANY(:customer_ids::uuid[])
ORDER BY m.customer_id, m.group_code;

--! insert_memberships
INSERT INTO customer.membership (customer_id, group_code, since)
SELECT customer_id, group_code, :now
FROM unnest(:customer_ids::uuid[], :group_codes::text[]) AS t (customer_id, group_code)
ON CONFLICT ON CONSTRAINT membership_pkey DO NOTHING;

--! delete_memberships
DELETE FROM customer.membership AS m
USING unnest(:customer_ids::uuid[], :group_codes::text[]) AS t (customer_id, group_code)
WHERE m.customer_id = t.customer_id AND m.group_code = t.group_code;
