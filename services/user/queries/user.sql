--: UserRow(activated_at?)

--! list_users (after?, status?) : UserRow
SELECT
    u.user_id, u.email, u.name, u.status, u.activated_at, u.version, u.created_at,
    ARRAY(SELECT ur.role_id FROM "user".user_role AS ur WHERE ur.user_id = u.user_id) AS role_ids
FROM "user".user_account AS u
WHERE (:after::uuid IS NULL OR u.user_id > :after)
    AND (:status::text IS NULL OR u.status = :status)
ORDER BY u.user_id
LIMIT :limit;

--! find_user : UserRow
SELECT
    u.user_id, u.email, u.name, u.status, u.activated_at, u.version, u.created_at,
    ARRAY(SELECT ur.role_id FROM "user".user_role AS ur WHERE ur.user_id = u.user_id) AS role_ids
FROM "user".user_account AS u
WHERE u.user_id = :user_id;

--! find_user_by_email : UserRow
SELECT
    u.user_id, u.email, u.name, u.status, u.activated_at, u.version, u.created_at,
    ARRAY(SELECT ur.role_id FROM "user".user_role AS ur WHERE ur.user_id = u.user_id) AS role_ids
FROM "user".user_account AS u
WHERE u.email = :email;

--! list_deactivated
SELECT user_id
FROM "user".user_account
WHERE user_id = ANY (:user_ids::uuid[]) AND status = 'deactivated';

--! insert_user (activated_at?)
INSERT INTO "user".user_account (user_id, email, name, status, activated_at, created_at, updated_at)
VALUES (:user_id, :email, :name, :status, :activated_at, :now, :now);

--! update_user (activated_at?)
UPDATE "user".user_account
SET name = :name, status = :status, activated_at = :activated_at, version = version + 1, updated_at = :now
WHERE user_id = :user_id AND version = :version;

--! delete_user_roles
DELETE FROM "user".user_role WHERE user_id = :user_id AND NOT role_id = ANY (:role_ids::uuid[]);

--! insert_user_roles
INSERT INTO "user".user_role (user_id, role_id)
SELECT :user_id, role_id FROM unnest(:role_ids::uuid[]) AS t (role_id)
ON CONFLICT (user_id, role_id) DO NOTHING;
