-- Who asked for it and by what, as the audit log is told when it has ended.
ALTER TABLE catalog.operation ADD COLUMN act text CONSTRAINT operation_act_check CHECK (length(act) <= 4000);
