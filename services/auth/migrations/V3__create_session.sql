-- A login that lasts, and the family of its refresh tokens.
CREATE TABLE auth.session (
    session_id      uuid NOT NULL,
    account_id      uuid NOT NULL,
    user_agent      text,
    created_at      timestamptz NOT NULL,
    last_used_at    timestamptz NOT NULL,
    ends_at         timestamptz NOT NULL,
    -- SHA-256 of the one token that is good.
    current_token   bytea NOT NULL,
    -- SHA-256 of the token before it, and when it was exchanged: its answer may have been lost on the way.
    previous_token  bytea,
    rotated_at      timestamptz,
    revoked_at      timestamptz,
    revoked_reason  text,
    CONSTRAINT session_pkey PRIMARY KEY (session_id),
    CONSTRAINT session_account_id_fkey FOREIGN KEY (account_id) REFERENCES auth.account (account_id),
    CONSTRAINT session_user_agent_check CHECK (length(user_agent) <= 200),
    CONSTRAINT session_ends_at_check CHECK (ends_at > created_at),
    CONSTRAINT session_current_token_check CHECK (octet_length(current_token) = 32),
    CONSTRAINT session_previous_token_check CHECK (
        octet_length(previous_token) = 32 AND (previous_token IS NULL) = (rotated_at IS NULL)
    ),
    CONSTRAINT session_revoked_check CHECK (
        (revoked_at IS NULL) = (revoked_reason IS NULL)
        AND revoked_reason IN ('reuse', 'logout', 'revoked', 'password_changed', 'closed', 'displaced')
    )
);

CREATE INDEX session_account_id_idx ON auth.session (account_id, session_id);
CREATE INDEX session_open_idx ON auth.session (account_id, session_id) WHERE revoked_at IS NULL;
CREATE INDEX session_ends_at_idx ON auth.session (ends_at);

-- Every refresh token ever given out in a session that is still remembered: one that comes twice is recognized.
CREATE TABLE auth.refresh_token (
    token      bytea NOT NULL,
    session_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT refresh_token_pkey PRIMARY KEY (token),
    CONSTRAINT refresh_token_session_id_fkey FOREIGN KEY (session_id)
        REFERENCES auth.session (session_id) ON DELETE CASCADE,
    CONSTRAINT refresh_token_token_check CHECK (octet_length(token) = 32)
);

CREATE INDEX refresh_token_session_id_idx ON auth.refresh_token (session_id);
