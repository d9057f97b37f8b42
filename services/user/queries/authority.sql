--! read_version
SELECT version FROM "user".authority WHERE only_row;

--! step_version
UPDATE "user".authority SET version = version + 1 WHERE only_row AND version = :version;

--! other_administrator (except_user?, except_role?)
SELECT EXISTS (
    SELECT
    FROM "user".role AS r
    JOIN "user".user_role AS ur ON ur.role_id = r.role_id
    JOIN "user".user_account AS u ON u.user_id = ur.user_id
    WHERE '*' = ANY (r.permissions)
        AND u.status = 'active'
        AND (:except_user::uuid IS NULL OR u.user_id <> :except_user)
        AND (:except_role::uuid IS NULL OR r.role_id <> :except_role)
) AS found;
