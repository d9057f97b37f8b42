//! Texts in several languages: which locale answers for which, field by field.

use std::collections::BTreeMap;

use kernel_base::FieldError;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use shared_contracts::Locale;

use super::Violations;

/// What a translation belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A product: title, description and search engine texts.
    Product,
    /// A category: name and description.
    Category,
    /// A collection: title and description.
    Collection,
}

impl Subject {
    /// As stored.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Product => "product",
            Self::Category => "category",
            Self::Collection => "collection",
        }
    }

    /// The texts it has, with the most characters each may have.
    const fn limits(self) -> &'static [(Field, usize)] {
        match self {
            Self::Product => &[
                (Field::Title, 255),
                (Field::Description, 65_536),
                (Field::SeoTitle, 255),
                (Field::SeoDescription, 1024),
            ],
            Self::Category => &[(Field::Name, 255), (Field::Description, 65_536)],
            Self::Collection => &[(Field::Title, 255), (Field::Description, 65_536)],
        }
    }
}

/// A text that can be translated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Field {
    /// Title of a product or collection.
    Title,
    /// Name of a category.
    Name,
    /// Description.
    Description,
    /// Title for search engines.
    SeoTitle,
    /// Description for search engines.
    SeoDescription,
}

impl Field {
    const ALL: [Self; 5] = [Self::Title, Self::Name, Self::Description, Self::SeoTitle, Self::SeoDescription];

    /// As stored.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Name => "name",
            Self::Description => "description",
            Self::SeoTitle => "seo_title",
            Self::SeoDescription => "seo_description",
        }
    }

    /// From its stored form.
    pub(crate) fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str() == text)
    }
}

/// The texts of one subject in one locale.
pub(crate) type Texts = BTreeMap<Field, String>;

/// Checks that the subject has these texts, and their lengths.
pub(crate) fn validate(subject: Subject, texts: &Texts) -> Result<(), Vec<FieldError>> {
    let mut violations = Violations::default();
    for (field, text) in texts {
        let pointer = format!("/{}", field.as_str());
        match subject.limits().iter().find(|(known, _)| known == field) {
            Some((_, max)) => violations.check_length(&pointer, text, 1, *max),
            None => {
                violations.push(pointer, "unknown_field", format!("a {} has no such text", subject.as_str()))
            }
        }
    }
    violations.into_result()
}

/// The locales that may answer for `locale`, best first: `de-AT`, then `de`. Behind them comes the default language.
#[must_use]
pub(crate) fn fallbacks(locale: &Locale) -> Vec<Locale> {
    let mut chain = vec![locale.clone()];
    if let Some((language, _)) = locale.as_str().split_once('-') {
        chain.push(language.parse().expect("BUG: the language of a locale is a locale"));
    }
    chain
}

/// All translations of one subject that may answer a request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Translations(pub(crate) BTreeMap<Locale, Texts>);

impl Translations {
    /// The best text of a field: the first locale of the chain that has it, else the default text. A missing field falls
    /// back alone; the others of its locale stay.
    pub(crate) fn pick<'a>(&'a self, chain: &[Locale], field: Field, default: &'a str) -> &'a str {
        chain.iter().find_map(|locale| self.0.get(locale)?.get(&field)).map_or(default, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn locale(text: &str) -> Locale {
        text.parse().unwrap()
    }

    fn locales() -> impl Strategy<Value = Locale> {
        prop::sample::select(vec!["en", "de", "de-AT", "de-CH", "fr", "fr-CH"]).prop_map(locale)
    }

    proptest! {
        #[test]
        fn a_text_comes_from_the_first_locale_of_the_chain_that_has_it(
            wanted in locales(), have in prop::collection::btree_map(locales(), "[a-z]{1,5}", 0..6),
        ) {
            let translations = Translations(
                have.iter().map(|(key, text)| (key.clone(), Texts::from([(Field::Title, text.clone())]))).collect(),
            );
            let chain = fallbacks(&wanted);
            let expected = have.get(&wanted)
                .or_else(|| have.get(&locale(wanted.as_str().split('-').next().unwrap())))
                .map_or("default", String::as_str);
            prop_assert_eq!(translations.pick(&chain, Field::Title, "default"), expected);
            prop_assert_eq!(translations.pick(&chain, Field::Description, "default"), "default");
        }
    }

    #[test]
    fn each_field_falls_back_alone() {
        let translations = Translations(BTreeMap::from([
            (
                locale("de"),
                Texts::from([(Field::Title, "Lampe".to_owned()), (Field::Description, "hell".to_owned())]),
            ),
            (locale("de-AT"), Texts::from([(Field::Title, "Leuchte".to_owned())])),
        ]));
        let chain = fallbacks(&locale("de-AT"));
        assert_eq!(translations.pick(&chain, Field::Title, "Lamp"), "Leuchte");
        assert_eq!(translations.pick(&chain, Field::Description, "bright"), "hell");
        assert_eq!(translations.pick(&chain, Field::SeoTitle, "Lamp"), "Lamp");
    }

    #[test]
    fn a_subject_refuses_texts_it_does_not_have() {
        let texts = Texts::from([(Field::Name, "x".to_owned()), (Field::Title, String::new())]);
        let errors = validate(Subject::Product, &texts).unwrap_err();
        let pointers: Vec<_> = errors.iter().map(|error| (error.pointer.as_str(), &*error.code)).collect();
        assert_eq!(pointers, [("/title", "too_short"), ("/name", "unknown_field")]);
    }
}
