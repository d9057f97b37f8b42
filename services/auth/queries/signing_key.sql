--: SigningKeyRow()

--! list_signing_keys : SigningKeyRow
SELECT kid, generation, public_key, sealed_key, signs_from, signs_until, published_until
FROM auth.signing_key
WHERE published_until > :now
ORDER BY generation;

--! insert_signing_key
INSERT INTO auth.signing_key
    (kid, generation, public_key, sealed_key, created_at, signs_from, signs_until, published_until)
VALUES
    (:kid, :generation, :public_key, :sealed_key, :created_at, :signs_from, :signs_until, :published_until);

--! retire_signing_key
-- Hands over to its successor before its time.
UPDATE auth.signing_key
SET signs_until = :signs_until, published_until = :published_until
WHERE kid = :kid AND signs_until > :signs_until;

--! delete_signing_keys
DELETE FROM auth.signing_key WHERE published_until <= :now;
