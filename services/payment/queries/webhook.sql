--! insert_webhook
INSERT INTO payment.webhook (provider, event_id, step_key, kind, payload, received_at)
VALUES (:provider, :event_id, :step_key, :kind, :payload, :now)
ON CONFLICT (provider, event_id) DO NOTHING;
