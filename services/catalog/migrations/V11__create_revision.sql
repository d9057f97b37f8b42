-- One row. Moves with every change that has no event (attributes, categories, collections, their translations), so that
-- other processes notice that pages they keep are void.
CREATE TABLE catalog.revision (
    revision_id smallint NOT NULL,
    revision    bigint NOT NULL,
    CONSTRAINT revision_pkey PRIMARY KEY (revision_id),
    CONSTRAINT revision_id_check CHECK (revision_id = 1)
);
INSERT INTO catalog.revision (revision_id, revision) VALUES (1, 1);
