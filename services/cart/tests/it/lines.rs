//! Lines: added by many at once, set by one, limited.

use std::collections::BTreeMap;

use futures::future::join_all;
use pricing_contracts::{TaxProviderOutcome, TaxProviderTrace};
use serde_json::{Value, json};
use shared_contracts::VariantId;

use crate::support::{Held, Shop};

fn quantities(cart: &Value) -> BTreeMap<String, i64> {
    let lines = cart["lines"].as_array().unwrap().iter();
    lines
        .map(|line| (line["variant_id"].as_str().unwrap().to_owned(), line["quantity"].as_i64().unwrap()))
        .collect()
}

async fn total(shop: &Shop, held: &Held) -> i64 {
    shop.get(held).await["totals"]["total"]["gross"]["amount"].as_i64().unwrap()
}

#[tokio::test]
async fn adding_again_adds_to_the_line_and_prices_only_what_changes() {
    let shop = Shop::open().await;
    let variants = shop.products(3, "2.95").await;
    let held = shop.new_cart().await;
    let body: Vec<Value> = variants.iter().map(|id| json!({ "variant_id": id, "quantity": 2 })).collect();
    let added = shop.act(&held, "POST", "/lines", Some(json!({ "lines": body }))).await.ok();
    assert_eq!((&added["line_count"], added["lines"].as_array().unwrap().len()), (&json!(3), 3));
    let added = shop.add(&held, variants[1], 3).await.ok();
    assert_eq!(added["lines"].as_array().unwrap().len(), 1);
    assert_eq!(added["totals"]["items"]["net"]["amount"], 590 + 1475 + 590);
    assert_eq!(*shop.prices.asked.lock().unwrap(), [3, 1]);
    let cart = shop.get(&held).await;
    assert_eq!(quantities(&cart).into_values().sum::<i64>(), 9);
    assert_eq!(cart["totals"], added["totals"]);
    let order: Vec<&Value> =
        cart["lines"].as_array().unwrap().iter().map(|line| &line["variant_id"]).collect();
    assert_eq!(order, variants.iter().map(|id| json!(id)).collect::<Vec<_>>().iter().collect::<Vec<_>>());
}

#[tokio::test]
async fn where_a_provider_computes_the_tax_the_whole_cart_is_priced_when_it_is_looked_at() {
    let shop = Shop::open().await;
    let provider = "acme".parse().unwrap();
    *shop.prices.tax_provider.lock().unwrap() =
        Some(TaxProviderTrace { provider, outcome: TaxProviderOutcome::Failed });
    let (variants, held) = (shop.products(2, "2.95").await, shop.new_cart().await);
    for variant in &variants {
        shop.add(&held, *variant, 1).await.ok();
    }
    shop.get(&held).await;
    shop.get(&held).await;
    assert_eq!(*shop.prices.asked.lock().unwrap(), [1, 1, 2]);
}

#[tokio::test]
async fn callers_at_once_all_take_effect() {
    let shop = Shop::open().await;
    let (variants, held) = (shop.products(3, "2.95").await, shop.new_cart().await);
    for variant in &variants {
        shop.add(&held, *variant, 50).await.ok();
    }
    let changes = [(0, 3), (1, -2), (2, 5), (0, -1), (1, 4), (2, -5), (0, 7), (1, 1)];
    let answers =
        join_all(changes.iter().map(|(variant, pieces)| retried(&shop, &held, variants[*variant], *pieces)));
    answers.await;
    let expected: BTreeMap<String, i64> =
        variants.iter().zip([59, 53, 50]).map(|(id, pieces)| (id.to_string(), pieces)).collect();
    let cart = shop.get(&held).await;
    assert_eq!(quantities(&cart), expected);
    let sum = cart["totals"]["items"]["net"]["amount"].as_i64().unwrap();
    assert_eq!(sum, (59 + 53 + 50) * 295, "the sums are those of the lines, however they came about");
}

/// As a client does it: the same request with the same key, until the cart is less busy.
async fn retried(shop: &Shop, held: &Held, variant: VariantId, pieces: i64) {
    let key = shop.env().uuid().to_string();
    let body = json!({ "lines": [{ "variant_id": variant, "quantity": pieces }] });
    loop {
        let answer =
            shop.act_with(held, "POST", "/lines", Some(body.clone()), &[("idempotency-key", &key)]).await;
        if answer.status != 503 {
            answer.ok();
            return;
        }
        answer.is_problem(503, "cart.busy");
    }
}

#[tokio::test]
async fn a_repeated_request_adds_once() {
    let shop = Shop::open().await;
    let (variant, held) = (shop.product("2.95").await, shop.new_cart().await);
    let add = async |pieces: i64| {
        let body = json!({ "lines": [{ "variant_id": variant, "quantity": pieces }] });
        shop.act_with(&held, "POST", "/lines", Some(body), &[("idempotency-key", "once")]).await
    };
    let first = add(2).await.ok();
    let again = add(2).await;
    assert_eq!((again.header("idempotent-replayed"), again.ok()), ("true", first));
    add(3).await.is_problem(422, "request.key_reused");
    assert_eq!(quantities(&shop.get(&held).await).into_values().sum::<i64>(), 2);
}

#[tokio::test]
async fn pieces_are_taken_away_until_the_line_is_gone() {
    let shop = Shop::open().await;
    let (variant, held) = (shop.product("2.95").await, shop.new_cart().await);
    shop.add(&held, variant, 5).await.ok();
    shop.add(&held, variant, -2).await.ok();
    shop.add(&held, variant, -4).await.is_problem(409, "cart.quantity_below_zero");
    let gone = shop.add(&held, variant, -3).await.ok();
    assert_eq!((&gone["line_count"], gone["removed"].as_array().unwrap().len()), (&json!(0), 1));
    assert_eq!(total(&shop, &held).await, 0);
}

