--: StepRow(operation_id?, reason?, action_result?, provider_reference?, refusal_code?, refusal_message?, next_try_at?, decided_at?)

--! pending_steps : StepRow
SELECT
    step_key, intent_id, tender_id, kind, operation_id, amount_minor, reason, to_store_credit, status, action_result,
    provider_reference, refusal_code, refusal_message, tries, news, next_try_at, created_at, decided_at
FROM payment.step
WHERE intent_id = ANY(:intent_ids::uuid[]) AND status = 'pending'
ORDER BY created_at, step_key;

--! steps_of_operations : StepRow
--- The parts of captures and refunds.
SELECT
    step_key, intent_id, tender_id, kind, operation_id, amount_minor, reason, to_store_credit, status, action_result,
    provider_reference, refusal_code, refusal_message, tries, news, next_try_at, created_at, decided_at
FROM payment.step
WHERE intent_id = :intent_id AND operation_id IS NOT NULL
ORDER BY created_at, step_key;

--! due_steps
--- What a provider is to be asked now, oldest first.
SELECT step_key, intent_id
FROM payment.step
WHERE status = 'pending' AND next_try_at <= :now
ORDER BY next_try_at
LIMIT :row_limit::bigint;

--! touch_intent_of_step
--- Whoever is about to write what it read before the news fails on the version and reads again. Comes before wake_step:
--- everybody locks intents first.
UPDATE payment.intent AS i
SET version = i.version + 1, updated_at = :now
FROM payment.step AS s
WHERE s.step_key = :step_key AND s.status = 'pending' AND i.intent_id = s.intent_id;

--! wake_step
--- A webhook says that the provider has news of this step.
UPDATE payment.step
SET news = news + 1, next_try_at = least(next_try_at, :now)
WHERE step_key = :step_key AND status = 'pending';

--! upsert_steps (operation_ids[?], reasons[?], action_results[?], provider_references[?], refusal_codes[?], refusal_messages[?], next_tries[?], decided_ats[?])
INSERT INTO payment.step (
    step_key, intent_id, tender_id, kind, operation_id, amount_minor, reason, to_store_credit, status, action_result,
    provider_reference, refusal_code, refusal_message, tries, next_try_at, created_at, decided_at
)
SELECT
    step_key, intent_id, tender_id, kind, operation_id, amount_minor, reason, to_store_credit, status, action_result,
    provider_reference, refusal_code, refusal_message, tries, next_try_at, created_at, decided_at
FROM unnest(
    :step_keys::text[], :intent_ids::uuid[], :tender_ids::uuid[], :kinds::text[], :operation_ids::uuid[],
    :amounts::bigint[], :reasons::text[], :to_store_credits::boolean[], :statuses::text[], :action_results::text[], :provider_references::text[],
    :refusal_codes::text[], :refusal_messages::text[], :tries::integer[], :next_tries::timestamptz[],
    :created_ats::timestamptz[], :decided_ats::timestamptz[]
) AS t (
    step_key, intent_id, tender_id, kind, operation_id, amount_minor, reason, to_store_credit, status, action_result,
    provider_reference, refusal_code, refusal_message, tries, next_try_at, created_at, decided_at
)
ON CONFLICT (step_key) DO UPDATE
SET status = excluded.status, action_result = excluded.action_result,
    provider_reference = excluded.provider_reference, refusal_code = excluded.refusal_code,
    refusal_message = excluded.refusal_message, tries = excluded.tries, next_try_at = excluded.next_try_at,
    decided_at = excluded.decided_at;
