//! Products: made, read, changed and removed by staff.

use std::collections::{BTreeMap, HashSet};

use catalog_contracts::{ProductStatus, ProductVariant, VariantSnapshot, VariantsQuery};
use futures::try_join;
use kernel_base::{ApiError, FieldError, Page, PageRequest, Timestamp};
use kernel_db::{GenericClient, Write};
use kernel_http::Reply;
use schemars::JsonSchema;
use serde::Deserialize;
use shared_contracts::{ChannelCode, ProductId, Sku, VariantId};
use uuid::Uuid;

use super::{App, Cause, retry};
use crate::domain::attribute::Attribute;
use crate::domain::handle::Handle;
use crate::domain::product::{Product, ProductFields};
use crate::domain::variant::{Variant, VariantFields};
use crate::error::CatalogError;
use crate::publish;
use crate::store;
use crate::store::product::{Change, save};

/// A product to be made, with its variants.
#[derive(Debug, Clone)]
pub(crate) struct NewProduct {
    pub fields: ProductFields,
    pub variants: Vec<VariantFields>,
    pub publications: BTreeMap<ChannelCode, Timestamp>,
}

/// A variant to be added.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(transparent)]
pub(crate) struct NewVariant(pub VariantFields);

/// Renders the answer of a change for its idempotency key.
pub(crate) type Answer<'a> = &'a (dyn Fn(&Product) -> Reply + Send + Sync);

impl App {
    pub(crate) async fn create_product(
        &self,
        new: &NewProduct,
        cause: &Cause<'_>,
        answer: Answer<'_>,
    ) -> Result<Product, CatalogError> {
        let id = self.env.id();
        retry(|| async {
            let write = self.db.write().await?;
            let definitions = store::attribute::list(&write).await?;
            let mut product = self.draft(id, new)?;
            product.set_attributes(&new.fields.attributes, &definitions)?;
            self.write_product(write, None, &mut product, &definitions, cause, Some(answer)).await?;
            Ok(product)
        })
        .await
    }

    fn draft(&self, id: ProductId, new: &NewProduct) -> Result<Product, CatalogError> {
        let title = new.fields.title.as_deref().unwrap_or_default();
        let handle = match &new.fields.handle {
            Some(handle) => handle.clone(),
            None => Handle::from_title(title).map_err(|_| {
                CatalogError::field("/handle", "missing", "no handle can be made of the title: name one")
            })?,
        };
        let mut product = Product::new(id, handle, self.env.now());
        product.set(new.fields.clone());
        for (index, fields) in new.variants.iter().enumerate() {
            let variant = self.new_variant(&product, fields.clone(), &format!("/variants/{index}"))?;
            product.variants.push(variant);
        }
        for (channel, published_at) in &new.publications {
            product.publish(channel.clone(), *published_at);
        }
        Ok(product)
    }

    fn new_variant(
        &self,
        product: &Product,
        fields: VariantFields,
        pointer: &str,
    ) -> Result<Variant, CatalogError> {
        let Some(sku) = fields.sku.clone() else {
            return Err(CatalogError::field(&format!("{pointer}/sku"), "missing", "a variant needs a SKU"));
        };
        let mut variant = Variant::new(self.env.id(), sku, product.kind);
        variant.set(fields);
        Ok(variant)
    }

    pub(crate) async fn get_product(&self, id: ProductId) -> Result<Product, CatalogError> {
        let reader = self.db.read().await?;
        store::product::load(&reader, &[id]).await?.pop().ok_or(CatalogError::ProductNotFound)
    }

    /// Newest first, or the one that has the SKU.
    pub(crate) async fn list_products(
        &self,
        status: Option<ProductStatus>,
        sku: Option<&Sku>,
        page: &PageRequest,
    ) -> Result<Page<Product>, CatalogError> {
        let reader = self.db.read().await?;
        let ids = match sku {
            Some(sku) => store::product::find_holders_of_skus(&reader, &[sku]).await?.into_values().collect(),
            None => {
                let after: Option<ProductId> = page.after_key().map_err(CatalogError::Request)?;
                let before = after.map_or(Uuid::max(), |id| id.uuid());
                store::product::list_ids(&reader, status, before, page.limit.plus_one()).await?
            }
        };
        let mut products = store::product::load(&reader, &ids).await?;
        products.retain(|product| status.is_none_or(|status| product.status == status));
        products.sort_by_key(|product| std::cmp::Reverse(product.product_id));
        Ok(Page::from_rows(products, page.limit, |product| product.product_id))
    }

    pub(crate) async fn update_product(
        &self,
        id: ProductId,
        fields: &ProductFields,
        cause: &Cause<'_>,
    ) -> Result<Product, CatalogError> {
        self.change_product(id, cause, None, |product, definitions| {
            product.set(fields.clone());
            Ok(product.set_attributes(&fields.attributes, definitions)?)
        })
        .await
    }

