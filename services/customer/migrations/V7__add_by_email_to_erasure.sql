-- A guest may be known by an e-mail address. It is not stored here: what the erasure found is, as soon as it is over.
ALTER TABLE customer.erasure ADD COLUMN by_email boolean NOT NULL DEFAULT false;
ALTER TABLE customer.erasure DROP CONSTRAINT erasure_subject_check;
ALTER TABLE customer.erasure ADD CONSTRAINT erasure_subject_check
    CHECK (customer_id IS NOT NULL OR by_email OR cardinality(order_ids) > 0);
