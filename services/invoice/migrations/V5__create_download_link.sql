-- Who knows the token may have the file until then. Only its hash is kept. A row, not a signature: a link ends with the
-- person's erasure, and no key has to be kept for it.
CREATE TABLE invoice.download_link (
    token_hash bytea NOT NULL,
    document_id uuid NOT NULL,
    format text NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT download_link_pkey PRIMARY KEY (token_hash),
    CONSTRAINT download_link_document_fkey FOREIGN KEY (document_id) REFERENCES invoice.document (document_id),
    CONSTRAINT download_link_token_hash_check CHECK (length(token_hash) = 32),
    CONSTRAINT download_link_format_check CHECK (format IN ('pdf', 'xml'))
);
CREATE INDEX download_link_document_idx ON invoice.download_link (document_id);
CREATE INDEX download_link_expires_at_idx ON invoice.download_link (expires_at);
