--: ErasureRow(customer_id?, refusal_code?, refusal_message?, proof?, ended_at?, repeated_at?)

--! insert_erasure (customer_id?)
INSERT INTO customer.erasure (erasure_id, customer_id, by_email, order_ids, requested_by, state, requested_at)
VALUES (:erasure_id, :customer_id, :by_email, :order_ids, :requested_by, 'running', :now);

--! find_erasure : ErasureRow
SELECT erasure_id, customer_id, by_email, order_ids, requested_by, state, refusal_code, refusal_message, proof::text AS proof,
    requested_at, ended_at, repeated_at
FROM customer.erasure
WHERE erasure_id = :erasure_id;

--! list_erasures (after?) : ErasureRow
-- The latest first.
SELECT erasure_id, customer_id, by_email, order_ids, requested_by, state, refusal_code, refusal_message, proof::text AS proof,
    requested_at, ended_at, repeated_at
FROM customer.erasure
WHERE (:after::uuid IS NULL OR erasure_id < :after)
ORDER BY erasure_id DESC
LIMIT :limit;

--! list_completed_erasures : (customer_id?)
-- Those to carry out again after a restore, oldest first.
SELECT erasure_id, customer_id, order_ids
FROM customer.erasure
WHERE state = 'completed' AND (ended_at, erasure_id) > (:since, :after)
ORDER BY ended_at, erasure_id
LIMIT :limit;

--! complete_erasure
-- The proof is that of the first time; afterwards there was little left. What was found of a guest by the address stays: the
-- address does not.
UPDATE customer.erasure
SET order_ids = CASE WHEN by_email AND state = 'running' THEN :order_ids ELSE order_ids END,
    state = 'completed', proof = coalesce(proof, :proof::text::jsonb), ended_at = coalesce(ended_at, :now),
    repeated_at = CASE WHEN state = 'completed' THEN :now END
WHERE erasure_id = :erasure_id AND state IN ('running', 'completed');

--! refuse_erasure
UPDATE customer.erasure SET state = 'refused', refusal_code = :code, refusal_message = :message, ended_at = :now
WHERE erasure_id = :erasure_id AND state = 'running';

--! count_personal
SELECT
    (SELECT count(*) FROM customer.customer AS c WHERE c.customer_id = :customer_id) AS customers,
    (SELECT count(*) FROM customer.address AS a WHERE a.customer_id = :customer_id) AS addresses,
    (SELECT count(*) FROM customer.membership AS m WHERE m.customer_id = :customer_id) AS memberships,
    (SELECT count(*) FROM customer.consent AS k WHERE k.customer_id = :customer_id) AS consents,
    (SELECT count(*) FROM customer.purchase AS p WHERE p.customer_id = :customer_id) AS purchases;

--! list_address_ids
SELECT address_id FROM customer.address WHERE customer_id = :customer_id;

--! reduce_customer
UPDATE customer.customer
SET email = NULL, given_name = '', family_name = '', search_name = '', locale = NULL, status = 'blocked',
    version = version + 1, book_version = book_version + 1, groups_version = groups_version + 1, updated_at = :now
WHERE customer_id = :customer_id;

--! forget_addresses
DELETE FROM customer.address WHERE customer_id = :customer_id;

--! forget_memberships
DELETE FROM customer.membership WHERE customer_id = :customer_id;

--! forget_segment_due
DELETE FROM customer.segment_due WHERE customer_id = :customer_id;

--! anonymize_purchases
UPDATE customer.purchase SET customer_id = NULL WHERE customer_id = :customer_id;
