-- What we owe to a holder: the balance of a gift card, or a customer's store credit in one currency. Every change of a
-- balance is a row of the ledger. The checks keep it from being spent twice under any concurrency: writers send
-- differences, and one that would overdraw fails.
CREATE TABLE payment.stored_value (
    stored_value_id uuid NOT NULL,
    kind            text NOT NULL,
    currency        text NOT NULL,
    balance_minor   bigint NOT NULL,
    -- The part of the balance that is authorized for orders and not yet captured or let go.
    held_minor      bigint NOT NULL DEFAULT 0,
    -- Whose store credit; NULL for gift cards, and once the customer was erased.
    customer_id     uuid,
    -- SHA-256 of a gift card's code, which nobody can guess: 80 random bits. The code itself is shown once and not kept.
    code_digest     bytea,
    last_four       text,
    -- What a gift card was issued with, and its place there: a repeated request issues nothing a second time.
    batch           text,
    batch_place     integer,
    expires_at      timestamptz,
    disabled_at     timestamptz,
    created_by      text NOT NULL,
    created_at      timestamptz NOT NULL,
    CONSTRAINT stored_value_pkey PRIMARY KEY (stored_value_id),
    CONSTRAINT stored_value_code_digest_key UNIQUE (code_digest),
    CONSTRAINT stored_value_batch_batch_place_key UNIQUE (batch, batch_place),
    CONSTRAINT stored_value_customer_id_currency_key UNIQUE (customer_id, currency),
    CONSTRAINT stored_value_kind_check CHECK (kind IN ('gift_card', 'store_credit')),
    CONSTRAINT stored_value_currency_check CHECK (length(currency) = 3),
    CONSTRAINT stored_value_balance_check CHECK (balance_minor >= 0),
    CONSTRAINT stored_value_held_check CHECK (held_minor >= 0 AND held_minor <= balance_minor),
    CONSTRAINT stored_value_gift_card_check CHECK (CASE kind
        WHEN 'gift_card' THEN code_digest IS NOT NULL AND last_four IS NOT NULL AND batch IS NOT NULL
            AND batch_place IS NOT NULL AND customer_id IS NULL
        ELSE code_digest IS NULL AND last_four IS NULL AND batch IS NULL AND batch_place IS NULL
            AND expires_at IS NULL AND disabled_at IS NULL
        END),
    CONSTRAINT stored_value_text_check CHECK (length(code_digest) = 32 AND length(last_four) = 4
        AND length(batch) BETWEEN 1 AND 100 AND length(created_by) <= 200)
) WITH (fillfactor = 70);
CREATE INDEX stored_value_kind_idx ON payment.stored_value (kind, stored_value_id);
CREATE INDEX stored_value_currency_idx ON payment.stored_value (kind, currency) INCLUDE (balance_minor, held_minor);
