//! A cart is bought once, whatever is retried.

use cart_contracts::CartCompleted;
use futures::future::join_all;
use kernel_base::Event;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::sync::Arc;

use crate::support::{Answer, Held, Shop, address, expected_total};

/// Six at 2.95 and delivery at 4.95, with 20 % tax.
const TOTAL: i64 = 2718;

async fn ready(shop: &Shop) -> Held {
    let variant = shop.product("2.95").await;
    shop.ready(&[(variant, 6)]).await.1
}

/// Buys the cart and waits for the order.
async fn complete_and_wait(shop: &Shop, held: &Held, key: &str) -> Answer {
    let headers = [("prefer", "wait=10"), ("idempotency-key", key)];
    shop.act_with(held, "POST", "/complete", Some(expected_total(TOTAL)), &headers).await
}

/// Plays the order service for the next completed cart.
async fn answer(shop: &Shop, with: impl Fn(&Shop, &CartCompleted) -> Arc<Event>) -> CartCompleted {
    let cart = shop.handed_over().await;
    shop.tell_orders(&[with(shop, &cart)]).await;
    cart
}

#[tokio::test]
async fn the_waiting_request_is_woken_by_the_confirmation() {
    let shop = Shop::open().await;
    let held = ready(&shop).await;
    let (answered, cart) = tokio::join!(complete_and_wait(&shop, &held, "k"), answer(&shop, Shop::confirmed));
    assert_eq!(answered.status, 201);
    let view = answered.ok();
    assert_eq!((&view["status"], &view["order_number"]), (&json!("confirmed"), &json!("W-1000427")));
    assert_eq!(view["totals"]["total"]["gross"]["amount"], TOTAL);
    assert_eq!(view["order_id"], json!(cart.order_id));

    let token = view["order_token"].as_str().unwrap();
    let hash: String = Sha256::digest(token).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(cart.order_token_hash, hash, "order can check what only the shopper knows");
    let read = shop.get(&held).await;
    assert_eq!((&read["status"], &read["order"]["order_token"]), (&json!("completed"), &json!(token)));
}

#[tokio::test]
async fn the_event_holds_everything_an_order_needs() {
    let shop = Shop::open().await;
    let held = ready(&shop).await;
    shop.complete(&held, TOTAL).await.ok();
    let cart = shop.handed_over().await;
    assert_eq!((cart.attempt, cart.lines.len(), cart.currency.code()), (1, 1, "GBP"));
    let line = &cart.lines[0];
    assert_eq!((line.sku.as_str(), line.quantity.get(), line.weight_g), ("SKU-0", 6, 200));
    assert_eq!(line.amounts.net.minor(), 1770);
    let trace: Value = serde_json::from_str(line.trace.get()).unwrap();
    assert_eq!(trace["price"]["kind"], "negotiated", "pricing's trace, as it was told");
    assert_eq!(cart.payment.tenders[0].amount.minor(), TOTAL);
    assert_eq!(cart.shipping.unwrap().amounts.gross.minor(), 594);
    assert_eq!(cart.shipping_address.unwrap().known().unwrap().country.as_str(), "GB");
    assert_eq!(cart.email.known().unwrap().as_str(), "ada@example.com");
}

#[tokio::test]
async fn without_a_wait_the_answer_names_where_to_ask() {
    let shop = Shop::open().await;
    let held = ready(&shop).await;
    let answered = shop.complete(&held, TOTAL).await;
    assert_eq!((answered.status.as_u16(), answered.header("location")), (202, held.path.as_str()));
    assert_eq!(answered.ok()["status"], "completing");
    shop.act(&held, "PUT", "/address", Some(json!({}))).await.is_problem(409, "cart.completing");
    let cart = shop.handed_over().await;
    shop.tell_orders(&[shop.confirmed(&cart)]).await;
    assert_eq!(shop.get(&held).await["order"]["order_number"], "W-1000427");
}

