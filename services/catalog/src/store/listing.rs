//! Which products a shopper's list shows, and what it shows of each.

use catalog_db::queries::product::{
    CardRow, find_cards, list_category_products, list_channel_products, list_manual_collection_products,
    list_products_with_all_terms, list_products_with_any_term,
};
use kernel_base::{Id, Timestamp};
use kernel_db::GenericClient;
use shared_contracts::{CategoryId, ChannelCode, CollectionId, ProductId};
use uuid::Uuid;

use crate::domain::collection::{Combination, Rule};
use crate::error::CatalogError;

/// What a list is restricted to, beside its channel.
pub(crate) enum Scope {
    Channel,
    Categories(Vec<CategoryId>),
    Manual(CollectionId),
    Rules(Combination, Vec<Rule>),
}

/// Where a page starts: behind this position (of lists made by hand) and this product.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub(crate) struct Place {
    #[serde(rename = "n", default, skip_serializing_if = "is_zero")]
    pub position: i32,
    #[serde(rename = "p")]
    pub product_id: ProductId,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_zero(position: &i32) -> bool {
    *position == 0
}

/// One page of products for sale in the channel, up to `limit`.
pub(crate) async fn list<C: GenericClient>(
    client: &C,
    channel: &ChannelCode,
    scope: &Scope,
    (after, limit): (Option<Place>, i64),
    now: Timestamp,
) -> Result<Vec<Place>, CatalogError> {
    let before = after.map_or(Uuid::max(), |place| place.product_id.uuid());
    let channel = channel.as_str();
    let ids = match scope {
        Scope::Channel => list_channel_products().bind(client, &channel, &now, &before, &limit).all().await?,
        Scope::Categories(categories) => {
            let categories: Vec<Uuid> = categories.iter().map(|id| id.uuid()).collect();
            list_category_products().bind(client, &channel, &now, &before, &categories, &limit).all().await?
        }
        Scope::Rules(combination, rules) => {
            let terms: Vec<String> = rules.iter().map(ToString::to_string).collect();
            match combination {
                Combination::All => {
                    list_products_with_all_terms()
                        .bind(client, &terms, &channel, &now, &before, &limit)
                        .all()
                        .await?
                }
                Combination::Any => {
                    list_products_with_any_term()
                        .bind(client, &terms, &channel, &now, &before, &limit)
                        .all()
                        .await?
                }
            }
        }
        Scope::Manual(collection) => {
            return list_manual(client, channel, *collection, (after, limit), now).await;
        }
    };
    Ok(ids.into_iter().map(|id| Place { position: 0, product_id: Id::from_uuid(id) }).collect())
}

async fn list_manual<C: GenericClient>(
    client: &C,
    channel: &str,
    collection: CollectionId,
    (after, limit): (Option<Place>, i64),
    now: Timestamp,
) -> Result<Vec<Place>, CatalogError> {
    let (position, id) = after.map_or((-1, Uuid::nil()), |place| (place.position, place.product_id.uuid()));
    let rows = list_manual_collection_products()
        .bind(client, &channel, &collection.uuid(), &position, &id, &now, &limit)
        .all()
        .await?;
    let places = rows.into_iter();
    Ok(places
        .map(|row| Place { position: row.position, product_id: Id::from_uuid(row.product_id) })
        .collect())
}

/// What a list shows of these products, in no particular order.
pub(crate) async fn cards<C: GenericClient>(client: &C, ids: &[Uuid]) -> Result<Vec<CardRow>, CatalogError> {
    Ok(find_cards().bind(client, &ids).all().await?)
}