    pub(crate) async fn delete_product(&self, id: ProductId, cause: &Cause<'_>) -> Result<(), CatalogError> {
        let removed = retry(|| async {
            let write = self.db.write().await?;
            let found = store::product::load(&write, &[id]).await?.pop();
            let product = found.ok_or(CatalogError::ProductNotFound)?;
            cause.check(product.version)?;
            store::product::delete(&write, &product).await?;
            write.changed(id, Some(&product), None);
            publish::product_removed(&write, &self.env, cause.trace.as_ref(), &product)?;
            self.commit(write).await?;
            Ok(product)
        })
        .await?;
        self.forget_pictures(&removed.media).await
    }

    pub(crate) async fn add_variant(
        &self,
        id: ProductId,
        new: &NewVariant,
        cause: &Cause<'_>,
        answer: Answer<'_>,
    ) -> Result<Product, CatalogError> {
        self.change_product(id, cause, Some(answer), |product, _| {
            let variant = self.new_variant(product, new.0.clone(), "")?;
            product.variants.push(variant);
            Ok(())
        })
        .await
    }

    pub(crate) async fn update_variant(
        &self,
        (id, variant_id): (ProductId, VariantId),
        fields: &VariantFields,
        cause: &Cause<'_>,
    ) -> Result<Product, CatalogError> {
        self.change_product(id, cause, None, |product, _| {
            product.variant_mut(variant_id).ok_or(CatalogError::VariantNotFound)?.set(fields.clone());
            Ok(())
        })
        .await
    }

    pub(crate) async fn remove_variant(
        &self,
        (id, variant_id): (ProductId, VariantId),
        cause: &Cause<'_>,
    ) -> Result<Product, CatalogError> {
        self.change_product(id, cause, None, |product, _| {
            let before = product.variants.len();
            product.variants.retain(|variant| variant.variant_id != variant_id);
            if product.variants.len() < before { Ok(()) } else { Err(CatalogError::VariantNotFound) }
        })
        .await
    }

    pub(crate) async fn publish_product(
        &self,
        id: ProductId,
        channel: &ChannelCode,
        published_at: Option<Timestamp>,
        cause: &Cause<'_>,
    ) -> Result<Product, CatalogError> {
        self.change_product(id, cause, None, |product, _| {
            match published_at {
                Some(time) => product.publish(channel.clone(), time),
                // "From now on", repeated, is no new publication.
                None if product.is_published(channel, self.now()) => {}
                None => product.publish(channel.clone(), self.now()),
            }
            Ok(())
        })
        .await
    }

    pub(crate) async fn withdraw_product(
        &self,
        id: ProductId,
        channel: &ChannelCode,
        cause: &Cause<'_>,
    ) -> Result<Product, CatalogError> {
        self.change_product(id, cause, None, |product, _| {
            product.publications.remove(channel);
            Ok(())
        })
        .await
    }

