-- A new shop can ship at once: one flat rate per currency of the seed data, and pick-up for nothing. Both may be edited.
INSERT INTO shipping.zone (zone_id, code, name, everywhere, countries, created_at, updated_at) VALUES
    ('0190a000-0000-7000-8000-000000000001', 'everywhere', 'Everywhere', true, '{}', '2026-01-01Z', '2026-01-01Z');

INSERT INTO shipping.method
    (method_id, code, name, carrier, tax_class, channels, min_days, max_days, position, active, created_at, updated_at)
VALUES
    ('0190a000-0000-7000-8000-000000000011', 'standard', 'Standard delivery', NULL, 'standard', '{}', 2, 5, 10, true,
     '2026-01-01Z', '2026-01-01Z'),
    ('0190a000-0000-7000-8000-000000000012', 'pickup', 'Pick up', NULL, 'standard', '{}', NULL, NULL, 100, true,
     '2026-01-01Z', '2026-01-01Z');

INSERT INTO shipping.rate
    (method_id, rate_no, zone_id, currency, min_total_minor, min_weight_g, base_minor, step_minor, step_weight_g)
SELECT m.method_id, c.rate_no, '0190a000-0000-7000-8000-000000000001', c.currency, 0, 0, m.base_minor, 0, 0
FROM (VALUES
    ('0190a000-0000-7000-8000-000000000011'::uuid, 495), ('0190a000-0000-7000-8000-000000000012'::uuid, 0)
) AS m (method_id, base_minor)
CROSS JOIN (VALUES (1, 'GBP'), (2, 'EUR'), (3, 'USD')) AS c (rate_no, currency);
