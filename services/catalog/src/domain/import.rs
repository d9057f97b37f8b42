//! What an imported file says of one product, and how a product becomes what the file says.
//!
//! An import adds and changes, it never removes: variants and pictures that the file does not list stay.

use std::collections::{BTreeMap, HashMap};

use catalog_contracts::ProductStatus;
use kernel_base::{Env, FieldError, Timestamp};
use shared_contracts::{ChannelCode, MediaId, ProductId, Sku};

use super::handle::Handle;
use super::media::{Media, Place};
use super::operation::RowError;
use super::product::{Product, ProductFields};
use super::variant::{Variant, VariantFields};

/// One product of a file: consecutive rows with the same handle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ImportedProduct {
    /// Its first row.
    pub(crate) row: i64,
    /// Which product it is.
    pub(crate) handle: Handle,
    /// The status of a new product that the file does not give one.
    pub(crate) new_status: ProductStatus,
    /// Fields of the product that the file speaks of.
    pub(crate) fields: ProductFields,
    /// Channels that the file speaks of.
    pub(crate) publications: BTreeMap<ChannelCode, ImportedPublication>,
    /// Variants in the file's order.
    pub(crate) variants: Vec<ImportedVariant>,
    /// Pictures in the file's order.
    pub(crate) pictures: Vec<ImportedPicture>,
    /// Columns only kept; `None` when the format has none.
    pub(crate) extra: Option<BTreeMap<String, String>>,
}

/// What a file says of a product's sale in a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ImportedPublication {
    /// On sale: now, unless it already is.
    OnSale,
    /// On sale from this time on.
    From(Timestamp),
    /// Not on sale. A publication that lies ahead stays.
    NotOnSale,
}

/// One variant of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ImportedVariant {
    /// Its row.
    pub(crate) row: i64,
    /// Needed for every variant.
    pub(crate) sku: Sku,
    /// One value per option axis.
    pub(crate) option_values: Vec<String>,
    /// Fields of the variant that the file speaks of, SKU and options aside.
    pub(crate) fields: VariantFields,
    /// Formats that only know taxed and untaxed.
    pub(crate) taxable: Option<bool>,
    /// Address of its picture.
    pub(crate) picture: Option<String>,
    /// Columns only kept; `None` when the format has none.
    pub(crate) extra: Option<BTreeMap<String, String>>,
}

/// One picture of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ImportedPicture {
    /// Its row.
    pub(crate) row: i64,
    /// Its address.
    pub(crate) url: String,
    /// Text for people who do not see it.
    pub(crate) alt: String,
}

/// The tax class that stands for "not taxable" in files that know no classes.
pub(crate) const EXEMPT_TAX_CLASS: &str = "exempt";

/// The media id in an address of our own, as exports write it; such a picture is known and not a remote one.
pub(crate) type OwnMedia<'a> = &'a dyn Fn(&str) -> Option<MediaId>;

impl ImportedProduct {
    /// A product that is not there yet, still without what the file says of it.
    pub(crate) fn begin(&self, product_id: ProductId, now: Timestamp) -> Product {
        let mut product = Product::new(product_id, self.handle.clone(), now);
        product.status = self.new_status;
        product
    }

    /// Makes `product` what the file says.
    pub(crate) fn apply(&self, product: &mut Product, env: &Env, own_media: OwnMedia<'_>) {
        product.set(ProductFields { handle: Some(self.handle.clone()), ..self.fields.clone() });
        if let Some(extra) = &self.extra {
            product.extra.clone_from(extra);
        }
        self.apply_publications(product, env.now());
        let pictures = self.apply_pictures(product, env, own_media);
        self.apply_variants(product, env, &pictures);
    }

    fn apply_publications(&self, product: &mut Product, now: Timestamp) {
        for (channel, wanted) in &self.publications {
            let on_sale = product.is_published(channel, now);
            match wanted {
                ImportedPublication::OnSale if !on_sale => product.publish(channel.clone(), now),
                ImportedPublication::From(time) => product.publish(channel.clone(), *time),
                ImportedPublication::NotOnSale if on_sale => {
                    product.publications.remove(channel);
                }
                ImportedPublication::OnSale | ImportedPublication::NotOnSale => {}
            }
        }
    }

