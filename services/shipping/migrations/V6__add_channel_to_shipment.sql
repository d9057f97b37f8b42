-- Where the order was sold: staff may be limited to some channels. NULL for shipments from before: whoever is limited does not
-- see them.
ALTER TABLE shipping.shipment
    ADD COLUMN channel text,
    ADD CONSTRAINT shipment_channel_check CHECK (length(channel) BETWEEN 1 AND 32);
