-- Personal data in messages is encrypted, each message with a key of its own, made from the platform's secret and the
-- salt that stands here. Without the salt nobody can read it again: erasing a person is deleting these rows.
CREATE TABLE kernel.personal_key (
    event_id uuid NOT NULL,
    -- The subject of the message: whose personal data it is, the service knows.
    subject  text NOT NULL,
    salt     bytea NOT NULL,
    CONSTRAINT personal_key_pkey PRIMARY KEY (event_id),
    CONSTRAINT personal_key_salt_check CHECK (octet_length(salt) = 32)
);
CREATE INDEX personal_key_subject_idx ON kernel.personal_key (subject);

-- Counts erasures: who keeps opened messages in memory forgets them when it moves.
ALTER TABLE kernel.outbox_sequencer ADD COLUMN erasures bigint NOT NULL DEFAULT 0;

-- As before, and with the salt of each message. The count of erasures is read under the lock that an erasure needs, so
-- that messages which come with their salt and an older count are known to be stale.
DROP FUNCTION kernel.outbox_sequence(integer);
CREATE FUNCTION kernel.outbox_sequence(max_events integer)
RETURNS TABLE (
    epoch integer, partition smallint, "position" bigint, event_id uuid, kind text, subject text, version bigint,
    occurred_at timestamptz, trace text, data text, salt bytea, erasures bigint
)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    current_epoch integer;
    current_erasures bigint;
BEGIN
    SELECT s.epoch, s.erasures INTO STRICT current_epoch, current_erasures FROM kernel.outbox_sequencer s FOR UPDATE;
    RETURN QUERY
    WITH moved AS (
        DELETE FROM kernel.outbox_staged
        WHERE staged_id IN (SELECT staged_id FROM kernel.outbox_staged ORDER BY staged_id LIMIT max_events)
        RETURNING *
    ), numbered AS (
        SELECT m.*, h.position + row_number() OVER (PARTITION BY m.partition ORDER BY m.staged_id) AS new_position
        FROM moved m JOIN kernel.outbox_head h ON h.partition = m.partition
    ), logged AS (
        INSERT INTO kernel.outbox_log (partition, position, event_id, kind, subject, version, occurred_at, trace, data)
        SELECT partition, new_position, event_id, kind, subject, version, occurred_at, trace, data FROM numbered
    ), headed AS (
        UPDATE kernel.outbox_head h SET position = n.last
        FROM (SELECT partition, max(new_position) AS last FROM numbered GROUP BY partition) n
        WHERE h.partition = n.partition
    )
    SELECT current_epoch, n.partition, n.new_position, n.event_id, n.kind, n.subject, n.version, n.occurred_at, n.trace,
        -- Not joined: a lookup per message stays one, however large the table is thought to be.
        n.data, (SELECT k.salt FROM kernel.personal_key k WHERE k.event_id = n.event_id), current_erasures
    FROM numbered n ORDER BY n.staged_id;
END $$;
