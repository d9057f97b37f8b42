-- Customers who showed that letters to their e-mail address reach them: what they had ordered as guests with it becomes
-- theirs.
CREATE TABLE "order".email_claim (
    customer_id uuid NOT NULL,
    -- Only what was ordered until then becomes theirs.
    verified_at timestamptz NOT NULL,
    -- The address in lower case, once auth told it, for orders that arrive late; taken away again after a week.
    email       text,
    -- When guest orders were looked for, and when they are to be looked for next; NULL: not any more.
    looked_at   timestamptz,
    due_at      timestamptz,
    -- Whoever was erased gets nothing any more, whatever is told late.
    erased_at   timestamptz,
    CONSTRAINT email_claim_pkey PRIMARY KEY (customer_id),
    CONSTRAINT email_claim_email_check CHECK (length(email) BETWEEN 3 AND 254),
    CONSTRAINT email_claim_erased_check CHECK (erased_at IS NULL OR (email IS NULL AND due_at IS NULL))
);
CREATE INDEX email_claim_due_at_idx ON "order".email_claim (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX email_claim_email_idx ON "order".email_claim (email, verified_at) WHERE email IS NOT NULL;
CREATE INDEX email_claim_verified_at_idx ON "order".email_claim (verified_at) WHERE email IS NOT NULL;
