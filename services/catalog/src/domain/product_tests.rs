//! What must hold of a product, whatever is done to it.

use std::collections::HashSet;

use kernel_base::Env;
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::domain::attribute::ValueType;
use crate::domain::media::Place;

fn now() -> Timestamp {
    "2026-01-15T12:00:00Z".parse().unwrap()
}

fn product(options: &[&str]) -> Product {
    let env = Env::system();
    let mut product = Product::new(env.id(), "lamp".parse().unwrap(), now());
    product.title = "Lamp".to_owned();
    product.option_names = options.iter().map(|name| (*name).to_owned()).collect();
    product
}

fn add_variant(product: &mut Product, sku: &str, values: &[&str]) {
    let mut variant = Variant::new(Env::system().id(), sku.parse().unwrap(), product.kind);
    variant.option_values = values.iter().map(|value| (*value).to_owned()).collect();
    product.variants.push(variant);
}

/// Pointer and code of everything that is wrong.
fn wrong(product: &Product, definitions: &[Attribute]) -> Vec<(String, String)> {
    let errors = product.validate(definitions).err().unwrap_or_default();
    errors.into_iter().map(|error| (error.pointer, error.code.into_owned())).collect()
}

fn only(pointer: &str, code: &str) -> Vec<(String, String)> {
    vec![(pointer.to_owned(), code.to_owned())]
}

proptest! {
    #[test]
    fn a_product_is_valid_only_when_no_two_variants_share_their_options(
        values in prop::collection::vec((0_u8..3, 0_u8..3), 0..10),
    ) {
        let mut product = product(&["Color", "Size"]);
        for (index, (color, size)) in values.iter().enumerate() {
            add_variant(&mut product, &format!("S{index}"), &[&color.to_string(), &size.to_string()]);
        }
        let distinct: HashSet<_> = values.iter().collect();
        prop_assert_eq!(product.validate(&[]).is_ok(), distinct.len() == values.len());
    }

    #[test]
    fn a_variant_has_one_value_per_axis(axes in 0_usize..8, values in 0_usize..8) {
        let names: Vec<String> = (0..axes).map(|axis| format!("Axis {axis}")).collect();
        let mut product = product(&names.iter().map(String::as_str).collect::<Vec<_>>());
        add_variant(&mut product, "S", &vec!["x"; values]);
        prop_assert_eq!(product.validate(&[]).is_ok(), axes == values && axes <= Product::MAX_OPTIONS);
    }

    #[test]
    fn setting_nothing_changes_nothing(title in "[a-z]{1,20}", tags in prop::collection::vec("[a-z]{1,5}", 0..4)) {
        let mut product = product(&[]);
        product.set(ProductFields { title: Some(title), tags: Some(tags), ..ProductFields::default() });
        let before = product.clone();
        product.set(ProductFields::default());
        prop_assert_eq!(product, before);
    }
}

#[test]
fn skus_in_two_spellings_are_two_skus() {
    let mut product = product(&["Color"]);
    add_variant(&mut product, "85123A", &["white"]);
    add_variant(&mut product, "85123a", &["red"]);
    assert_eq!(wrong(&product, &[]), []);
    add_variant(&mut product, "85123a", &["blue"]);
    assert_eq!(wrong(&product, &[]), only("/variants/2/sku", "duplicate"));
}

#[test]
fn an_active_product_needs_a_variant() {
    let mut product = product(&[]);
    assert_eq!(wrong(&product, &[]), []);
    product.status = ProductStatus::Active;
    assert_eq!(wrong(&product, &[]), only("/variants", "missing"));
    add_variant(&mut product, "L1", &[]);
    assert_eq!(wrong(&product, &[]), []);
}

#[test]
fn goods_are_counted_and_sent_and_services_are_not() {
    let variant = |kind| Variant::new(Env::system().id(), "S".parse().unwrap(), kind);
    assert!(variant(Kind::Goods).requires_stock && variant(Kind::Goods).requires_shipping);
    for kind in [Kind::Service, Kind::GiftCard] {
        assert!(!variant(kind).requires_stock && !variant(kind).requires_shipping, "{kind:?}");
    }
}

