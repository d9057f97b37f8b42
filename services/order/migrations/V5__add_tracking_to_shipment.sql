-- When a shipment left and arrived, and how to follow its packages; NULL for what was told before this was kept.
ALTER TABLE "order".shipment ADD COLUMN shipped_at timestamptz;
ALTER TABLE "order".shipment ADD COLUMN delivered_at timestamptz;
ALTER TABLE "order".shipment ADD COLUMN tracking jsonb;
