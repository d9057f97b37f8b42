--! insert_webhook
INSERT INTO payment.webhook (provider, event_id, step_key, kind, payload, received_at)
VALUES (:provider, :event_id, :step_key, :kind, :payload, :now)
ON CONFLICT (provider, event_id) DO NOTHING;

--! delete_webhooks
--- The oldest of what nobody will send again.
DELETE FROM payment.webhook
WHERE (provider, event_id) IN (
    SELECT old.provider, old.event_id
    FROM payment.webhook AS old
    WHERE old.received_at < :before
    ORDER BY old.received_at
    LIMIT :row_limit::bigint
);
