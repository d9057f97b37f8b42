-- A product is for sale in a channel from published_at on.
CREATE TABLE catalog.publication (
    channel_code text NOT NULL,
    product_id   uuid NOT NULL,
    published_at timestamptz NOT NULL,
    -- False until an event told the other services that published_at has passed.
    announced    boolean NOT NULL,
    -- In this order the key also gives a channel's products newest first.
    CONSTRAINT publication_pkey PRIMARY KEY (channel_code, product_id),
    CONSTRAINT publication_channel_code_fkey FOREIGN KEY (channel_code) REFERENCES catalog.channel,
    CONSTRAINT publication_product_id_fkey FOREIGN KEY (product_id) REFERENCES catalog.product ON DELETE CASCADE
);

CREATE INDEX publication_product_id_idx ON catalog.publication (product_id);
-- What the publication job polls; nearly always empty.
CREATE INDEX publication_due_idx ON catalog.publication (published_at) WHERE NOT announced;
