-- Two people who set the policy of a variant must notice each other; `version` moves on with every order and cannot tell.
ALTER TABLE warehouse.stock_item ADD COLUMN policy_version bigint NOT NULL DEFAULT 1;
