//! Goods are held while the shopper checks out.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

use cart_contracts::CartCompleted;
use futures::future::join_all;
use kernel_base::Timestamp;
use serde_json::{Value, json};
use shared_contracts::VariantId;
use tokio::sync::oneshot;

use crate::support::{Answer, Held, Shop, address};

const MINUTE: u64 = 60;
/// Six at 2.95 and delivery at 4.95, with 20 % tax.
const TOTAL: i64 = 2718;

async fn hold(shop: &Shop, cart: &Held) -> Answer {
    shop.act(cart, "POST", "/hold", None).await
}

fn until(shown: &Value) -> Timestamp {
    serde_json::from_value(shown["held_until"].clone()).unwrap_or_else(|_| panic!("held: {shown}"))
}

fn in_minutes(shop: &Shop, minutes: u64) -> Timestamp {
    shop.env().now().plus(std::time::Duration::from_secs(minutes * MINUTE))
}

fn asked(shop: &Shop) -> usize {
    shop.stock.asked.load(Ordering::Relaxed)
}

fn pieces(shop: &Shop, table: &[(VariantId, i64)]) {
    *shop.stock.pieces.lock().unwrap() = Some(table.iter().copied().collect());
}

/// In no particular order: lines made at once have none.
fn held(shop: &Shop, cart: &Held) -> Option<BTreeSet<(VariantId, i64)>> {
    shop.stock.held(cart.cart_id()).map(|(lines, _)| lines.into_iter().collect())
}

fn lines<const N: usize>(lines: [(VariantId, i64); N]) -> Option<BTreeSet<(VariantId, i64)>> {
    Some(lines.into())
}

fn warnings(shown: &Value) -> Vec<(&str, &str)> {
    let warnings = shown["warnings"].as_array().unwrap().iter();
    warnings.map(|one| (one["code"].as_str().unwrap(), one["reason"].as_str().unwrap_or_default())).collect()
}

#[tokio::test]
async fn a_hold_begins_with_checkout_and_is_shown_until_it_ends() {
    let shop = Shop::open().await;
    let variant = shop.product("2.95").await;
    let (created, cart) = shop.ready(&[(variant, 6)]).await;
    assert_eq!((&created["held_until"], asked(&shop)), (&Value::Null, 0));
    let answer = hold(&shop, &cart).await;
    let (view, end) = (answer.ok(), in_minutes(&shop, 15));
    assert_eq!(until(&view), end);
    assert_eq!(shop.stock.held(cart.cart_id()), Some((vec![(variant, 6)], end)));
    let shown = shop.get(&cart).await;
    assert_eq!((until(&shown), &shown["version"]), (end, &view["version"]));
    shop.time_passes(15 * MINUTE);
    assert_eq!(shop.get(&cart).await["held_until"], Value::Null);
}

#[tokio::test]
async fn a_repeated_request_is_answered_from_the_first_time() {
    let shop = Shop::open().await;
    let variant = shop.product("2.95").await;
    let (_, cart) = shop.ready(&[(variant, 6)]).await;
    let key = [("idempotency-key", "k")];
    let first = shop.act_with(&cart, "POST", "/hold", None, &key).await.ok();
    shop.time_passes(MINUTE);
    assert_eq!(shop.act_with(&cart, "POST", "/hold", None, &key).await.ok(), first);
    assert_eq!(asked(&shop), 1);
}

#[tokio::test]
async fn whatever_the_shopper_does_holds_the_cart_as_it_is_then() {
    let shop = Shop::open().await;
    let variants = shop.products(2, "2.95").await;
    let (_, cart) = shop.ready(&[(variants[0], 6)]).await;
    hold(&shop, &cart).await.ok();
    let payment = json!({ "tenders": [{ "provider": "test" }] });
    let contact = json!({ "shipping_address": address("FR") });
    let method = json!({ "method_id": shop.method_id });
    let line = json!({ "lines": [{ "variant_id": variants[1], "quantity": 2 }] });
    let changes = [
        ("PUT", "/address", contact),
        ("PUT", "/shipping", method),
        ("PUT", "/payment", payment),
        ("POST", "/lines", line),
    ];
    for (method, path, body) in changes {
        shop.time_passes(10 * MINUTE);
        let shown = shop.act(&cart, method, path, Some(body)).await.ok();
        let expected = in_minutes(&shop, 15);
        assert_eq!(until(&shown), expected, "{path}");
        assert_eq!(shop.stock.held(cart.cart_id()).unwrap().1, expected, "{path}");
    }
    assert_eq!(held(&shop, &cart), lines([(variants[0], 6), (variants[1], 2)]));
    let shown = shop.get(&cart).await;
    let path = format!("/lines/{}", shown["lines"][1]["line_id"].as_str().unwrap());
    shop.act(&cart, "DELETE", &path, None).await.ok();
    assert_eq!(held(&shop, &cart), lines([(variants[0], 6)]));
}