#[tokio::test]
async fn a_quantity_is_set_over_the_version_that_was_seen() {
    let shop = Shop::open().await;
    let (variant, held) = (shop.product("2.95").await, shop.new_cart().await);
    shop.add(&held, variant, 1).await.ok();
    let cart = shop.get(&held).await;
    let line = format!("/lines/{}", cart["lines"][0]["line_id"].as_str().unwrap());
    let set = async |version: &str, quantity: i64| {
        let body = Some(json!({ "quantity": quantity }));
        shop.act_with(&held, "PATCH", &line, body, &[("if-match", version)]).await
    };
    assert_eq!(set("\"v2\"", 12).await.ok()["totals"]["items"]["net"]["amount"], 12 * 295);
    let stale = set("\"v2\"", 13).await;
    stale.is_problem(412, "cart.version_mismatch");
    assert_eq!(stale.header("etag"), "\"v3\"");
    set("\"v3\"", 0).await.is_problem(400, "request.invalid");
    set("v3", 1).await.is_problem(400, "request.if_match_malformed");
    shop.act(&held, "PATCH", &line, Some(json!({ "quantity": 1 })))
        .await
        .is_problem(400, "request.if_match_missing");
    shop.act(&held, "DELETE", &line, None).await.ok();
    shop.act(&held, "DELETE", &line, None).await.is_problem(404, "cart.line_not_found");
}

#[tokio::test]
async fn a_chosen_delivery_follows_the_lines() {
    let shop = Shop::open().await;
    let variant = shop.product("2.95").await;
    let (_, held) = shop.ready(&[(variant, 1)]).await;
    let added = shop.add(&held, variant, 1).await.ok();
    assert_eq!(added["totals"]["total"]["gross"]["amount"], 708 + 594);
    // 200 g each: 101 pieces are too heavy for the only method.
    shop.add(&held, variant, 99).await.ok();
    let cart = shop.get(&held).await;
    assert_eq!(cart["warnings"], json!([{ "code": "shipping_unavailable" }]));
    shop.add(&held, variant, -101).await.ok();
    let cart = shop.get(&held).await;
    assert_eq!((&cart["shipping"], &cart["warnings"]), (&json!(null), &json!([])), "nothing is left to ship");
}

#[tokio::test]
async fn what_is_not_for_sale_is_not_added() {
    let shop = Shop::open().await;
    let held = shop.new_cart().await;
    shop.add(&held, shop.env().id(), 1).await.is_problem(400, "cart.variant_not_found");
    let (unpublished, unpriced): (VariantId, VariantId) = (shop.env().id(), shop.product("1").await);
    shop.prices.set(unpublished, "1");
    shop.tell_catalog(&[shop.product_event(shop.env().id(), 1, unpublished, "U", &["outlet"])]).await;
    shop.add(&held, unpublished, 1).await.is_problem(409, "cart.not_published");
    shop.prices.remove(unpriced);
    shop.add(&held, unpriced, 1).await.is_problem(409, "cart.no_price");
    assert_eq!(shop.get(&held).await["lines"], json!([]));
}

#[tokio::test]
async fn wrong_quantities_are_named() {
    let shop = Shop::open().await;
    let (variant, held) = (shop.product("2.95").await, shop.new_cart().await);
    for quantity in [json!(0), json!(1_000_001), json!(-1_000_001), json!(1.5), json!("1")] {
        let body = json!({ "lines": [{ "variant_id": variant, "quantity": quantity }] });
        let problem = shop.act(&held, "POST", "/lines", Some(body)).await.is_problem(400, "request.invalid");
        assert_eq!(problem["errors"][0]["pointer"], "/lines/0/quantity", "{problem}");
    }
    shop.act(&held, "POST", "/lines", Some(json!({ "lines": [] }))).await.is_problem(400, "request.invalid");
    shop.add(&held, variant, 1_000_000).await.ok();
    shop.add(&held, variant, 1).await.is_problem(400, "cart.quantity_too_large");
    shop.prices.set(variant, "9000000000000");
    shop.add(&held, variant, -1).await.is_problem(400, "pricing.amount_too_large");
    let body = json!({ "lines": [{ "variant_id": variant, "quantity": 1 }] });
    shop.act_with(&held, "POST", "/lines", Some(body), &[])
        .await
        .is_problem(400, "request.idempotency_key_missing");
}

#[tokio::test]
async fn a_cart_holds_ten_thousand_lines_and_no_more() {
    let shop = Shop::open().await;
    let variants = shop.products(10_001, "0.001").await;
    let held = shop.new_cart().await;
    for some in variants[..10_000].chunks(500) {
        let lines: Vec<Value> = some.iter().map(|id| json!({ "variant_id": id, "quantity": 5 })).collect();
        shop.act(&held, "POST", "/lines", Some(json!({ "lines": lines }))).await.ok();
    }
    shop.add(&held, variants[10_000], 1).await.is_problem(409, "cart.too_many_lines");
    let many: Vec<Value> =
        variants[..501].iter().map(|id| json!({ "variant_id": id, "quantity": 1 })).collect();
    shop.act(&held, "POST", "/lines", Some(json!({ "lines": many })))
        .await
        .is_problem(400, "request.invalid");

    // Five pieces of a tenth of a penny are half a penny, rounded up, without tax: a penny a line.
    assert_eq!(total(&shop, &held).await, 10_000);
    shop.time_passes(61);
    let cart = shop.get(&held).await;
    assert_eq!((cart["lines"].as_array().unwrap().len(), &cart["warnings"]), (10_000, &json!([])));
    assert_eq!(shop.prices.asked.lock().unwrap().last(), Some(&10_000));
}
