-- A named set of products: listed by hand, or all that match the rules when they are read.
CREATE TABLE catalog.collection (
    collection_id uuid NOT NULL,
    handle        text NOT NULL,
    title         text NOT NULL,
    description   text NOT NULL,
    kind          text NOT NULL,
    -- Of rule-based collections: all of the terms must be met, or any.
    rule_match    text NOT NULL,
    rule_terms    text[] NOT NULL,
    version       bigint NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    CONSTRAINT collection_pkey PRIMARY KEY (collection_id),
    CONSTRAINT collection_handle_key UNIQUE (handle),
    CONSTRAINT collection_handle_check CHECK (char_length(handle) BETWEEN 1 AND 255),
    CONSTRAINT collection_title_check CHECK (char_length(title) BETWEEN 1 AND 255),
    CONSTRAINT collection_description_check CHECK (char_length(description) <= 65536),
    CONSTRAINT collection_kind_check CHECK (kind IN ('manual', 'rules')),
    CONSTRAINT collection_rule_match_check CHECK (rule_match IN ('all', 'any')),
    -- Without a term a rule-based collection would hold everything or nothing.
    CONSTRAINT collection_rule_terms_check
        CHECK (CASE kind WHEN 'rules' THEN cardinality(rule_terms) BETWEEN 1 AND 60 ELSE cardinality(rule_terms) = 0 END),
    CONSTRAINT collection_version_check CHECK (version > 0)
);

CREATE TABLE catalog.collection_product (
    collection_id uuid NOT NULL,
    product_id    uuid NOT NULL,
    position      integer NOT NULL,
    CONSTRAINT collection_product_pkey PRIMARY KEY (collection_id, product_id),
    CONSTRAINT collection_product_collection_id_fkey
        FOREIGN KEY (collection_id) REFERENCES catalog.collection ON DELETE CASCADE,
    CONSTRAINT collection_product_product_id_fkey
        FOREIGN KEY (product_id) REFERENCES catalog.product ON DELETE CASCADE,
    CONSTRAINT collection_product_position_check CHECK (position >= 0)
);

CREATE INDEX collection_product_product_id_idx ON catalog.collection_product (product_id);
CREATE INDEX collection_product_position_idx ON catalog.collection_product (collection_id, position, product_id);
