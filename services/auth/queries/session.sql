--: SessionRow(user_agent?)
--: FamilyRow(oauth_client_id?, previous_token?, rotated_at?, revoked_at?)

--! list_sessions (after?) : SessionRow
-- The latest first; only those that can still be used.
SELECT session.session_id, session.user_agent, session.created_at, session.last_used_at, session.ends_at
FROM auth.session
JOIN auth.account USING (account_id)
WHERE account.realm = :realm AND account.subject = :subject
    AND session.revoked_at IS NULL AND session.ends_at > :now
    AND (:after::uuid IS NULL OR session.session_id < :after)
ORDER BY session.session_id DESC
LIMIT :limit;

--! list_open_sessions
SELECT session_id
FROM auth.session
WHERE account_id = :account_id AND revoked_at IS NULL AND ends_at > :now
ORDER BY session_id;

--! find_family : FamilyRow
-- The session a refresh token was given out in, by the token's digest.
SELECT session.session_id, session.oauth_client_id, session.ends_at, session.current_token, session.previous_token, session.rotated_at,
    session.revoked_at, account.realm, account.subject, account.status
FROM auth.refresh_token
JOIN auth.session USING (session_id)
JOIN auth.account USING (account_id)
WHERE refresh_token.token = :token;

--! insert_session (oauth_client_id?, user_agent?)
INSERT INTO auth.session (
    session_id, account_id, oauth_client_id, user_agent, created_at, last_used_at, ends_at, current_token
)
VALUES (:session_id, :account_id, :oauth_client_id, :user_agent, :now, :now, :ends_at, :token);

--! insert_refresh_token
INSERT INTO auth.refresh_token (token, session_id, created_at) VALUES (:token, :session_id, :now);

--! rotate
UPDATE auth.session
SET previous_token = current_token, current_token = :successor, rotated_at = :now, last_used_at = :now
WHERE session_id = :session_id AND current_token = :token AND revoked_at IS NULL;

--! rotate_again
-- The answer to the last rotation was lost: its successor, never used, gives way to another.
UPDATE auth.session
SET current_token = :successor, last_used_at = :now
WHERE session_id = :session_id AND previous_token = :token AND rotated_at >= :since AND revoked_at IS NULL;

--! revoke_sessions
UPDATE auth.session
SET revoked_at = :now, revoked_reason = :reason
WHERE account_id = :account_id AND revoked_at IS NULL AND ends_at > :now;

--! revoke_session
UPDATE auth.session
SET revoked_at = :now, revoked_reason = :reason
WHERE session_id = :session_id AND revoked_at IS NULL;

--! displace_sessions
-- An account has so many open sessions; one more ends the oldest.
UPDATE auth.session
SET revoked_at = :now, revoked_reason = 'displaced'
WHERE session_id IN (
    SELECT session_id FROM auth.session
    WHERE account_id = :account_id AND revoked_at IS NULL
    ORDER BY session_id DESC
    OFFSET :kept
);

--! delete_sessions
DELETE FROM auth.session
WHERE session_id IN (SELECT session_id FROM auth.session WHERE ends_at <= :before ORDER BY ends_at LIMIT :limit);

--! find_session
SELECT session.session_id
FROM auth.session
JOIN auth.account USING (account_id)
WHERE session.session_id = :session_id AND account.realm = :realm AND account.subject = :subject
    AND session.revoked_at IS NULL AND session.ends_at > :now;
