--: MarketRow(home_country?, tax_provider?)

--! list_markets : MarketRow
SELECT
    m.market_id, m.code, m.name, m.currency, m.prices_include_tax, m.rounding_mode, m.rounding_level, m.rounding_target,
    m.home_country, m.default_for_currency, m.tax_provider, m.tax_fallback, m.version,
    ARRAY(
        SELECT c.country FROM pricing.market_country AS c WHERE c.market_id = m.market_id ORDER BY c.country
    ) AS countries
FROM pricing.market AS m
WHERE m.code > :after
ORDER BY m.code
LIMIT :row_limit;

--! find_market : MarketRow
SELECT
    m.market_id, m.code, m.name, m.currency, m.prices_include_tax, m.rounding_mode, m.rounding_level, m.rounding_target,
    m.home_country, m.default_for_currency, m.tax_provider, m.tax_fallback, m.version,
    ARRAY(
        SELECT c.country FROM pricing.market_country AS c WHERE c.market_id = m.market_id ORDER BY c.country
    ) AS countries
FROM pricing.market AS m
WHERE m.market_id = :market_id;

--! insert_market (home_country?, tax_provider?)
INSERT INTO pricing.market (
    market_id, code, name, currency, prices_include_tax, rounding_mode, rounding_level, rounding_target, home_country,
    default_for_currency, tax_provider, tax_fallback, version, created_at, updated_at
) VALUES (
    :market_id, :code, :name, :currency, :prices_include_tax, :rounding_mode, :rounding_level, :rounding_target,
    :home_country, :default_for_currency, :tax_provider, :tax_fallback, 1, :at, :at
);

--! update_market (home_country?, tax_provider?)
UPDATE pricing.market
SET
    code = :code, name = :name, currency = :currency, prices_include_tax = :prices_include_tax,
    rounding_mode = :rounding_mode, rounding_level = :rounding_level, rounding_target = :rounding_target,
    home_country = :home_country, default_for_currency = :default_for_currency, tax_provider = :tax_provider,
    tax_fallback = :tax_fallback, version = version + 1, updated_at = :at
WHERE market_id = :market_id AND version = :version;

--! delete_market_countries
DELETE FROM pricing.market_country
WHERE market_id = :market_id;

--! insert_market_countries
INSERT INTO pricing.market_country (currency, country, market_id)
SELECT :currency, country, :market_id
FROM unnest(:countries::text[]) AS t(country);
