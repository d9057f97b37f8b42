-- Letters that wait to be sent; gone once they are. No token stands here: it is derived when the letter is written.
CREATE TABLE auth.letter (
    letter_id  uuid NOT NULL,
    kind       text NOT NULL,
    realm      text NOT NULL,
    -- None: whose it is, is looked up by the address when it is sent. So nobody learns it by asking.
    account_id uuid,
    address    text NOT NULL,
    attempts   integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    due_at     timestamptz NOT NULL,
    CONSTRAINT letter_pkey PRIMARY KEY (letter_id),
    CONSTRAINT letter_account_id_fkey FOREIGN KEY (account_id)
        REFERENCES auth.account (account_id) ON DELETE CASCADE,
    CONSTRAINT letter_kind_check CHECK (kind IN ('verify_email', 'reset_password', 'change_email', 'email_changed')),
    CONSTRAINT letter_realm_check CHECK (realm IN ('customer', 'staff')),
    CONSTRAINT letter_address_check CHECK (length(address) BETWEEN 3 AND 254)
);

CREATE INDEX letter_due_at_idx ON auth.letter (due_at);
CREATE INDEX letter_account_id_idx ON auth.letter (account_id);
