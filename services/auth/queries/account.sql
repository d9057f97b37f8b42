--: AccountRow(email_verified_at?)

--! find_login : (email_verified_at?)
-- With whether the account was signed in to from this address before, and whether from anywhere.
SELECT account_id, subject, email_verified_at, password_hash, status, version, last_login_at IS NOT NULL AS seen,
    EXISTS (
        SELECT 1 FROM auth.known_address AS known
        WHERE known.account_id = account.account_id AND known.address = :address
    ) AS known
FROM auth.account
WHERE realm = :realm AND email = :email;

--! find_account : AccountRow
SELECT account_id, realm, subject, email, email_verified_at, password_hash, status, version
FROM auth.account
WHERE realm = :realm AND subject = :subject;

--! find_account_by_id : AccountRow
SELECT account_id, realm, subject, email, email_verified_at, password_hash, status, version
FROM auth.account
WHERE account_id = :account_id;

--! find_account_by_email : AccountRow
SELECT account_id, realm, subject, email, email_verified_at, password_hash, status, version
FROM auth.account
WHERE realm = :realm AND email = :email;

--! insert_account
INSERT INTO auth.account (account_id, realm, subject, email, password_hash, status, created_at, updated_at)
VALUES (:account_id, :realm, :subject, :email, :password_hash, 'active', :now, :now);

--! update_account (email_verified_at?)
UPDATE auth.account
SET email = :email, email_verified_at = :email_verified_at, password_hash = :password_hash, status = :status,
    version = version + 1, updated_at = :now
WHERE account_id = :account_id AND version = :version;

--! verify_email
-- Its version stays: nothing changed by which somebody signs in.
UPDATE auth.account
SET email_verified_at = :now
WHERE account_id = :account_id AND version = :version AND status = 'active';

--! sign_in
-- Not a change of the account: its version stays. A hash made with older parameters is replaced.
UPDATE auth.account
SET last_login_at = :now, password_hash = :password_hash
WHERE account_id = :account_id AND version = :version AND status = 'active';
