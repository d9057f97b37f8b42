//! What shoppers see: active products that are on sale in a channel, in their language.

use std::collections::HashMap;

use catalog_contracts::ProductStatus;
use catalog_db::queries::product::CardRow;
use futures::try_join;
use kernel_base::{Cursor, PageRequest};
use kernel_db::GenericClient;
use shared_contracts::{CategoryId, ChannelCode, Locale, ProductId};
use uuid::Uuid;

use super::App;
use crate::domain::attribute::Attribute;
use crate::domain::category::{Category, Tree};
use crate::domain::collection::{Collection, Content};
use crate::domain::product::Product;
use crate::domain::translation::{Translations, fallbacks};
use crate::error::CatalogError;
use crate::store;
use crate::store::listing::{Place, Scope};

/// Which of a channel's products a list shows.
pub(crate) enum Listing {
    /// All.
    All,
    /// Those of a category, named by id or handle, or of one below it.
    Category(String),
    /// Those of a collection, named by handle.
    Collection(String),
}

/// A product in a list.
pub(crate) struct Card {
    pub row: CardRow,
    pub translations: Translations,
}

/// A product with what its page needs besides.
pub(crate) struct Detail {
    pub product: Product,
    pub translations: Translations,
    pub attributes: Vec<Attribute>,
}

/// The best locales of a request; none for the default language.
fn chain(locale: Option<&Locale>) -> Vec<Locale> {
    locale.map(fallbacks).unwrap_or_default()
}

impl App {
    /// One page of a channel's products, and where the next one starts.
    pub(crate) async fn list_for_sale(
        &self,
        channel: &ChannelCode,
        listing: &Listing,
        locale: Option<&Locale>,
        page: &PageRequest,
    ) -> Result<(Vec<Card>, Option<Cursor>), CatalogError> {
        let reader = self.db.read().await?;
        let (_, scope) = try_join!(open_channel(&reader, channel), scope(&reader, listing))?;
        let after: Option<Place> = page.after_key().map_err(CatalogError::Request)?;
        let limit = (after, page.limit.plus_one());
        let mut places = store::listing::list(&reader, channel, &scope, limit, self.now()).await?;
        let more = places.len() > page.limit.get();
        places.truncate(page.limit.get());
        let next = places.last().filter(|_| more).map(Cursor::encode);
        Ok((cards(&reader, &places, locale).await?, next))
    }

    /// A product by id or handle, if it is on sale in the channel.
    pub(crate) async fn get_for_sale(
        &self,
        channel: &ChannelCode,
        id_or_handle: &str,
        locale: Option<&Locale>,
    ) -> Result<Detail, CatalogError> {
        let reader = self.db.read().await?;
        let (_, id) = try_join!(open_channel(&reader, channel), find_product_id(&reader, id_or_handle))?;
        let id = id.ok_or(CatalogError::ProductNotFound)?;
        let (ids, subjects, locales) = ([id], [id.uuid()], chain(locale));
        let (mut found, mut translations, attributes) = try_join!(
            store::product::load(&reader, &ids),
            store::translation::find(&reader, &subjects, &locales),
            store::attribute::list(&reader),
        )?;
        let product = found.pop().filter(|product| {
            product.status == ProductStatus::Active && product.is_published(channel, self.now())
        });
        let product = product.ok_or(CatalogError::ProductNotFound)?;
        let translations = translations.remove(&id.uuid()).unwrap_or_default();
        Ok(Detail { product, translations, attributes })
    }

    /// The whole category tree with its texts.
    pub(crate) async fn list_categories_translated(
        &self,
        locale: Option<&Locale>,
    ) -> Result<Vec<(Category, Translations)>, CatalogError> {
        let reader = self.db.read().await?;
        let categories = store::category::load_tree(&reader).await?.categories;
        let subjects: Vec<Uuid> = categories.iter().map(|category| category.category_id.uuid()).collect();
        let mut translations = store::translation::find(&reader, &subjects, &chain(locale)).await?;
        let with_texts = categories.into_iter().map(|category| {
            let texts = translations.remove(&category.category_id.uuid()).unwrap_or_default();
            (category, texts)
        });
        Ok(with_texts.collect())
    }

    /// A collection by handle with its texts.
    pub(crate) async fn get_collection_translated(
        &self,
        handle: &str,
        locale: Option<&Locale>,
    ) -> Result<(Collection, Translations), CatalogError> {
        let reader = self.db.read().await?;
        let found = store::collection::find_by_handle(&reader, handle).await?;
        let collection = found.ok_or(CatalogError::CollectionNotFound)?;
        let id = collection.collection_id.uuid();
        let mut translations = store::translation::find(&reader, &[id], &chain(locale)).await?;
        Ok((collection, translations.remove(&id).unwrap_or_default()))
    }
}

async fn open_channel<C: GenericClient>(client: &C, channel: &ChannelCode) -> Result<(), CatalogError> {
    let found = store::channel::find(client, channel).await?;
    found.filter(|channel| channel.active).map(|_| ()).ok_or(CatalogError::ChannelNotFound)
}

async fn scope<C: GenericClient>(client: &C, listing: &Listing) -> Result<Scope, CatalogError> {
    match listing {
        Listing::All => Ok(Scope::Channel),
        Listing::Category(name) => {
            let categories = store::category::load_tree(client).await?.categories;
            let id = find_category(&categories, name).ok_or(CatalogError::CategoryNotFound)?;
            let nodes = categories.iter().map(|category| (category.category_id, category.parent_id));
            Ok(Scope::Categories(Tree::new(nodes).subtree(id)))
        }
        Listing::Collection(handle) => {
            let found = store::collection::find_by_handle(client, handle).await?;
            let collection = found.ok_or(CatalogError::CollectionNotFound)?;
            Ok(match collection.content {
                Content::Manual {} => Scope::Manual(collection.collection_id),
                Content::Rules { combination, rules } => Scope::Rules(combination, rules),
            })
        }
    }
}

fn find_category(categories: &[Category], id_or_handle: &str) -> Option<CategoryId> {
    let id: Option<CategoryId> = id_or_handle.parse().ok();
    let named = categories
        .iter()
        .find(|category| Some(category.category_id) == id || category.handle.as_str() == id_or_handle);
    named.map(|category| category.category_id)
}

async fn find_product_id<C: GenericClient>(
    client: &C,
    id_or_handle: &str,
) -> Result<Option<ProductId>, CatalogError> {
    if let Ok(id) = id_or_handle.parse() {
        return Ok(Some(id));
    }
    let Ok(handle) = id_or_handle.parse() else { return Ok(None) };
    let found = store::product::find_ids_by_handle(client, &[&handle]).await?;
    Ok(found.into_values().next())
}

/// The cards of these places, in their order.
async fn cards<C: GenericClient>(
    client: &C,
    places: &[Place],
    locale: Option<&Locale>,
) -> Result<Vec<Card>, CatalogError> {
    let ids: Vec<Uuid> = places.iter().map(|place| place.product_id.uuid()).collect();
    let locales = chain(locale);
    let (rows, mut translations) =
        try_join!(store::listing::cards(client, &ids), store::translation::find(client, &ids, &locales),)?;
    let mut rows: HashMap<Uuid, CardRow> = rows.into_iter().map(|row| (row.product_id, row)).collect();
    let cards = ids.iter().filter_map(|id| {
        let translations = translations.remove(id).unwrap_or_default();
        Some(Card { row: rows.remove(id)?, translations })
    });
    Ok(cards.collect())
}
