-- One thing asked of a provider. Its key is the idempotency key sent with every try, for ever the same.
CREATE TABLE payment.step (
    step_key      text NOT NULL,
    intent_id     uuid NOT NULL,
    tender_id     uuid NOT NULL,
    kind          text NOT NULL,
    -- The capture or refund this is a part of; an authorization or void belongs to its tender alone.
    operation_id  uuid,
    amount_minor  bigint NOT NULL,
    reason        text,
    status        text NOT NULL,
    -- What the payer brought back from the required action, to be handed to the provider.
    action_result text,
    provider_reference text,
    refusal_code    text,
    refusal_message text,
    tries         integer NOT NULL DEFAULT 0,
    -- How many webhooks told of it: one that comes while its provider is being asked must not be missed.
    news          integer NOT NULL DEFAULT 0,
    -- When the provider is asked (again); NULL when decided.
    next_try_at   timestamptz,
    created_at    timestamptz NOT NULL,
    decided_at    timestamptz,
    CONSTRAINT step_pkey PRIMARY KEY (step_key),
    CONSTRAINT step_intent_id_fkey FOREIGN KEY (intent_id) REFERENCES payment.intent (intent_id),
    CONSTRAINT step_tender_id_fkey FOREIGN KEY (tender_id) REFERENCES payment.tender (tender_id),
    CONSTRAINT step_kind_check CHECK (kind IN ('authorize', 'capture', 'void', 'refund')),
    CONSTRAINT step_operation_id_check CHECK ((operation_id IS NOT NULL) = (kind IN ('capture', 'refund'))),
    CONSTRAINT step_amount_check CHECK (amount_minor >= 0),
    CONSTRAINT step_status_check CHECK (status IN ('pending', 'done', 'refused')),
    CONSTRAINT step_next_try_at_check CHECK ((status = 'pending') = (next_try_at IS NOT NULL)),
    CONSTRAINT step_text_check CHECK (length(step_key) <= 200 AND length(reason) <= 500 AND length(action_result) <= 4000
        AND length(provider_reference) <= 255 AND length(refusal_code) <= 100 AND length(refusal_message) <= 500)
) WITH (fillfactor = 70);
CREATE INDEX step_intent_id_idx ON payment.step (intent_id);
CREATE INDEX step_tender_id_idx ON payment.step (tender_id);
CREATE INDEX step_operation_id_idx ON payment.step (operation_id) WHERE operation_id IS NOT NULL;
CREATE INDEX step_next_try_at_idx ON payment.step (next_try_at) WHERE status = 'pending';

-- What providers told us unasked. Only a fact: the truth is then asked for under the step's key, so that neither
-- repetition nor order of webhooks matters.
CREATE TABLE payment.webhook (
    provider    text NOT NULL,
    event_id    text NOT NULL,
    step_key    text NOT NULL,
    kind        text NOT NULL,
    payload     text NOT NULL,
    received_at timestamptz NOT NULL,
    CONSTRAINT webhook_pkey PRIMARY KEY (provider, event_id),
    CONSTRAINT webhook_text_check CHECK (length(provider) BETWEEN 1 AND 64 AND length(event_id) BETWEEN 1 AND 200
        AND length(step_key) <= 200 AND length(kind) <= 100 AND length(payload) <= 65536)
);
CREATE INDEX webhook_step_key_idx ON payment.webhook (step_key);
