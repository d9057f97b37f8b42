--! find_second_factor : (confirmed_at?)
SELECT sealed_secret, confirmed_at, last_step
FROM auth.second_factor
WHERE account_id = :account_id;

--! has_second_factor
SELECT EXISTS (
    SELECT 1
    FROM auth.second_factor
    JOIN auth.account USING (account_id)
    WHERE account.realm = :realm AND account.subject = :subject AND second_factor.confirmed_at IS NOT NULL
) AS confirmed;

--! put_second_factor
-- Begun again, the secret is a new one; a confirmed one stays.
INSERT INTO auth.second_factor (account_id, sealed_secret, last_step, created_at)
VALUES (:account_id, :sealed_secret, 0, :now)
ON CONFLICT (account_id) DO UPDATE
SET sealed_secret = excluded.sealed_secret, last_step = 0, created_at = excluded.created_at
WHERE second_factor.confirmed_at IS NULL;

--! confirm_second_factor
UPDATE auth.second_factor
SET confirmed_at = :now, last_step = :step
WHERE account_id = :account_id AND confirmed_at IS NULL AND sealed_secret = :sealed_secret;

--! use_step
UPDATE auth.second_factor SET last_step = :step WHERE account_id = :account_id AND last_step < :step;

--! delete_second_factor
DELETE FROM auth.second_factor WHERE account_id = :account_id;

--! insert_recovery_codes
INSERT INTO auth.recovery_code (account_id, code)
SELECT :account_id, code FROM unnest(:codes::text[]) AS t (code);

--! find_recovery_code
SELECT code FROM auth.recovery_code WHERE account_id = :account_id AND code = :code AND used_at IS NULL;

--! use_recovery_code
UPDATE auth.recovery_code SET used_at = :now WHERE account_id = :account_id AND code = :code AND used_at IS NULL;
