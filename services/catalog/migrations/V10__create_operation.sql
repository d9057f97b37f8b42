-- Imports and exports that run in the background. All their progress stands here: a process may die at any moment and
-- another one goes on where the last committed batch ended.
CREATE TABLE catalog.operation (
    operation_id  uuid NOT NULL,
    kind          text NOT NULL,
    format        text NOT NULL,
    channel_code  text NOT NULL,
    status        text NOT NULL,
    -- The uploaded file of an import, the written file of an export.
    object_key    text NOT NULL,
    -- Groups of rows (one product each) that are finished; where to go on.
    groups_done   bigint NOT NULL,
    rows_done     bigint NOT NULL,
    -- Unknown until the file was counted.
    rows_total    bigint,
    created_count   bigint NOT NULL,
    updated_count   bigint NOT NULL,
    unchanged_count bigint NOT NULL,
    failed_count    bigint NOT NULL,
    -- Why it failed as a whole, a stable code.
    error_code    text,
    -- Until then one process works on it; afterwards it is taken for dead.
    leased_until  timestamptz,
    created_at    timestamptz NOT NULL,
    finished_at   timestamptz,
    CONSTRAINT operation_pkey PRIMARY KEY (operation_id),
    CONSTRAINT operation_kind_check CHECK (kind IN ('import', 'export')),
    CONSTRAINT operation_format_check CHECK (format IN ('shopify', 'karum', 'online-retail')),
    CONSTRAINT operation_channel_code_fkey FOREIGN KEY (channel_code) REFERENCES catalog.channel,
    CONSTRAINT operation_status_check CHECK (status IN ('pending', 'running', 'succeeded', 'failed')),
    CONSTRAINT operation_object_key_check CHECK (char_length(object_key) BETWEEN 1 AND 255),
    CONSTRAINT operation_groups_done_check CHECK (groups_done >= 0),
    CONSTRAINT operation_rows_check CHECK (rows_done >= 0 AND rows_total >= 0),
    CONSTRAINT operation_counts_check
        CHECK (created_count >= 0 AND updated_count >= 0 AND unchanged_count >= 0 AND failed_count >= 0),
    CONSTRAINT operation_error_code_check CHECK (char_length(error_code) BETWEEN 1 AND 100),
    CONSTRAINT operation_finished_check CHECK ((finished_at IS NULL) = (status IN ('pending', 'running')))
);

CREATE INDEX operation_channel_code_idx ON catalog.operation (channel_code);
-- What the job polls; nearly always empty.
CREATE INDEX operation_open_idx ON catalog.operation (operation_id) WHERE status IN ('pending', 'running');

CREATE TABLE catalog.operation_error (
    operation_id uuid NOT NULL,
    -- Of the record in the file, the header being row 1.
    row_number   bigint NOT NULL,
    -- Several errors of one row.
    ordinal      integer NOT NULL,
    -- Empty when the row as a whole is wrong.
    column_name  text NOT NULL,
    code         text NOT NULL,
    message      text NOT NULL,
    CONSTRAINT operation_error_pkey PRIMARY KEY (operation_id, row_number, ordinal),
    CONSTRAINT operation_error_operation_id_fkey
        FOREIGN KEY (operation_id) REFERENCES catalog.operation ON DELETE CASCADE,
    CONSTRAINT operation_error_row_number_check CHECK (row_number > 0),
    CONSTRAINT operation_error_ordinal_check CHECK (ordinal >= 0),
    CONSTRAINT operation_error_column_name_check CHECK (char_length(column_name) <= 100),
    CONSTRAINT operation_error_code_check CHECK (char_length(code) BETWEEN 1 AND 100),
    CONSTRAINT operation_error_message_check CHECK (char_length(message) BETWEEN 1 AND 1000)
);
