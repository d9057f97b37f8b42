--! insert_accounts
INSERT INTO payment.ledger_account (account, currency)
SELECT account, currency
FROM unnest(:accounts::text[], :currencies::text[]) AS t (account, currency)
ON CONFLICT (account, currency) DO NOTHING;

--! insert_transfers (intent_ids[?], stored_value_ids[?], reasons[?])
INSERT INTO payment.ledger_transfer (
    reference, kind, debit_account, credit_account, currency, amount_minor, intent_id, stored_value_id,
    reason, created_at
)
SELECT
    reference, kind, debit_account, credit_account, currency, amount_minor, intent_id, stored_value_id, reason, :now
FROM unnest(
    :references::text[], :kinds::text[], :debits::text[], :credits::text[], :currencies::text[], :amounts::bigint[],
    :intent_ids::uuid[], :stored_value_ids::uuid[], :reasons::text[]
) AS t (
    reference, kind, debit_account, credit_account, currency, amount_minor, intent_id, stored_value_id, reason
);

--! balances
SELECT
    a.account,
    a.currency,
    (SELECT coalesce(sum(d.amount_minor), 0)::bigint FROM payment.ledger_transfer AS d
     WHERE d.debit_account = a.account AND d.currency = a.currency) AS debit_minor,
    (SELECT coalesce(sum(c.amount_minor), 0)::bigint FROM payment.ledger_transfer AS c
     WHERE c.credit_account = a.account AND c.currency = a.currency) AS credit_minor
FROM payment.ledger_account AS a
ORDER BY a.currency, a.account;

--! tender_totals
--- What the tenders say that the ledger must hold.
SELECT
    t.provider,
    i.currency AS currency,
    sum(t.authorized_minor - t.captured_minor - t.voided_minor)::bigint AS held_minor,
    sum(t.captured_minor - t.refunded_minor + t.credited_minor)::bigint AS received_minor,
    sum(t.credited_minor)::bigint AS credited_minor
FROM payment.tender AS t
JOIN payment.intent AS i ON i.intent_id = t.intent_id
WHERE i.currency IS NOT NULL
GROUP BY t.provider, i.currency
ORDER BY t.provider, i.currency;

--! credit_totals
SELECT currency, sum(amount_minor)::bigint AS amount_minor FROM payment.credit GROUP BY currency ORDER BY currency;
