-- Who sent it and by what, as the audit log is told when it has ended.
ALTER TABLE warehouse.stock_import ADD COLUMN act text CONSTRAINT stock_import_act_check CHECK (length(act) <= 4000);
