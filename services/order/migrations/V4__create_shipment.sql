-- What shipping told about the shipments of each order, so that nothing told twice counts twice.
CREATE TABLE "order".shipment (
    order_id uuid NOT NULL,
    shipment_id uuid NOT NULL,
    shipped boolean NOT NULL,
    delivered boolean NOT NULL,
    cancelled boolean NOT NULL,
    CONSTRAINT shipment_pkey PRIMARY KEY (order_id, shipment_id),
    CONSTRAINT shipment_order_fkey FOREIGN KEY (order_id) REFERENCES "order".sales_order (order_id)
);
