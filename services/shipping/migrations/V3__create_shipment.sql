-- Goods of one order that leave the house together.
CREATE TABLE shipping.shipment (
    shipment_id    uuid NOT NULL,
    order_id       uuid NOT NULL,
    order_number   text NOT NULL,
    reservation_id uuid,
    -- No foreign key: a method may be deleted, the shipments it made stay.
    method_id      uuid,
    address        jsonb,
    -- The shipment whose remainder this is.
    split_from     uuid,
    status         text NOT NULL,
    version        bigint NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    shipped_at     timestamptz,
    delivered_at   timestamptz,
    cancelled_at   timestamptz,
    CONSTRAINT shipment_pkey PRIMARY KEY (shipment_id),
    CONSTRAINT shipment_split_from_fkey FOREIGN KEY (split_from) REFERENCES shipping.shipment (shipment_id),
    CONSTRAINT shipment_order_number_check CHECK (length(order_number) BETWEEN 1 AND 32),
    CONSTRAINT shipment_status_check CHECK (status IN ('open', 'shipped', 'delivered', 'cancelled')),
    CONSTRAINT shipment_times_check CHECK (
        (shipped_at IS NOT NULL) = (status IN ('shipped', 'delivered'))
        AND (delivered_at IS NOT NULL) = (status = 'delivered')
        AND (cancelled_at IS NOT NULL) = (status = 'cancelled')
    )
);
CREATE INDEX shipment_order_id_idx ON shipping.shipment (order_id);
CREATE INDEX shipment_split_from_idx ON shipping.shipment (split_from) WHERE split_from IS NOT NULL;
CREATE INDEX shipment_open_idx ON shipping.shipment (shipment_id) WHERE status = 'open';

CREATE TABLE shipping.shipment_line (
    shipment_id uuid NOT NULL,
    line_id     uuid NOT NULL,
    variant_id  uuid NOT NULL,
    sku         text NOT NULL,
    quantity    integer NOT NULL,
    weight_g    bigint NOT NULL,
    CONSTRAINT shipment_line_pkey PRIMARY KEY (shipment_id, line_id),
    CONSTRAINT shipment_line_shipment_id_fkey FOREIGN KEY (shipment_id) REFERENCES shipping.shipment (shipment_id),
    CONSTRAINT shipment_line_sku_check CHECK (length(sku) BETWEEN 1 AND 64),
    CONSTRAINT shipment_line_quantity_check CHECK (quantity BETWEEN 1 AND 1000000),
    CONSTRAINT shipment_line_weight_g_check CHECK (weight_g >= 0)
);

CREATE TABLE shipping.package (
    package_id      uuid NOT NULL,
    shipment_id     uuid NOT NULL,
    weight_g        bigint,
    carrier         text,
    tracking_number text,
    tracking_url    text,
    created_at      timestamptz NOT NULL,
    CONSTRAINT package_pkey PRIMARY KEY (package_id),
    CONSTRAINT package_shipment_id_fkey FOREIGN KEY (shipment_id) REFERENCES shipping.shipment (shipment_id),
    CONSTRAINT package_weight_g_check CHECK (weight_g > 0),
    CONSTRAINT package_carrier_check CHECK (length(carrier) BETWEEN 1 AND 64),
    CONSTRAINT package_tracking_number_check CHECK (length(tracking_number) BETWEEN 1 AND 100),
    CONSTRAINT package_tracking_url_check CHECK (length(tracking_url) BETWEEN 1 AND 1000)
);
CREATE INDEX package_shipment_id_idx ON shipping.package (shipment_id);

-- What came of the order saga's request, so that a repeated command gets the same answer. A row without a shipment is
-- a cancellation that overtook its request.
CREATE TABLE shipping.shipment_request (
    order_id    uuid NOT NULL,
    shipment_id uuid,
    created_at  timestamptz NOT NULL,
    CONSTRAINT shipment_request_pkey PRIMARY KEY (order_id),
    CONSTRAINT shipment_request_shipment_id_fkey FOREIGN KEY (shipment_id) REFERENCES shipping.shipment (shipment_id)
);
CREATE INDEX shipment_request_shipment_id_idx ON shipping.shipment_request (shipment_id);
