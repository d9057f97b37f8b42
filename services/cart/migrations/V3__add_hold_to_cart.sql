-- What the warehouse holds for the cart during checkout. Written apart from everything else, so that carts without a hold
-- pay nothing for it.
ALTER TABLE cart.cart
    -- Since when this run of holds lasts; it is not extended for ever.
    ADD COLUMN held_since timestamptz,
    -- Until when, as the warehouse confirmed; empty while it has not.
    ADD COLUMN held_until timestamptz,
    -- Why the warehouse did not hold the cart as it is now; the earlier hold runs on.
    ADD COLUMN hold_refusal text,
    ADD CONSTRAINT cart_held_since_check CHECK (
        held_since IS NOT NULL OR held_until IS NULL AND hold_refusal IS NULL
    ),
    ADD CONSTRAINT cart_hold_refusal_check CHECK (length(hold_refusal) BETWEEN 1 AND 100);
