--: TenderRow(token?, reference?, provider_reference?, action_url?)

--! find_tenders : TenderRow
SELECT
    tender_id, intent_id, provider, status, amount_minor, authorized_minor, capturing_minor, captured_minor,
    voided_minor, refunding_minor, refunded_minor, credited_minor, token, reference, provider_reference,
    action_url
FROM payment.tender
WHERE intent_id = ANY(:intent_ids::uuid[])
ORDER BY intent_id, place;

--! upsert_tenders (tokens[?], references[?], provider_references[?], action_urls[?])
--- A tender of another intent is left alone, which the guard on the number of rows turns into an error.
INSERT INTO payment.tender AS old (
    tender_id, intent_id, place, provider, status, amount_minor, authorized_minor, capturing_minor, captured_minor,
    voided_minor, refunding_minor, refunded_minor, credited_minor, token, reference, provider_reference,
    action_url
)
SELECT
    tender_id, intent_id, place, provider, status, amount_minor, authorized_minor, capturing_minor, captured_minor,
    voided_minor, refunding_minor, refunded_minor, credited_minor, token, reference, provider_reference,
    action_url
FROM unnest(
    :tender_ids::uuid[], :intent_ids::uuid[], :places::smallint[], :providers::text[], :statuses::text[],
    :amounts::bigint[], :authorized::bigint[], :capturing::bigint[], :captured::bigint[], :voided::bigint[],
    :refunding::bigint[], :refunded::bigint[], :credited::bigint[], :tokens::text[], :references::text[], :provider_references::text[],
    :action_urls::text[]
) AS t (
    tender_id, intent_id, place, provider, status, amount_minor, authorized_minor, capturing_minor, captured_minor,
    voided_minor, refunding_minor, refunded_minor, credited_minor, token, reference, provider_reference,
    action_url
)
ON CONFLICT (tender_id) DO UPDATE
SET status = excluded.status, authorized_minor = excluded.authorized_minor,
    capturing_minor = excluded.capturing_minor, captured_minor = excluded.captured_minor,
    voided_minor = excluded.voided_minor, refunding_minor = excluded.refunding_minor,
    refunded_minor = excluded.refunded_minor, credited_minor = excluded.credited_minor, token = excluded.token,
    provider_reference = excluded.provider_reference, action_url = excluded.action_url
WHERE old.intent_id = excluded.intent_id;
