-- Carts of nobody, by their address: guests are erased by it.
CREATE INDEX cart_guest_email_idx ON cart.cart (lower(email)) WHERE customer_id IS NULL AND email IS NOT NULL;
