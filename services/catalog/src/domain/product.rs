//! A product with everything below it: the aggregate whose version moves with every change.

use std::collections::{BTreeMap, BTreeSet};

use catalog_contracts::{ProductStatus, VariantStatus};
use kernel_base::{FieldError, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};
use shared_contracts::{AttributeId, CategoryId, ChannelCode, Code, MediaId, ProductId, VariantId};

use super::Violations;
use super::attribute::Attribute;
use super::collection::Rule;
use super::handle::Handle;
use super::media::Media;
use super::variant::{Variant, set};

/// What a product is by nature; decides the defaults of its variants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// A thing: counted and sent.
    Goods,
    /// Postage, manual charges: neither counted nor sent.
    Service,
    /// A voucher: neither counted nor sent.
    GiftCard,
}

impl Kind {
    /// As stored.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Goods => "goods",
            Self::Service => "service",
            Self::GiftCard => "gift_card",
        }
    }

    /// From its stored form.
    pub(crate) fn from_stored(text: &str) -> Option<Self> {
        [Self::Goods, Self::Service, Self::GiftCard].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Since when, or from when on, a product is for sale in a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Publication {
    /// The time; may lie ahead.
    pub(crate) published_at: Timestamp,
    /// Whether an event has told the other services that the time has passed.
    pub(crate) announced: bool,
}

/// A product's value of an attribute, in canonical form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct AttributeValue {
    /// The attribute.
    pub(crate) attribute_id: AttributeId,
    /// The canonical text.
    pub(crate) value: String,
}

/// A product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Product {
    /// Its id, for ever the same.
    pub(crate) product_id: ProductId,
    /// Its name in addresses.
    pub(crate) handle: Handle,
    /// Its title in the default language.
    pub(crate) title: String,
    /// Its description in the default language, HTML.
    pub(crate) description: String,
    /// What it is by nature.
    pub(crate) kind: Kind,
    /// Where it stands in its life.
    pub(crate) status: ProductStatus,
    /// Who makes it; empty when unknown.
    pub(crate) vendor: String,
    /// The merchant's word for what it is; decides which attributes apply.
    pub(crate) product_type: String,
    /// Free words, in the merchant's order.
    pub(crate) tags: Vec<String>,
    /// Title for search engines; empty for the title.
    pub(crate) seo_title: String,
    /// Description for search engines; empty for the description.
    pub(crate) seo_description: String,
    /// Its key in the merchant's other systems.
    pub(crate) external_id: Option<String>,
    /// The option axes, such as color and size.
    pub(crate) option_names: Vec<String>,
    /// Its variants in display order; the audit log shows them by their SKUs, so that it can leave out those that stay.
    #[serde(serialize_with = "by_sku")]
    pub(crate) variants: Vec<Variant>,
    /// Its pictures in display order.
    pub(crate) media: Vec<Media>,
    /// Where it is or will be for sale.
    pub(crate) publications: BTreeMap<ChannelCode, Publication>,
    /// The categories it is directly in.
    pub(crate) categories: BTreeSet<CategoryId>,
    /// What is said of it beyond the built-in fields.
    pub(crate) attributes: BTreeMap<Code, AttributeValue>,
    /// Imported columns that catalog only keeps, by their names in the file.
    #[serde(skip)]
    pub(crate) extra: BTreeMap<String, String>,
    /// Grows by one with every change of the product or of anything below it.
    pub(crate) version: i64,
    /// When it was made.
    pub(crate) created_at: Timestamp,
    /// When it was last changed.
    pub(crate) updated_at: Timestamp,
}

