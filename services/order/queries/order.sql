--: OrderRow(external_id?, cart_id?, cancel_saga_id?, reject_code?, reject_message?, customer_id?, customer_reference?, email?, customer_group?, country?, country_text?, shipping_address?, billing_address?, shipping_method_id?, shipping_method_name?, payment_provider?, placed_at?)

--: OrderStateRow(cart_id?, cancel_saga_id?, reject_code?, reject_message?)

--! new_order_numbers (cart_ids[?], customer_ids[?], guest_emails[?]) : (claimed_by?)
--- Which of these orders do not exist yet, each with the next number. A number drawn in vain is lost: numbers are
--- unique, not gapless. A customer who was erased orders nothing any more. An order of a guest that arrives late may be
--- that of a customer who has shown since that the address is theirs.
SELECT new.order_id, nextval('"order".order_number_seq') AS counter, claim.customer_id AS claimed_by
FROM unnest(
    :order_ids::uuid[], :cart_ids::uuid[], :attempts::integer[], :customer_ids::uuid[], :guest_emails::text[],
    :placed_ats::timestamptz[]
) AS new (order_id, cart_id, attempt, customer_id, guest_email, placed_at)
LEFT JOIN LATERAL (
    SELECT c.customer_id FROM "order".email_claim AS c
    WHERE c.email = new.guest_email AND c.verified_at >= new.placed_at
    ORDER BY c.verified_at DESC
    LIMIT 1
) AS claim ON true
WHERE NOT EXISTS (SELECT FROM "order".sales_order AS old WHERE old.order_id = new.order_id)
  AND NOT EXISTS (
      SELECT FROM "order".sales_order AS old WHERE old.cart_id = new.cart_id AND old.attempt = new.attempt
  )
  AND NOT EXISTS (SELECT FROM "order".erased_customer AS erased WHERE erased.customer_id = new.customer_id);

--! insert_orders (external_ids[?], cart_ids[?], customer_ids[?], customer_references[?], emails[?], customer_groups[?], countries[?], country_texts[?], shipping_addresses[?], billing_addresses[?], shipping_method_ids[?], shipping_method_names[?], payment_providers[?], payment_references[?], placed_ats[?], shipping_tax_rates[?])
--- The columns of one order stand at the same index of every array.
INSERT INTO "order".sales_order (
    order_id, order_number, external_id, cart_id, attempt, channel, currency, status, payment_status,
    fulfillment_status, customer_id, customer_reference, email, customer_group, country, country_text,
    shipping_address, billing_address, shipping_method_id, shipping_method_name, tax_treatment, payment_provider, payment_reference,
    items_net_minor, items_tax_minor, shipping_gross_minor, shipping_tax_minor, total_minor, line_count, unit_count,
    token_hash, created_by, created_at, placed_at, shipping_tax_rate_ppm, version
)
SELECT
    order_id, order_number, external_id, cart_id, attempt, channel, currency, status, 'none', 'none', customer_id,
    customer_reference, email, customer_group, country, country_text, shipping_address::jsonb, billing_address::jsonb,
    shipping_method_id, shipping_method_name, tax_treatment, payment_provider, payment_reference, items_net_minor,
    items_tax_minor, shipping_gross_minor, shipping_tax_minor,
    items_net_minor + items_tax_minor + shipping_gross_minor, line_count, unit_count, token_hash, created_by,
    created_at, placed_at, shipping_tax_rate, 1
FROM unnest(
    :order_ids::uuid[], :order_numbers::text[], :external_ids::text[], :cart_ids::uuid[], :attempts::integer[],
    :channels::text[], :currencies::text[], :statuses::text[], :customer_ids::uuid[], :customer_references::text[],
    :emails::text[], :customer_groups::text[], :countries::text[], :country_texts::text[], :shipping_addresses::text[],
    :billing_addresses::text[], :shipping_method_ids::uuid[], :shipping_method_names::text[],
    :tax_treatments::text[], :payment_providers::text[], :payment_references::text[], :items_net_minors::bigint[],
    :items_tax_minors::bigint[], :shipping_gross_minors::bigint[], :shipping_tax_minors::bigint[],
    :line_counts::integer[], :unit_counts::bigint[], :token_hashes::bytea[], :created_bys::text[],
    :created_ats::timestamptz[], :placed_ats::timestamptz[], :shipping_tax_rates::integer[]
) AS t (
    order_id, order_number, external_id, cart_id, attempt, channel, currency, status, customer_id,
    customer_reference, email, customer_group, country, country_text, shipping_address, billing_address, shipping_method_id,
    shipping_method_name, tax_treatment, payment_provider, payment_reference, items_net_minor, items_tax_minor,
    shipping_gross_minor, shipping_tax_minor, line_count, unit_count, token_hash, created_by, created_at, placed_at,
    shipping_tax_rate
);

