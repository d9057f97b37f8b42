--! find_login
-- With whether the account was signed in to from this address before.
SELECT account_id, subject, password_hash, status, version,
    EXISTS (
        SELECT 1 FROM auth.known_address AS known
        WHERE known.account_id = account.account_id AND known.address = :address
    ) AS known
FROM auth.account
WHERE realm = :realm AND email = :email;

--! find_account
SELECT account_id, realm, subject, email, password_hash, status, version
FROM auth.account
WHERE realm = :realm AND subject = :subject;

--! insert_account
INSERT INTO auth.account (account_id, realm, subject, email, password_hash, status, created_at, updated_at)
VALUES (:account_id, :realm, :subject, :email, :password_hash, 'active', :now, :now);

--! update_account
UPDATE auth.account
SET email = :email, password_hash = :password_hash, status = :status, version = version + 1, updated_at = :now
WHERE account_id = :account_id AND version = :version;

--! sign_in
-- Not a change of the account: its version stays. A hash made with older parameters is replaced.
UPDATE auth.account
SET last_login_at = :now, password_hash = :password_hash
WHERE account_id = :account_id AND version = :version AND status = 'active';
