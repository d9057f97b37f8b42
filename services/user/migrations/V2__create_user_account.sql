-- A member of staff. Never deleted: what they did stays theirs. Their password is auth's.
CREATE TABLE "user".user_account (
    user_id      uuid NOT NULL,
    -- Lower case, no blanks around.
    email        text NOT NULL,
    name         text NOT NULL,
    status       text NOT NULL,
    -- When the invitation was accepted; who never did is invited again when they are reactivated.
    activated_at timestamptz,
    version      bigint NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    CONSTRAINT user_account_pkey PRIMARY KEY (user_id),
    CONSTRAINT user_account_email_key UNIQUE (email),
    CONSTRAINT user_account_email_check CHECK (length(email) BETWEEN 3 AND 254 AND email = lower(email)),
    CONSTRAINT user_account_name_check CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT user_account_status_check CHECK (
        status = 'deactivated'
        OR status = 'invited' AND activated_at IS NULL
        OR status = 'active' AND activated_at IS NOT NULL
    )
);

-- Which roles a member of staff has.
CREATE TABLE "user".user_role (
    user_id uuid NOT NULL,
    role_id uuid NOT NULL,
    CONSTRAINT user_role_pkey PRIMARY KEY (user_id, role_id),
    CONSTRAINT user_role_user_id_fkey FOREIGN KEY (user_id) REFERENCES "user".user_account (user_id),
    CONSTRAINT user_role_role_id_fkey FOREIGN KEY (role_id) REFERENCES "user".role (role_id)
);

CREATE INDEX user_role_role_id_idx ON "user".user_role (role_id);
