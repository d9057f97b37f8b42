-- Double entry by construction: a row moves one amount from one account to another of the same currency, so no set of
-- rows can fail to balance. Rows are never changed.
CREATE TABLE payment.ledger_account (
    account  text NOT NULL,
    currency text NOT NULL,
    CONSTRAINT ledger_account_pkey PRIMARY KEY (account, currency),
    CONSTRAINT ledger_account_account_check CHECK (length(account) BETWEEN 1 AND 100),
    CONSTRAINT ledger_account_currency_check CHECK (length(currency) = 3)
);

CREATE TABLE payment.ledger_transfer (
    -- The step or credit that caused it: with the kind, the reason why nothing is booked twice.
    reference      text NOT NULL,
    kind           text NOT NULL,
    debit_account  text NOT NULL,
    credit_account text NOT NULL,
    currency       text NOT NULL,
    amount_minor   bigint NOT NULL,
    intent_id      uuid,
    created_at     timestamptz NOT NULL,
    CONSTRAINT ledger_transfer_pkey PRIMARY KEY (reference, kind),
    CONSTRAINT ledger_transfer_debit_account_fkey FOREIGN KEY (debit_account, currency)
        REFERENCES payment.ledger_account (account, currency),
    CONSTRAINT ledger_transfer_credit_account_fkey FOREIGN KEY (credit_account, currency)
        REFERENCES payment.ledger_account (account, currency),
    CONSTRAINT ledger_transfer_intent_id_fkey FOREIGN KEY (intent_id) REFERENCES payment.intent (intent_id),
    CONSTRAINT ledger_transfer_reference_check CHECK (length(reference) BETWEEN 1 AND 200),
    CONSTRAINT ledger_transfer_kind_check CHECK (kind IN ('authorization', 'release', 'capture', 'refund', 'credit')),
    CONSTRAINT ledger_transfer_account_check CHECK (debit_account <> credit_account),
    CONSTRAINT ledger_transfer_amount_check CHECK (amount_minor > 0)
);
CREATE INDEX ledger_transfer_debit_account_idx ON payment.ledger_transfer (debit_account, currency) INCLUDE (amount_minor);
CREATE INDEX ledger_transfer_credit_account_idx ON payment.ledger_transfer (credit_account, currency) INCLUDE (amount_minor);
CREATE INDEX ledger_transfer_intent_id_idx ON payment.ledger_transfer (intent_id);

-- Money given or charged outside of any intent: a credit note for a purchase we never saw, a bad-debt adjustment.
CREATE TABLE payment.credit (
    credit_id    uuid NOT NULL,
    -- The document it stands for, unique: a credit note is never booked twice.
    reference    text NOT NULL,
    currency     text NOT NULL,
    -- Negative: the customer gets money back. Positive: the customer owes more. Zero: a document about nothing but
    -- free goods; recorded, not booked.
    amount_minor bigint NOT NULL,
    country      text NOT NULL,
    reason       text NOT NULL,
    -- When the document was issued, which may be long before it is entered here.
    issued_at    timestamptz NOT NULL,
    created_by   text NOT NULL,
    created_at   timestamptz NOT NULL,
    CONSTRAINT credit_pkey PRIMARY KEY (credit_id),
    CONSTRAINT credit_reference_key UNIQUE (reference),
    CONSTRAINT credit_currency_check CHECK (length(currency) = 3),
    CONSTRAINT credit_text_check CHECK (length(reference) BETWEEN 1 AND 100 AND length(country) BETWEEN 1 AND 100
        AND length(reason) BETWEEN 1 AND 500 AND length(created_by) <= 200)
);
CREATE INDEX credit_currency_idx ON payment.credit (currency) INCLUDE (amount_minor);
