//! The copy of catalog's variants.

use catalog_contracts::{ChannelChanged, ProductRemoved};
use kernel_base::EventData;
use kernel_testing::event;
use serde_json::json;
use shared_contracts::{ProductId, VariantId};

use crate::support::Shop;

#[tokio::test]
async fn a_change_of_a_product_is_seen_with_the_next_line() {
    let shop = Shop::open().await;
    let (product_id, variant): (ProductId, VariantId) = (shop.env().id(), shop.env().id());
    shop.prices.set(variant, "2.95");
    // Two versions in one batch, and an old one after them.
    let version = |version, sku: &str| shop.product_event(product_id, version, variant, sku, &["web"]);
    shop.tell_catalog(&[version(1, "OLD"), version(3, "NEW")]).await;
    shop.tell_catalog(&[version(2, "LATE")]).await;
    let held = shop.new_cart().await;
    assert_eq!(shop.add(&held, variant, 1).await.ok()["lines"][0]["sku"], "NEW");
    shop.tell_catalog(&[version(4, "NEWER")]).await;
    assert_eq!(shop.add(&held, variant, 1).await.ok()["lines"][0]["sku"], "NEWER");
}

#[tokio::test]
async fn a_removed_product_and_a_variant_no_longer_listed_are_not_sold() {
    let shop = Shop::open().await;
    let (removed, listed): (ProductId, ProductId) = (shop.env().id(), shop.env().id());
    let [one, two, replacement]: [VariantId; 3] = [shop.env().id(), shop.env().id(), shop.env().id()];
    for variant in [one, two, replacement] {
        shop.prices.set(variant, "2.95");
    }
    let web = &["web"];
    shop.tell_catalog(&[
        shop.product_event(removed, 1, one, "ONE", web),
        shop.product_event(listed, 1, two, "TWO", web),
    ])
    .await;
    let gone = ProductRemoved {
        product_id: removed,
        version: 2,
        variant_ids: vec![one],
        occurred_at: shop.env().now(),
    };
    shop.tell_catalog(&[
        event(shop.env(), "catalog", ProductRemoved::TYPE, &removed.to_string(), &gone),
        shop.product_event(listed, 2, replacement, "THREE", web),
    ])
    .await;
    let held = shop.new_cart().await;
    shop.add(&held, one, 1).await.is_problem(409, "cart.not_published");
    shop.add(&held, two, 1).await.is_problem(409, "cart.not_published");
    assert_eq!(shop.add(&held, replacement, 1).await.ok()["line_count"], json!(1));
}

#[tokio::test]
async fn a_channel_that_is_switched_off_sells_nothing() {
    let shop = Shop::open().await;
    let (product_id, variant): (ProductId, VariantId) = (shop.env().id(), shop.env().id());
    shop.prices.set(variant, "2.95");
    let switch = |version, active| {
        let changed = ChannelChanged {
            channel: "web".parse().unwrap(),
            version,
            name: "Web shop".to_owned(),
            currency: kernel_base::Currency::GBP,
            active,
            occurred_at: shop.env().now(),
        };
        event(shop.env(), "catalog", ChannelChanged::TYPE, "web", &changed)
    };
    let sold = shop.product_event(product_id, 1, variant, "ONE", &["web", "trade"]);
    shop.tell_catalog(&[switch(1, true), sold]).await;
    let held = shop.new_cart().await;
    shop.add(&held, variant, 1).await.ok();
    shop.tell_catalog(&[switch(3, false)]).await;
    shop.tell_catalog(&[switch(2, true)]).await;
    shop.add(&held, variant, 1).await.is_problem(409, "cart.not_published");
    shop.tell_catalog(&[switch(4, true)]).await;
    shop.add(&held, variant, 1).await.ok();
}
