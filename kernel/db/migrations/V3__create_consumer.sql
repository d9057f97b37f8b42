-- How far this service has applied another's log. Moved by compare-and-set in the transaction of the effects. No index
-- on what changes and half-empty pages: every update stays on its page.
CREATE TABLE kernel.consumer_cursor (
    producer  text NOT NULL,
    partition smallint NOT NULL,
    epoch     integer NOT NULL,
    position  bigint NOT NULL,
    CONSTRAINT consumer_cursor_pkey PRIMARY KEY (producer, partition),
    CONSTRAINT consumer_cursor_partition_check CHECK (partition BETWEEN 0 AND 15)
) WITH (fillfactor = 50);

-- Events that could not be applied, and behind each the later events of the same subject.
CREATE TABLE kernel.parked_event (
    producer    text NOT NULL,
    partition   smallint NOT NULL,
    epoch       integer NOT NULL,
    position    bigint NOT NULL,
    event_id    uuid NOT NULL,
    kind        text NOT NULL,
    subject     text NOT NULL,
    version     bigint NOT NULL,
    occurred_at timestamptz NOT NULL,
    trace       text,
    data        text NOT NULL,
    error       text NOT NULL,
    attempts    integer NOT NULL DEFAULT 1,
    state       text NOT NULL DEFAULT 'parked',
    reason      text,
    parked_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    settled_at  timestamptz,
    CONSTRAINT parked_event_pkey PRIMARY KEY (producer, epoch, partition, position),
    CONSTRAINT parked_event_state_check CHECK (state IN ('parked', 'retry', 'applied', 'skipped'))
);
CREATE INDEX parked_event_open_idx ON kernel.parked_event (producer, subject, position) WHERE state IN ('parked', 'retry');
