-- Who asked to be forgotten, or was by staff, and the proof of it: what every service removed, reduced and kept. Ids only.
-- After a service's database was restored, the erasures since its backup are carried out once more from here.
CREATE TABLE customer.erasure (
    erasure_id      uuid NOT NULL,
    -- NULL for a guest, who is known by orders only.
    customer_id     uuid,
    order_ids       uuid[] NOT NULL,
    -- `customer`, or the member of staff.
    requested_by    text NOT NULL,
    state           text NOT NULL,
    refusal_code    text,
    refusal_message text,
    -- What became of the data, by service; NULL until the end.
    proof           jsonb,
    requested_at    timestamptz NOT NULL,
    ended_at        timestamptz,
    -- When it was last carried out once more.
    repeated_at     timestamptz,
    CONSTRAINT erasure_pkey PRIMARY KEY (erasure_id),
    CONSTRAINT erasure_requested_by_check CHECK (length(requested_by) BETWEEN 1 AND 200),
    CONSTRAINT erasure_state_check CHECK (state IN ('running', 'refused', 'completed')),
    CONSTRAINT erasure_ended_check CHECK ((ended_at IS NULL) = (state = 'running')),
    CONSTRAINT erasure_proof_check CHECK ((proof IS NOT NULL) = (state = 'completed')),
    CONSTRAINT erasure_refusal_check CHECK (
        (refusal_code IS NOT NULL) = (state = 'refused') AND (refusal_code IS NULL) = (refusal_message IS NULL)
        AND length(refusal_code) <= 100 AND length(refusal_message) <= 1000
    ),
    CONSTRAINT erasure_subject_check CHECK (customer_id IS NOT NULL OR cardinality(order_ids) > 0)
);
-- One at a time for each customer.
CREATE UNIQUE INDEX erasure_running_key ON customer.erasure (customer_id) WHERE state = 'running' AND customer_id IS NOT NULL;
CREATE INDEX erasure_customer_id_idx ON customer.erasure (customer_id, erasure_id) WHERE customer_id IS NOT NULL;
CREATE INDEX erasure_completed_idx ON customer.erasure (ended_at, erasure_id) WHERE state = 'completed';
