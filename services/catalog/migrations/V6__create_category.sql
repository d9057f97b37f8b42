CREATE TABLE catalog.category (
    category_id uuid NOT NULL,
    parent_id   uuid,
    handle      text NOT NULL,
    name        text NOT NULL,
    description text NOT NULL,
    position    integer NOT NULL,
    version     bigint NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    CONSTRAINT category_pkey PRIMARY KEY (category_id),
    CONSTRAINT category_handle_key UNIQUE (handle),
    CONSTRAINT category_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES catalog.category,
    CONSTRAINT category_parent_id_check CHECK (parent_id <> category_id),
    CONSTRAINT category_handle_check CHECK (char_length(handle) BETWEEN 1 AND 255),
    CONSTRAINT category_name_check CHECK (char_length(name) BETWEEN 1 AND 255),
    CONSTRAINT category_description_check CHECK (char_length(description) <= 65536),
    CONSTRAINT category_position_check CHECK (position >= 0),
    CONSTRAINT category_version_check CHECK (version > 0)
);

CREATE INDEX category_parent_id_idx ON catalog.category (parent_id);

-- One row. Whoever changes the shape of the tree moves its version, so that two moves, each harmless alone, cannot
-- close a circle together.
CREATE TABLE catalog.category_tree (
    category_tree_id smallint NOT NULL,
    version          bigint NOT NULL,
    CONSTRAINT category_tree_pkey PRIMARY KEY (category_tree_id),
    CONSTRAINT category_tree_id_check CHECK (category_tree_id = 1)
);
INSERT INTO catalog.category_tree (category_tree_id, version) VALUES (1, 1);

CREATE TABLE catalog.product_category (
    category_id uuid NOT NULL,
    product_id  uuid NOT NULL,
    CONSTRAINT product_category_pkey PRIMARY KEY (category_id, product_id),
    CONSTRAINT product_category_category_id_fkey FOREIGN KEY (category_id) REFERENCES catalog.category,
    CONSTRAINT product_category_product_id_fkey FOREIGN KEY (product_id) REFERENCES catalog.product ON DELETE CASCADE
);

CREATE INDEX product_category_product_id_idx ON catalog.product_category (product_id);
