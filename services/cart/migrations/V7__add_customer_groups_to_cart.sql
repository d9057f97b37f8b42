-- Several groups, where staff or a service said them; empty: those that customer tells. customer_group stays for processes of
-- the release before, and holds the first of them.
ALTER TABLE cart.cart
    ADD COLUMN customer_groups text[] NOT NULL DEFAULT '{}',
    ADD CONSTRAINT cart_customer_groups_check CHECK (cardinality(customer_groups) <= 200);
