--: CustomerRow(email?, locale?)

--! insert_customer
INSERT INTO customer.customer (customer_id, status, created_at, updated_at) VALUES (:customer_id, 'active', :now, :now);

--! find_customer : CustomerRow
SELECT customer_id, email, given_name, family_name, locale, status, version, book_version, created_at
FROM customer.customer
WHERE customer_id = :customer_id;

--! update_customer (email?, locale?)
UPDATE customer.customer
SET email = :email, given_name = :given_name, family_name = :family_name, search_name = :search_name, locale = :locale,
    status = :status, version = version + 1, updated_at = :now
WHERE customer_id = :customer_id AND version = :version;

--! list_customers (after?) : CustomerRow
--- Newest first: the ids sort by time.
SELECT customer_id, email, given_name, family_name, locale, status, version, book_version, created_at
FROM customer.customer
WHERE (:after::uuid IS NULL OR customer_id < :after)
ORDER BY customer_id DESC
LIMIT :limit;

--! list_customers_by_email (after?) : CustomerRow
SELECT customer_id, email, given_name, family_name, locale, status, version, book_version, created_at
FROM customer.customer
WHERE lower(email) = lower(:email::text) AND (:after::uuid IS NULL OR customer_id > :after)
ORDER BY customer_id
LIMIT :limit;

--! list_customers_by_name (after?) : CustomerRow
--- Names from `first` on and before `end`, by name. The cursor is an id alone: a name would not belong into an address.
SELECT customer_id, email, given_name, family_name, locale, status, version, book_version, created_at
FROM customer.customer
WHERE search_name >= :first::text AND search_name < :end::text
  AND (:after::uuid IS NULL OR (search_name, customer_id) > (
      SELECT last.search_name, last.customer_id FROM customer.customer AS last WHERE last.customer_id = :after
  ))
ORDER BY search_name, customer_id
LIMIT :limit;

--! touch_book
--- Guard with 1: the address book must be as it was read.
UPDATE customer.customer SET book_version = book_version + 1
WHERE customer_id = :customer_id AND book_version = :book_version;

--! touch_groups
--- Guard with the number of customers: the groups of each must be as they were read.
UPDATE customer.customer AS c SET groups_version = c.groups_version + 1
FROM unnest(:customer_ids::uuid[], :groups_versions::bigint[]) AS t (customer_id, groups_version)
WHERE c.customer_id = t.customer_id AND c.groups_version = t.groups_version;

--! find_groups_versions
SELECT customer_id, groups_version FROM customer.customer WHERE customer_id = ANY(:customer_ids::uuid[]);