#[tokio::test]
async fn nobody_holds_for_ever_by_touching_the_cart() {
    let shop = Shop::open().await;
    let variant = shop.product("2.95").await;
    let (_, cart) = shop.ready(&[(variant, 6)]).await;
    let end = in_minutes(&shop, 60);
    hold(&shop, &cart).await.ok();
    for _ in 0..5 {
        shop.time_passes(10 * MINUTE);
        shop.act(&cart, "PUT", "/address", Some(json!({}))).await.ok();
    }
    assert_eq!(until(&hold(&shop, &cart).await.ok()), end, "nor by asking again");
    shop.time_passes(10 * MINUTE);
    let shown = shop.act(&cart, "PUT", "/address", Some(json!({}))).await.ok();
    assert_eq!(shown["held_until"], Value::Null, "what ended is not brought back by a change");
    assert_eq!(until(&hold(&shop, &cart).await.ok()), in_minutes(&shop, 15), "but when it is asked for");
}

#[tokio::test]
async fn a_cart_without_a_hold_asks_the_warehouse_for_nothing() {
    let shop = Shop::open().await;
    let variant = shop.product("2.95").await;
    let (_, cart) = shop.ready(&[(variant, 5)]).await;
    shop.add(&cart, variant, 1).await.ok();
    shop.act(&cart, "PUT", "/address", Some(json!({}))).await.ok();
    shop.complete(&cart, TOTAL).await.ok();
    assert_eq!(asked(&shop), 0);
    assert!(!shop.handed_over().await.holds_stock);
}

#[tokio::test]
async fn a_shortage_names_the_lines_and_holds_nothing() {
    let shop = Shop::open().await;
    let variants = shop.products(2, "2.95").await;
    pieces(&shop, &[(variants[1], 1)]);
    let (created, cart) = shop.ready(&[(variants[0], 1), (variants[1], 2)]).await;
    let answer = hold(&shop, &cart).await;
    answer.is_problem(409, "warehouse.insufficient_stock");
    let line = format!("/lines/{}", created["lines"][1]["line_id"].as_str().unwrap());
    assert_eq!(answer.wrong_fields(), [(line, "warehouse.insufficient_stock".to_owned())]);
    assert_eq!(held(&shop, &cart), None);
    let shown = shop.get(&cart).await;
    assert_eq!((&shown["held_until"], warnings(&shown)), (&Value::Null, vec![]));
}

#[tokio::test]
async fn a_change_that_cannot_be_held_stands_and_the_earlier_hold_runs_on() {
    let shop = Shop::open().await;
    let variant = shop.product("2.95").await;
    pieces(&shop, &[(variant, 6)]);
    let (_, cart) = shop.ready(&[(variant, 6)]).await;
    let end = until(&hold(&shop, &cart).await.ok());
    shop.time_passes(5 * MINUTE);
    let changed = shop.add(&cart, variant, 1).await.ok();
    let short = vec![("hold_not_renewed", "warehouse.insufficient_stock")];
    assert_eq!((until(&changed), warnings(&changed)), (end, short.clone()));
    assert_eq!(held(&shop, &cart), lines([(variant, 6)]));
    shop.time_passes(2 * MINUTE);
    let shown = shop.get(&cart).await;
    assert_eq!((&shown["lines"][0]["quantity"], warnings(&shown)), (&json!(7), short));
    assert_eq!(shown["lines"][0]["warnings"], json!([{ "code": "stock_short", "available": 6 }]));

    *shop.stock.pieces.lock().unwrap() = None;
    let changed = shop.act(&cart, "PUT", "/address", Some(json!({ "locale": "de" }))).await.ok();
    assert!(warnings(&changed).contains(&("hold_not_renewed", "unavailable")), "{changed}");
    assert_eq!((&changed["locale"], until(&changed)), (&json!("de"), end));

    pieces(&shop, &[(variant, 7)]);
    let changed = shop.act(&cart, "PUT", "/address", Some(json!({ "locale": "fr" }))).await.ok();
    assert_eq!((until(&changed), warnings(&changed)), (in_minutes(&shop, 15), vec![]));
    assert_eq!(held(&shop, &cart), lines([(variant, 7)]));
}

