--! list_carts_of (customer_id?, guest_email?)
SELECT cart_id, line_count FROM cart.cart WHERE cart_id = ANY(:cart_ids::uuid[])
UNION
SELECT cart_id, line_count FROM cart.cart WHERE customer_id = :customer_id
UNION
SELECT cart_id, line_count FROM cart.cart
WHERE customer_id IS NULL AND email IS NOT NULL AND lower(email) = lower(:guest_email::text);

--! delete_carts
-- With their lines.
DELETE FROM cart.cart WHERE cart_id = ANY(:cart_ids::uuid[]);
