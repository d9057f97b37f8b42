-- Who buys. The row is made when a customer is first seen here; how they sign in, auth alone knows.
CREATE TABLE customer.customer (
    customer_id    uuid NOT NULL,
    -- Where to write to. Not unique: it proves nothing.
    email          text,
    given_name     text NOT NULL DEFAULT '',
    family_name    text NOT NULL DEFAULT '',
    -- Family and given name in lower case, to be found by their beginning.
    search_name    text COLLATE "C" NOT NULL DEFAULT '',
    locale         text,
    status         text NOT NULL,
    version        bigint NOT NULL DEFAULT 1,
    -- Guards the address book as a whole: which address is the default is a matter of all of them.
    book_version   bigint NOT NULL DEFAULT 1,
    -- Counts changes of the groups: the version of their events.
    groups_version bigint NOT NULL DEFAULT 1,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CONSTRAINT customer_pkey PRIMARY KEY (customer_id),
    CONSTRAINT customer_email_check CHECK (length(email) BETWEEN 3 AND 254),
    CONSTRAINT customer_given_name_check CHECK (length(given_name) <= 100),
    CONSTRAINT customer_family_name_check CHECK (length(family_name) <= 100),
    -- A letter in lower case may be several.
    CONSTRAINT customer_search_name_check CHECK (length(search_name) <= 1000),
    CONSTRAINT customer_locale_check CHECK (length(locale) BETWEEN 2 AND 6),
    CONSTRAINT customer_status_check CHECK (status IN ('active', 'blocked'))
);
CREATE INDEX customer_email_idx ON customer.customer (lower(email), customer_id);
CREATE INDEX customer_search_name_idx ON customer.customer (search_name, customer_id);
