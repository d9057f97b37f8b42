-- One row per saga; its current step and what it waits for. Finished sagas are kept: a late reply must find them.
CREATE TABLE kernel.saga (
    saga_id      uuid NOT NULL,
    kind         text NOT NULL,
    def_version  integer NOT NULL,
    -- The aggregate it works for, as its text id.
    subject      text NOT NULL,
    state        text NOT NULL,
    -- The step that is being done or undone; empty when the saga has ended.
    step         text NOT NULL,
    data         text NOT NULL,
    -- Why it compensates: the first refusal.
    refusal_code    text,
    refusal_message text,
    deadline_at  timestamptz,
    -- When the pending command is sent again if no reply came.
    next_try_at  timestamptz,
    attempts     integer NOT NULL DEFAULT 0,
    parked_reason text,
    -- How many rows of saga_step it has.
    recorded     smallint NOT NULL DEFAULT 0,
    trace        text,
    version      bigint NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CONSTRAINT saga_pkey PRIMARY KEY (saga_id),
    CONSTRAINT saga_state_check CHECK (state IN ('running', 'compensating', 'completed', 'compensated', 'parked'))
) WITH (fillfactor = 70);
CREATE INDEX saga_subject_idx ON kernel.saga (subject);
CREATE INDEX saga_open_idx ON kernel.saga (created_at) WHERE state IN ('running', 'compensating', 'parked');

-- What each step came to. Written when the step ends; never changed.
CREATE TABLE kernel.saga_step (
    saga_id    uuid NOT NULL,
    sequence   smallint NOT NULL,
    step       text NOT NULL,
    action     text NOT NULL,
    outcome    text NOT NULL,
    detail     text,
    ended_at   timestamptz NOT NULL,
    CONSTRAINT saga_step_pkey PRIMARY KEY (saga_id, sequence),
    CONSTRAINT saga_step_saga_id_fkey FOREIGN KEY (saga_id) REFERENCES kernel.saga (saga_id),
    CONSTRAINT saga_step_action_check CHECK (action IN ('do', 'undo', 'operator')),
    CONSTRAINT saga_step_outcome_check CHECK (outcome IN ('done', 'refused', 'timed_out', 'skipped', 'retried', 'parked', 'resolved'))
);
