--: OperationRow(rows_total?, error_code?, leased_until?, finished_at?, act?)

--! find_operation : OperationRow
SELECT operation_id, kind, format, channel_code, status, object_key, groups_done, rows_done, rows_total, created_count,
       updated_count, unchanged_count, failed_count, error_code, leased_until, attempts, created_at, finished_at, act
FROM catalog.operation
WHERE operation_id = :operation_id;

--! list_operations (channels?) : OperationRow
SELECT operation_id, kind, format, channel_code, status, object_key, groups_done, rows_done, rows_total, created_count,
       updated_count, unchanged_count, failed_count, error_code, leased_until, attempts, created_at, finished_at, act
FROM catalog.operation
WHERE operation_id < :before AND (:channels::text[] IS NULL OR channel_code = ANY(:channels))
ORDER BY operation_id DESC
LIMIT :limit;

-- The oldest one nobody works on.
--! find_open_operation : OperationRow
SELECT operation_id, kind, format, channel_code, status, object_key, groups_done, rows_done, rows_total, created_count,
       updated_count, unchanged_count, failed_count, error_code, leased_until, attempts, created_at, finished_at, act
FROM catalog.operation
WHERE status IN ('pending', 'running') AND (leased_until IS NULL OR leased_until <= :now)
ORDER BY operation_id
LIMIT 1;

--! insert_operation (act?)
INSERT INTO catalog.operation (operation_id, kind, format, channel_code, status, object_key, groups_done, rows_done,
                               created_count, updated_count, unchanged_count, failed_count, created_at, act)
VALUES (:operation_id, :kind, :format, :channel_code, 'pending', :object_key, 0, 0, 0, 0, 0, 0, :now, :act);

--! claim_operation (rows_total?)
UPDATE catalog.operation
SET status = 'running', leased_until = :leased_until, rows_total = :rows_total, attempts = attempts + 1
WHERE operation_id = :operation_id
  AND status IN ('pending', 'running')
  AND (leased_until IS NULL OR leased_until <= :now);

-- Moves on from exactly the point that was read, so that two processes can never both count a batch.
--! advance_operation
UPDATE catalog.operation
SET groups_done = :groups_done, rows_done = :rows_done, created_count = created_count + :created,
    updated_count = updated_count + :updated, unchanged_count = unchanged_count + :unchanged,
    failed_count = failed_count + :failed, leased_until = :leased_until, attempts = 0
WHERE operation_id = :operation_id AND status = 'running' AND groups_done = :groups_before;

--! finish_operation (rows_total?, error_code?)
UPDATE catalog.operation
SET status = :status, rows_total = :rows_total, error_code = :error_code, leased_until = NULL, finished_at = :now
WHERE operation_id = :operation_id AND status = 'running' AND groups_done = :groups_done;

--! insert_operation_errors
INSERT INTO catalog.operation_error (operation_id, row_number, ordinal, column_name, code, message)
SELECT :operation_id, row_number, ordinal, column_name, code, message
FROM unnest(:row_numbers::bigint[], :ordinals::integer[], :column_names::text[], :codes::text[], :messages::text[])
     AS t(row_number, ordinal, column_name, code, message)
ON CONFLICT (operation_id, row_number, ordinal) DO NOTHING;

--! list_operation_errors : OperationErrorRow()
SELECT row_number, ordinal, column_name, code, message
FROM catalog.operation_error
WHERE operation_id = :operation_id AND (row_number, ordinal) > (:after_row, :after_ordinal)
ORDER BY row_number, ordinal
LIMIT :limit;