#[test]
fn texts_and_tags_have_limits() {
    let mut product = product(&[]);
    product.title = "x".repeat(256);
    product.tags = vec!["a,b".into(), "c".into(), "c".into()];
    let codes: Vec<_> = wrong(&product, &[]);
    let expected = [("/title", "too_long"), ("/tags/0", "malformed"), ("/tags/2", "duplicate")];
    assert_eq!(codes, expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned())));
    product.title = "ü".repeat(255);
    product.tags.clear();
    assert_eq!(wrong(&product, &[]), [], "characters count, not bytes");
}

fn material(required: bool) -> Attribute {
    Attribute {
        attribute_id: Env::system().id(),
        code: "material".parse().unwrap(),
        name: "Material".to_owned(),
        value_type: ValueType::Choice { choices: vec!["wood".into(), "steel".into()] },
        required,
        product_types: vec!["furniture".to_owned()],
        version: 1,
        created_at: now(),
        updated_at: now(),
    }
}

#[test]
fn attribute_values_are_checked_against_their_definition() {
    let definitions = [material(false)];
    let mut product = product(&[]);
    product.product_type = "furniture".to_owned();
    let mut set = |code: &str, value| {
        let values = BTreeMap::from([(code.parse().unwrap(), value)]);
        product.set_attributes(&values, &definitions).map_err(|errors| errors[0].code.to_string())
    };
    assert_eq!(set("material", json!("glass")), Err("wrong_value".to_owned()));
    assert_eq!(set("color", json!("red")), Err("unknown_attribute".to_owned()));
    assert_eq!(set("material", json!("wood")), Ok(()));
    assert!(product.terms().contains(&"attribute.material=wood".to_owned()));
    assert_eq!(wrong(&product, &definitions), []);
    product.product_type = "lamp".to_owned();
    assert_eq!(wrong(&product, &definitions), only("/attributes/material", "not_applicable"));
}

#[test]
fn a_required_attribute_is_needed_when_the_product_becomes_active() {
    let definitions = [material(true)];
    let mut product = product(&[]);
    add_variant(&mut product, "S", &[]);
    product.product_type = "furniture".to_owned();
    assert_eq!(wrong(&product, &definitions), []);
    product.status = ProductStatus::Active;
    assert_eq!(wrong(&product, &definitions), only("/attributes/material", "missing"));
}

#[test]
fn publishing_ahead_is_announced_when_its_time_has_come() {
    let mut product = product(&[]);
    let web: ChannelCode = "web".parse().unwrap();
    let later = now().plus(std::time::Duration::from_secs(60));
    product.publish(web.clone(), later);
    product.announce_publications(now());
    assert!(!product.is_published(&web, now()) && !product.publications[&web].announced);
    let waiting = product.clone();
    product.publish(web.clone(), later);
    assert_eq!(product, waiting, "repeating it changes nothing");
    product.announce_publications(later);
    assert!(product.is_published(&web, later) && product.publications[&web].announced);
}

#[test]
fn a_removed_picture_leaves_no_variant_behind_that_shows_it() {
    let env = Env::system();
    let mut product = product(&[]);
    let remote =
        |id| Media { media_id: id, alt: String::new(), place: Place::Remote("https://a.example/x".into()) };
    let (first, second) = (env.id(), env.id());
    product.media = vec![remote(first), remote(second)];
    add_variant(&mut product, "S", &[]);
    product.variants[0].media = vec![second, first];
    assert_eq!(wrong(&product, &[]), []);
    assert!(product.order_media(&[second]).is_err());
    assert!(product.order_media(&[second, second]).is_err());
    product.order_media(&[second, first]).unwrap();
    assert_eq!(product.media[0].media_id, second);
    assert!(product.remove_media(second) && !product.remove_media(second));
    assert_eq!(product.variants[0].media, [first]);
    assert_eq!(wrong(&product, &[]), []);
}
