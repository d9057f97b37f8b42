-- A CSV of stock figures: stored as it was sent, then counted in chunk by chunk, each chunk in one transaction that also
-- deletes it. A crash in between loses and repeats nothing.
CREATE TABLE warehouse.stock_import (
    import_id uuid NOT NULL,
    status text NOT NULL,
    row_count bigint NOT NULL,
    applied_count bigint NOT NULL,
    failed_count bigint NOT NULL,
    actor text NOT NULL,
    created_at timestamptz NOT NULL,
    ended_at timestamptz,
    CONSTRAINT stock_import_pkey PRIMARY KEY (import_id),
    CONSTRAINT stock_import_status_check CHECK (status IN ('running', 'done')),
    CONSTRAINT stock_import_count_check CHECK (
        applied_count >= 0 AND failed_count >= 0 AND applied_count + failed_count <= row_count
    ),
    CONSTRAINT stock_import_actor_check CHECK (char_length(actor) BETWEEN 1 AND 100),
    CONSTRAINT stock_import_ended_at_check CHECK ((status = 'done') = (ended_at IS NOT NULL))
);
CREATE INDEX stock_import_running_idx ON warehouse.stock_import (import_id) WHERE status = 'running';

CREATE TABLE warehouse.stock_import_chunk (
    import_id uuid NOT NULL,
    chunk_no integer NOT NULL,
    first_row bigint NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT stock_import_chunk_pkey PRIMARY KEY (import_id, chunk_no),
    CONSTRAINT stock_import_chunk_import_id_fkey
        FOREIGN KEY (import_id) REFERENCES warehouse.stock_import (import_id),
    CONSTRAINT stock_import_chunk_content_check CHECK (octet_length(content) >= 1)
);

CREATE TABLE warehouse.stock_import_error (
    import_id uuid NOT NULL,
    row_no bigint NOT NULL,
    code text NOT NULL,
    message text NOT NULL,
    CONSTRAINT stock_import_error_pkey PRIMARY KEY (import_id, row_no),
    CONSTRAINT stock_import_error_import_id_fkey
        FOREIGN KEY (import_id) REFERENCES warehouse.stock_import (import_id),
    CONSTRAINT stock_import_error_code_check CHECK (char_length(code) BETWEEN 1 AND 64),
    CONSTRAINT stock_import_error_message_check CHECK (char_length(message) BETWEEN 1 AND 500)
);
