--: CommandRow(outcome?)

--! find_commands : CommandRow
SELECT command_id, intent_id, kind, saga_id, step, subject, outcome
FROM payment.command
WHERE command_id = ANY(:command_ids::uuid[]);

--! waiting_commands : CommandRow
SELECT command_id, intent_id, kind, saga_id, step, subject, outcome
FROM payment.command
WHERE intent_id = ANY(:intent_ids::uuid[]) AND outcome IS NULL
ORDER BY received_at, command_id;

--! upsert_commands (outcomes[?])
INSERT INTO payment.command (command_id, intent_id, kind, saga_id, step, subject, outcome, received_at)
SELECT command_id, intent_id, kind, saga_id, step, subject, outcome, :now
FROM unnest(
    :command_ids::uuid[], :intent_ids::uuid[], :kinds::text[], :saga_ids::uuid[], :steps::text[], :subjects::text[],
    :outcomes::text[]
) AS t (command_id, intent_id, kind, saga_id, step, subject, outcome)
ON CONFLICT (command_id) DO UPDATE SET outcome = excluded.outcome;
