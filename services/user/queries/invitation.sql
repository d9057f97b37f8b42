--! find_invitation : InvitationRow(channels?, accepted_at?, revoked_at?)
SELECT user_id, permissions, channels, expires_at, accepted_at, revoked_at
FROM "user".invitation
WHERE token_hash = :token_hash;

--! insert_invitation (channels?)
INSERT INTO "user".invitation
    (token_hash, user_id, invited_by, permissions, channels, expires_at, created_at)
VALUES (:token_hash, :user_id, :invited_by, :permissions, :channels, :expires_at, :now);

--! accept_invitation
UPDATE "user".invitation
SET accepted_at = :now
WHERE token_hash = :token_hash AND accepted_at IS NULL AND revoked_at IS NULL;

--! revoke_invitations
UPDATE "user".invitation
SET revoked_at = :now
WHERE user_id = :user_id AND accepted_at IS NULL AND revoked_at IS NULL;
