-- What came of each command to cancel pieces of an order, so that a repeated command gets the same answer. A refusal is
-- kept too: pieces that come back later must not make it a yes.
CREATE TABLE shipping.line_cancellation (
    command_id      uuid NOT NULL,
    order_id        uuid NOT NULL,
    refusal_code    text,
    refusal_message text,
    created_at      timestamptz NOT NULL,
    CONSTRAINT line_cancellation_pkey PRIMARY KEY (command_id),
    CONSTRAINT line_cancellation_refusal_check CHECK (
        (refusal_code IS NULL) = (refusal_message IS NULL)
        AND length(refusal_code) BETWEEN 1 AND 64 AND length(refusal_message) <= 500
    )
);
