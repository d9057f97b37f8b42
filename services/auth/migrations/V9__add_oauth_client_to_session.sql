-- A session that an application opened goes on only in its hands.
ALTER TABLE auth.session ADD COLUMN oauth_client_id uuid
    CONSTRAINT session_oauth_client_id_fkey REFERENCES auth.oauth_client (oauth_client_id);

CREATE INDEX session_oauth_client_id_idx ON auth.session (oauth_client_id) WHERE oauth_client_id IS NOT NULL;