#[tokio::test]
async fn completing_at_once_from_everywhere_makes_one_order() {
    let shop = Shop::open().await;
    let held = ready(&shop).await;
    let answers = join_all((0..8).map(|_| shop.complete(&held, TOTAL))).await;
    let orders: Vec<Value> = answers.iter().map(|answer| answer.ok()["order_id"].clone()).collect();
    assert!(orders.iter().all(|order| *order == orders[0]), "{orders:?}");
    assert_eq!(shop.told::<CartCompleted>().await.len(), 1);
}

#[tokio::test]
async fn a_completed_cart_answers_every_repetition_with_its_order() {
    let shop = Shop::open().await;
    let held = ready(&shop).await;
    let (first, _) = tokio::join!(complete_and_wait(&shop, &held, "k"), answer(&shop, Shop::confirmed));
    for key in ["k", "another"] {
        let again = complete_and_wait(&shop, &held, key).await;
        assert_eq!((again.status, again.ok()), (first.status, first.ok()));
    }
    let other =
        shop.act_with(&held, "POST", "/complete", Some(expected_total(1)), &[("idempotency-key", "k")]);
    other.await.is_problem(422, "request.key_reused");
    assert_eq!(shop.told::<CartCompleted>().await.len(), 0);
}

#[tokio::test]
async fn a_rejection_opens_the_cart_again_and_a_new_try_is_another_order() {
    let shop = Shop::open().await;
    let held = ready(&shop).await;
    let (refused, first) =
        tokio::join!(complete_and_wait(&shop, &held, "one"), answer(&shop, Shop::rejected));
    let problem = refused.is_problem(409, "order.rejected");
    assert_eq!(problem["errors"][0]["code"], "payment.declined");
    let cart = shop.get(&held).await;
    assert_eq!((&cart["status"], cart["lines"].as_array().unwrap().len()), (&json!("open"), 1));
    let told =
        json!([{ "code": "order_rejected", "reason": "payment.declined", "message": "the bank said no" }]);
    assert_eq!(cart["warnings"], told);

    // The same request gets the same answer; it does not charge the shopper's card again.
    let again = complete_and_wait(&shop, &held, "one").await;
    again.is_problem(409, "order.rejected");
    assert_eq!(shop.told::<CartCompleted>().await.len(), 0);

    let pay = json!({ "tenders": [{ "provider": "test", "token": "tok_another_card" }] });
    assert_eq!(shop.act(&held, "PUT", "/payment", Some(pay)).await.ok()["warnings"], told);
    let (done, second) = tokio::join!(complete_and_wait(&shop, &held, "two"), answer(&shop, Shop::confirmed));
    assert_eq!(done.status, 201);
    assert_eq!((second.attempt, second.order_id == first.order_id), (2, false));
}

#[tokio::test]
async fn late_and_repeated_answers_of_order_change_nothing() {
    let shop = Shop::open().await;
    let held = ready(&shop).await;
    shop.complete(&held, TOTAL).await.ok();
    let first = shop.handed_over().await;
    for _ in 0..2 {
        shop.tell_orders(&[shop.rejected(&first)]).await;
    }
    shop.complete(&held, TOTAL).await.ok();
    let second = shop.handed_over().await;
    shop.tell_orders(&[shop.rejected(&first), shop.confirmed(&second), shop.rejected(&first)]).await;
    let cart = shop.get(&held).await;
    assert_eq!((&cart["status"], &cart["order"]["order_id"]), (&json!("completed"), &json!(second.order_id)));
    let version = cart["version"].clone();
    shop.tell_orders(&[shop.confirmed(&second), shop.rejected(&second)]).await;
    assert_eq!(shop.get(&held).await["version"], version);
}

#[tokio::test]
async fn an_answer_that_another_replica_heard_is_found_by_looking() {
    let shop = Shop::open().await;
    let held = ready(&shop).await;
    let elsewhere = async {
        let cart = shop.handed_over().await;
        let sql = "UPDATE cart.cart SET status = 'completed', completing_at = NULL, order_number = 'W-7' \
            WHERE order_id = $1";
        shop.test.sql().await.execute(sql, &[&cart.order_id.uuid()]).await.unwrap();
    };
    let (answered, ()) = tokio::join!(complete_and_wait(&shop, &held, "k"), elsewhere);
    assert_eq!(answered.ok()["order_number"], "W-7");
}

