--: ClaimRow(looked_at?)

--! note_verifications
--- Told twice it changes nothing; a later verification begins anew.
INSERT INTO "order".email_claim AS c (customer_id, verified_at, due_at)
SELECT customer_id, verified_at, :now
FROM unnest(:customer_ids::uuid[], :verified_ats::timestamptz[]) AS t (customer_id, verified_at)
ON CONFLICT ON CONSTRAINT email_claim_pkey DO UPDATE
SET verified_at = excluded.verified_at, due_at = excluded.due_at, email = NULL, looked_at = NULL
WHERE c.erased_at IS NULL AND c.verified_at < excluded.verified_at;

--! list_due_claims : ClaimRow
SELECT customer_id, verified_at, looked_at
FROM "order".email_claim
WHERE due_at <= :now
ORDER BY due_at
LIMIT :row_limit::bigint;

--! save_claim (email?, looked_at?, due_at?)
--- Guard with 1: the claim must be the one that was read, and its customer not erased meanwhile.
UPDATE "order".email_claim
SET email = :email, looked_at = :looked_at, due_at = :due_at
WHERE customer_id = :customer_id AND verified_at = :verified_at AND due_at IS NOT NULL;

--! postpone_claim
UPDATE "order".email_claim
SET due_at = :due_at
WHERE customer_id = :customer_id AND verified_at = :verified_at AND due_at IS NOT NULL;

--! forget_claimed_emails
UPDATE "order".email_claim
SET email = NULL
WHERE email IS NOT NULL AND due_at IS NULL AND verified_at < :before;

--! assign_orders
--- Guard with the number of orders: one that changed since it was read, or became somebody's, stops the transaction.
UPDATE "order".sales_order AS o
SET customer_id = :customer_id, version = o.version + 1
FROM unnest(:order_ids::uuid[], :versions::bigint[]) AS t (order_id, version)
WHERE o.order_id = t.order_id AND o.version = t.version AND o.customer_id IS NULL;
