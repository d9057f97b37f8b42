//! What a shopper is told when the world changes under a cart.

use serde_json::{Value, json};

use crate::support::{Held, Shop};

/// The cart a minute later, recalculated.
async fn later(shop: &Shop, held: &Held) -> Value {
    shop.time_passes(61);
    shop.get(held).await
}

#[tokio::test]
async fn prices_are_asked_again_after_a_minute_and_a_change_is_told() {
    let shop = Shop::open().await;
    let (variant, held) = (shop.product("2.95").await, shop.new_cart().await);
    shop.add(&held, variant, 2).await.ok();
    shop.prices.set(variant, "3.10");
    assert_eq!(shop.get(&held).await["lines"][0]["unit_price"], "2.95", "not yet");
    let cart = later(&shop, &held).await;
    let told = json!([{ "code": "price_changed", "before": "2.95", "now": "3.10" }]);
    assert_eq!((&cart["lines"][0]["warnings"], &cart["lines"][0]["unit_price"]), (&told, &json!("3.10")));
    assert_eq!(cart["totals"]["items"]["net"]["amount"], 620);
    assert_eq!(shop.get(&held).await, cart, "told until the shopper does something about it");
    shop.add(&held, variant, 1).await.ok();
    assert_eq!(shop.get(&held).await["lines"][0]["warnings"], json!([]));
}

#[tokio::test]
async fn stock_that_is_short_or_gone_is_told() {
    let shop = Shop::open().await;
    let (variants, held) = (shop.products(2, "2.95").await, shop.new_cart().await);
    for variant in &variants {
        shop.add(&held, *variant, 5).await.ok();
    }
    *shop.stock.pieces.lock().unwrap() = Some([(variants[0], 3), (variants[1], 0)].into());
    let cart = later(&shop, &held).await;
    assert_eq!(cart["lines"][0]["warnings"], json!([{ "code": "stock_short", "available": 3 }]));
    assert_eq!(cart["lines"][1]["warnings"], json!([{ "code": "stock_gone" }]));
    *shop.stock.pieces.lock().unwrap() = Some([].into());
    let cart = later(&shop, &held).await;
    assert_eq!((&cart["lines"][0]["warnings"], &cart["lines"][1]["warnings"]), (&json!([]), &json!([])));
}

#[tokio::test]
async fn without_an_answer_of_the_warehouse_stock_is_assumed_and_that_is_told() {
    let shop = Shop::open().await;
    let (variant, held) = (shop.product("2.95").await, shop.new_cart().await);
    shop.add(&held, variant, 5).await.ok();
    *shop.stock.pieces.lock().unwrap() = None;
    let cart = later(&shop, &held).await;
    assert_eq!(cart["warnings"], json!([{ "code": "availability_unknown" }]));
    assert_eq!(cart["lines"][0]["warnings"], json!([]));
    *shop.stock.pieces.lock().unwrap() = Some([].into());
    assert_eq!(later(&shop, &held).await["warnings"], json!([]));
}

#[tokio::test]
async fn what_is_no_longer_sold_stays_in_the_cart_and_costs_nothing() {
    let shop = Shop::open().await;
    let (gone, unpriced) = (shop.env().id(), shop.product("2.95").await);
    let product_id = shop.env().id();
    shop.prices.set(gone, "2.95");
    shop.tell_catalog(&[shop.product_event(product_id, 1, gone, "G", &["web"])]).await;
    let held = shop.new_cart().await;
    shop.add(&held, gone, 1).await.ok();
    shop.add(&held, unpriced, 1).await.ok();
    shop.tell_catalog(&[shop.product_event(product_id, 2, gone, "G", &[])]).await;
    shop.prices.remove(unpriced);
    let cart = later(&shop, &held).await;
    assert_eq!(cart["lines"][0]["warnings"], json!([{ "code": "not_published" }]));
    assert_eq!(cart["lines"][1]["warnings"], json!([{ "code": "no_price" }]));
    assert_eq!(cart["totals"]["total"]["gross"]["amount"], 0);
    // Less of it, or none, can always be had; more cannot.
    shop.add(&held, gone, 1).await.is_problem(409, "cart.not_published");
    shop.add(&held, gone, -1).await.ok();
}
