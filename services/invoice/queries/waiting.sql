--! insert_waiting
INSERT INTO invoice.waiting_bill (bill_id, order_id, channel, bill, received_at)
SELECT bill_id, order_id, channel, bill::jsonb, :now
FROM unnest(:bill_ids::uuid[], :order_ids::uuid[], :channels::text[], :bills::text[])
    AS t (bill_id, order_id, channel, bill);

--! known_waiting
SELECT bill_id FROM invoice.waiting_bill WHERE bill_id = ANY(:bill_ids::uuid[]);

--! list_issuable
--- Bills of channels that have a seller by now.
SELECT w.bill::text AS bill
FROM invoice.waiting_bill AS w
JOIN invoice.channel_seller AS c ON c.channel = w.channel
ORDER BY w.bill_id
LIMIT :row_limit::bigint;

--! remove_waiting
--- Guard with the number of bills: those that another process issued meanwhile stop the transaction.
DELETE FROM invoice.waiting_bill WHERE bill_id = ANY(:bill_ids::uuid[]);

--! count_waiting
SELECT channel, count(*) AS bills
FROM invoice.waiting_bill
GROUP BY channel
ORDER BY channel;

--! claim_waiting
UPDATE invoice.waiting_bill AS w
SET bill = jsonb_set(w.bill, '{customer_id}', to_jsonb(t.customer))
FROM unnest(:order_ids::uuid[], :customers::text[]) AS t (order_id, customer)
WHERE w.order_id = t.order_id AND NOT w.bill ? 'customer_id';
