--! count_documents_of
SELECT
    (SELECT count(*) FROM invoice.document WHERE order_id = ANY(:order_ids::uuid[])) AS documents,
    (SELECT count(*) FROM invoice.recipient WHERE order_id = ANY(:order_ids::uuid[])) AS recipients,
    (SELECT count(*) FROM invoice.waiting_bill WHERE order_id = ANY(:order_ids::uuid[])) AS waiting,
    (SELECT count(*) FROM invoice.download_link WHERE document_id IN (
        SELECT document_id FROM invoice.document WHERE order_id = ANY(:order_ids::uuid[])
    )) AS links;

--! remove_links_of
DELETE FROM invoice.download_link WHERE document_id IN (
    SELECT document_id FROM invoice.document WHERE order_id = ANY(:order_ids::uuid[])
);

--! remove_recipients_of
DELETE FROM invoice.recipient WHERE order_id = ANY(:order_ids::uuid[]);

--! reduce_waiting_of
--- The document is still to be issued, with the name and the address the law asks for.
UPDATE invoice.waiting_bill
SET bill = (bill - 'customer_id') #- '{buyer,personal,email}' #- '{buyer,personal,billing_address,phone}'
    #- '{buyer,personal,shipping_address,phone}'
WHERE order_id = ANY(:order_ids::uuid[]);
