--! insert_consent
INSERT INTO customer.consent (consent_id, customer_id, kind, given, source, text_version, recorded_at)
VALUES (:consent_id, :customer_id, :kind, :given, :source, :text_version, :now);

--! list_consents (after?) : ConsentRow()
--- Newest first: the ids sort by time.
SELECT consent_id, kind, given, source, text_version, recorded_at
FROM customer.consent
WHERE customer_id = :customer_id AND (:after::uuid IS NULL OR consent_id < :after)
ORDER BY consent_id DESC
LIMIT :limit;

--! count_consents
SELECT count(*) AS consents FROM customer.consent WHERE customer_id = :customer_id;
