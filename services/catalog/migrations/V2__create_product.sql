-- A product with its variants is one aggregate: every change of it, or of anything below it, moves its version.
CREATE TABLE catalog.product (
    product_id      uuid NOT NULL,
    handle          text NOT NULL,
    title           text NOT NULL,
    description     text NOT NULL,
    kind            text NOT NULL,
    status          text NOT NULL,
    vendor          text NOT NULL,
    product_type    text NOT NULL,
    tags            text[] NOT NULL,
    seo_title       text NOT NULL,
    seo_description text NOT NULL,
    option_names    text[] NOT NULL,
    external_id     text,
    -- What rule-based collections match: 'tag=Black', 'vendor=Rustic LTD', 'attribute.material=wood' …
    terms           text[] NOT NULL,
    -- Columns of an imported file that catalog does not use itself but must write back unchanged.
    extra           jsonb NOT NULL,
    version         bigint NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT product_pkey PRIMARY KEY (product_id),
    CONSTRAINT product_handle_key UNIQUE (handle),
    CONSTRAINT product_external_id_key UNIQUE (external_id),
    CONSTRAINT product_handle_check CHECK (char_length(handle) BETWEEN 1 AND 255),
    CONSTRAINT product_title_check CHECK (char_length(title) BETWEEN 1 AND 255),
    CONSTRAINT product_description_check CHECK (char_length(description) <= 65536),
    CONSTRAINT product_kind_check CHECK (kind IN ('goods', 'service', 'gift_card')),
    CONSTRAINT product_status_check CHECK (status IN ('draft', 'active', 'archived')),
    CONSTRAINT product_vendor_check CHECK (char_length(vendor) <= 255),
    CONSTRAINT product_product_type_check CHECK (char_length(product_type) <= 255),
    CONSTRAINT product_tags_check CHECK (cardinality(tags) <= 250),
    CONSTRAINT product_seo_title_check CHECK (char_length(seo_title) <= 255),
    CONSTRAINT product_seo_description_check CHECK (char_length(seo_description) <= 1024),
    CONSTRAINT product_option_names_check CHECK (cardinality(option_names) <= 6),
    CONSTRAINT product_external_id_check CHECK (char_length(external_id) BETWEEN 1 AND 255),
    CONSTRAINT product_terms_check CHECK (cardinality(terms) <= 1024),
    CONSTRAINT product_extra_check CHECK (jsonb_typeof(extra) = 'object'),
    CONSTRAINT product_version_check CHECK (version > 0)
);

-- Staff list: newest first within a status.
CREATE INDEX product_status_idx ON catalog.product (status, product_id);
-- Rule-based collections.
CREATE INDEX product_terms_idx ON catalog.product USING gin (terms);
