-- Stock may be held for a cart while its shopper checks out. Such a hold always has an end, and a cart has at most one.
ALTER TABLE warehouse.reservation ADD COLUMN cart_id uuid;
ALTER TABLE warehouse.reservation ADD CONSTRAINT reservation_cart_deadline_check CHECK (
    cart_id IS NULL OR deadline IS NOT NULL
);
CREATE UNIQUE INDEX reservation_cart_id_key ON warehouse.reservation (cart_id)
WHERE status = 'held' AND cart_id IS NOT NULL;
