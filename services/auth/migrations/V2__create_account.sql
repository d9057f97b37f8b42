-- Who can sign in, with what. The people themselves are known to user and customer; here they are a subject.
CREATE TABLE auth.account (
    account_id    uuid NOT NULL,
    realm         text NOT NULL,
    subject       text NOT NULL,
    -- Trimmed and in lower case.
    email         text NOT NULL,
    -- Argon2id with its parameters and salt, in the PHC string format.
    password_hash text NOT NULL,
    status        text NOT NULL,
    -- Grows when e-mail, password or status change; a login checks it again when it opens its session.
    version       bigint NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    last_login_at timestamptz,
    CONSTRAINT account_pkey PRIMARY KEY (account_id),
    CONSTRAINT account_email_key UNIQUE (realm, email),
    CONSTRAINT account_subject_key UNIQUE (realm, subject),
    CONSTRAINT account_realm_check CHECK (realm IN ('customer', 'staff')),
    CONSTRAINT account_subject_check CHECK (length(subject) BETWEEN 1 AND 64),
    CONSTRAINT account_email_check CHECK (length(email) BETWEEN 3 AND 254),
    CONSTRAINT account_password_hash_check CHECK (password_hash LIKE '$argon2id$%' AND length(password_hash) <= 255),
    CONSTRAINT account_status_check CHECK (status IN ('active', 'closed'))
);
