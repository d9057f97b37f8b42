--: LetterRow(account_id?)

--! insert_letter (account_id?)
INSERT INTO auth.letter (letter_id, kind, realm, account_id, address, created_at, due_at)
VALUES (:letter_id, :kind, :realm, :account_id, :address, :now, :now);

--! take_letters : LetterRow
-- Whoever takes a letter has a minute to send it, after every failure one more; then others try.
UPDATE auth.letter
SET attempts = attempts + 1, due_at = :now::timestamptz + (attempts + 1) * interval '1 minute'
WHERE letter_id IN (
    SELECT letter_id FROM auth.letter
    WHERE due_at <= :now
    ORDER BY due_at
    LIMIT :limit
    FOR UPDATE SKIP LOCKED
)
RETURNING letter_id, kind, realm, account_id, address, created_at;

--! delete_letter
DELETE FROM auth.letter WHERE letter_id = :letter_id;

--! delete_letters_of
DELETE FROM auth.letter WHERE account_id = :account_id;

--! delete_letters
-- Nobody has sent them: there is no way to send letters.
DELETE FROM auth.letter WHERE due_at < :before;

--! insert_email_token
-- A letter sent again holds the same token, which may have been used meanwhile.
INSERT INTO auth.email_token (token, kind, account_id, address, expires_at)
VALUES (:token, :kind, :account_id, :address, :expires_at)
ON CONFLICT (token) DO NOTHING;

--! find_email_token : (used_at?, email_verified_at?)
-- With the account it is for.
SELECT email_token.kind, email_token.address, email_token.expires_at, email_token.used_at, account.account_id,
    account.realm, account.subject, account.email, account.email_verified_at, account.password_hash, account.status,
    account.version
FROM auth.email_token
JOIN auth.account USING (account_id)
WHERE email_token.token = :token;

--! use_email_token
UPDATE auth.email_token SET used_at = :now WHERE token = :token AND used_at IS NULL;

--! use_email_tokens_of
UPDATE auth.email_token SET used_at = :now WHERE account_id = :account_id AND used_at IS NULL;

--! delete_email_tokens
DELETE FROM auth.email_token WHERE expires_at < :before;