/// What to set on a product; what is absent stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ProductFields {
    /// Its name in addresses; made of the title when a new product names none.
    pub(crate) handle: Option<Handle>,
    /// Its title in the default language; needed on a new product.
    pub(crate) title: Option<String>,
    /// Its description in the default language, HTML.
    pub(crate) description: Option<String>,
    /// What it is by nature; goods at first.
    pub(crate) kind: Option<Kind>,
    /// Where it stands in its life; draft at first.
    pub(crate) status: Option<ProductStatus>,
    /// Who makes it.
    pub(crate) vendor: Option<String>,
    /// The merchant's word for what it is.
    pub(crate) product_type: Option<String>,
    /// Free words; a comma cannot be part of one.
    pub(crate) tags: Option<Vec<String>>,
    /// Title for search engines.
    pub(crate) seo_title: Option<String>,
    /// Description for search engines.
    pub(crate) seo_description: Option<String>,
    /// Its key in the merchant's other systems; an empty text takes it away.
    pub(crate) external_id: Option<String>,
    /// The names of the option axes. Once there are variants their number stays.
    pub(crate) options: Option<Vec<String>>,
    /// The categories it is directly in.
    pub(crate) category_ids: Option<BTreeSet<CategoryId>>,
    /// Attribute values by code; `null` takes one away.
    pub(crate) attributes: BTreeMap<Code, serde_json::Value>,
}

fn by_sku<S: Serializer>(variants: &[Variant], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(variants.iter().map(|variant| (&variant.sku, variant)))
}

impl Product {
    /// Option axes of a product.
    pub(crate) const MAX_OPTIONS: usize = 6;
    /// Tags of a product.
    pub(crate) const MAX_TAGS: usize = 250;
    /// Pictures of a product.
    pub(crate) const MAX_MEDIA: usize = 250;
    /// Categories of a product.
    pub(crate) const MAX_CATEGORIES: usize = 100;

    /// An empty draft, version 1.
    pub(crate) fn new(product_id: ProductId, handle: Handle, now: Timestamp) -> Self {
        Self {
            product_id,
            handle,
            title: String::new(),
            description: String::new(),
            kind: Kind::Goods,
            status: ProductStatus::Draft,
            vendor: String::new(),
            product_type: String::new(),
            tags: Vec::new(),
            seo_title: String::new(),
            seo_description: String::new(),
            external_id: None,
            option_names: Vec::new(),
            variants: Vec::new(),
            media: Vec::new(),
            publications: BTreeMap::new(),
            categories: BTreeSet::new(),
            attributes: BTreeMap::new(),
            extra: BTreeMap::new(),
            version: 1,
            created_at: now,
            updated_at: now,
        }
    }

    /// Sets what is said and leaves the rest. Attributes need their definitions: see [`Product::set_attributes`].
    pub(crate) fn set(&mut self, fields: ProductFields) {
        let ProductFields {
            handle,
            title,
            description,
            kind,
            status,
            vendor,
            product_type,
            tags,
            seo_title,
            seo_description,
            external_id,
            options,
            category_ids,
            attributes: _,
        } = fields;
        set(&mut self.handle, handle);
        set(&mut self.title, title.map(|title| title.trim().to_owned()));
        set(&mut self.description, description);
        set(&mut self.kind, kind);
        set(&mut self.status, status);
        set(&mut self.vendor, vendor);
        set(&mut self.product_type, product_type);
        set(&mut self.tags, tags);
        set(&mut self.seo_title, seo_title);
        set(&mut self.seo_description, seo_description);
        set(&mut self.external_id, external_id.map(|text| Some(text).filter(|text| !text.is_empty())));
        set(&mut self.option_names, options);
        set(&mut self.categories, category_ids);
    }

    /// Sets or takes away (`null`) attribute values, each checked against its definition.
    pub(crate) fn set_attributes(
        &mut self,
        values: &BTreeMap<Code, serde_json::Value>,
        definitions: &[Attribute],
    ) -> Result<(), Vec<FieldError>> {
        let mut violations = Violations::default();
        for (code, value) in values {
            let pointer = format!("/attributes/{code}");
            let Some(definition) = definitions.iter().find(|definition| definition.code == *code) else {
                violations.push(pointer, "unknown_attribute", "no attribute has this code");
                continue;
            };
            if value.is_null() {
                self.attributes.remove(code);
                continue;
            }
            match definition.value_type.canonical(value) {
                Ok(value) => {
                    let attribute_id = definition.attribute_id;
                    self.attributes.insert(code.clone(), AttributeValue { attribute_id, value });
                }
                Err(reason) => violations.push(pointer, "wrong_value", reason),
            }
        }
        violations.into_result()
    }

