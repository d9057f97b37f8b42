-- Texts of products, categories and collections in other languages. The subject's own row holds the default language,
-- which is where a missing text falls back to.
CREATE TABLE catalog.translation (
    subject_kind text NOT NULL,
    subject_id   uuid NOT NULL,
    locale       text NOT NULL,
    field        text NOT NULL,
    value        text NOT NULL,
    CONSTRAINT translation_pkey PRIMARY KEY (subject_id, locale, field),
    CONSTRAINT translation_subject_kind_check CHECK (subject_kind IN ('product', 'category', 'collection')),
    CONSTRAINT translation_locale_check CHECK (locale ~ '^[a-z]{2,3}(-[A-Z]{2})?$'),
    CONSTRAINT translation_field_check CHECK (field IN ('title', 'name', 'description', 'seo_title', 'seo_description')),
    CONSTRAINT translation_value_check CHECK (char_length(value) BETWEEN 1 AND 65536)
);
