//! What must hold of a product before it is written.

use std::collections::HashSet;

use catalog_contracts::ProductStatus;
use kernel_base::FieldError;

use super::Violations;
use super::attribute::Attribute;
use super::media::Place;
use super::product::Product;
use super::variant::Variant;

impl Product {
    /// Checks everything that can be checked without other products.
    pub(crate) fn validate(&self, definitions: &[Attribute]) -> Result<(), Vec<FieldError>> {
        let mut violations = Violations::default();
        violations.check_length("/title", &self.title, 1, 255);
        violations.check_length("/description", &self.description, 0, 65_536);
        violations.check_length("/vendor", &self.vendor, 0, 255);
        violations.check_length("/product_type", &self.product_type, 0, 255);
        violations.check_length("/seo_title", &self.seo_title, 0, 255);
        violations.check_length("/seo_description", &self.seo_description, 0, 1024);
        if let Some(external_id) = &self.external_id {
            violations.check_length("/external_id", external_id, 1, 255);
        }
        if self.categories.len() > Self::MAX_CATEGORIES {
            violations.push("/category_ids", "too_many", "must name at most 100 categories");
        }
        self.check_tags(&mut violations);
        self.check_options(&mut violations);
        self.check_variants(&mut violations);
        self.check_media(&mut violations);
        self.check_attributes(definitions, &mut violations);
        if self.status == ProductStatus::Active && self.variants.is_empty() {
            violations.push("/variants", "missing", "an active product needs at least one variant");
        }
        violations.into_result()
    }

    fn check_tags(&self, violations: &mut Violations) {
        if self.tags.len() > Self::MAX_TAGS {
            violations.push("/tags", "too_many", "must hold at most 250 tags");
        }
        let mut seen = HashSet::new();
        for (index, tag) in self.tags.iter().enumerate() {
            let pointer = format!("/tags/{index}");
            violations.check_length(&pointer, tag, 1, 255);
            if tag.contains(',') || tag.trim() != tag {
                violations.push(
                    &pointer,
                    "malformed",
                    "must not contain a comma nor begin or end with a blank",
                );
            }
            if !seen.insert(tag) {
                violations.push(&pointer, "duplicate", "stands twice");
            }
        }
    }

    fn check_options(&self, violations: &mut Violations) {
        if self.option_names.len() > Self::MAX_OPTIONS {
            violations.push("/options", "too_many", "must name at most 6 option axes");
        }
        let mut seen = HashSet::new();
        for (index, name) in self.option_names.iter().enumerate() {
            let pointer = format!("/options/{index}");
            violations.check_length(&pointer, name, 1, 64);
            if !seen.insert(name) {
                violations.push(&pointer, "duplicate", "stands twice");
            }
        }
    }

    fn check_variants(&self, violations: &mut Violations) {
        if self.variants.len() > Variant::MAX_COUNT {
            violations.push("/variants", "too_many", "must hold at most 2048 variants");
        }
        let (mut skus, mut combinations) = (HashSet::new(), HashSet::new());
        let pictures: HashSet<_> = self.media.iter().map(|media| media.media_id).collect();
        for (index, variant) in self.variants.iter().enumerate() {
            let pointer = format!("/variants/{index}");
            variant.check(&pointer, self.option_names.len(), violations);
            if !skus.insert(&variant.sku) {
                violations.push(
                    format!("{pointer}/sku"),
                    "duplicate",
                    "another variant of the product has this SKU",
                );
            }
            if !combinations.insert(&variant.option_values) {
                violations.push(
                    format!("{pointer}/options"),
                    "duplicate",
                    "another variant of the product has these option values",
                );
            }
            let distinct: HashSet<_> = variant.media.iter().collect();
            if distinct.len() < variant.media.len() || variant.media.iter().any(|id| !pictures.contains(id)) {
                violations.push(
                    format!("{pointer}/media_ids"),
                    "unknown_media",
                    "must name pictures of the product, each once",
                );
            }
        }
    }

    fn check_media(&self, violations: &mut Violations) {
        if self.media.len() > Self::MAX_MEDIA {
            violations.push("/media", "too_many", "must hold at most 250 pictures");
        }
        for (index, media) in self.media.iter().enumerate() {
            violations.check_length(&format!("/media/{index}/alt"), &media.alt, 0, 512);
            if let Place::Remote(url) = &media.place {
                let pointer = format!("/media/{index}/url");
                violations.check_length(&pointer, url, 1, 2048);
                if !url.starts_with("https://") && !url.starts_with("http://") {
                    violations.push(
                        pointer,
                        "malformed",
                        "must be an address that starts with https:// or http://",
                    );
                }
            }
        }
    }

    fn check_attributes(&self, definitions: &[Attribute], violations: &mut Violations) {
        for (code, known) in &self.attributes {
            let Some(definition) = definitions.iter().find(|definition| definition.code == *code) else {
                continue; // its definition was deleted a moment ago: the foreign key decides
            };
            let pointer = format!("/attributes/{code}");
            if !definition.applies_to(&self.product_type) {
                violations.push(
                    &pointer,
                    "not_applicable",
                    "products of this type do not have the attribute",
                );
            }
            // The bounds may have been narrowed since the value was set.
            if let Err(reason) = definition.value_type.canonical(&definition.value_type.to_json(&known.value))
            {
                violations.push(&pointer, "wrong_value", reason);
            }
        }
        if self.status == ProductStatus::Active {
            let needed =
                definitions.iter().filter(|known| known.required && known.applies_to(&self.product_type));
            for definition in needed.filter(|known| !self.attributes.contains_key(&known.code)) {
                violations.push(
                    format!("/attributes/{}", definition.code),
                    "missing",
                    "an active product of this type needs the attribute",
                );
            }
        }
    }
}
