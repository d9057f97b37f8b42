--! insert_authorization_code (user_agent?)
INSERT INTO auth.authorization_code (
    code, oauth_client_id, account_id, account_version, redirect_uri, challenge, user_agent, created_at, expires_at
)
VALUES (
    :code, :oauth_client_id, :account_id, :account_version, :redirect_uri, :challenge, :user_agent, :created_at,
    :expires_at
);

--! find_authorization_code : (user_agent?, session_id?, email_verified_at?)
-- With the account that signed in, as it is now.
SELECT authorization_code.oauth_client_id, authorization_code.account_version, authorization_code.redirect_uri,
    authorization_code.challenge, authorization_code.user_agent, authorization_code.expires_at,
    authorization_code.session_id, account.account_id, account.realm, account.subject, account.email,
    account.email_verified_at, account.password_hash, account.status, account.version
FROM auth.authorization_code
JOIN auth.account USING (account_id)
WHERE authorization_code.code = :code;

--! use_authorization_code
UPDATE auth.authorization_code SET session_id = :session_id WHERE code = :code AND session_id IS NULL;

--! delete_authorization_codes
DELETE FROM auth.authorization_code WHERE expires_at < :before;
