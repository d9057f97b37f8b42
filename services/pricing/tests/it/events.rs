//! What pricing learns from catalog, and what it tells.

use catalog_contracts::ProductRemoved;
use kernel_base::{Currency, EventData};
use kernel_testing::Bus;
use pricing_contracts::{MarketChanged, PriceChanged, PriceListChanged, TaxChanged};
use serde_json::json;
use shared_contracts::{ProductId, VariantId};

use crate::support::{Shop, price};

#[tokio::test]
async fn the_tax_class_of_a_variant_follows_catalog() {
    let shop = Shop::open().await;
    let (product, variant): (ProductId, VariantId) = (shop.test.env().id(), shop.test.env().id());
    shop.product_changed(product, 1, &[(variant, "BOOK", "standard")]).await;
    shop.set_prices("base-eur", variant, &[(1, "10.00")]).await;
    assert_eq!(shop.line(Currency::EUR, variant, 1).await.taxes[0].rate_ppm, 190_000);
    shop.product_changed(product, 2, &[(variant, "BOOK", "reduced")]).await;
    assert_eq!(shop.line(Currency::EUR, variant, 1).await.taxes[0].rate_ppm, 70_000);
}

#[tokio::test]
async fn an_old_event_does_not_undo_a_newer_one() {
    let shop = Shop::open().await;
    let (product, variant): (ProductId, VariantId) = (shop.test.env().id(), shop.test.env().id());
    shop.product_changed(product, 2, &[(variant, "NEW", "reduced")]).await;
    shop.product_changed(product, 1, &[(variant, "OLD", "standard")]).await;
    let row =
        shop.test.sql().await.query_one("SELECT sku, tax_class FROM pricing.variant", &[]).await.unwrap();
    assert_eq!((row.get(0), row.get(1)), ("NEW", "reduced"));
}

#[tokio::test]
async fn variants_that_a_product_no_longer_has_are_forgotten() {
    let shop = Shop::open().await;
    let product: ProductId = shop.test.env().id();
    let (kept, dropped): (VariantId, VariantId) = (shop.test.env().id(), shop.test.env().id());
    shop.product_changed(product, 1, &[(kept, "A", "standard"), (dropped, "B", "standard")]).await;
    shop.product(&[("OTHER", "standard")]).await;
    shop.product_changed(product, 2, &[(kept, "A", "standard")]).await;
    assert_eq!(skus(&shop).await, ["A", "OTHER"]);
    let removed =
        ProductRemoved { product_id: product, version: 3, variant_ids: vec![kept], occurred_at: shop.now() };
    shop.tell(ProductRemoved::TYPE, product, &removed).await;
    assert_eq!(skus(&shop).await, ["OTHER"]);
}

async fn skus(shop: &Shop) -> Vec<String> {
    let rows =
        shop.test.sql().await.query("SELECT sku FROM pricing.variant ORDER BY sku", &[]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

#[tokio::test]
async fn a_price_change_tells_all_tiers_and_the_lowest_price_before() {
    let shop = Shop::open().await;
    let mut bus = Bus::new(shop.test.db());
    let variant = shop.priced("85123A", "GBP", &[(1, "2.95")]).await;
    shop.days_pass(10);
    shop.set_prices("base-gbp", variant, &[(32, "2.55"), (1, "2.75")]).await;
    shop.set_prices("base-gbp", variant, &[(1, "2.75"), (32, "2.55")]).await;
    let told: Vec<PriceChanged> = bus.take_of().await;
    assert_eq!(told.len(), 2, "setting the same prices again is no change");
    assert_eq!((told[0].lowest_30d, told[1].lowest_30d), (None, Some(price("2.95"))));
    let tiers: Vec<(i32, String)> =
        told[1].tiers.iter().map(|tier| (tier.min_quantity.get(), tier.unit_price.to_string())).collect();
    assert_eq!(tiers, [(1, "2.75".to_owned()), (32, "2.55".to_owned())]);
    assert_eq!(told[1].sku.as_ref().unwrap().as_str(), "85123A");
}

#[tokio::test]
async fn every_change_of_the_rules_is_told_once() {
    let shop = Shop::open().await;
    let mut bus = Bus::new(shop.test.db());
    let told = bus.take().await;
    let count = |kind: &str| told.iter().filter(|event| event.kind == kind).count();
    assert_eq!((count(MarketChanged::TYPE), count(PriceListChanged::TYPE)), (3, 3));
    assert_eq!(count(TaxChanged::TYPE), 7 + 2, "seven classes and two files");
    shop.post("/admin/v1/tax/import", &json!({ "source": "eu-vat" })).await.ok();
    assert!(bus.take().await.is_empty(), "the same rates again are no change");
}
