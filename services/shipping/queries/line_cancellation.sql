--: LineCancellationRow(refusal_code?, refusal_message?)

--! find_line_cancellations : LineCancellationRow
SELECT command_id, refusal_code, refusal_message
FROM shipping.line_cancellation
WHERE command_id = ANY(:command_ids);

--! insert_line_cancellations (refusal_codes[?], refusal_messages[?])
INSERT INTO shipping.line_cancellation (command_id, order_id, refusal_code, refusal_message, created_at)
SELECT command_id, order_id, refusal_code, refusal_message, :now
FROM unnest(:command_ids::uuid[], :order_ids::uuid[], :refusal_codes::text[], :refusal_messages::text[])
    AS t (command_id, order_id, refusal_code, refusal_message);
