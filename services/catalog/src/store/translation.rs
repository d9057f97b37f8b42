//! Translations as rows.

use std::collections::{BTreeMap, HashMap};

use catalog_db::queries::translation::{
    delete_translations, find_translations, list_translations, upsert_translations,
};
use kernel_db::{GenericClient, Write};
use shared_contracts::Locale;
use uuid::Uuid;

use super::stored;
use crate::domain::translation::{Field, Subject, Texts, Translations};
use crate::error::CatalogError;

/// The translations of these subjects in any of the locales.
pub(crate) async fn find<C: GenericClient>(
    client: &C,
    subjects: &[Uuid],
    locales: &[Locale],
) -> Result<HashMap<Uuid, Translations>, CatalogError> {
    let mut found: HashMap<Uuid, Translations> = HashMap::new();
    if subjects.is_empty() || locales.is_empty() {
        return Ok(found);
    }
    let locales: Vec<&str> = locales.iter().map(Locale::as_str).collect();
    for row in find_translations().bind(client, &subjects, &locales).all().await? {
        let texts = found.entry(row.subject_id).or_default();
        add(&mut texts.0, &row.locale, &row.field, row.value)?;
    }
    Ok(found)
}

/// All translations of one subject.
pub(crate) async fn list<C: GenericClient>(
    client: &C,
    subject: Uuid,
) -> Result<BTreeMap<Locale, Texts>, CatalogError> {
    let mut found = BTreeMap::new();
    for row in list_translations().bind(client, &subject).all().await? {
        add(&mut found, &row.locale, &row.field, row.value)?;
    }
    Ok(found)
}

fn add(
    texts: &mut BTreeMap<Locale, Texts>,
    locale: &str,
    field: &str,
    value: String,
) -> Result<(), CatalogError> {
    let field = Field::from_stored(field).ok_or(CatalogError::Corrupt("translation.field"))?;
    texts.entry(stored(locale, "translation.locale")?).or_default().insert(field, value);
    Ok(())
}

/// Makes these the subject's only texts in the locale.
pub(crate) async fn replace(
    write: &Write,
    subject: (Subject, Uuid),
    locale: &Locale,
    texts: &Texts,
) -> Result<(), CatalogError> {
    let (kind, id) = subject;
    let fields: Vec<&str> = texts.keys().map(|field| field.as_str()).collect();
    let values: Vec<&str> = texts.values().map(String::as_str).collect();
    delete_translations().bind(write, &id, &locale.as_str(), &fields).await?;
    if !texts.is_empty() {
        upsert_translations().bind(write, &kind.as_str(), &id, &locale.as_str(), &fields, &values).await?;
    }
    Ok(())
}
