-- What may be done, under a name that people understand.
CREATE TABLE "user".role (
    role_id     uuid NOT NULL,
    code        text NOT NULL,
    name        text NOT NULL,
    -- `catalog.product.write`, or `*` for everything. Which permissions exist is known to the routes of all services.
    permissions text[] NOT NULL,
    -- The sales channels in which they count; NULL for all.
    channels    text[],
    version     bigint NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    CONSTRAINT role_pkey PRIMARY KEY (role_id),
    CONSTRAINT role_code_key UNIQUE (code),
    CONSTRAINT role_code_check CHECK (length(code) BETWEEN 1 AND 64),
    CONSTRAINT role_name_check CHECK (length(name) BETWEEN 1 AND 200),
    CONSTRAINT role_permissions_check CHECK (
        cardinality(permissions) BETWEEN 1 AND 500
        AND array_position(permissions, NULL) IS NULL
        AND array_to_string(permissions, ' ')
            ~ '^(\*|[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){1,3})( (\*|[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){1,3}))*$'
    ),
    CONSTRAINT role_channels_check CHECK (cardinality(channels) BETWEEN 1 AND 100),
    -- Who may do everything can lift any limit: a limit would only look like one.
    CONSTRAINT role_everything_check CHECK (channels IS NULL OR NOT '*' = ANY (permissions))
);

-- Finds the administrators.
CREATE INDEX role_everything_idx ON "user".role (role_id) WHERE '*' = ANY (permissions);

-- The one role that every shop has, and that nobody changes.
INSERT INTO "user".role (role_id, code, name, permissions, created_at, updated_at)
VALUES ('01980000-0000-7000-8000-000000000001', 'administrator', 'Administrator', '{*}', now(), now());

-- Whoever changes who may do what steps this version in the same transaction: such changes happen one after the other,
-- and each was decided on what the one before left. Nobody is granted something by two changes that know nothing of each
-- other, and two administrators cannot deactivate each other.
CREATE TABLE "user".authority (
    only_row boolean NOT NULL DEFAULT true,
    version  bigint NOT NULL,
    CONSTRAINT authority_pkey PRIMARY KEY (only_row),
    CONSTRAINT authority_only_row_check CHECK (only_row)
);

INSERT INTO "user".authority (version) VALUES (1);
