-- Pictures of a product, in order. The bytes lie in the file store under object_key, or elsewhere at source_url.
CREATE TABLE catalog.media (
    media_id     uuid NOT NULL,
    product_id   uuid NOT NULL,
    position     integer NOT NULL,
    alt          text NOT NULL,
    object_key   text,
    source_url   text,
    content_type text,
    byte_size    bigint,
    CONSTRAINT media_pkey PRIMARY KEY (media_id),
    CONSTRAINT media_product_id_fkey FOREIGN KEY (product_id) REFERENCES catalog.product ON DELETE CASCADE,
    CONSTRAINT media_position_check CHECK (position BETWEEN 0 AND 249),
    CONSTRAINT media_alt_check CHECK (char_length(alt) <= 512),
    CONSTRAINT media_place_check CHECK ((object_key IS NULL) <> (source_url IS NULL)),
    CONSTRAINT media_stored_check
        CHECK ((object_key IS NULL) = (content_type IS NULL) AND (object_key IS NULL) = (byte_size IS NULL)),
    CONSTRAINT media_object_key_check CHECK (char_length(object_key) BETWEEN 1 AND 255),
    CONSTRAINT media_source_url_check CHECK (char_length(source_url) BETWEEN 1 AND 2048),
    CONSTRAINT media_content_type_check CHECK (char_length(content_type) BETWEEN 1 AND 100),
    CONSTRAINT media_byte_size_check CHECK (byte_size > 0)
);

CREATE INDEX media_product_id_idx ON catalog.media (product_id);

CREATE TABLE catalog.variant_media (
    variant_id uuid NOT NULL,
    media_id   uuid NOT NULL,
    position   integer NOT NULL,
    CONSTRAINT variant_media_pkey PRIMARY KEY (variant_id, media_id),
    CONSTRAINT variant_media_variant_id_fkey FOREIGN KEY (variant_id) REFERENCES catalog.variant ON DELETE CASCADE,
    CONSTRAINT variant_media_media_id_fkey FOREIGN KEY (media_id) REFERENCES catalog.media ON DELETE CASCADE,
    CONSTRAINT variant_media_position_check CHECK (position BETWEEN 0 AND 249)
);

CREATE INDEX variant_media_media_id_idx ON catalog.variant_media (media_id);
