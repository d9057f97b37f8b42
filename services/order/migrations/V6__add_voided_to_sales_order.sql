-- What payment let go uncollected.
ALTER TABLE "order".sales_order ADD COLUMN voided_minor bigint NOT NULL DEFAULT 0;
ALTER TABLE "order".sales_order ADD CONSTRAINT sales_order_voided_check CHECK (voided_minor >= 0);
