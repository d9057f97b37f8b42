--: TransferRow(note?, shipped_at?, ended_at?)

--! find_transfer : TransferRow
SELECT
    transfer_id, from_location_id, to_location_id, status, note, created_at, shipped_at, ended_at, version
FROM warehouse.transfer
WHERE transfer_id = :transfer_id;

--! list_transfers (status?) : TransferRow
SELECT
    transfer_id, from_location_id, to_location_id, status, note, created_at, shipped_at, ended_at, version
FROM warehouse.transfer
WHERE transfer_id < :before AND (:status::text IS NULL OR status = :status)
ORDER BY transfer_id DESC
LIMIT :row_limit;

--! transfer_lines
SELECT transfer_id, variant_id, quantity, received
FROM warehouse.transfer_line
WHERE transfer_id = ANY(:transfer_ids::uuid[])
ORDER BY transfer_id, variant_id;

--! insert_transfer (note?)
INSERT INTO warehouse.transfer (
    transfer_id, from_location_id, to_location_id, status, note, created_at, shipped_at, ended_at, version
)
VALUES (:transfer_id, :from_location_id, :to_location_id, 'draft', :note, :created_at, NULL, NULL, 1);

--! insert_transfer_lines
INSERT INTO warehouse.transfer_line (transfer_id, variant_id, quantity, received)
SELECT :transfer_id, variant_id, quantity, 0
FROM unnest(:variant_ids::uuid[], :quantities::bigint[]) AS t (variant_id, quantity);

--! update_transfer (shipped_at?, ended_at?)
UPDATE warehouse.transfer
SET status = :status, shipped_at = :shipped_at, ended_at = :ended_at, version = version + 1
WHERE transfer_id = :transfer_id AND version = :version;

--! update_transfer_lines
UPDATE warehouse.transfer_line AS l
SET received = t.received
FROM unnest(:variant_ids::uuid[], :received::bigint[]) AS t (variant_id, received)
WHERE l.transfer_id = :transfer_id AND l.variant_id = t.variant_id;
