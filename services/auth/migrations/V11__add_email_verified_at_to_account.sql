-- When its owner showed that letters to the address reach them; nothing while nobody did.
ALTER TABLE auth.account ADD COLUMN email_verified_at timestamptz;
