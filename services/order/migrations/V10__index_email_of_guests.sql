-- Orders of nobody, by the address they were placed with: for whoever turns out to be their customer, and for erasures.
CREATE INDEX sales_order_guest_email_idx ON "order".sales_order (lower(email), order_id)
    WHERE customer_id IS NULL AND email IS NOT NULL;
