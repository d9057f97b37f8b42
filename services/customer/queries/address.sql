--! list_addresses : AddressRow(company?, region?, postal_code?, phone?)
SELECT address_id, customer_id, name, company, lines, city, region, postal_code, country, phone, default_shipping,
    default_billing, version, created_at
FROM customer.address
WHERE customer_id = :customer_id
ORDER BY address_id;

--! insert_address (company?, region?, postal_code?, phone?)
INSERT INTO customer.address
    (address_id, customer_id, name, company, lines, city, region, postal_code, country, phone, default_shipping,
     default_billing, created_at, updated_at)
VALUES
    (:address_id, :customer_id, :name, :company, :lines, :city, :region, :postal_code, :country, :phone,
     :default_shipping, :default_billing, :now, :now);

--! update_address (company?, region?, postal_code?, phone?)
UPDATE customer.address
SET name = :name, company = :company, lines = :lines, city = :city, region = :region, postal_code = :postal_code,
    country = :country, phone = :phone, default_shipping = :default_shipping, default_billing = :default_billing,
    version = version + 1, updated_at = :now
WHERE address_id = :address_id AND version = :version;

--! delete_address
DELETE FROM customer.address WHERE address_id = :address_id AND version = :version;

--! clear_defaults (shipping_id?, billing_id?)
--- Goes before the others: there may be one default of a kind at any moment.
UPDATE customer.address
SET default_shipping = default_shipping AND address_id IS NOT DISTINCT FROM :shipping_id::uuid,
    default_billing = default_billing AND address_id IS NOT DISTINCT FROM :billing_id::uuid,
    version = version + 1, updated_at = :now
WHERE customer_id = :customer_id
  AND ((default_shipping AND address_id IS DISTINCT FROM :shipping_id)
    OR (default_billing AND address_id IS DISTINCT FROM :billing_id));

--! assign_defaults (shipping_id?, billing_id?)
UPDATE customer.address
SET default_shipping = default_shipping OR address_id IS NOT DISTINCT FROM :shipping_id::uuid,
    default_billing = default_billing OR address_id IS NOT DISTINCT FROM :billing_id::uuid,
    version = version + 1, updated_at = :now
WHERE customer_id = :customer_id
  AND ((address_id = :shipping_id AND NOT default_shipping) OR (address_id = :billing_id AND NOT default_billing));
