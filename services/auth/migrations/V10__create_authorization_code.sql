-- Somebody has signed in at the sign-in page; the application that sent them exchanges the code for tokens, once.
CREATE TABLE auth.authorization_code (
    -- SHA-256 of it.
    code            bytea NOT NULL,
    oauth_client_id uuid NOT NULL,
    account_id      uuid NOT NULL,
    -- A password changed meanwhile makes the code worthless.
    account_version bigint NOT NULL,
    redirect_uri    text NOT NULL,
    -- SHA-256 of what only the application knows (RFC 7636), base64url.
    challenge       text NOT NULL,
    user_agent      text,
    created_at      timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    -- The session it opened: a code that comes again ends it.
    session_id      uuid,
    CONSTRAINT authorization_code_pkey PRIMARY KEY (code),
    CONSTRAINT authorization_code_oauth_client_id_fkey FOREIGN KEY (oauth_client_id)
        REFERENCES auth.oauth_client (oauth_client_id),
    CONSTRAINT authorization_code_account_id_fkey FOREIGN KEY (account_id)
        REFERENCES auth.account (account_id) ON DELETE CASCADE,
    CONSTRAINT authorization_code_session_id_fkey FOREIGN KEY (session_id)
        REFERENCES auth.session (session_id) ON DELETE CASCADE,
    CONSTRAINT authorization_code_code_check CHECK (octet_length(code) = 32),
    CONSTRAINT authorization_code_redirect_uri_check CHECK (length(redirect_uri) BETWEEN 1 AND 2000),
    CONSTRAINT authorization_code_challenge_check CHECK (length(challenge) = 43),
    CONSTRAINT authorization_code_user_agent_check CHECK (length(user_agent) <= 200)
);

CREATE INDEX authorization_code_oauth_client_id_idx ON auth.authorization_code (oauth_client_id);
CREATE INDEX authorization_code_account_id_idx ON auth.authorization_code (account_id);
CREATE INDEX authorization_code_session_id_idx ON auth.authorization_code (session_id);
CREATE INDEX authorization_code_expires_at_idx ON auth.authorization_code (expires_at);
