//! Translations of products, categories and collections.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
use shared_contracts::{CategoryId, CollectionId, Locale, ProductId};

use super::{App, Cause, retry};
use crate::domain::translation::{Subject, Texts, validate};
use crate::error::CatalogError;
use crate::store;
use crate::store::product::Change;

/// What is translated.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Translated {
    Product(ProductId),
    Category(CategoryId),
    Collection(CollectionId),
}

impl fmt::Display for Translated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Product(id) => id.fmt(f),
            Self::Category(id) => id.fmt(f),
            Self::Collection(id) => id.fmt(f),
        }
    }
}

/// What the audit log shows of a translation.
#[derive(Serialize)]
struct Shown<'a> {
    locale: &'a Locale,
    texts: &'a Texts,
}

impl Translated {
    fn key(self) -> (Subject, uuid::Uuid) {
        match self {
            Self::Product(id) => (Subject::Product, id.uuid()),
            Self::Category(id) => (Subject::Category, id.uuid()),
            Self::Collection(id) => (Subject::Collection, id.uuid()),
        }
    }
}

impl App {
    /// All translations of a subject that exists.
    pub(crate) async fn list_translations(
        &self,
        subject: Translated,
    ) -> Result<BTreeMap<Locale, Texts>, CatalogError> {
        match subject {
            Translated::Product(id) => drop(self.get_product(id).await?),
            Translated::Category(id) => drop(self.get_category(id).await?),
            Translated::Collection(id) => drop(self.get_collection(id).await?),
        }
        store::translation::list(&self.db.read().await?, subject.key().1).await
    }

    /// Makes these the only texts of the subject in the locale; none removes the translation. The subject's version
    /// moves, so that whoever holds a copy notices.
    pub(crate) async fn replace_translation(
        &self,
        subject: Translated,
        locale: &Locale,
        texts: &Texts,
        cause: &Cause<'_>,
    ) -> Result<(), CatalogError> {
        validate(subject.key().0, texts)?;
        retry(|| async {
            let write = self.db.write().await?;
            match subject {
                Translated::Product(id) => {
                    let (before, _) = self.load_for_change(&write, id).await?;
                    cause.check(before.version)?;
                    let mut after = before.clone();
                    after.version += 1;
                    after.updated_at = self.now();
                    let changes = [Change { before: Some(&before), after: &after }];
                    self.record_changes(&write, &changes, cause.trace.as_ref()).await?;
                }
                Translated::Category(id) => {
                    let mut category = self.get_category(id).await?;
                    cause.check(category.version)?;
                    category.updated_at = self.now();
                    store::category::update(&write, &category).await?;
                }
                Translated::Collection(id) => {
                    let mut collection = self.get_collection(id).await?;
                    cause.check(collection.version)?;
                    collection.updated_at = self.now();
                    store::collection::update(&write, &collection).await?;
                }
            }
            let known = store::translation::list(&write, subject.key().1).await?;
            let before = known.get(locale).map(|texts| Shown { locale, texts });
            write.changed(subject, before.as_ref(), Some(&Shown { locale, texts }));
            store::translation::replace(&write, subject.key(), locale, texts).await?;
            self.commit_unannounced(write).await
        })
        .await
    }
}