    /// Announces publications whose time has come; answers how many products were looked at.
    pub(crate) async fn announce_due(&self, limit: i64) -> Result<usize, CatalogError> {
        let due = {
            let reader = self.db.read().await?;
            store::product::list_due(&reader, self.now(), limit).await?
        };
        let distinct: HashSet<ProductId> = due.iter().copied().collect();
        for id in distinct {
            match self.change_product(id, &Cause::default(), None, |_, _| Ok(())).await {
                // Removed in between: nothing to announce.
                Ok(_) | Err(CatalogError::ProductNotFound) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(due.len())
    }

    /// Loads a product, lets `decide` change it, and writes what differs. The one way in which products change.
    pub(super) async fn change_product(
        &self,
        id: ProductId,
        cause: &Cause<'_>,
        answer: Option<Answer<'_>>,
        decide: impl Fn(&mut Product, &[Attribute]) -> Result<(), CatalogError>,
    ) -> Result<Product, CatalogError> {
        retry(|| async {
            let write = self.db.write().await?;
            let (before, definitions) = self.load_for_change(&write, id).await?;
            cause.check(before.version)?;
            let mut after = before.clone();
            decide(&mut after, &definitions)?;
            self.write_product(write, Some(&before), &mut after, &definitions, cause, answer).await?;
            Ok(after)
        })
        .await
    }

    pub(super) async fn load_for_change<C: GenericClient>(
        &self,
        client: &C,
        id: ProductId,
    ) -> Result<(Product, Vec<Attribute>), CatalogError> {
        let ids = [id];
        let (mut found, definitions) =
            try_join!(store::product::load(client, &ids), store::attribute::list(client))?;
        Ok((found.pop().ok_or(CatalogError::ProductNotFound)?, definitions))
    }

    async fn write_product(
        &self,
        write: Write,
        before: Option<&Product>,
        after: &mut Product,
        definitions: &[Attribute],
        cause: &Cause<'_>,
        answer: Option<Answer<'_>>,
    ) -> Result<(), CatalogError> {
        after.validate(definitions)?;
        self.settle(before, after);
        let changes = [Change { before, after }];
        check_skus(&write, &changes).await?;
        self.record_changes(&write, &changes, cause.trace.as_ref()).await?;
        if before != Some(after) {
            write.changed(after.product_id, before, Some(after));
        }
        if let Some(answer) = answer {
            cause.store(&write, || answer(after)).await?;
        }
        self.commit(write).await
    }

    /// Announces what is due and moves the version when anything differs from before. The event lists what is on sale at
    /// `updated_at`, so for a new product too that must be the moment at which publications are announced.
    pub(super) fn settle(&self, before: Option<&Product>, after: &mut Product) {
        let now = self.now();
        after.announce_publications(now);
        match before {
            None => after.updated_at = now,
            Some(before) if before != after => {
                after.version += 1;
                after.updated_at = now;
            }
            Some(_) => {}
        }
    }

    /// Records the products that differ, each with its event.
    pub(super) async fn record_changes(
        &self,
        write: &Write,
        changes: &[Change<'_>],
        trace: Option<&kernel_base::TraceParent>,
    ) -> Result<(), CatalogError> {
        let differing: Vec<Change<'_>> = changes
            .iter()
            .filter(|change| change.before != Some(change.after))
            .map(|change| Change { before: change.before, after: change.after })
            .collect();
        save(write, &differing).await?;
        for change in &differing {
            publish::product_changed(write, &self.env, trace, change.after)?;
        }
        Ok(())
    }

    /// The contract's lookup.
    pub(crate) async fn find_variants_of(
        &self,
        query: &VariantsQuery,
    ) -> Result<Vec<VariantSnapshot>, ApiError> {
        query.validate().map_err(|error| {
            ApiError::invalid("request.invalid", error.to_string()).with_field(
                "/variant_ids",
                "too_many",
                error.to_string(),
            )
        })?;
        Ok(self.find_variants(query).await?)
    }

    async fn find_variants(&self, query: &VariantsQuery) -> Result<Vec<VariantSnapshot>, CatalogError> {
        let reader = self.db.read().await?;
        let skus: Vec<&Sku> = query.skus.iter().collect();
        let (by_sku, by_id) = try_join!(
            store::product::find_holders_of_skus(&reader, &skus),
            store::product::find_holders_of_variants(&reader, &query.variant_ids),
        )?;
        let holders: HashSet<ProductId> = by_sku.into_values().chain(by_id.into_values()).collect();
        let holders: Vec<ProductId> = holders.into_iter().collect();
        let products = store::product::load(&reader, &holders).await?;
        let wanted_ids: HashSet<VariantId> = query.variant_ids.iter().copied().collect();
        let wanted_skus: HashSet<&Sku> = query.skus.iter().collect();
        let now = self.now();
        let mut found = Vec::new();
        for product in &products {
            for variant in &product.variants {
                if wanted_ids.contains(&variant.variant_id) || wanted_skus.contains(&variant.sku) {
                    found.push(snapshot(product, publish::public_variant(product, variant), now));
                }
            }
        }
        Ok(found)
    }
}

fn snapshot(product: &Product, variant: ProductVariant, now: Timestamp) -> VariantSnapshot {
    VariantSnapshot {
        product_id: product.product_id,
        product_version: product.version,
        product_handle: product.handle.to_string(),
        product_title: product.title.clone(),
        product_status: product.status,
        channels: publish::publications(product, now),
        variant,
    }
}

/// Names SKUs that other products hold. Two writers at once are told apart by the constraint `variant_sku_key`.
async fn check_skus<C: GenericClient>(client: &C, changes: &[Change<'_>]) -> Result<(), CatalogError> {
    let wanted: Vec<(usize, &Variant)> = changes.iter().flat_map(new_skus).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let skus: Vec<&Sku> = wanted.iter().map(|(_, variant)| &variant.sku).collect();
    let holders = store::product::find_holders_of_skus(client, &skus).await?;
    let own: HashSet<ProductId> = changes.iter().map(|change| change.after.product_id).collect();
    let taken = wanted
        .iter()
        .filter(|(_, variant)| holders.get(variant.sku.as_str()).is_some_and(|holder| !own.contains(holder)));
    let errors: Vec<FieldError> = taken
        .map(|(index, _)| FieldError {
            pointer: format!("/variants/{index}/sku"),
            code: "taken".into(),
            message: "another product has this SKU".to_owned(),
        })
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(CatalogError::SkuTaken(errors)) }
}

/// Variants whose SKU the product did not have before, with their places.
pub(super) fn new_skus<'a>(change: &Change<'a>) -> impl Iterator<Item = (usize, &'a Variant)> + use<'a> {
    let before = change.before.map(|product| product.variants.as_slice()).unwrap_or_default();
    let known: HashSet<&Sku> = before.iter().map(|variant| &variant.sku).collect();
    change.after.variants.iter().enumerate().filter(move |(_, variant)| !known.contains(&variant.sku))
}
