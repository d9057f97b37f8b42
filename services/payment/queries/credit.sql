--! insert_credit
INSERT INTO payment.credit (
    credit_id, reference, currency, amount_minor, country, reason, issued_at, created_by, created_at
)
VALUES (:credit_id, :reference, :currency, :amount, :country, :reason, :issued_at, :created_by, :now);

--! list_credits (after?) : CreditRow()
SELECT credit_id, reference, currency, amount_minor, country, reason, issued_at, created_by, created_at
FROM payment.credit
WHERE (:after::uuid IS NULL OR credit_id < :after)
ORDER BY credit_id DESC
LIMIT :row_limit::bigint;
