-- A second proof of who somebody is: the codes of an authenticator app (RFC 6238).
CREATE TABLE auth.second_factor (
    account_id    uuid NOT NULL,
    -- The shared secret, under the key of the configuration.
    sealed_secret bytea NOT NULL,
    -- It counts once its owner has shown a first code.
    confirmed_at  timestamptz,
    -- A code is good once: the next one must be of a later step.
    last_step     bigint NOT NULL,
    created_at    timestamptz NOT NULL,
    CONSTRAINT second_factor_pkey PRIMARY KEY (account_id),
    CONSTRAINT second_factor_account_id_fkey FOREIGN KEY (account_id) REFERENCES auth.account (account_id),
    CONSTRAINT second_factor_sealed_secret_check CHECK (octet_length(sealed_secret) BETWEEN 29 AND 256)
);

-- Codes for the day the app is lost, each good once; only their keyed digests.
CREATE TABLE auth.recovery_code (
    account_id uuid NOT NULL,
    code       text NOT NULL,
    used_at    timestamptz,
    CONSTRAINT recovery_code_pkey PRIMARY KEY (account_id, code),
    CONSTRAINT recovery_code_account_id_fkey FOREIGN KEY (account_id)
        REFERENCES auth.second_factor (account_id) ON DELETE CASCADE,
    CONSTRAINT recovery_code_code_check CHECK (length(code) = 43)
);
