-- What was answered to a command, so that a repeated one hears the same. For commands whose services keep no record of
-- their own.
CREATE TABLE kernel.command_answer (
    command_id  uuid NOT NULL,
    reply       text NOT NULL,
    answered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT command_answer_pkey PRIMARY KEY (command_id)
);