    /// Pictures are the same when their address is. Answers the picture of each address.
    fn apply_pictures(
        &self,
        product: &mut Product,
        env: &Env,
        own_media: OwnMedia<'_>,
    ) -> HashMap<String, MediaId> {
        let listed = self.pictures.iter().map(|picture| (picture.url.as_str(), Some(picture.alt.as_str())));
        let of_variants =
            self.variants.iter().filter_map(|variant| variant.picture.as_deref().map(|url| (url, None)));
        let mut rest = std::mem::take(&mut product.media);
        let mut found = HashMap::new();
        for (url, alt) in listed.chain(of_variants) {
            if found.contains_key(url) {
                continue;
            }
            let known = rest.iter().position(|media| match &media.place {
                Place::Remote(address) => address == url,
                Place::Stored(_) => own_media(url) == Some(media.media_id),
            });
            let mut media = match known {
                Some(index) => rest.remove(index),
                None => {
                    Media { media_id: env.id(), alt: String::new(), place: Place::Remote(url.to_owned()) }
                }
            };
            if let Some(alt) = alt {
                alt.clone_into(&mut media.alt);
            }
            found.insert(url.to_owned(), media.media_id);
            product.media.push(media);
        }
        product.media.append(&mut rest);
        found
    }

    /// A listed variant is the known one with the same option values, else the one with the same SKU, else a new one.
    fn apply_variants(&self, product: &mut Product, env: &Env, pictures: &HashMap<String, MediaId>) {
        let mut rest: Vec<Option<Variant>> =
            std::mem::take(&mut product.variants).into_iter().map(Some).collect();
        let by_options: HashMap<Vec<String>, usize> = places(&rest, |variant| variant.option_values.clone());
        let mut taken: Vec<Option<Variant>> = self
            .variants
            .iter()
            .map(|listed| by_options.get(&listed.option_values).and_then(|index| rest[*index].take()))
            .collect();
        let by_sku: HashMap<Sku, usize> = places(&rest, |variant| variant.sku.clone());
        for (listed, slot) in self.variants.iter().zip(&mut taken) {
            if slot.is_none() {
                *slot = by_sku.get(&listed.sku).and_then(|index| rest[*index].take());
            }
        }
        for (listed, known) in self.variants.iter().zip(taken) {
            let new = || Variant::new(env.id(), listed.sku.clone(), product.kind);
            let mut variant = known.unwrap_or_else(new);
            listed.apply(&mut variant, pictures);
            product.variants.push(variant);
        }
        product.variants.extend(rest.into_iter().flatten());
    }

    /// Where in the file a wrong field of the product stands.
    pub(crate) fn row_error(&self, error: &FieldError) -> RowError {
        let mut parts = error.pointer.trim_start_matches('/').split('/');
        let list = parts.next().unwrap_or_default();
        let index = parts.next().and_then(|part| part.parse::<usize>().ok());
        let row = match (list, index) {
            ("variants", Some(index)) => self.variants.get(index).map(|variant| variant.row),
            ("media", Some(index)) => self.pictures.get(index).map(|picture| picture.row),
            _ => None,
        };
        let column =
            error.pointer.rsplit('/').find(|part| part.parse::<usize>().is_err()).unwrap_or_default();
        RowError {
            row: row.unwrap_or(self.row),
            column: column.to_owned(),
            code: error.code.to_string(),
            message: error.message.clone(),
        }
    }
}

impl ImportedVariant {
    fn apply(&self, variant: &mut Variant, pictures: &HashMap<String, MediaId>) {
        variant.set(VariantFields {
            sku: Some(self.sku.clone()),
            options: Some(self.option_values.clone()),
            ..self.fields.clone()
        });
        match self.taxable {
            Some(false) => variant.tax_class = tax_class(EXEMPT_TAX_CLASS),
            Some(true) if variant.tax_class.as_str() == EXEMPT_TAX_CLASS => {
                variant.tax_class = tax_class(Variant::STANDARD_TAX_CLASS);
            }
            Some(true) | None => {}
        }
        if let Some(media_id) = self.picture.as_ref().and_then(|url| pictures.get(url)) {
            variant.media.retain(|known| known != media_id);
            variant.media.insert(0, *media_id);
        }
        if let Some(extra) = &self.extra {
            variant.extra.clone_from(extra);
        }
    }
}

fn tax_class(code: &str) -> shared_contracts::Code {
    code.parse().expect("BUG: a valid code")
}

fn places<K: Eq + std::hash::Hash>(
    variants: &[Option<Variant>],
    key: impl Fn(&Variant) -> K,
) -> HashMap<K, usize> {
    let present = variants.iter().enumerate().filter_map(|(index, slot)| Some((slot.as_ref()?, index)));
    present.map(|(variant, index)| (key(variant), index)).collect()
}
