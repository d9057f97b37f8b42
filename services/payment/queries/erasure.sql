--! list_intents_of
SELECT intent_id,
    (SELECT count(*) FROM payment.tender AS t WHERE t.intent_id = i.intent_id) AS tenders,
    (SELECT count(*) FROM payment.step AS s WHERE s.intent_id = i.intent_id) AS steps,
    (SELECT count(*) FROM payment.ledger_transfer AS l WHERE l.intent_id = i.intent_id) AS transfers
FROM payment.intent AS i
WHERE order_id = ANY(:order_ids::uuid[]);

--! reduce_intents
UPDATE payment.intent SET void_reason = NULL, customer_id = NULL WHERE intent_id = ANY(:intent_ids::uuid[]);

--! reduce_store_credits
--- What we owe stays in the books; to whom is forgotten.
UPDATE payment.stored_value SET customer_id = NULL WHERE customer_id = :customer_id;

--! reduce_tenders
UPDATE payment.tender SET token = NULL, reference = NULL, action_url = NULL WHERE intent_id = ANY(:intent_ids::uuid[]);

--! reduce_steps
-- What a provider is still being asked must be asked in the same words again.
UPDATE payment.step SET reason = NULL, action_result = NULL
WHERE intent_id = ANY(:intent_ids::uuid[]) AND status <> 'pending';

--! reduce_webhooks
UPDATE payment.webhook SET payload = '{}'
WHERE step_key IN (SELECT step_key FROM payment.step WHERE intent_id = ANY(:intent_ids::uuid[]));
