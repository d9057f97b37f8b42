//! A number that moves with every change that has no event.

use catalog_db::queries::revision::{advance_revision, find_revision};
use kernel_db::{GenericClient, Write};

use crate::error::CatalogError;

pub(crate) async fn find<C: GenericClient>(client: &C) -> Result<i64, CatalogError> {
    Ok(find_revision().bind(client).one().await?)
}

pub(crate) async fn advance(write: &Write) -> Result<(), CatalogError> {
    advance_revision().bind(write).await?;
    Ok(())
}
