-- Where each life of this database after the first began: up to these positions its log is the one it had before.
CREATE TABLE kernel.outbox_epoch (
    epoch     integer NOT NULL,
    partition smallint NOT NULL,
    position  bigint NOT NULL,
    began_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT outbox_epoch_pkey PRIMARY KEY (epoch, partition),
    CONSTRAINT outbox_epoch_partition_check CHECK (partition BETWEEN 0 AND 15)
);

-- Begins a new life, numbered higher than `above` (the consumers may know of lives that a backup does not), and returns
-- its number. Locks the sequencer out first, so that the heads it notes are the log's.
CREATE FUNCTION kernel.outbox_begin_epoch(above integer) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    began integer;
BEGIN
    UPDATE kernel.outbox_sequencer SET epoch = greatest(epoch, above) + 1 RETURNING epoch INTO STRICT began;
    INSERT INTO kernel.outbox_epoch (epoch, partition, position)
    SELECT began, partition, position FROM kernel.outbox_head;
    RETURN began;
END $$;
