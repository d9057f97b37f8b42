-- Attempts to sign in that have not succeeded, by what they have in common. A bucket is a keyed digest of that (account,
-- part of an address): the table holds no personal data and tells nobody who has an account.
CREATE TABLE auth.attempt (
    bucket       text NOT NULL,
    window_start timestamptz NOT NULL,
    attempts     integer NOT NULL,
    CONSTRAINT attempt_pkey PRIMARY KEY (bucket, window_start),
    CONSTRAINT attempt_bucket_check CHECK (length(bucket) = 43),
    CONSTRAINT attempt_attempts_check CHECK (attempts >= 0)
);

CREATE INDEX attempt_window_start_idx ON auth.attempt (window_start);

-- From where an account was signed in to: strangers cannot lock its owner out there. The address is a keyed digest, too.
CREATE TABLE auth.known_address (
    account_id   uuid NOT NULL,
    address      text NOT NULL,
    last_seen_at timestamptz NOT NULL,
    CONSTRAINT known_address_pkey PRIMARY KEY (account_id, address),
    CONSTRAINT known_address_account_id_fkey FOREIGN KEY (account_id) REFERENCES auth.account (account_id),
    CONSTRAINT known_address_address_check CHECK (length(address) = 43)
);

CREATE INDEX known_address_last_seen_at_idx ON auth.known_address (last_seen_at);
