--! count_attempts
-- One more in each bucket; in the order of the buckets, so that two never wait for each other.
INSERT INTO auth.attempt (bucket, window_start, attempts)
SELECT bucket, :window_start, 1
FROM unnest(:buckets::text[]) AS t (bucket)
ORDER BY bucket COLLATE "C"
ON CONFLICT (bucket, window_start) DO UPDATE SET attempts = attempt.attempts + 1
RETURNING bucket, attempts;

--! give_back_attempt
UPDATE auth.attempt
SET attempts = attempts - 1
WHERE bucket = :bucket AND window_start = :window_start AND attempts > 0;

--! delete_attempts
DELETE FROM auth.attempt WHERE window_start < :before;

--! insert_known_address
INSERT INTO auth.known_address (account_id, address, last_seen_at)
VALUES (:account_id, :address, :now)
ON CONFLICT (account_id, address) DO UPDATE SET last_seen_at = excluded.last_seen_at;

--! delete_known_addresses
DELETE FROM auth.known_address WHERE last_seen_at < :before;