#[tokio::test]
async fn what_the_cart_holds_itself_is_not_missing_to_it() {
    let shop = Shop::open().await;
    let variant = shop.product("2.95").await;
    pieces(&shop, &[(variant, 6)]);
    let ((_, cart), (_, other)) = (shop.ready(&[(variant, 6)]).await, shop.ready(&[(variant, 6)]).await);
    hold(&shop, &cart).await.ok();
    hold(&shop, &other).await.is_problem(409, "warehouse.insufficient_stock");
    shop.time_passes(2 * MINUTE);
    assert_eq!(shop.get(&cart).await["lines"][0]["warnings"], json!([]));
    assert_eq!(shop.get(&other).await["lines"][0]["warnings"], json!([{ "code": "stock_gone" }]));
}

#[tokio::test]
async fn a_hold_is_given_back_by_request_and_with_the_last_line() {
    let shop = Shop::open().await;
    let variant = shop.product("2.95").await;
    let (_, cart) = shop.ready(&[(variant, 6)]).await;
    hold(&shop, &cart).await.ok();
    let given = shop.act(&cart, "DELETE", "/hold", None).await.ok();
    assert_eq!((held(&shop, &cart), &given["held_until"]), (None, &Value::Null));
    shop.act(&cart, "DELETE", "/hold", None).await.ok();
    let shown = shop.get(&cart).await;
    assert_eq!((&shown["held_until"], &shown["version"]), (&Value::Null, &given["version"]));

    hold(&shop, &cart).await.ok();
    let path = format!("/lines/{}", shown["lines"][0]["line_id"].as_str().unwrap());
    let shown = shop.act(&cart, "DELETE", &path, None).await.ok();
    assert_eq!((held(&shop, &cart), &shown["held_until"]), (None, &Value::Null));
    let empty = hold(&shop, &cart).await.ok();
    assert_eq!(empty["held_until"], Value::Null, "nothing to hold is no mistake");
}

#[tokio::test]
async fn completing_says_that_the_cart_may_hold_and_a_rejection_what_is_left_of_it() {
    let shop = Shop::open().await;
    let variant = shop.product("2.95").await;
    for (code, left) in [("payment.declined", false), ("warehouse.insufficient_stock", true)] {
        let (_, cart) = shop.ready(&[(variant, 6)]).await;
        let end = until(&hold(&shop, &cart).await.ok());
        let before = asked(&shop);
        shop.complete(&cart, TOTAL).await.ok();
        assert_eq!(shop.get(&cart).await["held_until"], Value::Null, "it is with the order");
        shop.act(&cart, "DELETE", "/hold", None).await.is_problem(409, "cart.completing");
        hold(&shop, &cart).await.is_problem(409, "cart.completing");
        assert_eq!(asked(&shop), before);
        let completed: CartCompleted = shop.handed_over().await;
        assert!(completed.holds_stock);
        shop.tell_orders(&[shop.rejected_for(&completed, code)]).await;
        let shown = shop.get(&cart).await;
        assert_eq!(shown["held_until"], if left { json!(end) } else { Value::Null }, "{code}");
        hold(&shop, &cart).await.ok();
    }
}

#[tokio::test]
async fn a_hold_that_ended_or_was_never_confirmed_is_still_the_orders_to_take_over() {
    let shop = Shop::open().await;
    let variant = shop.product("2.95").await;
    let (_, ended) = shop.ready(&[(variant, 6)]).await;
    hold(&shop, &ended).await.ok();
    shop.time_passes(20 * MINUTE);
    shop.complete(&ended, TOTAL).await.ok();
    assert!(shop.handed_over().await.holds_stock, "the warehouse may not have come round to it");
    let (_, unheard) = shop.ready(&[(variant, 6)]).await;
    *shop.stock.pieces.lock().unwrap() = None;
    hold(&shop, &unheard).await.is_problem(503, "unavailable");
    shop.complete(&unheard, TOTAL).await.ok();
    assert!(shop.handed_over().await.holds_stock, "it may hold though its answer was lost");
}

#[tokio::test]
async fn of_two_carts_that_become_one_only_the_one_that_stays_holds() {
    for (stays, ends) in [(true, false), (false, true), (true, true), (false, false)] {
        let shop = Shop::open().await;
        let variants = shop.products(2, "2.95").await;
        let (_, cart) = shop.ready(&[(variants[0], 1)]).await;
        let (_, other) = shop.ready(&[(variants[1], 2)]).await;
        for (cart, holds) in [(&cart, stays), (&other, ends)] {
            if holds {
                hold(&shop, cart).await.ok();
            }
        }
        let merge = json!({ "cart_id": other.cart_id(), "token": other.token });
        shop.act(&cart, "POST", "/merge", Some(merge)).await.ok();
        let all = lines([(variants[0], 1), (variants[1], 2)]).filter(|_| stays || ends);
        assert_eq!((held(&shop, &cart), held(&shop, &other)), (all.clone(), None), "{stays} {ends}");
        assert_eq!(shop.get(&cart).await["held_until"].is_null(), all.is_none());
    }
}