--! find_orders : OrderRow
SELECT
    order_id, order_number, external_id, cart_id, status, payment_status, fulfillment_status, cancel_saga_id,
    reject_code, reject_message, channel, currency, customer_id, customer_reference, email, customer_group, country,
    country_text, shipping_address::text AS shipping_address, billing_address::text AS billing_address, shipping_method_id,
    shipping_method_name, tax_treatment, payment_provider, items_net_minor, items_tax_minor, shipping_gross_minor,
    shipping_tax_minor, total_minor, cancelled_minor, captured_minor, refunded_minor, voided_minor, line_count,
    unit_count, created_at, placed_at, version
FROM "order".sales_order
WHERE order_id = ANY(:order_ids::uuid[]);

--! list_orders (after?, status?, channel?, channels?, country_text?, customer_id?, placed_after?, placed_before?) : OrderRow
--- Newest first: the ids sort by time.
SELECT
    order_id, order_number, external_id, cart_id, status, payment_status, fulfillment_status, cancel_saga_id,
    reject_code, reject_message, channel, currency, customer_id, customer_reference, email, customer_group, country,
    country_text, shipping_address::text AS shipping_address, billing_address::text AS billing_address, shipping_method_id,
    shipping_method_name, tax_treatment, payment_provider, items_net_minor, items_tax_minor, shipping_gross_minor,
    shipping_tax_minor, total_minor, cancelled_minor, captured_minor, refunded_minor, voided_minor, line_count,
    unit_count, created_at, placed_at, version
FROM "order".sales_order
WHERE (:after::uuid IS NULL OR order_id < :after)
  AND (:status::text IS NULL OR status = :status)
  AND (:channel::text IS NULL OR channel = :channel)
  AND (:channels::text[] IS NULL OR channel = ANY(:channels))
  AND (:country_text::text IS NULL OR country_text = :country_text)
  AND (:customer_id::uuid IS NULL OR customer_id = :customer_id)
  AND (:placed_after::timestamptz IS NULL OR placed_at >= :placed_after)
  AND (:placed_before::timestamptz IS NULL OR placed_at < :placed_before)
ORDER BY order_id DESC
LIMIT :row_limit::bigint;

--! list_orders_of_customer (after?) : OrderRow
--- What they ordered, newest first: neither what staff is still writing or threw away, nor what could not be placed.
SELECT
    order_id, order_number, external_id, cart_id, status, payment_status, fulfillment_status, cancel_saga_id,
    reject_code, reject_message, channel, currency, customer_id, customer_reference, email, customer_group, country,
    country_text, shipping_address::text AS shipping_address, billing_address::text AS billing_address, shipping_method_id,
    shipping_method_name, tax_treatment, payment_provider, items_net_minor, items_tax_minor, shipping_gross_minor,
    shipping_tax_minor, total_minor, cancelled_minor, captured_minor, refunded_minor, voided_minor, line_count,
    unit_count, created_at, placed_at, version
FROM "order".sales_order
WHERE customer_id = :customer_id
  AND (:after::uuid IS NULL OR order_id < :after)
  AND placed_at IS NOT NULL AND status <> 'rejected'
ORDER BY order_id DESC
LIMIT :row_limit::bigint;

--! order_channel
SELECT channel FROM "order".sales_order WHERE order_id = :order_id;

--: OrderAccessRow()

--! order_id_by_external_id
SELECT order_id FROM "order".sales_order WHERE external_id = :external_id::text;

--! order_access : OrderAccessRow
--- What proves that a guest may see the order.
SELECT order_id, token_hash, created_at FROM "order".sales_order WHERE order_id = :order_id;

