-- What a part leaves behind is the only open shipment of its order: whoever ships without leaving anything ships last.
CREATE UNIQUE INDEX shipment_order_open_key ON shipping.shipment (order_id) WHERE status = 'open';
