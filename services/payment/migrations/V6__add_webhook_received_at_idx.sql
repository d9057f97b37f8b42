-- Old webhooks are deleted oldest first.
CREATE INDEX webhook_received_at_idx ON payment.webhook (received_at);
