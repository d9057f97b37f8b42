//! Attribute definitions as rows.

use catalog_db::queries::attribute::{
    AttributeRow, delete_attribute, insert_attribute, list_attributes, update_attribute,
};
use kernel_base::Id;
use kernel_db::{GenericClient, Write};

use super::{stored, stored_json, to_json};
use crate::domain::attribute::Attribute;
use crate::error::{CatalogError, VERSION_GUARD};

fn attribute(row: AttributeRow) -> Result<Attribute, CatalogError> {
    Ok(Attribute {
        attribute_id: Id::from_uuid(row.attribute_id),
        code: stored(&row.code, "attribute.code")?,
        name: row.name,
        value_type: stored_json(&row.rule, "attribute.rule")?,
        required: row.required,
        product_types: row.product_types,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

/// All definitions: a few hundred at most.
pub(crate) async fn list<C: GenericClient>(client: &C) -> Result<Vec<Attribute>, CatalogError> {
    list_attributes().bind(client).all().await?.into_iter().map(attribute).collect()
}

pub(crate) async fn insert(write: &Write, attribute: &Attribute) -> Result<(), CatalogError> {
    insert_attribute()
        .bind(
            write,
            &attribute.attribute_id.uuid(),
            &attribute.code.as_str(),
            &attribute.name,
            &attribute.value_type.name(),
            &to_json(&attribute.value_type),
            &attribute.required,
            &attribute.product_types,
            &attribute.created_at,
        )
        .await?;
    Ok(())
}

/// `attribute.version` is the version that was read.
pub(crate) async fn update(write: &Write, attribute: &Attribute) -> Result<(), CatalogError> {
    update_attribute()
        .bind(
            &write.expect(1, VERSION_GUARD),
            &attribute.name,
            &to_json(&attribute.value_type),
            &attribute.required,
            &attribute.product_types,
            &attribute.updated_at,
            &attribute.attribute_id.uuid(),
            &attribute.version,
        )
        .await?;
    Ok(())
}

pub(crate) async fn delete(write: &Write, attribute: &Attribute) -> Result<(), CatalogError> {
    let id = attribute.attribute_id.uuid();
    delete_attribute().bind(&write.expect(1, VERSION_GUARD), &id, &attribute.version).await?;
    Ok(())
}
