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

--! insert_import (act?)
INSERT INTO warehouse.stock_import (
    import_id, status, row_count, applied_count, failed_count, actor, created_at, ended_at, act
)
VALUES (:import_id, 'running', :row_count, 0, 0, :actor, :created_at, NULL, :act);

--! insert_import_chunks
INSERT INTO warehouse.stock_import_chunk (import_id, chunk_no, first_row, content)
SELECT :import_id, chunk_no, first_row, content
FROM unnest(:chunk_nos::int[], :first_rows::bigint[], :contents::bytea[]) AS t (chunk_no, first_row, content);

-- The oldest import goes first, its chunks in the order of the file.
--! next_import_chunk : NextChunkRow(act?)
SELECT
    c.import_id, c.chunk_no, c.first_row, c.content, i.actor, i.act, i.row_count, i.applied_count, i.failed_count,
    NOT EXISTS (
        SELECT 1 FROM warehouse.stock_import_chunk AS later
        WHERE later.import_id = c.import_id AND later.chunk_no > c.chunk_no
    ) AS ends
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

-- Runs behind the deletion of the chunk: the import ends in the transaction that counts its last rows in.
--! finish_import
UPDATE warehouse.stock_import AS i
SET status = 'done', ended_at = :ended_at
WHERE
    i.import_id = :import_id
    AND i.status = 'running'
    AND NOT EXISTS (SELECT 1 FROM warehouse.stock_import_chunk AS c WHERE c.import_id = i.import_id);

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
