--! insert_link
INSERT INTO invoice.download_link (token_hash, document_id, format, expires_at)
SELECT :token_hash, :document_id, :format, :expires_at;

--! find_link
SELECT document_id, format FROM invoice.download_link WHERE token_hash = :token_hash AND expires_at > :now;

--! remove_expired_links
DELETE FROM invoice.download_link WHERE expires_at <= :now;
