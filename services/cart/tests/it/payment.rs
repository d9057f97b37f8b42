//! The shopper's part in paying: providers on offer, sessions, required actions.

use std::sync::atomic::Ordering;

use cart_contracts::CartCompleted;
use http::StatusCode;
use kernel_testing::customer;
use serde_json::{Value, json};
use shared_contracts::CustomerId;

use crate::support::{Answer, Held, Shop, address, expected_total};

/// Six at 2.95 and delivery at 4.95, with 20 % tax.
const TOTAL: i64 = 2718;
const ACTION: &str = "/payment-action";

async fn ready(shop: &Shop) -> Held {
    let variant = shop.product("2.95").await;
    shop.ready(&[(variant, 6)]).await.1
}

/// A cart whose payment waits for the payer.
async fn challenged(shop: &Shop) -> (Held, CartCompleted) {
    let held = ready(shop).await;
    shop.complete(&held, TOTAL).await.ok();
    let cart = shop.handed_over().await;
    shop.till.require_action(shop.env(), cart.order_id, cart.totals.total.gross);
    (held, cart)
}

fn by(provider: &str) -> Option<Value> {
    Some(json!({ "tenders": [{ "provider": provider }] }))
}

fn total(minor: i64) -> Value {
    json!({ "amount": minor, "currency": "GBP" })
}

#[tokio::test]
async fn a_shopper_pays_only_by_what_the_merchant_offers() {
    let shop = Shop::open().await;
    let held = ready(&shop).await;
    let refused = shop.act(&held, "PUT", "/payment", by("manual")).await;
    let problem = refused.is_problem(409, "cart.provider_not_offered");
    assert_eq!(
        problem["detail"], "nobody can pay by manual here; offered are: test, gift_card",
        "store credit is for customers"
    );
    assert_eq!(problem["errors"][0]["pointer"], "/tenders/0/provider");
    let new = json!({
        "channel": "web", "currency": "GBP", "tenders": [{ "provider": "test" }, { "provider": "manual", "amount": total(1) }],
    });
    let created = shop.send("POST", "/store/v1/carts", Some(new), &[]).await;
    let problem = created.is_problem(409, "cart.provider_not_offered");
    assert_eq!(problem["errors"][0]["pointer"], "/tenders/1/provider");
    assert_eq!(shop.get(&held).await["tenders"][0]["provider"], "test");
}

#[tokio::test]
async fn a_provider_that_is_no_longer_offered_stops_the_completion() {
    let shop = Shop::open().await.offering(&["test", "manual"]);
    let held = ready(&shop).await;
    shop.act(&held, "PUT", "/payment", by("manual")).await.ok();
    let shop = shop.offering(&["test"]);
    shop.complete(&held, TOTAL).await.is_problem(409, "cart.provider_not_offered");
    assert_eq!(shop.get(&held).await["status"], "open");
    assert_eq!(shop.told::<CartCompleted>().await.len(), 0);
    shop.act(&held, "PUT", "/payment", by("test")).await.ok();
    shop.complete(&held, TOTAL).await.ok();
}

#[tokio::test]
async fn store_credit_is_spent_by_its_owner_and_not_by_a_token_that_was_passed_on() {
    let shop = Shop::open().await;
    let guests = ready(&shop).await;
    let not_offered = |answer: &Answer| answer.is_problem(409, "cart.provider_not_offered");
    not_offered(&shop.act(&guests, "PUT", "/payment", by("store_credit")).await);

    let variant = shop.product("2.95").await;
    let (ada, bob): (CustomerId, CustomerId) = (shop.env().id(), shop.env().id());
    let ((name, ada_token), (_, bob_token)) = (customer(&ada.to_string()), customer(&bob.to_string()));
    let body = json!({
        "channel": "web", "currency": "GBP", "email": "ada@example.com", "shipping_address": address("GB"),
        "shipping_method_id": shop.method_id, "lines": [{ "variant_id": variant, "quantity": 6 }],
    });
    let held = shop.create_by(&[(name, ada_token.as_str())], body).await.1;
    let act = async |method: &str, path: &str, body: Option<Value>, token: Option<&str>| {
        let key = shop.env().uuid().to_string();
        let mut headers = vec![("idempotency-key", key.as_str())];
        headers.extend(token.map(|token| (name, token)));
        shop.act_with(&held, method, path, body, &headers).await
    };
    for token in [None, Some(bob_token.as_str())] {
        not_offered(&act("PUT", "/payment", by("store_credit"), token).await);
    }
    act("PUT", "/payment", by("store_credit"), Some(&ada_token)).await.ok();
    for token in [None, Some(bob_token.as_str())] {
        not_offered(&act("POST", "/complete", Some(expected_total(TOTAL)), token).await);
    }
    act("POST", "/complete", Some(expected_total(TOTAL)), Some(&ada_token)).await.ok();
    let completed = shop.handed_over().await;
    assert_eq!(completed.payment.tenders[0].provider.as_str(), "store_credit");
    assert_eq!(completed.customer_id, Some(ada));
}