--! order_access_by_number : OrderAccessRow
SELECT order_id, token_hash, created_at FROM "order".sales_order WHERE order_number = :order_number::text;

--! find_order_states : OrderStateRow
--- What the transitions of many orders depend on.
SELECT
    order_id, order_number, cart_id, attempt, channel, currency, status, payment_status, fulfillment_status,
    cancel_saga_id, reject_code, reject_message, total_minor, shipping_gross_minor, cancelled_minor, captured_minor,
    refunded_minor, voided_minor, version
FROM "order".sales_order
WHERE order_id = ANY(:order_ids::uuid[]);

--! list_guest_orders : OrderStateRow
--- Placed by nobody known with this address, until then.
SELECT
    order_id, order_number, cart_id, attempt, channel, currency, status, payment_status, fulfillment_status,
    cancel_saga_id, reject_code, reject_message, total_minor, shipping_gross_minor, cancelled_minor, captured_minor,
    refunded_minor, voided_minor, version
FROM "order".sales_order
WHERE customer_id IS NULL AND email IS NOT NULL AND lower(email) = lower(:email::text) AND placed_at <= :placed_until
ORDER BY order_id
LIMIT :row_limit::bigint;

--! save_order_states (cancel_saga_ids[?], reject_codes[?], reject_messages[?])
--- Guard with the number of orders: one that changed since it was read stops the transaction.
UPDATE "order".sales_order AS o
SET status = t.status, payment_status = t.payment_status, fulfillment_status = t.fulfillment_status,
    cancel_saga_id = t.cancel_saga_id, reject_code = t.reject_code, reject_message = t.reject_message,
    cancelled_minor = t.cancelled_minor, captured_minor = t.captured_minor, refunded_minor = t.refunded_minor,
    voided_minor = t.voided_minor, version = o.version + 1
FROM unnest(
    :order_ids::uuid[], :versions::bigint[], :statuses::text[], :payment_statuses::text[],
    :fulfillment_statuses::text[], :cancel_saga_ids::uuid[], :reject_codes::text[], :reject_messages::text[],
    :cancelled_minors::bigint[], :captured_minors::bigint[], :refunded_minors::bigint[], :voided_minors::bigint[]
) AS t (
    order_id, version, status, payment_status, fulfillment_status, cancel_saga_id, reject_code, reject_message,
    cancelled_minor, captured_minor, refunded_minor, voided_minor
)
WHERE o.order_id = t.order_id AND o.version = t.version;

--! payment_reference (): (payment_reference?)
--- What the payer is to be reminded of; only payment needs it.
SELECT payment_reference FROM "order".sales_order WHERE order_id = :order_id;

--! place_draft
--- Guard with 1: the draft must be as it was read.
UPDATE "order".sales_order
SET status = 'pending', placed_at = :placed_at, version = version + 1
WHERE order_id = :order_id AND version = :version AND status = 'draft';

--! rewrite_draft
--- New totals for new lines. Guard with 1: the draft must be as it was read.
UPDATE "order".sales_order
SET items_net_minor = :items_net_minor, items_tax_minor = :items_tax_minor,
    total_minor = :items_net_minor::bigint + :items_tax_minor::bigint + shipping_gross_minor, line_count = :line_count,
    unit_count = :unit_count, version = version + 1
WHERE order_id = :order_id AND version = :version AND status = 'draft';

--! amend_draft (customer_id?, customer_reference?, email?, customer_group?, country?, country_text?, shipping_address?, payment_provider?, payment_reference?)
--- Everything that staff may change but the lines, with the totals of these. Guard with 1: the draft must be as it was read.
UPDATE "order".sales_order
SET customer_id = :customer_id, customer_reference = :customer_reference, email = :email,
    customer_group = :customer_group, country = :country, country_text = :country_text,
    shipping_address = :shipping_address::text::jsonb, tax_treatment = :tax_treatment,
    payment_provider = :payment_provider, payment_reference = :payment_reference,
    items_net_minor = :items_net_minor, items_tax_minor = :items_tax_minor,
    total_minor = :items_net_minor::bigint + :items_tax_minor::bigint + shipping_gross_minor, version = version + 1
WHERE order_id = :order_id AND version = :version AND status = 'draft';