    /// Puts the product on sale in a channel from a time on. Repeating it changes nothing.
    pub(crate) fn publish(&mut self, channel: ChannelCode, published_at: Timestamp) {
        let known = self.publications.get(&channel).map(|publication| publication.published_at);
        if known != Some(published_at) {
            self.publications.insert(channel, Publication { published_at, announced: false });
        }
    }

    /// True when the product is for sale in the channel, status aside.
    pub(crate) fn is_published(&self, channel: &ChannelCode, now: Timestamp) -> bool {
        self.publications.get(channel).is_some_and(|publication| publication.published_at <= now)
    }

    /// Marks publications whose time has passed as announced: the event of this very change announces them.
    pub(crate) fn announce_publications(&mut self, now: Timestamp) {
        for publication in self.publications.values_mut() {
            publication.announced = publication.published_at <= now;
        }
    }

    /// The variant of this id.
    pub(crate) fn variant_mut(&mut self, variant_id: VariantId) -> Option<&mut Variant> {
        self.variants.iter_mut().find(|variant| variant.variant_id == variant_id)
    }

    /// Takes a picture away, also from the variants that show it. False when there is none of this id.
    pub(crate) fn remove_media(&mut self, media_id: MediaId) -> bool {
        let before = self.media.len();
        self.media.retain(|media| media.media_id != media_id);
        for variant in &mut self.variants {
            variant.media.retain(|known| *known != media_id);
        }
        self.media.len() < before
    }

    /// Brings the pictures into an order, which must name each exactly once.
    pub(crate) fn order_media(&mut self, order: &[MediaId]) -> Result<(), Vec<FieldError>> {
        let place: BTreeMap<_, _> = order.iter().enumerate().map(|(index, id)| (*id, index)).collect();
        let complete = place.len() == order.len()
            && order.len() == self.media.len()
            && self.media.iter().all(|media| place.contains_key(&media.media_id));
        if !complete {
            let mut violations = Violations::default();
            violations.push(
                "/media_ids",
                "incomplete",
                "must name every picture of the product exactly once",
            );
            return violations.into_result();
        }
        self.media.sort_by_key(|media| place.get(&media.media_id).copied());
        Ok(())
    }

    /// What rule-based collections match. Values too long for a rule are left out.
    pub(crate) fn terms(&self) -> Vec<String> {
        let tags = self.tags.iter().map(|value| Rule::Tag { value: value.clone() });
        let named = [
            (!self.vendor.is_empty()).then(|| Rule::Vendor { value: self.vendor.clone() }),
            (!self.product_type.is_empty()).then(|| Rule::ProductType { value: self.product_type.clone() }),
            Some(Rule::Kind { value: self.kind }),
        ];
        let categories = self.categories.iter().map(|value| Rule::Category { value: *value });
        let attributes = self
            .attributes
            .iter()
            .filter(|(_, known)| known.value.chars().count() <= Rule::MAX_VALUE)
            .map(|(code, known)| Rule::Attribute { code: code.clone(), value: known.value.clone() });
        let rules = tags.chain(named.into_iter().flatten()).chain(categories).chain(attributes);
        rules.map(|rule| rule.to_string()).collect()
    }

    /// The variants that are for sale when the product is.
    pub(crate) fn active_variants(&self) -> impl Iterator<Item = &Variant> + Clone {
        self.variants.iter().filter(|variant| variant.status == VariantStatus::Active)
    }
}

#[cfg(test)]
#[path = "product_tests.rs"]
mod tests;
