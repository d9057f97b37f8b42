--: StoredValueRow(customer_id?, code_digest?, last_four?, batch?, expires_at?, disabled_at?)

--! find_stored_values : StoredValueRow
SELECT
    stored_value_id, kind, currency, balance_minor, held_minor, customer_id, code_digest, last_four, batch, expires_at,
    disabled_at, created_by, created_at
FROM payment.stored_value
WHERE stored_value_id = ANY(:stored_value_ids::uuid[]);

--! find_gift_cards_by_code : StoredValueRow
SELECT
    stored_value_id, kind, currency, balance_minor, held_minor, customer_id, code_digest, last_four, batch, expires_at,
    disabled_at, created_by, created_at
FROM payment.stored_value
WHERE code_digest = ANY(:code_digests::bytea[]);

--! find_store_credits_of : StoredValueRow
SELECT
    stored_value_id, kind, currency, balance_minor, held_minor, customer_id, code_digest, last_four, batch, expires_at,
    disabled_at, created_by, created_at
FROM payment.stored_value
WHERE customer_id = ANY(:customer_ids::uuid[])
ORDER BY customer_id, currency;

--! list_stored_values (after?, batch?, last_four?, customer_id?) : StoredValueRow
--- Newest first: the ids sort by time.
SELECT
    stored_value_id, kind, currency, balance_minor, held_minor, customer_id, code_digest, last_four, batch, expires_at,
    disabled_at, created_by, created_at
FROM payment.stored_value
WHERE kind = :kind
  AND (:after::uuid IS NULL OR stored_value_id < :after)
  AND (:batch::text IS NULL OR batch = :batch)
  AND (:last_four::text IS NULL OR last_four = :last_four)
  AND (:customer_id::uuid IS NULL OR customer_id = :customer_id)
ORDER BY stored_value_id DESC
LIMIT :row_limit::bigint;

--! insert_stored_values (customer_ids[?], code_digests[?], last_fours[?], batches[?], batch_places[?], expires_ats[?])
INSERT INTO payment.stored_value (
    stored_value_id, kind, currency, balance_minor, held_minor, customer_id, code_digest, last_four, batch, batch_place,
    expires_at, created_by, created_at
)
SELECT
    stored_value_id, kind, currency, balance_minor, held_minor, customer_id, code_digest, last_four, batch, batch_place,
    expires_at, created_by, :now
FROM unnest(
    :stored_value_ids::uuid[], :kinds::text[], :currencies::text[], :balances::bigint[], :held_minors::bigint[],
    :customer_ids::uuid[], :code_digests::bytea[], :last_fours::text[], :batches::text[], :batch_places::integer[],
    :expires_ats::timestamptz[], :created_bys::text[]
) AS t (
    stored_value_id, kind, currency, balance_minor, held_minor, customer_id, code_digest, last_four, batch, batch_place,
    expires_at, created_by
);

--! move_stored_values
--- Differences, so that writers who free or add value never disturb each other. Guarded by the number of rows: a card
--- that was disabled since it was read holds nothing new.
UPDATE payment.stored_value AS v
SET balance_minor = v.balance_minor + t.balance_minor, held_minor = v.held_minor + t.held_minor
FROM unnest(:stored_value_ids::uuid[], :balances::bigint[], :held_minors::bigint[], :holds::boolean[])
    AS t (stored_value_id, balance_minor, held_minor, holds)
WHERE v.stored_value_id = t.stored_value_id AND NOT (t.holds AND v.disabled_at IS NOT NULL);

--! disable_gift_card
UPDATE payment.stored_value
SET disabled_at = :now
WHERE stored_value_id = :stored_value_id AND kind = 'gift_card' AND disabled_at IS NULL;

--! movements_of : MovementRow(reason?)
--- The newest bookings that changed what is owed to the holder.
SELECT kind, debit_account, amount_minor, reason, created_at
FROM payment.ledger_transfer
WHERE stored_value_id = :stored_value_id AND kind NOT IN ('authorization', 'release')
ORDER BY created_at DESC, reference DESC
LIMIT :row_limit::bigint;

--! stored_value_totals
--- What the gift cards and the store credit say that the ledger must hold.
SELECT kind, currency, sum(balance_minor)::bigint AS balance_minor, sum(held_minor)::bigint AS held_minor
FROM payment.stored_value
GROUP BY kind, currency
ORDER BY kind, currency;
