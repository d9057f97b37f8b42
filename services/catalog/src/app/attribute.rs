//! Attribute definitions.

use kernel_http::Reply;
use schemars::JsonSchema;
use serde::Deserialize;
use shared_contracts::{AttributeId, Code};

use super::{App, Cause, retry};
use crate::domain::attribute::{Attribute, ValueType};
use crate::error::CatalogError;
use crate::store;

/// An attribute to be made.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewAttribute {
    /// Its name in documents and rules, for ever the same.
    pub code: Code,
    /// Its name for people.
    pub name: String,
    /// What its values are.
    pub value_type: ValueType,
    /// Needed before a product becomes active.
    #[serde(default)]
    pub required: bool,
    /// The product types it is meant for; all when empty.
    #[serde(default)]
    pub product_types: Vec<String>,
}

/// What to change on an attribute; what is absent stays as it is.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct AttributeFields {
    /// Its name for people.
    pub name: Option<String>,
    /// The bounds of its values; the type itself stays.
    pub value_type: Option<ValueType>,
    /// Needed before a product becomes active.
    pub required: Option<bool>,
    /// The product types it is meant for; all when empty.
    pub product_types: Option<Vec<String>>,
}

impl App {
    pub(crate) async fn list_attributes(&self) -> Result<Vec<Attribute>, CatalogError> {
        store::attribute::list(&self.db.read().await?).await
    }

    pub(crate) async fn create_attribute(
        &self,
        new: NewAttribute,
        cause: &Cause<'_>,
        answer: impl Fn(&Attribute) -> Reply,
    ) -> Result<Attribute, CatalogError> {
        let write = self.db.write().await?;
        if store::attribute::list(&write).await?.len() >= Attribute::MAX_COUNT {
            return Err(CatalogError::LimitReached(Attribute::MAX_COUNT));
        }
        let now = self.now();
        let attribute = Attribute {
            attribute_id: self.env.id(),
            code: new.code,
            name: new.name,
            value_type: new.value_type,
            required: new.required,
            product_types: new.product_types,
            version: 1,
            created_at: now,
            updated_at: now,
        };
        attribute.validate()?;
        store::attribute::insert(&write, &attribute).await?;
        write.changed(attribute.attribute_id, None, Some(&attribute));
        cause.store(&write, || answer(&attribute)).await?;
        self.commit_unannounced(write).await?;
        Ok(attribute)
    }

    pub(crate) async fn update_attribute(
        &self,
        id: AttributeId,
        fields: &AttributeFields,
        cause: &Cause<'_>,
    ) -> Result<Attribute, CatalogError> {
        retry(|| async {
            let write = self.db.write().await?;
            let before = find(store::attribute::list(&write).await?, id)?;
            cause.check(before.version)?;
            let mut attribute = before.clone();
            let AttributeFields { name, value_type, required, product_types } = fields.clone();
            attribute.name = name.unwrap_or(attribute.name);
            attribute.required = required.unwrap_or(attribute.required);
            attribute.product_types = product_types.unwrap_or(attribute.product_types);
            attribute.value_type = value_type.unwrap_or(attribute.value_type);
            if attribute.value_type.name() != before.value_type.name() {
                return Err(CatalogError::KindIsFixed);
            }
            attribute.validate()?;
            if attribute == before {
                return Ok(attribute);
            }
            attribute.updated_at = self.now();
            store::attribute::update(&write, &attribute).await?;
            attribute.version += 1;
            write.changed(id, Some(&before), Some(&attribute));
            self.commit_unannounced(write).await?;
            Ok(attribute)
        })
        .await
    }

    pub(crate) async fn delete_attribute(
        &self,
        id: AttributeId,
        cause: &Cause<'_>,
    ) -> Result<(), CatalogError> {
        retry(|| async {
            let write = self.db.write().await?;
            let attribute = find(store::attribute::list(&write).await?, id)?;
            cause.check(attribute.version)?;
            store::attribute::delete(&write, &attribute).await?;
            write.changed(id, Some(&attribute), None);
            self.commit_unannounced(write).await.map_err(in_use)
        })
        .await
    }
}

fn find(definitions: Vec<Attribute>, id: AttributeId) -> Result<Attribute, CatalogError> {
    definitions.into_iter().find(|known| known.attribute_id == id).ok_or(CatalogError::AttributeNotFound)
}

/// Deleting violates the same foreign key as a value of an attribute that does not exist; here it means the other side.
fn in_use(error: CatalogError) -> CatalogError {
    match error {
        CatalogError::AttributeNotFound => CatalogError::AttributeInUse,
        other => other,
    }
}
