-- What is to be paid for one order, one row per attempt to place it.
CREATE TABLE payment.intent (
    intent_id       uuid NOT NULL,
    order_id        uuid NOT NULL,
    -- NULL only in the tombstone of a void that overtook its authorization: nothing is known of the money then.
    currency        text,
    amount_minor    bigint NOT NULL,
    status          text NOT NULL,
    deadline_at     timestamptz NOT NULL,
    order_confirmed boolean NOT NULL DEFAULT false,
    -- The first refusal; set while the rest is being given back and for ever after.
    failure_code    text,
    failure_message text,
    void_reason     text,
    -- W3C traceparent of the command, for what happens after its handler has ended.
    trace           text,
    version         bigint NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT intent_pkey PRIMARY KEY (intent_id),
    CONSTRAINT intent_currency_check CHECK (length(currency) = 3),
    CONSTRAINT intent_tombstone_check CHECK (currency IS NOT NULL OR (status = 'voided' AND amount_minor = 0)),
    CONSTRAINT intent_amount_check CHECK (amount_minor >= 0),
    CONSTRAINT intent_status_check CHECK (status IN ('authorizing', 'authorized', 'voiding', 'voided', 'failed')),
    CONSTRAINT intent_failure_check CHECK ((failure_code IS NULL) = (failure_message IS NULL)
        AND length(failure_code) <= 100 AND length(failure_message) <= 500),
    CONSTRAINT intent_void_reason_check CHECK (length(void_reason) <= 500),
    CONSTRAINT intent_trace_check CHECK (length(trace) <= 100)
) WITH (fillfactor = 70);
CREATE INDEX intent_order_id_idx ON payment.intent (order_id);
CREATE INDEX intent_created_at_idx ON payment.intent (created_at, intent_id);
-- Money that waits for an order: small, because a confirmed order leaves it.
CREATE INDEX intent_deadline_at_idx ON payment.intent (deadline_at)
    WHERE status = 'authorizing' OR (status = 'authorized' AND NOT order_confirmed);

-- One way of paying a part of an intent. The checks are what makes over-capture and over-refund impossible.
CREATE TABLE payment.tender (
    tender_id          uuid NOT NULL,
    intent_id          uuid NOT NULL,
    place              smallint NOT NULL,
    provider           text NOT NULL,
    status             text NOT NULL,
    amount_minor       bigint NOT NULL,
    authorized_minor   bigint NOT NULL DEFAULT 0,
    -- Being captured: asked for and not yet answered. Counted against the authorization from the start.
    capturing_minor    bigint NOT NULL DEFAULT 0,
    captured_minor     bigint NOT NULL DEFAULT 0,
    voided_minor       bigint NOT NULL DEFAULT 0,
    refunding_minor    bigint NOT NULL DEFAULT 0,
    refunded_minor     bigint NOT NULL DEFAULT 0,
    -- What stands for the payment method; erased once the provider has decided.
    token              text,
    reference          text,
    provider_reference text,
    action_url         text,
    CONSTRAINT tender_pkey PRIMARY KEY (tender_id),
    CONSTRAINT tender_intent_id_place_key UNIQUE (intent_id, place),
    CONSTRAINT tender_intent_id_fkey FOREIGN KEY (intent_id) REFERENCES payment.intent (intent_id),
    CONSTRAINT tender_provider_check CHECK (length(provider) BETWEEN 1 AND 64),
    CONSTRAINT tender_status_check CHECK (status IN ('pending', 'action_required', 'authorized', 'declined', 'voided')),
    CONSTRAINT tender_sign_check CHECK (amount_minor >= 0 AND authorized_minor >= 0 AND capturing_minor >= 0
        AND captured_minor >= 0 AND voided_minor >= 0 AND refunding_minor >= 0 AND refunded_minor >= 0),
    CONSTRAINT tender_authorized_check CHECK (authorized_minor <= amount_minor),
    CONSTRAINT tender_captured_check CHECK (captured_minor + capturing_minor + voided_minor <= authorized_minor),
    CONSTRAINT tender_refunded_check CHECK (refunded_minor + refunding_minor <= captured_minor),
    CONSTRAINT tender_text_check CHECK (length(token) <= 255 AND length(reference) <= 255
        AND length(provider_reference) <= 255 AND length(action_url) <= 2000)
) WITH (fillfactor = 70);

-- Saga commands and what was answered, so that a repeated command hears the same.
CREATE TABLE payment.command (
    command_id  uuid NOT NULL,
    intent_id   uuid NOT NULL,
    kind        text NOT NULL,
    saga_id     uuid NOT NULL,
    step        text NOT NULL,
    subject     text NOT NULL,
    -- The answer as JSON; NULL while it is not known.
    outcome     text,
    received_at timestamptz NOT NULL,
    CONSTRAINT command_pkey PRIMARY KEY (command_id),
    CONSTRAINT command_intent_id_fkey FOREIGN KEY (intent_id) REFERENCES payment.intent (intent_id),
    CONSTRAINT command_kind_check CHECK (kind IN ('authorize', 'void')),
    CONSTRAINT command_text_check CHECK (length(step) <= 100 AND length(subject) <= 200 AND length(outcome) <= 20000)
) WITH (fillfactor = 70);
CREATE INDEX command_intent_id_idx ON payment.command (intent_id);
