-- Bills of channels for which nobody is named as seller yet. They are issued in the order in which they came.
CREATE TABLE invoice.waiting_bill (
    bill_id uuid NOT NULL,
    order_id uuid NOT NULL,
    channel text NOT NULL,
    bill jsonb NOT NULL,
    received_at timestamptz NOT NULL,
    CONSTRAINT waiting_bill_pkey PRIMARY KEY (bill_id),
    CONSTRAINT waiting_bill_channel_check CHECK (length(channel) BETWEEN 1 AND 32)
);
CREATE INDEX waiting_bill_channel_idx ON invoice.waiting_bill (channel, bill_id);
CREATE INDEX waiting_bill_order_idx ON invoice.waiting_bill (order_id);
