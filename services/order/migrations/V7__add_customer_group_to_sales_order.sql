-- Whose prices a draft of staff gets, each time it is priced.
ALTER TABLE "order".sales_order ADD COLUMN customer_group text;
ALTER TABLE "order".sales_order ADD CONSTRAINT sales_order_customer_group_check
    CHECK (length(customer_group) BETWEEN 1 AND 64);
