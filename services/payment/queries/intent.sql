--: IntentRow(customer_id?, currency?, failure_code?, failure_message?, void_reason?, trace?, due_minor?, lowered_by?)

--! find_intents : IntentRow
SELECT
    intent_id, order_id, customer_id, currency, amount_minor, status, deadline_at, order_confirmed, failure_code, failure_message,
    void_reason, trace, version, created_at, due_minor, lowered_by
FROM payment.intent
WHERE intent_id = ANY(:intent_ids::uuid[]);

--! intents_of_orders
--- Which payments news of these orders concern.
SELECT intent_id FROM payment.intent WHERE order_id = ANY(:order_ids::uuid[]) AND currency IS NOT NULL;

--! newest_intent_of_order
--- An earlier attempt to place the order may have failed.
SELECT intent_id
FROM payment.intent
WHERE order_id = :order_id AND currency IS NOT NULL
ORDER BY intent_id DESC
LIMIT 1;

--! list_intents (after?, order_id?, status?)
--- Newest first: the ids sort by time.
SELECT intent_id
FROM payment.intent
WHERE currency IS NOT NULL
  AND (:after::uuid IS NULL OR intent_id < :after)
  AND (:order_id::uuid IS NULL OR order_id = :order_id)
  AND (:status::text IS NULL OR status = :status)
ORDER BY intent_id DESC
LIMIT :row_limit::bigint;

--! overdue_intents
--- What the index of waiting money holds and the clock has reached; secured money is given some grace.
SELECT intent_id
FROM payment.intent
WHERE (status = 'authorizing' OR (status = 'authorized' AND NOT order_confirmed))
  AND deadline_at <= :now
  AND (status = 'authorizing' OR deadline_at <= :now_less_grace)
ORDER BY deadline_at
LIMIT :row_limit::bigint;

--! insert_intents (customer_ids[?], currencies[?], failure_codes[?], failure_messages[?], void_reasons[?], traces[?])
--- A new payment is owed in whole: order tells of cancelled pieces only after payment's own answer.
INSERT INTO payment.intent (
    intent_id, order_id, customer_id, currency, amount_minor, status, deadline_at, order_confirmed, failure_code, failure_message,
    void_reason, trace, version, created_at, updated_at
)
SELECT
    intent_id, order_id, customer_id, currency, amount_minor, status, deadline_at, order_confirmed, failure_code,
    failure_message, void_reason, trace, version, created_at, :now
FROM unnest(
    :intent_ids::uuid[], :order_ids::uuid[], :customer_ids::uuid[], :currencies::text[], :amounts::bigint[], :statuses::text[],
    :deadlines::timestamptz[], :order_confirmeds::boolean[], :failure_codes::text[], :failure_messages::text[],
    :void_reasons::text[], :traces::text[], :versions::bigint[], :created_ats::timestamptz[]
) AS t (
    intent_id, order_id, customer_id, currency, amount_minor, status, deadline_at, order_confirmed, failure_code, failure_message,
    void_reason, trace, version, created_at
);

--! update_intents (failure_codes[?], failure_messages[?], void_reasons[?], dues[?], lowered_bys[?])
--- Guarded by the number of rows: an intent that somebody else changed since it was read is not among them.
UPDATE payment.intent AS i
SET currency = t.currency, amount_minor = t.amount_minor, status = t.status, deadline_at = t.deadline_at,
    order_confirmed = t.order_confirmed, failure_code = t.failure_code, failure_message = t.failure_message,
    void_reason = t.void_reason, due_minor = t.due_minor, lowered_by = t.lowered_by, version = t.version,
    updated_at = :now
FROM unnest(
    :intent_ids::uuid[], :currencies::text[], :amounts::bigint[], :statuses::text[], :deadlines::timestamptz[],
    :order_confirmeds::boolean[], :failure_codes::text[], :failure_messages::text[], :void_reasons::text[],
    :dues::bigint[], :lowered_bys::uuid[], :old_versions::bigint[], :versions::bigint[]
) AS t (
    intent_id, currency, amount_minor, status, deadline_at, order_confirmed, failure_code, failure_message,
    void_reason, due_minor, lowered_by, old_version, version
)
WHERE i.intent_id = t.intent_id AND i.version = t.old_version;

--! confirm_orders
--- The money of these orders is no longer watched by the clock. A version more makes an expiry under way read again.
UPDATE payment.intent
SET order_confirmed = true, version = version + 1, updated_at = :now
WHERE order_id = ANY(:order_ids::uuid[]) AND NOT order_confirmed AND status IN ('authorizing', 'authorized');

--! unpaid_orders
--- Of these confirmed orders, those whose every payment has ended without money: the merchant must know.
SELECT order_id
FROM payment.intent
WHERE order_id = ANY(:order_ids::uuid[])
GROUP BY order_id
HAVING bool_and(status IN ('voiding', 'voided', 'failed'));
