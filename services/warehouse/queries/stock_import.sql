--: ImportRow(ended_at?)

--! find_import : ImportRow
SELECT import_id, status, row_count, applied_count, failed_count, actor, created_at, ended_at
FROM warehouse.stock_import
WHERE import_id = :import_id;

--! list_imports : ImportRow
SELECT import_id, status, row_count, applied_count, failed_count, actor, created_at, ended_at
FROM warehouse.stock_import
WHERE import_id < :before
ORDER BY import_id DESC
LIMIT :row_limit;

--! insert_import
INSERT INTO warehouse.stock_import (
    import_id, status, row_count, applied_count, failed_count, actor, created_at, ended_at
)
VALUES (:import_id, 'uploading', 0, 0, 0, :actor, :created_at, NULL);

--! insert_import_chunk
INSERT INTO warehouse.stock_import_chunk (import_id, chunk_no, first_row, rows)
VALUES (:import_id, :chunk_no, :first_row, :rows);

--! start_import
UPDATE warehouse.stock_import
SET status = 'running', row_count = :row_count
WHERE import_id = :import_id AND status = 'uploading';

-- The oldest import goes first, its chunks in the order of the file.
--! next_import_chunk
SELECT c.import_id, c.chunk_no, c.first_row, c.rows, i.actor
FROM warehouse.stock_import AS i
INNER JOIN warehouse.stock_import_chunk AS c ON c.import_id = i.import_id
WHERE i.status = 'running'
ORDER BY i.import_id, c.chunk_no
LIMIT 1;

--! delete_import_chunk
DELETE FROM warehouse.stock_import_chunk
WHERE import_id = :import_id AND chunk_no = :chunk_no;

--! advance_import
UPDATE warehouse.stock_import
SET applied_count = applied_count + :applied::bigint, failed_count = failed_count + :failed::bigint
WHERE import_id = :import_id AND status = 'running';

--! finish_imports
UPDATE warehouse.stock_import AS i
SET status = 'done', ended_at = :ended_at
WHERE
    i.status = 'running'
    AND NOT EXISTS (SELECT 1 FROM warehouse.stock_import_chunk AS c WHERE c.import_id = i.import_id);

-- Uploads whose client went away.
--! abandoned_imports
SELECT import_id
FROM warehouse.stock_import
WHERE status = 'uploading' AND created_at < :before
ORDER BY import_id
LIMIT 10;

--! delete_import_chunks
DELETE FROM warehouse.stock_import_chunk
WHERE import_id = :import_id;

--! abandon_import
UPDATE warehouse.stock_import
SET status = 'abandoned', ended_at = :ended_at
WHERE import_id = :import_id AND status = 'uploading';

--! insert_import_errors
INSERT INTO warehouse.stock_import_error (import_id, row_no, code, message)
SELECT :import_id, row_no, code, message
FROM unnest(:row_nos::bigint[], :codes::text[], :messages::text[]) AS t (row_no, code, message);

--! list_import_errors
SELECT row_no, code, message
FROM warehouse.stock_import_error
WHERE import_id = :import_id AND row_no > :after
ORDER BY row_no
LIMIT :row_limit;
