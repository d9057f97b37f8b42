--: CartRow(locale?, customer_id?, customer_group?, email?, shipping_address?, billing_address?, shipping?, payment?, order_id?, order_number?, attempt_key?, attempt_request?, priced_at?, completing_at?, held_since?, held_until?, hold_refusal?)
--: ExpiredRow(customer_id?, held_until?)
--: StuckRow(order_id?, completing_at?)

--! find_cart : CartRow
SELECT cart_id, token_hash, channel, currency, locale, cart.customer_id, customer_group, customer_groups, email,
    shipping_address::text AS shipping_address, billing_address::text AS billing_address, shipping::text AS shipping,
    payment::text AS payment, warnings::text AS warnings, status, attempt, order_id, order_number, attempt_key,
    attempt_request, line_count, items_net_minor, items_tax_minor, items_gross_minor, priced_at, version, created_at,
    updated_at, expires_at, completing_at, held_since, held_until, hold_refusal,
    coalesce(customer.blocked, false) AS customer_blocked, coalesce(customer.groups, '{}') AS known_groups
FROM cart.cart
LEFT JOIN cart.customer ON customer.customer_id = cart.customer_id
WHERE cart_id = :cart_id;

--! list_carts (after?, status?, customer_id?, channels?) : CartRow
SELECT cart_id, token_hash, channel, currency, locale, cart.customer_id, customer_group, customer_groups, email,
    shipping_address::text AS shipping_address, billing_address::text AS billing_address, shipping::text AS shipping,
    payment::text AS payment, warnings::text AS warnings, status, attempt, order_id, order_number, attempt_key,
    attempt_request, line_count, items_net_minor, items_tax_minor, items_gross_minor, priced_at, version, created_at,
    updated_at, expires_at, completing_at, held_since, held_until, hold_refusal,
    coalesce(customer.blocked, false) AS customer_blocked, coalesce(customer.groups, '{}') AS known_groups
FROM cart.cart
LEFT JOIN cart.customer ON customer.customer_id = cart.customer_id
WHERE (:after::uuid IS NULL OR cart_id < :after)
    AND (:status::text IS NULL OR status = :status)
    AND (:customer_id::uuid IS NULL OR cart.customer_id = :customer_id)
    AND (:channels::text[] IS NULL OR channel = ANY(:channels))
ORDER BY cart_id DESC
LIMIT :limit;

--! insert_cart (locale?, customer_id?, customer_group?, email?, shipping_address?, billing_address?, shipping?, payment?, priced_at?)
INSERT INTO cart.cart
    (cart_id, token_hash, channel, currency, locale, customer_id, customer_group, customer_groups, email, shipping_address,
     billing_address, shipping, payment, warnings, status, attempt, line_count, items_net_minor, items_tax_minor,
     items_gross_minor, priced_at, version, created_at, updated_at, expires_at)
VALUES
    (:cart_id, :token_hash, :channel, :currency, :locale, :customer_id, :customer_group, :customer_groups::text[], :email,
     :shipping_address::text::jsonb, :billing_address::text::jsonb, :shipping::text::jsonb, :payment::text::jsonb,
     :warnings::text::jsonb, 'open', 0, :line_count, :items_net_minor, :items_tax_minor, :items_gross_minor, :priced_at,
     1, :now, :now, :expires_at);

--! update_totals (priced_at?)
-- What adding and changing lines touches: nothing indexed, so that the row stays on its page.
UPDATE cart.cart
SET line_count = :line_count, items_net_minor = :items_net_minor, items_tax_minor = :items_tax_minor,
    items_gross_minor = :items_gross_minor, priced_at = :priced_at, version = version + 1, updated_at = :now,
    expires_at = :expires_at
WHERE cart_id = :cart_id AND version = :version AND status = 'open';

