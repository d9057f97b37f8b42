-- What is in no shipment is issued when its order is confirmed.
ALTER TABLE warehouse.reservation_line ADD COLUMN handed_out boolean NOT NULL DEFAULT false;
