-- Some markets leave their tax to somebody else's service. The code names a section of the configuration, so nothing here
-- can hold it to an existing one; a market whose provider is not configured counts as one whose provider does not answer.
ALTER TABLE pricing.market
    ADD COLUMN tax_provider text,
    -- What happens when the provider gives no proper answer: nothing is sold, or the rates of our tables are taken.
    ADD COLUMN tax_fallback text NOT NULL DEFAULT 'refuse',
    ADD CONSTRAINT market_tax_provider_check CHECK (length(tax_provider) BETWEEN 1 AND 64),
    ADD CONSTRAINT market_tax_fallback_check CHECK (tax_fallback IN ('refuse', 'tables'));