--! update_cart (locale?, email?, shipping_address?, billing_address?, shipping?, payment?, priced_at?)
UPDATE cart.cart
SET locale = :locale, email = :email, shipping_address = :shipping_address::text::jsonb,
    billing_address = :billing_address::text::jsonb, shipping = :shipping::text::jsonb, payment = :payment::text::jsonb,
    warnings = :warnings::text::jsonb, line_count = :line_count, items_net_minor = :items_net_minor,
    items_tax_minor = :items_tax_minor, items_gross_minor = :items_gross_minor, priced_at = :priced_at,
    version = version + 1, updated_at = :now, expires_at = :expires_at
WHERE cart_id = :cart_id AND version = :version AND status = 'open';

--! begin_hold (held_since?)
-- The shopper asks for a hold, or takes it back: a change like any other, so that every other change sees it or comes again.
UPDATE cart.cart
SET held_since = :held_since, held_until = NULL, hold_refusal = NULL, version = version + 1, updated_at = :now
WHERE cart_id = :cart_id AND version = :version AND status = 'open';

--! save_hold (held_since?, held_until?, hold_refusal?)
-- What the warehouse said of the cart as it is at this version.
UPDATE cart.cart
SET held_since = :held_since, held_until = :held_until, hold_refusal = :hold_refusal
WHERE cart_id = :cart_id AND version = :version AND status = 'open';

--! start_completion
UPDATE cart.cart
SET status = 'completing', completing_at = :now, attempt = :attempt, order_id = :order_id, attempt_key = :attempt_key,
    attempt_request = :attempt_request, warnings = '[]', version = version + 1, updated_at = :now
WHERE cart_id = :cart_id AND version = :version AND status = 'open';

--! finish_completions
UPDATE cart.cart
SET status = 'completed', order_number = t.order_number, completing_at = NULL, version = version + 1, updated_at = :now,
    ended_at = :now
FROM unnest(:cart_ids::uuid[], :order_ids::uuid[], :order_numbers::text[]) AS t (cart_id, order_id, order_number)
WHERE cart.cart_id = t.cart_id AND cart.order_id = t.order_id AND cart.status = 'completing';

--! reopen_carts
-- The order was rejected: the shopper may change the cart and try again, and is told why. What the cart held is gone where
-- the order had taken it over.
UPDATE cart.cart
SET status = 'open', completing_at = NULL, warnings = t.warnings::jsonb, priced_at = NULL, version = version + 1,
    updated_at = :now, expires_at = :expires_at, held_since = CASE WHEN t.holds THEN held_since END,
    held_until = CASE WHEN t.holds THEN held_until END, hold_refusal = CASE WHEN t.holds THEN hold_refusal END
FROM unnest(:cart_ids::uuid[], :order_ids::uuid[], :warnings::text[], :holds::boolean[])
    AS t (cart_id, order_id, warnings, holds)
WHERE cart.cart_id = t.cart_id AND cart.order_id = t.order_id AND cart.status = 'completing';

--! list_overdue : ExpiredRow
SELECT cart_id, channel, customer_id, line_count, version, updated_at, held_until
FROM cart.cart
WHERE status = 'open' AND expires_at <= :now
ORDER BY expires_at
LIMIT :limit;

--! expire_carts
UPDATE cart.cart
SET status = 'expired', version = cart.version + 1, updated_at = :now, ended_at = :now
FROM unnest(:cart_ids::uuid[], :versions::bigint[]) AS t (cart_id, version)
WHERE cart.cart_id = t.cart_id AND cart.version = t.version AND cart.status = 'open';

--! list_ended
SELECT cart_id
FROM cart.cart
WHERE ended_at IS NOT NULL AND ended_at <= :before
ORDER BY ended_at
LIMIT :limit;

--! delete_carts
-- Their lines go with them.
DELETE FROM cart.cart WHERE cart_id = ANY(:cart_ids::uuid[]) AND ended_at IS NOT NULL;

--! list_stuck : StuckRow
SELECT cart_id, order_id, attempt, completing_at
FROM cart.cart
WHERE status = 'completing' AND completing_at <= :since
ORDER BY completing_at
LIMIT :limit;
