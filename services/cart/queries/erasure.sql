--! list_carts_of (customer_id?)
SELECT cart_id, line_count FROM cart.cart WHERE cart_id = ANY(:cart_ids::uuid[])
UNION
SELECT cart_id, line_count FROM cart.cart WHERE customer_id = :customer_id;

--! delete_carts
-- With their lines.
DELETE FROM cart.cart WHERE cart_id = ANY(:cart_ids::uuid[]);
