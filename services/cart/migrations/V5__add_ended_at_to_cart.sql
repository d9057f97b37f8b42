-- When a cart became an order or expired: some time later it is deleted. Not `updated_at`, which every change of an open
-- cart writes: indexed, it would take each of them off its page.
ALTER TABLE cart.cart
    ADD COLUMN ended_at timestamptz,
    ADD CONSTRAINT cart_ended_at_check CHECK (ended_at IS NULL OR status IN ('completed', 'expired'));
UPDATE cart.cart SET ended_at = updated_at WHERE status IN ('completed', 'expired');
CREATE INDEX cart_ended_at_idx ON cart.cart (ended_at) WHERE ended_at IS NOT NULL;
