--: RoleRow(channels?)

--! list_roles (after?) : RoleRow
SELECT role_id, code, name, permissions, channels, second_factor_required, version
FROM "user".role
WHERE (:after::uuid IS NULL OR role_id > :after)
ORDER BY role_id
LIMIT :limit;

--! find_roles : RoleRow
SELECT role_id, code, name, permissions, channels, second_factor_required, version
FROM "user".role
WHERE role_id = ANY (:role_ids::uuid[]);

--! list_roles_of_user : RoleRow
SELECT r.role_id, r.code, r.name, r.permissions, r.channels, r.second_factor_required, r.version
FROM "user".user_role AS ur
JOIN "user".role AS r ON r.role_id = ur.role_id
WHERE ur.user_id = :user_id;

--! list_roles_beside : RoleRow
SELECT role_id, code, name, permissions, channels, second_factor_required, version
FROM "user".role
WHERE role_id IN (
    SELECT beside.role_id
    FROM "user".user_role AS holder
    JOIN "user".user_account AS u ON u.user_id = holder.user_id
    JOIN "user".user_role AS beside ON beside.user_id = holder.user_id
    WHERE holder.role_id = :role_id AND beside.role_id <> :role_id AND u.status = 'active'
);

--! insert_role (channels?)
INSERT INTO "user".role (
    role_id, code, name, permissions, channels, second_factor_required, created_at, updated_at
)
VALUES (:role_id, :code, :name, :permissions, :channels, :second_factor_required, :now, :now);

--! update_role (channels?)
UPDATE "user".role
SET name = :name, permissions = :permissions, channels = :channels,
    second_factor_required = :second_factor_required, version = version + 1, updated_at = :now
WHERE role_id = :role_id AND version = :version;

--! delete_role
DELETE FROM "user".role WHERE role_id = :role_id AND version = :version;
