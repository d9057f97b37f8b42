-- Rates of tax, all taxes together, in parts per million; NULL for what was ordered before this was kept.
ALTER TABLE "order".order_line ADD COLUMN tax_rate_ppm integer;
ALTER TABLE "order".order_line ADD CONSTRAINT order_line_tax_rate_check CHECK (tax_rate_ppm BETWEEN 0 AND 10000000);
ALTER TABLE "order".sales_order ADD COLUMN shipping_tax_rate_ppm integer;
ALTER TABLE "order".sales_order ADD CONSTRAINT sales_order_shipping_tax_rate_check
    CHECK (shipping_tax_rate_ppm BETWEEN 0 AND 10000000);
