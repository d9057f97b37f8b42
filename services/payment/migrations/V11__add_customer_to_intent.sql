-- Who buys, for their store credit; NULL for guests and once the customer was erased.
ALTER TABLE payment.intent ADD COLUMN customer_id uuid;
