--! count_credentials
SELECT
    (SELECT count(*) FROM auth.session AS s WHERE s.account_id = a.account_id) AS sessions,
    (SELECT count(*) FROM auth.known_address AS k WHERE k.account_id = a.account_id) AS addresses,
    (SELECT count(*) FROM auth.second_factor AS f WHERE f.account_id = a.account_id) AS factors,
    a.account_id
FROM auth.account AS a
WHERE a.realm = 'customer' AND a.subject = :subject;

--! delete_sessions
-- With their refresh tokens.
DELETE FROM auth.session WHERE account_id = :account_id;

--! delete_addresses_of
DELETE FROM auth.known_address WHERE account_id = :account_id;

--! delete_factor_of
-- With its recovery codes.
DELETE FROM auth.second_factor WHERE account_id = :account_id;

--! delete_account
DELETE FROM auth.account WHERE account_id = :account_id;