#[tokio::test]
async fn another_total_than_the_one_agreed_to_is_refused_with_the_new_one() {
    let shop = Shop::open().await;
    let variant = shop.product("2.95").await;
    let (_, held) = shop.ready(&[(variant, 6)]).await;
    for wrong in [TOTAL - 1, TOTAL + 1, 0] {
        let problem = shop.complete(&held, wrong).await.is_problem(409, "cart.total_changed");
        assert_eq!(problem["total"], json!({ "amount": TOTAL, "currency": "GBP" }));
    }
    shop.prices.set(variant, "3.00");
    let problem = shop.complete(&held, TOTAL).await.is_problem(409, "cart.total_changed");
    assert_eq!(problem["total"]["amount"], 2160 + 594);
    assert_eq!(problem["errors"][0]["code"], "price_changed");
    let cart = shop.get(&held).await;
    assert_eq!(
        cart["totals"]["total"]["gross"]["amount"], 2754,
        "the shopper reads what they are asked to agree to"
    );
    assert_eq!(shop.told::<CartCompleted>().await.len(), 0);
    let euro = json!({ "expected_total": { "amount": 2754, "currency": "EUR" } });
    shop.act(&held, "POST", "/complete", Some(euro)).await.is_problem(409, "cart.total_changed");
    shop.complete(&held, 2754).await.ok();
}

#[tokio::test]
async fn what_is_missing_is_told_all_at_once() {
    let shop = Shop::open().await;
    let held = shop.new_cart().await;
    let problem = shop.complete(&held, 0).await.is_problem(409, "cart.incomplete");
    let missing = |problem: &Value| {
        let errors = problem["errors"].as_array().unwrap().clone();
        errors.iter().map(|error| error["pointer"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(missing(&problem), ["/lines", "/email"]);
    shop.add(&held, shop.product("2.95").await, 1).await.ok();
    let problem = shop.complete(&held, 354).await.is_problem(409, "cart.incomplete");
    assert_eq!(missing(&problem), ["/email", "/shipping_address", "/shipping", "/payment"]);
}

#[tokio::test]
async fn a_cart_with_something_that_cannot_be_sold_is_not_completed() {
    let shop = Shop::open().await;
    let variants = shop.products(2, "2.95").await;
    let (_, held) = shop.ready(&[(variants[0], 1), (variants[1], 1)]).await;
    shop.prices.remove(variants[0]);
    let problem = shop.complete(&held, 1302).await.is_problem(409, "cart.not_sellable");
    assert_eq!(problem["errors"][0]["code"], "no_price");
    let moved = json!({ "shipping_address": address("US") });
    shop.act(&held, "PUT", "/address", Some(moved)).await.ok();
    shop.add(&held, variants[0], -1).await.ok();
    let problem = shop.complete(&held, 354).await.is_problem(409, "cart.not_sellable");
    assert_eq!(problem["errors"][0]["code"], "shipping_unavailable");
}

#[tokio::test]
async fn several_tenders_must_sum_to_the_total() {
    let shop = Shop::open().await.offering(&["test", "gift-card"]);
    let held = ready(&shop).await;
    let pay = async |first: i64| {
        let amount = json!({ "amount": first, "currency": "GBP" });
        let tenders = json!([{ "provider": "gift-card", "amount": amount }, { "provider": "test" }]);
        shop.act(&held, "PUT", "/payment", Some(json!({ "tenders": tenders }))).await.ok();
        shop.complete(&held, TOTAL).await
    };
    pay(TOTAL).await.is_problem(409, "cart.tenders_mismatch");
    pay(1000).await.ok();
    let amounts: Vec<i64> =
        shop.handed_over().await.payment.tenders.iter().map(|tender| tender.amount.minor()).collect();
    assert_eq!(amounts, [1000, TOTAL - 1000]);
}