#[tokio::test]
async fn a_session_is_for_a_part_of_the_cart_and_a_provider_on_offer() {
    let shop = Shop::open().await;
    let held = ready(&shop).await;
    let session = async |body: Value| shop.act(&held, "POST", "/payment-session", Some(body)).await;
    let prepared = session(json!({ "provider": "test" })).await.ok();
    assert_eq!(prepared, json!({ "provider": "test", "settings": { "key": "public" } }));
    session(json!({ "provider": "test", "amount": total(18) })).await.ok();
    let asked: Vec<i64> =
        shop.till.sessions.lock().unwrap().iter().map(|asked| asked.amount.minor()).collect();
    assert_eq!(asked, [TOTAL, 18]);

    session(json!({ "provider": "manual" })).await.is_problem(409, "cart.provider_not_offered");
    for amount in [total(0), total(-1), total(TOTAL + 1), json!({ "amount": 1, "currency": "EUR" })] {
        session(json!({ "provider": "test", "amount": amount })).await.is_problem(400, "request.invalid");
    }
    shop.till.away.store(true, Ordering::Relaxed);
    session(json!({ "provider": "test" })).await.is_problem(503, "unavailable");
    assert_eq!(shop.till.sessions.lock().unwrap().len(), 2);

    let empty = shop.new_cart().await;
    let nothing = shop.act(&empty, "POST", "/payment-session", Some(json!({ "provider": "test" }))).await;
    nothing.is_problem(409, "cart.nothing_to_pay");
    let stranger = Held { token: empty.token, ..held };
    let other = shop.act(&stranger, "POST", "/payment-session", Some(json!({ "provider": "test" }))).await;
    other.is_problem(404, "cart.not_found");
}

#[tokio::test]
async fn the_cart_tells_what_the_payer_has_to_do_and_takes_the_answer() {
    let shop = Shop::open().await;
    let (held, cart) = challenged(&shop).await;
    let told = shop.get(&held).await["payment_action"].clone();
    assert_eq!(told["tenders"][0]["url"], "https://bank.example/confirm");
    assert_eq!(told["answer_to"], json!(format!("{}{ACTION}", held.path)));
    assert_eq!(shop.act(&held, "GET", ACTION, None).await.ok(), told);
    let again = shop.complete(&held, TOTAL).await;
    assert_eq!((again.status, again.ok()["payment_action"].clone()), (StatusCode::ACCEPTED, told.clone()));

    let back = json!({ "tender_id": told["tenders"][0]["tender_id"], "result": "approve" });
    let answer = async || {
        shop.act_with(&held, "POST", ACTION, Some(back.clone()), &[("idempotency-key", "back")]).await
    };
    let first = answer().await;
    assert_eq!((first.status, &first.ok()["tenders"][0]["answered"]), (StatusCode::ACCEPTED, &json!(true)));
    assert_eq!(answer().await.ok(), first.ok());
    let answers = shop.till.answers.lock().unwrap().clone();
    assert_eq!(answers.len(), 1, "a repeated request is answered from its first time");
    assert_eq!(
        (answers[0].order_id, answers[0].result.as_ref().unwrap().expose().as_str()),
        (cart.order_id, "approve")
    );

    shop.till.authorize(cart.order_id);
    assert_eq!(shop.get(&held).await["payment_action"], Value::Null);
    shop.act(&held, "POST", ACTION, Some(json!({}))).await.is_problem(409, "cart.no_payment_action");
    shop.tell_orders(&[shop.confirmed(&cart)]).await;
    shop.act(&held, "GET", ACTION, None).await.is_problem(409, "cart.no_payment_action");
}

#[tokio::test]
async fn a_waiting_request_is_answered_when_it_is_the_payers_turn() {
    let shop = Shop::open().await;
    let held = ready(&shop).await;
    let buy = async || {
        let headers = [("prefer", "wait=60"), ("idempotency-key", "k")];
        shop.act_with(&held, "POST", "/complete", Some(expected_total(TOTAL)), &headers).await
    };
    let bank = async {
        let cart = shop.handed_over().await;
        shop.till.require_action(shop.env(), cart.order_id, cart.totals.total.gross);
    };
    let (answered, ()): (Answer, ()) = tokio::join!(buy(), bank);
    assert_eq!(answered.status, StatusCode::ACCEPTED);
    let view = answered.ok();
    assert_eq!(
        (&view["status"], &view["payment_action"]["tenders"][0]["amount"]),
        (&json!("completing"), &total(TOTAL))
    );
    assert_eq!(buy().await.ok(), view);
}

#[tokio::test]
async fn only_who_holds_the_cart_learns_of_its_payment_and_answers_for_it() {
    let shop = Shop::open().await;
    let (held, _) = challenged(&shop).await;
    let stranger = Held { token: shop.new_cart().await.token, ..held.clone() };
    let back = json!({ "result": "approve" });
    shop.act(&stranger, "GET", ACTION, None).await.is_problem(404, "cart.not_found");
    shop.act(&stranger, "POST", ACTION, Some(back.clone())).await.is_problem(404, "cart.not_found");
    let path = format!("{}{ACTION}", held.path);
    shop.send("GET", &path, None, &[]).await.is_problem(401, "request.cart_token_missing");
    let open = shop.new_cart().await;
    shop.act(&open, "GET", ACTION, None).await.is_problem(409, "cart.no_payment_action");
    let long = json!({ "result": "x".repeat(4001) });
    shop.act(&held, "POST", ACTION, Some(long)).await.is_problem(400, "request.invalid");
    assert!(shop.till.answers.lock().unwrap().is_empty());
}

#[tokio::test]
async fn without_payment_a_cart_is_still_read_and_an_answer_is_not_half_taken() {
    let shop = Shop::open().await;
    let (held, _) = challenged(&shop).await;
    shop.till.away.store(true, Ordering::Relaxed);
    let cart = shop.get(&held).await;
    assert_eq!((&cart["status"], &cart["payment_action"]), (&json!("completing"), &Value::Null));
    let back = Some(json!({ "result": "approve" }));
    let key = [("idempotency-key", "back")];
    shop.act(&held, "GET", ACTION, None).await.is_problem(503, "unavailable");
    shop.act_with(&held, "POST", ACTION, back.clone(), &key).await.is_problem(503, "unavailable");
    shop.till.away.store(false, Ordering::Relaxed);
    shop.act_with(&held, "POST", ACTION, back, &key).await.ok();
    assert_eq!(shop.till.answers.lock().unwrap().len(), 1);
}