#[tokio::test]
async fn changes_from_everywhere_leave_held_what_is_in_the_cart() {
    let shop = Shop::open().await;
    let variants = shop.products(8, "2.95").await;
    let (_, cart) = shop.ready(&[(variants[0], 1)]).await;
    hold(&shop, &cart).await.ok();
    let adds = variants.iter().map(async |variant| while shop.add(&cart, *variant, 1).await.status != 200 {});
    join_all(adds).await;
    let pieces = |(place, variant): (usize, &VariantId)| (*variant, if place == 0 { 2 } else { 1 });
    assert_eq!(held(&shop, &cart).unwrap(), variants.iter().enumerate().map(pieces).collect());
}

/// Runs `meanwhile` while a change of the cart, already written, waits for the warehouse.
async fn while_holding_anew(shop: &Shop, cart: &Held, meanwhile: impl AsyncFnOnce()) {
    let (open, gate) = oneshot::channel();
    *shop.stock.gate.lock().unwrap() = Some(gate);
    let before = asked(shop);
    let change = shop.act(cart, "PUT", "/address", Some(json!({ "locale": "de" })));
    let others = async {
        while asked(shop) == before {
            tokio::task::yield_now().await;
        }
        meanwhile().await;
        open.send(()).unwrap();
    };
    let (changed, ()) = tokio::join!(change, others);
    changed.ok();
}

#[tokio::test]
async fn who_asked_for_an_older_cart_asks_again() {
    let shop = Shop::open().await;
    let variants = shop.products(2, "2.95").await;
    let (_, cart) = shop.ready(&[(variants[0], 6)]).await;
    hold(&shop, &cart).await.ok();
    let add = async || {
        shop.add(&cart, variants[1], 2).await.ok();
        assert_eq!(held(&shop, &cart), lines([(variants[0], 6), (variants[1], 2)]));
    };
    while_holding_anew(&shop, &cart, add).await;
    assert_eq!(held(&shop, &cart), lines([(variants[0], 6), (variants[1], 2)]));
    let remove = async || {
        shop.act(&cart, "DELETE", "/hold", None).await.ok();
    };
    while_holding_anew(&shop, &cart, remove).await;
    assert_eq!((held(&shop, &cart), &shop.get(&cart).await["held_until"]), (None, &Value::Null));
}

#[tokio::test]
async fn what_is_held_too_late_for_the_order_is_not_taken_from_it() {
    let shop = Shop::open().await;
    let variant = shop.product("2.95").await;
    let (_, cart) = shop.ready(&[(variant, 6)]).await;
    hold(&shop, &cart).await.ok();
    let complete = async || {
        shop.complete(&cart, TOTAL).await.ok();
    };
    while_holding_anew(&shop, &cart, complete).await;
    assert_eq!(held(&shop, &cart), lines([(variant, 6)]), "the order may not have taken it over yet");
}

#[tokio::test]
async fn a_shop_may_hold_nothing_before_the_order() {
    let config = cart::Config { hold_minutes: 0, ..cart::Config::default() };
    let shop = Shop::open().await;
    let variant = shop.product("2.95").await;
    let (_, cart) = shop.ready(&[(variant, 6)]).await;
    let end = until(&hold(&shop, &cart).await.ok());
    let shop = shop.configured(config);
    hold(&shop, &cart).await.is_problem(409, "cart.hold_not_offered");
    let shown = shop.act(&cart, "PUT", "/address", Some(json!({}))).await.ok();
    assert_eq!(until(&shown), end, "what was held before the restart runs out");
}

#[tokio::test]
async fn ten_thousand_lines_are_held_at_once() {
    let shop = Shop::open().await;
    let variants = shop.products(10_000, "0.01").await;
    let cart = shop.new_cart().await;
    for some in variants.chunks(500) {
        let lines: Vec<Value> =
            some.iter().map(|variant_id| json!({ "variant_id": variant_id, "quantity": 1 })).collect();
        shop.act(&cart, "POST", "/lines", Some(json!({ "lines": lines }))).await.ok();
    }
    hold(&shop, &cart).await.ok();
    assert_eq!(held(&shop, &cart).unwrap().len(), 10_000);
}

#[tokio::test]
async fn only_who_has_the_token_holds() {
    let shop = Shop::open().await;
    let cart = shop.new_cart().await;
    let stranger = Held { token: "nobody's".to_owned(), ..cart };
    for method in ["POST", "DELETE"] {
        shop.act(&stranger, method, "/hold", None).await.is_problem(404, "cart.not_found");
    }
}
